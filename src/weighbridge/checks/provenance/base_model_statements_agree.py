"""The card names the base model that the configuration was made from.

Whoever looks up licences, biases or known faults of the base model looks up the one the card
names. Adapters name their base in `adapter_config.json`; a configuration that was saved keeps in
`_name_or_path` what was loaded, and a training configuration names what the run began with. A
place on the trainer's own disk is compared by its last name alone, and where that differs the
answer is `unknown`.

Source: Hugging Face Hub documentation, "Model card metadata" (`base_model`); peft `PeftConfig`;
transformers `PretrainedConfig`.

## How to fix

State in `base_model` the model that was loaded, as its repository is called.
"""

import json
from collections.abc import Iterator
from typing import NamedTuple

from weighbridge.facts.card import CardKind, Cards
from weighbridge.facts.provenance import Evidence
from weighbridge.facts.training import Training
from weighbridge.facts.weights import Weights
from weighbridge.findings import Finding, Severity, check, failed, not_applicable, passed, unknown
from weighbridge.patterns import lazy

_REMEDY = "Name in base_model the model that was really loaded."
_ID = lazy(r"[\w-][\w.-]{0,99}/[\w.-]{1,120}")
_LOCAL = frozenset({".", "..", "~", "models", "model", "checkpoints", "checkpoint", "output",
                    "outputs", "data", "home", "mnt", "tmp", "ckpt", "ckpts", "results", "saves",
                    "weights", "pretrained", "runs", "exp", "local", "workspace"})  # fmt: skip
"""Folders that look like owners."""
_SHOWN = 3


class _Named(NamedTuple):
    name: str
    at: Evidence
    key: str


@check(severity=Severity.MEDIUM, since="0.1")
def base_model_statements_agree(
    cards: Cards, weights: Weights, training: Training
) -> Iterator[Finding]:
    """Judge what each file names against what the cards name."""
    stated = list(_stated(cards))
    used = list(_used(weights, training))
    if not stated or not used:
        yield not_applicable("Fewer than two places name a base model: there is none to compare.")
        return
    own = {card.title.lower().rpartition("/")[2] for card in cards.cards if card.title}
    for one in used:
        if one.key != "_name_or_path" or _last(one.name) not in own:
            yield _judge(one, stated)


def _stated(cards: Cards) -> Iterator[_Named]:
    """What the front matter of model cards names."""
    models = {(c.at.part, c.at.path) for c in cards.cards if c.kind is CardKind.MODEL}
    for field in cards.fields:
        if field.name == "base_model" and (field.at.part, field.card) in models:
            value = json.loads(field.value)
            for name in value if isinstance(value, list) else [value]:
                if isinstance(name, str) and name.strip():
                    yield _Named(name.strip(), field.at, "base_model")


def _used(weights: Weights, training: Training) -> Iterator[_Named]:
    """What configurations say was loaded."""
    for one in weights.configurations:
        keys = {"adapter": "base_model_name_or_path", "model": "_name_or_path"}
        key = keys.get(one.role, "")
        value = next((json.loads(text) for name, text in one.settings if name == key), "")
        if isinstance(value, str) and value.strip():
            yield _Named(value.strip(), one.at, key)
    for source in training.inputs:
        if source.role == "base-model":
            yield _Named(source.target, source.at, "base model")


def _judge(one: _Named, stated: list[_Named]) -> Finding:
    at = (stated[0].at, one.at)
    names = ", ".join(named.name for named in stated[:_SHOWN])
    sides = f"{stated[0].at.place} names {names} as the base model, and {one.at.place} names "
    message = f"{sides}{one.name} ({one.key})."
    if any(_same(one.name, named.name) for named in stated):
        return passed(message, *at)
    if not _is_id(one.name) or not all(_is_id(named.name) for named in stated):
        return unknown(f"{message} Whether they are the same cannot be told.", *at, remedy=_REMEDY)
    return failed(message, *at, remedy=_REMEDY)


def _same(one: str, other: str) -> bool:
    """Whether two names may be of one model: the same id, or the same last name of a path."""
    if _is_id(one) and _is_id(other):
        return one.casefold() == other.casefold()
    return _last(one) == _last(other)


def _last(name: str) -> str:
    return name.rstrip("/").rpartition("/")[2].casefold()


def _is_id(name: str) -> bool:
    return bool(_ID.fullmatch(name)) and name.partition("/")[0].casefold() not in _LOCAL
