"""Code that the model's configuration asks for lies in the release itself.

A configuration can make the library fetch and run Python code (`trust_remote_code`). Code in
another repository is fetched in its newest version, so whoever owns that repository decides later
what runs on the machines of everybody who loads this model; `auto_map` has no way to name a
revision.

Source: transformers documentation, "Customizing models" and `code_revision` of `from_pretrained`.

## How to fix

Copy the code into the release, and name it in `auto_map` without the other repository:
`"AutoModel": "modeling_x.XModel"`.
"""

from collections.abc import Iterator

from weighbridge.facts.distribution import Inventory
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

_COPY = "Copy the code into the release, and name it in `auto_map` without the other repository."
_ADD = "Add the missing code to the release."


@check(severity=Severity.HIGH, since="0.1")
def remote_code_is_pinned(weights: Weights, inventory: Inventory) -> Iterator[Finding]:
    """Judge every reference to code, each once a configuration file."""
    files = {(file.at.part, file.at.path) for file in inventory.files}
    hidden = {(gap.at.part, gap.at.path) for gap in inventory.gaps}
    for configuration in weights.configurations:
        references = dict.fromkeys(reference for _, reference in configuration.remote_code)
        modules = dict.fromkeys(reference.rpartition(".")[0] for reference in references)
        for module in modules:
            yield _judge(module, configuration, files, hidden)
    for gap in weights.gaps:
        if gap.topic == "weights" and gap.at.path.lower().endswith("config.json"):
            yield unknown(f"{gap.at.place} may ask for code: {gap.reason}", gap.at,
                          remedy=gap.remedy)  # fmt: skip
    if not any(configuration.remote_code for configuration in weights.configurations):
        if weights.configurations:
            yield not_applicable("No configuration of the model asks for code of its own.")
        else:
            yield unknown("No configuration of the model was found.")


def _judge(
    module: str,
    asking: Configuration,
    files: set[tuple[str, str]],
    hidden: set[tuple[str, str]],
) -> Finding:
    repository, elsewhere, local = module.partition("--")
    name = (local if elsewhere else module).replace(".", "/") + ".py"
    folder = asking.at.path.rpartition("/")[0]
    place = (asking.at.part, f"{folder}/{name}" if folder else name)
    asks = f"{asking.at.path} asks for {name}"
    if elsewhere and place in files:
        return unknown(
            f"{asks} of {repository}: it is the file in this release only if this is the release "
            "of that very repository.",
            asking.at,
            remedy=_COPY,
        )
    if elsewhere:
        text = f"{asks} of {repository}, in whatever version that repository has."
        return failed(text, asking.at, remedy=_COPY)
    if place in files:
        return passed(f"{asks}, which lies in the release.", asking.at)
    if place in hidden:
        return unknown(f"{asks}, which could not be read.", asking.at)
    return failed(f"{asks}, which is not in the release.", asking.at, remedy=_ADD)
