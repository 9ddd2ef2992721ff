"""Which source file of a release a command starts."""

from collections import defaultdict
from collections.abc import Iterator
from posixpath import normpath

from weighbridge.facts.code import Code, CodeFile, Command


def targets_of(code: Code) -> Iterator[tuple[Command, tuple[CodeFile, ...]]]:
    """Every command that names a file, with the files it may start; none where all are absent.
    One that may start another project's file counts only where the file is here.

    A document rarely says which folder its reader stands in: a file matches when its path ends
    with what is written.
    """
    by_name: dict[str, list[CodeFile]] = defaultdict(list)
    for file in code.files:
        by_name[file.at.path.rpartition("/")[2]].append(file)
    for command in code.commands:
        files = tuple(_matching(command.target, by_name)) if command.target else ()
        if files or (command.target and not command.elsewhere):
            yield command, files


def _matching(target: str, by_name: dict[str, list[CodeFile]]) -> Iterator[CodeFile]:
    clean = normpath(target)
    while clean.startswith("../"):
        clean = clean[3:]
    for ending in (clean, clean.removesuffix(".py") + "/__main__.py"):
        for file in by_name.get(ending.rpartition("/")[2], ()):
            if f"/{file.at.path}".endswith(f"/{ending}"):
                yield file
