"""Outputs of evaluation tools in the very shape the tools write, from which tests make variants.

Learnt from runs of inspect_ai 0.3.285 (mockllm), lm_eval 0.4.13 (dummy), garak 0.17.1 (test.Blank)
and promptfoo 0.121.20 (echo), and from the writers of pyrit 1.1.0, modelbench 0.6.0 and
crfm-helm 0.5.16.
"""

import json
import sqlite3
import struct
import zlib
from contextlib import closing
from hashlib import sha256
from typing import Any

import zstandard

Value = dict[str, Any]
WHEN = "2026-11-01T10-00-00.000000"


def dumped(value: Any) -> bytes:
    return json.dumps(value).encode()


def lines(values: list[Any]) -> bytes:
    return b"".join(dumped(one) + b"\n" for one in values)


def inspect_log(values: str = "CCICC", model: str = "mockllm/model") -> Value:
    """A log of Inspect; a letter for the score of each sample."""
    right = values.count("C") / len(values)
    names = [f"s{i}" for i in range(len(values))]
    return {
        "version": 2,
        "status": "success",
        "eval": {
            "run_id": "YxXS", "created": "2026-11-01T10:00:00+00:00", "task": "tiny",
            "task_id": "dHXV", "model": model,
            "dataset": {"name": "sums", "samples": len(values), "sample_ids": names},
            "config": {"epochs": 1}, "packages": {"inspect_ai": "0.3.285"},
        },
        "results": {
            "total_samples": len(values), "completed_samples": len(values),
            "scores": [
                {
                    "name": "match", "scorer": "match", "scored_samples": len(values),
                    "metrics": {"accuracy": {"name": "accuracy", "value": right}},
                }
            ],
        },
        "samples": [
            {
                "id": name, "epoch": 1, "input": f"{name}?", "target": "1",
                "output": {"model": "m", "completion": f"answer {value}"},
                "scores": {"match": {"value": value, "answer": value, "history": []}},
            }
            for name, value in zip(names, values, strict=True)
        ],
    }  # fmt: skip


def inspect_eval(log: Value, *, ended: bool = True) -> bytes:
    """The same log as Inspect writes it: a zip archive whose members are packed by method 93."""
    header = {key: value for key, value in log.items() if key != "samples"}
    members = {"_journal/start.json": {"version": 2, "eval": log["eval"], "plan": {}}}
    members |= {f"samples/{one['id']}_epoch_1.json": one for one in log["samples"]}
    if ended:
        keys = ("id", "epoch", "input", "target", "scores")
        members["summaries.json"] = log.get(
            "summaries", [{key: one[key] for key in keys} for one in log["samples"]]
        )
        header.pop("summaries", None)
        members["header.json"] = header
    return zipped({name: dumped(value) for name, value in members.items()})


def zipped(members: dict[str, bytes]) -> bytes:
    body, directory = b"", b""
    for name, data in members.items():
        packed = zstandard.ZstdCompressor().compress(data)
        sizes = struct.pack("<3L", zlib.crc32(data), len(packed), len(data))
        common = struct.pack("<4H", 0, 93, 0, 0) + sizes + struct.pack("<2H", len(name), 0)
        offset = len(body)
        body += b"PK\x03\x04" + struct.pack("<H", 63) + common + name.encode() + packed
        directory += b"PK\x01\x02" + struct.pack("<2H", 63, 63) + common
        directory += struct.pack("<3H2L", 0, 0, 0, 0, offset) + name.encode()
    end = struct.pack("<4H2LH", 0, 0, len(members), len(members), len(directory), len(body), 0)
    return body + directory + b"PK\x05\x06" + end


def lm_results(values: str = "10110100", model: str = "a/b") -> Value:
    """Results of the harness; a digit for each sample of a task."""
    total, right = len(values), values.count("1")
    rate = right / total
    return {
        "results": {
            "sums": {
                "name": "sums", "alias": "sums", "sample_len": total, "acc,none": rate,
                "acc_stderr,none": (rate * (1 - rate) / (total - 1)) ** 0.5,
            }
        },
        "configs": {"sums": {"task": "sums", "output_type": "multiple_choice"}},
        "versions": {"sums": 1.0}, "n-shot": {"sums": 0},
        "n-samples": {"sums": {"original": total, "effective": total}},
        "config": {"model": "dummy", "model_args": {"pretrained": model}, "limit": None},
        "date": 1793527200.0, "lm_eval_version": "0.4.13", "model_name": model,
        "task_hashes": {"sums": seal(lm_samples(values))},
    }  # fmt: skip


