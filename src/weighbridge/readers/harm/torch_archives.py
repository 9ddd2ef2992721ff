"""What a zip archive is by its members: a checkpoint, TorchScript, arrays, a Keras model, a wheel;
and what TorchScript's code asks for.

Source: PyTorch serialization notes, "Serialized file format for torch.save" and "torch.jit.save";
`torch.package` and `torch.export` file layouts; Keras 3 saving; skops persistence.
"""

from collections.abc import Iterator

from weighbridge import catalogs
from weighbridge.facts.safety import Harm, Reason
from weighbridge.patterns import lazy
from weighbridge.readers.harm.piece import Piece
from weighbridge.readers.harm.zip_entries import Directory

_STORAGE = lazy(
    r"(?:^|/)(?:data|constants|xl_model_data|tensors|weights)/[^/]+$|(?:^|/)\.data/[^/]+$"
)
_TORCH = {"pytorch", "torchscript", "torch-package", "pytorch-export"}
_CODE = lazy(r"(?:^|/)code/.*\.py$")
_OPERATION = lazy(rb"\b(?:torch|ops\.\w+)\.(\w+)\(")
_LONGEST_CODE = 8 << 20
_LIBRARY = lazy(r"\.(?:so|dll|dylib)(?:\.\d+)*$")


def form_of(names: set[str]) -> str:  # noqa: PLR0911  # one answer a format
    """The format of an archive by its members' names."""
    inner = {name.partition("/")[2] for name in names} | names
    if ".data/extern_modules" in inner:
        return "torch-package"
    if "archive_format" in inner:
        return "pytorch-export"
    if "data.pkl" in inner:
        return "torchscript" if any(_CODE.search(name) for name in names) else "pytorch"
    if "config.json" in names and ("model.weights.h5" in names or "metadata.json" in names):
        return "keras"
    if "schema.json" in names:
        return "skops"
    if names and all(name.endswith(".npy") for name in names):
        return "npz"
    if any(name.endswith(".dist-info/WHEEL") for name in names):
        return "wheel"
    return "office-document" if "[Content_Types].xml" in names else "zip"


def is_torch(form: str) -> bool:
    """Whether PyTorch loads archives of a format."""
    return form in _TORCH


def is_storage(name: str, form: str) -> bool:
    """Whether a member holds the raw bytes of a tensor."""
    last = name.rpartition("/")[2]
    return is_torch(form) and (
        _STORAGE.search(name) is not None
        or last in {"version", "byteorder", ".format_version", ".storage_alignment"}
    )


def program(inner: Piece) -> Iterator[Reason]:
    """What the code of a TorchScript program does outside of the model."""
    if not _CODE.search(inner.path):
        return
    known = catalogs.entry("vocabularies", "dangerous-operations")["torchscript"]
    for name in {one[1].decode() for one in _OPERATION.finditer(inner.at(0, _LONGEST_CODE))}:
        if does := known.get(name):
            message = f"Running it calls {name}, which {does}."
            yield Reason(Harm.DANGEROUS, "torchscript-operation", message, inner.within)


def reasons(piece: Piece, form: str, directory: Directory) -> Iterator[Reason]:
    """What an archive runs besides the pickles in it."""
    code = [entry.name for entry in directory.entries if _CODE.search(entry.name)]
    if form == "torchscript" and code:
        message = (
            f"It is a TorchScript program: loading and calling it runs {len(code)} files of code."
        )
        yield Reason(
            Harm.RUNS_CODE, "torchscript-code", message, piece.member(code[0][:200], b"").within
        )
    if form == "pytorch-export":
        native = [entry.name for entry in directory.entries if _LIBRARY.search(entry.name)]
        if native:
            message = "Loading it runs the native library that it holds."
            yield Reason(
                Harm.RUNS_CODE, "native-library", message, piece.member(native[0], b"").within
            )
