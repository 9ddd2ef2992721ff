"""Licence texts of any bytes are read within bounds, and no change that matters goes unseen."""

import re
import resource
from pathlib import Path
from time import process_time

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import AS_OF
from weighbridge.doors.cli.commands.license import command
from weighbridge.facts.distribution import Part
from weighbridge.facts.licensing import LicenseText
from weighbridge.readers.license_texts.files import identify_bytes
from weighbridge.readers.license_texts.verdicts import identify
from weighbridge.readers.reading import read_release
from weighbridge.sources.folder import Folder

ROOT = Path(__file__).parents[2]
TEXTS = [
    ROOT / "LICENSE",
    *sorted((ROOT / "examples/complete/LICENSES").glob("*.txt")),
]
SIGNALS = ["not", "non-commercial", "research", "only", "outputs", "except", "unless", "3.0"]
SLOW = [
    b"a-" * (1 << 19),
    b"\n \t" * (1 << 18),
    b"<a " * (1 << 18),
    b"not outputs train " * (1 << 16),
    b"Licensed under the \n\n" * 50_000,
    b"Copyright " * 100_000,
]


HUGE = 100 << 20
GROWTH = 96 << 10
"""KiB that reading a huge file may add to the most memory this process had."""


def most_memory() -> int:
    """KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def huge(folder: Path, name: str, head: bytes) -> Path:
    """A file of 100 MB that takes no room on the disk."""
    path = folder / name
    with path.open("wb") as stream:
        stream.write(head)
        stream.truncate(HUGE)
    return path


def terms(text: str) -> tuple[int, int]:
    """Where the terms begin and end: neither title nor appendix."""
    found = text.find("END OF TERMS AND CONDITIONS")
    return len(text) // 4, found if found > 0 else len(text) * 3 // 4


@given(st.binary(max_size=4000))
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_read(data: bytes) -> None:
    assert identify_bytes(data).licenses == ()


@given(st.text(max_size=2000))
@settings(max_examples=60, deadline=None)
def test_any_text_is_read(text: str) -> None:
    identify(text)


@given(st.sampled_from(TEXTS), st.sampled_from(SIGNALS), st.floats(0, 1))
@settings(max_examples=60, deadline=None)
def test_a_word_that_matters_is_never_overlooked(path: Path, word: str, where: float) -> None:
    text = path.read_text()
    first, last = terms(text)
    gaps = [
        m.end() for m in re.finditer(r"[a-z]{3,} (?=[a-z]{3,})", text) if first < m.end() < last
    ]
    at = gaps[int(where * (len(gaps) - 1))]
    found = identify(f"{text[:at]}{word} {text[at:]}")

    assert found.licenses == ()
    assert found.nearest == path.stem.replace("LICENSE", "Apache-2.0")


@given(st.sampled_from(TEXTS), st.floats(0.05, 0.6))
@settings(max_examples=40, deadline=None)
def test_a_part_of_a_license_is_never_the_license(path: Path, part: float) -> None:
    text = path.read_text()

    assert identify(text[: int(len(text) * part)]).licenses == ()


@pytest.mark.parametrize("data", SLOW, ids=[repr(s[:12]) for s in SLOW])
def test_texts_built_to_cost_time_do_not(data: bytes) -> None:
    start = process_time()
    identify_bytes(data)

    assert process_time() - start < 5


HEADS = [b"", b"MIT License\n\n", b"%PDF-1.7\n", b"PK\x03\x04", b"{\\rtf1 ", b"<!doctype html>"]


@pytest.mark.parametrize("head", HEADS)
def test_the_command_reads_the_beginning_of_a_huge_file(tmp_path: Path, head: bytes) -> None:
    path = huge(tmp_path, "LICENSE", head)
    start, before = process_time(), most_memory()
    result = CliRunner().invoke(command, ["identify", str(path), "--format", "jsonl"])

    assert result.exit_code == 0
    assert '"licenses": []' in result.output
    assert process_time() - start < 5
    assert most_memory() - before < GROWTH


@pytest.mark.parametrize("name", ["LICENSE", "LICENSE.pdf", "NOTICE", "a.cdx.json", "USE_POLICY"])
def test_an_audit_reads_the_beginning_of_a_huge_file(tmp_path: Path, name: str) -> None:
    huge(tmp_path, name, b"MIT License\n\nPermission is hereby granted\n")
    start, before = process_time(), most_memory()
    source = Folder(tmp_path)
    release = read_release("r", [(Part("r", location=str(tmp_path)), source)], as_of=AS_OF)

    backed = [f.identified for f in release.facts if isinstance(f, LicenseText)]
    assert not any(backed)
    assert process_time() - start < 5
    assert most_memory() - before < GROWTH
