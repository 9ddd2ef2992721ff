"""The shapes of secrets, compiled when a text first holds a word of one.

RE2 is used where it is installed; every pattern is bounded, so that the standard library's engine
reads each in time linear in the text as well.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from weighbridge import catalogs


@dataclass(frozen=True, slots=True)
class SecretShape:
    """How one kind of secret is written.

    Attributes:
        title: what it is, with its article.
        words: at least one stands in a text that holds it.
        entropy: the least entropy of its value, in bits a character.
    """

    id: str
    title: str
    words: tuple[bytes, ...]
    pattern: str
    entropy: float


@cache
def every() -> tuple[SecretShape, ...]:
    """Every shape of the vocabulary `secret-shapes`."""
    return tuple(
        SecretShape(
            one["id"],
            one["title"],
            tuple(word.encode() for word in one["words"]),
            one["pattern"],
            one["entropy"],
        )
        for one in catalogs.entry("vocabularies", "secret-shapes")["shapes"]
    )


@cache
def placeholders() -> tuple[str, ...]:
    """What stands in examples in place of a secret, in lower case."""
    return tuple(catalogs.entry("vocabularies", "secret-shapes")["placeholders"])


@cache
def compiled(pattern: str) -> Any:
    """A pattern, by RE2 where it is installed."""
    try:
        import re2  # noqa: PLC0415  # an optional engine
    except ImportError:
        return re.compile(pattern)
    return re2.compile(pattern)
