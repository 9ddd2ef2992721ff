"""Reproduction: instructions are run in a copy, cut off, and what comes out is compared."""

import os
import shutil
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from weighbridge.findings.numbers import Outcome
from weighbridge.reproduce import NAME, Reproduced, Wish, reproduce
from weighbridge.sources import open_source
from weighbridge.targets.confined import environment, running
from weighbridge.targets.confined.environment import NotRunError
from weighbridge.targets.confined.running import Level, Limits

COMPLETE = Path(__file__).parent.parent / "examples" / "complete"
ON = date(2026, 11, 20)
GUIDE = """# Reproduction

Numbers lie within 0.01.

```sh
{command}
```

| | stated |
|---|---|
| accuracy on the test set | 0.75 |
"""
HONEST = 'import json; json.dump({"test": {"accuracy": 0.7512}}, open("results.json", "w"))'

confined = pytest.mark.skipif(
    running.best() is not Level.FULL, reason="this system does not let a run be confined"
)
Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """A small release that says how its number is made again."""

    def making(command: str = "python run.py", code: str = HONEST) -> Path:
        folder = tmp_path / "tiny"
        folder.mkdir()
        (folder / "REPRODUCE.md").write_text(GUIDE.format(command=command))
        (folder / "run.py").write_text(code)
        return folder

    return making


def _run(folder: Path, wish: Wish | None = None) -> Reproduced:
    limits = Limits(seconds=60)
    return reproduce(open_source(str(folder)), folder.name, wish or Wish(limits=limits), on=ON)


def _different(came: Reproduced) -> list[str]:
    return [p.stated.place for p in came.came.pairs if p.outcome is Outcome.DIFFERENT]


@confined
def test_the_complete_example_is_reproduced_from_its_own_instructions() -> None:
    came = _run(COMPLETE, Wish(section="step by step"))

    numbers = {p.stated.place: p for p in came.came.pairs}
    stated = ("REPRODUCE.md:41", "REPRODUCE.md:42", "REPRODUCE.md:43")
    assert came.document == "REPRODUCE.md"
    assert [step.ran.code for step in came.came.steps] == [0, 0]
    assert [numbers[place].outcome for place in stated] == [Outcome.MATCH] * 3
    assert numbers["README.md model-index handwritten Accuracy"].outcome is Outcome.MATCH
    assert sum(p.outcome is Outcome.MATCH for p in came.came.pairs) > 150
    assert came.statement.result == "PASSED"
    assert came.statement.details["confinement"]["network"] == "off"


@confined
@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("train.py", "default=20260903", "default=3"),
        ("data/raw/handwritten.tsv", "\nde\t", "\nnl\t"),
    ],
)
def test_another_seed_or_other_data_are_told(
    tmp_path: Path, path: str, before: str, after: str
) -> None:
    copy = tmp_path / "complete"
    shutil.copytree(COMPLETE, copy)
    for name in (path, "REPRODUCE.md"):
        file = copy / name
        text = file.read_text(encoding="utf-8")
        changed = text.replace(before, after).replace("python compare_runs.py", "true")
        assert changed != text
        file.write_text(changed, encoding="utf-8")

    came = _run(copy, Wish(section="step by step"))

    assert came.statement.result == "FAILED"
    assert "evaluation/results.json handwritten.overall.accuracy" in _different(came)


@confined
def test_the_release_itself_is_not_touched(make: Make) -> None:
    folder = make()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    came = _run(folder)

    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert came.statement.result == "PASSED"
    assert [(one.path, len(one.sha256)) for one in came.statement.inputs] == [
        ("REPRODUCE.md", 64),
        ("run.py", 64),
    ]


@confined
def test_a_number_that_was_not_written_by_the_run_counts_for_nothing(make: Make) -> None:
    folder = make("true")
    (folder / "results.json").write_text('{"test": {"accuracy": 0.75}}')

    assert _run(folder).statement.result == "WARNED"


@confined
def test_a_number_may_also_be_said(make: Make) -> None:
    came = _run(make("echo 'test accuracy: 0.748'"))

    assert (came.statement.result, _different(came)) == ("PASSED", [])


@confined
def test_a_tolerance_that_is_given_takes_the_place_of_the_stated_one(make: Make) -> None:
    folder = make("echo 'test accuracy: 0.72'")

    assert _run(folder).statement.result == "FAILED"
    assert _run(folder, Wish(tolerance=Decimal("0.05"))).statement.result == "PASSED"


@confined
def test_a_step_that_fails_ends_the_run(make: Make) -> None:
    came = _run(make("false\n```\n\n```sh\npython run.py"))

    assert [step.ran.code for step in came.came.steps] == [1]
    assert came.statement.result == "FAILED"
    assert came.statement.failed == ("line 6: false",)


