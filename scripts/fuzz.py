# ruff: noqa: INP001  # a script of its own
"""Fuzzes the parsers of a scan with atheris, from the tests' generated files as seeds.

Run as `python scripts/fuzz.py [SECONDS] [FOLDER]` where `atheris` is installed (it has wheels for
few versions of Python, so nothing here depends on it). A parser that raises, takes longer than ten
seconds or more than 1 GiB ends the run, and the input is left in FOLDER.
"""

import sys
import tempfile
from pathlib import Path

import atheris

_ROOT = Path(__file__).parents[1]
_NAMES = (
    "m.pkl", "m.pt", "m.safetensors", "m.gguf", "m.onnx", "m.h5", "m.keras", "m.npy", "m.npz",
    "m.joblib", "m.tflite", "saved_model.pb", "m.msgpack", "m.rds", "m.tar", "m.zip", "m.7z",
    "m.gz", "m.json", "m.xml", "m.yaml", "m.jinja", "m.mlmodel", "m.pdmodel",
    "m.py", "m.txt", "m.bin",
)  # fmt: skip

with atheris.instrument_imports(include=["weighbridge"]):
    from weighbridge.facts.safety import Harm
    from weighbridge.readers.harm.looking import look
    from weighbridge.readers.harm.piece import Piece


def once(raw: bytes) -> None:
    """Look into one file: its first byte picks its name."""
    if not raw:
        return
    data = raw[1:]
    piece = Piece(
        _NAMES[raw[0] % len(_NAMES)], len(data), lambda at, size: data[at : at + size],
        budget=[64 << 20],
    )  # fmt: skip
    try:
        found = look(piece)
    except (RecursionError, MemoryError, OSError, OverflowError):
        return  # the scan names these as limits
    if found.harm not in Harm:
        raise AssertionError(found)


def main() -> None:
    """Fuzz for a while."""
    seconds = sys.argv[1] if len(sys.argv) > 1 else "60"
    kept = sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp(prefix="fuzz-")
    seeds = tempfile.mkdtemp(prefix="seeds-")
    _write_seeds(Path(seeds))
    atheris.Setup(
        [sys.argv[0], f"-max_total_time={seconds}", "-timeout=10", "-rss_limit_mb=1024",
         "-max_len=8192", f"-artifact_prefix={kept}/", seeds], once,
    )  # fmt: skip
    atheris.Fuzz()


def _write_seeds(folder: Path) -> None:
    sys.path.insert(0, str(_ROOT / "tests"))
    from harm import attacks, benign, more_attacks  # noqa: PLC0415  # tests are no package

    suffixes = {Path(name).suffix: number for number, name in enumerate(_NAMES)}
    every = (*attacks.every(), *more_attacks.every(), *benign.every())
    for number, (_, name, data, _) in enumerate(every):
        if len(data) <= 8192:
            first = bytes([suffixes.get(Path(name).suffix, len(_NAMES) - 1)])
            (folder / f"{number:04}").write_bytes(first + data)


if __name__ == "__main__":
    main()
