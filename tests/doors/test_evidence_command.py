"""`weighbridge evidence`: results are tied to weights, and what was changed since is told."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from google.protobuf.json_format import Parse
from in_toto_attestation.v1 import statement_pb2
from in_toto_attestation.v1.statement import Statement

import evaluation_files as made
from case_files import safetensors
from weighbridge import checks
from weighbridge.doors.cli.commands import evidence, sign
from weighbridge.facts.distribution import Part
from weighbridge.facts.evaluation import Evaluation
from weighbridge.facts.provenance import Kind, Reading
from weighbridge.findings import evaluation_runs as runs
from weighbridge.findings.evaluation_runs import Tie
from weighbridge.readers.reading import read_release
from weighbridge.sources import open_source

from conftest import AS_OF  # isort: skip

WEIGHTS = "model.safetensors"
RESULT = "eval/verdicts.jsonl"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "eval").mkdir()
    (tmp_path / WEIGHTS).write_bytes(safetensors({"w": ("F32", [2])}))
    (tmp_path / RESULT).write_bytes(made.lines(made.verdicts(tool_version="2.1")))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(evidence.command, arguments, standalone_mode=False)


def bind(output: str, *more: str) -> Result:
    return run("bind", RESULT, "--weights", WEIGHTS, "-o", output, *more)


def tie(folder: Path) -> runs.Binding:
    part = Part("release")
    release = read_release("release", [(part, open_source(str(folder)))], as_of=AS_OF)
    found = release.view(Evaluation, Reading.CLAIMS)
    (one,) = found.runs
    return runs.binding(one, found)


def outcome(folder: Path) -> list[str]:
    release = read_release("r", [(Part("r"), open_source(str(folder)))], as_of=AS_OF)
    wanted = [checks.find("evaluation-results-are-bound")]
    return [one.outcome.value for one in checks.run(wanted, release, Reading.CLAIMS)]


def test_a_statement_is_one_that_in_toto_reads(folder: Path) -> None:
    assert bind("eval/verdicts.intoto.json", "--dataset-revision", "abc123").exit_code == 0
    text = Path("eval/verdicts.intoto.json").read_text()
    value = json.loads(text)
    Statement.copy_from_pb(Parse(text, statement_pb2.Statement())).validate()

    assert [one["name"] for one in value["subject"]] == [WEIGHTS]
    assert value["predicate"]["tool"] == {"name": "filter-run", "version": "2.1"}
    assert value["predicate"]["dataset"] == {"revision": "abc123"}
    assert [one["name"] for one in value["predicate"]["results"]] == [RESULT]


def test_results_are_attested_once_a_statement_lies_beside_them(folder: Path) -> None:
    assert tie(folder).tie is Tie.DECLARED
    assert outcome(folder) == ["unknown"]

    bind("eval/verdicts.intoto.json")

    assert tie(folder).tie is Tie.ATTESTED
    assert tie(folder).at[0].kind is Kind.DECLARED
    assert outcome(folder) == ["pass"]


def test_results_or_weights_changed_since_are_not_attested(folder: Path) -> None:
    bind("eval/verdicts.intoto.json")
    whole = (folder / RESULT).read_bytes()
    (folder / RESULT).write_bytes(whole.replace(b'"benign"}', b'"harmful"}', 1))
    assert tie(folder).tie is Tie.CHANGED

    (folder / RESULT).write_bytes(whole)
    (folder / WEIGHTS).write_bytes(safetensors({"w": ("F32", [3])}))
    assert tie(folder).tie is Tie.BROKEN
    assert outcome(folder) == ["fail"]


def test_digests_of_other_files_are_no_weights(folder: Path) -> None:
    (folder / "README.md").write_text("# tiny\n")
    run("bind", RESULT, "--weights", "README.md", "-o", "eval/verdicts.intoto.json")

    assert tie(folder).tie is Tie.BROKEN


def test_a_signed_statement_is_read_and_verified(folder: Path) -> None:
    CliRunner().invoke(sign.command, ["--generate-key", "key.pem"], standalone_mode=False)
    bind("eval/verdicts.intoto.jsonl", "--key", "key.pem")
    shown = run("show", "eval/verdicts.intoto.jsonl", "--key", "key.pem.pub", "--format", "json")
    value: dict[str, Any] = json.loads(shown.output)

    assert (value["signed"], value["verified"]) == (True, True)
    assert [one["state"] for one in value["weights"]] == ["same"]
    assert tie(folder).at[0].kind is Kind.ATTESTED
    assert "not verified here" in tie(folder).says


def test_another_key_does_not_verify_it(folder: Path) -> None:
    for name in ("key.pem", "other.pem"):
        CliRunner().invoke(sign.command, ["--generate-key", name], standalone_mode=False)
    bind("s.intoto.jsonl", "--key", "key.pem")
    shown = run("show", "s.intoto.jsonl", "--key", "other.pem.pub")

    assert shown.return_value == 1
    assert "not made with this key" in shown.output


def test_a_statement_without_signature_is_verified_by_no_key(folder: Path) -> None:
    CliRunner().invoke(sign.command, ["--generate-key", "key.pem"], standalone_mode=False)
    bind("s.intoto.json")

    assert run("show", "s.intoto.json", "--key", "key.pem.pub").return_value == 1


def test_show_tells_a_file_that_differs(folder: Path) -> None:
    bind("s.intoto.json")
    (folder / WEIGHTS).write_bytes(b"other")
    shown = run("show", "s.intoto.json")

    assert shown.return_value == 1
    assert "  differs" in shown.output


def test_an_existing_statement_is_replaced_only_when_asked(folder: Path) -> None:
    bind("s.intoto.json")
    before = Path("s.intoto.json").read_bytes()

    assert "exists already" in str(bind("s.intoto.json").exception)
    assert bind("s.intoto.json", "--replace").exit_code == 0
    assert Path("s.intoto.json").read_bytes() == before


def test_what_no_tool_wrote_is_not_bound(folder: Path) -> None:
    (folder / "notes.txt").write_text("accuracy 0.9\n")
    failed = run("bind", "notes.txt", "--weights", WEIGHTS, "-o", "s.intoto.json")

    assert "no run of an evaluation tool" in str(failed.exception)
    assert not (folder / "s.intoto.json").exists()


def test_a_truncated_run_is_bound_with_a_warning(folder: Path) -> None:
    (folder / RESULT).write_bytes(made.lines(made.verdicts()[:-1]))

    assert "did not come to its end" in bind("s.intoto.json").stderr


@pytest.mark.parametrize(
    "text",
    ["{", "[]", '{"payload": 3}', '{"dsseEnvelope": {"payload": "%%", "payloadType": 1}}', ""],
)
def test_any_other_statement_ties_nothing(folder: Path, text: str) -> None:
    (folder / "eval/other.intoto.json").write_text(text)

    assert tie(folder).tie is Tie.DECLARED
