"""Objectives judged by counts that are stated here, as facts."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from weighbridge import checks
from weighbridge.facts import previous
from weighbridge.facts.evaluation import EvaluationRun, Result, SampleOutcomes, Tally
from weighbridge.facts.parameters import Parameter
from weighbridge.facts.provenance import Evidence, Reading
from weighbridge.facts.register import Objective, Problem, Recorded
from weighbridge.facts.release import AsOf, Fact, Release
from weighbridge.findings import Finding, Outcome
from weighbridge.records.governance.objective import Direction

AT = Evidence("release", "governance/objectives/leaks.toml")
FILE = Evidence("release", "evaluation/verdicts.csv")
RUN = EvaluationRun(FILE, "verdicts", "labelled-verdicts", completed=True)
OBJECTIVE = Objective(
    title="Hardly any harm gets through",
    metric="false-negative-rate",
    direction=Direction.AT_MOST,
    threshold=0.05,
    samples=100,
)


def _release(*facts: Fact, objective: Objective = OBJECTIVE) -> Release:
    recorded = Recorded(AT, "objective", "leaks", objective)
    return Release("r", (), AsOf(date(2026, 11, 20)), (recorded, *facts))


def _tally(successes: int, total: int, domain: str = "", **more: str) -> Tally:
    return Tally(
        FILE, "verdicts", "false-negative-rate", domain, successes=successes, total=total, **more
    )


def _ask(release: Release, check: str = "objective-is-met") -> list[Finding]:
    return checks.run([checks.find(check)], release, Reading.EVIDENCE)


def _outcomes(findings: Iterable[Finding]) -> list[Outcome]:
    return [one.outcome for one in findings]


def test_an_objective_whose_interval_lies_below_the_threshold_is_met() -> None:
    (found,) = _ask(_release(RUN, _tally(10, 1000)))

    assert found.outcome is Outcome.PASS
    assert found.check == "objective-is-met[leaks]"
    assert "1.0 % (10 of 1,000; 95 % interval 0.5 % to 1.8 %)" in found.message


def test_an_objective_whose_interval_lies_above_is_missed() -> None:
    (found,) = _ask(_release(RUN, _tally(200, 1000)))

    assert found.outcome is Outcome.FAIL
    assert found.remedy


def test_a_rate_on_the_right_side_by_its_point_alone_is_unknown_and_says_how_many_it_takes() -> (
    None
):
    (found,) = _ask(_release(RUN, _tally(4, 100)))

    assert found.outcome is Outcome.UNKNOWN
    assert "samples at this rate" in found.message


def test_fewer_samples_than_the_objective_asks_for_leave_it_open() -> None:
    (found,) = _ask(_release(RUN, _tally(0, 99)))

    assert found.outcome is Outcome.UNKNOWN
    assert "it takes 100" in found.message


@pytest.mark.parametrize(
    "run",
    [
        replace(RUN, limited=True),
        replace(RUN, completed=False),
        replace(RUN, defects=("Its total is edited.",)),
        replace(RUN, samples=90, planned=100),
        replace(RUN, id="another"),
    ],
)
def test_counts_of_an_unsound_run_do_not_count(run: EvaluationRun) -> None:
    (found,) = _ask(_release(run, _tally(0, 1000)))

    assert found.outcome is Outcome.UNKNOWN
    assert "do not count" in found.message


def test_a_value_without_counts_has_no_interval() -> None:
    stated = Result(FILE, "model-index", "harm", "False negative rate", "0.01")
    (found,) = _ask(_release(stated))

    assert found.outcome is Outcome.UNKNOWN
    assert "without the number of samples" in found.message


def test_without_counts_over_all_each_domain_has_to_meet_it() -> None:
    found = _ask(_release(RUN, _tally(5, 1000, "bio"), _tally(300, 1000, "cyber")))

    assert sorted(_outcomes(found)) == [Outcome.FAIL, Outcome.PASS]


def test_an_objective_of_one_domain_looks_at_no_other() -> None:
    objective = replace(OBJECTIVE, domain="Bio")
    facts = (RUN, _tally(5, 1000, "bio"), _tally(300, 1000, "cyber"), _tally(305, 2000))

    assert _outcomes(_ask(_release(*facts, objective=objective))) == [Outcome.PASS]


def test_a_file_it_is_to_be_judged_by_and_that_is_not_there_leaves_it_open() -> None:
    objective = replace(OBJECTIVE, evidence=("evaluation/", "red-team/run.jsonl"))
    found = _ask(_release(RUN, _tally(5, 1000), objective=objective))

    assert sorted(_outcomes(found)) == [Outcome.PASS, Outcome.UNKNOWN]


@pytest.mark.parametrize(
    "objective",
    [
        replace(OBJECTIVE, threshold=None),
        replace(OBJECTIVE, threshold=95.0),
        replace(OBJECTIVE, metric=""),
        replace(OBJECTIVE, confidence=1.0),
        replace(OBJECTIVE, metric="something-else"),
    ],
)
def test_an_objective_that_cannot_be_measured_is_unknown(objective: Objective) -> None:
    assert _outcomes(_ask(_release(RUN, _tally(5, 1000), objective=objective))) == [Outcome.UNKNOWN]


def test_impossible_counts_are_no_evidence() -> None:
    assert _outcomes(_ask(_release(RUN, _tally(2000, 1000)))) == [Outcome.UNKNOWN]


def test_a_broken_objective_is_unknown() -> None:
    broken = Recorded(AT, "objective", "leaks", OBJECTIVE, (Problem(AT, "It has no metric."),))
    release = Release("r", (), AsOf(date(2026, 11, 20)), (broken, RUN, _tally(5, 1000)))

    assert _outcomes(_ask(release)) == [Outcome.UNKNOWN]


def test_without_an_objective_there_is_nothing_to_meet() -> None:
    release = Release("r", (), AsOf(date(2026, 11, 20)), (RUN, _tally(5, 1000)))

    assert _outcomes(_ask(release)) == [Outcome.NOT_APPLICABLE]


def _against(release: Release, earlier: Release) -> list[Finding]:
    both = replace(release, facts=(*release.facts, *previous.of(earlier)))
    return _ask(both, "protection-is-not-weakened")


def _answers(missed: Iterable[int], total: int) -> tuple[Tally, SampleOutcomes]:
    values = bytearray(total)
    for one in missed:
        values[one] = 1
    ids = tuple(map(str, range(total)))
    held = SampleOutcomes(FILE, "verdicts", "false-negative-rate", "", ids, bytes(values))
    return _tally(sum(values), total), held


def test_equal_counts_on_many_samples_keep_a_protection() -> None:
    (found,) = _against(_release(RUN, _tally(100, 10_000)), _release(RUN, _tally(100, 10_000)))

    assert found.outcome is Outcome.PASS
    assert found.check == "protection-is-not-weakened[leaks]"
    assert "2.0 points may stand" in found.message


def test_a_clear_loss_weakens_a_protection() -> None:
    (found,) = _against(_release(RUN, _tally(900, 9000)), _release(RUN, _tally(90, 9000)))

    assert found.outcome is Outcome.FAIL
    assert "9.0 points worse" in found.message


def test_too_few_samples_leave_it_open_and_say_how_many_it_takes() -> None:
    (found,) = _against(_release(RUN, _tally(5, 100)), _release(RUN, _tally(5, 100)))

    assert found.outcome is Outcome.UNKNOWN
    assert "samples of each release" in found.message


def test_the_same_prompts_are_compared_prompt_by_prompt() -> None:
    now, before = _answers(range(20), 400), _answers(range(20), 400)
    (found,) = _against(_release(RUN, *now), _release(RUN, *before))
    apart = _against(_release(RUN, now[0]), _release(RUN, before[0]))

    assert found.outcome is Outcome.PASS
    assert "on the same samples" in found.message
    assert _outcomes(apart) == [Outcome.UNKNOWN]


def test_samples_that_do_not_sum_to_the_counts_are_not_paired() -> None:
    tally, held = _answers(range(20), 400)
    edited = replace(tally, successes=2)
    (found,) = _against(_release(RUN, edited, held), _release(RUN, tally, held))

    assert found.outcome is Outcome.UNKNOWN
    assert "no sound counts" in found.message


def test_a_policy_sets_the_margin_of_a_metric() -> None:
    margin = Parameter(AT, "protection-is-not-weakened", "margin", 0.2, "false-negative-rate")
    (found,) = _against(_release(RUN, _tally(5, 100), margin), _release(RUN, _tally(5, 100)))

    assert found.outcome is Outcome.PASS


def test_a_margin_that_cannot_be_shown_is_unknown() -> None:
    margin = Parameter(AT, "protection-is-not-weakened", "margin", 0.0, "false-negative-rate")
    found = _against(_release(RUN, _tally(5, 100), margin), _release(RUN, _tally(5, 100)))

    assert _outcomes(found) == [Outcome.UNKNOWN]


def test_results_of_another_tool_or_other_data_cannot_be_compared() -> None:
    for other in (
        replace(RUN, tool="garak"),
        replace(RUN, dataset="other"),
        replace(RUN, dataset="d", dataset_revision="2"),
    ):
        now = replace(RUN, dataset="d", dataset_revision="1")
        (found,) = _against(
            _release(now, _tally(100, 10_000)), _release(other, _tally(100, 10_000))
        )

        assert found.outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    "facts", [(), (replace(RUN, limited=True), _tally(1, 9000)), (_tally(1, 9000),)]
)
def test_an_earlier_release_without_sound_results_shows_nothing(facts: tuple[Fact, ...]) -> None:
    found = _against(_release(RUN, _tally(100, 10_000)), _release(*facts))

    assert _outcomes(found) == [Outcome.UNKNOWN]


def test_an_objective_that_was_dropped_weakens_a_protection() -> None:
    now = Release("r", (), AsOf(date(2026, 11, 20)), (RUN, _tally(100, 10_000)))
    (found,) = _against(now, _release(RUN, _tally(100, 10_000)))

    assert found.outcome is Outcome.FAIL
    assert "recorded no more" in found.message


@pytest.mark.parametrize(
    "changes",
    [
        {"threshold": 0.06},
        {"threshold": None},
        {"confidence": 0.9},
        {"samples": 10},
        {"metric": "False_Negative_Rate "},
    ],
)
def test_an_objective_that_asks_for_less_weakens_a_protection(changes: dict[str, object]) -> None:
    facts = (RUN, _tally(100, 10_000))
    now = _release(*facts, objective=replace(OBJECTIVE, **changes))  # type: ignore[arg-type]
    found = _against(now, _release(*facts))

    assert Outcome.FAIL in _outcomes(found)


def test_a_domain_that_is_no_longer_measured_leaves_it_open() -> None:
    now = _release(RUN, _tally(100, 10_000, "bio"))
    before = _release(RUN, _tally(100, 10_000, "bio"), _tally(100, 10_000, "cyber"))
    found = _against(now, before)

    assert sorted(_outcomes(found)) == [Outcome.PASS, Outcome.UNKNOWN]


def test_without_an_earlier_release_there_is_nothing_to_compare() -> None:
    found = _ask(_release(RUN, _tally(1, 1000)), "protection-is-not-weakened")

    assert _outcomes(found) == [Outcome.NOT_APPLICABLE]


def test_taking_away_any_fact_never_keeps_a_protection_that_was_open() -> None:
    release, earlier = _release(RUN, _tally(5, 100)), _release(RUN, _tally(5, 100))
    both = (*release.facts, *previous.of(earlier))
    for left_out in both:
        less = replace(release, facts=tuple(one for one in both if one is not left_out))

        assert Outcome.PASS not in _outcomes(_ask(less, "protection-is-not-weakened"))
