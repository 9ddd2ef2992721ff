"""What is known about the world, one TOML file per entry with its source and date; this room
never knows a release.
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def entries(shelf: str) -> tuple[str, ...]:
    """Names of the entries of one catalogue, sorted: the TOML files in its folder."""
    folder = files(__package__).joinpath(shelf)
    return tuple(sorted(f.name[:-5] for f in folder.iterdir() if f.name.endswith(".toml")))


@cache
def entry(shelf: str, name: str) -> dict[str, Any]:
    """One entry as its file says it.

    Raises:
        KeyError: there is no such entry.
    """
    return tomllib.loads(_text(shelf, name))


@cache
def head(shelf: str, name: str) -> dict[str, Any]:
    """What an entry says before its first table: enough to find it, in a fraction of the time.

    Raises:
        KeyError: there is no such entry.
    """
    return tomllib.loads(_text(shelf, name).partition("\n\n[")[0])


def _text(shelf: str, name: str) -> str:
    if name not in entries(shelf):
        raise KeyError(name)
    return files(__package__).joinpath(shelf, f"{name}.toml").read_text(encoding="utf-8")
