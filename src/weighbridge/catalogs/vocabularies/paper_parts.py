"""The parts of READMEs and usage guides, and what is looked for in them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from weighbridge import catalogs

_NEAR = 11
"""Lines, the own one counted, over which a word explains a figure."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part.

    Attributes:
        id: unique within its paper.
        named: finds its headings, in lower case.
    """

    paper: str
    id: str
    title: str
    named: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that is looked for in lines.

    Attributes:
        both: what has to stand in the same line or just before it; None for nothing.
    """

    id: str
    pattern: re.Pattern[str]
    both: re.Pattern[str] | None

    def stands_in(self, lines: Sequence[str]) -> bool:
        """Whether one of some lines, in lower case, shows it."""
        near = 0
        for line in lines:
            near = _NEAR if self.both is None or self.both.search(line) else near - 1
            if near > 0 and self.pattern.search(line):
                return True
        return False


@cache
def every() -> tuple[Part, ...]:
    """Every part, in the catalogue's order."""
    record = catalogs.entry("vocabularies", "paper-parts")
    return tuple(
        Part(p["paper"], p["id"], p["title"], re.compile("|".join(p["patterns"])))
        for p in record["parts"]
    )


def of_usage_guides() -> tuple[Part, ...]:
    """The parts of a usage guide."""
    return tuple(part for part in every() if part.paper == "usage")


@cache
def signs() -> tuple[Sign, ...]:
    """Everything that is looked for."""
    record = catalogs.entry("vocabularies", "paper-parts")
    return tuple(
        Sign(s["id"], re.compile(s["pattern"]), re.compile(s["both"]) if "both" in s else None)
        for s in record["signs"]
    )
