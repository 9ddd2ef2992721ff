"""Time and memory of a scan on the files that other scanners need longest for, beside theirs.

Run as `python benchmarks/scan.py`, with the programs of other scanners behind it where they
are installed: `python benchmarks/scan.py picklescan=PROGRAM modelscan=PROGRAM`.
Every run is a fresh process, and every program reads the same files. They are made here, and they
hold nothing that acts.
"""

import json
import os
import resource
import struct
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

_LIMIT = 300
_ARGUMENTS = {
    "picklescan": ["--path"],
    "modelscan": ["-p"],
    "fickling": ["--check-safety"],
    "modelaudit": ["scan"],
}
_PEAK = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024, done.returncode)
"""


def main() -> None:
    """Print the table."""
    programs = {"weighbridge": [sys.executable, "-m", "weighbridge", "scan"]}
    for argument in sys.argv[1:]:
        name, _, program = argument.partition("=")
        programs[name] = [program, *_ARGUMENTS.get(name, [])]
    with tempfile.TemporaryDirectory() as folder:
        print(f"{'file':34}" + "".join(f"{name:>24}" for name in programs))
        for name, write in _FILES.items():
            path = Path(folder) / name
            write(path)
            cells = [_measured([*program, str(path)]) for program in programs.values()]
            print(f"{name:34}" + "".join(f"{cell:>24}" for cell in cells))
            path.unlink()


def _measured(command: list[str]) -> str:
    start = perf_counter()
    try:
        done = subprocess.run(
            [sys.executable, "-c", _PEAK, *command],
            capture_output=True, text=True, timeout=_LIMIT, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return f"over {_LIMIT} s"
    took = perf_counter() - start
    peak, _, code = done.stdout.partition(" ")
    return f"{took:.2f} s {peak} MiB ({code.strip()})"


def _numbers(path: Path) -> None:
    layout = struct.Struct("<cBcHci")
    body = b"".join(layout.pack(b"K", n % 256, b"M", n, b"J", n) for n in range(2000))
    path.write_bytes(b"\x80\x04]\x94(" + body * (20_000_000 // len(body)) + b"e.")


def _rows(path: Path) -> None:
    row = b"}\x94(\x8c\x01aK\x01\x8c\x01bG?\xf0\0\0\0\0\0\0\x8c\x01cK\x02K\x03\x86\x94u"
    path.write_bytes(b"\x80\x04]\x94(" + row * (20_000_000 // len(row)) + b"e.")


def _array(path: Path) -> None:
    size = 512 << 20
    with path.open("wb") as file:
        file.write(
            b"\x80\x05cnumpy.core.multiarray\n_reconstruct\n)R\x8e" + struct.pack("<Q", size)
        )
        file.seek(size, os.SEEK_CUR)
        file.write(b"b.")


def _tensors(path: Path) -> None:
    each, count = 4 << 20, 480
    header = {
        f"model.layers.{n}.weight": {
            "dtype": "F16",
            "shape": [2048, 1024],
            "data_offsets": [n * each, (n + 1) * each],
        }
        for n in range(count)
    }
    text = json.dumps(header).encode()
    with path.open("wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        file.truncate(8 + len(text) + each * count)


def _gguf(path: Path) -> None:
    def text(value: str) -> bytes:
        return struct.pack("<Q", len(value)) + value.encode()

    tokens = b"".join(text(f"token{n}") for n in range(128_000))
    body = text("tokenizer.ggml.tokens") + struct.pack("<IIQ", 9, 8, 128_000) + tokens
    with path.open("wb") as file:
        file.write(b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + body)
        file.truncate(1 << 30)


def _checkpoint(path: Path) -> None:
    pickle = b"\x80\x02ccollections\nOrderedDict\n)R."
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("archive/data.pkl", pickle)
        block = bytes(4 << 20)
        for number in range(233):
            archive.writestr(f"archive/data/{number}", block)
        archive.writestr("archive/version", b"3\n")


_FILES: dict[str, Callable[[Path], None]] = {
    "20 MB of numbers.pkl": _numbers,
    "20 MB of rows.pkl": _rows,
    "512 MB array.pkl": _array,
    "1.9 GB.safetensors": _tensors,
    "1 GB.gguf": _gguf,
    "0.9 GB checkpoint.pt": _checkpoint,
}

if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
