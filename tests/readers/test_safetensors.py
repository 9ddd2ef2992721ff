import json

from case_files import safetensors
from conftest import Read
from weighbridge.facts.distribution import Gap
from weighbridge.facts.licensing import LicenseClaim
from weighbridge.facts.release import Fact
from weighbridge.facts.weights import WeightsFile
from weighbridge.readers.safetensors import read as reader
from weights_files import blob


def facts(data: bytes, path: str = "model.safetensors") -> list[Fact]:
    return list(reader.read(blob(path, data)))


def described(data: bytes, path: str = "model.safetensors") -> WeightsFile:
    return next(fact for fact in facts(data, path) if isinstance(fact, WeightsFile))


def raw(header: str, stored: int = 0) -> bytes:
    text = header.encode()
    return len(text).to_bytes(8, "little") + text + bytes(stored)


def tensor(start: int, end: int, dtype: str = "U8") -> str:
    shape = [end - start]
    return json.dumps({"dtype": dtype, "shape": shape, "data_offsets": [start, end]})


def test_parameters_are_counted_per_data_type() -> None:
    found = described(safetensors({"a": ("F32", [2, 3]), "b": ("BF16", [10]), "c": ("F32", [])}))

    assert found.parameters == 17
    assert found.dtypes == (("BF16", 10), ("F32", 7))
    assert found.tensors == 3
    assert found.defects == ()


def test_evidence_points_at_the_header() -> None:
    data = raw('{"a":' + tensor(0, 4) + "}", stored=4)

    assert described(data).at.bytes == (0, len(data) - 4)


def test_a_header_longer_than_a_reader_keeps_of_a_file_is_read() -> None:
    filler = "x" * (9 << 20)
    data = raw('{"__metadata__":{"filler":"' + filler + '"},"a":' + tensor(0, 4) + "}", stored=4)

    assert described(data).parameters == 4


def test_a_truncated_header_gives_a_gap() -> None:
    data = safetensors({"a": ("F32", [2, 3])})[:40]

    assert any(isinstance(fact, Gap) for fact in facts(data))
    assert described(data).parameters is None


def test_a_header_that_is_not_json_gives_a_gap() -> None:
    assert any(isinstance(fact, Gap) for fact in facts(raw("{not json")))


def test_a_name_that_stands_twice_is_a_defect() -> None:
    data = raw('{"a":' + tensor(0, 4) + ',"a":' + tensor(0, 4) + "}", stored=4)

    assert described(data).defects == ("a stands twice in the header.",)


def test_bytes_behind_the_last_tensor_are_a_defect() -> None:
    data = raw('{"a":' + tensor(0, 4) + "}", stored=9)

    assert described(data).defects == ("5 bytes follow the last tensor.",)


def test_tensors_that_overlap_are_a_defect() -> None:
    data = raw('{"a":' + tensor(0, 4) + ',"b":' + tensor(2, 6) + "}", stored=6)

    assert described(data).defects == ("Tensors overlap or leave gaps.",)


def test_a_tensor_past_the_end_is_a_defect() -> None:
    data = raw('{"a":' + tensor(0, 4) + "}", stored=1)

    assert described(data).defects == ("Tensors end 3 bytes past the end of the file.",)


def test_a_length_that_contradicts_shape_and_type_is_a_defect() -> None:
    data = raw('{"a":' + tensor(0, 4, "F32") + "}", stored=4)

    assert "another length" in described(data).defects[0]


def test_an_unknown_type_is_a_defect() -> None:
    data = raw('{"a":' + tensor(0, 4, "F5") + "}", stored=4)

    assert described(data).defects[0] == "Tensor a is of a type the format does not know."


def test_a_negative_size_gives_a_gap() -> None:
    data = raw('{"a":{"dtype":"U8","shape":[-2,-2],"data_offsets":[0,4]}}', stored=4)

    assert any(isinstance(fact, Gap) for fact in facts(data))


def test_the_license_in_the_metadata_speaks_of_the_very_file() -> None:
    data = raw('{"__metadata__":{"modelspec.license":"Apache-2.0"},"a":' + tensor(0, 1) + "}", 1)
    claim = next(f for f in facts(data, "w/[x].safetensors") if isinstance(f, LicenseClaim))

    assert (claim.raw, claim.patterns) == ("Apache-2.0", ("w/[x].safetensors",))


def test_a_file_without_tensors_is_no_sight_of_parameters(read: Read) -> None:
    release = read({"model.safetensors": raw("{}")})

    assert not [f for f in release.facts if getattr(f, "component", "").startswith("model-param")]
