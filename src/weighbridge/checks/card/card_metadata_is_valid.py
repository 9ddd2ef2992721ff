"""The card's metadata says what the hub understands.

A licence id, task or base model that is misspelt is dropped in silence: the model is not found
under it, and tools that count or warn never see it. A language written `no` is read as `false` by
half of the readers of YAML.

Source: Hugging Face Hub documentation, "Model Cards", "Dataset Cards", "Evaluation results".

## How to fix

Correct each key that is named, as the sentence says.
"""

import json
from collections.abc import Iterator
from typing import Any

from weighbridge.facts.card import Card, CardKind, Cards, Field
from weighbridge.findings import Finding, Severity, check, failed, not_applicable, passed
from weighbridge.findings.front_matter import defects

_REMEDY = "Correct the card's metadata."


@check(severity=Severity.MEDIUM, since="0.1")
def card_metadata_is_valid(cards: Cards) -> Iterator[Finding]:
    """Judge the metadata of every card that has some."""
    described = [c for c in cards.cards if c.has_front_matter and c.kind is not CardKind.SPACE]
    for card in described:
        fields = {f.name: f for f in cards.fields if (f.at.part, f.card) == _place(card)}
        found = list(_judged(card, fields))
        yield from found
        if not found:
            yield passed(f"The metadata of {card.at.place} holds no mistake.", card.at)
    if not described:
        yield not_applicable("No card has metadata.")


def _judged(card: Card, fields: dict[str, Field]) -> Iterator[Finding]:
    for sentence in card.defects:
        yield failed(f"{card.at.place}: {sentence}", card.at, remedy=_REMEDY)
    values = {name: _value(field.value) for name, field in fields.items()}
    own = card.title if "/" in card.title else ""
    for defect in defects(values, repository=own, data=card.kind is CardKind.DATA):
        at = fields[defect.key].at if defect.key in fields else card.at
        yield failed(f"{card.at.place}: {defect.message}", at, remedy=_REMEDY)


def _place(card: Card) -> tuple[str, str]:
    return card.at.part, card.at.path


def _value(text: str) -> Any:
    return json.loads(text)
