"""Weights are published in at least one format whose layout is publicly described.

A format that anybody can write a reader for outlives the program that wrote it, and lets people
use and study the model with the tools of their choice.

## How to fix

Publish the weights as safetensors too, or in another format with a public description: ONNX,
GGUF, a PyTorch archive, Keras, a TensorFlow SavedModel, TensorFlow Lite, NumPy.
"""

from collections.abc import Iterator

from weighbridge.facts.weights import Format, Weights
from weighbridge.findings import Finding, Severity, check, failed, passed, unknown

_REMEDY = "Publish the weights as safetensors too."


@check(severity=Severity.MEDIUM, since="0.1")
def weights_are_in_a_standard_format(weights: Weights) -> Iterator[Finding]:
    """Look for one format with a public description among the final weights."""
    readable = [f for f in weights.released if not f.pointer and not f.defects]
    formats: dict[Format, None] = dict.fromkeys(file.format for file in readable)
    described = [form for form in formats if form.specification]
    for form in described:
        at = tuple(file.at for file in readable if file.format == form)[:5]
        yield passed(f"Weights are there as {form.title}, described at {form.specification}.", *at)
    if described:
        return
    at = tuple(file.at for file in weights.released[:5])
    if len(readable) < len(weights.released) or weights.unread or not readable:
        text = "No weights were found whose format could be told."
        yield unknown(text, *at, *(gap.at for gap in weights.unread[:5]), remedy=_REMEDY)
    else:
        names = ", ".join(form.title for form in formats)
        yield failed(f"The weights are only there as {names}, a format without a public "
                     "description.", *at, remedy=_REMEDY)  # fmt: skip
