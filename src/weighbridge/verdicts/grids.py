"""Pictures: a framework whose cells hold its own words, and that concludes nothing.

Where the framework itself publishes a score over the words, it is given as the framework's own.
"""

from collections.abc import Mapping

from weighbridge.findings import Evidence, Finding, Outcome
from weighbridge.verdicts.criteria import Outcomes, checks, outcome
from weighbridge.verdicts.frameworks import CellRule, Framework
from weighbridge.verdicts.report import Cell, Verdict

UNKNOWN = "unknown"
_NOTED = 3
"""Messages a note holds at most."""


def draw(
    framework: Framework, reading: str, outcomes: Outcomes, findings: Mapping[str, list[Finding]]
) -> Verdict:
    """The picture of a release."""
    cells = tuple(_cell(framework, rule, outcomes, findings) for rule in framework.cells)
    return Verdict(
        framework=framework.id,
        title=framework.title,
        reading=reading,
        conclusion=None,
        cells=cells,
        score=_score(framework, cells),
    )


def _cell(
    framework: Framework,
    rule: CellRule,
    outcomes: Outcomes,
    findings: Mapping[str, list[Finding]],
) -> Cell:
    word, deciding = _word(framework, rule, outcomes)
    found = [f for check in sorted(deciding) for f in findings.get(check, ())]
    telling = sorted(found, key=lambda f: list(Outcome).index(f.outcome))
    notes = dict.fromkeys(finding.message for finding in telling)
    return Cell(
        row=rule.row,
        row_title=rule.row_title,
        column=rule.column,
        column_title=rule.column_title,
        group=rule.group,
        value=word,
        note=" ".join(list(notes)[:_NOTED]),
        evidence=_evidence(telling),
    )


def _word(framework: Framework, rule: CellRule, outcomes: Outcomes) -> tuple[str, frozenset[str]]:
    """The strongest word whose demands hold, and the checks that decided.

    Unknown when a missing fact could still give a word and no weaker one holds for certain.
    """
    undecided: frozenset[str] = frozenset()
    for word, demands in rule.values:
        match outcome(demands, outcomes):
            case Outcome.PASS:
                return word, checks(demands)
            case Outcome.UNKNOWN:
                undecided |= checks(demands)
    if undecided:
        return UNKNOWN, undecided
    return framework.otherwise, frozenset().union(*(checks(d) for _, d in rule.values))


def _evidence(findings: list[Finding]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(at for finding in findings for at in finding.evidence))[:5]


def _score(framework: Framework, cells: tuple[Cell, ...]) -> float | None:
    """The mean of what the framework's words count, an unknown cell counting nothing."""
    if not framework.scores:
        return None
    worth = dict(framework.scores)
    return round(sum(worth.get(cell.value, 0.0) for cell in cells) / len(cells), 4)
