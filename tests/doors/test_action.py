"""The GitHub action, the pre-commit hook and the examples in the documentation, run as far as a
machine without those services can.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from shutil import copytree, which
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
HOW_TO = ROOT / "docs" / "how-to"
EXAMPLES = ROOT / "examples"


def parsed(text: str) -> Any:
    return YAML(typ="safe").load(text)


def blocks(page: str, language: str) -> list[str]:
    """The code blocks of a page of the documentation."""
    text = (HOW_TO / f"{page}.md").read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def commands(page: str) -> list[str]:
    """What a page types after a prompt."""
    return [
        line.removeprefix("$ ")
        for block in blocks(page, "console")
        for line in block.splitlines()
        if line.startswith("$ ")
    ]


@pytest.fixture
def shell(tmp_path: Path) -> Any:
    """Run a script with bash where `weighbridge` is this program."""
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "weighbridge").write_text(f'#!/bin/sh\nexec {sys.executable} -m weighbridge "$@"\n')
    (programs / "python").symlink_to(sys.executable)
    for program in programs.iterdir():
        program.chmod(0o755)

    def running(
        script: str, where: Path, environment: Mapping[str, str] | None = None
    ) -> "subprocess.CompletedProcess[bytes]":
        kept = {k: v for k, v in os.environ.items() if not k.startswith("GITHUB_")}
        path = {"PATH": f"{programs}:{kept['PATH']}"}
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=where,
            env=kept | path | (environment or {}),
            capture_output=True,
            check=False,
            timeout=120,
        )

    return running


@pytest.fixture
def action() -> Any:
    return parsed((ROOT / "action.yml").read_text("utf-8"))


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A checkout that holds a release."""
    return Path(copytree(EXAMPLES / "claiming", tmp_path / "repository"))


def audited(
    action: Any, shell: Any, where: Path, **inputs: str
) -> tuple["subprocess.CompletedProcess[bytes]", dict[str, str], str]:
    """Run the step that audits, as a runner would; what it did, its outputs, the summary."""
    return ran("audit", action, shell, where, **inputs)


def ran(
    name: str, action: Any, shell: Any, where: Path, **inputs: str
) -> tuple["subprocess.CompletedProcess[bytes]", dict[str, str], str]:
    """Run a step, as a runner would; what it did, its outputs, the summary."""
    temporary = where.parent / "runner"
    temporary.mkdir()
    [step] = [s for s in action["runs"]["steps"] if s.get("id") == name]
    given = {name: str(one["default"]) for name, one in action["inputs"].items()}
    given |= {name.replace("_", "-"): value for name, value in inputs.items()}
    environment = {
        name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda m: given[m[1]], value)
        for name, value in step["env"].items()
    }
    output, summary = temporary / "output", temporary / "summary"
    output.touch()
    summary.touch()
    done = shell(
        step["run"],
        where,
        environment
        | {
            "RUNNER_TEMP": str(temporary),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(summary),
        },
    )
    pairs = (line.split("=", 1) for line in output.read_text("utf-8").splitlines())
    return done, dict(pairs), summary.read_text("utf-8")


def test_no_input_is_written_into_a_script(action: Any) -> None:
    scripts = [step["run"] for step in action["runs"]["steps"] if "run" in step]

    assert scripts
    assert not any("${{" in script for script in scripts)


def test_every_input_and_output_is_described_and_used(action: Any) -> None:
    text = (ROOT / "action.yml").read_text("utf-8")

    for name, one in action["inputs"].items():
        assert one["description"].endswith(".")
        assert f"inputs.{name}" in text
    for one in action["outputs"].values():
        assert one["description"].endswith(".")


def test_only_official_actions_are_used_at_a_version(action: Any) -> None:
    used = [step["uses"] for step in action["runs"]["steps"] if "uses" in step]

    assert used
    assert all(re.fullmatch(r"(actions|github)/[\w/-]+@v\d+", one) for one in used)


