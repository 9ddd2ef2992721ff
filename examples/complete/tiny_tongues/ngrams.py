# SPDX-FileCopyrightText: 2026 The Weighbridge maintainers
# SPDX-License-Identifier: Apache-2.0
"""The tokenizer: a sentence as the set of its one- to three-character pieces."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

UNKNOWN = "[UNK]"
_OUTSIDE = re.compile(r"[\W\d_]+")


def normalised(text: str) -> str:
    """Lower-case letters and apostrophes only, words set apart by single underscores."""
    letters = unicodedata.normalize("NFC", text).lower().replace("’", "'").replace("'", "ʼ")
    return "_" + _OUTSIDE.sub("_", letters).strip("_") + "_"


def pieces(text: str, orders: Iterable[int]) -> list[str]:
    """The distinct character n-grams of a sentence, sorted."""
    line = normalised(text)
    found = {line[i : i + n] for n in orders for i in range(len(line) - n + 1)}
    return sorted(found - {"_", "__"})


def build(texts: Iterable[str], orders: Iterable[int], size: int) -> dict[str, int]:
    """A vocabulary: the n-grams that occur in most sentences, after one entry for all others."""
    orders = tuple(orders)
    counts = Counter(piece for text in texts for piece in pieces(text, orders))
    ranked = sorted(counts, key=lambda piece: (-counts[piece], piece))
    return {piece: number for number, piece in enumerate([UNKNOWN, *ranked[: size - 1]])}


def encode(text: str, vocabulary: Mapping[str, int], orders: Iterable[int]) -> list[int]:
    """The vocabulary ids of a sentence, ascending, each once."""
    unknown = vocabulary[UNKNOWN]
    return sorted({vocabulary.get(piece, unknown) for piece in pieces(text, orders)})
