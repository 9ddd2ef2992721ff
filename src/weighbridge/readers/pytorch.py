"""PyTorch files: which kind of archive or pickle one is; nothing is unpickled, so parameters are
not counted.
"""

import re
from collections.abc import Iterator

from weighbridge.facts.distribution import Gap
from weighbridge.facts.release import Fact
from weighbridge.facts.weights import Format, WeightsFile
from weighbridge.patterns import lazy
from weighbridge.readers.blob import Blob
from weighbridge.readers.checkpoints import names_data, smells_of_weights
from weighbridge.readers.port import reader
from weighbridge.readers.weights_file import (
    PICKLE,
    damaged,
    describe,
    is_pointer,
    unrecognised,
)
from weighbridge.readers.zip_directory import members

_NOTES = "https://docs.pytorch.org/docs/stable/notes/serialization.html"
ARCHIVE = Format("pytorch", "PyTorch checkpoint", executes_code=True, specification=_NOTES)
TORCHSCRIPT = Format(
    "torchscript", "TorchScript", executes_code=True, self_contained=True, specification=_NOTES
)
PACKAGE = Format("torch-package", "torch.package", executes_code=True, self_contained=True)
EXPORTED = Format(
    "pytorch-export", "PyTorch exported program", executes_code=None, self_contained=True
)
LEGACY = Format("pytorch-legacy", "PyTorch checkpoint (before 1.6)", executes_code=True)
BARE = Format("pickle", "Python pickle", executes_code=True)
_MAGIC_NUMBER = bytes.fromhex("8a0a6cfc9c46f9206aa85019")
"""The long integer 0x1950A86A20F9469CFC6C that opens files of torch before 1.6, as pickled."""
_SURE = lazy(
    r"\.(?:pt|pth|jit|pt2)$|(?:^|[/_.-])(?:pytorch|adapter)_model[^/]*\.bin$", re.IGNORECASE
)
"""Names that can mean nothing else than weights."""


@reader(
    names=("*.pt", "*.pth", "*.pt.tar", "*.pth.tar", "*.ckpt", "*.jit", "*.pt2", "*.bin"),
    gives=(WeightsFile, Gap),
    topic="weights",
)
def read(blob: Blob) -> Iterator[Fact]:
    """Tell an archive, an old checkpoint and a bare pickle apart by their bytes.

    Source: PyTorch serialization semantics, "Serialized file format for torch.save".
    """
    if is_pointer(blob) or names_data(blob.path):
        return
    head = blob.head(64)
    if head.startswith(b"PK\x03\x04"):
        yield from _archive(blob)
    elif head.startswith(PICKLE):
        legacy = head[2:].startswith(_MAGIC_NUMBER)
        if legacy or blob.suffix != ".bin" or smells_of_weights(blob.path):
            yield describe(blob, LEGACY if legacy else BARE)
    elif _SURE.search(blob.path):
        yield from unrecognised(blob)


def _archive(blob: Blob) -> Iterator[Fact]:
    try:
        names = {member.name.partition("/")[2] for member in members(blob)}
    except ValueError as error:
        if _SURE.search(blob.path):
            yield from damaged(blob, ARCHIVE, str(error))
        return
    if form := _form(names):
        yield describe(blob, form)
    elif _SURE.search(blob.path):
        yield from unrecognised(blob)


def _form(names: set[str]) -> Format | None:
    """The format of an archive by the members below its top folder."""
    if ".data/extern_modules" in names:
        return PACKAGE
    if "archive_format" in names:
        return EXPORTED
    if "data.pkl" not in names:
        return None
    return TORCHSCRIPT if any(name.startswith("code/") for name in names) else ARCHIVE
