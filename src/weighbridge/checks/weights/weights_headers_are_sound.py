"""Headers of weights files say truly where every tensor lies, and nothing else hides in the file.

A header whose lengths, types and offsets contradict each other means a file that was cut short,
damaged or made to be read differently by different programs; bytes behind the last tensor can
carry anything.

Source: safetensors format description, "Format"; GGUF specification, "File Structure".

## How to fix

Write the file again from the original checkpoint with the format's own library, and upload it
again.
"""

from collections.abc import Iterator

from weighbridge.facts.components import Components
from weighbridge.facts.weights import Weights, WeightsFile
from weighbridge.findings import Finding, Severity, check, failed, passed, unknown

_REMEDY = "Write the file again from the original checkpoint."
_SHOWN = 3


@check(severity=Severity.HIGH, since="0.1")
def weights_headers_are_sound(weights: Weights, seen: Components) -> Iterator[Finding]:
    """Judge the header of every file a user of the model loads."""
    for file in weights.released:
        if file.defects or file.tensors is not None:
            yield _judge(file, file.tensors or 0)
    yield from _closed([f for f in weights.released if not f.defects and f.tensors is None])
    for sighting in weights.undescribed(seen.sightings):
        yield unknown(f"{sighting.at.place}: the format of the weights is not known.", sighting.at)
    described = {(file.at.part, file.at.path) for file in weights.released}
    for gap in weights.unread:
        if (gap.at.part, gap.at.path) not in described:
            yield unknown(
                f"{gap.at.place} may hold weights and could not be read.", gap.at, remedy=gap.remedy
            )
    if not weights.released:
        yield unknown("No weights were found whose headers could be read.")


def _judge(file: WeightsFile, tensors: int) -> Finding:
    path = file.at.path
    if file.defects:
        shown = " ".join(file.defects[:_SHOWN])
        more = len(file.defects) - _SHOWN
        tail = f" And {more} more." if more > 0 else ""
        return failed(f"{path}: {shown}{tail}", file.at, remedy=_REMEDY)
    noun = "tensor" if tensors == 1 else "tensors"
    return passed(f"{path}: the header accounts for {tensors:,} {noun}.", file.at)


def _closed(files: list[WeightsFile]) -> Iterator[Finding]:
    """One answer for each format whose inside stays unread."""
    for form in dict.fromkeys(file.format for file in files):
        at = [file.at for file in files if file.format == form]
        more = f" and {len(at) - 1} more" if len(at) > 1 else ""
        text = f"{at[0].path}{more} ({form.title}): the place of the tensors is not read here."
        yield unknown(text, *at[:5])
