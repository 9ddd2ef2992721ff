"""The words that matter in a licence, and the patterns of its clauses, from the catalogue."""

import re
from dataclasses import dataclass
from functools import cache

from weighbridge import catalogs
from weighbridge.readers.license_texts.words import print_of

BULLETS = frozenset(
    [*map(str, range(31)), *"abcdefghijklmnopqrstuvwxyz", "ii", "iii", "iv", "vi", "vii", "viii"]
)
"""Words that number an item of a list."""


@dataclass(frozen=True, slots=True)
class Detector:
    """How sentences of one kind of clause read.

    Attributes:
        triggers: a sentence (in lower case) without any of them is not of the kind.
        restricts: whether such a clause limits who may use, study, modify or share.
    """

    kind: str
    triggers: tuple[str, ...]
    restricts: bool
    says: re.Pattern[str]
    unless: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words of licences.

    Attributes:
        signals: change what a licence says wherever they stand.
        harmless: change nothing inside a text.
        unfit: no filled-in field may have them.
        unfit_in_few: no field of a word or two may have them either.
        pointers: lines beside a licence that change nothing of it.
        cues: patterns of a text that means to be a licence.
        enough: different cues that make one.
        lexicon: every word named here, with its fingerprint.
    """

    signals: frozenset[str]
    harmless: frozenset[str]
    unfit: frozenset[str]
    unfit_in_few: frozenset[str]
    pointers: re.Pattern[str]
    cues: tuple[re.Pattern[str], ...]
    enough: int
    detectors: tuple[Detector, ...]
    lexicon: tuple[tuple[str, int], ...]


@cache
def vocabulary() -> Vocabulary:
    """What `vocabularies/license-clauses.toml` says."""
    entry = catalogs.entry("vocabularies", "license-clauses")
    words = sorted({*entry["signals"], *entry["harmless"], *entry["unfit"], *BULLETS})
    return Vocabulary(
        frozenset(entry["signals"]),
        frozenset(entry["harmless"]),
        frozenset(entry["unfit"]),
        frozenset(entry["unfit-in-few"]),
        _any(entry["pointers"]),
        tuple(re.compile(cue, re.IGNORECASE) for cue in entry["cues"]),
        entry["cues-needed"],
        tuple(
            Detector(
                one["kind"],
                tuple(one["triggers"]),
                one["restricts"],
                _any(one["patterns"]),
                _any(one["unless"]) if "unless" in one else None,
            )
            for one in entry["clauses"]
        ),
        tuple(zip(words, print_of(words), strict=True)),
    )


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)
