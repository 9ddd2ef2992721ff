from weighbridge.facts.weights import WeightsFile
from weighbridge.readers.keras import read as reader
from weights_files import blob, zipped

HDF5 = b"\x89HDF\r\n\x1a\n"


def formats(path: str, data: bytes) -> list[str]:
    return [f.format.id for f in reader.read(blob(path, data)) if isinstance(f, WeightsFile)]


def test_a_keras_archive_is_told_by_its_members() -> None:
    data = zipped({"config.json": b"{}", "model.weights.h5": HDF5, "metadata.json": b"{}"})

    assert formats("model.keras", data) == ["keras"]


def test_a_model_in_hdf5_is_told_by_its_configuration() -> None:
    assert formats("a.h5", HDF5 + bytes(100) + b"model_config") == ["keras-hdf5"]


def test_weights_in_hdf5_are_told_by_their_layers_or_their_name() -> None:
    assert formats("a.h5", HDF5 + b"layer_names") == ["hdf5"]
    assert formats("model.h5", HDF5) == ["hdf5"]


def test_data_in_hdf5_is_no_weights() -> None:
    assert formats("measurements.h5", HDF5) == []
