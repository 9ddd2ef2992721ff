"""Plan: where a release stands in its staged plan, and what the next stage still needs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from weighbridge.facts.distribution import Inventory
from weighbridge.facts.provenance import Reading
from weighbridge.facts.register import Plan, Recorded, Register
from weighbridge.facts.release import Release
from weighbridge.findings import Outcome
from weighbridge.findings.finding import overall
from weighbridge.gate import Gated
from weighbridge.records.governance import SignOff, Stage, StageEntered, writing
from weighbridge.targets.folder import Write
from weighbridge.verdicts.policies import meant
from weighbridge.verdicts.report import Report

_TWO = 2
"""Roles, and people, that a stage needs whose release cannot be recalled."""


class PlanError(ValueError):
    """A plan that cannot be followed: the cause, then the remedy."""


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that a stage asks for.

    Attributes:
        what: as a phrase.
        met: whether it is there.
        why: what is missing and who gives it; empty where it is met.
    """

    what: str
    met: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a release stands.

    Attributes:
        current: id of the stage it stands in; empty before the first.
        following: the stage that comes next; None after the last.
        since: the day the current stage began.
    """

    recorded: Recorded
    plan: Plan
    current: str
    following: Stage | None
    since: date | None


def standing(release: Release) -> Standing:
    """Where a release stands in its plan.

    Raises:
        PlanError: it has no plan, several, or one that contradicts itself.
    """
    found = list(release.view(Register, Reading.CLAIMS).of(Plan))
    broken = [r for r in release.view(Register, Reading.CLAIMS).broken if r.kind == "plan"]
    if broken:
        problem = broken[0].problems[0]
        raise PlanError(f"{problem.at.place}: {problem.message} Correct the plan.")
    if len(found) != 1:
        count = "no plan" if not found else f"{len(found)} plans"
        raise PlanError(f"{release.name}: it records {count}. Write one, governance/plan.toml.")
    recorded, plan = found[0]
    ids = [stage.id for stage in plan.stages]
    if not ids or len(ids) != len(set(ids)) or "" in ids:
        raise PlanError(f"{recorded.at.path}: each of its stages needs an id of its own.")
    entered = [one.stage for one in plan.entered]
    if entered != ids[: len(entered)]:
        raise PlanError(
            f"{recorded.at.path}: it entered {', '.join(entered)}, which is not the order of its "
            f"stages, {', '.join(ids)}. Correct what it says was entered."
        )
    following = plan.stages[len(entered)] if len(entered) < len(ids) else None
    since = plan.entered[-1].on if plan.entered else None
    return Standing(recorded, plan, plan.current, following, since)


def confirm_next(where: Standing, stage: str | None) -> Stage:
    """The stage to enter: the next one, which is the only one there is a way to.

    Raises:
        PlanError: the plan is at its end, or another stage is named.
    """
    if where.following is None:
        raise PlanError(f"{where.recorded.at.path}: the last stage, {where.current}, was entered.")
    if stage is None or stage == where.following.id:
        return where.following
    ids = [one.id for one in where.plan.stages]
    if stage not in ids:
        raise PlanError(f"{where.recorded.at.path}: it has no stage {stage}. Name one it has.")
    if ids.index(stage) < ids.index(where.following.id):
        raise PlanError(f"{where.recorded.at.path}: the stage {stage} was entered already.")
    skipped = ids[ids.index(where.following.id) : ids.index(stage)]
    raise PlanError(
        f"{where.recorded.at.path}: {stage} comes after {', '.join(skipped)}, and no stage is "
        f"skipped. Enter {where.following.id} first."
    )


def needs(where: Standing, stage: Stage, release: Release, gated: Gated) -> tuple[Need, ...]:
    """What a stage asks for, and whether it is there.

    Args:
        gated: the decision of the gate at this stage.
    """
    day = release.as_of.day
    return (
        _gate(gated),
        *(_passes(check, "the check", gated.report) for check in stage.checks),
        *(
            _passes(f"objective-is-met[{one}]", "the objective", gated.report)
            for one in stage.objectives
        ),
        *_signed(where.plan, stage, release),
        *_soaked(where, stage, day),
        *_held(where, stage, release),
        *(_one_way(where.plan, stage, release) if stage.one_way else ()),
    )


def _gate(gated: Gated) -> Need:
    gate = gated.gate
    what = f"the gate of {gate.policy} is open at {gate.stage}"
    unmet = [r.title for r in gate.rules if r.outcome in {Outcome.FAIL, Outcome.UNKNOWN}]
    why = "; ".join(unmet) or "nothing shows it"
    return Need(what, gate.is_open, "" if gate.is_open else f"It is {gate.state}: {why}.")


def _passes(check: str, noun: str, report: Report) -> Need:
    found = [
        f for f in report.findings if meant(check, f.check) and Reading.EVIDENCE.value in f.readings
    ]
    what = f"{noun} {check} passes"
    if found and overall(found) is Outcome.PASS:
        return Need(what, met=True)
    said = next((f.message for f in found if f.outcome is not Outcome.PASS), "Nothing answers it.")
    return Need(what, met=False, why=said)


def _signed(plan: Plan, stage: Stage, release: Release) -> Iterator[Need]:
    given = {one.role.casefold() for one in _sign_offs(plan, stage, release)}
    for role in stage.roles:
        met = role.casefold() in given
        why = f"Record it with `weighbridge plan sign {stage.id} --role {role}`."
        yield Need(f"{role} has signed off", met, "" if met else why)


def _sign_offs(plan: Plan, stage: Stage, release: Release) -> list[SignOff]:
    """The sign-offs for a stage that name a person, a day that has come, and evidence."""
    return [
        one
        for one in plan.sign_offs
        if one.stage == stage.id
        and one.by.strip()
        and one.on is not None
        and one.on <= release.as_of.day
        and _shown(one.evidence, release)
    ]


def _shown(evidence: tuple[str, ...], release: Release) -> bool:
    """Whether something is named, and every path of it leads to a file that holds something."""
    files = release.view(Inventory, Reading.CLAIMS).files
    there = {file.at.path for file in files if file.size > 0}
    named = [one for one in evidence if "://" not in one]
    return bool(evidence) and all(one.partition("#")[0] in there for one in named)


def _soaked(where: Standing, stage: Stage, day: date) -> Iterator[Need]:
    if stage.soak_days <= 0:
        return
    what = f"{where.current or 'the stage before'} has lasted {stage.soak_days} days"
    if where.since is None:
        yield Need(what, met=False, why="Nothing says when it began.")
        return
    ends = where.since + timedelta(days=stage.soak_days)
    yield Need(what, ends <= day, "" if ends <= day else f"It has on {ends}.")


def _held(where: Standing, stage: Stage, release: Release) -> Iterator[Need]:
    """Feedback from outside, held while the release stood in a stage before this one."""
    ids = [one.id for one in where.plan.stages]
    before = ids[: ids.index(stage.id)]
    held = {
        one.kind
        for one in where.plan.events
        if one.stage in before
        and one.on is not None
        and one.on <= release.as_of.day
        and _shown(one.evidence, release)
    }
    for kind in stage.events:
        why = f"Record it under [[events]], with its day and evidence, in {where.recorded.at.path}."
        yield Need(f"feedback was taken: {kind}", kind in held, "" if kind in held else why)


def _one_way(plan: Plan, stage: Stage, release: Release) -> Iterator[Need]:
    """What a stage needs whose release cannot be recalled, whatever the plan says of it."""
    path = stage.unfiltered_evaluation
    there = bool(path) and _shown((path,), release)
    yield Need(
        "it was evaluated with the filters removed",
        there,
        "" if there else f"Write it, and its path as `unfiltered-evaluation` of {stage.id}.",
    )
    why = "Ask for a day or more of the stage before, as `soak-days`."
    yield Need(
        "it soaks before it leaves", stage.soak_days >= 1, "" if stage.soak_days >= 1 else why
    )
    given = _sign_offs(plan, stage, release)
    roles = {one.role.casefold() for one in given if one.role.strip()}
    people = {one.by.strip().casefold() for one in given}
    met = min(len(roles), len(people)) >= _TWO
    why = f"{len(people)} of them did, in {len(roles)} of the roles."
    yield Need("two people in two roles have signed off", met, "" if met else why)


def entering(release: Release, where: Standing, entered: StageEntered) -> Write:
    """The step that writes down that a stage was entered; all else in the file stays.

    Raises:
        PlanError: the plan does not lie in a folder of this disk.
    """
    return _appended(release, where, "entered", entered)


def signing(release: Release, where: Standing, signed: SignOff) -> Write:
    """The step that writes down a sign-off; all else in the file stays.

    Raises:
        PlanError: the plan does not lie on this disk, has no such stage, or the sign-off says
            less than it must.
    """
    known = [one.id for one in where.plan.stages]
    if signed.stage not in known:
        named = ", ".join(known)
        raise PlanError(f"The plan has no stage {signed.stage}. Name one of: {named}.")
    if not signed.role.strip() or not signed.by.strip():
        raise PlanError("A sign-off needs a role and a name. Give --role and --by.")
    if not _shown(signed.evidence, release):
        raise PlanError(
            "A sign-off needs what it rests on: paths of files in the release, or links. "
            "Give --evidence."
        )
    return _appended(release, where, "sign-offs", signed)


def _appended(release: Release, where: Standing, key: str, record: StageEntered | SignOff) -> Write:
    at = where.recorded.at
    part = next((one for one in release.parts if one.name == at.part), None)
    if part is None or part.source != "folder":
        raise PlanError(f"{at.path}: it does not lie in a folder here. Name the folder it is in.")
    place = Path(part.location) / at.path
    try:
        data = place.read_bytes()
        yaml = place.suffix.lower() in {".yaml", ".yml"}
        text = writing.append(data.decode(), key, record, yaml=yaml)
    except (OSError, ValueError) as error:
        raise PlanError(f"{place}: it cannot be written to: {error}.") from error
    return Write(str(place), text, sha256(data).hexdigest())
