# SPDX-FileCopyrightText: 2026 The Weighbridge maintainers
# SPDX-License-Identifier: Apache-2.0
"""The architecture: scaled sum of n-gram embeddings, one layer of rectified units, softmax."""

import math
from random import Random

Vector = list[float]
Matrix = list[Vector]


class TinyTonguesModel:
    """A multilayer perceptron over a bag of n-grams.

    Attributes:
        embedding: one row of hidden values for each vocabulary entry.
        hidden_bias: added to their scaled sum before rectification.
        output: one row of weights over the hidden values for each language.
        output_bias: one value for each language.
    """

    def __init__(
        self, embedding: Matrix, hidden_bias: Vector, output: Matrix, output_bias: Vector
    ) -> None:
        self.embedding = embedding
        self.hidden_bias = hidden_bias
        self.output = output
        self.output_bias = output_bias

    @classmethod
    def fresh(cls, vocabulary: int, hidden: int, languages: int, rng: Random) -> "TinyTonguesModel":
        """An untrained model, its weights drawn evenly from a small interval."""
        return cls(
            embedding=_drawn(rng, vocabulary, hidden, 0.1),
            hidden_bias=[0.0] * hidden,
            output=_drawn(rng, languages, hidden, math.sqrt(3 / hidden)),
            output_bias=[0.0] * languages,
        )

    def forward(self, ids: list[int]) -> tuple[Vector, Vector]:
        """Hidden values and probabilities for one sentence."""
        columns = zip(*[self.embedding[i] for i in ids], strict=True)
        scale = 1 / math.sqrt(len(ids) or 1)
        sums = [math.fsum(column) * scale for column in columns] or [0.0] * len(self.hidden_bias)
        hidden = [max(0.0, m + b) for m, b in zip(sums, self.hidden_bias, strict=True)]
        scores = [
            math.fsum(w * h for w, h in zip(row, hidden, strict=True)) + bias
            for row, bias in zip(self.output, self.output_bias, strict=True)
        ]
        return hidden, _softmax(scores)

    def parameters(self) -> int:
        """Number of trained values."""
        matrices = len(self.embedding) + len(self.output)
        return matrices * len(self.hidden_bias) + len(self.hidden_bias) + len(self.output_bias)


def _drawn(rng: Random, rows: int, columns: int, bound: float) -> Matrix:
    return [[(2 * rng.random() - 1) * bound for _ in range(columns)] for _ in range(rows)]


def _softmax(scores: Vector) -> Vector:
    highest = max(scores)
    powers = [math.exp(score - highest) for score in scores]
    total = math.fsum(powers)
    return [power / total for power in powers]
