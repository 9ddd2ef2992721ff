"""Reproduce: run a release's own instructions in a copy, cut off, and hold what comes out against
what it states.

Nothing else in this program executes what a release holds, and nothing calls this but its command.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

from weighbridge._version import __version__
from weighbridge.documents.reproduction import Outcomes, Step, Subject, statement
from weighbridge.findings.numbers import Number, paired
from weighbridge.readers.reproducing import gathering, notebooks, stated
from weighbridge.readers.reproducing.choosing import Chosen, instructions, snippets
from weighbridge.readers.reproducing.scripts import PYTHON, Script
from weighbridge.records.reproduction import Statement
from weighbridge.sources import Source
from weighbridge.targets.confined import environment, running
from weighbridge.targets.confined.environment import NotRunError, Place
from weighbridge.targets.confined.running import Ground, Level, Limits

NAME = "governance/reproduction.json"
"""Where a release keeps the statement; it is left out of what the statement is about."""
_LONGEST_SCRIPT = 100_000
"""Bytes of a block that can be handed to a shell."""
_UNCONFINED = (
    "This system does not let a run be confined. Run it on Linux with user namespaces, or let it "
    "run all the same with --allow-unconfined."
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What to run, and how.

    Attributes:
        document: the instructions; empty to find them.
        section: part of a heading, to run what stands under it alone; empty for all.
        snippets: whether to run the README's snippets instead.
        notebooks: whether to run the release's notebooks instead.
        tolerance: how far numbers may lie apart; None for what the document states.
        network: whether packages may be fetched before the run.
        unconfined: whether to run although it cannot be cut off.
    """

    document: str = ""
    section: str = ""
    snippets: bool = False
    notebooks: bool = False
    tolerance: Decimal | None = None
    network: bool = False
    unconfined: bool = False
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Reproduced:
    """What came of a run.

    Attributes:
        level: how far it was cut off.
        statement: the same for others to read.
    """

    document: str
    level: Level
    came: Outcomes
    statement: Statement


def reproduce(source: Source, name: str, wish: Wish, *, on: date) -> Reproduced:
    """Run a release as its instructions say, and compare.

    Args:
        source: gives its files; the release itself is not touched.
        name: what the statement calls it.
        on: the day.

    Raises:
        NotRunError: it cannot be run; nothing of it was.
    """
    level = running.best()
    if level is not Level.FULL and not wish.unconfined:
        raise NotRunError(_UNCONFINED)
    environment.uv()
    with environment.copied(source, frozenset({NAME})) as place:
        chosen = _chosen(place, wish)
        packages = environment.make_python(place, _requirements(place), network=wish.network)
        came = _came(chosen, place, _ground(place, level, wish.limits), wish)
        how = _how(level, wish, on, packages)
        subject = Subject(name, source.revision or "", chosen.path, place.inputs)
        return Reproduced(chosen.path, level, came, statement(subject, came, how))


def _chosen(place: Place, wish: Wish) -> Chosen:
    """What is to be run.

    Raises:
        NotRunError: there is nothing.
    """
    paths = [one.path for one in place.inputs]
    texts = {one: _text(place, one) for one in paths if one.lower().endswith((".md", ".markdown"))}
    if wish.notebooks:
        chosen = notebooks.chosen(one for one in paths if one.endswith(".ipynb"))
    elif wish.snippets:
        chosen = snippets(texts, wish.document)
    else:
        chosen = instructions(texts, wish.document, wish.section)
    if not chosen.scripts:
        raise NotRunError(chosen.why)
    for one in chosen.scripts:
        if len(one.text.encode()) > _LONGEST_SCRIPT:
            raise NotRunError(f"{chosen.path}:{one.first} is too long to run. Put it into a file.")
    return chosen


def _requirements(place: Place) -> str:
    names = ("requirements.txt", "pyproject.toml")
    return gathering.requirements({name: _text(place, name) for name in names})


