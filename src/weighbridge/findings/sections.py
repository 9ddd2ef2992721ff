"""Whether a card has a section that says something: the same question for every kind of card."""

from collections.abc import Iterator

from weighbridge.catalogs.vocabularies.card_sections import Topic
from weighbridge.facts.card import CardKind, Cards, Substance
from weighbridge.findings.finding import Finding, failed, passed, unknown


def judge_section(topic: Topic, cards: Cards, kind: CardKind) -> Iterator[Finding]:
    """Judge one section, over all cards of a kind."""
    name = f"{kind} card"
    found = [card for card in cards.cards if card.kind is kind]
    places = {(card.at.part, card.at.path) for card in found}
    sections = [s for s in cards.sections if (s.at.part, s.card) in places and s.topic == topic.id]
    written = [s.at for s in sections if s.substance is Substance.SUBSTANTIAL]
    fields = [f.at for f in cards.fields if (f.at.part, f.card) in places and f.name == topic.id]
    cut = [gap.at for gap in cards.gaps if (gap.at.part, gap.at.path) in places]
    if not found:
        yield unknown(f"{topic.title}: there is no {name} to look into.", remedy=topic.advice)
    elif written:
        yield passed(f"{topic.title}: the {name} has a section on it.", *written[:5])
    elif fields:
        yield passed(f"{topic.title}: the {name}'s front matter states it.", *fields[:5])
    elif cut:
        yield unknown(f"{topic.title}: part of the {name} could not be read.", *cut[:5])
    elif sections:
        message = f"{topic.title}: the {name} has the heading, and nothing under it."
        yield failed(message, *(s.at for s in sections[:5]), remedy=topic.advice)
    else:
        message = f"{topic.title}: the {name} has no section on it."
        yield failed(message, *(card.at for card in found[:5]), remedy=topic.advice)
