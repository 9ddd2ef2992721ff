"""The weights themselves are in the release, not Git LFS pointers to them.

A clone or an archive made without Git LFS holds small text files where the weights should be.
They load nowhere, and whoever keeps such a copy keeps no model.

Source: Git LFS specification, "The Pointer".

## How to fix

Run `git lfs pull` in the repository before the release is packed, or publish the weights on a
hub that serves them.
"""

from collections.abc import Iterator

from weighbridge.facts.components import Components
from weighbridge.facts.weights import Weights
from weighbridge.findings import Finding, Severity, check, failed, passed, unknown

_REMEDY = "Run `git lfs pull` before the release is packed."


@check(severity=Severity.HIGH, since="0.1")
def weights_are_not_pointers(weights: Weights, seen: Components) -> Iterator[Finding]:
    """Judge every file a user of the model loads."""
    for file in weights.released:
        if file.pointer:
            yield failed(
                f"{file.at.path} is a Git LFS pointer to {file.size:,} bytes that are not here.",
                file.at,
                remedy=_REMEDY,
            )
    real = [file.at for file in weights.released if not file.pointer]
    if real:
        noun = "weights file holds its" if len(real) == 1 else "weights files hold their"
        yield passed(f"{len(real)} {noun} own bytes.", *real[:5])
    for sighting in weights.undescribed(seen.sightings):
        yield unknown(f"{sighting.at.place}: the format of the weights is not known.", sighting.at)
    for gap in weights.unread:
        if not any(file.at.path == gap.at.path for file in weights.released):
            yield unknown(
                f"{gap.at.place} may hold weights and could not be read.", gap.at, remedy=gap.remedy
            )
    if not weights.released:
        yield unknown("No weights were found.")
