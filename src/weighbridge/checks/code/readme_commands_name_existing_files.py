"""The commands in a README start files that are there.

The first thing a newcomer does is copy a command. One that names a file that has moved, or was
never published, is where most of them stop.

## How to fix

Correct the path in the README, or add the file to the release.
"""

from collections.abc import Iterator
from posixpath import normpath

from weighbridge.facts.code import Code, Command
from weighbridge.facts.distribution import Inventory
from weighbridge.findings import Finding, Severity, check, failed, passed, unknown

_REMEDY = "Make every command in the README name a file of the release."
_PLACEHOLDERS = ("your", "path/to", "path_to", "example.py", "xxx", "...", "script.py", "main.py/")


@check(severity=Severity.LOW, since="0.1")
def readme_commands_name_existing_files(code: Code, inventory: Inventory) -> Iterator[Finding]:
    """Judge each command that names a file; a module (`-m`) may be another project's."""
    commands = [command for command in code.commands if _is_asked(command)]
    endings = _endings(inventory) if commands else frozenset()
    for command in commands:
        if _clean(command.target) in endings:
            yield passed(f"{command.at.place} runs {command.target}, which is there.", command.at)
        else:
            absent = unknown if inventory.gaps else failed
            yield absent(
                f"{command.at.place} runs {command.target}, which was not found.",
                command.at,
                remedy=_REMEDY,
            )
    if not commands:
        yield unknown("No README names a file to run.")


def _is_asked(command: Command) -> bool:
    name = command.at.path.rpartition("/")[2].lower()
    lowered = command.target.lower()
    written = bool(command.target) and command.target in command.words
    return name.startswith("readme") and written and not any(p in lowered for p in _PLACEHOLDERS)


def _clean(target: str) -> str:
    path = normpath(target)
    while path.startswith("../"):
        path = path[3:]
    return path.lstrip("/")


def _endings(inventory: Inventory) -> frozenset[str]:
    """Every path and every shorter form of it that a reader in some folder would write."""
    found: set[str] = set()
    for file in inventory.files:
        pieces = file.at.path.split("/")
        found.update("/".join(pieces[start:]) for start in range(len(pieces)))
    return frozenset(found)
