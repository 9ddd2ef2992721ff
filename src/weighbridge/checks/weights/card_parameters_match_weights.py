"""The number of parameters that the card states is that of the weights.

A reader chooses a model, and hardware for it, by its size. A card that was copied from a larger or
smaller sibling, or weights that were exchanged, show here first. A size in the model's name may
be off by 30 %, since families round their names freely; one in a sentence by half of its last
digit and 5 %; a number stated to the last digit by 2 %, for tied and buffered tensors. Names that
multiply (`8x7B`), weights in packed form, adapters and releases of several models are left open.

Source: Mitchell et al., "Model Cards for Model Reporting" (2019), "Model Details".

## How to fix

State the number of parameters that `weighbridge weights show` counts, or publish the weights
that the card describes.
"""

from collections.abc import Iterator

from weighbridge.facts.card import Cards, StatedSize
from weighbridge.facts.components import Components
from weighbridge.facts.weights import Weights
from weighbridge.findings import Finding, Severity, check, failed, not_applicable, passed, unknown
from weighbridge.findings.counted import Counted, counted

_REMEDY = "State the number of parameters that the weights have, or publish the right weights."
_NAMED, _ROUNDED, _EXACT = 0.30, 0.05, 0.02


@check(severity=Severity.MEDIUM, since="0.1")
def card_parameters_match_weights(
    cards: Cards, weights: Weights, seen: Components
) -> Iterator[Finding]:
    """Judge every size that a card states; one that fits excuses others that may be siblings'."""
    if not cards.sizes:
        yield not_applicable("No card states how many parameters the model has.")
        return
    found = counted(weights, seen)
    if found is None or not found.parameters:
        at = tuple(size.at for size in cards.sizes[:3])
        message = "A card states how many parameters the model has; those of the weights could "
        yield unknown(f"{message}not be counted.", *at)
        return
    for card in dict.fromkeys(size.card for size in cards.sizes):
        sizes = [size for size in cards.sizes if size.card == card]
        yield from _judge(sizes, found, _is_packed(weights))


def _judge(sizes: list[StatedSize], found: Counted, packed: bool) -> Iterator[Finding]:  # noqa: FBT001  # a private step
    fitting = [size for size in sizes if _fits(size, found.parameters or 0)]
    counts = {(size.count, size.copies) for size in sizes}
    for size in fitting[:3]:
        yield passed(f"{_told(size)}, and {_counted(found)}.", size.at, found.files[0].at)
    if fitting:
        return
    message = f"{_told(sizes[0])}, and {_counted(found)}."
    at = (sizes[0].at, *(file.at for file in found.files[:3]))
    if len(counts) > 1 or any(size.copies > 1 for size in sizes) or packed:
        yield unknown(f"{message} Whether it speaks of these weights cannot be told.", *at)
    else:
        yield failed(message, *at, remedy=_REMEDY)


def _fits(size: StatedSize, count: int) -> bool:
    """Whether a stated size can be meant for a count."""
    tolerance = _NAMED if size.named else _EXACT if size.exact else _ROUNDED
    unit = next((u for u in (10**9, 10**6, 10**3) if size.count >= u), 1)
    digits = len(f"{size.count / unit:g}".partition(".")[2])
    half = 0 if size.exact else 0.5 * unit / 10**digits
    return abs(count - size.count) <= half + tolerance * size.count


def _is_packed(weights: Weights) -> bool:
    return any(model.quantisation for model in weights.models)


def _told(size: StatedSize) -> str:
    where = "in the model's name" if size.named else "in words"
    return f"{size.at.place} states “{size.words}” {where}"


def _counted(found: Counted) -> str:
    files = found.files
    what = files[0].at.path if len(files) == 1 else f"{len(files)} files such as {files[0].at.path}"
    return f"{what} holds {found.parameters:,} parameters"
