"""Words that call something open source, and the words around them that tell whose it is."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from weighbridge import catalogs

Pattern = re.Pattern[str]
_NAMED = r"(?:\s+(?-i:[A-Z0-9§])[\w§.-]*|\s+(?:series|models?|family)|\s*\([^()]{0,30}\)){0,4}\s*"
"""What can follow a name before it is told what it is."""
_STEPS = 6
"""Words that can stand between two ends of one noun phrase."""


@dataclass(frozen=True, slots=True)
class Spaced:
    """Languages with spaces between words.

    Attributes:
        term: what calls something open; its groups are `source`, `wholly` and `model`.
        stops: words no noun phrase runs across.
        heads: noun → what it is: `weights`, `code`, `data`, `release` or `other`.
        phrase: an article and up to six words, as the end of a text.
        apposed: an own name, a comma or colon, and then a phrase.
        states: a verb of being, or one that presents, and then a phrase; group `is` for the first.
        predicate: a verb of being and adverbs, as the end of a text.
    """

    term: Pattern
    stops: frozenset[str]
    heads: dict[str, str]
    phrase: Pattern
    apposed: Pattern
    states: Pattern
    predicate: Pattern
    opens: Pattern
    own: Pattern
    plan: Pattern
    later: Pattern
    denial: Pattern
    license: Pattern
    granted: Pattern


@dataclass(frozen=True, slots=True)
class Unspaced:
    """Chinese and Japanese: what stands before the term, and after it."""

    term: Pattern
    other: Pattern
    project: Pattern
    among: Pattern
    code: Pattern
    data: Pattern
    weights: Pattern
    listed: Pattern
    titled: Pattern
    others: Pattern
    own: Pattern
    after: Pattern
    plan: Pattern
    later: Pattern
    denial: Pattern


@dataclass(frozen=True, slots=True)
class Korean:
    """Korean: what the ending of the term, or of the noun behind it, makes of the sentence.

    Attributes:
        opened: "as open source", and a verb of giving, after the term.
        being: up to a noun and a copula, after it.
        titled: a noun and a name, after it, where nothing stands before.
        topic: an own name as the topic, before it.
        beside: an own name right before it.
        closed: the end of a phrase, after it.
    """

    term: Pattern
    own: Pattern
    topic: Pattern
    beside: Pattern
    others: Pattern
    opened: Pattern
    being: Pattern
    titled: Pattern
    closed: Pattern
    denial: Pattern
    weights: Pattern
    data: Pattern
    code: Pattern


@cache
def elsewhere() -> Pattern:
    """Headings under which a release speaks of others."""
    return _compiled(_record()["elsewhere"])


@cache
def duty() -> Pattern:
    """Words of disclaimers and conditions, which speak of the release's own things."""
    return _compiled(_record()["duty"])


@cache
def nameless() -> frozenset[str]:
    """Words of titles that are nobody's name, in lower case."""
    return frozenset(_record()["nameless"])


@cache
def signs() -> tuple[bytes, ...]:
    """Bytes, in lower case, one of which every file with a claim has."""
    return tuple(str(sign).encode() for sign in _record()["signs"])


@cache
def word() -> Pattern:
    """Any of the words, for a quick first look."""
    return _compiled("|".join(_record()["signs"]))


@cache
def spaced() -> Spaced:
    """The vocabulary of languages with spaces."""
    given = _record()["spaced"]
    stops = given["stops"].split("|")
    step = rf"(?:(?!(?:{given['stops']})(?![\w-]))[^\s,.;:!?()\[\]|]+,?\s+)"
    phrase = rf"{given['article']}?{step}{{0,{_STEPS}}}(?:{given['group']}{step}{{0,{_STEPS}}})?$"
    adverbs = rf"(?:{given['adverb']}\s+){{0,3}}"
    return Spaced(
        term=_compiled(
            rf"(?<!\w)(?:(?P<source>{given['source']})|(?P<wholly>{given['wholly']})"
            rf"|(?P<model>{given['model']}))"
        ),
        stops=frozenset(stops),
        heads={word: kind for kind, words in given["heads"].items() for word in words},
        phrase=_compiled(rf"(?:^|(?<=\s)){phrase}"),
        apposed=_compiled(
            rf"(?P<to>\b(?:than|unlike|like|to|with|as|including)\s+)?"
            rf"§{_NAMED}(?:(?:[:–—|]|-\s)\s*{given['article']}?|,\s+{given['article']})"
            rf"{step}{{0,{_STEPS}}}(?:{given['group']}{step}{{0,{_STEPS}}})?$"
        ),
        states=_compiled(
            rf"(?<!\w)(?:(?P<is>{given['is']})|{given['presents']})\s+{adverbs}{phrase}"
        ),
        predicate=_compiled(
            rf"(?<!\w)(?:{given['is']}|been|be|being|as|made|como|als|en|in|come|имеет|в)\s+{adverbs}"
            rf"(?:(?:[\w-]+,?\s+){{1,4}}(?:and|but)\s+{adverbs})?$"
        ),
        opens=_compiled(given["opens"].replace("{adverb}", given["adverb"])),
        **{
            name: _compiled(given[name])
            for name in ("own", "plan", "later", "denial", "license", "granted")
        },
    )


@cache
def unspaced() -> Unspaced:
    """The vocabulary of languages without spaces."""
    given = dict(_record()["unspaced"])
    return Unspaced(
        term=_compiled(given.pop("source")),
        **{name: _compiled(words) for name, words in given.items()},
    )


@cache
def korean() -> Korean:
    """The vocabulary of Korean."""
    given = dict(_record()["korean"])
    return Korean(
        term=_compiled(given.pop("source")),
        **{name: _compiled(words) for name, words in given.items()},
    )


def _record() -> dict[str, Any]:
    return catalogs.entry("vocabularies", "openness-claims")


def _compiled(pattern: str) -> Pattern:
    return re.compile(pattern, re.IGNORECASE)
