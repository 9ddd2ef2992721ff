"""What a framework concludes from the outcomes of checks: one function per shape of framework."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate

from weighbridge.findings import Finding, Outcome
from weighbridge.verdicts import changes, grids, mot
from weighbridge.verdicts.criteria import Group, Node, Outcomes, outcome
from weighbridge.verdicts.frameworks import Framework, Rule, Rung
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
    return _VERDICTS[framework.shape](_Asked(framework, reading, outcomes, findings), decided)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a conclusion is drawn from."""

    framework: Framework
    reading: str
    outcomes: Outcomes
    findings: Mapping[str, list[Finding]]


def _ladder(asked: _Asked, decided: list[tuple[Criterion, ...]]) -> Verdict:
    cumulative = list(accumulate(decided))
    holds = [all(c.outcome is Outcome.PASS for c in criteria) for criteria in cumulative]
    reached = holds.index(False) if False in holds else len(holds)
    levels = tuple(
        _level(rung, criteria, gated=number > reached)
        for number, (rung, criteria) in enumerate(
            zip(asked.framework.rungs, cumulative, strict=True)
        )
    )
    return _climbed(asked, levels, reached, lambda rule: rule.demands)


def _mot(asked: _Asked, decided: list[tuple[Criterion, ...]]) -> Verdict:
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
            zip(asked.framework.rungs, accumulate(decided), strict=True)
        )
    )
    reached = max((n + 1 for n, share in enumerate(gated) if share == 1), default=0)
    return _climbed(asked, levels, reached, lambda rule: mot.or_paper(rule.id, rule.demands))


def _climbed(
    asked: _Asked, levels: tuple[Level, ...], reached: int, demands: Callable[[Rule], Node]
) -> Verdict:
    """What a ladder concludes on its rung number `reached`, 0 being the ground."""
    rungs = asked.framework.rungs
    following = rungs[reached : reached + 1]
    wanted = [demands(rule) for rung in rungs[: reached + 1] for rule in rung.rules]
    return Verdict(
        framework=asked.framework.id,
        title=asked.framework.title,
        reading=asked.reading,
        conclusion=rungs[reached - 1].title if reached else None,
        levels=levels,
        next=following[0].title if following else None,
        changes=_changes(asked, wanted) if following else (),
    )


def _definition(asked: _Asked, decided: list[tuple[Criterion, ...]]) -> Verdict:
    framework = asked.framework
    levels = tuple(
        _level(rung, criteria, gated=False)
        for rung, criteria in zip(framework.rungs, decided, strict=True)
    )
    found = {level.outcome for level in levels}
    met = found == {Outcome.PASS}
    wanted = [rule.demands for rung in framework.rungs for rule in rung.rules]
    return Verdict(
        framework=framework.id,
        title=framework.title,
        reading=asked.reading,
        conclusion=framework.meets if met else framework.fails if Outcome.FAIL in found else None,
        levels=levels,
        next=None if met else framework.meets,
        changes=() if met else _changes(asked, wanted),
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


def _changes(asked: _Asked, demands: list[Node]) -> tuple[Change, ...]:
    """The shortest set of checks, those that one act mends taken together."""
    needed = changes.shortest(Group(tuple(demands), len(demands)), asked.outcomes) or frozenset()
    rules = [rule for rung in asked.framework.rungs for rule in rung.rules]
    return tuple(
        Change(
            remedy=remedy,
            criteria=tuple(r.id for r in rules if not set(mended).isdisjoint(r.checks)),
            checks=tuple(mended),
        )
        for remedy, mended in changes.acts(needed, asked.findings).items()
    )
