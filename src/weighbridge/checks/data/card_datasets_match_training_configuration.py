"""The card names the datasets that the training configuration reads.

`datasets:` in the card is what licence checks, contamination studies and people who were in the
data go by. A configuration that reads something else shows that the card was copied, or that the
data changed after it was written. Names are compared as they stand on the Hub; a bare name is
compared by its last part, and files on the trainer's own disk cannot be.

Source: Hugging Face Hub documentation, "Model card metadata" (`datasets`).

## How to fix

List in `datasets:` every dataset that the training configuration names.
"""

import json
from collections.abc import Iterator

from weighbridge.facts.card import CardKind, Cards, Field
from weighbridge.facts.training import Training, TrainingInput
from weighbridge.findings import Finding, Severity, check, failed, not_applicable, passed, unknown

_REMEDY = "List in datasets: of the card every dataset that the training configuration reads."


@check(severity=Severity.MEDIUM, since="0.1")
def card_datasets_match_training_configuration(
    cards: Cards, training: Training
) -> Iterator[Finding]:
    """Judge each dataset that a configuration reads by what the cards list."""
    read = [one for one in training.inputs if one.role == "dataset"]
    models = {(c.at.part, c.at.path) for c in cards.cards if c.kind is CardKind.MODEL}
    fields = [
        f for f in cards.fields if f.name == "datasets" and (f.at.part, f.card) in models
    ]  # fmt: skip
    listed = [name for field in fields for name in _names(field)]
    if not read:
        yield not_applicable("No training configuration that names a dataset was found.")
    elif not listed:
        message = "No card lists datasets that the training configuration could be held against."
        yield unknown(message, *(one.at for one in read[:3]), remedy=_REMEDY)
    else:
        for one in {one.target: one for one in read}.values():
            yield _judge(one, fields[0], listed)


def _names(field: Field) -> list[str]:
    value = json.loads(field.value)
    names = value if isinstance(value, list) else [value]
    return [name.strip() for name in names if isinstance(name, str) and name.strip()]


def _judge(one: TrainingInput, field: Field, listed: list[str]) -> Finding:
    at = (field.at, one.at)
    shown = ", ".join(listed[:5])
    message = f"{field.at.place} lists {shown}, and {one.at.place} reads {one.target}."
    if any(_same(one.target, name) for name in listed):
        return passed(message, *at)
    if "/" not in one.target or not all("/" in name for name in listed):
        return unknown(f"{message} Whether it is one of them cannot be told.", *at, remedy=_REMEDY)
    return failed(message, *at, remedy=_REMEDY)


def _same(one: str, other: str) -> bool:
    """Whether two names may be of one dataset."""
    first, second = one.casefold(), other.casefold()
    if "/" in first and "/" in second:
        return first == second
    return first.rpartition("/")[2] == second.rpartition("/")[2]
