"""Programs, scripts and archives under the names of other things, and what names promise.

Source: ELF-64 object file format 1.5; PE format 83; Mach-O headers; WebAssembly core 2.0, 5.5.
"""

from collections.abc import Iterator

from weighbridge.facts.safety import Harm, Reason
from weighbridge.patterns import lazy
from weighbridge.readers.harm.piece import Piece

_MACH = (b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf")
_NATIVE = lazy(
    r"\.(?:so(?:\.[\w.]+)?|exe|dll|sys|pyd|dylib|bundle|node|jnilib|o|obj|a|lib|ko|elf|cubin|hsaco"
    r"|wasm|class|jar|pyc|pyo|com|efi|out|llamafile|metallib|mexa64|mexw64|mexmaci64|msi|lnk)$"
)
_SCRIPT = lazy(
    r"\.(?:sh|bash|zsh|fish|bat|cmd|ps1|psm1|vbs|vbe|wsf|hta|rb|pl|lua|js|mjs|cjs|ts|r|jl"
    r"|php|awk|tcl|scpt|applescript|command|desktop|reg|inf|scr|csh|ksh|nix)$"
)
_STARTED = lazy(r"\.(?:bat|cmd|ps1|psm1|vbs|vbe|wsf|hta|scpt|command|desktop|reg|scr|lnk)$")
"""Scripts that a double click starts."""
_WORDS_OF_SHELLS = lazy(rb"^#!\s*/\S+")


def program(head: bytes) -> str:  # noqa: PLR0911  # one answer a line
    """What native program some bytes begin; empty for none."""
    if (
        head.startswith(b"\x7fELF")
        and len(head) > 16
        and head[4] in b"\x01\x02"
        and head[5] in b"\x01\x02"
    ):
        return "program or library for Linux (ELF)"
    if head.startswith(b"MZ") and len(head) > 64:
        place = int.from_bytes(head[60:64], "little")
        if place < 64 or place + 4 > len(head) or head[place : place + 2] in {b"PE", b"NE", b"LE"}:
            return "program or library for Windows (PE)"
    if head.startswith(_MACH):
        return "program or library for macOS (Mach-O)"
    if head.startswith(b"\xca\xfe\xba\xbe") and len(head) > 8:
        few = int.from_bytes(head[4:8], "big") < 20
        return "program or library for macOS (Mach-O)" if few else "Java class"
    if head.startswith(b"\0asm"):
        return "WebAssembly program"
    if (
        len(head) > 16
        and head[2:4] == b"\r\n"
        and head[4:8] in {bytes(4), b"\1\0\0\0", b"\3\0\0\0"}
        and head[16:17] in b"\xe3c"
    ):
        return "Python bytecode file"
    if head.startswith(b"dex\n"):
        return "Android program (DEX)"
    if head.startswith(b"L\0\0\0\x01\x14\x02\0"):
        return "Windows shortcut"
    return ""


def native(piece: Piece, what: str) -> Reason:
    """A native program: named as one, or hidden."""
    if _NATIVE.search(piece.name) or "." not in piece.name or piece.executable:
        message = f"It is a {what}: whoever loads or starts it runs it."
        return Reason(Harm.RUNS_CODE, "native-program", message, piece.where())
    message = f"It is a {what} under the name of something else."
    return Reason(Harm.DANGEROUS, "hidden-program", message, piece.where(0))


def scripts(piece: Piece, head: bytes) -> Iterator[Reason]:
    """Source code and scripts: named as such, or hidden."""
    marked = _WORDS_OF_SHELLS.match(head) is not None
    if _STARTED.search(piece.name):
        message = "It is a script that a double click runs."
        yield Reason(Harm.RUNS_CODE, "script", message, piece.where())
    elif _SCRIPT.search(piece.name):
        yield Reason(Harm.RUNS_CODE, "source-code", "It is source code.", piece.where())
    elif marked and piece.suffix in _DATA:
        message = f"It is a script under the name of a {piece.suffix} file."
        yield Reason(Harm.DANGEROUS, "hidden-script", message, piece.where(0))
    elif marked and piece.suffix not in {".py", ".pyw"}:
        yield Reason(Harm.RUNS_CODE, "script", "It is a script.", piece.where())


_DATA = frozenset((
    ".bin", ".pt", ".pth", ".pkl", ".pickle", ".ckpt", ".h5", ".onnx", ".safetensors", ".gguf",
    ".npy", ".npz", ".png", ".jpg", ".jpeg", ".gif", ".pdf", ".json", ".csv", ".tsv", ".dat",
    ".keras",
    ".joblib", ".model", ".txt", ".md", ".tflite", ".pb", ".msgpack", ".parquet", ".yaml", ".yml",
))  # fmt: skip
"""Names of data, under which no script belongs."""
PROMISES = {
    ".safetensors": ("safetensors",), ".gguf": ("gguf",), ".onnx": ("onnx",),
    ".keras": ("keras", "keras-hdf5"),
    ".h5": ("hdf5", "keras-hdf5"), ".hdf5": ("hdf5", "keras-hdf5"), ".npy": ("npy", "npy-objects"),
    ".npz": ("npz",), ".tflite": ("tflite",),
}  # fmt: skip
"""Names that can mean one format only, and that format."""


def promises(piece: Piece, form: str) -> Iterator[Reason]:
    """A name that promises a format of data, over bytes that are of one that runs code."""
    wanted = PROMISES.get(piece.suffix)
    if wanted and form in {
        "pickle",
        "pytorch",
        "pytorch-legacy",
        "joblib",
        "torchscript",
        "torch-package",
    }:
        message = f"Its name promises {wanted[0]}, and its bytes are a {form} file."
        yield Reason(Harm.DANGEROUS, "content-differs-from-name", message, piece.where(0))
    elif wanted and form not in wanted and form not in {"empty", "lfs-pointer"}:
        message = f"Its name promises {wanted[0]}, and its bytes are of another format ({form})."
        yield Reason(Harm.INCOMPLETE, "content-differs-from-name", message, piece.where(0))
