import zipfile

from weighbridge.facts.distribution import Gap
from weighbridge.facts.weights import WeightsFile
from weighbridge.readers.numpy_arrays import read as reader
from weights_files import blob, npy, zipped


def described(path: str, data: bytes) -> WeightsFile:
    return next(f for f in reader.read(blob(path, data)) if isinstance(f, WeightsFile))


def test_an_array_is_counted_by_its_header() -> None:
    found = described("weights.npy", npy("<f4", (3, 5), bytes(60)))

    assert (found.parameters, found.dtypes, found.format.executes_code) == (
        15,
        (("f4", 15),),
        False,
    )


def test_an_archive_is_counted_over_all_its_arrays() -> None:
    arrays = {"a.npy": npy("<f4", (3, 5), bytes(60)), "b.npy": npy("<f2", (7,), bytes(14))}
    found = described("model.npz", zipped(arrays, zipfile.ZIP_DEFLATED))

    assert (found.parameters, found.tensors) == (22, 2)


def test_objects_are_pickles() -> None:
    assert described("weights.npy", npy("|O", (1,))).format.executes_code is True


def test_arrays_of_data_are_not_taken_for_weights() -> None:
    assert list(reader.read(blob("data/train.npy", npy("<f4", (3, 5))))) == []


def test_a_damaged_array_leaves_a_gap() -> None:
    facts = reader.read(blob("weights.npy", b"\x93NUMPY\x01\x00"))

    assert any(isinstance(fact, Gap) for fact in facts)
