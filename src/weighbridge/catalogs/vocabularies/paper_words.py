"""The words by which people label the paper of their own release."""

from dataclasses import dataclass
from functools import cache

from weighbridge import catalogs
from weighbridge.patterns import lazy

_WORDS = lazy(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class PaperWords:
    """Sets of words and phrases in lower case, as the vocabulary groups them."""

    paper: frozenset[str]
    report: frozenset[str]
    weak: frozenset[str]
    filler: frozenset[str]
    venues: frozenset[str]
    report_titles: frozenset[str]
    card_titles: frozenset[str]

    def label(self, text: str) -> str:
        """What a label calls its target: `paper`, `report`, `weak`, or nothing."""
        words = _WORDS.findall(text.lower())
        known = self.paper | self.weak | self.filler | self.venues | self.report
        if not words or not known.issuperset(words):
            return ""
        if self.says_report(text):
            return "report"
        if self.paper & set(words):
            return "paper"
        return "weak" if self.weak & set(words) else ""

    def says_report(self, text: str) -> bool:
        """Whether a text calls something a technical report."""
        spaced = " ".join(_WORDS.findall(text.lower()))
        return any(phrase in spaced for phrase in self.report | self.report_titles)

    def says_card(self, title: str) -> bool:
        """Whether a title is that of a card."""
        spaced = " ".join(_WORDS.findall(title.lower()))
        return any(phrase in spaced for phrase in self.card_titles)


@cache
def words() -> PaperWords:
    """The vocabulary."""
    record = dict(catalogs.entry("vocabularies", "paper-words"))
    for provenance in ("source", "read"):
        record.pop(provenance)
    return PaperWords(**{key.replace("-", "_"): frozenset(v) for key, v in record.items()})
