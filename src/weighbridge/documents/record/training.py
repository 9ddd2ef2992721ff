"""How the model was trained, as configurations state it, and what tracked runs used."""

import json
from collections.abc import Iterator
from typing import Any

from weighbridge.documents.record.field import Item, State, item
from weighbridge.facts.provenance import Reading
from weighbridge.facts.release import Release
from weighbridge.facts.training import Training


def items(release: Release) -> Iterator[Item]:
    """`training.settings`, `training.inputs` and `environment.runs`, a mapping each."""
    training = release.view(Training, Reading.CLAIMS)
    if training.settings:
        rows = tuple(
            {"name": one.name, "value": _value(one.value), "path": one.at.path}
            for one in training.settings
        )
        yield item("training.settings", rows, State.EVIDENCED, *(s.at for s in training.settings))
    if training.inputs:
        rows = tuple(
            {"role": one.role, "target": one.target, "path": one.at.path}
            for one in training.inputs
        )  # fmt: skip
        yield item("training.inputs", rows, State.EVIDENCED, *(one.at for one in training.inputs))
    if training.emissions:
        rows = tuple(
            {
                "tool": one.tool,
                "run": one.run,
                "seconds": one.seconds,
                "energy-kwh": one.energy,
                "emissions-kg": one.emissions,
                "region": one.region,
                "hardware": one.hardware,
                "path": one.at.path,
            }
            for one in training.emissions
        )
        yield item("environment.runs", rows, State.EVIDENCED, *(e.at for e in training.emissions))


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text
