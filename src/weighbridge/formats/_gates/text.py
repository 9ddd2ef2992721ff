"""A decision as text for a terminal: the answer, what is in the way, and what to do."""

from collections.abc import Iterator

from weighbridge.findings import Outcome
from weighbridge.formats import PLAIN, Look
from weighbridge.formats._columns import wrapped
from weighbridge.formats._words import plural, prose, visible
from weighbridge.verdicts.gate import Gate, RuleVerdict, State
from weighbridge.verdicts.gate_problems import STATES, reasons, unmet
from weighbridge.verdicts.report import Report

TITLE = "Text for a terminal"
UTF_8 = False

_MOST = 4
"""Reasons that are told of one rule."""
_BOLD, _DIM, _GREEN, _RED, _YELLOW = "1", "2", "32", "31", "33"
_COLORS = {
    Outcome.PASS: _GREEN,
    Outcome.FAIL: _RED,
    Outcome.UNKNOWN: _YELLOW,
    Outcome.NOT_APPLICABLE: _DIM,
}
_SIGNS = {
    Outcome.PASS: "+",
    Outcome.FAIL: "x",
    Outcome.UNKNOWN: "?",
    Outcome.NOT_APPLICABLE: "-",
}
_STATE_COLORS = {State.OPEN: _GREEN, State.CLOSED: _RED, State.NO_EVIDENCE: _YELLOW}


def render(gate: Gate, report: Report, look: Look = PLAIN) -> str:  # noqa: ARG001  # the port
    """Write a decision."""
    return "".join(f"{line}\n" for line in _lines(gate, look))


def _lines(gate: Gate, look: Look) -> Iterator[str]:
    title = visible(f"{gate.release} {gate.version}".strip())
    yield _painted(
        wrapped(f"{title}, to enter the stage {prose(gate.stage)}", look.width), _BOLD, look
    )
    policy = prose(f"{gate.policy} {gate.policy_version}")
    about = f"policy {policy}, sha256 {gate.digest[:12]}; judged as of {prose(gate.as_of)}"
    yield _painted(wrapped(about, look.width, "  "), _DIM, look)
    yield ""
    yield _painted(f"{STATES[gate.state]} {_counted(gate)}", _STATE_COLORS[gate.state], look)
    yield from _problems(gate, look)
    yield from _holding(gate, look)
    yield from _changes(gate, look)


def _counted(gate: Gate) -> str:
    applied = [rule for rule in gate.rules if rule.outcome is not Outcome.NOT_APPLICABLE]
    held = sum(rule.outcome is Outcome.PASS for rule in applied)
    return f"{held} of {plural(len(applied), 'demand')} hold{'s' * (held == 1)}."


def _problems(gate: Gate, look: Look) -> Iterator[str]:
    for rule in unmet(gate):
        yield ""
        yield _headed(rule, look)
        told = reasons(rule)
        for reason in told[:_MOST]:
            yield wrapped(prose(reason), look.width, "      ")
        if len(told) > _MOST:
            more = f"and {len(told) - _MOST:,} more; --format json names each"
            yield _painted(wrapped(more, look.width, "      "), _DIM, look)
    for title, said in (
        ("Weaker than the policy of the last release", gate.weaker),
        ("Waivers that do not hold", gate.refused),
    ):
        if said:
            yield ""
            yield _painted(title, _BOLD, look)
            yield from (wrapped(prose(one), look.width, "  x ", "    ") for one in said)


def _headed(rule: RuleVerdict, look: Look) -> str:
    owner = f", for {rule.owner}" if rule.owner else ""
    head = prose(f"{rule.title} ({rule.severity}{owner})")
    text = wrapped(head, look.width, f"  {_SIGNS[rule.outcome]} ", "    ")
    return _painted(text, _COLORS[rule.outcome], look)


def _holding(gate: Gate, look: Look) -> Iterator[str]:
    """What holds or does not apply, a line each, and what a waiver lets stand."""
    held = [rule for rule in gate.rules if rule not in unmet(gate)]
    if held:
        yield ""
    for rule in held:
        sign = _painted(f"  {_SIGNS[rule.outcome]} ", _COLORS[rule.outcome], look)
        aside = " (does not apply)" if rule.outcome is Outcome.NOT_APPLICABLE else ""
        text = wrapped(prose(rule.title) + aside, look.width, "    ")
        yield sign + text[4:]
    for rule in gate.rules:
        for one in rule.waived:
            words = f"waived until {one.until} by {one.waiver} ({one.owner}): {one.finding.message}"
            yield wrapped(prose(words), look.width, "    ! ", "      ")


def _changes(gate: Gate, look: Look) -> Iterator[str]:
    if not gate.changes:
        return
    yield ""
    yield _painted("The shortest way to open it", _BOLD, look)
    margin = len(str(len(gate.changes))) + 2
    for number, change in enumerate(gate.changes, start=1):
        yield wrapped(prose(change.remedy), look.width, f"{number}.".rjust(margin) + " ")
    checks = [check for change in gate.changes for check in change.checks]
    if checks:
        yield ""
        command = f"weighbridge explain {visible(checks[0]).partition('[')[0]}"
        yield f"Next: {_painted(command, _BOLD, look)}"


def _painted(text: str, code: str, look: Look) -> str:
    if not look.color or not text:
        return text
    return "\n".join(f"\x1b[{code}m{line}\x1b[0m" for line in text.split("\n"))
