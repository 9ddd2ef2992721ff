"""Code that loading the model runs: the modules its configuration names, and all they import."""

from collections.abc import Iterator

from weighbridge.facts.release import Fact
from weighbridge.facts.safety import LoadedModule, Safety
from weighbridge.facts.weights import Configuration, Weights
from weighbridge.readers.port import derives

_MOST = 1000


@derives(gives=(LoadedModule,), topic="safety")
def derive(safety: Safety, weights: Weights) -> Iterator[Fact]:
    """Follow the references of each configuration through the imports of what they name.

    Source: transformers documentation, "Customizing models"; diffusers, "Community pipelines".
    """
    files = {(one.at.part, one.at.path) for one in safety.verdicts}
    imports = {(one.at.part, one.at.path): one.modules for one in safety.imports}
    for configuration in weights.configurations:
        yield from _closure(configuration, files, imports)


def _closure(
    configuration: Configuration,
    files: set[tuple[str, str]],
    imports: dict[tuple[str, str], tuple[str, ...]],
) -> Iterator[LoadedModule]:
    part = configuration.at.part
    waiting = [(path, "") for path in _named(configuration)]
    seen: set[str] = set()
    while waiting and len(seen) < _MOST:
        path, through = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        yield LoadedModule(configuration.at, path, through)
        for module in imports.get((part, path), ()):
            places = (f"{module}.py", f"{module}/__init__.py")
            waiting += [(one, path) for one in places if (part, one) in files]


def _named(configuration: Configuration) -> Iterator[str]:
    folder = configuration.at.path.rpartition("/")[0]
    for _, reference in configuration.remote_code:
        module, _, name = reference.rpartition(".")
        if module and name and "--" not in reference:
            path = module.replace(".", "/") + ".py"
            yield f"{folder}/{path}" if folder else path
