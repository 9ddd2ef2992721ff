"""`weighbridge plan`: where a release stands in its staged plan, and entering the next stage."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from weighbridge.doors.cli.parameters import Day

if TYPE_CHECKING:
    from weighbridge.facts.release import Release
    from weighbridge.plan import Need, Standing
    from weighbridge.records.governance import Stage
    from weighbridge.targets.folder import Write

_RELEASE = click.argument("release", metavar="[RELEASE]", default=".", type=click.Path())
_AS_OF = click.option(
    "--as-of", metavar="DATE", type=Day(), help="Judge as on this day.  [default: today]"
)
_POLICY = click.option(
    "--policy",
    metavar="NAME",
    help="The policy that gates the stages.  [default: the plan's own, else house]",
)
_FORM = click.option(
    "form",
    "--format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to write the answer.",
)


@click.group(short_help="Follow the staged plan of a release, stage by stage.")
def command() -> None:
    """Follow the staged plan of a release, stage by stage."""


@command.command(short_help="Say where a release stands, and what the next stage still needs.")
@_RELEASE
@_POLICY
@_AS_OF
@_FORM
def status(*, release: str, policy: str | None, as_of: date | None, form: str) -> int:
    """Say where RELEASE stands in its plan, and what the next stage still needs."""
    from weighbridge import plan  # noqa: PLC0415  # help need not pay
    from weighbridge.doors.cli.problems import Exit  # noqa: PLC0415  # as above

    with _refusing():
        opened = _opened(release, as_of)
        where = plan.standing(opened)
        found = _needs(opened, where, where.following, policy) if where.following else ()
    _say(where, where.following, found, form)
    return Exit.DONE


@command.command(short_help="Enter the next stage, where nothing is missing.")
@_RELEASE
@click.option("--to", "stage", metavar="STAGE", help="The stage; no stage is skipped.")
@click.option("--by", metavar="NAME", default="", help="Who enters it.")
@click.option("--report", metavar="PATH", default="", help="The report or decision it rests on.")
@click.option("--yes", is_flag=True, help="Write it down; without it, nothing is changed.")
@_POLICY
@_AS_OF
@_FORM
def advance(  # noqa: PLR0913  # an option each
    *,
    release: str,
    stage: str | None,
    by: str,
    report: str,
    yes: bool,
    policy: str | None,
    as_of: date | None,
    form: str,
) -> int:
    """Enter the next stage of the plan of RELEASE: its gate is open, the roles it names have
    signed, it has soaked, its events were held and its objectives are met.

    A stage that cannot be undone needs an evaluation with the filters removed, a soak, and two
    people in two roles besides. Exit 1 where anything is missing.
    """
    from weighbridge import plan  # noqa: PLC0415  # help need not pay
    from weighbridge.doors.cli.problems import Exit  # noqa: PLC0415  # as above
    from weighbridge.records.governance import StageEntered  # noqa: PLC0415  # as above

    with _refusing():
        opened = _opened(release, as_of)
        where = plan.standing(opened)
        entered = plan.confirm_next(where, stage)
        found = _needs(opened, where, entered, policy)
        met = all(need.met for need in found)
        if met and yes and not by.strip():
            raise click.UsageError("Say who enters the stage, with --by.")
        _say(where, entered, found, form)
        if not met:
            return Exit.GATE_CLOSED
        if yes:
            day = opened.as_of.day
            step = plan.entering(opened, where, StageEntered(entered.id, day, by, report))
            _apply(step, f"the stage {entered.id} was entered on {day}.")
        else:
            click.echo("Nothing is missing. Enter it with --yes.", err=True)
    return Exit.DONE


@command.command(short_help="Sign off a stage for a role.")
@click.argument("stage", metavar="STAGE")
@_RELEASE
@click.option("--role", metavar="ROLE", required=True, help="The role that signs.")
@click.option("--by", metavar="NAME", required=True, help="Who signs for it.")
@click.option(
    "--evidence",
    metavar="PATH",
    multiple=True,
    required=True,
    help="What it rests on: a path in the release, or a link.",
)
@click.option("--yes", is_flag=True, help="Write it down; without it, nothing is changed.")
@_AS_OF
def sign(  # noqa: PLR0913  # an option each
    *,
    stage: str,
    release: str,
    role: str,
    by: str,
    evidence: tuple[str, ...],
    yes: bool,
    as_of: date | None,
) -> None:
    """Record in the plan of RELEASE that a role signs off STAGE."""
    from weighbridge import plan  # noqa: PLC0415  # help need not pay
    from weighbridge.records.governance import SignOff  # noqa: PLC0415  # as above

    with _refusing():
        opened = _opened(release, as_of)
        where = plan.standing(opened)
        day = opened.as_of.day
        step = plan.signing(opened, where, SignOff(stage, role, by, day, evidence))
        said = f"{by} signs off {stage} as {role}, on {day}."
        if yes:
            _apply(step, said)
        else:
            click.echo(f"{step.path}: to be written: {said} Write it with --yes.", err=True)


@contextmanager
def _refusing() -> Iterator[None]:
    """Turn what cannot be done into one line."""
    from weighbridge.plan import PlanError  # noqa: PLC0415  # help need not pay
    from weighbridge.verdicts.policies import PolicyError  # noqa: PLC0415  # as above

    try:
        yield
    except (PlanError, PolicyError) as error:
        raise click.ClickException(str(error)) from error


def _opened(place: str, as_of: date | None) -> "Release":
    from weighbridge.audit import open_release  # noqa: PLC0415  # help need not pay

    return open_release(place, as_of=as_of or date.today())  # noqa: DTZ011  # the day where the user is


def _needs(
    release: "Release", where: "Standing", stage: "Stage", policy: str | None
) -> "tuple[Need, ...]":
    from weighbridge import plan  # noqa: PLC0415  # help need not pay
    from weighbridge.gate import gate, open_policy  # noqa: PLC0415  # as above

    held = open_policy(policy or where.plan.policy or "house")
    return plan.needs(where, stage, release, gate(release, held, stage.id))


def _apply(step: "Write", said: str) -> None:
    from weighbridge.targets import folder  # noqa: PLC0415  # help need not pay

    try:
        folder.apply(step)
    except OSError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{step.path}: {said}", err=True)


def _say(where: "Standing", stage: "Stage | None", found: "tuple[Need, ...]", form: str) -> None:
    from weighbridge.doors.cli.writing import to_stdout  # noqa: PLC0415  # help need not pay

    if form == "json":
        to_stdout(_json(where, stage, found), utf_8=True)
        return
    lines = [_stage(one.id, where) for one in where.plan.stages]
    if stage is not None:
        lines += ["", f"To enter {stage.id}{_shut(stage)}:"]
        for need in found:
            lines.append(f"  {'+' if need.met else 'x'} {need.what}")
            if need.why:
                lines.append(f"      {need.why}")
    if where.plan.capabilities:
        lines += ["", "Capabilities:"]
        lines += [f"  {one.status}: {one.title or one.id}" for one in where.plan.capabilities]
    to_stdout("".join(f"{_printable(line)}\n" for line in lines))


def _stage(name: str, where: "Standing") -> str:
    entered = {one.stage: one for one in where.plan.entered}
    sign = ">" if name == where.current else "+" if name in entered else " "
    since = f", entered on {entered[name].on}" if name in entered else ""
    return f"{sign} {name}{since}"


def _shut(stage: "Stage") -> str:
    return ", which cannot be undone" if stage.one_way else ""


def _json(where: "Standing", stage: "Stage | None", found: "tuple[Need, ...]") -> str:
    import json  # noqa: PLC0415  # 5 ms help need not pay

    value: dict[str, Any] = {
        "plan": where.recorded.at.path,
        "stages": [one.id for one in where.plan.stages],
        "entered": [{"stage": one.stage, "on": str(one.on or "")} for one in where.plan.entered],
        "current": where.current,
        "following": stage.id if stage is not None else None,
        "one_way": stage.one_way if stage is not None else False,
        "needs": [{"what": one.what, "met": one.met, "why": one.why} for one in found],
        "capabilities": [
            {"id": one.id, "title": one.title, "status": one.status}
            for one in where.plan.capabilities
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)
