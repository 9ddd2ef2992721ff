import pytest

from weighbridge.facts.distribution import Gap
from weighbridge.facts.weights import WeightsFile
from weighbridge.readers.other_weights import read as reader
from weights_files import blob


@pytest.mark.parametrize(
    ("path", "data", "ident", "runs"),
    [
        ("model.onnx", b"\x08\x07\x12\x07pytorch", "onnx", False),
        ("model.tflite", b"\x1c\x00\x00\x00TFL3", "tflite", False),
        ("export/saved_model.pb", b"\x08\x01\x12", "saved-model", None),
        ("variables/variables.data-00000-of-00001", b"\x00", "tf-checkpoint", False),
        ("frozen_model.pb", b"\x0a\x10", "tf-graph", None),
        ("web/group1-shard1of1.bin", b"\x00", "tfjs", False),
        ("flax_model.msgpack", b"\x81", "flax", False),
        ("params/manifest.ocdbt", b"\x0c\xdb\x3a\x2a", "orbax", False),
        ("a.mlmodel", b"\x08\x05", "core-ml", False),
        ("m.mlpackage/Data/com.apple.CoreML/weights/weight.bin", b"\x00", "core-ml-weights", False),
        ("openvino_model.bin", b"\x00", "openvino", False),
        ("ggml-base.bin", b"lmgg\x00", "ggml", False),
        ("lid.176.ftz", b"\xba\x16\x4f\x2f", "fasttext", False),
        ("model.pdparams", b"\x80\x04", "paddle-pickle", True),
        ("classifier.joblib", b"\x78\x9c", "joblib", True),
        ("model.pkl", b"\x80\x05", "pickle", True),
    ],
)
def test_a_format_is_told_by_name_and_first_bytes(
    path: str, data: bytes, ident: str, runs: object
) -> None:
    facts = [fact for fact in reader.read(blob(path, data)) if isinstance(fact, WeightsFile)]

    assert [(fact.format.id, fact.format.executes_code) for fact in facts] == [(ident, runs)]


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("cifar/data_batch_1.pkl", b"\x80\x05"),
        ("firmware.bin", b"\x00" * 64),
        ("messages.msgpack", b"\x81"),
        ("schema.pb", b"\x0a"),
        ("model.pkl", b"not a pickle"),
    ],
)
def test_other_files_of_such_names_are_no_weights(path: str, data: bytes) -> None:
    assert list(reader.read(blob(path, data))) == []


def test_a_name_that_can_mean_nothing_else_leaves_a_gap() -> None:
    facts = list(reader.read(blob("model.onnx", b"Not Found")))

    assert [type(fact) for fact in facts] == [WeightsFile, Gap]
