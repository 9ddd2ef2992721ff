"""A plan: the stages a release goes through, what each demands, and how far it has come."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Capability:
    """Something the model can do, with its status indicator.

    Attributes:
        status: `not-assessed`, `in-assessment`, `released`, `restricted` or `withheld`.
        note: why, in a sentence.
        evidence: paths in the release and links.
    """

    id: str = ""
    title: str = ""
    status: str = "not-assessed"
    note: str = ""
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tier:
    """Who gets access at a stage.

    Attributes:
        name: `researchers`, `developers` or `end-users`.
        access: how they get it.
        terms: path or link of the terms they accept.
        support: where they get help.
    """

    name: str = ""
    access: str = ""
    terms: str = ""
    support: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage and its entry criteria.

    Attributes:
        one_way: whether what leaves at this stage cannot be recalled, as weights cannot.
        checks: ids of checks that have to pass.
        objectives: ids of objectives that have to be met.
        roles: roles that have to sign off.
        soak_days: days that the stage before must have lasted.
        events: kinds of outside feedback that must have happened: `forum`, `bug-bounty`, `beta`.
        unfiltered_evaluation: evaluation with the filters removed, as a path in the release.
        rollback: how the stage is undone.
    """

    id: str = ""
    title: str = ""
    one_way: bool = False
    checks: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    soak_days: int = 0
    events: tuple[str, ...] = ()
    unfiltered_evaluation: str = ""
    tiers: tuple[Tier, ...] = ()
    rollback: str = ""


@dataclass(frozen=True, slots=True)
class SignOff:
    """A role's word that a stage may be entered."""

    stage: str = ""
    role: str = ""
    by: str = ""
    on: date | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """Feedback from outside that was held during a stage.

    Attributes:
        kind: `forum`, `bug-bounty`, `beta`, `red-team` or another word.
    """

    stage: str = ""
    kind: str = ""
    on: date | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StageEntered:
    """The day a stage began."""

    stage: str = ""
    on: date | None = None
    by: str = ""
    report: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A staged release.

    Attributes:
        policy: policy its stages are gated by; empty for the one named at the gate.
        stages: in the order they are entered.
        entered: the stages that began so far, in order; the last one is where the release stands.
    """

    title: str = ""
    policy: str = ""
    owner: str = ""
    capabilities: tuple[Capability, ...] = ()
    stages: tuple[Stage, ...] = ()
    sign_offs: tuple[SignOff, ...] = ()
    events: tuple[Event, ...] = ()
    entered: tuple[StageEntered, ...] = ()
    review_by: date | None = None

    @property
    def current(self) -> str:
        """Id of the stage the release stands in; empty before the first."""
        return self.entered[-1].stage if self.entered else ""
