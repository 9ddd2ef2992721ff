# SPDX-FileCopyrightText: 2026 The Weighbridge maintainers
# SPDX-License-Identifier: Apache-2.0
"""Put the raw sentences together from the phrases in `data/lexicon/`."""

import argparse
import tomllib
import unicodedata
from pathlib import Path
from random import Random
from typing import Any

from tiny_tongues import records
from tiny_tongues.chance import pick

Lexicon = dict[str, Any]
_WITHOUT_ACCENTS = 0.3
"""Share of informal sentences that are typed in lower case and without accents."""


def main() -> None:
    """Generate from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lexicon", type=Path, default=Path("data/lexicon"))
    parser.add_argument("--output", type=Path, default=Path("data/raw/sentences.jsonl"))
    parser.add_argument("--per-language", type=int, default=360)
    parser.add_argument("--seed", type=int, default=20260901)
    given = parser.parse_args()
    rng = Random(given.seed)
    sentences = [
        sentence
        for file in sorted(given.lexicon.glob("*.toml"))
        for sentence in generated(tomllib.loads(file.read_text("utf-8")), given.per_language, rng)
    ]
    records.write_lines(given.output, sentences)
    print(f"{given.output}: {len(sentences)} sentences")


def generated(lexicon: Lexicon, count: int, rng: Random) -> list[dict[str, Any]]:
    """Sentences of one language, evenly over varieties, registers and lengths."""
    varieties = lexicon["varieties"]
    return [
        _sentence(
            lexicon,
            varieties[number % 2],
            ("formal", "informal")[number // 2 % 2],
            ("short", "long")[number // 4 % 2],
            rng,
        )
        for number in range(count)
    ]


def _sentence(
    lexicon: Lexicon, variety: str, register: str, length: str, rng: Random
) -> dict[str, Any]:
    source = variety if rng.random() < 0.5 else "shared"
    number = int(rng.random() * len(lexicon["things"][source]))
    core = [pick(rng, lexicon["actors"][register]), lexicon["things"][source][number]]
    text = _finished(core, lexicon, register, length, rng)
    plain = register == "informal" and rng.random() < _WITHOUT_ACCENTS
    return {
        "text": _plain(text) if plain else text,
        "language": lexicon["language"],
        "variety": variety,
        "register": register,
        "length": length,
        "spelling": "plain" if plain else "standard",
        "thing": f"{source}/{number}",
    }


def _finished(core: list[str], lexicon: Lexicon, register: str, length: str, rng: Random) -> str:
    if length == "short":
        return _capital(" ".join(core)) + "."
    words = [pick(rng, lexicon["openers"][register]), *core]
    words += [pick(rng, lexicon["places"]), pick(rng, lexicon["times"])]
    link, closer = pick(rng, lexicon["links"]), pick(rng, lexicon["closers"][register])
    return f"{_capital(' '.join(words))}, {link}. {_capital(closer)}"


def _capital(text: str) -> str:
    """The text with its first letter in upper case, wherever an opening mark leaves it."""
    start = 1 if text[0] in "¡¿" else 0
    return text[:start] + text[start].upper() + text[start + 1 :]


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


if __name__ == "__main__":
    main()
