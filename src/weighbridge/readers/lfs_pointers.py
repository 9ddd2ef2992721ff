"""Git LFS pointers that stand where weights should: their digest and size, not the weights."""

import re
from collections.abc import Iterator
from dataclasses import replace

from weighbridge.facts.release import Fact
from weighbridge.facts.weights import Format, WeightsFile
from weighbridge.patterns import lazy
from weighbridge.readers.blob import Blob
from weighbridge.readers.checkpoints import smells_of_weights
from weighbridge.readers.port import reader
from weighbridge.readers.weights_file import POINTER, describe, is_pointer

FORMAT = Format("git-lfs-pointer", "Git LFS pointer", executes_code=None)
_OID = lazy(r"^oid sha256:([0-9a-f]{64})$", re.MULTILINE)
_SIZE = lazy(r"^size (\d{1,18})$", re.MULTILINE)
_WEIGHTS = lazy(
    r"\.(?:safetensors|gguf|pt|pth|ckpt|pt2|jit|onnx|onnx[._]data|keras|tflite|msgpack|pdparams"
    r"|pdiparams|nemo|skops|joblib|mlmodel|caffemodel|pte)$",
    re.IGNORECASE,
)
_EITHER = lazy(r"\.(?:bin|h5|hdf5|npz|npy|pkl|pickle|pb|params|weights)$", re.IGNORECASE)


@reader(magic=(POINTER,), gives=(WeightsFile,), topic="weights")
def read(blob: Blob) -> Iterator[Fact]:
    """Read a pointer that is named as weights.

    Source: Git LFS specification, "The Pointer" (version, oid, size; at most 1024 bytes).
    """
    named = _WEIGHTS.search(blob.path) or (
        _EITHER.search(blob.path) and smells_of_weights(blob.path)
    )
    text = blob.text()
    oid, size = _OID.search(text), _SIZE.search(text)
    if not (named and oid and size and is_pointer(blob)):
        return
    at = blob.evidence(link=f"sha256:{oid[1]}")
    file = describe(blob, FORMAT)
    yield replace(file, at=at, size=int(size[1]), pointer=oid[1])
