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
from weighbridge.facts.card import CardKind, Cards
from weighbridge.findings import Finding, Severity, check
from weighbridge.findings.sections import judge_section


@check(severity=Severity.MEDIUM, since="0.1", over=card_sections.asked_of_data_cards)
def data_card_section_is_written(topic: card_sections.Topic, cards: Cards) -> Iterator[Finding]:
    """Judge one section, over all data cards of the release."""
    yield from judge_section(topic, cards, CardKind.DATA)
