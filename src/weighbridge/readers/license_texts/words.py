"""A licence text as the words that carry its meaning, each with its place in the text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from zlib import crc32

from weighbridge.patterns import lazy

_TOKEN = lazy(
    r"(?:non|sub)[-\s\u2010-\u2014]+[a-z]+|[a-z0-9]+(?:['’][a-z]+)*"
    r"|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_a-z0-9\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+"
)
_BLANKED = lazy(
    r"<!--|-->|</?(?:a|b|blockquote|body|br|center|code|details|div|em|font|h[1-6]|head|hr|html|i|img"
    r"|li|link|meta|ol|p|pre|section|span|strong|su[bp]|summary|table|t[dhr]|title|u|ul)\b[^<>\n]{0,200}>"
    r"|&(?:nbsp|quot|lt|gt|#\d{2,4});"  # markup
    r"|https?://[^\s)>\]\"'”]+|\bwww\.[^\s)>\]\"'”]+"  # addresses
    r"|\b(?:[a-z0-9-]{1,63}\.){1,3}(?:org|com|net|io|ai|html?|txt)\b(?:/[^\s)>\]\"'”]*)?"
    r"|\((?:[a-z]|[ivx]{2,5}|\d{1,2})\)"  # (a) (ii) (3)
    r"|(?<=[a-z]-\n)[ \t]*(?:[#*;>|]|//)+(?=[ \t])"  # a comment's mark inside a parted word
    r"|^[ \t>#*/;|\-–•·]*(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)](?=\s)|(?:[a-z]|[ivx]{2,5})[.)](?=\s)"
    r"|\d{1,2}(?:\.\d{1,2}){1,3}(?=\s+[“\"'(]?[a-z]))",
    re.MULTILINE,
)
_SPLIT = lazy(r"[-\s\u2010-\u2014'’]+")
_SAME = {
    "licence": "license",
    "licences": "licenses",
    "licenced": "licensed",
    "sublicence": "sublicense",
    "sublicenced": "sublicensed",
    "acknowledgement": "acknowledgment",
    "acknowledgements": "acknowledgments",
    "analogue": "analog",
    "authorisation": "authorization",
    "authorised": "authorized",
    "favour": "favor",
    "fulfil": "fulfill",
    "initialise": "initialize",
    "merchantibility": "merchantability",
    "owner": "holder",
    "owners": "holders",
    "organisation": "organization",
    "organisations": "organizations",
    "recognised": "recognized",
    "utilisation": "utilization",
    "wilful": "willful",
}
"""Spellings of one word.

Source: SPDX specification 2.3, annex B, guideline 8 ("Varietal word spelling").
"""
_COPYRIGHT = lazy(
    r"^\W*(?:portions\s+)?(?:copyright(?:\s*\(c\)|\s*©|\s*:|\s+[<\[{(]|\s+(?:19|20)\d\d|\s+by\s"
    r"|\s+notice\W*$)|(?:\(c\)|©)\s*(?:copyright|[<\[{]|(?:19|20)\d\d)|©\s*[a-z]"
    r"|\(c\)[^\n]{0,60}(?:19|20)\d\d\W*$"
    r"|copyright\s+[^\n]{0,80}?(?:19|20)\d\d|spdx-filecopyrighttext|all rights reserved\W*$)"
)
_MOST = 60_000
"""Words of a text that are read; the longest licence has a fifth of that."""
_LONGEST_NOTICE = 25
"""Words of a copyright line; one with more is a sentence that says something else too."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text.

    Attributes:
        words: normalised: case, quotes, bullets, markup, addresses and spelling do not count.
        starts, ends: offsets of each in `text`.
        prints: a 32-bit fingerprint of each.
    """

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    prints: list[int]

    def quote(self, first: int, last: int) -> str:
        """The text of words `first` to `last` (exclusive), as written."""
        if first >= last:
            return ""
        return " ".join(self.text[self.starts[first] : self.ends[last - 1]].split())

    def written(self, first: int, last: int) -> str:
        """The line of words `first` to `last` (exclusive), with the marks around them."""
        start = max(
            self.text.rfind("\n", 0, self.starts[first]) + 1, self.ends[first - 1] if first else 0
        )
        stop = self.text.find("\n", self.ends[last - 1])
        return self.text[start : stop if stop >= 0 else len(self.text)].strip()


def words_of(text: str) -> Words:
    """Read a text as words.

    Source: SPDX specification 2.3, annex B (licence matching guidelines), for what is ignored.
    """
    lowered = text.lower()
    if len(lowered) != len(text):  # a few letters change their length
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    lowered = _BLANKED.sub(lambda m: " " * len(m[0]), lowered)
    found = list(islice(_TOKEN.finditer(lowered), _MOST))
    pairs = [_word(m[0]) for m in found]
    return Words(
        text,
        [word for word, _ in pairs],
        [m.start() for m in found],
        [m.end() for m in found],
        [mark for _, mark in pairs],
    )


def lines_of(words: Words, first: int, last: int) -> list[tuple[int, int]]:
    """Words `first` to `last` (exclusive) as lines: the first word and the end of each."""
    lines: list[tuple[int, int]] = []
    start = first
    for n in range(first + 1, last):
        if "\n" in words.text[words.ends[n - 1] : words.starts[n]]:
            lines.append((start, n))
            start = n
    return [*lines, (start, last)] if first < last else lines


def is_notice(line: str, count: int) -> bool:
    """Whether a line of `count` words states a copyright and nothing else."""
    return count <= _LONGEST_NOTICE and bool(_COPYRIGHT.search(line.lower()))


def print_of(words: Sequence[str]) -> list[int]:
    """The fingerprints of normalised words."""
    return [crc32(word.encode()) for word in words]


@lru_cache(maxsize=1 << 14)
def _word(raw: str) -> tuple[str, int]:
    word = _SPLIT.sub("", raw)
    word = _SAME.get(word, word)
    return word, crc32(word.encode())
