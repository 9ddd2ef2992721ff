"""Weights are stored in a format that cannot run code when loaded.

A pickle-based checkpoint can execute arbitrary code on load, so everybody who loads it must trust
whoever last touched the file. A format that holds data only needs no such trust.

Source: Python's `pickle` documentation, opening warning; PyTorch security policy, "Untrusted
models".

## How to fix

Convert the checkpoint to safetensors and publish that file instead.
"""

from collections.abc import Iterator

from weighbridge.facts.components import Components
from weighbridge.facts.weights import Weights, WeightsFile
from weighbridge.findings import Finding, Severity, check, failed, passed, unknown

_REMEDY = "Convert the weights to safetensors and publish those instead."


@check(severity=Severity.HIGH, since="0.1")
def weights_load_safely(weights: Weights, seen: Components) -> Iterator[Finding]:
    """Judge every file a user of the model loads."""
    for file in weights.released:
        yield _judge(file)
    for sighting in weights.undescribed(seen.sightings):
        yield unknown(f"{sighting.at.place}: the format of the weights is not known.", sighting.at)
    judged = {(file.at.part, file.at.path) for file in weights.released}
    for gap in weights.unread:
        if (gap.at.part, gap.at.path) in judged:
            continue
        yield unknown(
            f"{gap.at.place} may hold weights and could not be read.", gap.at, remedy=gap.remedy
        )
    if not weights.released:
        yield unknown("No weights were found that could be judged.")


def _judge(file: WeightsFile) -> Finding:
    what = f"{file.at.path} ({file.format.title})"
    if file.pointer:
        return unknown(
            f"{file.at.path} is a Git LFS pointer: the weights themselves are not here.",
            file.at,
            remedy="Fetch the files behind the pointers and audit again.",
        )
    if file.unread:
        return unknown(f"{file.at.path} could not be read, and may hold anything.", file.at)
    if file.format.executes_code is None:
        return unknown(
            f"{what} may run code when it is loaded: that depends on contents not read here.",
            file.at,
            remedy=_REMEDY,
        )
    if file.format.executes_code:
        return failed(f"{what} can run code when it is loaded.", file.at, remedy=_REMEDY)
    return passed(f"{what} holds no code that loading it would run.", file.at)
