"""Time and memory of an audit, beside the cost of merely reading the same bytes in the same run.

Run as `python benchmarks/audit.py`. Every figure is the median of several runs of a fresh process.
"""

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

RUNS = 5
_READ_ALL = """
import hashlib, os, sys
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        with open(os.path.join(folder, name), "rb") as file:
            hashlib.file_digest(file, "sha256")
"""
_PEAK = """
import resource, runpy, sys
sys.argv = ["weighbridge", *sys.argv[1:]]
try:
    runpy.run_module("weighbridge", run_name="__main__")
except SystemExit:
    pass
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, file=sys.stderr)
"""
_PYTHON_FILE = '''"""Module {n}: part of a package."""
import argparse
import json
from pathlib import Path

import numpy as np


class Layer{n}:
    """A layer."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.weights = np.zeros((width, width))

    def forward(self, x):
        return x @ self.weights


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--path", type=Path)
    print(json.dumps(str(parser.parse_args().path)))
'''


def main() -> None:
    """Print the table."""
    print(f"{'what':34} {'audit':>9} {'read+hash':>10} {'ratio':>7} {'peak MiB':>9}")
    help_time = _median(lambda: _run("--help"))
    start = _median(lambda: _python("pass"))
    print(f"{'--help (beside an empty Python)':34} {help_time:8.3f}s {start:9.3f}s")
    with tempfile.TemporaryDirectory() as folder:
        for title, make in (("20-file release", _small), ("1,500-file repository", _large)):
            root = Path(folder) / title.replace(" ", "-").replace(",", "")
            make(root)
            _row(title, root)
        root = Path(folder) / "sparse"
        _sparse(root)
        _row("2 GiB safetensors (sparse)", root)


def _row(title: str, root: Path) -> None:
    audited = _median(lambda: _run("audit", str(root), "--format", "json"))
    read = _median(lambda: _python(_READ_ALL, str(root)))
    peak = _peak("audit", str(root), "--format", "json")
    print(f"{title:34} {audited:8.3f}s {read:9.3f}s {audited / read:6.1f}x {peak:9}")


def _small(root: Path) -> None:
    complete = Path(__file__).parent.parent / "examples" / "complete"
    for number, path in enumerate(sorted(p for p in complete.rglob("*") if p.is_file())):
        if number == 20:
            return
        target = root / path.relative_to(complete)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())


def _large(root: Path) -> None:
    for number in range(1500):
        path = root / f"package{number % 30}" / f"module{number}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_PYTHON_FILE.format(n=number) * 4, encoding="utf-8")
    (root / "README.md").write_text("# A repository\n\nRun `python package0/module0.py`.\n")


def _sparse(root: Path) -> None:
    root.mkdir()
    size = 2 << 30
    header = b'{"w":{"dtype":"F32","shape":[%d],"data_offsets":[0,%d]}}' % (size // 4, size)
    with (root / "model.safetensors").open("wb") as file:
        file.write(len(header).to_bytes(8, "little") + header)
        file.truncate(8 + len(header) + size)


def _run(*arguments: str) -> None:
    command = [sys.executable, "-m", "weighbridge", *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _python(code: str, *arguments: str) -> None:
    subprocess.run([sys.executable, "-c", code, *arguments], check=True)


def _peak(*arguments: str) -> str:
    command = [sys.executable, "-c", _PEAK, *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stderr.strip().splitlines()[-1]


def _median(action: Callable[[], None]) -> float:
    times = []
    for _ in range(RUNS):
        start = perf_counter()
        action()
        times.append(perf_counter() - start)
    return statistics.median(times)


if __name__ == "__main__":
    main()
