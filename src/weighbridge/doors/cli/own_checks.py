"""Checks of one's own: Python files in a folder that the person at the command line names.

A release can never name them: nothing in a release is executed.
"""

import ast
import sys
from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import click

from weighbridge import checks
from weighbridge.facts.release import leaves
from weighbridge.findings import Check
from weighbridge.gate import OwnChecks

_PACKAGE = "weighbridge_own_checks"
_FORBIDDEN = {
    *("os", "pathlib", "socket", "subprocess", "time", "random", "sqlite3", "shutil", "io"),
    *("http", "urllib", "httpx", "requests", "ctypes", "importlib", "multiprocessing"),
    *("pickle", "marshal", "shelve", "torch"),
}
"""What a judging room may not import, as for the checks that come with the program."""


def load(folder: str, releases: Iterable[str]) -> OwnChecks:
    """The checks of a folder.

    Args:
        releases: the places of the release; a folder inside one of them is refused.

    Raises:
        UsageError: a file is no check as the house rules want it.
    """
    place = Path(folder)
    if not place.is_dir():
        raise click.UsageError(f"{folder}: there is no such folder. Name the one of your checks.")
    for release in releases:
        if Path(release).is_dir() and place.resolve().is_relative_to(Path(release).resolve()):
            raise click.UsageError(
                f"{folder}: it lies inside the release {release}, and nothing of a release is "
                "executed. Keep your checks elsewhere."
            )
    found, digests = {}, {}
    for file in sorted(place.glob("*.py")):
        if file.name.startswith(("_", ".")):
            continue
        data = file.read_bytes()
        check = _check(file, data)
        found[check.id] = check
        digests[check.id] = sha256(data).hexdigest()
    if not found:
        raise click.UsageError(f"{folder}: it holds no check. Put Python files into it.")
    return OwnChecks(found, digests)


def _check(file: Path, data: bytes) -> Check:
    for problem in _imports(data):
        raise click.UsageError(f"{file}: {problem}")
    module = _module(file, data)
    held = [value for value in vars(module).values() if isinstance(value, Check)]
    if len(held) != 1:
        raise click.UsageError(f"{file}: it holds {len(held)} checks. Put one into each file.")
    for problem in _problems(file, held[0]):
        raise click.UsageError(f"{file}: {problem}")
    return held[0]


def _imports(data: bytes) -> Iterator[str]:
    """Imports with which a check could do more than judge."""
    try:
        tree = ast.parse(data)
    except (SyntaxError, ValueError, RecursionError) as error:
        yield f"it is no Python: {error}. Correct it."
        return
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=named):
                names = [one.name for one in named]
            case ast.ImportFrom(module=module):
                names = [module or ""]
            case _:
                continue
        for name in names:
            if name.partition(".")[0] in _FORBIDDEN:
                yield f"line {node.lineno} imports {name}; a check judges facts alone. Remove it."


def _module(file: Path, data: bytes) -> ModuleType:
    """The module of a file, under a name that no other module has."""
    name = f"{_PACKAGE}.own.{file.stem}_{sha256(data).hexdigest()[:12]}"
    spec = spec_from_file_location(name, file)
    if spec is None or spec.loader is None:
        raise click.UsageError(f"{file}: it cannot be imported. Correct it.")
    module = module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        del sys.modules[name]
        cause = f"{type(error).__name__}: {error}"
        raise click.UsageError(f"{file}: it cannot be imported: {cause}. Correct it.") from error
    return module


def _problems(file: Path, check: Check) -> Iterator[str]:
    """What the house rules find wrong with a check."""
    if check.id != file.stem.replace("_", "-"):
        yield f"its check is {check.id}. Name the file {check.id.replace('-', '_')}.py."
    if check.id in checks.names():
        yield f"{check.id} comes with the program. Give yours another name."
    claim, _, rest = check.manual.partition("\n\n")
    if not claim.endswith(".") or "## How to fix\n\n" not in rest:
        yield "its docstring needs the claim as a sentence, the reason, and `## How to fix`."
    for kind in check.needs.values():
        if kind.__name__ != "AsOf" and not leaves(kind):
            yield f"it asks for {kind.__name__}, which gathers no facts. Ask for a topic of facts."
