"""The data card has this section, and the section says something.

A model can only be studied, and its data only be used lawfully, by someone who knows where the data
comes from, how it was chosen and changed, and who is in it. A heading over a placeholder or a
sentence of the template counts as missing; the licence may also stand in the front matter.

Source: Gebru et al., "Datasheets for Datasets" (2021); Pushkarna et al., "Data Cards" (2022).

## How to fix

Write the section in the data card, under a heading that names it, in your own words.
"""

from collections.abc import Iterator

from weighbridge.catalogs.vocabularies import card_sections
from weighbridge.facts.card import CardKind, Cards, Substance
from weighbridge.findings import Finding, Severity, check, failed, passed, unknown


@check(severity=Severity.MEDIUM, since="0.1", over=card_sections.asked_of_data_cards)
def data_card_section_is_written(topic: card_sections.Topic, cards: Cards) -> Iterator[Finding]:
    """Judge one section, over all data cards of the release."""
    found = [card for card in cards.cards if card.kind is CardKind.DATA]
    places = {(card.at.part, card.at.path) for card in found}
    sections = [s for s in cards.sections if (s.at.part, s.card) in places and s.topic == topic.id]
    written = [s.at for s in sections if s.substance is Substance.SUBSTANTIAL]
    fields = [f.at for f in cards.fields if (f.at.part, f.card) in places and f.name == topic.id]
    cut = [gap.at for gap in cards.gaps if (gap.at.part, gap.at.path) in places]
    if not found:
        yield unknown(f"{topic.title}: there is no data card to look into.", remedy=topic.advice)
    elif written:
        yield passed(f"{topic.title}: the data card has a section on it.", *written[:5])
    elif fields:
        yield passed(f"{topic.title}: the data card's front matter states it.", *fields[:5])
    elif cut:
        yield unknown(f"{topic.title}: part of the data card could not be read.", *cut[:5])
    elif sections:
        message = f"{topic.title}: the data card has the heading, and nothing under it."
        yield failed(message, *(s.at for s in sections[:5]), remedy=topic.advice)
    else:
        message = f"{topic.title}: the data card has no section on it."
        yield failed(message, *(card.at for card in found[:5]), remedy=topic.advice)
