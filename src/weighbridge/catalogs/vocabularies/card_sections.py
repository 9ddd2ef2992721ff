"""What the sections of a card are about, and which of these a heading names."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from weighbridge import catalogs
from weighbridge.patterns import lazy

_MARKS = lazy(r"!?\[([^\]]*)\]\([^)]*\)|<[^<>]*>|\[optional\]|&\w{1,8};")
_NUMBER = lazy(r"^(?:(?:step|part|section)\s+)?(?:\d{1,3}(?:\.\d{1,3})*|[ivx]{1,4})[.):]?\s+")
_SIGNS = lazy(r"[^\w\s/,-]|_")
_ARTICLES = lazy(r"\b(?:the|a|an|our|this|of this)\s+")
_LONGEST = 14
"""Words in a heading that patterns are tried on; a longer one is a sentence."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What one section of a card is about.

    Attributes:
        aliases: whole headings that mean it, normalised.
        words: finds it in a normalised heading; None when only aliases do.
        unless: rules it out where it is found; None when nothing does.
        within: id of the section it is a part of; empty for none.
        asked: whether every card of its kind is asked for it.
        brief: whether one word is an answer.
        telling: whether it is seldom found outside a card.
        advice: what the publisher writes there, as an imperative sentence.
    """

    id: str
    title: str
    aliases: frozenset[str]
    words: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    advice: str
    within: str = ""
    asked: bool = False
    brief: bool = False
    telling: bool = False


@cache
def of_model_cards() -> dict[str, Topic]:
    """Topics of a model card's sections, by id."""
    return _topics("model-card-sections")


@cache
def of_data_cards() -> dict[str, Topic]:
    """Topics of a data card's sections, by id."""
    return _topics("data-card-sections")


def asked_of_model_cards() -> tuple[Topic, ...]:
    """The sections every model card is asked for."""
    return tuple(topic for topic in of_model_cards().values() if topic.asked)


def asked_of_data_cards() -> tuple[Topic, ...]:
    """The sections every data card is asked for."""
    return tuple(topic for topic in of_data_cards().values() if topic.asked)


def normalised(heading: str) -> str:
    """A heading in lower case, without marks, numbers, signs and articles."""
    text = unicodedata.normalize("NFKC", heading[:400]).casefold()
    text = _MARKS.sub(lambda found: found.group(1) or " ", text).replace("&", " and ")
    text = " ".join(_SIGNS.sub(" ", _NUMBER.sub("", text.strip(" #*_\t"))).split())
    text = _ARTICLES.sub("", _NUMBER.sub("", text))
    return text.strip(" -,/")


@lru_cache(maxsize=8192)
def named_by(heading: str, *, data: bool = False) -> tuple[str, ...]:
    """The ids of the topics a heading names; empty when it names none.

    Args:
        data: whether the card describes data.
    """
    text = normalised(heading)
    topics = (of_data_cards() if data else of_model_cards()).values()
    exact = tuple(topic.id for topic in topics if text in topic.aliases)
    if exact or not text or len(text.split()) > _LONGEST:
        return exact
    return tuple(topic.id for topic in topics if _names(topic, text))


def _names(topic: Topic, text: str) -> bool:
    if topic.words is None or not topic.words.search(text):
        return False
    return topic.unless is None or not topic.unless.search(text)


def _topics(vocabulary: str) -> dict[str, Topic]:
    sections = catalogs.entry("vocabularies", vocabulary)["sections"]
    return {section["id"]: _topic(dict(section)) for section in sections}


def _topic(section: dict[str, Any]) -> Topic:
    section["aliases"] = frozenset(normalised(alias) for alias in section["aliases"])
    section["words"] = _any_of(section.pop("patterns"))
    section["unless"] = _any_of(section["unless"])
    return Topic(**section)


def _any_of(patterns: list[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{p})" for p in patterns)) if patterns else None