@confined
def test_instructions_that_fetch_fail_and_write_nothing_outside(make: Make, tmp_path: Path) -> None:
    code = (
        "import socket\n"
        f"try: open({str(tmp_path / 'outside')!r}, 'w').write('x')\n"
        "except OSError: print('refused')\n"
        "socket.create_connection(('192.0.2.1', 80), 2)\n"
    )

    came = _run(make(code=code))

    assert came.statement.result == "FAILED"
    assert "refused" in came.came.steps[0].ran.output
    assert "Network is unreachable" in came.came.steps[0].ran.output
    assert not (tmp_path / "outside").exists()


@confined
def test_a_run_that_hangs_is_ended(make: Make) -> None:
    came = _run(make("sleep 60"), Wish(limits=Limits(seconds=1)))

    assert "wall time" in came.came.steps[0].ran.ended
    assert came.statement.result == "FAILED"


@confined
def test_a_link_in_place_of_a_result_is_not_followed(make: Make, tmp_path: Path) -> None:
    secret = tmp_path / "secret.json"
    secret.write_text('{"test": {"accuracy": 0.75}}')

    came = _run(make(f"ln -s {secret} results.json; ln -s {tmp_path} evaluation"))

    assert came.statement.result == "WARNED"


@confined
def test_digests_decide_where_no_number_was_compared(make: Make) -> None:
    folder = make("printf x > model.bin")
    digest = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
    (folder / "model.bin").write_text("y")
    guide = folder / "REPRODUCE.md"
    guide.write_text(f"{guide.read_text()}\n```\n{digest}  model.bin\n```\n")
    assert _run(folder).statement.result == "PASSED"

    guide.write_text(guide.read_text().replace(digest, "0" * 64))
    assert _run(folder).statement.result == "FAILED"


@confined
def test_a_statement_of_an_earlier_run_is_no_input(make: Make) -> None:
    folder = make()
    (folder / "governance").mkdir()
    (folder / NAME).write_text("{}")

    assert NAME not in [one.path for one in _run(folder).statement.inputs]


@confined
def test_snippets_of_the_readme_are_run_and_their_output_is_compared(tmp_path: Path) -> None:
    text = '# T\n\n## Quick start\n\n```console\n$ echo a\na\n```\n\n```python\nprint("b")\n```\n'
    (tmp_path / "README.md").write_text(text)
    assert _run(tmp_path, Wish(snippets=True)).statement.result == "PASSED"

    (tmp_path / "README.md").write_text(text.replace("\na\n", "\nother\n"))
    came = _run(tmp_path, Wish(snippets=True))
    assert [step.missing for step in came.came.steps] == [("other",), ()]
    assert came.statement.result == "FAILED"


@confined
def test_the_snippets_of_the_complete_example_run() -> None:
    came = _run(COMPLETE, Wish(snippets=True))

    assert [step.done for step in came.came.steps] == [True, True]


@confined
def test_a_notebook_is_run(tmp_path: Path) -> None:
    pytest.importorskip("papermill")
    shutil.copy(Path(__file__).parent / "reproduction" / "start.ipynb", tmp_path / "start.ipynb")

    came = _run(tmp_path, Wish(notebooks=True))

    assert "six times seven is 42" in came.came.steps[0].ran.output
    assert came.statement.result == "PASSED"


def test_notebooks_without_papermill_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "papermill", None)

    with pytest.raises(NotRunError, match=r"weighbridge\[notebooks\]"):
        _run(tmp_path, Wish(notebooks=True, unconfined=True))


def test_without_uv_nothing_is_run(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uv", None)
    monkeypatch.setattr(environment.shutil, "which", lambda _: None)

    with pytest.raises(NotRunError, match=r"weighbridge\[reproduce\]"):
        _run(make(), Wish(unconfined=True))


def test_what_cannot_be_confined_is_refused_unless_asked_for(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "best", lambda: Level.NONE)
    folder = make()

    with pytest.raises(NotRunError, match="--allow-unconfined"):
        _run(folder)

    told = _run(folder, Wish(unconfined=True)).statement
    assert told.result == "PASSED"
    assert told.details["confinement"]["network"] == "not isolated"


@confined
def test_packages_that_are_not_here_ask_for_the_network(make: Make) -> None:
    folder = make()
    (folder / "requirements.txt").write_text("weighbridge-has-no-such-package==9.9.9\n")

    with pytest.raises(NotRunError, match="--allow-install-network"):
        _run(folder)


def test_a_file_that_cannot_be_read_is_named(make: Make) -> None:
    folder = make()
    os.mkfifo(folder / "pipe")

    with pytest.raises(NotRunError, match=r"pipe: It is a pipe"):
        _run(folder, Wish(unconfined=True))
