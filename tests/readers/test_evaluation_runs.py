"""Runs of evaluation tools: what whole ones give, and that every doctored one is caught."""

import json
import sys
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

import evaluation_files as made
from conftest import AS_OF, Read
from weighbridge import checks
from weighbridge.facts.distribution import Gap
from weighbridge.facts.evaluation import Evaluation, EvaluationRun
from weighbridge.facts.provenance import Reading
from weighbridge.facts.release import Release
from weighbridge.findings import evaluation_runs as runs

Value = Any
Files = dict[str, bytes]
CHECKS = ("evaluation-runs-are-complete", "evaluation-runs-are-sound")

WHOLE: dict[str, Files] = {
    "inspect-json": {"logs/a.json": made.dumped(made.inspect_log())},
    "inspect-eval": {"logs/a.eval": made.inspect_eval(made.inspect_log())},
    "lm-eval": made.lm_files(made.lm_results(), made.lm_samples()),
    "garak": {"garak.report.jsonl": made.lines(made.garak_report())},
    "promptfoo": {"promptfoo.json": made.dumped(made.promptfoo())},
    "pyrit": {"pyrit.json": made.dumped(made.pyrit())},
    "pyrit-store": {"pyrit.db": made.pyrit_store()},
    "modelbench": {"benchmark_record.json": made.dumped(made.modelbench())},
    "helm": made.helm_files(made.helm()),
    "verdicts": {"verdicts.jsonl": made.lines(made.verdicts())},
}


def evaluation(release: Release) -> Evaluation:
    return release.view(Evaluation, Reading.CLAIMS)


def failures(release: Release) -> list[str]:
    found = checks.run([checks.find(one) for one in CHECKS], release, Reading.CLAIMS)
    return [finding.message for finding in found if finding.outcome == "fail"]


@pytest.mark.parametrize("files", WHOLE.values(), ids=WHOLE)
def test_a_whole_run_is_read_and_nothing_is_said_against_it(read: Read, files: Files) -> None:
    release = read(files)
    found = evaluation(release)
    (run,) = found.runs

    assert failures(release) == []
    assert runs.sound(found, AS_OF) == (run,)
    assert not runs.orphans(found)
    assert run.model
    assert run.completed
    assert [t for t in found.tallies if t.run == run.id and 0 < t.successes < t.total]


def edited(value: Value, edit: Callable[[Value], object]) -> Value:
    found = deepcopy(value)
    edit(found)
    return found


def _inspect(edit: Callable[[Value], object]) -> Files:
    return {"logs/a.json": made.dumped(edited(made.inspect_log(), edit))}


def _garak(edit: Callable[[Value], object]) -> Files:
    return {"a.report.jsonl": made.lines(edited(made.garak_report(), edit))}


def _promptfoo(edit: Callable[[Value], object]) -> Files:
    return {"promptfoo.json": made.dumped(edited(made.promptfoo(), edit))}


def _pyrit(edit: Callable[[Value], object]) -> Files:
    return {"pyrit.json": made.dumped(edited(made.pyrit(), edit))}


def _modelbench(edit: Callable[[Value], object]) -> Files:
    return {"benchmark_record.json": made.dumped(edited(made.modelbench(), edit))}


def _helm(edit: Callable[[Value], object]) -> Files:
    return made.helm_files(edited(made.helm(), edit))


def _verdicts(edit: Callable[[Value], object]) -> Files:
    return {"verdicts.jsonl": made.lines(edited(made.verdicts(), edit))}


def _lm(
    results: Callable[[Value], object] = lambda _: None,
    samples: Callable[[Value], object] = lambda _: None,
) -> Files:
    return made.lm_files(edited(made.lm_results(), results), edited(made.lm_samples(), samples))


def _drop(entry: str) -> Callable[[list[Value]], None]:
    def edit(entries: list[Value]) -> None:
        entries[:] = [one for one in entries if one["entry_type"] != entry]

    return edit


def _the(entries: list[Value], kind: str) -> Value:
    return next(one for one in entries if one["entry_type"] == kind)


def _accuracy(log: Value) -> Value:
    return log["results"]["scores"][0]["metrics"]["accuracy"]


def _inspect_archive(edit: Callable[[Value], object]) -> Files:
    log = made.inspect_log()
    keys = ("id", "epoch", "scores")
    log["summaries"] = [{key: deepcopy(one[key]) for key in keys} for one in log["samples"]]
    edit(log)
    return {"logs/a.eval": made.inspect_eval(log)}


