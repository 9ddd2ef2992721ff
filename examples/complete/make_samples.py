# SPDX-FileCopyrightText: 2026 The Weighbridge maintainers
# SPDX-License-Identifier: Apache-2.0
"""Write the sample outputs: what the released model answers to the sample inputs."""

import argparse
from pathlib import Path

from tiny_tongues import records
from tiny_tongues.release import TinyTongues


def main() -> None:
    """Write the samples from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=Path())
    parser.add_argument("--inputs", type=Path, default=Path("samples/inputs.txt"))
    parser.add_argument("--output", type=Path, default=Path("samples/outputs.jsonl"))
    given = parser.parse_args()
    release = TinyTongues.load(given.model)
    lines = given.inputs.read_text(encoding="utf-8").splitlines()
    records.write_lines(given.output, [_sample(release, line) for line in lines])
    print(f"{given.output}: {len(lines)} samples")


def _sample(release: TinyTongues, text: str) -> dict[str, object]:
    guess = release.guess(text)
    found = {name: round(p, 3) for name, p in release.probabilities(text).items()}
    return {"input": text, "output": guess.answer, "probabilities": found}


if __name__ == "__main__":
    main()
