import json
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_public_key

Run = Callable[..., Any]
EXAMPLES = Path(__file__).parents[2] / "examples"
DAY = ("--as-of", "2026-11-20", "--quiet")
CHECK = '''"""The release holds a file of poems.

A release without poems is only prose.

## How to fix

Write one.
"""

from collections.abc import Iterator

from weighbridge.facts.distribution import Inventory
from weighbridge.facts.parameters import Parameters, Setting, Stricter
from weighbridge.findings import Finding, Severity, check, failed, passed

LEAST = Setting("least", 1, Stricter.HIGHER, "Poems at least.")
PARAMETERS = (LEAST,)


@check(severity=Severity.INFO, since="0.1")
def poems_are_present(inventory: Inventory, parameters: Parameters) -> Iterator[Finding]:
    """Judge the release."""
    poems = [file.at for file in inventory.files if file.at.path.endswith(".poem")]
    wanted = parameters.number("poems-are-present", LEAST)
    enough = len(poems) >= wanted
    yield passed("Enough poems.", *poems) if enough else failed(f"{len(poems)} of {wanted:g}.")
'''
POLICY = """stages = ["public"]
[[rules]]
id = "poems"
requires = "poems-are-present"
[parameters.poems-are-present]
least = 2
"""


@pytest.fixture
def poems(tmp_path: Path) -> Path:
    """A release with two poems, a policy on them and the check that it names."""
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks" / "poems_are_present.py").write_text(CHECK)
    (tmp_path / "policy.toml").write_text(POLICY)
    (tmp_path / "release").mkdir()
    for name in ("spring", "autumn"):
        (tmp_path / "release" / f"{name}.poem").write_text("Rain again.")
    return tmp_path


def arguments(poems: Path, *more: str) -> tuple[str, ...]:
    own = ("--policy", str(poems / "policy.toml"), "--checks", str(poems / "checks"))
    return ("gate", str(poems / "release"), *own, *DAY, *more)


def test_the_examples_are_open_and_closed_as_they_should_be(run: Run) -> None:
    done = {n: run("gate", EXAMPLES / n, *DAY) for n in ("complete", "claiming", "hopeless")}
    assert {name: one.returncode for name, one in done.items()} == {
        "complete": 0,
        "claiming": 1,
        "hopeless": 1,
    }
    assert b"The gate is open." in done["complete"].stdout


def test_the_claiming_example_is_closed_for_the_right_reasons(run: Run) -> None:
    done = run("gate", EXAMPLES / "claiming", *DAY, "--format", "json")
    outcomes = {rule["id"]: rule["outcome"] for rule in json.loads(done.stdout)["rules"]}
    failing = {rule for rule, outcome in outcomes.items() if outcome == "fail"}
    assert failing >= {
        "licenses-are-told",
        "card-says-what-it-is-for",
        "risks-are-kept",
        "uses-are-decided",
        "stage-is-signed",
    }
    assert outcomes["openness-is-true"] == "unknown"
    assert outcomes["nothing-does-harm"] == "pass"


def test_a_check_of_ones_own_is_asked_with_the_threshold_of_the_policy(
    run: Run, poems: Path
) -> None:
    assert run(*arguments(poems)).returncode == 0
    (poems / "release" / "autumn.poem").unlink()
    done = run(*arguments(poems))
    assert (done.returncode, b"1 of 2." in done.stdout) == (1, True)


def test_a_policy_cannot_name_a_check_that_nobody_loaded(run: Run, poems: Path) -> None:
    done = run("gate", str(poems / "release"), "--policy", str(poems / "policy.toml"), *DAY)
    assert (done.returncode, b"no check poems-are-present" in done.stderr) == (2, True)


def test_no_check_is_loaded_from_the_release_itself(run: Run, poems: Path) -> None:
    (poems / "checks").rename(poems / "release" / "checks")
    inside = str(poems / "release" / "checks")
    own = ("--policy", str(poems / "policy.toml"), "--checks", inside)
    done = run("gate", str(poems / "release"), *own, *DAY)
    assert (done.returncode, b"nothing of a release is executed" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("broken", "cause"),
    [
        (CHECK.replace("from collections", "import os\nfrom collections", 1), "imports os"),
        (CHECK.replace("## How to fix", "## Fix"), "How to fix"),
        (CHECK.replace("def poems_are_present", "def poems_are_here"), "poems-are-here"),
        (CHECK.replace("@check", "#@check").replace("severity=Severity.INFO, ", ""), "0 checks"),
        ("def (", "no Python"),
        ("1 / 0\n" + CHECK, "ZeroDivisionError"),
    ],
)
def test_a_check_keeps_the_house_rules(run: Run, poems: Path, broken: str, cause: str) -> None:
    (poems / "checks" / "poems_are_present.py").write_text(broken)
    done = run(*arguments(poems))
    assert done.returncode == 2
    assert cause.encode() in done.stderr


