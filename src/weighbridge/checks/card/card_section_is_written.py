"""The model card has this section, and the section says something.

Whoever takes a model into use relies on its card to learn what it is for, what it was made from and
where it fails. A heading over a placeholder, a promise or a sentence of the template says nothing,
and counts as missing. Headings are compared with the names people use for each section; the licence
may also stand in the front matter.

Source: Mitchell et al., "Model Cards for Model Reporting" (2019); Hugging Face Hub, annotated model
card.

## How to fix

Write the section in the model card, under a heading that names it, in your own words.
"""

from collections.abc import Iterator

from weighbridge.catalogs.vocabularies import card_sections
from weighbridge.facts.card import CardKind, Cards
from weighbridge.findings import Finding, Severity, check
from weighbridge.findings.sections import judge_section


@check(severity=Severity.MEDIUM, since="0.1", over=card_sections.asked_of_model_cards)
def card_section_is_written(topic: card_sections.Topic, cards: Cards) -> Iterator[Finding]:
    """Judge one section, over all model cards of the release."""
    yield from judge_section(topic, cards, CardKind.MODEL)
