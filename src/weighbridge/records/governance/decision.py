"""A decision: what was chosen, among what, why, by whom, with the headings of MADR 4.0."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class DecisionStatus(StrEnum):
    """Where a decision stands."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    DEPRECATED = "deprecated"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Decider:
    """One who decided, and in what role."""

    name: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of the log.

    Attributes:
        context: the problem it answers.
        options: what was considered.
        decision: what was chosen, and why.
        consequences: what follows, good and bad.
        evidence: paths in the release and links.
        deciders: who decided, by what role.
        date: the day it was taken.
        supersedes: ids of the decisions it takes the place of.
        subjects: what it is about, as `<kind>:<id>`: `dataset:org/name`, `check:<id>`.
    """

    title: str = ""
    status: DecisionStatus = DecisionStatus.PROPOSED
    date: dt.date | None = None
    deciders: tuple[Decider, ...] = ()
    context: str = ""
    options: tuple[str, ...] = ()
    decision: str = ""
    consequences: str = ""
    evidence: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
