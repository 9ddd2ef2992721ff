"""A repository of 70 billion parameters as the Hub would hold it, its weights in sparse files."""

import json
from collections.abc import Iterator
from pathlib import Path

_SHARDS, _LAYERS, _WIDTH, _INNER, _VOCABULARY = 30, 80, 8192, 28672, 128256


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


def _tensors() -> Iterator[tuple[str, list[int]]]:
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
    yield "model.embed_tokens.weight", [_VOCABULARY, _WIDTH]
    for layer in range(_LAYERS):
        for name, shape in shapes.items():
            yield f"model.layers.{layer}.{name}.weight", shape
    yield "lm_head.weight", [_VOCABULARY, _WIDTH]


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
