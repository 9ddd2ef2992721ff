"""What audits and scans remember of unchanged files, and what a report is bound to."""

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from harm import pickles as p
from weighbridge import sign
from weighbridge.facts.safety import Harm
from weighbridge.scan import Scanned, scan
from weighbridge.sign import Scope
from weighbridge.sources.stamps import Stamp

Run = Callable[..., Any]


@pytest.fixture
def weighty(release: Path) -> Path:
    """A release with a file that is worth remembering, and others of every order."""
    (release / "weights.bin").write_bytes(os.urandom(2 << 20))
    (release / "a").mkdir()
    (release / "a" / "b").write_text("b")
    (release / "a-b").write_text("a-b")
    (release / ".gitattributes").write_text("* text")
    return release


def test_a_report_can_name_every_file_and_its_digest(run: Run, weighty: Path) -> None:
    told = json.loads(run("audit", weighty, "--hash", "--format", "json").stdout)["digests"]

    names = ["weights.bin", "a/b", "README.md"]
    rows = {row["path"]: row for row in told["files"]}
    for name in names:
        data = (weighty / name).read_bytes()
        held = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
        assert held.items() <= rows[name].items()
    assert len(rows) == 6


def test_a_reports_digest_is_the_one_that_is_signed(run: Run, weighty: Path) -> None:
    run("sign", "--generate-key", weighty.parent / "key")
    stated = sign.state(str(weighty), str(weighty / "model.sig"), Scope()).root

    before = json.loads(run("audit", weighty, "--hash", "--format", "json").stdout)
    run("sign", weighty, "--key", weighty.parent / "key")
    after = json.loads(run("audit", weighty, "--hash", "--format", "json").stdout)

    assert before["digests"]["release"] == after["digests"]["release"] == stated


def test_a_report_names_no_digests_unless_asked(run: Run, weighty: Path) -> None:
    assert "digests" not in json.loads(run("audit", weighty, "--format", "json").stdout)


def test_a_cache_changes_nothing_in_a_report(run: Run, weighty: Path, tmp_path: Path) -> None:
    for place in weighty.rglob("*"):
        os.utime(place, (1_000_000_000, 1_000_000_000))
    cache = {"WEIGHBRIDGE_CACHE": str(tmp_path / "cache")}
    wish = ("audit", weighty, "--hash", "--format", "json", "--as-of", "2026-11-20")

    told = [run(*wish, *more, **cache).stdout for more in ([], [], ["--no-cache"])]

    assert told[0] == told[1] == told[2]


class _Dictionary:
    """A memory that never forgets, and counts."""

    def __init__(self) -> None:
        self.held: dict[bytes, str] = {}
        self.hits = 0

    def recall(self, stamp: Stamp, what: str) -> str | None:
        """The answer."""
        found = self.held.get(stamp.key(what))
        self.hits += found is not None
        return found

    def remember(self, stamp: Stamp, what: str, answer: str) -> None:
        """Keep an answer."""
        self.held[stamp.key(what)] = answer


def _is_whole(one: Scanned) -> bool:
    """Whether nothing of a file was left unseen."""
    return all(reason.harm is not Harm.INCOMPLETE for reason in one.verdict.reasons)


def test_a_scan_says_the_same_of_what_it_remembers(weighty: Path) -> None:
    (weighty / "model.pkl").write_bytes(p.pickle(p.attack()))
    memory = _Dictionary()
    fresh = list(scan(str(weighty)))

    first = list(scan(str(weighty), memory=memory))
    second = list(scan(str(weighty), memory=memory))

    assert fresh == first == second
    assert memory.hits == sum(map(_is_whole, fresh)) > 3


def test_a_changed_or_renamed_file_is_looked_into_again(weighty: Path) -> None:
    place = weighty / "model.pkl"
    place.write_bytes(p.pickle(p.attack()))
    memory = _Dictionary()
    list(scan(str(weighty), memory=memory))
    hits = memory.hits

    place.write_bytes(b"\x80\x04N.")
    place.rename(weighty / "renamed.pkl")
    found = {one.path: one for one in scan(str(weighty), memory=memory)}

    assert found[f"{weighty}/renamed.pkl"].verdict.harm.value == "data-only"
    before = [one for path, one in found.items() if not path.endswith("renamed.pkl")]
    assert memory.hits - hits == sum(map(_is_whole, before))


def test_what_could_not_be_looked_into_is_not_remembered(weighty: Path) -> None:
    (weighty / "model.pkl").write_bytes(p.pickle(p.attack())[:-5])
    memory = _Dictionary()
    found = list(scan(str(weighty), memory=memory))
    list(scan(str(weighty), memory=memory))

    assert memory.hits == sum(map(_is_whole, found)) < len(found)


def test_a_remembered_verdict_of_another_edition_is_not_recalled(
    weighty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = _Dictionary()
    list(scan(str(weighty), memory=memory))
    monkeypatch.setattr("weighbridge.readers.harm.remembering.edition", lambda: "other")

    list(scan(str(weighty), memory=memory))

    assert memory.hits == 0