def _ground(place: Place, level: Level, limits: Limits) -> Ground:
    return Ground(
        work=str(place.work),
        folder=str(place.release),
        environment=place.variables,
        kept=(*place.kept, *notebooks.needed()),
        level=level,
        limits=limits,
    )


def _came(chosen: Chosen, place: Place, ground: Ground, wish: Wish) -> Outcomes:
    """Run it; numbers are compared for instructions alone."""
    if wish.snippets or wish.notebooks:
        return Outcomes(tuple(_run(chosen, place, ground)), comparing=False)
    text = _text(place, chosen.path)
    within = gathering.tolerance(text) if wish.tolerance is None else wish.tolerance
    paths = [one.path for one in place.inputs]
    before = [n for one in paths if gathering.speaks(one, chosen.path) for n in _in(place, one)]
    wanted = [(path, digest) for path, digest in gathering.digests(text) if path in paths]
    steps = tuple(_run(chosen, place, ground))
    made = environment.rewritten(place)
    return Outcomes(
        steps,
        pairs=tuple(paired(before, _obtained(place, made, steps), within)),
        digests=tuple((path, one, _digest(place, path)) for path, one in wanted if path in made),
    )


def _run(chosen: Chosen, place: Place, ground: Ground) -> Iterator[Step]:
    """Run each block from the release's folder, until one that others build on fails."""
    left = ground.limits.seconds
    for script in chosen.scripts:
        ran = running.run(_words(script, place), ground, seconds=max(left, 0.1))
        left -= ran.seconds
        said = {line.rstrip() for line in ran.output.splitlines()}
        shown = () if chosen.in_order else script.expected  # of a guide the numbers are compared
        yield Step(script, ran, tuple(line for line in shown if line.rstrip() not in said))
        if not ran.done and chosen.in_order:
            return


def _words(script: Script, place: Place) -> tuple[str, ...]:
    """The command of a block; nothing is written for it where the run could put something else."""
    if script.language == notebooks.NOTEBOOK:
        return notebooks.words(script.text, str(place.python), str(place.work))
    if script.language == PYTHON:
        return (str(place.python), "-c", script.text)
    if Path("/bin/bash").exists():
        return ("/bin/bash", "-eo", "pipefail", "-c", script.text)
    return ("/bin/sh", "-e", "-c", script.text)


def _obtained(place: Place, made: Iterable[str], steps: Sequence[Step]) -> Iterator[Number]:
    """Numbers of the files that the run wrote, and of what it said."""
    for path in sorted(made):
        yield from _in(place, path)
    for number, step in enumerate(steps, 1):
        yield from stated.in_lines(step.ran.output, f"output of step {number}")


def _in(place: Place, path: str) -> Iterator[Number]:
    return gathering.numbers(path, _data(place, path))


def _data(place: Place, path: str) -> bytes:
    """The bytes of a file of the copy, one more than are read at most."""
    file = environment.own_file(place, path)
    if file is None:
        return b""
    with file.open("rb") as stream:
        return stream.read(gathering.READ + 1)


def _text(place: Place, path: str) -> str:
    return _data(place, path).decode("utf-8-sig", "replace")


def _digest(place: Place, path: str) -> str:
    file = environment.own_file(place, path)
    if file is None:
        return ""
    state = sha256()
    with file.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            state.update(chunk)
    return state.hexdigest()


def _how(level: Level, wish: Wish, on: date, packages: tuple[str, ...]) -> dict[str, Any]:
    full, limits = level is Level.FULL, wish.limits
    return {
        "tool": f"weighbridge {__version__}",
        "on": on.isoformat(),
        "kind": "notebooks" if wish.notebooks else "snippets" if wish.snippets else "instructions",
        "confinement": {
            "network": "not isolated" if level is Level.NONE else "off",
            "files": "own folder only" if full else "not confined",
            "processes": "own only" if full else "not confined",
        },
        "limits": {
            "seconds": limits.seconds,
            "memory": limits.memory,
            "file": limits.file,
            "processes": limits.processes,
        },
        "packages": list(packages),
    }