def _limited(log: Value) -> None:
    log["eval"]["config"]["limit"] = 3
    log["eval"]["dataset"]["sample_ids"] = log["eval"]["dataset"]["sample_ids"][:3]
    log["samples"] = log["samples"][:3]
    log["results"]["total_samples"] = log["results"]["completed_samples"] = 3
    _accuracy(log)["value"] = 2 / 3


DOCTORED: dict[str, Files] = {
    "inspect: status is error": _inspect(lambda v: v.update(status="error")),
    "inspect: cancelled": _inspect(lambda v: v.update(status="cancelled")),
    "inspect: samples taken out": _inspect(lambda v: v["samples"].pop()),
    "inspect: a failed sample taken out with the totals": _inspect(
        lambda v: (
            v["samples"].pop(2),
            v["results"].update(total_samples=4, completed_samples=4),
            _accuracy(v).update(value=1.0),
        )
    ),
    "inspect: total edited": _inspect(lambda v: _accuracy(v).update(value=1.0)),
    "inspect: a score edited by Inspect": _inspect(
        lambda v: v["samples"][2]["scores"]["match"].update(history=[{"value": "I"}])
    ),
    "inspect: a score edited by hand": _inspect(
        lambda v: v["samples"][2]["scores"]["match"].update(value="C")
    ),
    "inspect: limited": _inspect(_limited),
    "inspect: a sample twice": _inspect(lambda v: v["samples"][1].update(id="s0")),
    "inspect: invalidated": _inspect(lambda v: v.update(invalidated=True)),
    "inspect: NaN": _inspect(lambda v: _accuracy(v).update(value=float("nan"))),
    "inspect: a sample with an error": _inspect(lambda v: v["samples"][0].update(error={"m": 1})),
    "inspect: a run yet to come": _inspect(lambda v: v["eval"].update(created="2027-01-01")),
    "inspect eval: never ended": {
        "logs/a.eval": made.inspect_eval(made.inspect_log(), ended=False)
    },
    "inspect eval: summaries edited": _inspect_archive(
        lambda v: v["summaries"][2]["scores"]["match"].update(value="C")
    ),
    "inspect eval: samples edited": _inspect_archive(
        lambda v: v["samples"][2]["scores"]["match"].update(value="C")
    ),
    "inspect eval: samples taken out": _inspect_archive(lambda v: v["samples"].pop()),
    "lm-eval: limit in the settings": _lm(lambda v: v["config"].update(limit=8.0)),
    "lm-eval: fewer samples asked than there are": _lm(
        lambda v: v["n-samples"]["sums"].update(original=800)
    ),
    "lm-eval: total edited": _lm(lambda v: v["results"]["sums"].update({"acc,none": 0.75})),
    "lm-eval: total edited, no samples": {
        k: v
        for k, v in _lm(lambda v: v["results"]["sums"].update({"acc,none": 0.75})).items()
        if k.endswith(".json")
    },
    "lm-eval: total that no count gives": _lm(
        lambda v: v["results"]["sums"].update({"acc,none": 0.77})
    ),
    "lm-eval: more than all": _lm(lambda v: v["results"]["sums"].update({"acc,none": 1.2})),
    "lm-eval: NaN": _lm(lambda v: v["results"]["sums"].update({"acc,none": float("nan")})),
    "lm-eval: a sample edited": _lm(samples=lambda v: v[1].update(acc=1.0)),
    "lm-eval: a sample taken out": _lm(samples=lambda v: v.pop()),
    "lm-eval: a sample twice": _lm(samples=lambda v: v.__setitem__(1, v[0])),
    "lm-eval: samples of another run": _lm(samples=lambda v: v[0].update(doc_hash="0" * 64)),
    "garak: no completion entry": _garak(_drop("completion")),
    "garak: completion of another run": _garak(
        lambda v: _the(v, "completion").update(run="ffff")
    ),
    "garak: no beginning": _garak(_drop("init")),
    "garak: passes edited": _garak(lambda v: _the(v, "eval").update(passed=4)),
    "garak: passes and fails edited": _garak(lambda v: _the(v, "eval").update(passed=4, fails=0)),
    "garak: attempts taken out": _garak(lambda v: v.pop(-4)),
    "garak: a probe's evaluation taken out": _garak(
        lambda v: v[0]["transient.active_probes"].append("probes.dan.Dan")
    ),
    "garak: cut in the middle of a line": {
        "a.report.jsonl": made.lines(made.garak_report())[:-70]
    },
    "garak: an interval that is none": _garak(
        lambda v: _the(v, "eval").update(confidence_upper=1.7)
    ),
    "promptfoo: stats edited": _promptfoo(
        lambda v: v["results"]["stats"].update(successes=3, failures=0)
    ),
    "promptfoo: a failed test taken out": _promptfoo(lambda v: v["results"]["results"].pop(1)),
    "promptfoo: a failed test taken out with the stats": _promptfoo(
        lambda v: (
            v["results"]["results"].pop(1),
            v["results"]["stats"].update(failures=0),
            v["results"]["prompts"][0]["metrics"].update(testFailCount=0),
        )
    ),
    "promptfoo: filtered": _promptfoo(lambda v: v["config"]["tests"].append({"vars": {}})),
    "promptfoo: verdict edited": _promptfoo(
        lambda v: (
            v["results"]["results"][1].update(success=True),
            v["results"]["stats"].update(successes=3, failures=0),
            v["results"]["prompts"][0]["metrics"].update(testPassCount=3, testFailCount=0),
        )
    ),
    "promptfoo: errors": _promptfoo(
        lambda v: (
            v["results"]["results"][1].update(failureReason=2),
            v["results"]["stats"].update(failures=0, errors=1),
        )
    ),
    "promptfoo: a test twice": _promptfoo(lambda v: v["results"]["results"][1].update(testIdx=0)),
    "pyrit: not completed": _pyrit(lambda v: v.update(scenario_run_state="IN_PROGRESS")),
    "pyrit: an outcome edited": _pyrit(
        lambda v: v["attack_results"]["base64"][0].update(outcome="failure")
    ),
    "pyrit: an attack that failed to run": _pyrit(
        lambda v: v["attack_results"]["base64"][0].update(outcome="error")
    ),
    "pyrit: an attack twice": _pyrit(
        lambda v: v["attack_results"]["base64"][1].update(attack_result_id="a0")
    ),
    "pyrit store: failed": {"pyrit.db": made.pyrit_store(state="FAILED")},
    "modelbench: a hazard taken out": _modelbench(lambda v: v["scores"][0]["hazard_scores"].pop()),
    "modelbench: a score edited": _modelbench(
        lambda v: v["scores"][0]["hazard_scores"][0]["score"].update(estimate=0.94)
    ),
    "modelbench: a score that no count gives": _modelbench(
        lambda v: v["scores"][0]["hazard_scores"][0]["score"].update(estimate=0.9012)
    ),
    "modelbench: a grade edited": _modelbench(
        lambda v: v["scores"][0]["hazard_scores"][0].update(numeric_grade=5)
    ),
    "modelbench: the grade edited": _modelbench(lambda v: v["scores"][0].update(numeric_grade=4)),
    "modelbench: fewer samples": _modelbench(
        lambda v: v["scores"][0]["hazard_scores"][0]["score"].update(samples=1000)
    ),
    "helm: total edited": _helm(lambda v: v["stats.json"][0].update(mean=1.0)),
    "helm: total edited with its sums": _helm(
        lambda v: v["stats.json"][0].update(mean=1.0, sum=1.0, min=1.0, max=1.0)
    ),
    "helm: an instance taken out": _helm(lambda v: v["per_instance_stats.json"].pop(2)),
    "helm: an instance twice": _helm(
        lambda v: v["per_instance_stats.json"][2].update(instance_id="id0")
    ),
    "helm: cut at a few instances": _helm(
        lambda v: v["run_spec.json"]["adapter_spec"].update(max_eval_instances=4)
    ),
    "helm: NaN": _helm(lambda v: v["stats.json"][0].update(mean=float("nan"))),
    "hub: not a number": {
        ".eval_results/a.yaml": b"- {dataset: {id: a/b}, value: .nan}\n"
        b"- {dataset: {id: c}, value: 1}\n"
    },
    "hub: the same result twice": {
        ".eval_results/a.yaml": b"- {dataset: {id: a/b}, value: 1}\n"
        b"- {dataset: {id: a/b}, value: 2}\n"
    },
    "verdicts: truncated": _verdicts(lambda v: v.pop()),
    "verdicts: more than were asked": _verdicts(lambda v: v[0]["run"].update(samples=2)),
    "verdicts: a sample twice": _verdicts(lambda v: v[2].update(id="0")),
    "verdicts: a prediction left out": _verdicts(lambda v: v[2].update(prediction="")),
    "verdicts: limited": _verdicts(lambda v: v[0]["run"].update(limited=True)),
    "verdicts: a weight that is none": _verdicts(lambda v: v[2].update(weight=-1)),
    "verdicts: cut in the middle of a line": {
        "verdicts.jsonl": made.lines(made.verdicts())[:-20]
    },
}  # fmt: skip

