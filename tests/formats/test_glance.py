"""What a report says at a glance."""

from dataclasses import replace

from sample_reports import claiming, complete
from weighbridge.findings import Finding, Outcome, Severity
from weighbridge.verdicts import glance
from weighbridge.verdicts.report import Level, Verdict


def _undecided(conclusion: str | None, *outcomes: Outcome) -> glance.Standing:
    levels = tuple(Level(str(n), f"Level {n}", o, 0, 0) for n, o in enumerate(outcomes))
    return glance.Standing(
        Verdict("f", "F", "evidence", conclusion, levels, "F met"), None, None, ()
    )


def test_a_ladder_looks_at_its_next_rung_alone() -> None:
    ladder = glance.standings(claiming())[0]

    assert (ladder.missing, ladder.unknown) == (("training-code",), ("evaluation-data",))


def test_a_definition_looks_at_all_of_it() -> None:
    definition = glance.standings(claiming())[1]

    assert (definition.missing, definition.unknown) == (("training-code",), ("data-information",))


def test_the_readings_that_conclude_something_else_are_kept() -> None:
    ladder, definition = glance.standings(claiming())

    assert ladder.claims
    assert ladder.claims.conclusion == "Class II · Open Tooling"
    assert ladder.strictest
    assert ladder.strictest.conclusion is None
    assert definition.claims is definition.strictest is None


def test_nothing_reached_fails_only_where_something_fails() -> None:
    assert _undecided(None, Outcome.FAIL).outcome is Outcome.FAIL
    assert _undecided(None, Outcome.UNKNOWN).outcome is Outcome.UNKNOWN
    assert _undecided("Not met", Outcome.PASS, Outcome.FAIL).outcome is Outcome.FAIL
    assert _undecided(None, Outcome.PASS, Outcome.UNKNOWN).outcome is Outcome.UNKNOWN
    assert glance.standings(complete())[0].outcome is Outcome.PASS


def test_a_change_has_one_number_wherever_it_is_asked_for() -> None:
    assert [standing.numbers for standing in glance.standings(claiming())] == [(1, 2), (1, 3)]


def test_only_one_finding_of_a_check_is_important() -> None:
    several = tuple(
        Finding(Outcome.FAIL, f"{n} is bad.", (), f"file-is-good[{n}]", Severity.HIGH)
        for n in range(9)
    )
    found = glance.important(replace(claiming(), findings=several))

    assert [finding.check for finding in found] == ["file-is-good[0]"]


def test_no_more_findings_are_important_than_fit_a_glance() -> None:
    several = tuple(
        Finding(Outcome.FAIL, "It is bad.", (), f"claim-{n}", Severity.HIGH) for n in range(9)
    )

    assert len(glance.important(replace(claiming(), findings=several))) == 5


def test_what_fails_only_in_another_reading_is_not_important() -> None:
    strict = Finding(
        Outcome.FAIL, "Bad.", (), "claim", Severity.CRITICAL, readings=("evidence-unblanketed",)
    )

    assert glance.important(replace(claiming(), findings=(strict,))) == ()
