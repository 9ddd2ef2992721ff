"""Code that loading the model runs does nothing but compute.

With `trust_remote_code`, everybody who loads the model runs the modules that its configuration
names, and all that these import. Code that starts programs, reaches the network, loads pickles or
runs code that it puts together can do anything on those machines, now or in a later version.

Source: transformers documentation, "Customizing models"; Hugging Face Hub documentation, "Pickle
scanning" and "Models".

## How to fix

Keep the modules to the model's own arithmetic: import what else is needed from a released library,
load weights as safetensors, and leave downloads and programs to scripts that a person starts.
"""

from collections.abc import Iterator

from weighbridge.facts.safety import FileVerdict, Harm, LoadedModule, Safety
from weighbridge.facts.weights import Weights
from weighbridge.findings import (
    Finding,
    Severity,
    check,
    failed,
    not_applicable,
    passed,
    unknown,
)

_REMEDY = "Move what is no computing out of the code that loading runs."
_ORDINARY = "loader-code"
"""The rule that says no more than that a file is such code."""


@check(severity=Severity.HIGH, since="0.1")
def loader_code_only_computes(safety: Safety, weights: Weights) -> Iterator[Finding]:
    """Judge every module that a configuration leads to, each once."""
    verdicts = {(one.at.part, one.at.path): one for one in safety.verdicts}
    modules = {(one.at.part, one.path): one for one in reversed(safety.loaded)}
    for place, module in sorted(modules.items()):
        yield _judge(module, verdicts.get(place))
    gaps = [gap for gap in (*safety.gaps, *weights.gaps) if gap.topic in {"", "safety", "weights"}]
    for gap in gaps:
        yield unknown(f"{gap.at.place} may ask for code: {gap.reason}", gap.at, remedy=gap.remedy)
    if not modules and not gaps:
        if weights.configurations:
            yield not_applicable("No configuration asks for code of the release.")
        else:
            yield unknown("No configuration of the model was found.")


def _judge(module: LoadedModule, verdict: FileVerdict | None) -> Finding:
    why = f"{module.through} imports it" if module.through else f"{module.at.path} asks for it"
    if verdict is None:
        return unknown(f"{module.path} is run by loading ({why}), and is not there.", module.at)
    reasons = [one for one in verdict.reasons if one.harm is not Harm.DATA_ONLY]
    acting = [one for one in reasons if one.rule != _ORDINARY]
    if verdict.harm is Harm.INCOMPLETE:
        text = f"{module.path} is run by loading ({why}), and could not be looked at whole."
        return unknown(text, verdict.at)
    if acting:
        worst = acting[0]
        place = f", {worst.where}" if worst.where else ""
        text = f"{module.path}{place} is run by loading ({why}): {worst.message}"
        return failed(text, verdict.at, remedy=_REMEDY)
    return passed(f"{module.path}, which loading runs ({why}), only computes.", verdict.at)