TWICE: dict[str, Files] = {
    "inspect": {
        "a.json": made.dumped(made.inspect_log(model="small")),
        "b.json": made.dumped(made.inspect_log(model="large")),
    },
    "lm-eval": made.lm_files(made.lm_results(model="small"), made.lm_samples(), "a/")
    | made.lm_files(made.lm_results(model="large"), made.lm_samples(), "b/"),
    "garak": {
        "a.report.jsonl": made.lines(made.garak_report(name="small")),
        "b.report.jsonl": made.lines(made.garak_report(name="large")),
    },
    "promptfoo": {
        "a.json": made.dumped(made.promptfoo(provider="small")),
        "b.json": made.dumped(made.promptfoo(provider="large")),
    },
    "helm": made.helm_files(made.helm(model="small"), "a/")
    | made.helm_files(made.helm(model="large"), "b/"),
    "verdicts": {
        "a.jsonl": made.lines(made.verdicts(model="small")),
        "b.jsonl": made.lines(made.verdicts(model="large")),
    },
}


@pytest.mark.parametrize("files", DOCTORED.values(), ids=DOCTORED)
def test_a_doctored_truncated_or_limited_run_is_caught(read: Read, files: Files) -> None:
    release = read(files)

    assert failures(release)
    assert not runs.sound(evaluation(release), AS_OF)


