"""A shelf is a folder whose files register themselves by existing; it lists names without
importing, and never runs what it lists.
"""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType


@cache
def names(package: str, folder: str, *, deep: bool = True) -> tuple[str, ...]:
    """List the modules on a shelf, sorted, as full dotted names.

    Args:
        package: dotted name of the package, for instance `weighbridge.checks`.
        folder: the package's folder (`__path__[0]`).
        deep: whether folders inside hold entries, too; else they are parts of an entry.
    """
    return tuple(sorted(_modules(Path(folder), package, deep=deep)))


def load(name: str) -> ModuleType:
    """Import one module that a shelf listed."""
    return import_module(name)


def _modules(folder: Path, package: str, *, deep: bool) -> Iterator[str]:
    for entry in folder.iterdir():
        if entry.name.startswith(("_", ".")):
            continue
        if entry.suffix == ".py":
            yield f"{package}.{entry.stem}"
        elif deep and entry.is_dir():
            yield from _modules(entry, f"{package}.{entry.name}", deep=deep)
