"""The memory that the model needs, estimated from its counted parameters and its configuration."""

from collections.abc import Iterator

from weighbridge.documents.record.field import Item, State, item
from weighbridge.facts.components import Components
from weighbridge.facts.provenance import Reading
from weighbridge.facts.release import Release
from weighbridge.facts.weights import ModelSettings, Weights
from weighbridge.findings import hardware
from weighbridge.findings.counted import Counted, counted

_CONTEXT = 4096
"""Tokens that estimates assume; a shorter context of the model's own wins."""
_BITS = (32, 16, 8, 4)


def items(release: Release) -> Iterator[Item]:
    """`hardware.run` and `hardware.train`, an estimate each, in bytes; nothing for what has no
    count.
    """
    weights = release.view(Weights, Reading.CLAIMS)
    found = counted(weights, release.view(Components, Reading.CLAIMS))
    if found is None or not found.parameters:
        return
    settings = _settings(weights, found)
    own = settings.context if settings else None
    context = min(_CONTEXT, own or _CONTEXT)
    at = tuple(file.at for file in found.files)
    if settings is not None:
        at = (*at, settings.at)
    runs = list(_runs(found, settings, context))
    if settings is not None and settings.generates is True:
        yield item("hardware.context", context, State.VERIFIED, *at)
    yield item("hardware.run", tuple(_row(one) for one in runs), State.VERIFIED, *at)
    trains = (
        hardware.to_train(found.parameters),
        hardware.to_adapt(found.parameters, settings),
        hardware.to_adapt(found.parameters, settings, quantised=True),
    )
    yield item("hardware.train", tuple(_row(one) for one in trains), State.VERIFIED, *at)


def _settings(weights: Weights, found: Counted) -> ModelSettings | None:
    """The sizes that the configuration beside the files states."""
    part = found.files[0].at.part
    beside = [s for s in weights.models if s.at.part == part and s.folder == found.folder]
    return next((one for one in beside if not one.adapter), None)


def _runs(
    found: Counted, settings: ModelSettings | None, context: int
) -> Iterator[hardware.Estimate]:
    parameters = found.parameters or 0
    if found.stored:
        yield hardware.to_run("as stored", found.stored, settings, context)
    for bits in _BITS:
        weights = hardware.weights_bytes(parameters, bits)
        yield hardware.to_run(f"{bits}-bit", weights, settings, context)


def _row(one: hardware.Estimate) -> dict[str, str | int | None]:
    return {
        "what": one.what,
        "weights": one.weights,
        "cache": one.cache,
        "states": one.states,
        "overhead": one.overhead,
        "total": one.total,
        "unknown": one.unknown,
    }
