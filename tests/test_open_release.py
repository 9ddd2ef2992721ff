"""A release read from several places, as one."""

from datetime import date
from pathlib import Path

import pytest

from weighbridge.audit import NothingToAuditError, audit, open_release
from weighbridge.facts.distribution import Part
from weighbridge.sources import SourceError

DAY = date(2026, 11, 20)


def _file(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_the_parts_of_a_manifest_are_judged_together(tmp_path: Path) -> None:
    _file(tmp_path / "code/train.py", "import torch\n")
    _file(tmp_path / "cards/README.md", "---\nlicense: mit\n---\n# Tiny\n")
    parts = [f'[[parts]]\nname = "{n}"\nlocation = "../{n}"\n' for n in ("code", "cards")]
    file = tmp_path / "release/weighbridge.toml"
    _file(file, '[release]\nname = "tiny"\nversion = "3"\n' + "".join(parts))

    report = audit(open_release(str(file), as_of=DAY))

    assert (report.release, report.version) == ("tiny", "3")
    assert [(p.name, p.files) for p in report.parts] == [("code", 1), ("cards", 1), ("manifest", 1)]


def test_what_a_manifest_outside_its_parts_says_counts(tmp_path: Path) -> None:
    _file(tmp_path / "docs/about.txt", "What the model is for.\n")
    text = '[[parts]]\nname = "docs"\nlocation = "../docs"\n[components.datasets]\nlinks = '
    file = tmp_path / "release/weighbridge.toml"
    _file(file, text + '["https://doi.org/10.5281/zenodo.123456"]\n')

    report = audit(open_release(str(file), as_of=DAY))

    states = {row.id: row.state for row in report.components}
    assert states["datasets"] == "linked"


def test_parts_may_be_named_one_by_one(tmp_path: Path) -> None:
    _file(tmp_path / "a/x.py", "x = 1\n")
    _file(tmp_path / "b/y.csv", "y\n1\n")

    release = open_release(
        Part("code", "code", str(tmp_path / "a")),
        Part("", "data", str(tmp_path / "b")),
        as_of=DAY,
    )

    assert [(part.name, part.role) for part in release.parts] == [("code", "code"), ("b", "data")]


def test_files_are_counted_while_they_are_read(tmp_path: Path) -> None:
    for number in range(3):
        _file(tmp_path / f"{number}.txt", "x")
    counts: list[int] = []

    open_release(str(tmp_path), as_of=DAY, progress=counts.append)

    assert counts == [1, 2, 3]


def test_a_place_without_a_file_is_nothing_to_audit(tmp_path: Path) -> None:
    with pytest.raises(NothingToAuditError, match="no file"):
        open_release(str(tmp_path), as_of=DAY)


def test_a_place_of_which_nothing_can_be_read_is_a_source_error(tmp_path: Path) -> None:
    (tmp_path / "out").symlink_to("/etc")

    with pytest.raises(SourceError, match="out"):
        open_release(str(tmp_path), as_of=DAY)
