"""Datasets that code loads by name: `load_dataset("id", revision="…")` in Python and notebooks."""

import re
from collections.abc import Iterator

from weighbridge.facts.components import Presence, Sighting
from weighbridge.facts.data import DatasetLink
from weighbridge.facts.release import Fact
from weighbridge.patterns import lazy
from weighbridge.readers.blob import Blob
from weighbridge.readers.dataset_files import role_of
from weighbridge.readers.places import is_borrowed, is_explaining, is_for_tests
from weighbridge.readers.port import reader

_MOST = 50
_CALL = lazy(
    r"(?P<before>^[^\n]{0,200}?)\bload_dataset\(\s*(?:path\s*=\s*)?(['\"])(?P<id>[\w./-]{1,120})\2"
    r"(?P<rest>[^)]{0,400})",
    re.MULTILINE,
)
_REVISION = lazy(r"\brevision\s*=\s*['\"]([^'\"\s]{1,100})['\"]")
_SPLIT = lazy(r"\bsplit\s*=\s*f?['\"]([^'\"\s]{1,60})['\"]")
_BUILDERS = frozenset(
    {
        "arrow", "audiofolder", "csv", "generator", "imagefolder", "json", "pandas", "parquet",
        "sql", "text", "videofolder", "webdataset", "xml",
    }
)  # fmt: skip
"""Names that load local files. Source: datasets 4.4, `packaged_modules`, read 2026-11-20."""
_MOVING = frozenset({"main", "master", "HEAD", "dev", "refs/convert/parquet"})
"""Revisions that pin nothing."""


@reader(names=("*.py", "*.ipynb"), gives=(DatasetLink, Sighting), topic="data")
def read(blob: Blob) -> Iterator[Fact]:
    """Read the calls of a source file; its words are looked at, never run."""
    if b"load_dataset(" not in blob.data() or is_borrowed(blob.path):
        return
    if is_for_tests(blob.path) or is_explaining(blob.path):
        return
    text = blob.text().replace('\\"', '"')
    told: set[tuple[str, str]] = set()
    for call in _CALL.finditer(text):
        target, rest = call["id"], call["rest"]
        shown = call["before"].lstrip(' \t"')
        if shown.startswith(("#", ">>>")) or not _is_hub_id(target) or len(told) >= _MOST:
            continue
        revision = _REVISION.search(rest)
        role = _role(blob.path, rest)
        if (target, role) in told:
            continue
        told.add((target, role))
        at = blob.evidence(line=text.count("\n", 0, call.start("id")) + 1)
        stated = revision[1] if revision and revision[1] not in _MOVING else ""
        yield DatasetLink(at, target, role, stated)
        if role == "unknown":
            continue
        component = "evaluation-data" if role == "evaluation" else "datasets"
        note = f"dataset {target} loaded by code"
        yield Sighting(component, Presence.LINKED, at, note, pinned=bool(stated))


def _role(path: str, rest: str) -> str:
    split = _SPLIT.search(rest)
    stated = role_of(split[1].partition("[")[0]) if split else "unknown"
    return stated if stated != "unknown" else role_of(path)


def _is_hub_id(target: str) -> bool:
    """Whether it is an id on the Hub rather than a local file or a builder."""
    if target in _BUILDERS or target.startswith((".", "/")) or target.count("/") > 1:
        return False
    return not target.endswith((".py", ".json", ".jsonl", ".csv", ".parquet", ".txt"))
