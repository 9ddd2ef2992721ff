# SPDX-FileCopyrightText: 2026 The Weighbridge maintainers
# SPDX-License-Identifier: Apache-2.0
"""Guess the language of sentences, given as arguments or one a line on standard input."""

import argparse
import json
import sys
from pathlib import Path

from tiny_tongues.release import TinyTongues


def main() -> None:
    """Predict from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sentences", nargs="*", metavar="SENTENCE")
    parser.add_argument("--model", type=Path, default=Path(__file__).parent)
    given = parser.parse_args()
    release = TinyTongues.load(given.model)
    for text in given.sentences or map(str.strip, sys.stdin):
        guess = release.guess(text)
        answer = {
            "text": text,
            "answer": guess.answer,
            "language": guess.language,
            "probability": round(guess.probability, 3),
        }
        print(json.dumps(answer, ensure_ascii=False))


if __name__ == "__main__":
    main()
