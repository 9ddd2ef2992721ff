# SPDX-FileCopyrightText: 2026 The Weighbridge maintainers
# SPDX-License-Identifier: Apache-2.0
"""Make the whole release again in a temporary folder, and compare it with what is stated here."""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

import evaluate
from tiny_tongues import records

HERE = Path(__file__).parent
STEPS = ("generate_data.py", "prepare_data.py", "train.py", "evaluate.py", "make_samples.py")
SOURCES = ("*.py", "tiny_tongues/*.py", "data/lexicon/*.toml", "data/raw/*.tsv", "samples/*.txt")
TOLERANCE = 0.01
"""How far a share may lie from the stated one on a machine whose arithmetic differs."""


def main() -> None:
    """Reproduce from the command line; exits with 1 where anything differs that must not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--exact", action="store_true", help="other bytes are a failure too")
    parser.add_argument("--cost", type=Path, help="write the seconds each step took to this file")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder)
        seconds = made(fresh)
        bytes_differ = [name for name in outputs() if not same_bytes(fresh / name, HERE / name)]
        differences = [*other_numbers(fresh), *misstatements(HERE)]
    for name in bytes_differ:
        print(f"other bytes: {name}")
    for difference in differences:
        print(f"DIFFERENT: {difference}")
    if given.cost:
        records.write(given.cost, {"seconds": seconds, "total": round(sum(seconds.values()), 2)})
    print(f"{len(outputs()) - len(bytes_differ)} of {len(outputs())} files came out byte for byte")
    sys.exit(1 if differences or (given.exact and bytes_differ) else 0)


def made(folder: Path) -> dict[str, float]:
    """Run every step in a folder that holds the sources alone; gives seconds per step."""
    for pattern in SOURCES:
        for file in HERE.glob(pattern):
            copy = folder / file.relative_to(HERE)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
    seconds = {}
    for step in STEPS:
        start = perf_counter()
        subprocess.run([sys.executable, "-S", step], cwd=folder, check=True)
        seconds[step] = round(perf_counter() - start, 2)
    return seconds


def outputs() -> list[str]:
    """Every file of the release that the steps make."""
    patterns = ("data/raw/*.jsonl", "data/*.json*", "checkpoints/*/*", "evaluation/results.*")
    found = [file for pattern in patterns for file in HERE.glob(pattern)]
    found += [HERE / "config.json", HERE / "vocab.json", HERE / "tokenizer_config.json"]
    found += [HERE / "model.safetensors", HERE / "training-log.jsonl"]
    found += [HERE / "samples" / "outputs.jsonl", HERE / "evaluation" / "predictions.jsonl"]
    return sorted(file.relative_to(HERE).as_posix() for file in found)


def same_bytes(one: Path, other: Path) -> bool:
    """Whether both files exist and are equal."""
    return one.is_file() and other.is_file() and one.read_bytes() == other.read_bytes()


def other_numbers(fresh: Path) -> Iterator[str]:
    """Shares that came out further from the stated ones than the tolerance."""
    stated = dict(_shares(records.read(HERE / "evaluation" / "results.json")))
    found = dict(_shares(records.read(fresh / "evaluation" / "results.json")))
    for name in sorted(stated.keys() | found.keys()):
        before, now = stated.get(name), found.get(name)
        if before is None or now is None or abs(before - now) > TOLERANCE:
            yield f"{name} is stated as {before} and came out as {now}"


def misstatements(folder: Path) -> Iterator[str]:
    """Results that the documents of a release do not state as they are."""
    found = records.read(folder / "evaluation" / "results.json")
    card = (folder / "README.md").read_text(encoding="utf-8")
    if evaluate.table(found) not in card:
        yield "README.md: its table is not evaluation/results.md"
    for name in evaluate.GROUPS:
        for value in (found[name]["overall"]["accuracy"], found[name]["macro_f1"]):
            if f"value: {value}\n" not in card:
                yield f"README.md: model-index does not give {value} for {name}"
    shares = [found[name]["overall"]["accuracy"] for name in evaluate.GROUPS]
    shares.append(found["other_languages"]["refused"]["share"])
    for path in ("README.md", "paper/paper.md", "paper/technical-report.md", "REPRODUCE.md"):
        text = (folder / path).read_text(encoding="utf-8")
        missing = [f"{share:.3f}" for share in shares if f"{share:.3f}" not in text]
        if missing:
            yield f"{path}: does not state {', '.join(missing)}"


def _shares(value: Any, name: str = "") -> Iterator[tuple[str, float]]:
    if not isinstance(value, dict):
        return
    for key, entry in value.items():
        path = f"{name}.{key}".lstrip(".")
        if key in {"accuracy", "share", "macro_f1"}:
            yield path, entry
        yield from _shares(entry, path)


if __name__ == "__main__":
    main()
