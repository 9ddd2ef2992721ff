"""`weighbridge gate`: decide by a policy whether a release may leave."""

from datetime import date
from typing import TYPE_CHECKING

import click

from weighbridge.doors.cli.parameters import Day

if TYPE_CHECKING:
    from weighbridge.verdicts.gate import Gate, RuleVerdict
    from weighbridge.verdicts.policies import Policy

_SIGNS = {"pass": "+", "fail": "x", "unknown": "?", "not-applicable": "-"}
_STATES = {
    "open": "The gate is open.",
    "closed": "The gate is closed.",
    "closed-for-lack-of-evidence": "The gate is closed for lack of evidence.",
}


@click.command(short_help="Decide by a policy whether a release may leave; exit 1 if it may not.")
@click.argument("releases", metavar="RELEASE...", nargs=-1, required=True, type=click.Path())
@click.option(
    "--policy",
    metavar="NAME",
    default="house",
    show_default=True,
    help="A shipped policy, or a .toml file of your own.",
)
@click.option("--stage", metavar="NAME", help="The stage to enter.  [default: the policy's last]")
@click.option(
    "--against",
    metavar="PREVIOUS",
    type=click.Path(),
    help="The release before it; show that no protection is weaker now.",
)
@click.option("--as-of", metavar="DATE", type=Day(), help="Judge as on this day.  [default: today]")
@click.option(
    "form",
    "--format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to write the decision.",
)
@click.option("--output", "-o", metavar="FILE", help="Write to a file instead of stdout.")
@click.option("--offline", is_flag=True, help="Read nothing over a network.")
@click.option("--quiet", "-q", is_flag=True, help="Show no progress.")
def command(  # noqa: PLR0913  # an option each
    *,
    releases: tuple[str, ...],
    policy: str,
    stage: str | None,
    against: str | None,
    as_of: date | None,
    form: str,
    output: str | None,
    offline: bool,
    quiet: bool,
) -> int:
    """Decide whether the release that the RELEASE places make up may leave at a stage.

    Whatever is not shown to hold keeps the gate closed: exit 0 means open, 1 closed.
    """
    from weighbridge.audit import open_release  # noqa: PLC0415  # 80 ms help need not pay
    from weighbridge.doors.cli import writing  # noqa: PLC0415  # as above
    from weighbridge.doors.cli.problems import Exit  # noqa: PLC0415  # as above
    from weighbridge.doors.cli.progress import counting  # noqa: PLC0415  # as above
    from weighbridge.gate import gate  # noqa: PLC0415  # as above

    held = _policy(policy)
    day = as_of or date.today()  # noqa: DTZ011  # the day where the user is
    with counting(releases[0], quiet=quiet) as told:
        release = open_release(*releases, as_of=day, offline=offline, progress=told)
        before = open_release(against, as_of=day, offline=offline) if against else None
    decided = gate(release, held, _stage(held, stage), against=before).gate
    text = _json(decided) if form == "json" else _text(decided)
    if output is not None:
        writing.to_file(output, text)
    else:
        writing.to_stdout(text, utf_8=form == "json")
    return Exit.DONE if decided.state == "open" else Exit.GATE_CLOSED


def _policy(name: str) -> "Policy":
    """The policy of a name.

    Raises:
        UsageError: there is none, or it cannot be used.
    """
    from weighbridge.gate import open_policy  # noqa: PLC0415  # as above
    from weighbridge.verdicts.policies import PolicyError  # noqa: PLC0415  # as above

    try:
        return open_policy(name)
    except PolicyError as error:
        raise click.UsageError(str(error), click.get_current_context()) from None


def _stage(policy: "Policy", stage: str | None) -> str:
    known = ", ".join(policy.stages)
    if stage is None and policy.stages:
        return policy.stages[-1]
    if stage not in policy.stages:
        message = f"{policy.id}: it has no stage {stage}. Name one of: {known or 'none'}."
        raise click.UsageError(message, click.get_current_context())
    return stage or ""


def _text(gate: "Gate") -> str:
    title = f"{gate.release} {gate.version}".strip()
    policy = f"{gate.policy} {gate.policy_version}".strip()
    lines = [f"{title}, stage {gate.stage} under {policy} (sha256 {gate.digest[:12]})"]
    lines.append(_STATES[gate.state])
    lines += [line for rule in gate.rules for line in _rule(rule)]
    lines += [f"Waiver that does not hold: {one}" for one in gate.refused]
    lines += [f"Weaker than the last policy: {one}" for one in gate.weaker]
    if gate.changes:
        lines += ["", "The shortest way to open it:"]
        lines += [f"{n}. {change.remedy}" for n, change in enumerate(gate.changes, 1)]
    return "\n".join(lines) + "\n"


def _rule(rule: "RuleVerdict") -> "list[str]":
    owner = f" ({rule.owner})" if rule.owner else ""
    lines = [f"{_SIGNS[rule.outcome]} {rule.title}{owner}"]
    lines += [f"    {reason}" for reason in rule.reasons[:5]]
    if len(rule.reasons) > 5:
        lines.append(f"    and {len(rule.reasons) - 5} more")
    lines += [f"    waived until {w.until}: {w.finding.message}" for w in rule.waived]
    return lines


def _json(gate: "Gate") -> str:
    from weighbridge.verdicts.report_json import written  # noqa: PLC0415  # as above

    return written(gate, indent=2) + "\n"
