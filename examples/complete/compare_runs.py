# SPDX-FileCopyrightText: 2026 The Weighbridge maintainers
# SPDX-License-Identifier: Apache-2.0
"""Compare the checkpoints, and the same training under other seeds."""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import evaluate
from tiny_tongues import records

HERE = Path(__file__).parent


def main() -> None:
    """Compare from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="*", default=[1, 2, 3, 4, 5])
    parser.add_argument("--output", type=Path, default=Path("evaluation/runs.json"))
    given = parser.parse_args()
    saved = sorted(HERE.glob("checkpoints/*/*.safetensors"), key=lambda p: (len(str(p)), p))
    names = [file.relative_to(HERE).as_posix() for file in saved]
    found = {
        "checkpoints": {n: _shares(HERE, n) for n in [*names, "model.safetensors"]},
        "seeds": {str(seed): _trained(seed) for seed in given.seeds},
    }
    records.write(given.output, found)
    for kind, runs in found.items():
        for name, shares in runs.items():
            print(kind, name, shares)


def _trained(seed: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-S", "train.py", "--seed", str(seed), "--output", folder]
        subprocess.run(command, cwd=HERE, check=True, stdout=subprocess.DEVNULL)
        (Path(folder) / "vocab.json").write_bytes((HERE / "vocab.json").read_bytes())
        return _shares(Path(folder), "model.safetensors")


def _shares(folder: Path, weights: str) -> dict[str, Any]:
    found = evaluate.results(folder, weights, HERE / "data")
    return {
        "test": found["test"]["overall"]["accuracy"],
        "handwritten": found["handwritten"]["overall"]["accuracy"],
        "other_languages_refused": found["other_languages"]["refused"]["share"],
    }


if __name__ == "__main__":
    main()