def test_the_action_audits_and_writes_its_summary(
    action: Any, shell: Any, repository: Path
) -> None:
    done, outputs, summary = audited(action, shell, repository)

    assert done.returncode == 0, done.stderr
    assert json.loads(Path(outputs["report"]).read_bytes())["release"]
    assert json.loads(Path(outputs["sarif"]).read_bytes())["version"] == "2.1.0"
    assert outputs["reached"] == "none reached"
    assert "### What to change" in summary


def test_the_action_takes_parts_frameworks_and_an_earlier_report(
    action: Any, shell: Any, repository: Path
) -> None:
    earlier = repository.parent / "earlier.json"
    shell(f"weighbridge audit . --format json -o {earlier}", repository)
    done, outputs, summary = audited(
        action,
        shell,
        repository,
        release="",
        parts="code=.\n\ndocuments=README.md",
        frameworks="osaid-1.0\nmof-1.0",
        since=str(earlier),
        summary="false",
    )
    report = json.loads(Path(outputs["report"]).read_bytes())

    assert done.returncode == 0, done.stderr
    assert len(report["parts"]) == 2
    assert {v["framework"] for v in report["verdicts"]} == {"osaid-1.0", "mof-1.0"}
    assert b"Since the report on" in done.stderr
    assert summary == ""


@pytest.mark.parametrize("evil", ["$(touch evil)", "`touch evil`", '"; touch evil; "', "--help"])
def test_no_input_of_the_action_is_run(
    action: Any, shell: Any, repository: Path, evil: str
) -> None:
    done, outputs, _ = audited(action, shell, repository, release=evil, parts=f"code={evil}")

    assert done.returncode == 2
    assert outputs == {}
    assert not list(repository.parent.rglob("evil"))


@pytest.mark.parametrize(
    ("stage", "code", "state"), [("internal", 0, "open"), ("public", 1, "closed")]
)
def test_the_action_fails_while_the_gate_is_closed(  # noqa: PLR0917  # a case
    action: Any, shell: Any, repository: Path, stage: str, code: int, state: str
) -> None:
    done, outputs, summary = ran("gate", action, shell, repository, gate="house", stage=stage)

    assert done.returncode == code, done.stderr
    assert outputs["state"] == state
    assert json.loads(Path(outputs["decision"]).read_bytes())["state"] == state
    assert summary.startswith(f"## The gate is {state}.")
    assert done.stdout.startswith(b"::notice" if state == "open" else b"::error")


@pytest.mark.parametrize("evil", ["$(touch evil)", '"; touch evil; "', "--help"])
def test_no_input_of_the_gate_is_run(action: Any, shell: Any, repository: Path, evil: str) -> None:
    given = {"gate": evil, "stage": evil, "gate_since": evil, "gate_checks": evil}
    done, outputs, _ = ran("gate", action, shell, repository, release=evil, **given)

    assert (done.returncode, outputs) == (2, {})
    assert not list(repository.parent.rglob("evil"))


