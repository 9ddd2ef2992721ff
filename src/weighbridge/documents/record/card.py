"""What the cards say: front matter as written, which sections hold words, and these."""

import json
from collections.abc import Iterator

from weighbridge.documents.record.field import Field, Item, State, item
from weighbridge.facts.card import Card, CardKind, Cards, Substance
from weighbridge.facts.provenance import Reading
from weighbridge.facts.release import Release

_STATES = {Substance.SUBSTANTIAL: State.ASSERTED, Substance.PLACEHOLDER: State.PLACEHOLDER}


def items(release: Release) -> Iterator[Item]:
    """`card.<kind>` with its path, `section.<kind>.<topic>` with its heading,
    `words.<kind>.<topic>` with what it says, and `front-matter.<key>` with its value.

    What was drafted from a record, and nobody changed since, is no source of one.
    """
    cards = release.view(Cards, Reading.CLAIMS)
    kinds = {(card.at.part, card.at.path): card.kind for card in cards.cards}
    for card in sorted(cards.cards, key=_outermost):
        yield item(f"card.{card.kind}", card.at.path, State.VERIFIED, card.at)
        if card.title:
            yield item(f"card.{card.kind}-title", card.title, State.EVIDENCED, card.at)
    worded = {(one.at.part, one.card, one.topic, one.at.lines) for one in cards.words}
    for section in cards.sections:
        kind = kinds.get((section.at.part, section.card), CardKind.MODEL)
        place = (section.at.part, section.card, section.topic, section.at.lines)
        drafted = section.substance is Substance.SUBSTANTIAL and place not in worded
        if section.topic and not drafted:
            state = _STATES[section.substance]
            yield item(f"section.{kind}.{section.topic}", section.heading, state, section.at)
    for one in cards.words:
        kind = kinds.get((one.at.part, one.card), CardKind.MODEL)
        yield item(f"words.{kind}.{one.topic}", one.words, State.ASSERTED, one.at)
    for field in cards.fields:
        if kinds.get((field.at.part, field.card), CardKind.MODEL) is CardKind.MODEL:
            yield Item(
                f"front-matter.{field.name}",
                Field(_value(field.value), State.EVIDENCED, (field.at,)),
            )


def _outermost(card: Card) -> tuple[int, bool, str]:
    """Cards at the top first, READMEs before others."""
    path = card.at.path
    return path.count("/"), not path.lower().startswith("readme"), path


def _value(text: str) -> object:
    try:
        value = json.loads(text)
    except ValueError:
        return text
    return tuple(value) if isinstance(value, list) else value
