"""A commit gives its files from the repository's objects, and never runs or fetches anything."""

import os
import subprocess
from pathlib import Path

import pytest

from sources.gathering import gather
from weighbridge.sources import Limits, Obstacle, SourceError, SourceFile, git, open_source

IDENTITY = ("-c", "user.name=a", "-c", "user.email=a@example.org")


def _git(place: Path, *arguments: str, data: bytes | None = None) -> str:
    environment = {"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull}
    command = ["git", "-c", "init.defaultBranch=main", *IDENTITY, *arguments]
    done = subprocess.run(
        command, cwd=place, env=environment, input=data, capture_output=True, check=True
    )
    return done.stdout.decode().strip()


def _commit(place: Path, contents: dict[str, bytes], message: str = "x") -> str:
    for path, data in contents.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_bytes(data)
    _git(place, "add", "-A")
    _git(place, "commit", "-q", "-m", message)
    return _git(place, "rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    place = tmp_path / "repository"
    place.mkdir()
    _git(place, "init", "-q")
    _commit(place, {"README.md": b"one", "src/train.py": b"train"})
    return place


def _crafted(repository: Path, *entries: tuple[str, str, bytes]) -> str:
    """A commit of a tree that git itself would not have made."""
    blob = _git(repository, "hash-object", "-w", "--stdin", data=b"evil")
    raw = b"".join(
        f"{mode} ".encode() + path + b"\0" + bytes.fromhex(name or blob)
        for mode, name, path in entries
    )
    tree = _git(repository, "hash-object", "-t", "tree", "--literally", "-w", "--stdin", data=raw)
    return _git(repository, "commit-tree", "-m", "crafted", tree)


def test_files_of_the_head_are_read_and_the_hash_is_the_revision(repository: Path) -> None:
    location = f"git+{repository}"

    assert gather(location).contents == {"README.md": b"one", "src/train.py": b"train"}
    assert open_source(location).revision == _git(repository, "rev-parse", "HEAD")


def test_a_branch_a_tag_and_a_commit_name_a_revision(repository: Path) -> None:
    first = _git(repository, "rev-parse", "HEAD")
    _git(repository, "tag", "-a", "-m", "x", "v1")
    _git(repository, "branch", "step-1000@final")
    _commit(repository, {"README.md": b"two"})

    for name in (first, first[:10], "v1", "step-1000@final", "HEAD~1"):
        source = open_source(f"git+{repository}@{name}")
        assert source.revision == first
    assert gather(f"git+{repository}@main").contents["README.md"] == b"two"


def test_what_is_checked_out_does_not_matter(repository: Path) -> None:
    (repository / "README.md").write_text("changed")

    assert gather(f"git+{repository}").contents["README.md"] == b"one"


def test_a_bare_repository_and_a_file_address_are_read(repository: Path, tmp_path: Path) -> None:
    bare = tmp_path / "with @ sign.git"
    _git(tmp_path, "clone", "-q", "--bare", str(repository), str(bare))

    assert "README.md" in gather(f"git+{bare}@main").contents
    assert "README.md" in gather(f"git+file://{str(bare).replace(' ', '%20')}@main").contents


def test_branches_and_tags_are_named(repository: Path) -> None:
    _git(repository, "tag", "step-1000")

    assert git.open_location(f"git+{repository}").references() == ("main", "step-1000")


def test_links_are_given_as_in_a_folder(repository: Path) -> None:
    (repository / "CARD.md").symlink_to("README.md")
    (repository / "code").symlink_to("src")
    (repository / "out").symlink_to("../secret")
    (repository / "gone").symlink_to("nowhere")
    _commit(repository, {"run.sh": b"#!"})
    (repository / "run.sh").chmod(0o755)
    _commit(repository, {})

    found = gather(f"git+{repository}")

    assert found.contents["CARD.md"] == b"one"
    assert found.files["CARD.md"].target == "README.md"
    assert (found.contents["code"], found.files["code"].target) == (b"", "src")
    assert found.files["run.sh"].executable
    assert {one.path for one in found.obstacles} == {"out", "gone"}


def test_a_partial_clone_gives_what_it_has_and_never_fetches(
    repository: Path, tmp_path: Path
) -> None:
    _git(repository, "config", "uploadpack.allowFilter", "true")
    partial = tmp_path / "partial"
    _git(tmp_path, "clone", "-q", "--bare", "--filter=blob:none",
         f"file://{repository}", str(partial))  # fmt: skip
    here = _git(repository, "rev-parse", "HEAD:README.md")
    _git(partial, "cat-file", "-p", here)

    found = gather(f"git+{partial}")

    assert found.contents == {"README.md": b"one"}
    assert "not in this clone, which is partial" in found.reason("src/train.py")
    assert "git fetch" in found.obstacles[0].remedy
    assert "?" in _git(partial, "rev-list", "--objects", "--missing=print", "HEAD")


def test_a_clone_without_folders_says_so(repository: Path, tmp_path: Path) -> None:
    _git(repository, "config", "uploadpack.allowFilter", "true")
    partial = tmp_path / "partial"
    _git(tmp_path, "clone", "-q", "--bare", "--filter=tree:0",
         f"file://{repository}", str(partial))  # fmt: skip

    found = gather(f"git+{partial}")

    assert found.contents == {}
    assert "not in this clone" in found.obstacles[-1].reason


def test_a_damaged_blob_is_a_gap_and_the_next_one_is_read(repository: Path) -> None:
    _commit(repository, {"m.bin": bytes(range(256)) * 90, "z": b"z"})
    name = _git(repository, "rev-parse", "HEAD:m.bin")
    place = repository / ".git" / "objects" / name[:2] / name[2:]
    place.chmod(0o644)
    place.write_bytes(place.read_bytes()[:200])
    read, failed = [], []

    for item in open_source(f"git+{repository}").files(Limits()):
        assert isinstance(item, SourceFile)
        try:
            with item.open() as stream:
                stream.read()
            read.append(item.path)
        except OSError:
            failed.append(item.path)

    assert (failed, read[-1]) == (["m.bin"], "z")


def test_a_submodule_is_an_obstacle(repository: Path, tmp_path: Path) -> None:
    commit = _git(repository, "rev-parse", "HEAD")
    _git(repository, "update-index", "--add", "--cacheinfo", f"160000,{commit},vendored")
    _git(repository, "commit", "-q", "-m", "x")

    assert f"submodule at commit {commit}" in gather(f"git+{repository}").reason("vendored")


@pytest.mark.parametrize("name", [b"..", b"a\\b", b"C:x"])
def test_a_tree_with_an_unsafe_name_is_refused_and_the_rest_read(
    repository: Path, name: bytes
) -> None:
    commit = _crafted(repository, ("100644", "", name), ("100644", "", b"good"))

    found = gather(f"git+{repository}@{commit}")

    assert found.contents == {"good": b"evil"}
    assert len(found.obstacles) == 1


def test_a_name_that_is_not_utf8_is_shown_escaped(repository: Path) -> None:
    commit = _crafted(repository, ("100644", "", b"caf\xe9"))

    assert gather(f"git+{repository}@{commit}").contents == {"caf\\xe9": b"evil"}


def test_a_blob_too_large_to_hold_is_streamed_and_seekable(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = b"".join(n.to_bytes(4, "little") for n in range(200_000))
    _commit(repository, {"data.bin": data})
    monkeypatch.setattr(git, "HELD", 1000)
    monkeypatch.setattr("weighbridge.sources.forward.HELD", 100_000)

    for item in open_source(f"git+{repository}").files(Limits()):
        assert isinstance(item, SourceFile)
        with item.open() as stream:
            stream.seek(item.size // 2)
            found = stream.read(4)
            stream.seek(max(0, item.size // 2 - 200_000))
            assert stream.read(4) in data or item.size < 10
        if item.path == "data.bin":
            assert found == data[400_000:400_004]


def test_limits_hold_for_commits_too(repository: Path) -> None:
    items = list(open_source(f"git+{repository}").files(Limits(expanded=4)))
    assert "limit of 4 bytes" in "".join(i.reason for i in items if isinstance(i, Obstacle))

    items = list(open_source(f"git+{repository}").files(Limits(files=1)))
    assert "More than 1 members" in "".join(i.reason for i in items if isinstance(i, Obstacle))


def test_nothing_in_the_repositorys_configuration_is_run(repository: Path, tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    script = tmp_path / "script"
    script.write_text(f"#!/bin/sh\ntouch {mark}\n")
    script.chmod(0o755)
    for key in ("core.fsmonitor", "core.sshCommand", "core.pager", "remote.origin.uploadpack",
                "core.gitProxy", "uploadpack.packObjectsHook", "credential.helper"):  # fmt: skip
        _git(repository, "config", key, str(script))
    _git(repository, "config", "remote.origin.url", str(tmp_path))
    _git(repository, "config", "remote.origin.promisor", "true")
    name = _git(repository, "rev-parse", "HEAD:README.md")
    (repository / ".git" / "objects" / name[:2] / name[2:]).unlink()

    found = gather(f"git+{repository}")

    assert list(found.contents) == ["src/train.py"]
    assert not mark.exists()


def test_the_callers_git_variables_do_not_lead_elsewhere(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))

    assert "README.md" in gather(f"git+{repository}").contents


@pytest.mark.parametrize("revision", ["--output=/tmp/x", "-h", "no-such", "", "a\nb"])
def test_a_revision_that_is_none_is_an_error(repository: Path, revision: str) -> None:
    with pytest.raises(SourceError, match=r"revision|no commit"):
        git.open_location(f"git+{repository}@{revision}")


def test_a_folder_below_a_repositorys_top_is_not_one(repository: Path) -> None:
    with pytest.raises(SourceError, match="not the top of a git repository"):
        git.open_location(f"git+{repository / 'src'}")


def test_an_address_elsewhere_is_an_error_with_a_remedy() -> None:
    with pytest.raises(SourceError, match="Clone it"):
        git.open_location("git+https://example.org/model.git@main")


def test_a_path_that_is_not_there_is_an_error() -> None:
    with pytest.raises(SourceError, match="no such folder"):
        git.open_location("git+/no/such/place@main")


def test_a_missing_git_program_is_an_error(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(SourceError, match="Install git"):
        git.open_location(f"git+{repository}")
