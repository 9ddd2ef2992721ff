"""The shapes of secrets, compiled when a text first holds a word of one.

Every pattern is one that RE2 takes, bounded throughout, so that its time is linear in the text. The
standard library's engine runs it, so that the answer does not hang on what is installed.
"""

import re
from dataclasses import dataclass
from functools import cache

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
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern, by the rules that it shares with RE2."""
    return re.compile(pattern, re.ASCII)