@pytest.mark.parametrize("files", TWICE.values(), ids=TWICE)
def test_the_same_answers_under_two_names_are_caught(read: Read, files: Files) -> None:
    release = read(files)

    assert len([text for text in failures(release) if "to the letter" in text]) == 2
    assert not runs.sound(evaluation(release), AS_OF)


@pytest.mark.parametrize("name", ["lm-eval", "helm"])
def test_without_any_one_of_its_files_a_run_of_several_never_gains(read: Read, name: str) -> None:
    files = WHOLE[name]
    whole = evaluation(read(files))
    for path in files:
        cut = evaluation(read({one: data for one, data in files.items() if one != path}))
        told = {(t.run, t.metric, t.domain) for t in cut.tallies if cut.run(t.run)}

        assert told <= {(t.run, t.metric, t.domain) for t in whole.tallies}
        assert len(cut.runs) + len(cut.tallies) + len(cut.outcomes) < (
            len(whole.runs) + len(whole.tallies) + len(whole.outcomes)
        )


def test_a_garak_report_counts_failures(read: Read) -> None:
    (tally,) = evaluation(read(WHOLE["garak"])).tallies

    assert (tally.metric, tally.successes, tally.total) == ("attack-success-rate", 1, 4)


def test_a_garak_threshold_that_the_report_does_not_state_is_found(read: Read) -> None:
    report = made.garak_report((0.1, 0.3, 0.9, 0.0))
    _the(report, "eval").update(passed=2, fails=2)
    release = read({"a.report.jsonl": made.lines(report)})
    (outcomes,) = evaluation(release).outcomes

    assert failures(release) == []
    assert outcomes.values == bytes([0, 1, 1, 0])


def test_verdicts_of_a_filter_give_both_rates_by_domain(read: Read) -> None:
    found = evaluation(read(WHOLE["verdicts"])).tallies
    rates = {(t.metric, t.domain, t.label): (t.successes, t.total) for t in found}

    assert rates["false-positive-rate", "", "negative"] == (1, 3)
    assert rates["false-negative-rate", "", "positive"] == (1, 3)
    assert rates["false-positive-rate", "chemistry", "negative"] == (1, 2)
    assert rates["false-negative-rate", "medicine", "positive"] == (1, 2)
    assert rates["accuracy", "", ""] == (4, 6)


def test_an_item_with_an_error_is_no_verdict(read: Read) -> None:
    rows = made.verdicts()
    rows[1]["error"] = "timed out"
    release = read({"verdicts.jsonl": made.lines(rows)})
    found = {(t.metric, t.domain): t.total for t in evaluation(release).tallies}

    assert found["accuracy", ""] == 5
    assert any("no prediction" in text for text in failures(release))


