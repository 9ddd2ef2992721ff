"""`weighbridge policy`: what policies demand, how two differ, and whether one notices a lack."""

import tomllib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from weighbridge.doors.cli.parameters import Day

if TYPE_CHECKING:
    from weighbridge.gate import OwnChecks
    from weighbridge.verdicts.gate import Gate
    from weighbridge.verdicts.mutation import Mutated
    from weighbridge.verdicts.policies import Policy

_FORM = click.option(
    "form",
    "--format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to write the answer.",
)
_CHECKS = click.option("--checks", metavar="FOLDER", help="Checks of your own that it names.")


@click.group(short_help="Show what policies demand, compare them, and test them.")
def command() -> None:
    """Show what policies demand, compare them, and test them."""


@command.command("list", short_help="Name the policies that come with the program.")
@_FORM
def list_(*, form: str) -> None:
    """Name the policies that come with the program."""
    from weighbridge import catalogs  # noqa: PLC0415  # help need not pay

    found = {name: catalogs.entry("policies", name) for name in catalogs.entries("policies")}
    rows = [
        {"id": name, "title": one["title"], "stages": _stages(name), "source": one["source"]}
        for name, one in found.items()
    ]
    if form == "json":
        _say_json(rows)
        return
    width = max(len(row["id"]) for row in rows) + 2
    _say("".join(f"{row['id']:<{width}}{row['title']}\n" for row in rows))


def _stages(name: str) -> list[str]:
    from weighbridge.doors.cli.policies import opened  # noqa: PLC0415  # help need not pay

    return list(opened(name).stages)


@command.command(short_help="Say what a policy demands, rule by rule.")
@click.argument("name", metavar="NAME")
@click.option("--stage", metavar="NAME", help="Only what is demanded at this stage.")
@_CHECKS
@_FORM
def explain(*, name: str, stage: str | None, checks: str | None, form: str) -> None:
    """Say what the policy NAME demands, a shipped one or a .toml file, with all it extends."""
    from weighbridge.doors.cli.policies import opened, stage_of  # noqa: PLC0415  # help need not pay

    policy = opened(name, _own(checks))
    entered = stage_of(policy, stage) if stage is not None else None
    if form == "json":
        about = {"id": policy.id, "title": policy.title, "version": policy.version}
        words = {"description": policy.description.strip(), "source": policy.source}
        extends = {"extends": list(policy.extends), "digest": policy.digest}
        _say_json(about | words | extends | {"demands": policy.demands})
        return
    from weighbridge.formats._policies import explained  # noqa: PLC0415  # as above

    _say(explained(policy, entered))


@command.command(short_help="Say in what one policy demands less than another.")
@click.argument("before", metavar="BEFORE")
@click.argument("after", metavar="AFTER")
@_CHECKS
@_FORM
def diff(*, before: str, after: str, checks: str | None, form: str) -> None:
    """Say in what the policy AFTER demands less than BEFORE, and in what it demands more."""
    from weighbridge.doors.cli.policies import opened  # noqa: PLC0415  # help need not pay
    from weighbridge.verdicts.ratchet import weaker  # noqa: PLC0415  # as above

    own = _own(checks)
    one, other = opened(before, own), opened(after, own)
    less, more = weaker(one.demands, other.demands), weaker(other.demands, one.demands)
    if form == "json":
        digests = {"before": one.digest, "after": other.digest}
        _say_json(digests | {"weaker": list(less), "stronger": list(more)})
        return
    lines = [f"{other.id}, held against {one.id}:"]
    if one.digest == other.digest:
        lines.append("They demand the same.")
    lines += [f"- weaker: {said}" for said in less]
    lines += [f"+ stronger; going back to {one.id} would mean: {said}" for said in more]
    _say("".join(f"{line}\n" for line in lines))


@command.command(short_help="Try a policy on cases, or on a release with what it rests on taken.")
@click.argument("file", metavar="[FILE]", required=False)
@click.option("--policy", metavar="NAME", help="The policy.  [default: the one the FILE names]")
@click.option("--mutate", metavar="RELEASE", type=click.Path(), help="Try it on this release.")
@click.option("--stage", metavar="NAME", help="The stage, for --mutate.  [default: the last]")
@click.option("--as-of", metavar="DATE", type=Day(), help="Judge as on this day.  [default: today]")
@_CHECKS
def test(  # noqa: PLR0913  # an option each
    *,
    file: str | None,
    policy: str | None,
    mutate: str | None,
    stage: str | None,
    as_of: date | None,
    checks: str | None,
) -> int:
    """Try a policy on the cases of FILE: tables of findings, and the state they lead to.

    With --mutate, everything that a rule rests on in the RELEASE is taken away, one thing at a
    time, and the rule must not hold any more. Exit 1 where anything goes otherwise.
    """
    from weighbridge.doors.cli.problems import Exit  # noqa: PLC0415  # help need not pay

    if (file is None) == (mutate is None):
        raise click.UsageError("Name a FILE of cases, or a release with --mutate.")
    own = _own(checks, mutate)
    if mutate is not None:
        good = _mutated(mutate, policy or "house", stage, as_of, own)
    else:
        good = _cases(file or "", policy, own)
    return Exit.DONE if good else Exit.GATE_CLOSED


