"""The card opens with metadata that programs can read.

Hubs, search engines and inventories take licence, base model, languages and datasets from the block
of YAML between two lines of three dashes at the top of a card. Without it they know none of them.

Source: Hugging Face Hub documentation, "Model Cards", "Model card metadata".

## How to fix

Put a block between two lines of `---` at the top of the card, with at least `license`,
`library_name`, `pipeline_tag` and, where they apply, `base_model`, `datasets` and `language`.
"""

from collections.abc import Iterator

from weighbridge.facts.card import CardKind, Cards
from weighbridge.findings import Finding, Severity, check, failed, passed, unknown

_REMEDY = "Open every card with a block of YAML metadata between two lines of three dashes."


@check(severity=Severity.LOW, since="0.1")
def card_has_front_matter(cards: Cards) -> Iterator[Finding]:
    """Judge every card."""
    written = [c for c in cards.cards if c.kind is not CardKind.SPACE and _is_document(c.at.path)]
    for card in written:
        if card.has_front_matter:
            yield passed(f"{card.at.place} opens with metadata.", card.at)
        elif card.defects:
            reason = " ".join(card.defects[:3])
            yield failed(f"{card.at.place} opens with no usable metadata. {reason}", card.at,
                         remedy=_REMEDY)  # fmt: skip
        else:
            yield failed(f"{card.at.place} has no metadata at its top.", card.at, remedy=_REMEDY)
    if not written:
        yield unknown("There is no card whose metadata could be read.", remedy=_REMEDY)


def _is_document(path: str) -> bool:
    """Whether people read it as text: a Croissant file is metadata as a whole."""
    return not path.lower().endswith(".json")
