"""What a filter is asked and what it may answer; no answer is a failure, never a pass."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Protocol, Self

LONGEST = 1 << 20
"""Bytes of one answer."""


@dataclass(frozen=True, slots=True)
class Failed:
    """Why a filter gave no answer, as a sentence."""

    reason: str


Answer = bool | Failed


class Filter(Protocol):
    """A filter that can be asked, for as long as it is open."""

    @property
    def name(self) -> str:
        """What tells it from another one: the command, address or function, in full."""
        ...

    @property
    def title(self) -> str:
        """What it is called where everybody may read it: no folder, no query, no password."""
        ...

    def ask(self, shown: Mapping[str, Any]) -> Answer:
        """What it says of one item: whether it takes it for harm."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


def understood(data: bytes, name: str) -> Answer:
    """An answer of bytes: a JSON object with `prediction`, which may name the id it is for."""
    if len(data) > LONGEST:
        return Failed(f"Its answer is longer than {LONGEST:,} bytes.")
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return Failed(f"Its answer is no JSON: {data[:80].decode(errors='replace')!r}.")
    return _read(value, name) if isinstance(value, dict) else Failed("It answers no JSON object.")


def _read(value: Mapping[str, Any], name: str) -> Answer:
    if "id" in value and str(value["id"]) != name:
        return Failed(f"It answered for {value['id']!r:.60} in place of {name!r:.60}.")
    if value.get("error"):
        return Failed(f"It says: {str(value['error'])[:200]}")
    prediction = value.get("prediction")
    if isinstance(prediction, bool) or (type(prediction) is int and prediction in {0, 1}):
        return bool(prediction)
    return Failed(f"Its prediction is {prediction!r:.60}, which is neither true nor false.")
