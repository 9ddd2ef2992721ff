# SPDX-FileCopyrightText: 2026 The Weighbridge maintainers
# SPDX-License-Identifier: Apache-2.0
"""Turn the raw sentences into splits, a vocabulary and the tokenizer's settings."""

import argparse
import csv
import unicodedata
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

from tiny_tongues import ngrams, records
from tiny_tongues.chance import shuffled

Record = dict[str, Any]
ORDERS = (1, 2, 3)
_HELD_OUT = 6
"""Every sixth thing of a list is kept out of training, so that tests can use unseen phrases."""
_SHORT = 40
"""Sentences written by hand count as short below this many characters."""


def main() -> None:
    """Prepare from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("data"))
    parser.add_argument("--output", type=Path, default=Path())
    parser.add_argument("--vocabulary", type=int, default=1024)
    parser.add_argument("--seed", type=int, default=20260902)
    given = parser.parse_args()
    raw = records.read_lines(given.data / "raw" / "sentences.jsonl")
    kept = cleaned(raw)
    parts = split(kept, Random(given.seed))
    parts["handwritten"] = _handwritten(given.data / "raw" / "handwritten.tsv")
    parts["other_languages"] = _read_table(given.data / "raw" / "other-languages.tsv")
    for name, sentences in parts.items():
        records.write_lines(given.data / f"{name}.jsonl", sentences)
    vocabulary = ngrams.build((s["text"] for s in parts["train"]), ORDERS, given.vocabulary)
    records.write(given.output / "vocab.json", vocabulary)
    records.write(given.output / "tokenizer_config.json", _tokenizer(len(vocabulary)))
    records.write(given.data / "statistics.json", _statistics(len(raw), len(kept), parts))
    print(", ".join(f"{name} {len(sentences)}" for name, sentences in parts.items()))


def cleaned(sentences: list[Record]) -> list[Record]:
    """Sentences in composed Unicode with single spaces, each text once."""
    found: dict[str, Record] = {}
    for sentence in sentences:
        text = " ".join(unicodedata.normalize("NFC", sentence["text"]).split())
        found.setdefault(text.casefold(), {**sentence, "text": text})
    return list(found.values())


def split(sentences: list[Record], rng: Random) -> dict[str, list[Record]]:
    """Train, validation and test: a sentence with a held-out thing can only be tested on."""
    marked = [{**s, "phrase": "unseen" if _is_held_out(s) else "seen"} for s in sentences]
    unseen = [s for s in marked if s["phrase"] == "unseen"]
    seen = shuffled(rng, [s for s in marked if s["phrase"] == "seen"])
    tenth = len(seen) // 10
    return {
        "train": seen[2 * tenth :],
        "validation": seen[:tenth],
        "test": seen[tenth : 2 * tenth] + unseen,
    }


def _is_held_out(sentence: Record) -> bool:
    number = int(sentence["thing"].partition("/")[2])
    return number % _HELD_OUT == _HELD_OUT - 1


def _handwritten(path: Path) -> list[Record]:
    sentences = _read_table(path)
    return [{**s, "length": "short" if len(s["text"]) < _SHORT else "long"} for s in sentences]


def _read_table(path: Path) -> list[Record]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _tokenizer(size: int) -> Record:
    return {
        "tokenizer_class": "CharacterNgrams",
        "vocab_file": "vocab.json",
        "vocab_size": size,
        "ngram_orders": list(ORDERS),
        "unk_token": ngrams.UNKNOWN,
        "lowercase": True,
        "unicode_normalization": "NFC",
    }


def _statistics(raw: int, kept: int, parts: dict[str, list[Record]]) -> Record:
    groups = ("language", "variety", "register", "length", "spelling", "phrase")
    found: Record = {"raw": raw, "duplicates_removed": raw - kept}
    for name, sentences in parts.items():
        found[name] = {"sentences": len(sentences)} | {
            group: dict(sorted(Counter(s[group] for s in sentences).items()))
            for group in groups
            if group in sentences[0]
        }
    return found


if __name__ == "__main__":
    main()
