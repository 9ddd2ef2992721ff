"""Data files: tables, records and texts that lie where data lies, with the role their path says."""

import re
from collections.abc import Iterator

from weighbridge.facts.components import Presence, Sighting
from weighbridge.facts.data import DatasetFile
from weighbridge.facts.release import Fact
from weighbridge.patterns import lazy
from weighbridge.readers.blob import Blob
from weighbridge.readers.places import folders, is_borrowed, is_explaining, is_for_tests
from weighbridge.readers.port import reader

_FORMATS = {
    "csv": "CSV", "tsv": "TSV", "jsonl": "JSON lines", "ndjson": "JSON lines", "json": "JSON",
    "parquet": "Parquet", "arrow": "Arrow", "feather": "Arrow", "tfrecord": "TFRecord",
    "txt": "text",
}  # fmt: skip
_PACKED = ("", ".gz", ".zst", ".bz2", ".xz")
_RECORDS = frozenset({"csv", "tsv", "jsonl", "ndjson", "parquet", "arrow", "feather", "tfrecord"})
"""Formats that hold records and little else."""
_HOLDING = lazy(
    r"(?:^|[-_.])(?:data|datas?ets?|corpus|corpora)(?:[-_.]|$)"
    r"|^(?:training|train|splits|evals?|evaluation|benchmarks?|test|dev|valid|validation)$"
)
_TRAINING = lazy(
    r"(?:^|[-_./])(?:pre-?train|train|training|sft|fine-?tune|finetuning)(?:[-_./]|\d|$)"
)
_EVALUATING = lazy(
    r"(?:^|[-_./])(?:tests?|testing|dev|valid|validation|val|evals?|evaluation|benchmarks?"
    r"|held-?out)(?:[-_./]|\d|$)"
)
_OTHER = lazy(
    r"(?:^|[-_.])(?:requirements?|config\w*|settings?|vocab\w*|merges|tokenizer\w*|special|added"
    r"|package|manifest|index|schema|licen[cs]e|readme|notice|cmakelists|citation|metadata"
    r"|croissant|results?|metrics?|scores?|pred\w*|outputs?|logs?|leaderboard|args|arguments"
    r"|hyperparameters|params|state|checkpoint\w*|prompts?|template\w*|dummy|example\w*|samples?"
    r"|demo|toy|mock|lock|tsconfig|infos?|deepspeed|zero\d|stats|statistics|generation"
    r"|labels?|classes|id2label|stopwords|mapping)(?:[-_.]|\d|$)"
)
_QUOTED = lazy(rb'"[^"]*"')


@reader(
    names=tuple(f"*.{suffix}{packed}" for suffix in _FORMATS for packed in _PACKED),
    gives=(DatasetFile, Sighting),
    topic="data",
)
def read(blob: Blob) -> Iterator[Fact]:
    """Read a data file: its role, and its number of records where that is cheap."""
    stem, suffix = _split(blob.name.lower())
    if not blob.size or not _is_data(blob, stem, suffix):
        return
    role = role_of(blob.path)
    at = blob.evidence()
    records = _records(blob, suffix) if blob.name.lower().endswith(f".{suffix}") else None
    yield DatasetFile(at, _FORMATS[suffix], role, blob.size, records)
    component = "evaluation-data" if role == "evaluation" else "datasets"
    counted = "" if records is None else f", {records:,} records"
    yield Sighting(component, Presence.PRESENT, at, f"{_FORMATS[suffix]}{counted}")


def role_of(path: str) -> str:
    """`training`, `evaluation` or `unknown`: the innermost part of the path that states it.

    A folder has to begin with the word: `lm_eval` is a library's.
    """
    *above, name = path.lower().split("/")
    if _EVALUATING.search(name):
        return "evaluation"
    if _TRAINING.search(name):
        return "training"
    for piece in above[::-1]:
        if _EVALUATING.match(piece):
            return "evaluation"
        if _TRAINING.match(piece):
            return "training"
    return "unknown"


def _split(name: str) -> tuple[str, str]:
    """Stem and format of a file name, compression aside."""
    for packed in _PACKED[1:]:
        name = name.removesuffix(packed)
    stem, _, suffix = name.rpartition(".")
    return stem, suffix


def _is_data(blob: Blob, stem: str, suffix: str) -> bool:
    """Whether it is data by its place and name.

    Files of records count in folders named for data, and anywhere in the two top levels when their
    name states a split; JSON has to be a list of objects, and text has to state a split.
    """
    path = blob.path
    if is_borrowed(path) or is_for_tests(path) or is_explaining(path) or _OTHER.search(stem):
        return False
    above = folders(path)
    held = blob.part.role == "data" or any(_HOLDING.search(folder) for folder in above)
    split = role_of(blob.name) != "unknown"
    if suffix in _RECORDS:
        return held or (split and len(above) <= 1)
    if suffix == "json":
        return (held or (split and not above)) and _is_list(blob.head(64))
    return held and split and b"\x00" not in blob.head(512)


def _is_list(head: bytes) -> bool:
    return re.match(rb"\s*\[\s*[\{\[\"]", head.removeprefix(b"\xef\xbb\xbf")) is not None


def _records(blob: Blob, suffix: str) -> int | None:
    """Records of a file, counted by line; None where lines do not tell or are too many."""
    if blob.cut or suffix not in {"csv", "tsv", "jsonl", "ndjson"}:
        return None
    data = blob.data().strip()
    if b"\x00" in data[:512]:
        return None
    if suffix in {"jsonl", "ndjson"}:
        return sum(1 for line in data.splitlines() if line.strip())
    lines = _QUOTED.sub(b"", data).count(b"\n") + 1 if data else 0
    return max(0, lines - _has_header(data))


def _has_header(data: bytes) -> bool:
    """Whether the first line of a table names columns: none of its cells is a number."""
    first = data.split(b"\n", 1)[0]
    return not any(
        re.fullmatch(rb'\s*"?-?\d[\d.,]*"?\s*', cell) for cell in re.split(rb"[,\t;]", first)
    )
