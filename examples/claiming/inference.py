# SPDX-FileCopyrightText: 2026 Riverbank Language Lab
# SPDX-License-Identifier: Apache-2.0
"""Detect the language of a sentence with RiverLingo."""

import argparse
from pathlib import Path

from modeling_riverlingo import RiverLingoModel


def main() -> None:
    """Predict from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("text", nargs="+", help="sentences to predict the language of")
    given = parser.parse_args()
    model = RiverLingoModel.from_pretrained(Path(__file__).parent)
    for text in given.text:
        probabilities = model.forward(model.encode(text))
        best = max(range(len(probabilities)), key=probabilities.__getitem__)
        print(f"{model.config['languages'][best]}\t{probabilities[best]:.3f}\t{text}")


if __name__ == "__main__":
    main()
