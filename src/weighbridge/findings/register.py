"""Entries of the register as checks ask of them: which there are, and what their evidence shows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from weighbridge.facts.distribution import Inventory
from weighbridge.facts.provenance import Evidence
from weighbridge.facts.register import Recorded, Register
from weighbridge.findings.finding import Finding, unknown
from weighbridge.patterns import lazy
from weighbridge.records.governance import KINDS, Entry

Kind = TypeVar("Kind", bound=Entry)
_NOBODY = frozenset({
    "", "-", "?", "n/a", "na", "none", "nobody", "tba", "tbd", "todo", "unassigned", "unknown",
    "to be named", "to be decided", "someone", "xxx",
})  # fmt: skip
_LINK = lazy(r"https?://[^\s/]+\.[^\s]+", re.IGNORECASE)
_BRACKETS = lazy(r"[\[\]\s]+")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a list of evidence comes to.

    Attributes:
        files: the files it names that are in the release and hold something.
        objectives: the objectives it names that are in the register.
        links: the addresses in it, which are declared and not looked at.
        missing: what it names and the release does not have.
    """

    files: tuple[Evidence, ...] = ()
    objectives: tuple[Evidence, ...] = ()
    links: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def anything(self) -> bool:
        """Whether there is evidence at all."""
        return bool(self.files or self.objectives or self.links)

    @property
    def words(self) -> str:
        """What there is, as a phrase: `evaluation/results.json and 1 link (declared)`."""
        named = [at.path for at in (*self.files, *self.objectives)]
        named += [f"{link} (declared)" for link in self.links]
        return f"{', '.join(named[:-1])} and {named[-1]}" if len(named) > 1 else "".join(named)


def name(recorded: Recorded) -> str:
    """An entry's id as the part of a check's id between brackets."""
    return bracketed(recorded.id)


def bracketed(text: str) -> str:
    """Words of a release as the part of a check's id between brackets."""
    return _BRACKETS.sub("-", text.strip())


def is_named(text: str) -> bool:
    """Whether a person or a role is named, rather than a place kept for one."""
    return text.strip(" .<>()").casefold() not in _NOBODY


def at_field(recorded: Recorded, field: str) -> Evidence:
    """Where a field stands in its entry; the entry as a whole where it is not written."""
    line = dict(recorded.lines).get(field)
    return replace(recorded.at, lines=(line, line)) if line else recorded.at


def unanswered(register: Register, kind: type[Entry], remedy: str) -> Iterator[Finding]:
    """Unknown for each entry of a kind that cannot be read, and where there is none at all."""
    word = next(one for one, held in KINDS.items() if held is kind)
    entries = [one for one in register.entries if one.kind == word]
    for recorded in entries:
        if recorded.problems:
            said = recorded.problems[0].message
            message = f"The {word} {recorded.id} cannot be read as it is written: {said}"
            yield unknown(message, recorded.problems[0].at, about=name(recorded), remedy=remedy)
    if not entries:
        gaps = [gap for gap in register.gaps if gap.topic in {"", "governance"}]
        message = f"The register holds no {word}."
        yield unknown(message, *(gap.at for gap in gaps[:5]), remedy=remedy)


def shown(
    evidence: Sequence[str], recorded: Recorded, register: Register, inventory: Inventory
) -> Shown:
    """What a list of evidence comes to; an entry is no evidence of itself.

    Args:
        evidence: paths in the release with or without an anchor, links, or `objective:<id>`.
    """
    files, objectives, links, missing = [], [], [], []
    for one in evidence:
        if _LINK.match(one.strip()):
            links.append(one.strip())
        elif one.startswith("objective:"):
            found = register.objective(one.removeprefix("objective:"))
            objectives += [found[0].at] if found else []
            missing += [] if found else [one]
        elif held := _file(one, recorded, inventory):
            files.append(held)
        else:
            missing.append(one)
    return Shown(tuple(files), tuple(objectives), tuple(links), tuple(missing))


def _file(path: str, recorded: Recorded, inventory: Inventory) -> Evidence | None:
    """The file a path names, from the top of the release or from the entry's own folder."""
    plain = path.strip().partition("#")[0].removeprefix("./")
    if not plain or plain == recorded.at.path:
        return None
    for entry in inventory.files:
        if entry.at.path == plain and entry.size:
            return entry.at
    return None
