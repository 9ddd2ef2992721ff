"""Secrets in a text: told by their shape, and redacted before anything else sees them."""

from collections import Counter
from collections.abc import Iterator
from math import log2

from weighbridge.facts.safety import Harm, Reason
from weighbridge.readers.harm.piece import Piece
from weighbridge.readers.harm.secrets.shapes import SecretShape, compiled, every, placeholders

RULE = "secret"
_BEFORE, _AFTER = 200, 2400
"""Bytes around a word in which its pattern is tried."""
_MOST_WORDS, _MOST = 500, 20
_SHOWN = 4


def reasons(piece: Piece, data: bytes) -> Iterator[Reason]:
    """Every secret that a text gives away, redacted to its first four characters and its length.

    A secret does nothing when the file is loaded, so the file stays what it is otherwise.
    """
    seen: set[str] = set()
    for shape in every():
        for line, value in _found(shape, data):
            if value in seen or not is_real(value, shape.entropy):
                continue
            seen.add(value)
            message = f"It holds what looks like {shape.title} ({redacted(value)})."
            where = ", ".join(one for one in (piece.where(), f"line {line}") if one)
            yield Reason(Harm.DATA_ONLY, RULE, message, where)
            if len(seen) >= _MOST:
                return


def redacted(value: str) -> str:
    """What a report may say of a secret."""
    return f"{value[:_SHOWN]}…, {len(value)} characters"


def is_real(value: str, entropy: float) -> bool:
    """Whether a value is a secret rather than a placeholder for one."""
    lowered = value.lower()
    if any(one in lowered for one in placeholders()):
        return False
    return entropy_of(value) >= entropy


def entropy_of(text: str) -> float:
    """Shannon entropy of the characters of a text, in bits a character."""
    counts = Counter(text).values()
    return -sum(n / len(text) * log2(n / len(text)) for n in counts) if text else 0.0


def _found(shape: SecretShape, data: bytes) -> Iterator[tuple[int, str]]:
    """Lines and values of what has a shape."""
    for place in _places(shape, data):
        start = max(0, place - _BEFORE)
        text = data[start : place + _AFTER].decode("utf-8", "replace")
        for found in compiled(shape.pattern).finditer(text):
            yield (
                data.count(b"\n", 0, start) + text.count("\n", 0, found.start()) + 1,
                found["value"],
            )


def _places(shape: SecretShape, data: bytes) -> Iterator[int]:
    places: list[int] = []
    for word in shape.words:
        place = data.find(word)
        while place >= 0 and len(places) < _MOST_WORDS:
            places.append(place)
            place = data.find(word, place + len(word))
    yield from sorted(places)
