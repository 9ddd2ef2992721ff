"""Time to inspect large weights from their headers, beside the formats' own readers.

Run as `python benchmarks/weights.py`. The files are made here, with sparse tensors. The peers are
the `gguf` reader (`gguf.GGUFReader`) and the header read of `safetensors` (`safe_open`, with every
name and shape asked for); where one is not installed, its column is empty. Each time is the best of
some runs in one process, so that no start of a program is counted.
"""

import json
import struct
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from weighbridge.facts.provenance import Evidence
from weighbridge.readers.harm.piece import Piece
from weighbridge.readers.weights_formats.inspecting import inspect

_RUNS = 7


def main() -> None:
    """Print the table."""
    print(f"{'file':44}{'here':>12}{'peer':>12}{'ratio':>9}  peer's name")
    with tempfile.TemporaryDirectory() as folder:
        for title, write, peer, read in _CASES:
            path = Path(folder) / "model"
            write(path)
            ours = _best(lambda path=path: _inspected(path))
            try:
                theirs = _best(lambda path=path, read=read: read(path))
            except ImportError:
                print(f"{title:44}{ours * 1e3:>9.2f} ms{'':>12}{'':>9}  {peer} is not installed")
                continue
            told = f"{ours * 1e3:>9.2f} ms{theirs * 1e3:>9.2f} ms{theirs / ours:>8.1f}x"
            print(f"{title:44}{told}  {peer}")


def _best(run: Callable[[], object]) -> float:
    times, limit = [], perf_counter() + 30
    for _ in range(_RUNS):
        start = perf_counter()
        run()
        times.append(perf_counter() - start)
        if perf_counter() > limit:
            break
    return min(times)


def _inspected(path: Path) -> object:
    with path.open("rb") as stream:

        def fetch(offset: int, length: int) -> bytes:
            stream.seek(offset)
            return stream.read(length)

        piece = Piece(path.name, path.stat().st_size, fetch)
        return inspect(piece, Evidence("release", path.name))


def _safetensors(count: int) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        each = (2 << 30) // count // 4096 * 4096
        header = {
            f"model.layers.{n // 9}.block.{n % 9}.weight": {
                "dtype": "F16",
                "shape": [each // 4096, 2048],
                "data_offsets": [n * each, (n + 1) * each],
            }
            for n in range(count)
        }
        text = json.dumps(header).encode()
        with path.open("wb") as file:
            file.write(struct.pack("<Q", len(text)) + text)
            file.truncate(8 + len(text) + each * count)

    return write


def _gguf(path: Path) -> None:
    """128,000 tokens with scores and types, and 290 tensors in blocks of Q4_K."""

    def text(value: str) -> bytes:
        return struct.pack("<Q", len(value)) + value.encode()

    def array(key: str, kind: int, data: bytes) -> bytes:
        return text(key) + struct.pack("<IIQ", 9, kind, 128_000) + data

    each = 4096 * 4096 // 256 * 144
    tokens = b"".join(text(f"token{n}") for n in range(128_000))
    values = text("general.architecture") + struct.pack("<I", 8) + text("llama")
    values += array("tokenizer.ggml.tokens", 8, tokens)
    values += array("tokenizer.ggml.scores", 6, bytes(4 * 128_000))
    values += array("tokenizer.ggml.token_type", 5, bytes(4 * 128_000))
    tensors = b"".join(
        text(f"blk.{n}.weight") + struct.pack("<IQQIQ", 2, 4096, 4096, 12, n * each)
        for n in range(290)
    )
    head = b"GGUF" + struct.pack("<IQQ", 3, 290, 4) + values + tensors
    with path.open("wb") as file:
        file.write(head + bytes(-len(head) % 32))
        file.truncate(len(head) + -len(head) % 32 + 290 * each)


def _by_safetensors(path: Path) -> Any:
    from safetensors import safe_open  # noqa: PLC0415  # a peer that may be missing

    with safe_open(path, framework="numpy") as file:
        return [(name, file.get_slice(name).get_shape()) for name in file.keys()]  # noqa: SIM118


def _by_gguf(path: Path) -> Any:
    from gguf import GGUFReader  # noqa: PLC0415  # as above

    return [(one.name, tuple(one.shape)) for one in GGUFReader(path).tensors]


_CASES: tuple[tuple[str, Callable[[Path], None], str, Callable[[Path], Any]], ...] = (
    ("2 GiB safetensors, 146 tensors", _safetensors(146), "safetensors", _by_safetensors),
    ("2 GiB safetensors, 290 tensors", _safetensors(290), "safetensors", _by_safetensors),
    ("GGUF, 128,000 tokens, 290 tensors", _gguf, "gguf", _by_gguf),
)

if __name__ == "__main__":
    main()
