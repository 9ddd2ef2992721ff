"""No placeholder stands in the card where an answer should stand.

"[More Information Needed]", "TBD" or "coming soon" tell a reader that the publisher knew of the
question and left it open; programs that count headings take it for an answer.

## How to fix

Answer each of them, or take the heading out and say in one sentence why there is no answer.
"""

from collections.abc import Iterator

from weighbridge.facts.card import CardKind, Cards
from weighbridge.findings import Finding, Severity, check, failed, passed, unknown

_REMEDY = "Replace every placeholder in the cards by an answer, or by why there is none."


@check(severity=Severity.MEDIUM, since="0.1")
def card_has_no_placeholders(cards: Cards) -> Iterator[Finding]:
    """Judge every card."""
    written = [card for card in cards.cards if card.kind is not CardKind.SPACE]
    for card in written:
        if card.placeholders:
            count, words = len(card.placeholders), card.placeholders[0].quote or ""
            noun = "placeholder" if count == 1 else "placeholders"
            message = f"{card.at.place} holds {count} {noun}, the first one “{words}”."
            yield failed(message, *card.placeholders[:5], remedy=_REMEDY)
        else:
            yield passed(f"{card.at.place} holds no placeholder.", card.at)
    if not written:
        yield unknown("There is no card to look for placeholders in.")
