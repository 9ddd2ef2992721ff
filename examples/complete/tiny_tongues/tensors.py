# SPDX-FileCopyrightText: 2026 The Weighbridge maintainers
# SPDX-License-Identifier: Apache-2.0
"""Weights on disk: a small writer and reader of the safetensors format, F32 only.

The format is eight bytes of little-endian header length, a JSON object that gives every tensor's
type, shape and place, and then the tensors without gaps.
"""

import json
from array import array
from math import prod
from pathlib import Path
from sys import byteorder
from typing import Any

from tiny_tongues.model import Matrix, TinyTonguesModel

_ALIGNMENT = 8


def save(model: TinyTonguesModel, path: Path, metadata: dict[str, str]) -> None:
    """Write a model's weights."""
    tensors = {
        "embedding.weight": model.embedding,
        "hidden.bias": [model.hidden_bias],
        "output.bias": [model.output_bias],
        "output.weight": model.output,
    }
    header: dict[str, Any] = {"__metadata__": metadata}
    body = b""
    for name, rows in tensors.items():
        shape = [len(rows[0])] if name.endswith("bias") else [len(rows), len(rows[0])]
        data = _packed(rows)
        header[name] = {
            "dtype": "F32",
            "shape": shape,
            "data_offsets": [len(body), len(body) + len(data)],
        }
        body += data
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % _ALIGNMENT)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(len(text).to_bytes(8, "little") + text + body)


def load(path: Path) -> TinyTonguesModel:
    """Read a model's weights back."""
    data = path.read_bytes()
    start = 8 + int.from_bytes(data[:8], "little")
    header = json.loads(data[8:start])
    header.pop("__metadata__", None)
    found = {name: _unpacked(data[start:], entry) for name, entry in header.items()}
    return TinyTonguesModel(
        embedding=found["embedding.weight"],
        hidden_bias=found["hidden.bias"][0],
        output=found["output.weight"],
        output_bias=found["output.bias"][0],
    )


def _packed(rows: Matrix) -> bytes:
    values = array("f", [value for row in rows for value in row])
    return _little(values).tobytes()


def _unpacked(body: bytes, entry: dict[str, Any]) -> Matrix:
    begin, end = entry["data_offsets"]
    values = array("f", body[begin:end])
    flat = _little(values).tolist()
    width = entry["shape"][-1]
    return [flat[i : i + width] for i in range(0, prod(entry["shape"]), width)]


def _little(values: "array[float]") -> "array[float]":
    if byteorder == "big":
        values.byteswap()
    return values
