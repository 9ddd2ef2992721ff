"""Reading a release: what a part of a file leaves open is a gap."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO

from conftest import AS_OF
from weighbridge.facts.distribution import Gap, Part
from weighbridge.readers.reading import read_release
from weighbridge.sources import Limits, Obstacle, SourceFile


@dataclass(frozen=True)
class _Far:
    """A place that gives only the first bytes of each file."""

    data: bytes
    path: str
    name: str = "far"
    location: str = "far"
    revision: str | None = None

    def files(self, limits: Limits) -> Iterator[SourceFile | Obstacle]:  # noqa: ARG002  # the port
        """The one file."""
        yield SourceFile(self.path, len(self.data), partial(BytesIO, self.data), kept=64)


def _gaps(data: bytes, path: str) -> list[str]:
    release = read_release("far", [(Part("far"), _Far(data, path))], as_of=AS_OF)
    return [fact.reason for fact in release.facts if isinstance(fact, Gap)]


def test_results_of_which_a_part_was_fetched_leave_a_gap() -> None:
    data = b'{"accuracy": 0.5, "other": "' + b"x" * 200 + b'"}'

    assert _gaps(data, "eval_results.json") == [
        f"Only the first 64 of its {len(data):,} bytes were fetched."
    ]


def test_a_text_whose_head_was_fetched_leaves_none() -> None:
    assert _gaps(b"words " * 100, "notes.txt") == []