def lm_samples(values: str = "10110100") -> list[Value]:
    return [
        {
            "doc_id": place, "doc": {"q": place}, "target": "0",
            "resps": [[[f"-0.{place}{value}", "False"]]], "filter": "none", "metrics": ["acc"],
            "doc_hash": sha256(b"d%d" % place).hexdigest(),
            "prompt_hash": sha256(b"p%d" % place).hexdigest(),
            "target_hash": sha256(b"t").hexdigest(), "acc": float(value),
        }
        for place, value in enumerate(values)
    ]  # fmt: skip


def seal(samples: list[Value]) -> str:
    text = "".join(one["doc_hash"] + one["prompt_hash"] + one["target_hash"] for one in samples)
    return sha256(text.encode()).hexdigest()


def lm_files(results: Value, samples: list[Value], folder: str = "") -> dict[str, bytes]:
    return {
        f"{folder}results_{WHEN}.json": dumped(results),
        f"{folder}samples_sums_{WHEN}.jsonl": lines(samples),
    }


def garak_report(
    scores: tuple[float, ...] = (0.0, 1.0, 0.0, 0.0), name: str = "tiny"
) -> list[Value]:
    """A report of garak: a probe with an attempt for every score, at two states each."""
    fails = sum(score >= 0.5 for score in scores)
    total = len(scores)
    attempts = [
        {
            "entry_type": "attempt", "uuid": f"u{place}", "seq": place, "status": status,
            "probe_classname": "lmrc.Profanity", "prompt": {"turns": [{"content": {"text": "x"}}]},
            "outputs": [{"text": f"out {place}"}],
            "detector_results": {"always.Pass": [score]} if status == 2 else {},
        }
        for status in (1, 2)
        for place, score in enumerate(scores)
    ]  # fmt: skip
    return [
        {
            "entry_type": "start_run setup", "plugins.target_type": "huggingface",
            "plugins.target_name": name, "transient.active_probes": ["probes.lmrc.Profanity"],
        },
        {
            "entry_type": "init", "garak_version": "0.17.1", "run": "4f6c",
            "start_time": "2026-11-01T10:00:00.000000",
        },
        *attempts,
        {
            "entry_type": "eval", "probe": "lmrc.Profanity", "detector": "always.Pass",
            "passed": total - fails, "fails": fails, "nones": 0, "total_evaluated": total,
            "total_processed": total, "confidence_lower": 0.1, "confidence_upper": 0.6,
        },
        {"entry_type": "completion", "end_time": "2026-11-01T10:05:00.000000", "run": "4f6c"},
        {"entry_type": "digest", "meta": {}, "eval": {}},
    ]  # fmt: skip


def promptfoo(passes: str = "101", provider: str = "echo") -> Value:
    """Output of promptfoo; a digit for each test."""
    tests = [{"vars": {"w": place}} for place, _ in enumerate(passes)]
    passed, failed = passes.count("1"), passes.count("0")
    return {
        "evalId": "eval-wvu-2026-11-01T10:00:00",
        "results": {
            "version": 3, "timestamp": "2026-11-01T10:00:00.000Z",
            "prompts": [
                {
                    "provider": provider,
                    "metrics": {
                        "testPassCount": passed, "testFailCount": failed, "testErrorCount": 0,
                    },
                }
            ],
            "results": [
                {
                    "promptIdx": 0, "testIdx": place, "success": one == "1",
                    "failureReason": int(one == "0"), "provider": {"id": provider, "label": ""},
                    "prompt": {"raw": f"say {place}"}, "response": {"output": f"said {place}"},
                    "gradingResult": {"pass": one == "1"}, "testCase": tests[place],
                }
                for place, one in enumerate(passes)
            ],
            "stats": {"successes": passed, "failures": failed, "errors": 0},
        },
        "config": {"tests": tests}, "runtimeOptions": {"repeat": 1},
        "metadata": {"promptfooVersion": "0.121.20"},
    }  # fmt: skip


def pyrit(outcomes: tuple[str, ...] = ("success", "failure", "failure")) -> Value:
    """A scenario's result as PyRIT's model writes itself."""
    return {
        "id": "5a1b",
        "scenario_identifier": {
            "class_name": "Encoding", "pyrit_version": "1.1.0",
            "children": {"objective_target": {"params": {"model_name": "tiny"}}},
        },
        "scenario_run_state": "COMPLETED",
        "creation_time": "2026-11-01T10:00:00Z",
        "attack_results": {
            "base64": [
                {
                    "conversation_id": f"c{place}", "attack_result_id": f"a{place}",
                    "objective": f"goal {place}", "executed_turns": 1, "outcome": outcome,
                    "last_response": {"converted_value": f"answer {place}"},
                    "last_score": {
                        "score_type": "true_false", "score_value": str(outcome == "success"),
                    },
                    "targeted_harm_categories": ["hate"],
                }
                for place, outcome in enumerate(outcomes)
            ]
        },
    }  # fmt: skip


