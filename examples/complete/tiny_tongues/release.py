# SPDX-FileCopyrightText: 2026 The Weighbridge maintainers
# SPDX-License-Identifier: Apache-2.0
"""A released model with its tokenizer: loads both, and answers for one sentence."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tiny_tongues import ngrams, records, tensors
from tiny_tongues.model import TinyTonguesModel

UNDETERMINED = "und"
"""The answer where no language is likely enough: the code ISO 639-2 keeps for this."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model says of one sentence.

    Attributes:
        language: the likeliest language, whatever its probability.
        probability: how likely the model holds it to be, 0 to 1.
        answer: the language, or `und` where its probability is below the threshold.
    """

    language: str
    probability: float
    answer: str


@dataclass(frozen=True, slots=True)
class TinyTongues:
    """Everything needed to guess a language."""

    model: TinyTonguesModel
    vocabulary: dict[str, int]
    config: dict[str, Any]

    @classmethod
    def load(cls, folder: Path, weights: str = "model.safetensors") -> "TinyTongues":
        """Read the files of a release."""
        return cls(
            model=tensors.load(folder / weights),
            vocabulary=records.read(folder / "vocab.json"),
            config=records.read(folder / "config.json"),
        )

    def probabilities(self, text: str) -> dict[str, float]:
        """The probability of each language."""
        ids = ngrams.encode(text, self.vocabulary, self.config["ngram_orders"])
        _, found = self.model.forward(ids)
        return dict(zip(self.config["languages"], found, strict=True))

    def guess(self, text: str) -> Answer:
        """The language of a sentence."""
        found = self.probabilities(text)
        best = max(found, key=lambda language: found[language])
        sure = found[best] >= self.config["answer_threshold"]
        return Answer(best, found[best], best if sure else UNDETERMINED)
