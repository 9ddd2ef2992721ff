# SPDX-FileCopyrightText: 2026 The Weighbridge maintainers
# SPDX-License-Identifier: Apache-2.0
"""Train the model by stochastic gradient descent, saving checkpoints on the way."""

import argparse
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from tiny_tongues import ngrams, records, tensors
from tiny_tongues.chance import shuffled
from tiny_tongues.model import TinyTonguesModel, Vector

Example = tuple[list[int], int]


@dataclass(frozen=True, slots=True)
class Settings:
    """What a training run depends on, beside the data."""

    epochs: int
    batch_size: int
    learning_rate: float
    hidden_size: int
    save_every: int
    seed: int


def main() -> None:
    """Train from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("data"))
    parser.add_argument("--vocabulary", type=Path, default=Path("vocab.json"))
    parser.add_argument("--output", type=Path, default=Path())
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--batch-size", type=int, default=8)
    parser.add_argument("--learning-rate", type=float, default=0.5)
    parser.add_argument("--hidden-size", type=int, default=16)
    parser.add_argument("--save-every", type=int, default=200)
    parser.add_argument("--threshold", type=float, default=0.6)
    parser.add_argument("--seed", type=int, default=20260903)
    given = vars(parser.parse_args())
    data, vocabulary_file, output = (given.pop(k) for k in ("data", "vocabulary", "output"))
    threshold = given.pop("threshold")
    settings = Settings(**given)
    vocabulary = records.read(vocabulary_file)
    train = records.read_lines(data / "train.jsonl")
    languages = sorted({sentence["language"] for sentence in train})
    config = _config(vocabulary, languages, settings, threshold)
    validation = _encoded(records.read_lines(data / "validation.jsonl"), vocabulary, config)
    records.write(output / "config.json", config)
    _run(_encoded(train, vocabulary, config), validation, settings, config, output)


def _run(
    train: list[Example],
    validation: list[Example],
    settings: Settings,
    config: dict[str, Any],
    output: Path,
) -> None:
    rng = Random(settings.seed)
    sizes = config["vocab_size"], config["hidden_size"], len(config["languages"])
    model = TinyTonguesModel.fresh(*sizes, rng)
    total = settings.epochs * math.ceil(len(train) / settings.batch_size)
    log, losses = [], []
    for step, batch in enumerate(_batches(train, settings, rng), 1):
        rate = settings.learning_rate * (1 - (step - 1) / total)
        losses.append(_learn(model, batch, rate))
        if step % settings.save_every == 0 or step == total:
            log.append(_entry(step, losses, model, validation))
            final = "model.safetensors"
            path = final if step == total else f"checkpoints/step-{step}/{final}"
            tensors.save(model, output / path, {"model": "tiny-tongues", "step": str(step)})
            losses = []
            print(log[-1])
    records.write_lines(output / "training-log.jsonl", log)


def _batches(train: list[Example], settings: Settings, rng: Random) -> Iterator[list[Example]]:
    for _ in range(settings.epochs):
        order = shuffled(rng, train)
        for start in range(0, len(order), settings.batch_size):
            yield order[start : start + settings.batch_size]


def _learn(model: TinyTonguesModel, batch: list[Example], rate: float) -> float:
    """One step down the gradient; gives the mean cross-entropy before it, in nats."""
    loss = 0.0
    for ids, language in batch:
        hidden, found = model.forward(ids)
        loss -= math.log(max(found[language], 1e-12))
        errors = [p - (number == language) for number, p in enumerate(found)]
        _step_back(model, ids, hidden, errors, rate / len(batch))
    return loss / len(batch)


def _step_back(
    model: TinyTonguesModel, ids: list[int], hidden: Vector, errors: Vector, rate: float
) -> None:
    gradient = [
        math.fsum(error * row[i] for error, row in zip(errors, model.output, strict=True))
        if value > 0
        else 0.0
        for i, value in enumerate(hidden)
    ]
    for number, error in enumerate(errors):
        row, pull = model.output[number], rate * error
        model.output[number] = [w - pull * h for w, h in zip(row, hidden, strict=True)]
        model.output_bias[number] -= pull
    model.hidden_bias = [b - rate * g for b, g in zip(model.hidden_bias, gradient, strict=True)]
    scale = rate / math.sqrt(len(ids) or 1)
    moves = [scale * g for g in gradient]
    for i in ids:
        model.embedding[i] = [w - m for w, m in zip(model.embedding[i], moves, strict=True)]


def _entry(
    step: int, losses: list[float], model: TinyTonguesModel, validation: list[Example]
) -> dict[str, float]:
    right = sum(_best(model, ids) == language for ids, language in validation)
    return {
        "step": step,
        "training_loss": round(math.fsum(losses) / len(losses), 4),
        "validation_accuracy": round(right / len(validation), 4),
    }


def _best(model: TinyTonguesModel, ids: list[int]) -> int:
    _, found = model.forward(ids)
    return found.index(max(found))


def _encoded(
    sentences: list[dict[str, Any]], vocabulary: dict[str, int], config: dict[str, Any]
) -> list[Example]:
    numbers = {language: number for number, language in enumerate(config["languages"])}
    orders = config["ngram_orders"]
    return [
        (ngrams.encode(s["text"], vocabulary, orders), numbers[s["language"]]) for s in sentences
    ]


def _config(
    vocabulary: dict[str, int], languages: list[str], settings: Settings, threshold: float
) -> dict[str, Any]:
    return {
        "model_type": "tiny-tongues",
        "architectures": ["TinyTonguesModel"],
        "vocab_size": len(vocabulary),
        "hidden_size": settings.hidden_size,
        "hidden_act": "relu",
        "num_labels": len(languages),
        "languages": languages,
        "ngram_orders": [1, 2, 3],
        "answer_threshold": threshold,
        "dtype": "float32",
        "training": {
            "epochs": settings.epochs,
            "batch_size": settings.batch_size,
            "learning_rate": settings.learning_rate,
            "seed": settings.seed,
        },
    }


if __name__ == "__main__":
    main()
