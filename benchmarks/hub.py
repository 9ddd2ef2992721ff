"""Bytes and time of auditing a repository of 70 billion parameters on the Hub, beside what the
Hub's own client needs for the safetensors headers alone, in the same run.

Run as `python benchmarks/hub.py`. The repository lies in sparse files behind a server on this
machine's loopback, so the seconds hold no network; every figure is of a fresh process, the median
of several.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from sources.hub_server import Hub, serving

RUNS = 5
_NAME = "example/giant-70b"
_SHARDS, _LAYERS, _WIDTH, _INNER, _VOCABULARY = 30, 80, 8192, 28672, 128256
_IMPORTED = "import weighbridge.audit, huggingface_hub.hf_api"
_HEADERS = f"""
from huggingface_hub import HfApi
assert HfApi().get_safetensors_metadata("{_NAME}").parameter_count["BF16"] > 69e9
"""


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder, serving() as hub:
        hub.add(_NAME, giant(Path(folder)))
        environment = {"HF_ENDPOINT": hub.address, "HF_HUB_DISABLE_XET": "1", "HF_HOME": folder}
        environment["HF_HUB_DISABLE_PROGRESS_BARS"] = "1"
        os.environ.update(environment)
        print(f"{'what':54} {'seconds':>8} {'bytes':>10} {'requests':>9}")
        _row(hub, "nothing, only imports", _python(_IMPORTED))
        _row(hub, "HfApi.get_safetensors_metadata (headers alone)", _python(_HEADERS))
        audit = ("-m", "weighbridge", "audit", f"hf://{_NAME}", "--format", "json")
        _row(hub, "weighbridge audit (every file)", _run(*audit))


def giant(folder: Path) -> dict[str, bytes | Path]:
    """The files of a model of 70 billion parameters, its weights in sparse files."""
    tensors = list(_tensors())
    files: dict[str, bytes | Path] = {
        "README.md": b"---\nlicense: apache-2.0\n---\n# Giant\n\n" + b"It speaks. " * 2000,
        "LICENSE": b"Apache License\n" * 800,
        "config.json": json.dumps({"model_type": "llama", "hidden_size": _WIDTH}).encode(),
        "tokenizer.json": json.dumps({"model": {"vocab": _vocabulary()}}).encode(),
        "tokenizer_config.json": b'{"chat_template": "{{ messages }}"}',
    }
    index = {}
    for number in range(_SHARDS):
        name = f"model-{number + 1:05}-of-{_SHARDS:05}.safetensors"
        held = tensors[number * len(tensors) // _SHARDS : (number + 1) * len(tensors) // _SHARDS]
        index |= {tensor: name for tensor, _ in held}
        files[name] = _shard(folder / name, held)
    files["model.safetensors.index.json"] = json.dumps({"weight_map": index}, indent=2).encode()
    padding = folder / "tokenizer.model"
    padding.write_bytes(b"\n\x0e\n\x05<unk>" + bytes(9_000_000))
    return files | {"original/tokenizer.model": padding}


def _tensors() -> list[tuple[str, list[int]]]:
    whole = [_VOCABULARY, _WIDTH]
    named = [("model.embed_tokens.weight", whole), ("lm_head.weight", whole)]
    shapes = {
        "self_attn.q_proj": [_WIDTH, _WIDTH],
        "self_attn.k_proj": [1024, _WIDTH],
        "self_attn.v_proj": [1024, _WIDTH],
        "self_attn.o_proj": [_WIDTH, _WIDTH],
        "mlp.gate_proj": [_INNER, _WIDTH],
        "mlp.up_proj": [_INNER, _WIDTH],
        "mlp.down_proj": [_WIDTH, _INNER],
        "input_layernorm": [_WIDTH],
        "post_attention_layernorm": [_WIDTH],
    }
    layers = range(_LAYERS)
    return named + [(f"model.layers.{n}.{k}.weight", s) for n in layers for k, s in shapes.items()]


def _shard(path: Path, tensors: list[tuple[str, list[int]]]) -> Path:
    header: dict[str, object] = {"__metadata__": {"format": "pt"}}
    end = 0
    for name, shape in tensors:
        start, end = end, end + 2 * shape[0] * (shape[1] if len(shape) > 1 else 1)
        header[name] = {"dtype": "BF16", "shape": shape, "data_offsets": [start, end]}
    text = json.dumps(header).encode()
    with path.open("wb") as file:
        file.write(len(text).to_bytes(8, "little") + text)
        file.truncate(8 + len(text) + end)
    return path


def _vocabulary() -> dict[str, int]:
    """A vocabulary that makes a file of some 9 MB, as those of such models do."""
    return {f"token-{number:050}": number for number in range(_VOCABULARY)}


def _python(code: str) -> Callable[[], None]:
    return _run("-c", code)


def _run(*arguments: str) -> Callable[[], None]:
    def run() -> None:
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)

    return run


def _row(hub: Hub, what: str, action: Callable[[], None]) -> None:
    action()  # the first run also compiles and asks once for what the client keeps
    times, sent, asked = [], hub.sent, len(hub.requests)
    for _ in range(RUNS):
        start = perf_counter()
        action()
        times.append(perf_counter() - start)
    requests = (len(hub.requests) - asked) // RUNS
    seconds = statistics.median(times)
    print(f"{what:54} {seconds:8.2f} {(hub.sent - sent) // RUNS:10,} {requests:9}")


if __name__ == "__main__":
    main()
