"""A statement that ties results of an evaluation to the weights they were measured on.

It is an in-toto Statement v1. Its subjects are the weights; its predicate names the files of
results with their digests, what measured them, and the data.

Source: in-toto Attestation Framework, Statement v1 and ResourceDescriptor.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from weighbridge.patterns import lazy

STATEMENT = "https://in-toto.io/Statement/v1"
PREDICATE = "tag:weighbridge,2026:evaluation-result/v1"
_SHA256 = lazy(r"[0-9a-f]{64}")


class StatementError(ValueError):
    """No statement about results: the cause, as a sentence."""


@dataclass(frozen=True, slots=True)
class File:
    """A file by its name and its sha256 in hex."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Bound:
    """What is stated.

    Attributes:
        results: files of results.
        weights: files that were measured.
        dataset_revision: empty where it is not known.
    """

    results: tuple[File, ...]
    weights: tuple[File, ...]
    tool: str = ""
    tool_version: str = ""
    model: str = ""
    dataset: str = ""
    dataset_revision: str = ""
    started: str = ""


def written(bound: Bound) -> str:
    """The statement as text; the same for the same files, whatever their order."""
    tool = {"name": bound.tool, "version": bound.tool_version}
    dataset = {"name": bound.dataset, "revision": bound.dataset_revision}
    told: dict[str, Any] = {
        "tool": {key: text for key, text in tool.items() if text},
        "dataset": {key: text for key, text in dataset.items() if text},
        "model": bound.model,
        "started": bound.started,
    }
    predicate = {key: said for key, said in told.items() if said}
    value: dict[str, Any] = {
        "_type": STATEMENT,
        "subject": _descriptors(bound.weights),
        "predicateType": PREDICATE,
        "predicate": {"results": _descriptors(bound.results), **predicate},
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def parse(payload: bytes) -> Bound:
    """Read a statement.

    Raises:
        StatementError: it is none, or names no file of weights or of results.
    """
    try:
        value = json.loads(payload)
    except (ValueError, RecursionError) as error:
        raise StatementError("It is not JSON.") from error
    match value:
        case {
            "_type": "https://in-toto.io/Statement/v1",
            "predicateType": str(kind),
            "subject": list(subjects),
            "predicate": {"results": list(results)} as predicate,
        } if kind == PREDICATE:
            pass
        case _:
            raise StatementError("It is no statement about results of an evaluation.")
    weights, files = tuple(map(_file, subjects)), tuple(map(_file, results))
    if not weights or not files:
        raise StatementError("It names no weights or no results.")
    return Bound(
        results=files,
        weights=weights,
        tool=_text(predicate, "tool", "name"),
        tool_version=_text(predicate, "tool", "version"),
        model=_text(predicate, "model"),
        dataset=_text(predicate, "dataset", "name"),
        dataset_revision=_text(predicate, "dataset", "revision"),
        started=_text(predicate, "started"),
    )


def _descriptors(files: Iterable[File]) -> list[dict[str, Any]]:
    ordered = sorted(set(files), key=lambda one: (one.name, one.sha256))
    return [{"name": one.name, "digest": {"sha256": one.sha256}} for one in ordered]


def _file(value: Any) -> File:
    match value:
        case {"name": str(name), "digest": {"sha256": str(digest)}} if _SHA256.fullmatch(digest):
            return File(name[:500], digest)
    raise StatementError("One of the files it names has no name or no sha256.")


def _text(value: Any, *keys: str) -> str:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value[:300] if isinstance(value, str) else ""
