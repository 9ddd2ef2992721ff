"""The base model is named together with the exact revision that was built on.

A name alone points at whatever its owner last uploaded: nobody can tell which weights, under
which licence, this model descends from, and no comparison with the base can be repeated.

## How to fix

State the commit of the base model: `base_model: https://huggingface.co/ORG/NAME/tree/COMMIT` in
the card's front matter, or `revision` in the adapter's configuration.
"""

import json
import re
from collections.abc import Iterator

from weighbridge.facts.card import Cards
from weighbridge.facts.provenance import Evidence
from weighbridge.facts.weights import Configuration, Weights
from weighbridge.findings import (
    Finding,
    Severity,
    check,
    failed,
    not_applicable,
    passed,
    unknown,
)
from weighbridge.patterns import lazy

_COMMIT = lazy(r"(?:^|[/@:=])[0-9a-f]{40}(?:[0-9a-f]{24})?(?![0-9a-f])", re.IGNORECASE)
_HUB_NAME = lazy(r"[\w-][\w.-]*/[\w.-]+")
_REMEDY = "State the commit of the base model beside its name."


@check(severity=Severity.LOW, since="0.1")
def base_model_is_pinned(cards: Cards, weights: Weights) -> Iterator[Finding]:
    """Judge every base model that cards and adapters name."""
    named = [*_in_cards(cards), *_in_adapters(weights)]
    for name, revision, at in named:
        if _COMMIT.search(name) or _COMMIT.search(revision):
            yield passed(f"The base model {name} is named with its commit.", at)
        else:
            yield failed(f"The base model {name} is named without a commit.", at, remedy=_REMEDY)
    if not named:
        yield from _unnamed(weights)


def _in_cards(cards: Cards) -> Iterator[tuple[str, str, Evidence]]:
    for field in cards.fields:
        if field.name == "base_model":
            value = json.loads(field.value)
            for name in value if isinstance(value, list) else [value]:
                if isinstance(name, str) and name.strip():
                    yield name.strip(), _revision_beside(cards, field.card), field.at


def _revision_beside(cards: Cards, card: str) -> str:
    beside = (f for f in cards.fields if f.card == card and f.name == "base_model_revision")
    return next((str(json.loads(f.value)) for f in beside), "")


def _in_adapters(weights: Weights) -> Iterator[tuple[str, str, Evidence]]:
    for configuration in weights.configurations:
        name = _setting(configuration, "base_model_name_or_path")
        if name:
            yield name, _setting(configuration, "revision"), configuration.at


def _unnamed(weights: Weights) -> Iterator[Finding]:
    """Where a configuration names another model, it may be the base."""
    for configuration in weights.configurations:
        name = _setting(configuration, "_name_or_path")
        if _HUB_NAME.fullmatch(name):
            message = f"{configuration.at.path} was saved from {name}; no base model is stated."
            yield unknown(message, configuration.at, remedy=_REMEDY)
            return
    yield not_applicable("No base model is named.")


def _setting(configuration: Configuration, name: str) -> str:
    """A setting's text; empty if it is not there or not a text."""
    value = next((json.loads(text) for key, text in configuration.settings if key == name), "")
    return value if isinstance(value, str) else ""
