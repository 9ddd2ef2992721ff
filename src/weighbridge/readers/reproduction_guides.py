"""Where documents say how results are made again: commands, what should come out, and on what."""

import re
from collections.abc import Iterator, Sequence

from weighbridge.facts.provenance import Kind
from weighbridge.facts.release import Fact
from weighbridge.facts.reproduction import Guide
from weighbridge.patterns import lazy
from weighbridge.readers.blob import Blob
from weighbridge.readers.front_matter import front_matter
from weighbridge.readers.markdown import LONGEST, Chapter, chapters
from weighbridge.readers.places import is_borrowed
from weighbridge.readers.port import reader
from weighbridge.readers.reproducing import stated
from weighbridge.readers.reproducing.scripts import code_lines, scripts

ABOUT = lazy(
    r"\b(?:re-?produc\w+|re-?producib\w+|replicat\w+|mak\w+ .{0,40}\bagain)\b", re.IGNORECASE
)
"""Finds it in a heading or a file's name."""
_ELSE = lazy(r"\b(?:bugs?|issues?|cit\w+)\b", re.IGNORECASE)
"""What is to be reproduced where it is no result."""
_HARDWARE = lazy(
    r"\b(?:gpus?|cpus?|tpus?|v?ram|gi?b|mi?b|memory|cores?|accelerators?|nvidia|cuda|h[12]00|a100"
    r"|v100|t4|rtx|hours?|minutes?|seconds?)\b",
    re.IGNORECASE,
)
_MOST = 20
"""Sections of one document."""


@reader(names=("*.md", "*.markdown"), gives=(Guide,), topic="code")
def read(blob: Blob) -> Iterator[Fact]:
    """Read the sections of a document that are about making results again."""
    if is_borrowed(blob.path):
        return
    text = blob.text()[:LONGEST]
    whole = names_itself(blob.path)
    if not whole and not ABOUT.search(text):
        return
    front = front_matter(text)
    body = chapters(text, front.last if front else 0)
    for heading, held in _sections(body, whole=whole)[:_MOST]:
        yield _guide(blob, heading, held, text)


def _sections(body: Sequence[Chapter], *, whole: bool) -> list[tuple[str, list[Chapter]]]:
    """Heading and chapters of each section: its own, and those below it."""
    if whole:
        return [("", list(body))] if body else []
    found: list[tuple[str, list[Chapter]]] = []
    level = 0
    for chapter in body:
        if level and chapter.level > level:
            found[-1][1].append(chapter)
            continue
        level = chapter.level if is_about(chapter.heading) else 0
        if level:
            found.append((chapter.heading, [chapter]))
    return found


def is_about(heading: str) -> bool:
    """Whether a heading is about making results again."""
    return ABOUT.search(heading) is not None and _ELSE.search(heading) is None


def names_itself(path: str) -> bool:
    """Whether a document is named for it, as `REPRODUCE.md` is."""
    return ABOUT.search(path.rpartition("/")[2].replace("_", " ")) is not None


def _guide(blob: Blob, heading: str, held: list[Chapter], text: str) -> Guide:
    first, last = held[0].first, held[-1].last
    named = [one.title for one in scripts(text) if first <= one.first <= last and one.title]
    within = stated.tolerance(held)
    outputs = sum(1 for _ in stated.in_chapters(held, blob.path, code_lines(text)))
    outputs += sum(1 for _ in stated.digests(held))
    return Guide(
        at=blob.evidence(lines=(first, last), kind=Kind.DECLARED),
        heading=heading,
        commands=tuple(named),
        outputs=outputs,
        tolerance=within[0] if within else "",
        hardware=_hardware(held),
    )


def _hardware(held: list[Chapter]) -> str:
    """The first line of prose that names a machine, memory or time."""
    lines = (line.text for chapter in held for line in chapter.lines if not line.fenced)
    return next((" ".join(line.split())[:160] for line in lines if _HARDWARE.search(line)), "")
