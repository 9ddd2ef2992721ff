"""The library that the model is made for can load it by name.

`AutoModel.from_pretrained` and its like build a model from what its configuration names, and ask
for files by fixed names. A model type that the library does not know, a file under another name or
a piece of code that was left out ends in an error on somebody else's machine. Nothing is loaded
here: names are compared with those of the library's released version.

Source: the sources of transformers, diffusers and timm, read as text; versions and days stand in
the catalogue of loaders.

## How to fix

Save the model with the library's own `save_pretrained`, and upload all that it wrote; for a model
of one's own, add its code and name it in `auto_map`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from weighbridge.catalogs import loaders
from weighbridge.facts.card import Cards
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

_FILES = (
    "model.safetensors",
    "model.safetensors.index.json",
    "pytorch_model.bin",
    "pytorch_model.bin.index.json",
)
"""What transformers and timm ask for."""
_SAVE = "Save the model with the library's own `save_pretrained`, and upload all that it wrote."
_CODE = "Add the model's code to the release, and name it in `auto_map`."


@dataclass(frozen=True, slots=True)
class _Folder:
    """A configuration and the paths of the files beside and below it, from its folder on."""

    configuration: Configuration
    paths: frozenset[str]
    roots: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """Where the configuration lies, as people write it."""
        return self.configuration.at.place


@check(severity=Severity.MEDIUM, since="0.1")
def model_loads_with_its_library(
    weights: Weights, inventory: Inventory, cards: Cards
) -> Iterator[Finding]:
    """Judge every configuration that names one of the libraries."""
    named = {field.value.strip('"') for field in cards.fields if field.name == "library_name"}
    asked = 0
    for configuration in weights.configurations:
        if _is_asked(configuration, named):
            asked += 1
            judge = _JUDGES[configuration.library]
            paths = _beside(configuration, inventory)
            yield judge(_Folder(configuration, paths, _roots(configuration, weights)))
    if not asked and weights.configurations:
        yield not_applicable("No configuration names a library whose loader is known.")
    elif not asked:
        yield unknown("No configuration says which library loads the model.")


def _is_asked(held: Configuration, named: set[str]) -> bool:
    """Whether a library is to load what a file configures.

    Models that only borrow the keys of transformers say so by no version, library or code of it.
    """
    if held.library not in _JUDGES or held.role not in {"model", "pipeline"}:
        return False
    if held.library == "transformers":
        says = "transformers_version" in dict(held.settings) or held.library in named
        known = held.model_type in loaders.load("transformers").rows
        return says or known or bool(held.remote_code)
    return held.library != "diffusers" or held.role == "pipeline"


def _beside(configuration: Configuration, inventory: Inventory) -> frozenset[str]:
    folder, slash, _ = configuration.at.path.rpartition("/")
    files = (f.at.path for f in inventory.files if f.at.part == configuration.at.part)
    return frozenset(p.removeprefix(folder + slash) for p in files if p.startswith(folder + slash))


def _roots(configuration: Configuration, weights: Weights) -> frozenset[str]:
    """What the names of the tensors beside a configuration begin with."""
    place = (configuration.at.part, configuration.at.path.rpartition("/")[0])
    beside = (f for f in weights.released if (f.at.part, f.at.path.rpartition("/")[0]) == place)
    return frozenset(root for file in beside for root in file.roots)


def _transformers(folder: _Folder) -> Finding:
    """Whether `AutoModel.from_pretrained` should work."""
    known, held = loaders.load("transformers"), folder.configuration
    if held.remote_code:
        return _own_code(folder)
    if held.model_type and held.model_type not in known.rows:
        return failed(
            f"{folder.name} names the model type {held.model_type}, which {known.title} does not "
            "know, and no code of its own.",
            held.at,
            remedy=_CODE,
        )
    classes = known.architectures(held.model_type)
    every = {row[1] for rows in known.rows.values() for row in rows if len(row) > 1}
    strange = [name for name in held.architectures if name not in classes and name not in every]
    if strange and classes:
        return unknown(
            f"{folder.name} names {strange[0]}, which {known.title} does not list among its "
            f"automatic classes; AutoModel builds {next(iter(classes))} or another one instead.",
            held.at,
            remedy=_SAVE,
        )
    name = next(iter(held.architectures), "")
    prefix = classes.get(name, "")
    if prefix and not name.endswith("Model") and folder.roots and prefix not in folder.roots:
        return unknown(
            f"{folder.name} names {name}, whose tensors {known.title} expects under `{prefix}.`, "
            "and none of the weights' names begins so: it may start with fresh values.",
            held.at,
            remedy=_SAVE,
        )
    return _with_weights(folder, known.title, held.architectures or tuple(classes))


def _own_code(folder: _Folder) -> Finding:
    """A model that brings its code: it loads where the user trusts it."""
    held = folder.configuration
    modules = [reference.rpartition(".")[0] for _, reference in held.remote_code]
    lost = [one for one in modules if "--" not in one and f"{one}.py" not in folder.paths]
    if lost:
        return failed(
            f"{folder.name} asks for {lost[0]}.py, which is not beside it.", held.at, remedy=_CODE
        )
    found = _with_weights(folder, "transformers", held.architectures)
    if found.outcome == "pass":
        return passed(
            f"AutoModel.from_pretrained should load {folder.name}, where its user says "
            f"trust_remote_code=True: it runs {modules[0]}.py.",
            held.at,
        )
    return found


def _timm(folder: _Folder) -> Finding:
    known, held = loaders.load("timm"), folder.configuration
    name = next(iter(held.architectures), "")
    if name and name.partition(".")[0] not in known.rows:
        return failed(
            f"{folder.name} names the architecture {name}, which {known.title} does not know.",
            held.at,
            remedy=_SAVE,
        )
    return _with_weights(folder, known.title, (name,))


def _with_weights(folder: _Folder, title: str, classes: tuple[str, ...]) -> Finding:
    """Whether a file of weights has a name that the loader asks for."""
    held = folder.configuration
    found = [name for name in _FILES if name in folder.paths]
    name = next(iter(classes), "") or held.model_type or "the model"
    if found:
        return passed(f"{title} should load {name} from {found[0]}, by name.", held.at)
    return failed(
        f"{folder.name} stands without model.safetensors or pytorch_model.bin, which {title} asks "
        "for.",
        held.at,
        remedy=_SAVE,
    )


def _diffusers(folder: _Folder) -> Finding:
    known, held = loaders.load("diffusers"), folder.configuration
    name = next(iter(held.architectures), "")
    if held.remote_code:
        return _own_code(folder)
    if name and name not in known.rows:
        return failed(
            f"{folder.name} names the pipeline {name}, which {known.title} does not have.",
            held.at,
            remedy=_CODE,
        )
    parts = [key for key, value in held.settings if value.startswith("[") and "null" not in value]
    lost = [part for part in parts if not any(p.startswith(f"{part}/") for p in folder.paths)]
    if lost:
        return failed(
            f"{folder.name} asks for {', '.join(lost)}, of which there is no folder.",
            held.at,
            remedy=_SAVE,
        )
    return passed(f"{known.title} should load {name} with its {len(parts)} parts.", held.at)


_JUDGES: dict[str, Callable[[_Folder], Finding]] = {
    "transformers": _transformers,
    "timm": _timm,
    "diffusers": _diffusers,
}