def test_a_table_of_verdicts_is_read_and_cannot_say_it_is_whole(read: Read) -> None:
    release = read({"verdicts.csv": b"id,label,prediction,group\n1,en,en,a\n2,de,fr,b\n"})
    found = evaluation(release)

    assert [run.completed for run in found.runs] == [None]
    assert {(t.group, t.successes, t.total) for t in found.tallies} == {
        ("", 1, 2), ("a", 1, 1), ("b", 0, 1),
    }  # fmt: skip


def test_without_zstandard_a_log_gives_a_gap_that_names_the_remedy(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "zstandard", None)
    gaps = [one for one in read(WHOLE["inspect-eval"]).facts if isinstance(one, Gap)]

    assert [gap.remedy for gap in gaps] == ["Run pip install 'weighbridge[evals]' and audit again."]


@pytest.mark.parametrize("cut", [40, 300, -60, -4])
def test_a_log_cut_short_gives_a_gap_and_no_run(read: Read, cut: int) -> None:
    release = read({"logs/a.eval": made.inspect_eval(made.inspect_log())[:cut]})

    assert not evaluation(release).runs
    assert [one for one in release.facts if isinstance(one, Gap)]


def test_a_member_that_says_it_is_small_and_is_not_is_refused(read: Read) -> None:
    data = bytearray(made.zipped({"header.json": b" " * 4096}))
    place = data.index(b"PK\x01\x02") + 24
    data[place : place + 4] = (16).to_bytes(4, "little")
    release = read({"a.eval": bytes(data)})

    assert [one for one in release.facts if isinstance(one, Gap)]


def test_a_duckdb_store_is_a_gap(read: Read) -> None:
    release = read({"pyrit.duckdb": bytes(8) + b"DUCK" + bytes(100)})

    assert [gap.remedy for gap in release.facts if isinstance(gap, Gap)] == [
        "Export the results of PyRIT as JSON."
    ]


def test_a_view_in_the_place_of_a_table_is_not_asked(read: Read) -> None:
    import sqlite3  # noqa: PLC0415  # for this test alone

    engine = sqlite3.connect(":memory:")
    engine.execute(
        "CREATE VIEW AttackResultEntries AS WITH RECURSIVE c(x) AS "
        "(SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x AS id, 'success' AS outcome FROM c"
    )
    release = read({"pyrit.db": engine.serialize()})
    engine.close()

    assert not evaluation(release).runs


def test_the_harness_that_logged_two_filters_counts_each(read: Read) -> None:
    samples = [
        {**one, "filter": name, "metrics": ["exact_match"], "exact_match": one["acc"]}
        for name in ("strict", "loose")
        for one in made.lm_samples()
    ]
    found = evaluation(read(made.lm_files(made.lm_results(), samples)))

    assert {o.metric for o in found.outcomes} == {"exact_match,strict", "exact_match,loose"}


def test_files_of_tests_and_of_others_are_no_results(read: Read) -> None:
    data = made.dumped(made.promptfoo())

    assert not evaluation(read({"tests/a.json": data, "third_party/a.json": data})).runs


def test_a_run_names_its_tool_version_data_and_day(read: Read) -> None:
    (run,) = evaluation(read(WHOLE["inspect-json"])).runs

    assert run == EvaluationRun(
        at=run.at, id="release/logs/a.json", tool="inspect", tool_version="0.3.285",
        model="mockllm/model", dataset="sums", started="2026-11-01T10:00:00+00:00", samples=5,
        planned=5, completed=True, samples_digest=run.samples_digest,
    )  # fmt: skip
    assert len(run.samples_digest) == 64


def test_deep_and_odd_json_under_these_names_does_no_harm(read: Read) -> None:
    deep = b'{"evalId": ' + b"[" * 50_000
    odd = json.dumps({"evalId": 1, "results": {"stats": {}, "results": [1, {"provider": 3}]}})

    assert not evaluation(read({"a.json": deep})).runs
    assert evaluation(read({"b.json": odd.encode()})).runs


def test_an_attack_after_two_harms_counts_once_in_all(read: Read) -> None:
    value = made.pyrit()
    value["attack_results"]["base64"][0]["targeted_harm_categories"] = ["hate", "violence"]
    found = evaluation(read({"pyrit.json": made.dumped(value)})).tallies

    assert {(t.domain, t.successes, t.total) for t in found} == {
        ("", 1, 3), ("hate", 1, 3), ("violence", 1, 1),
    }  # fmt: skip