def test_the_hook_of_the_gate_refuses_a_commit_that_does_harm(shell: Any, repository: Path) -> None:
    [_, hook] = parsed((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    command = " ".join([hook["entry"], *hook["args"]])
    before = shell(command, repository)
    (repository / "model.pkl").write_bytes(b"cos\nsystem\n(S'true'\ntR.")

    assert hook["id"] == "weighbridge-gate"
    assert (before.returncode, shell(command, repository).returncode) == (0, 1)


def test_the_gate_of_the_gitlab_job_leaves_what_it_promises(shell: Any, repository: Path) -> None:
    job = parsed(blocks("gate-in-ci", "yaml")[4])["weighbridge-gate"]
    done = shell("\n".join(line for line in job["script"] if "pip" not in line), repository)

    assert done.returncode == 1
    assert json.loads((repository / job["artifacts"]["reports"]["codequality"]).read_bytes())
    assert (repository / job["artifacts"]["paths"][0]).stat().st_size


def test_the_hook_prints_a_report_and_lets_the_commit_through(shell: Any, repository: Path) -> None:
    [hook, _] = parsed((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    done = shell(" ".join([hook["entry"], *hook["args"]]), repository)

    assert hook["id"] == "weighbridge-audit"
    assert done.returncode == 0
    assert done.stdout.startswith(b"repository\n")


def test_the_workflow_of_the_documentation_gives_the_action_inputs_it_has(action: Any) -> None:
    workflow = parsed(blocks("gate-in-ci", "yaml")[0])
    [step] = [s for s in workflow["jobs"]["weighbridge"]["steps"] if s.get("id") == "weighbridge"]

    assert set(step["with"]) <= set(action["inputs"])


@pytest.mark.parametrize("number", [2, 5])
def test_the_hook_of_the_documentation_is_there(number: int) -> None:
    [hook] = parsed(blocks("gate-in-ci", "yaml")[number])["repos"][0]["hooks"]
    known = parsed((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))

    assert hook["id"] in {one["id"] for one in known}


def test_the_gitlab_job_leaves_what_it_promises(shell: Any, repository: Path) -> None:
    job = parsed(blocks("gate-in-ci", "yaml")[1])["weighbridge"]
    done = shell("\n".join(line for line in job["script"] if "pip" not in line), repository)

    assert done.returncode == 0, done.stderr
    assert all((repository / path).stat().st_size for path in job["artifacts"]["paths"])
    assert ET.parse(repository / job["artifacts"]["reports"]["junit"]).getroot().tag == "testsuites"  # noqa: S314  # our own


@pytest.mark.skipif(which("jq") is None, reason="jq is not installed")
@pytest.mark.parametrize(("release", "code"), [("complete", 0), ("claiming", 1)])
def test_a_build_fails_on_what_the_shell_says(
    shell: Any, tmp_path: Path, release: str, code: int
) -> None:
    audit, refuse, _ = blocks("gate-in-ci", "bash")
    where = Path(copytree(EXAMPLES / release, tmp_path / "repository"))

    assert shell(audit, where).returncode == 0
    assert shell(refuse, where).returncode == code


@pytest.mark.skipif(which("jq") is None, reason="jq is not installed")
def test_a_build_fails_when_a_component_is_gone(shell: Any, repository: Path) -> None:
    audit, _, behind = blocks("gate-in-ci", "bash")
    shell(audit, repository)
    (repository / "report.json").rename(repository.parent / "kept.json")
    shell(audit, repository)
    same = shell(behind.replace("kept.json", "../kept.json"), repository)
    (repository / "inference.py").unlink()
    (repository / "report.json").unlink()
    shell(audit, repository)

    assert same.returncode == 0
    assert shell(behind.replace("kept.json", "../kept.json"), repository).returncode == 1


@pytest.mark.parametrize("page", ["compare-releases", "publish-a-badge"])
def test_every_command_of_a_page_runs(shell: Any, tmp_path: Path, page: str) -> None:
    for name, example in (("ours", "claiming"), ("theirs", "complete")):
        copytree(EXAMPLES / example, tmp_path / name)
    typed = commands(page)

    assert typed
    for command in typed:
        done = shell(command, tmp_path)
        assert done.returncode == 0, (command, done.stderr)


@pytest.mark.parametrize(
    ("schema", "text"),
    [
        ("github-actions", (ROOT / "action.yml").read_text("utf-8")),
        ("github-workflows", blocks("gate-in-ci", "yaml")[0]),
        ("gitlab-ci", blocks("gate-in-ci", "yaml")[1]),
        ("github-workflows", blocks("gate-in-ci", "yaml")[3]),
        ("gitlab-ci", blocks("gate-in-ci", "yaml")[4]),
    ],
)
def test_what_a_service_reads_keeps_to_its_schema(schema: str, text: str) -> None:
    package = find_spec("check_jsonschema")
    if package is None or package.origin is None:
        pytest.skip("check-jsonschema, which ships the schemas, is not installed")
    file = Path(package.origin).parent / "builtin_schemas" / "vendor" / f"{schema}.json"
    known = json.loads(file.read_text("utf-8"))
    validator = jsonschema.validators.validator_for(known)

    validator(known).validate(parsed(text))
