"""A decision as Markdown, for a step summary or a comment, below 64 KiB whatever it holds."""

from collections.abc import Iterator

from weighbridge.findings import Outcome
from weighbridge.formats import PLAIN, Look
from weighbridge.formats._markdown_text import plain, row, table
from weighbridge.formats._room import Block, fitted
from weighbridge.formats._words import OUTCOMES
from weighbridge.verdicts.gate import Gate, RuleVerdict
from weighbridge.verdicts.gate_problems import STATES, reasons
from weighbridge.verdicts.report import Report

TITLE = "Markdown for a step summary or a comment"
UTF_8 = True

_MOST = 64 * 1024 - 1
_REASONS = 5


def render(gate: Gate, report: Report, look: Look = PLAIN) -> str:  # noqa: ARG001  # the port
    """Write a decision."""
    return fitted(_blocks(gate), _MOST, "`--format json` leaves nothing out.")


def _blocks(gate: Gate) -> Iterator[Block]:
    name = plain(f"{gate.release} {gate.version}")
    policy = plain(f"{gate.policy} {gate.policy_version}")
    yield Block(
        f"## {STATES[gate.state]}\n\n{name} may {'' if gate.is_open else 'not '}enter the stage "
        f"{plain(gate.stage)} under the policy {policy} (sha256 `{gate.digest[:12]}`), "
        f"judged as of {plain(gate.as_of)}."
    )
    head = table("Outcome", "Demand", "Severity", "Owner", "Why")
    yield Block(f"\n{head}", tuple(map(_rule, gate.rules)), "demand")
    if gate.changes:
        ways = (f"{n}. {plain(one.remedy)}" for n, one in enumerate(gate.changes, start=1))
        yield Block("\n### The shortest way to open it\n", tuple(ways), "change")
    for title, said in (
        ("Weaker than the policy of the last release", gate.weaker),
        ("Waivers that do not hold", gate.refused),
    ):
        if said:
            yield Block(f"\n### {title}\n", tuple(f"- {plain(one)}" for one in said), "line")
    waived = [(rule, one) for rule in gate.rules for one in rule.waived]
    if waived:
        head = table("Waiver", "Until", "Owner", "Reason", "Finding")
        rows = (
            row(*map(plain, (one.waiver, one.until, one.owner, one.reason, one.finding.message)))
            for _, one in waived
        )
        yield Block(f"\n### What waivers let stand\n\n{head}", tuple(rows), "waived finding")


def _rule(rule: RuleVerdict) -> str:
    told = reasons(rule) if rule.outcome is not Outcome.PASS else ()
    more = f" … and {len(told) - _REASONS} more" if len(told) > _REASONS else ""
    return row(
        OUTCOMES[rule.outcome],
        plain(rule.title),
        rule.severity.value,
        plain(rule.owner),
        plain(" ".join(told[:_REASONS]) + more),
    )
