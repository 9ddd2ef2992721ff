# SPDX-FileCopyrightText: 2026 Riverbank Language Lab
# SPDX-License-Identifier: Apache-2.0
"""RiverLingo: n-gram embeddings, one hidden layer, softmax."""

import json
import math
import re
import unicodedata
from array import array
from pathlib import Path

_OUTSIDE = re.compile(r"[\W\d_]+")


class RiverLingoModel:
    """The classifier with its vocabulary."""

    def __init__(self, config: dict, vocabulary: dict[str, int], tensors: dict) -> None:
        self.config = config
        self.vocabulary = vocabulary
        self.embedding = tensors["embedding.weight"]
        self.hidden_bias = tensors["hidden.bias"][0]
        self.output = tensors["output.weight"]
        self.output_bias = tensors["output.bias"][0]

    @classmethod
    def from_pretrained(cls, folder: Path) -> "RiverLingoModel":
        """Load the model from a folder."""
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        vocabulary = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
        return cls(config, vocabulary, _tensors(folder / "model.safetensors"))

    def encode(self, text: str) -> list[int]:
        """Vocabulary ids of the n-grams of a text."""
        line = unicodedata.normalize("NFC", text).lower().replace("’", "'").replace("'", "ʼ")
        line = "_" + _OUTSIDE.sub("_", line).strip("_") + "_"
        orders = self.config["ngram_orders"]
        pieces = {line[i : i + n] for n in orders for i in range(len(line) - n + 1)}
        return sorted({self.vocabulary.get(piece, 0) for piece in pieces - {"_", "__"}})

    def forward(self, ids: list[int]) -> list[float]:
        """Probabilities of the languages."""
        scale = 1 / math.sqrt(len(ids) or 1)
        hidden = [
            max(0.0, math.fsum(self.embedding[n][i] for n in ids) * scale + bias)
            for i, bias in enumerate(self.hidden_bias)
        ]
        scores = [
            math.fsum(w * h for w, h in zip(row, hidden, strict=True)) + bias
            for row, bias in zip(self.output, self.output_bias, strict=True)
        ]
        powers = [math.exp(score - max(scores)) for score in scores]
        return [power / sum(powers) for power in powers]


def _tensors(path: Path) -> dict[str, list[list[float]]]:
    data = path.read_bytes()
    start = 8 + int.from_bytes(data[:8], "little")
    found = {}
    for name, entry in json.loads(data[8:start]).items():
        if name == "__metadata__":
            continue
        begin, end = entry["data_offsets"]
        flat = array("f", data[start + begin : start + end]).tolist()
        width = entry["shape"][-1]
        found[name] = [flat[i : i + width] for i in range(0, len(flat), width)]
    return found