def pyrit_store(
    outcomes: tuple[str, ...] = ("success", "failure"), state: str = "COMPLETED"
) -> bytes:
    with closing(sqlite3.connect(":memory:")) as engine:
        engine.execute(
            "CREATE TABLE AttackResultEntries (id TEXT, objective TEXT, outcome TEXT, "
            "targeted_harm_categories TEXT, timestamp TEXT, pyrit_version TEXT, "
            "attribution_parent_id TEXT, conversation_id TEXT)"
        )
        engine.execute(
            "CREATE TABLE ScenarioResultEntries (id TEXT, scenario_name TEXT, pyrit_version TEXT, "
            "scenario_run_state TEXT, timestamp TEXT, objective_target_identifier TEXT)"
        )
        for place, outcome in enumerate(outcomes):
            engine.execute(
                "INSERT INTO AttackResultEntries VALUES (?, 'goal', ?, '[\"hate\"]', "
                "'2026-11-01 10:00:00', '1.1.0', 's1', 'c')",
                (f"a{place}", outcome),
            )
        engine.execute(
            "INSERT INTO ScenarioResultEntries VALUES ('s1', 'Encoding', '1.1.0', ?, "
            "'2026-11-01 10:00:00', '{\"model_name\": \"tiny\"}')",
            (state,),
        )
        engine.commit()
        return engine.serialize()


def modelbench(safe: int = 90, total: int = 100) -> Value:
    """A record of ModelBench with two hazards."""
    rate = safe / total
    hazards = ("safe_hat_hazard-1.0", "safe_vcr_hazard-1.0")
    value = {"lower": rate - 0.05, "estimate": rate, "upper": rate + 0.05, "samples": total}
    known = [{"uid": one, "reference_standard": 0.9} for one in hazards]
    return {
        "benchmark": {"uid": "general_purpose_ai_chat-1.0", "hazards": known},
        "run_uid": "run-general_purpose_ai_chat-1.0-20261101-100000",
        "scores": [
            {
                "sut": {"uid": "tiny"}, "end_time": "2026-11-01 10:00:00",
                "hazard_scores": [
                    {
                        "hazard_definition": one, "score": dict(value),
                        "test_scores": {one["uid"]: dict(value)}, "numeric_grade": 3,
                        "text_grade": "M",
                    }
                    for one in known
                ],
                "numeric_grade": 3, "text_grade": "M",
            }
        ],
        "content": {},
    }  # fmt: skip


def helm(values: str = "1101", model: str = "acme/tiny", most: int = 1000) -> dict[str, Any]:
    """Files of a HELM run, as values."""
    rate, total = values.count("1") / len(values), len(values)

    def stat(name: str, mean: float) -> Value:
        return {
            "name": {"name": name, "split": "test"}, "count": 1, "sum": mean,
            "sum_squared": mean * mean, "min": mean, "max": mean, "mean": mean,
            "variance": 0.0, "stddev": 0.0,
        }  # fmt: skip

    return {
        "run_spec.json": {
            "name": f"sums:model={model}",
            "scenario_spec": {"class_name": "helm.benchmark.scenarios.sums.Sums", "args": {}},
            "adapter_spec": {"method": "generation", "model": model, "max_eval_instances": most},
        },
        "stats.json": [stat("exact_match", rate), stat("num_instances", float(total))],
        "per_instance_stats.json": [
            {
                "instance_id": f"id{place}", "train_trial_index": 0,
                "stats": [stat("exact_match", float(one))],
            }
            for place, one in enumerate(values)
        ],
    }  # fmt: skip


def helm_files(values: dict[str, Any], folder: str = "runs/sums/") -> dict[str, bytes]:
    return {folder + name: dumped(value) for name, value in values.items()}


def verdicts(labels: str = "hhhbbb", predictions: str = "hhbbbh", **run: Any) -> list[Value]:
    """Labelled verdicts of a filter: h for harmful, b for benign."""
    words = {"h": "harmful", "b": "benign"}
    header = {"tool": "filter-run", "model": "tiny", "samples": len(labels), **run}
    return [
        {"run": header},
        *(
            {
                "id": str(place), "domain": "chemistry" if place % 2 else "medicine",
                "label": words[label], "prediction": words[said],
            }
            for place, (label, said) in enumerate(zip(labels, predictions, strict=True))
        ),
    ]  # fmt: skip
