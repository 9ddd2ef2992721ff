"""Keras models, as an archive or in HDF5: told from other archives and other HDF5 files by what
they hold.
"""

from collections.abc import Iterator

from weighbridge.facts.distribution import Gap
from weighbridge.facts.release import Fact
from weighbridge.facts.weights import Format, WeightsFile
from weighbridge.readers.blob import Blob
from weighbridge.readers.checkpoints import smells_of_weights
from weighbridge.readers.port import reader
from weighbridge.readers.weights_file import damaged, describe, is_pointer, unrecognised
from weighbridge.readers.zip_directory import members

_PAGE = "https://keras.io/guides/serialization_and_saving/"
ARCHIVE = Format(
    "keras", "Keras archive", executes_code=None, self_contained=True, specification=_PAGE
)
WHOLE = Format(
    "keras-hdf5",
    "Keras model in HDF5",
    executes_code=None,
    self_contained=True,
    specification=_PAGE,
)
WEIGHTS = Format(
    "hdf5",
    "HDF5",
    executes_code=None,
    specification="https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html",
)
_MAGIC = b"\x89HDF\r\n\x1a\n"
_LOOKED_AT = 1 << 20
_SIGNS = (b"layer_names", b"keras_version", b"model_weights", b"weight_names")


@reader(names=("*.keras", "*.h5", "*.hdf5"), gives=(WeightsFile, Gap), topic="weights")
def read(blob: Blob) -> Iterator[Fact]:
    """Tell a Keras model by its bytes; other HDF5 files count where their path suggests weights.

    Whether loading one runs code depends on its layers (a Lambda layer holds a function), which
    are not read here.

    Source: Keras, "Save, serialize, and export models"; HDF5 file format specification 3.0, II.A.
    """
    if is_pointer(blob):
        return
    if blob.head(4) == b"PK\x03\x04":
        yield from _archive(blob)
    elif blob.head(8) == _MAGIC:
        head = blob.head(_LOOKED_AT)
        if b"model_config" in head:
            yield describe(blob, WHOLE)
        elif any(sign in head for sign in _SIGNS) or smells_of_weights(blob.path):
            yield describe(blob, WEIGHTS)
    elif blob.suffix == ".keras":
        yield from unrecognised(blob)


def _archive(blob: Blob) -> Iterator[Fact]:
    try:
        names = {member.name for member in members(blob)}
    except ValueError as error:
        yield from damaged(blob, ARCHIVE, str(error))
        return
    if "config.json" in names and "model.weights.h5" in names:
        yield describe(blob, ARCHIVE)
    elif blob.suffix == ".keras":
        yield from unrecognised(blob)
