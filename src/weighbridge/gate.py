"""Gate: audit a release, and decide by a policy whether it may leave at a stage."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from weighbridge import catalogs, checks
from weighbridge.audit import audit
from weighbridge.facts import previous
from weighbridge.facts.parameters import Parameter
from weighbridge.facts.previous import Previous
from weighbridge.facts.provenance import Evidence, Kind, Reading
from weighbridge.facts.register import Register, Waiver
from weighbridge.facts.release import Release
from weighbridge.findings import Check, Finding, Outcome, Persona, unknown
from weighbridge.sources import expressions
from weighbridge.verdicts import frameworks, policy_files, policy_names, ratchet
from weighbridge.verdicts.gate import Gate, decide
from weighbridge.verdicts.gate_asked import Evaluate
from weighbridge.verdicts.mutation import Mutated, mutate
from weighbridge.verdicts.policies import Policy, PolicyError
from weighbridge.verdicts.report import Report
from weighbridge.verdicts.report_json import to_json
from weighbridge.verdicts.waivers import Granted


@dataclass(frozen=True, slots=True)
class Gated:
    """What a gate decided, and the report it decided by."""

    gate: Gate
    report: Report


@dataclass(frozen=True, slots=True)
class OwnChecks:
    """Checks of one's own, and the digest of each one's file, by id."""

    checks: Mapping[str, Check] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)


NONE = OwnChecks()
_COMPARES = "protection-is-not-weakened"


def open_policy(name: str, own: OwnChecks = NONE) -> Policy:
    """A policy by the id of a shipped one, or by the path of a file.

    What a file extends is looked for beside it first, then among the shipped ones.

    Raises:
        PolicyError: there is none, it cannot be used, or it names what there is not.
    """
    beside = Path(name).parent

    def find(one: str) -> Mapping[str, Any]:
        place = Path(name) if one == name else beside / one
        if place.suffix == ".toml" and place.is_file():
            return _tables(place)
        if one in catalogs.entries("policies"):
            return catalogs.entry("policies", one)
        shipped = ", ".join(catalogs.entries("policies"))
        raise PolicyError(
            f"{one}: there is no such policy. Name a .toml file, or one of {shipped}."
        )

    policy = policy_files.load(name, find)
    policy_names.confirm(policy, own.checks)
    return policy


def gate(  # noqa: PLR0913  # what a decision depends on, each by name
    release: Release,
    policy: Policy,
    stage: str,
    *,
    own: OwnChecks = NONE,
    since: Mapping[str, Any] | None = None,
    against: Release | None = None,
    digests: bool = False,
) -> Gated:
    """Decide whether a release may leave at a stage.

    Args:
        since: the decision on the last release, as JSON values; a policy that demands less than
            that one did closes the gate.
        against: the release before it, whose protections must not be weaker now.
        digests: whether the report names every file and its digest.

    Raises:
        PolicyError: the policy has no such stage, or the earlier decision cannot be read.
    """
    confirm_stage(policy, stage)
    judged = asked(release, policy, against)
    applied = [frameworks.load(name) for name in _frameworks(policy)]
    report = audit(judged, frameworks_applied=applied, persona=Persona.AUDITOR, digests=digests)
    report = with_own(report, judged, own.checks.values())
    return Gated(_decided(report, judged, policy, stage, own=own, since=since), report)


def confirm_stage(policy: Policy, stage: str) -> None:
    """Make sure that a policy has a stage.

    Raises:
        PolicyError: it does not.
    """
    if stage not in policy.stages:
        known = ", ".join(policy.stages) or "none"
        raise PolicyError(f"{policy.id}: it has no stage {stage}. Name one of: {known}.")


def asked(release: Release, policy: Policy, against: Release | None = None) -> Release:
    """A release with the thresholds of a policy, and what the one before counted, as facts."""
    at = Evidence("policy", policy.id, sha256=policy.digest, kind=Kind.DECLARED)
    set_ = (Parameter(at, one.check, one.name, one.value, one.key) for one in policy.parameters)
    earlier = previous.of(against) if against is not None else ()
    return replace(release, facts=(*release.facts, *set_, *earlier))


def granted(release: Release) -> Iterator[Granted]:
    """The waivers that a release records; one that cannot be read is none."""
    register = release.view(Register, Reading.CLAIMS)
    for recorded, waiver in register.of(Waiver):
        yield Granted(recorded.id, waiver, recorded.at)


def _decided(  # noqa: PLR0913  # what it rests on
    report: Report,
    release: Release,
    policy: Policy,
    stage: str,
    *,
    own: OwnChecks,
    since: Mapping[str, Any] | None,
) -> Gate:
    """The decision, closed where the policy is weaker than before, waivers included."""
    decided = decide(
        policy,
        stage,
        report,
        waivers=tuple(granted(release)),
        as_of=release.as_of.day,
        evaluate=evaluator(policy, stage, report),
    )
    decided = replace(decided, demands=decided.demands | {"own": dict(own.digests)})
    if since is None:
        return decided
    less = (*weaker(since, decided.demands), *_uncompared(policy, stage, release))
    return decided.held_against(less, policy.ratchet)


def _uncompared(policy: Policy, stage: str, release: Release) -> Iterator[str]:
    """That a release with one before it is compared with none, though the policy asks for it."""
    named = {check.partition("[")[0] for rule in policy.at(stage) for check in rule.checks()}
    if _COMPARES in named and not release.view(Previous, Reading.CLAIMS).releases:
        yield "There was a release before this one, and nothing is held against it: use --against."


def weaker(since: Mapping[str, Any], demands: Mapping[str, Any]) -> tuple[str, ...]:
    """In which ways demands are less than those of an earlier decision.

    Raises:
        PolicyError: that carries none.
    """
    try:
        return ratchet.weaker(since["demands"], demands)
    except (KeyError, TypeError, ratchet.DemandsError) as error:
        raise PolicyError(
            f"The earlier decision carries no demands: {error}. Name one that "
            "`weighbridge gate --format json` wrote."
        ) from error


def evaluator(policy: Policy, stage: str, report: Report) -> Evaluate:
    """What gives the outcome of each expression of a stage; all are evaluated at once."""
    wanted = [rule.expression for rule in policy.at(stage) if rule.expression]
    found = expressions.evaluate(wanted, to_json(report), stage) if wanted else {}

    def evaluate(expression: str) -> tuple[Outcome, str]:
        outcome, why = found.get(expression, ("unknown", "it was not evaluated"))
        return Outcome(outcome), f"`{expression}`: {why}."

    return evaluate


def with_own(report: Report, release: Release, own: Iterable[Check]) -> Report:
    """A report with the findings of further checks; one that fails to answer is unknown."""
    held: dict[Finding, list[str]] = {}
    for reading in Reading:
        for check in own:
            for finding in _answered(check, release, reading):
                held.setdefault(finding, []).append(reading.value)
    more = tuple(finding.read_in(tuple(readings)) for finding, readings in held.items())
    return replace(report, findings=(*report.findings, *more)) if more else report


def _answered(check: Check, release: Release, reading: Reading) -> list[Finding]:
    try:
        return checks.run([check], release, reading)
    except Exception as error:  # noqa: BLE001  # a stranger's defect shows nothing
        why = f"The check {check.id} ended with {type(error).__name__}: {error}."
        return [unknown(why).stamped(check.id, check.severity, check.persona)]


def _frameworks(policy: Policy) -> list[str]:
    named = [rule.conclusion.framework for rule in policy.rules if rule.conclusion]
    return list(dict.fromkeys(named))


def _tables(place: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(place.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise PolicyError(f"{place}: it cannot be read: {error}. Correct it.") from error


def judged_case(
    policy: Policy, stage: str, report: Report, waivers: tuple[Granted, ...], day: date
) -> Gate:
    """The decision on a report that nobody audited, as the cases of a policy state them."""
    return decide(
        policy,
        stage,
        report,
        waivers=waivers,
        as_of=day,
        evaluate=evaluator(policy, stage, report),
    )


def mutated(
    release: Release, policy: Policy, stage: str, *, own: OwnChecks = NONE
) -> tuple[Gate, Mutated]:
    """The decision on a release, and which rules hold without what they rest on.

    Waivers are left aside: what they let stand shows nothing.

    Raises:
        PolicyError: the policy has no such stage.
    """
    found = gate(release, policy, stage, own=own)

    def judge(one: Policy, report: Report) -> Gate:
        return judged_case(one, stage, report, (), release.as_of.day)

    return found.gate, mutate(policy, stage, found.report, judge)
