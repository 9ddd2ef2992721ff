"""What a release states and what a run gave, gathered from the bytes of their files."""

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import PurePosixPath

from weighbridge.findings.numbers import Number
from weighbridge.readers.front_matter import front_matter
from weighbridge.readers.markdown import chapters
from weighbridge.readers.reproducing import stated
from weighbridge.readers.reproducing.scripts import code_lines

READ = 8 << 20
"""Bytes of one file whose numbers are read."""
_RESULTS = ("eval", "metric", "result", "score", "benchmark", "leaderboard", "run")
_LISTS = ("requirements.txt", "pyproject.toml")


def speaks(path: str, document: str) -> bool:
    """Whether a file may state results: the instructions, the README, and files of results."""
    name = PurePosixPath(path).name.lower()
    readme = name.startswith("readme") and "/" not in path
    held = name.endswith((".json", ".md")) and any(word in name for word in _RESULTS)
    return path == document or readme or held


def numbers(path: str, data: bytes) -> Iterator[Number]:
    """Numbers that a file states: tables and `model-index` of a document, leaves of JSON."""
    suffix = PurePosixPath(path).suffix.lower()
    if len(data) > READ:
        return
    if suffix in {".json", ".jsonl"}:
        yield from stated.in_json(data, path, lines=suffix == ".jsonl")
    elif suffix in {".md", ".markdown"}:
        text = data.decode("utf-8-sig", "replace")
        front = front_matter(text)
        yield from stated.in_model_index(text, path)
        body = chapters(text, front.last if front else 0)
        yield from stated.in_chapters(body, path, code_lines(text))


def tolerance(text: str) -> Decimal:
    """What a document states as its tolerance; zero where it states none."""
    found = stated.tolerance(chapters(text))
    return found[1] if found else Decimal(0)


def digests(text: str) -> list[tuple[str, str]]:
    """Path and SHA-256 of each file whose digest a document states."""
    return [(path, digest) for _, digest, path in stated.digests(chapters(text))]


def requirements(texts: Mapping[str, str]) -> str:
    """The path of the list of required libraries at the top that names any; empty for none."""
    return next((name for name in _LISTS if name in texts and _asks(name, texts[name])), "")


def _asks(name: str, text: str) -> bool:
    if name == "requirements.txt":
        return any(line.strip() and not line.lstrip().startswith("#") for line in text.splitlines())
    try:
        project = tomllib.loads(text).get("project")
    except (ValueError, RecursionError):
        return False
    return isinstance(project, dict) and bool(project.get("dependencies"))
