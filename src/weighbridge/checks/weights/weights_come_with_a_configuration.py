"""The weights come with the configuration that a program needs to build the model around them.

Tensors alone do not say how they are connected: without the sizes, types and names of the layers
nobody can load the weights into a model. Formats that hold the graph or the configuration
themselves (ONNX, GGUF, TensorFlow Lite, a SavedModel, TorchScript, Keras) need no other file.

## How to fix

Add the file the library writes beside the weights (`config.json`, `adapter_config.json`,
`model_index.json`), or write the architecture's settings into a `config.json`.
"""

from collections.abc import Iterator

from weighbridge.facts.weights import Weights
from weighbridge.findings import Finding, Severity, check, failed, passed, unknown

_REMEDY = "Add the configuration the library writes beside the weights, such as config.json."
_DESCRIBING = {"model", "adapter", "pipeline"}


@check(severity=Severity.MEDIUM, since="0.1")
def weights_come_with_a_configuration(weights: Weights) -> Iterator[Finding]:
    """Look for a configuration file, or a format that needs none."""
    found = [one for one in weights.configurations if one.role in _DESCRIBING]
    found.sort(key=lambda one: not one.architectures)
    alone = [f for f in weights.released if f.format.self_contained and not f.defects]
    if not weights.released:
        yield unknown("No weights were found that a configuration could belong to.")
    elif found:
        first = found[0]
        words = ", ".join((*first.architectures[:1], *([first.library] if first.library else [])))
        text = f"{first.at.path} configures the model{f' ({words})' if words else ''}."
        yield passed(text, *(one.at for one in found[:5]))
    elif alone:
        text = f"{alone[0].at.path} ({alone[0].format.title}) says itself how the model is built."
        yield passed(text, *(file.at for file in alone[:5]))
    elif weights.gaps:
        at = tuple(gap.at for gap in weights.gaps[:5])
        text = "No configuration of the model was found, and some files could not be read."
        yield unknown(text, *at, remedy=_REMEDY)
    else:
        at = tuple(file.at for file in weights.released[:5])
        yield failed("No configuration of the model was found.", *at, remedy=_REMEDY)
