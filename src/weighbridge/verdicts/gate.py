"""Whether a release may leave the yard: what a policy demands at a stage, and what was found."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from weighbridge.findings import Finding, Outcome, Severity
from weighbridge.findings.finding import overall
from weighbridge.verdicts import changes, criteria
from weighbridge.verdicts.policies import Conclusion, Policy, Rule
from weighbridge.verdicts.report import Change, Report, Verdict
from weighbridge.verdicts.waivers import Granted, Waived, set_aside

Evaluate = Callable[[str], tuple[Outcome, str]]
"""Gives the outcome of an expression over the report, and why."""


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


@dataclass(frozen=True)
class _Asked:
    """What a decision is drawn from."""

    report: Report
    waivers: Sequence[Granted]
    evaluate: Evaluate
    by_reading: dict[str, dict[str, list[Finding]]] = field(default_factory=dict)

    def findings(self, reading: str) -> dict[str, list[Finding]]:
        """Findings by check id in one reading, and by the id without its entry."""
        if reading not in self.by_reading:
            held: dict[str, list[Finding]] = {}
            for finding in self.report.findings:
                if reading in finding.readings:
                    base = finding.check.partition("[")[0]
                    for name in {finding.check, base}:
                        held.setdefault(name, []).append(finding)
            self.by_reading[reading] = held
        return self.by_reading[reading]


def decide(  # noqa: PLR0913  # what a decision rests on, each by name
    policy: Policy,
    stage: str,
    report: Report,
    *,
    waivers: Sequence[Granted] = (),
    as_of: date,
    evaluate: Evaluate,
    weaker: tuple[str, ...] = (),
) -> Gate:
    """Decide whether the gate is open; whatever is not shown to hold keeps it closed.

    Args:
        report: of all checks, for the persona that reads every finding.
        waivers: as the release records them, whether they hold or not.
        weaker: how the policy is weaker than the last one; closes the gate unless the policy
            itself only warns of it.
    """
    holding = [one for one in waivers if not one.refusal(as_of)]
    asked = _Asked(report, holding, evaluate)
    rules = tuple(_rule(rule, asked) for rule in policy.at(stage))
    return Gate(
        release=report.release,
        version=report.version,
        as_of=report.as_of,
        tool=report.tool,
        policy=policy.id,
        policy_version=policy.version,
        digest=policy.digest,
        stage=stage,
        state=_state(rules, weaker if policy.ratchet == "closed" else ()),
        rules=rules,
        refused=tuple(f"{one.id}: {one.refusal(as_of)}" for one in waivers if one.refusal(as_of)),
        weaker=weaker,
        changes=_changes(policy, stage, rules, asked),
    )


def _state(rules: Sequence[RuleVerdict], weaker: Sequence[str]) -> State:
    found = {rule.outcome for rule in rules}
    if weaker or Outcome.FAIL in found:
        return State.CLOSED
    decided = found - {Outcome.NOT_APPLICABLE}
    return State.OPEN if decided == {Outcome.PASS} else State.NO_EVIDENCE


def _rule(rule: Rule, asked: _Asked) -> RuleVerdict:
    findings = asked.findings(rule.reading)
    if rule.when and criteria.outcome(rule.when, _outcomes(rule.when, findings)) is Outcome.FAIL:
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


def _demanded(rule: Rule, asked: _Asked) -> Iterable[_Part]:
    if rule.demands is None:
        return
    findings = asked.findings(rule.reading)
    outcomes, standing, waived = {}, [], []
    for check in sorted(criteria.checks(rule.demands)):
        found = findings.get(check, [])
        kept, aside = set_aside(found, asked.waivers if rule.waivable else ())
        waived += aside
        outcomes[check] = overall(kept) if kept or not aside else Outcome.PASS
        standing += [f for f in kept if f.outcome in {Outcome.FAIL, Outcome.UNKNOWN}]
        if not found:
            outcomes[check] = Outcome.UNKNOWN
        elif outcomes[check] is Outcome.NOT_APPLICABLE and rule.inapplicable == "open":
            outcomes[check] = Outcome.PASS
    outcome = criteria.outcome(rule.demands, outcomes)
    if outcome is Outcome.PASS:
        yield _Part(outcome, waived=tuple(waived))
        return
    silent = [c for c in sorted(outcomes) if not findings.get(c)]
    inapplicable = [c for c in sorted(outcomes) if outcomes[c] is Outcome.NOT_APPLICABLE]
    reasons = [f.message for f in standing]
    reasons += [f"Nothing in the release answers {check}." for check in silent]
    reasons += [f"{check} does not apply here, so nothing shows it." for check in inapplicable]
    yield _Part(outcome, tuple(dict.fromkeys(reasons)), tuple(standing), tuple(waived))


def _outcomes(node: criteria.Node, findings: Mapping[str, list[Finding]]) -> dict[str, Outcome]:
    return {check: overall(findings.get(check, ())) for check in criteria.checks(node)}


def _concluded(rule: Rule, asked: _Asked) -> Iterable[_Part]:
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


def _expressed(rule: Rule, asked: _Asked) -> Iterable[_Part]:
    if rule.expression:
        outcome, reason = asked.evaluate(rule.expression)
        yield _Part(outcome, () if outcome is Outcome.PASS else (reason,))


def _changes(
    policy: Policy, stage: str, rules: Sequence[RuleVerdict], asked: _Asked
) -> tuple[Change, ...]:
    """The fewest acts that open the gate, as far as checks alone keep it closed."""
    unmet = {rule.id for rule in rules if rule.outcome in {Outcome.FAIL, Outcome.UNKNOWN}}
    acts: dict[str, tuple[list[str], list[str]]] = {}
    for rule in policy.at(stage):
        if rule.id not in unmet:
            continue
        for remedy, checks in _acts(rule, asked):
            held = acts.setdefault(remedy, ([], []))
            held[0].append(rule.id)
            held[1].extend(checks)
    return tuple(
        Change(remedy, tuple(dict.fromkeys(ids)), tuple(dict.fromkeys(checks)))
        for remedy, (ids, checks) in acts.items()
    )


def _acts(rule: Rule, asked: _Asked) -> Iterable[tuple[str, list[str]]]:
    """The acts that one unmet rule asks for."""
    findings = asked.findings(rule.reading)
    if rule.demands is not None:
        outcomes = _outcomes(rule.demands, findings)
        needed = changes.shortest(rule.demands, outcomes) or frozenset()
        yield from changes.acts(needed, findings).items()
    if rule.conclusion is not None:
        for verdict in asked.report.verdicts:
            if (verdict.framework, verdict.reading) == (rule.conclusion.framework, rule.reading):
                yield from ((one.remedy, list(one.checks)) for one in verdict.changes)
    if rule.expression:
        yield f"Make `{rule.expression}` hold of the report.", []
