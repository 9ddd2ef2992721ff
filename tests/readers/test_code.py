"""What source files are for, by their contents."""

import json

import pytest

from code_samples import BY_HAND, EVALUATION, INFERENCE, NETWORK, PREPARATION, TRAINING
from conftest import Read
from weighbridge.facts.code import CodeFile, Role
from weighbridge.facts.distribution import Gap
from weighbridge.facts.release import Release


def files(release: Release) -> dict[str, CodeFile]:
    return {f.at.path: f for f in release.facts if isinstance(f, CodeFile)}


def roles(file: CodeFile) -> set[Role]:
    return {role for role, _ in file.roles}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (NETWORK, Role.ARCHITECTURE),
        (BY_HAND, Role.ARCHITECTURE),
        (TRAINING, Role.TRAINING),
        ("trainer = SFTTrainer(model)\ntrainer.train()\n", Role.TRAINING),
        ("classifier.fit(X_train, y_train)\n", Role.TRAINING),
        (INFERENCE, Role.INFERENCE),
        ('pipe = pipeline("text-generation")\nout = pipe.generate(x)\n', Role.INFERENCE),
        (EVALUATION, Role.EVALUATION),
        ("from lm_eval import evaluator\n", Role.EVALUATION),
        (PREPARATION, Role.DATA),
    ],
)
def test_contents_show_the_role(read: Read, text: str, role: Role) -> None:
    release = read({"module.py": text.encode()})

    assert roles(files(release)["module.py"]) == {role}


@pytest.mark.parametrize(
    "text",
    [
        "# loss.backward() and optimizer.step() come later\n",
        '"""Call loss.backward() and optimizer.step()."""\n',
        'MODE = "train"\n',
        "class DiceLoss(nn.Module):\n    def forward(self, x):\n        return x.mean()\n",
        "def evaluate(expression):\n    return expression\n",
    ],
)
def test_words_alone_show_nothing(read: Read, text: str) -> None:
    release = read({"train.py": text.encode(), "module.py": text.encode()})

    assert [f.roles for f in files(release).values()] == [(), ()]


def test_a_training_loop_that_validates_is_no_inference_code(read: Read) -> None:
    text = TRAINING + "model.load_state_dict(x)\nmodel.eval()\nwith torch.no_grad(): pass\n"

    release = read({"loop.py": (text + "def predict(x): return 1\n").encode()})

    assert roles(files(release)["loop.py"]) == {Role.TRAINING}


def test_a_shell_script_is_for_what_it_starts(read: Read) -> None:
    script = b"#!/bin/bash\ntorchrun --nproc_per_node 8 \\\n  src/train.py --lr 3e-4\n"

    found = files(read({"run.sh": script}))["run.sh"]

    assert (found.language, roles(found), found.entry_point) == ("shell", {Role.TRAINING}, True)


def test_a_notebook_is_read_cell_by_cell(read: Read) -> None:
    cells = [
        {"cell_type": "markdown", "source": ["# Train: loss.backward()"]},
        {"cell_type": "code", "source": TRAINING.splitlines(keepends=True)},
        {"cell_type": "code", "source": "!pip install torch"},
    ]

    found = files(read({"a.ipynb": json.dumps({"cells": cells}).encode()}))["a.ipynb"]

    assert (found.language, roles(found)) == ("notebook", {Role.TRAINING})


def test_a_broken_notebook_is_a_gap(read: Read) -> None:
    release = read({"a.ipynb": b"{"})

    assert [f.topic for f in release.facts if isinstance(f, Gap)] == ["code"]


@pytest.mark.parametrize(
    ("path", "language"),
    [("a.cu", "cuda"), ("b/Makefile", "make"), ("tool", "python"), ("x.rs", "rust")],
)
def test_the_language_is_told_by_name_or_first_line(read: Read, path: str, language: str) -> None:
    release = read({path: b"#!/usr/bin/env python3\nall: x\n"})

    assert files(release)[path].language == language


def test_empty_and_binary_files_are_no_code(read: Read) -> None:
    assert files(read({"a.py": b"  \n", "b.py": b"import\0"})) == {}


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("if __name__ == '__main__':\n    main()\n", True),
        ("parser = argparse.ArgumentParser()\n", True),
        ("def main(): ...\n", False),
    ],
)
def test_an_entry_point_can_be_started(read: Read, text: str, starts: bool) -> None:  # noqa: FBT001
    assert files(read({"a.py": text.encode()}))["a.py"].entry_point is starts
