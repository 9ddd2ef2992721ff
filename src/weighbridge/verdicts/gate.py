"""Whether a release may leave the yard: what a policy demands at a stage, and what was found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from weighbridge.findings import Finding, Outcome, Severity
from weighbridge.findings.finding import overall
from weighbridge.verdicts import criteria
from weighbridge.verdicts.gate_asked import Asked, Evaluate
from weighbridge.verdicts.gate_changes import way_out
from weighbridge.verdicts.policies import Conclusion, Policy, Rule
from weighbridge.verdicts.report import Change, Report, Verdict
from weighbridge.verdicts.waivers import Granted, Waived, set_aside

SCHEMA = 1
"""Version of a decision's form."""


class State(StrEnum):
    """Where the gate stands."""

    OPEN = "open"
    CLOSED = "closed"
    NO_EVIDENCE = "closed-for-lack-of-evidence"


@dataclass(frozen=True, slots=True)
class RuleVerdict:
    """One demand, decided.

    Attributes:
        outcome: not-applicable where the rule's own condition does not hold.
        reasons: one sentence each; empty where it passes.
        findings: what failed or stayed unknown, waived findings aside.
        waived: what a waiver lets stand.
    """

    id: str
    title: str
    outcome: Outcome
    severity: Severity
    owner: str
    reasons: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    waived: tuple[Waived, ...] = ()


@dataclass(frozen=True, slots=True)
class Gate:
    """What a policy decides about a release at a stage.

    Attributes:
        digest: of the policy, over what it demands.
        demands: what the policy demands, with the waivers that held, for the next release's
            ratchet.
        refused: waivers that do not hold, each with its reason.
        weaker: ways in which the policy is weaker than the one of the last release.
        changes: the shortest way to open it.
    """

    release: str
    version: str
    as_of: str
    tool: str
    policy: str
    policy_version: str
    digest: str
    stage: str
    state: State
    rules: tuple[RuleVerdict, ...]
    refused: tuple[str, ...] = ()
    weaker: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    demands: dict[str, Any] = field(default_factory=dict, hash=False)
    schema: int = SCHEMA

    @property
    def is_open(self) -> bool:
        """Whether the release may leave."""
        return self.state is State.OPEN

    def held_against(self, weaker: tuple[str, ...], ratchet: str) -> "Gate":
        """The same decision, closed if the policy is weaker than the last one.

        Args:
            ratchet: `closed` or `warn`, as the policy says.
        """
        closes = bool(weaker) and ratchet == "closed"
        return replace(self, weaker=weaker, state=State.CLOSED if closes else self.state)


def decide(  # noqa: PLR0913  # what a decision rests on, each by name
    policy: Policy,
    stage: str,
    report: Report,
    *,
    waivers: Sequence[Granted] = (),
    as_of: date,
    evaluate: Evaluate,
) -> Gate:
    """Decide whether the gate is open; whatever is not shown to hold keeps it closed.

    Args:
        report: of all checks, for the persona that reads every finding.
        waivers: as the release records them, whether they hold or not.
    """
    holding = [one for one in waivers if not one.refusal(as_of)]
    asked = Asked(report, holding, evaluate)
    rules = tuple(_rule(rule, asked) for rule in policy.at(stage))
    unmet = {rule.id for rule in rules if rule.outcome in {Outcome.FAIL, Outcome.UNKNOWN}}
    return Gate(
        release=report.release,
        version=report.version,
        as_of=report.as_of,
        tool=report.tool,
        policy=policy.id,
        policy_version=policy.version,
        digest=policy.digest,
        stage=stage,
        state=_state(rules),
        rules=rules,
        refused=tuple(f"{one.id}: {one.refusal(as_of)}" for one in waivers if one.refusal(as_of)),
        changes=way_out(policy, stage, unmet, asked),
        demands=policy.demands | {"waivers": [one.demand for one in holding], "own": {}},
    )


def _state(rules: Sequence[RuleVerdict]) -> State:
    found = {rule.outcome for rule in rules}
    if Outcome.FAIL in found:
        return State.CLOSED
    decided = found - {Outcome.NOT_APPLICABLE}
    return State.OPEN if decided == {Outcome.PASS} else State.NO_EVIDENCE


