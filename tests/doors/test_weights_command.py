"""`weighbridge weights show`: what weights are, as text and as JSON."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import torch_files as t
from case_files import safetensors
from harm import archives

Run = Callable[..., Any]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small model of text."""
    (tmp_path / "model.safetensors").write_bytes(safetensors({"w": ("BF16", [300, 64])}))
    stated = {
        "model_type": "llama", "architectures": ["LlamaForCausalLM"], "num_hidden_layers": 2,
        "hidden_size": 64, "num_attention_heads": 4, "max_position_embeddings": 2048,
    }  # fmt: skip
    (tmp_path / "config.json").write_text(json.dumps(stated))
    return tmp_path


def test_a_model_is_shown_with_the_memory_it_needs(run: Run, folder: Path) -> None:
    done = run("weights", "show", folder)

    text = done.stdout.decode()
    assert done.returncode == 0
    assert "19,200 in 1 tensors" in text or "19,200 in 1 tensor" in text
    assert "LlamaForCausalLM (llama)" in text
    assert "Memory to run one sequence of 2,048 tokens, estimated" in text
    assert "QLoRA" in text


def test_json_holds_the_same_and_says_it_estimates(run: Run, folder: Path) -> None:
    done = run("weights", "show", folder, "--format", "json", "--context", "100")

    (found,) = json.loads(done.stdout)
    assert (found["format"], found["parameters"]) == ("safetensors", 19_200)
    assert found["dtypes"] == [{"dtype": "BF16", "parameters": 19_200, "bytes": 38_400}]
    assert found["model"]["layers"] == 2
    assert (found["hardware"]["estimates"], found["hardware"]["context"]) == (True, 100)
    assert found["hardware"]["run"][0]["cache"] == 2 * 2 * 4 * 16 * 100 * 2
    assert "tensor_list" not in found


def test_tensors_are_listed_on_request(run: Run, folder: Path) -> None:
    text = run("weights", "show", folder, "--tensors").stdout.decode()
    (found,) = json.loads(run("weights", "show", folder, "--tensors", "--format", "json").stdout)

    assert "w  BF16  300×64" in text
    assert found["tensor_list"][0]["shape"] == [300, 64]


def test_without_a_configuration_the_rest_is_unknown(run: Run, folder: Path) -> None:
    (folder / "config.json").unlink()

    text = run("weights", "show", folder).stdout.decode()

    assert "In all: unknown." in text
    assert "37.50 KiB as stored" in text


def test_a_file_in_an_archive_is_shown(run: Run, tmp_path: Path) -> None:
    held = t.checkpoint({"w": t.tensor(t.storage("0", 12), (3, 4))})
    (tmp_path / "m.zip").write_bytes(archives.zipped({"a/model.pt": held, "a/b.txt": b"x"}))

    assert "12 in 1 tensor" in run("weights", "show", tmp_path / "m.zip").stdout.decode()


def test_a_damaged_file_says_why_nothing_is_known(run: Run, tmp_path: Path) -> None:
    (tmp_path / "m.safetensors").write_bytes((99_999).to_bytes(8, "little") + b"{")

    text = run("weights", "show", tmp_path).stdout.decode()

    assert "Parameters    unknown" in text
    assert "header claims 99999 bytes" in text


def test_names_cannot_move_the_cursor(run: Run, tmp_path: Path) -> None:
    (tmp_path / "m\x1b[2J.safetensors").write_bytes(safetensors({"w\x1b[2J": ("F32", [2])}))

    assert b"\x1b" not in run("weights", "show", tmp_path, "--tensors").stdout


def test_a_place_without_weights_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Nothing\n")

    assert run("weights", "show", tmp_path).stdout == b"No weights were found.\n"


def test_a_place_where_nothing_is_is_wrong_usage(run: Run) -> None:
    done = run("weights", "show", "nowhere")

    assert (done.returncode, done.stdout) == (2, b"")
    assert b"nowhere" in done.stderr
