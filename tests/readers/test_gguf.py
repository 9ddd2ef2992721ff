import struct

import pytest

from weighbridge.facts.distribution import Gap
from weighbridge.facts.licensing import LicenseClaim, Reach
from weighbridge.facts.release import Fact
from weighbridge.facts.weights import Tokenizer, WeightsFile
from weighbridge.readers.gguf import read as reader
from weights_files import blob, gguf

Q8_0, F32 = 8, 0


def facts(data: bytes, path: str = "model.gguf") -> list[Fact]:
    return list(reader.read(blob(path, data)))


def described(data: bytes) -> WeightsFile:
    return next(fact for fact in facts(data) if isinstance(fact, WeightsFile))


def gap(data: bytes) -> Gap:
    return next(fact for fact in facts(data) if isinstance(fact, Gap))


def test_parameters_are_counted_per_type() -> None:
    tensors = [("q", [32, 4], Q8_0, 0), ("f", [3], F32, 160)]
    found = described(gguf({"general.architecture": "llama"}, tensors, stored=172))

    assert found.parameters == 131
    assert found.dtypes == (("Q8_0", 128), ("F32", 3))
    assert found.architecture == "llama"
    assert found.defects == ()


def test_version_two_is_read() -> None:
    assert described(gguf({}, [("f", [2], F32, 0)], stored=8, version=2)).parameters == 2


def test_the_vocabulary_is_counted() -> None:
    metadata = {
        "tokenizer.ggml.tokens": [f"token {number}" * (number % 7) for number in range(5_000)],
        "tokenizer.ggml.scores": list(range(5_000)),
        "tokenizer.chat_template": "{{ messages }}",
    }
    found = [fact for fact in facts(gguf(metadata)) if isinstance(fact, Tokenizer)]

    assert [(one.role, one.tokens, one.chat_template) for one in found] == [
        ("vocabulary", 5_000, True)
    ]


def test_a_vocabulary_longer_than_one_piece_of_reading_is_stepped_over() -> None:
    metadata = {"tokenizer.ggml.tokens": ["x" * 300_000 for _ in range(9)], "after": 7}
    found = described(gguf(metadata, [("f", [2], F32, 0)], stored=8))

    assert found.parameters == 2
    assert found.defects == ()


def test_the_license_speaks_of_the_very_file() -> None:
    data = gguf({"general.license": "apache-2.0"})
    claim = next(fact for fact in facts(data, "w/a.gguf") if isinstance(fact, LicenseClaim))

    assert (claim.raw, claim.reach, claim.patterns) == ("apache-2.0", Reach.FILE, ("w/a.gguf",))


def test_a_file_cut_short_is_a_defect() -> None:
    data = gguf({}, [("f", [8], F32, 0)], stored=20)

    assert described(data).defects == ("Tensors end 12 bytes past the end of the file.",)


def test_tensors_over_one_another_are_a_defect() -> None:
    data = gguf({}, [("a", [16], F32, 0), ("b", [16], F32, 32)], stored=96)

    assert described(data).defects == ("Tensors overlap.",)


def test_a_tensor_off_its_alignment_is_a_defect() -> None:
    data = gguf({}, [("a", [2], F32, 4)], stored=12)

    assert "alignment of 32" in described(data).defects[0]


def test_a_name_that_stands_twice_is_a_defect() -> None:
    data = gguf({}, [("a", [2], F32, 0), ("a", [2], F32, 32)], stored=40)

    assert described(data).defects == ("a stands twice in the header.",)


def test_a_tensor_of_unknown_type_is_a_defect() -> None:
    assert described(gguf({}, [("a", [2], 99, 0)])).defects == ("Tensor a is of unknown type 99.",)


@pytest.mark.parametrize("length", [3, 10, 30, 60])
def test_a_header_that_ends_early_gives_a_gap(length: int) -> None:
    data = gguf({"general.architecture": "llama", "tokenizer.ggml.tokens": ["a", "b"]})

    assert "past the end of the file" in gap(data[:length]).reason


def test_a_claim_of_too_many_tensors_gives_a_gap() -> None:
    data = b"GGUF" + struct.pack("<IQQ", 3, 1 << 60, 0)

    assert f"claims {1 << 60} tensors" in gap(data).reason


def test_an_array_longer_than_the_file_gives_a_gap() -> None:
    data = gguf({"a": 1})[:24] + struct.pack("<Q1sIIQ", 1, b"k", 9, 8, 1 << 60)

    assert "strings" in gap(data).reason


def test_big_endian_files_are_named_as_such() -> None:
    data = b"GGUF" + struct.pack(">IQQ", 3, 0, 0)

    assert "big-endian" in gap(data).reason
