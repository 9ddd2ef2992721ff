"""Clauses that restrict or demand, each with the sentence that says so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from weighbridge.patterns import lazy
from weighbridge.readers.license_texts.vocabulary import vocabulary

_SENTENCE = lazy(
    r"(?<=[.;!?。；])\s+(?=[A-Z“\"'(\[\d*\-])|\n\s*\n|\n\s*(?=(?:\(?[a-z0-9]{1,3}[.)]|[-*•])\s)|(?<=[。；])"
)
_QUOTED = 400
"""Characters of a quotation."""
_LONGEST = 1200
"""Characters of one sentence that is looked at."""
_READ = 200_000
"""Characters of a text that are searched."""
_MOST = 3
"""Quotations of one kind."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause.

    Attributes:
        kind: name of a detector in the vocabulary.
        quote: its sentence, as written.
        restricts: whether it limits who may use, study, modify or share.
    """

    kind: str
    quote: str
    restricts: bool


def clauses_in(text: str) -> tuple[Clause, ...]:
    """The clauses a text has, in the order of the vocabulary; at most a few of each kind."""
    sentences = [(sentence, sentence.lower()) for sentence in _sentences(text)]
    found: list[Clause] = []
    for detector in vocabulary().detectors:
        hits = 0
        for sentence, lowered in sentences:
            if not any(trigger in lowered for trigger in detector.triggers):
                continue
            hit = detector.says.search(sentence)
            if hit and not (detector.unless and detector.unless.search(sentence)):
                found.append(Clause(detector.kind, _around(sentence, hit), detector.restricts))
                hits += 1
            if hits == _MOST:
                break
    return tuple(found)


def _sentences(text: str) -> Iterator[str]:
    for sentence in _SENTENCE.split(text[:_READ]):
        plain = " ".join(sentence.replace("*", " ").split())
        for start in range(0, len(plain), _LONGEST):
            yield plain[start : start + _LONGEST]


def _around(sentence: str, hit: re.Match[str]) -> str:
    """The sentence, or as much of a long one as a quotation holds."""
    if len(sentence) <= _QUOTED:
        return sentence
    start = max(0, min(hit.start() - 80, len(sentence) - _QUOTED))
    return sentence[start : start + _QUOTED]
