"""A repository on the Hub is read at one commit, by stretches; what hinders that is said."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import huggingface_hub
import pytest
from huggingface_hub.utils import close_session

from sources.gathering import gather
from sources.giant import giant
from sources.hub_server import COMMIT, Hub, serving
from weighbridge.audit import open_release
from weighbridge.facts.distribution import FileEntry, Gap
from weighbridge.facts.weights import WeightsFile
from weighbridge.sources import FetchError, Limits, Obstacle, SourceError, hub_files, open_source
from weights_files import gguf

DAY = date(2026, 11, 20)
HEADER = b'{"w":{"dtype":"F32","shape":[1000000],"data_offsets":[0,4000000]}}'
WEIGHTS = len(HEADER).to_bytes(8, "little") + HEADER + bytes(4_000_000)


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Hub]:
    """A Hub of our own, which the client takes for the real one."""
    constants = huggingface_hub.constants
    monkeypatch.setattr(constants, "HF_TOKEN_PATH", str(tmp_path / "token"))
    monkeypatch.setattr(constants, "HF_HUB_DISABLE_TELEMETRY", True)
    monkeypatch.setattr(hub_files, "_PAUSES", (0.01, 0.01))
    monkeypatch.delenv("HF_TOKEN", raising=False)
    with serving() as served:
        monkeypatch.setenv("HF_ENDPOINT", served.address)
        yield served
        close_session()


def test_files_come_sorted_from_all_pages_of_the_list(hub: Hub) -> None:
    hub.page = 2
    hub.add("acme/tiny", {"b/x": b"x", "a.txt": b"", "a-b": b"dash", "c": b"\0" * 70_000})

    found = gather("hf://acme/tiny")

    assert list(found.contents) == ["a-b", "a.txt", "b/x", "c"]
    assert found.contents["a-b"] == b"dash"
    assert found.contents["c"] == b"\0" * 70_000


def test_the_commit_is_told_and_every_byte_is_of_it(hub: Hub) -> None:
    hub.add("acme/tiny", {"a": b"x"}, revisions={"main": "0" * 40, "v1.0": "a" * 40})

    source = open_source("hf://acme/tiny@v1.0")
    list(source.files(Limits()))

    assert source.revision == "a" * 40
    later = [path for _, path, _ in hub.requests if "tree" in path or "resolve" in path]
    assert later
    assert all("a" * 40 in path for path in later)


@pytest.mark.parametrize("name", ["datasets/acme/words", "spaces/acme/demo", "oldest"])
def test_datasets_spaces_and_names_without_owner_are_read(hub: Hub, name: str) -> None:
    hub.add(name, {"README.md": b"# It"})

    assert gather(f"hf://{name}").contents == {"README.md": b"# It"}


def test_the_address_of_a_page_is_read(hub: Hub) -> None:
    hub.add("acme/tiny", {"a": b"x"})

    assert gather(f"{hub.address}/acme/tiny/tree/main").contents == {"a": b"x"}


def test_names_with_spaces_and_other_letters_are_fetched(hub: Hub) -> None:
    hub.add("acme/tiny", {"a folder/größe #1?.txt": b"x"})

    assert gather("hf://acme/tiny").contents == {"a folder/größe #1?.txt": b"x"}


def test_weights_cost_their_header_and_have_the_hubs_digest(hub: Hub) -> None:
    hub.add("acme/tiny", {"model.safetensors": WEIGHTS}, large=frozenset({"model.safetensors"}))

    release = open_release("hf://acme/tiny", as_of=DAY)

    (weights,) = (fact for fact in release.facts if isinstance(fact, WeightsFile))
    assert weights.parameters == 1_000_000
    assert weights.at.sha256 == hub.held["model", "acme/tiny"].digest("model.safetensors")
    assert hub.sent < 40_000


def test_a_gguf_file_costs_its_header(hub: Hub) -> None:
    header = {"general.architecture": "llama"}
    model = gguf(header, [("a", [1 << 20], 0, 0)], stored=4 << 20)
    hub.add("acme/tiny", {"model.gguf": model}, large=frozenset({"model.gguf"}))

    release = open_release("hf://acme/tiny", as_of=DAY)

    (weights,) = (fact for fact in release.facts if isinstance(fact, WeightsFile))
    assert (weights.parameters, weights.architecture) == (1 << 20, "llama")
    assert hub.sent < 150_000


def test_a_header_that_cannot_be_fetched_is_a_gap(hub: Hub) -> None:
    hub.ranges = False
    tensors = {f"t{n}": {"dtype": "F32", "shape": [0], "data_offsets": [0, 0]} for n in range(2000)}
    text = json.dumps(tensors).encode()
    weights = len(text).to_bytes(8, "little") + text
    hub.add("acme/tiny", {"m.safetensors": weights}, large=frozenset({"m.safetensors"}))

    release = open_release("hf://acme/tiny", as_of=DAY)

    reasons = {fact.reason for fact in release.facts if isinstance(fact, Gap)}
    assert any(
        "m.safetensors could not be read further: The Hub does not give it" in r for r in reasons
    )


def test_a_file_too_long_to_fetch_whole_has_no_digest(hub: Hub) -> None:
    hub.add("acme/tiny", {"long.txt": b"word " * 400_000, "short.txt": b"word"})

    release = open_release("hf://acme/tiny", as_of=DAY)

    digests = {f.at.path: f.at.sha256 for f in release.facts if isinstance(f, FileEntry)}
    assert digests["long.txt"] is None
    assert digests["short.txt"] is not None


def test_a_vocabulary_cut_short_is_seen_and_not_called_damaged(hub: Hub) -> None:
    vocabulary = json.dumps({"model": {"vocab": {f"t{n:040}": n for n in range(40_000)}}})
    hub.add("acme/tiny", {"tokenizer.json": vocabulary.encode()})

    release = open_release("hf://acme/tiny", as_of=DAY)

    assert not [fact for fact in release.facts if isinstance(fact, Gap)]
    assert "vocabulary" in {getattr(fact, "role", "") for fact in release.facts}
    assert hub.sent < 2_000_000


def test_seventy_billion_parameters_cost_less_than_five_megabytes(hub: Hub, tmp_path: Path) -> None:
    hub.add("acme/giant", giant(tmp_path))

    release = open_release("hf://acme/giant", as_of=DAY)

    weights = [fact for fact in release.facts if isinstance(fact, WeightsFile)]
    assert len(weights) == 30
    assert 70e9 < sum(one.parameters or 0 for one in weights) < 72e9
    assert not any(one.defects for one in weights)
    assert hub.sent < 5_000_000


def test_the_token_opens_a_private_repository_and_never_leaves_the_hub(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_right")
    hub.add("acme/own", {"m.bin": WEIGHTS}, large=frozenset({"m.bin"}), token="hf_right")  # noqa: S106  # made up

    assert gather("hf://acme/own").contents["m.bin"] == WEIGHTS
    stored = [headers for _, path, headers in hub.requests if path.startswith("/stored/")]
    assert stored
    assert not any("authorization" in {name.lower() for name in one} for one in stored)


@pytest.mark.parametrize(
    ("refused", "wait", "told"),
    [
        ({"": "GatedRepo"}, None, "has to grant it. Ask for it at http"),
        ({"": 429}, 60, "limits the rate of requests and asks to wait 60 seconds"),
        ({"": 403}, None, "refuses access"),
        ({"": 500}, None, "answered with status 500"),
        ({"tree": 500}, None, "answered with status 500"),
    ],
)
def test_what_refuses_the_whole_repository_is_said(
    hub: Hub, refused: dict[str, str | int], wait: int | None, told: str
) -> None:
    hub.add("acme/tiny", {"a": b"x"}, refused=refused, wait=wait)

    with pytest.raises(FetchError, match=f"^hf://acme/tiny: .*{told}"):
        gather("hf://acme/tiny")


def test_a_missing_repository_may_also_be_private(hub: Hub) -> None:
    with pytest.raises(FetchError, match=r"no such repository, or it is private.*hf auth login"):
        open_source("hf://acme/none")


def test_a_missing_revision_is_named(hub: Hub) -> None:
    hub.add("acme/tiny", {"a": b"x"})

    with pytest.raises(FetchError, match="has no revision v9"):
        open_source("hf://acme/tiny@v9")


def test_a_hub_that_is_not_there_is_said(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")

    with pytest.raises(FetchError, match="cannot be reached"):
        open_source("hf://acme/tiny")


def test_the_clients_own_offline_mode_is_kept(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)

    with pytest.raises(FetchError, match="HF_HUB_OFFLINE forbids"):
        open_source("hf://acme/tiny")


def test_a_missing_client_is_told_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(sys.modules, "weighbridge.sources.hub_files", raising=False)
    monkeypatch.delitem(sys.modules, "weighbridge.sources.hub_errors", raising=False)
    monkeypatch.setitem(sys.modules, "huggingface_hub", None)

    with pytest.raises(SourceError, match=r"pip install 'weighbridge\[hub\]'"):
        open_source("hf://acme/tiny")


def test_gated_weights_leave_the_card_readable(hub: Hub) -> None:
    hub.add("acme/tiny", {"README.md": b"# T", "m.bin": b"x"}, refused={"m.bin": "GatedRepo"})

    found = gather("hf://acme/tiny")

    assert list(found.contents) == ["README.md"]
    assert "gated" in found.reason("m.bin")


def test_a_file_that_failed_once_is_asked_for_again(hub: Hub) -> None:
    hub.add("acme/tiny", {"a": b"x", "b": b"y"}, refused={"a": [503]})

    found = gather("hf://acme/tiny")

    assert found.contents == {"a": b"x", "b": b"y"}
    assert not found.obstacles


def test_a_limited_rate_ends_the_asking(hub: Hub) -> None:
    files = {f"{number:03}": b"x" for number in range(200)}
    hub.add("acme/tiny", files, refused=dict.fromkeys(list(files)[20:], 429), wait=300)

    found = gather("hf://acme/tiny")

    assert len(found.obstacles) + len(found.contents) == 200
    assert "300 seconds" in found.reason("199")
    assert sum("resolve" in path for _, path, _ in hub.requests) < 60


def test_a_hub_without_stretches_gives_no_more_than_beginnings(hub: Hub) -> None:
    hub.ranges = False
    hub.add("acme/tiny", {"long": bytes(2_000_000)})

    (file,) = open_source("hf://acme/tiny").files(Limits())

    assert not isinstance(file, Obstacle)
    with file.open() as stream:
        assert stream.read(10) == bytes(10)
        with pytest.raises(OSError, match="does not give it in stretches"):
            stream.read()


def test_an_unsafe_path_is_an_obstacle_and_never_asked_for(hub: Hub) -> None:
    hub.add("acme/tiny", {"../../api/whoami": b"x", "a": b"y"})

    found = gather("hf://acme/tiny")

    assert list(found.contents) == ["a"]
    assert "leads out of the top folder" in found.reason("")
    assert not any("whoami" in path for _, path, _ in hub.requests)


def test_more_files_than_the_limit_are_an_obstacle(hub: Hub) -> None:
    hub.add("acme/tiny", dict.fromkeys("abc", b"x"))

    found = gather("hf://acme/tiny", Limits(files=2))

    assert list(found.contents) == ["a", "b"]
    assert found.reason("c") == "More than 2 files; the rest was not read."


def test_a_list_that_leads_elsewhere_is_not_followed(hub: Hub) -> None:
    hub.add("acme/tiny", dict.fromkeys("abc", b"x"))
    hub.page, hub.address = 2, "http://elsewhere.invalid"

    with pytest.raises(FetchError, match="goes on elsewhere"):
        gather("hf://acme/tiny")


def test_the_program_audits_a_repository_and_names_its_commit(hub: Hub, tmp_path: Path) -> None:
    hub.add("acme/tiny", {"README.md": b"# Tiny", "model.safetensors": WEIGHTS})

    done = _weighbridge(hub, tmp_path, "audit", "hf://acme/tiny", "--format", "json")

    assert done.returncode == 0, done.stderr
    (part,) = json.loads(done.stdout)["parts"]
    assert (part["source"], part["revision"], part["files"]) == ("hub", COMMIT, 2)


def test_a_manifest_is_drafted_at_the_commit_that_was_read(hub: Hub, tmp_path: Path) -> None:
    hub.add("acme/tiny", {"README.md": b"---\nbase_model: acme/base\n---\n# Tiny"})

    done = _weighbridge(hub, tmp_path, "manifest", "draft", f"{hub.address}/acme/tiny/tree/main")

    assert f'name = "tiny"\nlocation = "hf://acme/tiny@{COMMIT}"\n' in done.stdout, done.stderr
    assert '# location = "hf://acme/base"' in done.stdout


@pytest.mark.parametrize("options", [(), ("--offline",)])
def test_the_program_exits_with_4_for_what_it_could_not_fetch(
    hub: Hub, tmp_path: Path, options: tuple[str, ...]
) -> None:
    done = _weighbridge(hub, tmp_path, "audit", "hf://acme/none", *options)

    assert done.returncode == 4
    assert done.stderr.startswith("hf://acme/none: ")
    assert done.stderr.count("\n") == 1
    assert len(hub.requests) == 0 if options else hub.requests


def _weighbridge(hub: Hub, home: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    kept = {key: value for key, value in os.environ.items() if not key.startswith("HF_")}
    ours = {"HF_ENDPOINT": hub.address, "HF_HUB_DISABLE_XET": "1", "HF_HOME": str(home)}
    return subprocess.run(
        [sys.executable, "-m", "weighbridge", *arguments],
        env=kept | ours,
        capture_output=True,
        text=True,
        check=False,
    )