def _rule(rule: Rule, asked: Asked) -> RuleVerdict:
    if rule.when and _fails(rule.when, rule.reading, asked):
        return RuleVerdict(rule.id, rule.title, Outcome.NOT_APPLICABLE, rule.severity, rule.owner)
    decided = [*_demanded(rule, asked), *_concluded(rule, asked), *_expressed(rule, asked)]
    waived = tuple(one for part in decided for one in part.waived)
    found = overall_of(part.outcome for part in decided)
    if found is Outcome.UNKNOWN and rule.unknown == "open":
        found = Outcome.PASS
    return RuleVerdict(
        rule.id,
        rule.title,
        found,
        rule.severity,
        rule.owner,
        tuple(reason for part in decided for reason in part.reasons),
        tuple(finding for part in decided for finding in part.findings),
        waived,
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """What one of a rule's demands came to."""

    outcome: Outcome
    reasons: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    waived: tuple[Waived, ...] = ()


def overall_of(outcomes: Iterable[Outcome]) -> Outcome:
    """The worst outcome; unknown where there is none."""
    found = set(outcomes)
    for one in (Outcome.FAIL, Outcome.UNKNOWN, Outcome.PASS):
        if one in found:
            return one
    return Outcome.UNKNOWN


def _demanded(rule: Rule, asked: Asked) -> Iterable[_Part]:
    if rule.demands is None:
        return
    outcomes, standing, waived, silent = {}, [], [], []
    for check in sorted(criteria.checks(rule.demands)):
        found = asked.findings(rule.reading, check)
        kept, aside = set_aside(found, asked.waivers if rule.waivable else ())
        waived += aside
        outcomes[check] = overall(kept) if kept or not aside else Outcome.PASS
        standing += [f for f in kept if f.outcome in {Outcome.FAIL, Outcome.UNKNOWN}]
        if not found:
            silent.append(check)
        elif outcomes[check] is Outcome.NOT_APPLICABLE and rule.inapplicable == "open":
            outcomes[check] = Outcome.PASS
    outcome = criteria.outcome(rule.demands, outcomes)
    if outcome is Outcome.PASS:
        yield _Part(outcome, waived=tuple(waived))
        return
    inapplicable = [c for c in sorted(outcomes) if outcomes[c] is Outcome.NOT_APPLICABLE]
    reasons = [f.message for f in standing]
    reasons += [f"Nothing in the release answers {check}." for check in silent]
    reasons += [f"{check} does not apply here, so nothing shows it." for check in inapplicable]
    yield _Part(outcome, tuple(dict.fromkeys(reasons)), tuple(standing), tuple(waived))


def _fails(node: criteria.Node, reading: str, asked: Asked) -> bool:
    return criteria.outcome(node, asked.outcomes(reading, node)) is Outcome.FAIL


def _concluded(rule: Rule, asked: Asked) -> Iterable[_Part]:
    if rule.conclusion is None:
        return
    wanted = rule.conclusion
    for verdict in asked.report.verdicts:
        if (verdict.framework, verdict.reading) == (wanted.framework, rule.reading):
            outcome = _reaches(verdict, wanted)
            said = verdict.conclusion or "nothing yet"
            reason = f"{verdict.title} concludes {said}; {wanted.least} is demanded."
            yield _Part(outcome, () if outcome is Outcome.PASS else (reason,))
            return
    yield _Part(Outcome.UNKNOWN, (f"{wanted.framework} was not applied.",))


def _reaches(verdict: Verdict, wanted: Conclusion) -> Outcome:
    """Whether a verdict is at least what is wanted; a level of a ladder holds those below it."""
    for level in verdict.levels:
        if wanted.least in {level.id, level.title}:
            return level.outcome
    if verdict.conclusion == wanted.least:
        return Outcome.PASS
    return overall_of(level.outcome for level in verdict.levels if level.outcome != Outcome.PASS)


def _expressed(rule: Rule, asked: Asked) -> Iterable[_Part]:
    if rule.expression:
        outcome, reason = asked.evaluate(rule.expression)
        yield _Part(outcome, () if outcome is Outcome.PASS else (reason,))
