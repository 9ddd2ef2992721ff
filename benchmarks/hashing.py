"""Time to hash 2 GB, beside what these cores can do with `hashlib` and what other programs take.

Run as `python benchmarks/hashing.py [MEGABYTES]`. The files are made here and read once before, so
that the disk is not what is measured. "Best" is the fastest loop over `hashlib` that was found by
trying several sizes of reads on as many threads as there are cores; every ratio is to it.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from time import perf_counter

from weighbridge.sources.digests import Digest, Stretch, digests

_TURNS = 7
_READS = (128 << 10, 256 << 10, 1 << 20, 4 << 20)


def main() -> None:
    """Print a table for one large file and one for eight."""
    total = int(sys.argv[1]) * 1_000_000 if len(sys.argv) > 1 else 2_000_000_000
    for count in (1, 8):
        with tempfile.TemporaryDirectory() as folder:
            files = [_written(Path(folder) / f"{n}.bin", total // count) for n in range(count)]
            print(f"{count} of {total // count / 1e6:,.0f} MB on {_cores()} cores")
            _table(files)


def _table(files: list[Path]) -> None:
    rivals: dict[str, Callable[[], object]] = {
        f"hashlib, {read >> 10} KiB reads": partial(_hashlib, files, read) for read in _READS
    }
    rivals["weighbridge"] = lambda: _weighbridge(files)
    rivals["hashlib, one thread"] = lambda: [_one(place, 1 << 20) for place in files]
    if shutil.which("sha256sum"):
        rivals["sha256sum"] = lambda: subprocess.run(
            ["sha256sum", *files], check=True, stdout=subprocess.DEVNULL
        )
    try:
        from model_signing import hashing  # noqa: PLC0415  # measured where it is installed
    except ImportError:
        pass
    else:
        rivals["model-signing"] = lambda: hashing.hash(files[0].parent)
    took = dict.fromkeys(rivals, float("inf"))
    for _ in range(_TURNS):  # in turn, so that whatever else runs here slows all alike
        for name, run in rivals.items():
            start = perf_counter()
            run()
            took[name] = min(took[name], perf_counter() - start)
    best = min(time for name, time in took.items() if "reads" in name)
    for name, time in sorted(took.items(), key=lambda pair: pair[1]):
        print(f"  {name:28} {time:7.2f} s   {time / best:5.2f} x best")


def _weighbridge(files: list[Path]) -> list[str]:
    stretches = (Stretch(partial(place.open, "rb"), place.stat().st_size) for place in files)
    return [one.hex for one in digests(stretches) if isinstance(one, Digest)]


def _hashlib(files: list[Path], read: int) -> list[str]:
    with ThreadPoolExecutor(_cores()) as pool:
        return list(pool.map(partial(_one, read=read), files))


def _one(place: Path, read: int) -> str:
    state = hashlib.sha256()
    into = memoryview(bytearray(read))
    with place.open("rb", buffering=0) as stream:
        while count := stream.readinto(into):
            state.update(into[:count])
    return state.hexdigest()


def _written(place: Path, size: int) -> Path:
    piece = os.urandom(1 << 20)
    with place.open("wb") as stream:
        for _ in range(size // len(piece)):
            stream.write(piece)
        stream.write(piece[: size % len(piece)])
    return place


def _cores() -> int:
    return len(os.sched_getaffinity(0))


if __name__ == "__main__":
    main()
