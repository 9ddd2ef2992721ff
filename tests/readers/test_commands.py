"""Commands in documents."""

import pytest

from conftest import Read
from weighbridge.facts.code import Command


def commands(read: Read, block: str) -> list[tuple[str, str]]:
    release = read({"README.md": f"```bash\n{block}\n```\n".encode()})
    return [(f.words, f.target) for f in release.facts if isinstance(f, Command)]


@pytest.mark.parametrize(
    ("line", "target"),
    [
        ("$ python train.py --epochs 3", "train.py"),
        ("CUDA_VISIBLE_DEVICES=0 python3 a/train.py", "a/train.py"),
        ("torchrun --nproc_per_node=8 train.py", "train.py"),
        ("accelerate launch --mixed_precision bf16 sft.py", "sft.py"),
        ("python -m torch.distributed.launch --n 2 train.py", "train.py"),
        ("python -m tiny.train --lr 1", "tiny/train.py"),
        ("uv run python predict.py", "predict.py"),
        ("bash scripts/run.sh", "scripts/run.sh"),
        ("./run.sh", "run.sh"),
        ("scripts/train.sh", "scripts/train.sh"),
        ("deepspeed --num_gpus=8 --module tiny.train --lr 1", "tiny/train.py"),
        ("accelerate launch train.py \\\n  --lr 1 \\", "train.py"),
        ("python", ""),
    ],
)
def test_the_file_a_command_starts_is_found(read: Read, line: str, target: str) -> None:
    assert [found for _, found in commands(read, line)] == [target]


@pytest.mark.parametrize("line", ["pip install x", "import train", "cd train.py"])
def test_other_lines_are_no_commands(read: Read, line: str) -> None:
    assert commands(read, line) == []


def test_a_continued_line_is_one_command(read: Read) -> None:
    assert commands(read, "python train.py \\\n  --epochs 3") == [
        ("python train.py --epochs 3", "train.py")
    ]


def test_what_was_fetched_is_not_looked_for_in_the_release(read: Read) -> None:
    assert commands(read, "git clone https://github.com/a/b\npython convert.py") == [
        ("python convert.py", "")
    ]


def test_prose_holds_no_commands(read: Read) -> None:
    release = read({"README.md": b"Run python train.py first.\n\npython train.py\n"})

    assert [f for f in release.facts if isinstance(f, Command)] == []


FOREIGN = """\
# Tiny-Guess

## Fine-tuning

### Setup

Download the Oak Tuner project and [install it](https://github.com/forest/oak-tuner#setup).

### Start

```bash
python src/train.py
```

## Evaluation

```bash
python evaluate.py
```
"""


def test_a_command_after_another_project_is_fetched_may_be_of_that(read: Read) -> None:
    release = read({"README.md": FOREIGN.encode()})
    found = [(f.target, f.elsewhere) for f in release.facts if isinstance(f, Command)]

    assert found == [("src/train.py", "oak-tuner"), ("evaluate.py", "")]


def test_a_command_after_the_project_itself_is_fetched_is_its_own(read: Read) -> None:
    own = FOREIGN.replace("forest/oak-tuner#setup", "acme/tiny-guess")
    release = read({"README.md": own.encode()})

    assert {f.elsewhere for f in release.facts if isinstance(f, Command)} == {""}