def test_a_check_that_ends_with_an_error_is_unknown(run: Run, poems: Path) -> None:
    broken = CHECK.replace("    poems = [", "    raise RuntimeError('no')\n    poems = [")
    (poems / "checks" / "poems_are_present.py").write_text(broken)
    done = run(*arguments(poems))
    assert (done.returncode, b"for lack of evidence" in done.stdout) == (1, True)


def test_a_weaker_policy_than_the_last_one_closes_the_gate(run: Run, poems: Path) -> None:
    kept = str(poems / "gate.json")
    run(*arguments(poems, "--format", "json", "-o", kept))
    assert run(*arguments(poems, "--since", kept)).returncode == 0
    (poems / "policy.toml").write_text(POLICY.replace("least = 2", "least = 1"))
    done = run(*arguments(poems, "--since", kept))
    assert done.returncode == 1
    assert b"Weaker than the policy of the last release" in done.stdout
    assert b"The check poems-are-present" not in done.stdout


def test_a_check_of_ones_own_that_changed_since_closes_the_gate(run: Run, poems: Path) -> None:
    kept = str(poems / "gate.json")
    run(*arguments(poems, "--format", "json", "-o", kept))
    with (poems / "checks" / "poems_are_present.py").open("a") as stream:
        stream.write("# changed\n")
    done = run(*arguments(poems, "--since", kept))
    assert (done.returncode, b"was changed" in done.stdout) == (1, True)


def test_a_later_release_has_to_be_held_against_the_one_before(run: Run, tmp_path: Path) -> None:
    kept = str(tmp_path / "gate.json")
    complete = str(EXAMPLES / "complete")
    run("gate", complete, *DAY, "--format", "json", "-o", kept)
    done = run("gate", complete, *DAY, "--since", kept)
    assert (done.returncode, b"--against" in done.stdout) == (1, True)
    done = run("gate", complete, *DAY, "--since", kept, "--against", complete)
    assert b"Weaker than" not in done.stdout
    assert b"? No protection is weaker than in the release before" in done.stdout


def test_what_is_no_decision_is_wrong_usage(run: Run, poems: Path) -> None:
    done = run(*arguments(poems, "--since", str(poems / "policy.toml")))
    assert (done.returncode, b"no JSON" in done.stderr) == (2, True)


def test_a_decision_is_written_in_several_formats_at_once(run: Run, poems: Path) -> None:
    files = {name: poems / f"gate.{name}" for name in ("json", "junit", "gitlab")}
    also = [word for name, file in files.items() for word in ("--also", f"{name}={file}")]
    done = run(*arguments(poems, *also))
    assert done.stdout.startswith(b"release, to enter the stage public")
    assert json.loads(files["json"].read_text())["state"] == "open"
    assert files["gitlab"].read_text() == "[]\n"


def test_github_gets_its_step_summary(run: Run, poems: Path) -> None:
    summary = poems / "summary.md"
    done = run(*arguments(poems, "--format", "github"), GITHUB_STEP_SUMMARY=str(summary))
    assert done.stdout.startswith(b"::notice title=")
    assert summary.read_text().startswith("## The gate is open.")


def key(run: Run, folder: Path, name: str) -> tuple[str, EllipticCurvePublicKey]:
    place = folder / name
    run("sign", "--generate-key", place)
    public = load_pem_public_key((folder / f"{name}.pub").read_bytes())
    assert isinstance(public, EllipticCurvePublicKey)
    return str(place), public


def test_a_decision_is_attested_signed_and_countersigned(run: Run, poems: Path) -> None:
    place = poems / "gate.jsonl"
    first, second = (key(run, poems, name) for name in ("ada.key", "ben.key"))
    for private, _ in (first, second):
        done = run(*arguments(poems, "--attest", str(place), "--key", private))
        assert done.returncode == 0, done.stderr
    envelopes = [json.loads(line) for line in place.read_text().splitlines()]

    assert b"signed by 2 keys" in done.stderr
    for envelope in envelopes:
        payload = b64decode(envelope["payload"])
        kind = envelope["payloadType"].encode()
        signed = b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)
        for (_, public), one in zip((first, second), envelope["signatures"], strict=True):
            public.verify(b64decode(one["sig"]), signed, ECDSA(SHA256()))


