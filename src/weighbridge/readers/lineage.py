"""What a release was made from, as its cards, configurations and dataset pointers say together."""

import json
from collections.abc import Iterator

from weighbridge.facts.card import CardKind, Cards, Field
from weighbridge.facts.data import Data
from weighbridge.facts.lineage import Ancestor, AncestorKind, Relation
from weighbridge.facts.provenance import Evidence
from weighbridge.facts.weights import Configuration, Weights
from weighbridge.patterns import lazy
from weighbridge.readers.port import derives

_MOST = 100
"""Ancestors of one kind that one file is believed to have."""
_HUB_NAME = lazy(r"[\w-][\w.-]{0,99}/[\w.-]{1,120}")
_STATED = {
    "finetune": Relation.FINETUNE,
    "adapter": Relation.ADAPTER,
    "quantized": Relation.QUANTIZED,
    "merge": Relation.MERGE,
}
"""Values of `base_model_relation`. Source: Hugging Face Hub, model card metadata."""


@derives(gives=(Ancestor,), topic="provenance")
def derive(cards: Cards, weights: Weights, data: Data) -> Iterator[Ancestor]:
    """Gather ancestors.

    Source: Hugging Face Hub, model card metadata (`base_model`, `base_model_relation`); peft
    `PeftConfig`; transformers `PretrainedConfig` (`_name_or_path`, `quantization_config`).
    """
    named = list(_bases(cards, weights))
    yield from named
    yield from _adapted(weights)
    if not named:
        yield from _saved_from(weights, cards)
    for link in data.links:
        if link.role == "training":
            kind, relation = AncestorKind.DATASET, Relation.UNKNOWN
            yield Ancestor(link.at, kind, relation, link.target, link.revision)


def _bases(cards: Cards, weights: Weights) -> Iterator[Ancestor]:
    """The base models that model cards name."""
    models = {(c.at.part, c.at.path) for c in cards.cards if c.kind is CardKind.MODEL}
    for field in cards.fields:
        if field.name != "base_model" or (field.at.part, field.card) not in models:
            continue
        value = json.loads(field.value)
        names = [n.strip() for n in (value if isinstance(value, list) else [value]) if _is_name(n)]
        beside = [f for f in cards.fields if (f.at.part, f.card) == (field.at.part, field.card)]
        relation = _relation(beside, weights, len(names))
        revision = _text(beside, "base_model_revision")
        for name in names[:_MOST]:
            yield Ancestor(field.at, AncestorKind.BASE_MODEL, relation, name, revision)


def _is_name(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value.strip()) < 300


def _relation(beside: list[Field], weights: Weights, count: int) -> Relation:
    """The relation a card states, or what its files show: adapters, or quantised copies alone."""
    stated = _STATED.get(_text(beside, "base_model_relation").lower())
    if stated is not None:
        return stated
    if any(one.role == "adapter" for one in weights.configurations):
        return Relation.ADAPTER
    if count > 1:
        return Relation.MERGE
    formats = {file.format.id for file in weights.released}
    return Relation.QUANTIZED if formats == {"gguf"} else Relation.UNKNOWN


def _text(fields: list[Field], name: str) -> str:
    value = next((json.loads(f.value) for f in fields if f.name == name), "")
    return value if isinstance(value, str) else ""


def _adapted(weights: Weights) -> Iterator[Ancestor]:
    """The base models that adapters name."""
    for one in weights.configurations:
        name = _setting(one, "base_model_name_or_path")
        if one.role == "adapter" and name:
            revision = _setting(one, "revision")
            yield Ancestor(one.at, AncestorKind.BASE_MODEL, Relation.ADAPTER, name, revision)


def _saved_from(weights: Weights, cards: Cards) -> Iterator[Ancestor]:
    """Where a configuration was saved from another repository, which no card speaks of."""
    own = {card.title.lower() for card in cards.cards}
    own |= {one.at.part.lower() for one in weights.configurations}
    for one in weights.configurations:
        name = _setting(one, "_name_or_path")
        if _HUB_NAME.fullmatch(name) and name.rpartition("/")[2].lower() not in own:
            quantized = any(key.startswith("quantization_config") for key, _ in one.settings)
            relation = Relation.QUANTIZED if quantized else Relation.UNKNOWN
            yield Ancestor(_quoting(one.at, name), AncestorKind.BASE_MODEL, relation, name)
            return


def _quoting(at: Evidence, name: str) -> Evidence:
    return Evidence(
        at.part, at.path, sha256=at.sha256, revision=at.revision, quote=f"_name_or_path: {name}"
    )


def _setting(configuration: Configuration, name: str) -> str:
    """A setting's text; empty if it is not there or not a text."""
    value = next((json.loads(text) for key, text in configuration.settings if key == name), "")
    return value if isinstance(value, str) else ""
