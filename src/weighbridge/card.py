"""Card: judge one model or data card by itself: its sections, whether it is a template, and its
metadata.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from weighbridge.catalogs.vocabularies import card_sections
from weighbridge.facts.card import Card, CardKind, Cards, Substance
from weighbridge.facts.distribution import Part
from weighbridge.facts.provenance import Reading
from weighbridge.findings.front_matter import defects
from weighbridge.readers.reading import read_release
from weighbridge.sources.memory import Memory

MISSING = "missing"
_RANK = {Substance.SUBSTANTIAL.value: 0, Substance.PLACEHOLDER.value: 1, MISSING: 2}
_NAMES = {CardKind.MODEL: "model-card.md", CardKind.DATA: "data-card.md"}
_STATED = {"evaluation": "model-index"}
"""Sections that a key of the metadata answers, where it is not named alike."""


@dataclass(frozen=True, slots=True)
class JudgedCard:
    """What was found in one card.

    Attributes:
        kind: `model` or `data`.
        sections: each topic that cards of its kind may have → `substantial`, `placeholder` or
            `missing`.
        template: whether it is a template that nobody completed.
        front_matter: what is wrong with its metadata, a sentence each.
        words: words left once placeholders, comments and template sentences go.
    """

    path: str
    kind: str
    sections: dict[str, str]
    template: bool
    front_matter: tuple[str, ...]
    words: int


def judge_card(
    path: str, data: bytes, *, repository: str = "", of_data: bool = False
) -> JudgedCard:
    """Judge one card, whatever its file is called.

    Args:
        path: as the answer is to name it.
        repository: `owner/name` of what it describes, where that is known.
        of_data: whether it describes data; else its metadata and title tell.
    """
    kinds = (CardKind.DATA,) if of_data else (CardKind.MODEL, CardKind.DATA)
    for kind in kinds:
        cards = _read(PurePath(path).suffix, kind, data)
        card = next(iter(cards.cards), None)
        if card is None:
            continue
        if card.kind is CardKind.MODEL and not of_data and _describes_data(cards):
            continue
        return _judged(path, card, cards, repository)
    return JudgedCard(path, str(kinds[0]), _sections(kinds[0], Cards()), False, (), 0)


def _read(suffix: str, kind: CardKind, data: bytes) -> Cards:
    """The facts of a card, under a name that leaves no doubt that it is one."""
    name = str(PurePath(_NAMES[kind]).with_suffix(suffix if suffix in {".txt", ".mdx"} else ".md"))
    part = Part("card", location="card", source="memory")
    release = read_release("card", [(part, Memory({name: data}))], as_of=date.min)
    return release.view(Cards, Reading.CLAIMS)


def _describes_data(cards: Cards) -> bool:
    """Whether metadata says that a card under a model card's name is one of data."""
    return any(field.name in {"task_categories", "dataset_info"} for field in cards.fields)


def _judged(path: str, card: Card, cards: Cards, repository: str) -> JudgedCard:
    return JudgedCard(
        path=path,
        kind=str(card.kind),
        sections=_sections(card.kind, cards),
        template=card.template,
        front_matter=tuple(_defects(card, cards, repository)),
        words=card.words,
    )


def _sections(kind: CardKind, cards: Cards) -> dict[str, str]:
    """The best state of each topic."""
    data = kind is CardKind.DATA
    topics = card_sections.of_data_cards() if data else card_sections.of_model_cards()
    found = dict.fromkeys(topics, MISSING)
    for section in cards.sections:
        if section.topic in found:
            states = (found[section.topic], section.substance.value)
            found[section.topic] = min(states, key=_RANK.__getitem__)
    keys = {field.name for field in cards.fields if field.value not in {"null", '""', "[]", "{}"}}
    for topic in topics:
        if {topic, _STATED.get(topic, topic)} & keys:
            found[topic] = Substance.SUBSTANTIAL.value
    return found


def _defects(card: Card, cards: Cards, repository: str) -> Iterator[str]:
    yield from card.defects
    values = {field.name: json.loads(field.value) for field in cards.fields}
    own = repository or (card.title if "/" in card.title else "")
    for defect in defects(values, repository=own, data=card.kind is CardKind.DATA):
        yield defect.message
