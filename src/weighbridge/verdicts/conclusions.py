"""What a framework concludes from the outcomes of checks: one function per shape of framework."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import accumulate

from weighbridge.findings import Finding, Outcome
from weighbridge.verdicts import changes, grids, mot
from weighbridge.verdicts.criteria import Group, Node, Outcomes, outcome
from weighbridge.verdicts.frameworks import Framework, Rung
from weighbridge.verdicts.report import Change, Criterion, Level, Verdict


def conclude(
    framework: Framework, reading: str, outcomes: Outcomes, findings: Mapping[str, list[Finding]]
) -> Verdict:
    """What a framework concludes.

    Args:
        outcomes: overall outcome per check id.
        findings: the findings per check id, for the changes' words.
    """
    if framework.shape == "grid":
        return grids.draw(framework, reading, outcomes, findings)
    decided = [_decide(rung, outcomes) for rung in framework.rungs]
    return _VERDICTS[framework.shape](framework, reading, decided, outcomes, findings)


def _ladder(
    framework: Framework,
    reading: str,
    decided: list[tuple[Criterion, ...]],
    outcomes: Outcomes,
    findings: Mapping[str, list[Finding]],
) -> Verdict:
    cumulative = list(accumulate(decided))
    reached = 0
    for criteria in cumulative:
        if not all(c.outcome is Outcome.PASS for c in criteria):
            break
        reached += 1
    levels = tuple(
        _level(rung, criteria, gated=number > reached)
        for number, (rung, criteria) in enumerate(zip(framework.rungs, cumulative, strict=True))
    )
    following = framework.rungs[reached : reached + 1]
    demands = [rule.demands for rung in framework.rungs[: reached + 1] for rule in rung.rules]
    return Verdict(
        framework=framework.id,
        title=framework.title,
        reading=reading,
        conclusion=framework.rungs[reached - 1].title if reached else None,
        levels=levels,
        next=following[0].title if following else None,
        changes=_changes(framework, demands, outcomes, findings) if following else (),
    )


def _definition(
    framework: Framework,
    reading: str,
    decided: list[tuple[Criterion, ...]],
    outcomes: Outcomes,
    findings: Mapping[str, list[Finding]],
) -> Verdict:
    levels = tuple(
        _level(rung, criteria, gated=False)
        for rung, criteria in zip(framework.rungs, decided, strict=True)
    )
    found = {level.outcome for level in levels}
    demands = [rule.demands for rung in framework.rungs for rule in rung.rules]
    met = found == {Outcome.PASS}
    conclusion = framework.meets if met else framework.fails if Outcome.FAIL in found else None
    return Verdict(
        framework=framework.id,
        title=framework.title,
        reading=reading,
        conclusion=conclusion,
        levels=levels,
        next=None if met else framework.meets,
        changes=() if met else _changes(framework, demands, outcomes, findings),
    )


def _mot(
    framework: Framework,
    reading: str,
    decided: list[tuple[Criterion, ...]],
    outcomes: Outcomes,
    findings: Mapping[str, list[Finding]],
) -> Verdict:
    """A ladder whose shares the tool's own arithmetic gives."""
    included = [[c.id for c in criteria if c.outcome is Outcome.PASS] for criteria in decided]
    required = [len(criteria) for criteria in decided]
    gated = mot.progress(included, required)
    ungated = mot.ungated(included, required)
    levels = tuple(
        replace(
            _level(rung, criteria, gated=False),
            share=ungated[number],
            gated_share=gated[number],
            outcome=Outcome.PASS if gated[number] == 1 else Outcome.FAIL,
        )
        for number, (rung, criteria) in enumerate(
            zip(framework.rungs, accumulate(decided), strict=True)
        )
    )
    reached = max((n + 1 for n, share in enumerate(gated) if share == 1), default=0)
    following = framework.rungs[reached : reached + 1]
    rules = [rule for rung in framework.rungs[: reached + 1] for rule in rung.rules]
    demands = [mot.or_paper(rule.id, rule.demands) for rule in rules]
    return Verdict(
        framework=framework.id,
        title=framework.title,
        reading=reading,
        conclusion=framework.rungs[reached - 1].title if reached else None,
        levels=levels,
        next=following[0].title if following else None,
        changes=_changes(framework, demands, outcomes, findings) if following else (),
    )


_VERDICTS = {"ladder": _ladder, "definition": _definition, "mot": _mot}


def _decide(rung: Rung, outcomes: Outcomes) -> tuple[Criterion, ...]:
    return tuple(
        Criterion(
            id=rule.id,
            title=rule.title,
            outcome=outcome(rule.demands, outcomes),
            checks=rule.checks,
        )
        for rule in rung.rules
    )


def _level(rung: Rung, criteria: tuple[Criterion, ...], *, gated: bool) -> Level:
    missing = tuple(c.id for c in criteria if c.outcome is Outcome.FAIL)
    open_still = tuple(c.id for c in criteria if c.outcome is Outcome.UNKNOWN)
    share = (len(criteria) - len(missing) - len(open_still)) / len(criteria)
    worst = Outcome.FAIL if missing else Outcome.UNKNOWN if open_still else Outcome.PASS
    return Level(
        id=rung.id,
        title=rung.title,
        outcome=worst,
        share=round(share, 4),
        gated_share=0.0 if gated else round(share, 4),
        missing=missing,
        unknown=open_still,
        criteria=criteria,
    )


def _changes(
    framework: Framework,
    demands: list[Node],
    outcomes: Outcomes,
    findings: Mapping[str, list[Finding]],
) -> tuple[Change, ...]:
    """The shortest set of checks, those that one act mends taken together."""
    needed = changes.shortest(Group(tuple(demands), len(demands)), outcomes) or frozenset()
    acts: dict[str, list[str]] = {}
    for check in sorted(needed):
        acts.setdefault(_remedy(check, findings.get(check, [])), []).append(check)
    rules = [rule for rung in framework.rungs for rule in rung.rules]
    return tuple(
        Change(
            remedy=remedy,
            criteria=tuple(r.id for r in rules if not set(mended).isdisjoint(r.checks)),
            checks=tuple(mended),
        )
        for remedy, mended in acts.items()
    )


def _remedy(check: str, findings: list[Finding]) -> str:
    worst = sorted(findings, key=lambda f: f.outcome is not Outcome.FAIL)
    for finding in worst:
        if finding.remedy:
            return finding.remedy
    return f"Make the check {check} pass."
