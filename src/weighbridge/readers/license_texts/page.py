"""A text that is to be identified: its words, its shingles, and the lines that never count."""

from array import array
from dataclasses import dataclass, field

from weighbridge.readers.license_texts.shingles import last_part, shingles
from weighbridge.readers.license_texts.vocabulary import vocabulary
from weighbridge.readers.license_texts.words import Words, is_notice, lines_of, words_of

_IN_NAMES = frozenset({"limited", "products"})
"""Words that no field may have, but that names of companies do."""


@dataclass(slots=True)
class Page:
    """One text.

    Attributes:
        shingles: of its words.
        soft: per word, whether it stands in a line that states a copyright and nothing else.
    """

    words: Words
    shingles: "array[int]"
    soft: bytearray
    _lexicon: dict[int, list[tuple[str, int]]] = field(default_factory=dict)

    @property
    def lexicon(self) -> dict[int, list[tuple[str, int]]]:
        """The words of the text and of the vocabulary, by what they give a shingle as its last."""
        if not self._lexicon:
            own = zip(self.words.words, self.words.prints, strict=True)
            for word, mark in {**dict(own), **dict(vocabulary().lexicon)}.items():
                self._lexicon.setdefault(last_part(mark), []).append((word, mark))
        return self._lexicon

    def lines(self, first: int, last: int) -> list[tuple[int, int]]:
        """Words `first` to `last` (exclusive) by lines."""
        return lines_of(self.words, first, last)


def page_of(text: str) -> Page:
    """A text as a page."""
    words = words_of(text)
    soft = bytearray(len(words.words))
    unfit = vocabulary().unfit - _IN_NAMES
    for first, last in lines_of(words, 0, len(words.words)):
        start = text.rfind("\n", 0, words.starts[first]) + 1
        plain = unfit.isdisjoint(words.words[first:last])
        if plain and is_notice(text[start : words.ends[last - 1]], last - first):
            soft[first:last] = b"\1" * (last - first)
    return Page(words, shingles(words.prints), soft)