def test_the_statements_are_what_in_toto_and_slsa_ask_for(run: Run, poems: Path) -> None:
    from google.protobuf.json_format import ParseDict  # noqa: PLC0415  # an oracle
    from in_toto_attestation.predicates.test_result.v0.test_result_pb2 import (  # noqa: PLC0415
        TestResult,
    )
    from in_toto_attestation.predicates.vsa.v1.vsa_pb2 import (  # noqa: PLC0415  # an oracle
        VerificationSummary,
    )
    from in_toto_attestation.v1.statement import Statement  # noqa: PLC0415  # as above
    from in_toto_attestation.v1.statement_pb2 import Statement as StatementPb  # noqa: PLC0415

    run(*arguments(poems, "--attest", str(poems / "gate.jsonl")))
    lines = (poems / "gate.jsonl").read_text().splitlines()
    result, summary = (json.loads(b64decode(json.loads(line)["payload"])) for line in lines)

    for stated in (result, summary):
        Statement.copy_from_pb(ParseDict(stated, StatementPb())).validate()
        names = {subject["name"] for subject in stated["subject"]}
        assert names == {"spring.poem", "autumn.poem"}
        assert all(len(subject["digest"]["sha256"]) == 64 for subject in stated["subject"])
    assert ParseDict(result["predicate"], TestResult()).result == "PASSED"
    del summary["predicate"]["verifier"]["version"]  # SLSA 1.1 has it, and the oracle 1.0
    assert summary["predicate"].pop("verifiedLevels") == [
        "WEIGHBRIDGE_STAGE_PUBLIC"
    ]  # a list in both
    assert ParseDict(summary["predicate"], VerificationSummary()).verification_result == "PASSED"


def test_nobody_signs_beside_a_statement_on_other_bytes(run: Run, poems: Path) -> None:
    place = poems / "gate.jsonl"
    private, _ = key(run, poems, "ada.key")
    run(*arguments(poems, "--attest", str(place), "--key", private))
    before = place.read_bytes()
    (poems / "release" / "spring.poem").write_text("Sun.")
    done = run(*arguments(poems, "--attest", str(place), "--key", private))
    assert (done.returncode, b"states something else" in done.stderr) == (2, True)
    assert place.read_bytes() == before


def test_a_closed_gate_attests_that_it_is(run: Run, poems: Path) -> None:
    (poems / "release" / "autumn.poem").unlink()
    done = run(*arguments(poems, "--attest", str(poems / "gate.jsonl")))
    lines = (poems / "gate.jsonl").read_text().splitlines()
    stated = [json.loads(b64decode(json.loads(line)["payload"])) for line in lines]
    assert done.returncode == 1
    assert stated[0]["predicate"]["result"] == "FAILED"
    assert stated[1]["predicate"]["verifiedLevels"] == []


def test_expressions_decide_over_the_report(run: Run, poems: Path) -> None:
    rule = """stages = ["public"]
[[rules]]
id = "classed"
expression = "report.parts.exists(p, p.files == 2)"
"""
    (poems / "policy.toml").write_text(rule)
    assert run(*arguments(poems)).returncode == 0
    (poems / "policy.toml").write_text(rule.replace("== 2", "> 2"))
    assert run(*arguments(poems)).returncode == 1


def test_a_waiver_with_two_names_opens_and_one_that_ended_closes(run: Run, poems: Path) -> None:
    copytree(poems / "release", poems / "other")
    (poems / "release" / "autumn.poem").unlink()
    waiver = poems / "release" / "governance" / "waivers" / "poems.toml"
    waiver.parent.mkdir(parents=True)
    text = (
        'check = "poems-are-present"\nreason = "The poet is ill."\nowner = "Ada"\n'
        'author = "Ada"\napprover = "Grace"\nuntil = 2026-12-01\n'
    )
    waiver.write_text(text)
    opened = run(*arguments(poems))
    waiver.write_text(text.replace("2026-12-01", "2026-11-01"))
    closed = run(*arguments(poems))
    assert (opened.returncode, b"waived until 2026-12-01" in opened.stdout) == (0, True)
    assert (closed.returncode, b"It ended on 2026-11-01" in closed.stdout) == (1, True)