def _cases(file: str, name: str | None, own: "OwnChecks") -> bool:
    """Try the cases of a file and tell what came of each; whether all went as they should."""
    from weighbridge.doors.cli.policies import opened  # noqa: PLC0415  # help need not pay
    from weighbridge.gate import judged_case  # noqa: PLC0415  # as above
    from weighbridge.verdicts import policy_cases  # noqa: PLC0415  # as above
    from weighbridge.verdicts.policies import PolicyError  # noqa: PLC0415  # as above

    tables = _tables(file)
    named = name or _beside(file, str(tables.get("policy", "")))
    if not named:
        raise click.UsageError(f"{file}: it names no `policy`. Write it, or give --policy.")
    try:
        tested = list(policy_cases.run(opened(named, own), tables, judged_case))
    except PolicyError as error:
        raise click.UsageError(f"{file}: {error}") from None
    told = [f"x {one.name}: {one.problem}" if one.problem else f"+ {one.name}" for one in tested]
    failed = sum(bool(one.problem) for one in tested)
    told.append(f"{len(tested) - failed} of {len(tested)} cases go as they should.")
    _say("".join(f"{line}\n" for line in told))
    return not failed


def _beside(file: str, name: str) -> str:
    """A policy's file beside the cases, or the name itself."""
    place = Path(file).parent / name
    return str(place) if name.endswith(".toml") and place.is_file() else name


def _tables(file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(Path(file).read_text("utf-8"))
    except OSError as error:
        raise click.UsageError(f"{file}: {error.strerror}. Check the path.") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise click.UsageError(f"{file}: it cannot be read: {error}. Correct it.") from error


def _mutated(
    place: str, name: str, stage: str | None, as_of: date | None, own: "OwnChecks"
) -> bool:
    from weighbridge.audit import open_release  # noqa: PLC0415  # help need not pay
    from weighbridge.doors.cli.policies import opened, stage_of  # noqa: PLC0415  # as above
    from weighbridge.gate import mutated  # noqa: PLC0415  # as above

    policy = opened(name, own)
    entered = stage_of(policy, stage)
    day = as_of or date.today()  # noqa: DTZ011  # the day where the user is
    gate, done = mutated(open_release(place, as_of=day), policy, entered, own=own)
    _say(_survivors(policy, gate, done))
    return not done.unmeant


def _survivors(policy: "Policy", gate: "Gate", done: "Mutated") -> str:
    held = f"{policy.id}, stage {gate.stage}: {done.holding} of {len(gate.rules)} rules hold"
    lines = [f"{held}; {done.tried} things they rest on were taken away, one at a time."]
    lines += [
        f"{'-' if one.meant else 'x'} {one.rule} without {one.taken}: {one.why}"
        for one in done.survivors
    ]
    count = len(done.unmeant)
    lines.append(
        f"{count} {'rule holds' if count == 1 else 'rules hold'} without what "
        f"{'it rests' if count == 1 else 'they rest'} on."
        if count
        else "No rule holds without what it rests on, but for the alternatives it states."
    )
    return "".join(f"{line}\n" for line in lines)


def _own(folder: str | None, release: str | None = None) -> "OwnChecks":
    from weighbridge.gate import NONE  # noqa: PLC0415  # help need not pay

    if folder is None:
        return NONE
    from weighbridge.doors.cli import own_checks  # noqa: PLC0415  # as above

    return own_checks.load(folder, [release] if release else [])


def _say(text: str) -> None:
    from weighbridge.doors.cli.writing import to_stdout  # noqa: PLC0415  # help need not pay

    to_stdout(text)


def _say_json(value: Any) -> None:
    import json  # noqa: PLC0415  # 5 ms help need not pay

    from weighbridge.doors.cli.writing import to_stdout  # noqa: PLC0415  # as above

    to_stdout(json.dumps(value, ensure_ascii=False, indent=2) + "\n", utf_8=True)
