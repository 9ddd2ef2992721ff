"""Inspecting files that the real libraries write, and torch's, whose bytes are written here."""

import json
import struct
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import gguf
import h5py
import joblib
import numpy as np
import onnx
import pytest
import skops.io
import xgboost
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import save
from sklearn.linear_model import LogisticRegression

import torch_files as t
from harm import archives
from harm import pickles as p
from harm.archives import message
from weighbridge.facts.provenance import Evidence
from weighbridge.facts.tensors import Inspected
from weighbridge.readers.harm.piece import of_blob
from weighbridge.readers.weights_formats.inspecting import inspect
from weights_files import blob

ROWS: NDArray[np.float64] = np.arange(60.0).reshape(20, 3)
LABELS = np.array([0, 1] * 10)


def inspected(data: bytes, path: str = "model.bin") -> Inspected:
    found = inspect(of_blob(blob(path, data)), Evidence("release", path))
    assert found is not None
    return found


def shapes(found: Inspected) -> dict[str, tuple[str, tuple[int, ...]]]:
    assert found.tensors is not None
    return {one.name: (one.dtype, one.shape) for one in found.tensors}


def test_safetensors_lists_every_tensor_under_any_name() -> None:
    data = save({"a": np.zeros((3, 4), np.float32), "b": np.ones(5, np.float16)})

    found = inspected(data, "weights.dat")

    assert found.format.id == "safetensors"
    assert shapes(found) == {"a": ("F32", (3, 4)), "b": ("F16", (5,))}
    assert (found.parameters, found.stored) == (17, 58)


def test_a_checkpoint_of_torch_lists_the_shapes_of_its_pickle() -> None:
    weight = t.tensor(t.storage("0", 12, "HalfStorage"), (3, 4))
    bias = t.parameter(t.tensor(t.storage("1", 3), (3,)))

    found = inspected(t.checkpoint({"layer": t.dictionary({"weight": weight, "bias": bias})}))

    assert found.format.id == "pytorch"
    assert shapes(found) == {"layer.weight": ("F16", (3, 4)), "layer.bias": ("F32", (3,))}
    assert found.parameters == 15


def test_a_storage_that_two_tensors_share_counts_once() -> None:
    held = t.tensor(t.storage("0", 12), (3, 4))

    found = inspected(t.checkpoint({"embed": held, "head": held}))

    assert found.parameters == 12
    assert [one.shares for one in found.tensors or ()] == ["", "embed"]


def test_two_stretches_of_a_storage_count_both() -> None:
    first, second = (t.tensor(t.storage("0", 12), (6,), offset) for offset in (0, 6))

    assert inspected(t.checkpoint({"a": first, "b": second})).parameters == 12


def test_an_expanded_tensor_holds_no_more_than_its_storage() -> None:
    assert inspected(t.checkpoint({"mask": t.tensor(t.storage("0", 4), (100, 4))})).parameters == 4


def test_the_optimiser_and_the_step_of_a_checkpoint_are_told() -> None:
    held = t.tensor(t.storage("0", 12), (3, 4))
    moment = t.dictionary({"exp_avg": t.tensor(t.storage("1", 12), (3, 4))})
    values = {"model": t.dictionary({"w": held}), "optimizer": moment, "global_step": b"M\xe8\x03"}

    found = inspected(t.checkpoint(values))

    assert (found.parameters, found.step) == (12, 1000)
    assert any("optimiser" in note for note in found.notes)


def test_a_file_of_torch_before_1_6_is_read() -> None:
    found = inspected(
        t.before_1_6({"w": t.tensor(t.storage("0", 12, "FloatStorage", b"N"), (3, 4))})
    )

    assert found.format.id == "pytorch-legacy"
    assert shapes(found) == {"w": ("F32", (3, 4))}


def test_a_module_of_torchscript_is_told_by_its_class() -> None:
    held = t.dictionary({"weight": t.tensor(t.storage("0", 6), (2, 3)), "training": t.FALSE})
    module = p.by_line("__torch__", "Net") + b")\x81" + held + b"b"
    code = {"archive/code/__torch__.py": b"class Net: ..."}

    found = inspected(archives.zipped({"archive/data.pkl": p.pickle(module, 2)} | code))

    assert (found.format.id, found.architecture) == ("torchscript", "__torch__.Net")
    assert shapes(found) == {"weight": ("F32", (2, 3))}


def test_nothing_in_a_pickle_is_called() -> None:
    data = p.pickle(t.dictionary({"w": p.attack(argument="touch /tmp/never")}))

    assert inspected(data, "model.pkl").tensors == ()


@pytest.mark.parametrize("compress", [0, 3])
def test_arrays_of_joblib_are_found_between_opcodes(tmp_path: Path, compress: int) -> None:
    held = {
        "w": np.zeros((3, 4), np.float32),
        "names": np.array(["a", 1], dtype=object),
        "v": np.zeros(7),
    }
    joblib.dump(held, tmp_path / "m.joblib", compress=compress)

    found = inspected((tmp_path / "m.joblib").read_bytes(), "m.joblib")

    assert found.format.id == "joblib"
    assert shapes(found) == {"w": ("F32", (3, 4)), "v": ("F64", (7,))}


def test_an_estimator_names_its_class_and_library(tmp_path: Path) -> None:
    joblib.dump(LogisticRegression().fit(ROWS, LABELS), tmp_path / "m.joblib")

    found = inspected((tmp_path / "m.joblib").read_bytes(), "m.joblib")

    assert found.architecture.endswith("LogisticRegression")
    assert found.producer.startswith("scikit-learn 1.")
    assert shapes(found)["coef_"] == ("F64", (1, 3))


def test_skops_names_its_object() -> None:
    found = inspected(skops.io.dumps(LogisticRegression().fit(ROWS, LABELS)), "m.skops")

    assert found.format.id == "skops"
    assert found.architecture.endswith("LogisticRegression")
    assert ("F64", (1, 3)) in shapes(found).values()


def test_arrays_of_numpy_are_listed_packed_or_not() -> None:
    for write in (np.savez, np.savez_compressed):
        held = BytesIO()
        write(held, a=np.zeros((3, 4)), b=np.zeros(3, np.int64))

        assert shapes(inspected(held.getvalue())) == {"a": ("F64", (3, 4)), "b": ("I64", (3,))}


def test_gguf_counts_blocks_and_reads_sizes(tmp_path: Path) -> None:
    path = tmp_path / "m.gguf"
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_block_count(2)
    writer.add_context_length(4096)
    writer.add_embedding_length(64)
    writer.add_head_count(4)
    writer.add_head_count_kv(2)
    writer.add_file_type(7)
    writer.add_tokenizer_model("gpt2")
    writer.add_token_list([f"t{n}" for n in range(300)])
    kind = gguf.GGMLQuantizationType.Q8_0
    writer.add_tensor(
        "q", gguf.quants.quantize(np.zeros((4, 64), np.float32), kind), raw_dtype=kind
    )
    writer.add_tensor("f", np.zeros((3, 5), np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()

    found = inspected(path.read_bytes())

    assert shapes(found) == {"q": ("Q8_0", (4, 64)), "f": ("F32", (3, 5))}
    assert (found.parameters, found.quantisation, found.notes) == (271, "Q8_0", ())
    assert found.settings is not None
    sizes = found.settings
    assert (sizes.layers, sizes.kv_heads, sizes.head_dim) == (2, 2, 16)
    assert (sizes.context, sizes.vocabulary) == (4096, 300)


def model(*initialisers: TensorProto, nodes: Any = ()) -> onnx.ModelProto:
    value = helper.make_tensor_value_info
    graph = helper.make_graph(
        [helper.make_node("MatMul", ["x", "w"], ["y"]), *nodes],
        "graph",
        [value("x", 1, [1, 3])],
        [value("y", 1, [1, 4])],
        initializer=initialisers,
    )
    return helper.make_model(graph, producer_name="tester", producer_version="1.2")


WEIGHT = numpy_helper.from_array(np.zeros((3, 4), np.float32), "w")


def test_onnx_lists_initialisers_packed_or_not() -> None:
    other = helper.make_tensor("q", TensorProto.INT64, [2], [1, 2])

    found = inspected(model(WEIGHT, other).SerializeToString())

    assert shapes(found) == {"w": ("F32", (3, 4)), "q": ("I64", (2,))}
    assert found.producer == "tester 1.2"


def test_onnx_lists_constants_in_branches() -> None:
    inner = numpy_helper.from_array(np.zeros((5, 2), np.float32))
    constant = helper.make_node("Constant", [], ["c"], value=inner)
    branch = helper.make_graph([constant], "branch", [], [])
    node = helper.make_node("If", ["x"], ["z"], then_branch=branch, else_branch=branch)

    assert inspected(model(WEIGHT, nodes=[node]).SerializeToString()).parameters == 12 + 2 * 10


def test_onnx_names_the_file_its_data_lies_in(tmp_path: Path) -> None:
    path = str(tmp_path / "m.onnx")
    onnx.save(model(WEIGHT), path, save_as_external_data=True, size_threshold=0, location="d.bin")

    found = inspected(Path(path).read_bytes())

    assert found.parameters == 12
    assert ("external data", "d.bin") in found.metadata


@pytest.mark.parametrize("version", ["earliest", "latest"])
def test_hdf5_lists_datasets_by_their_headers(version: str) -> None:
    held = BytesIO()
    with h5py.File(held, "w", libver=version) as file:
        file.attrs["keras_version"] = "3.12.0"
        file.attrs["backend"] = np.bytes_("tensorflow")
        for number in range(5):
            group = file.create_group(f"layers/dense_{number}/vars")
            group.create_dataset("0", data=np.zeros((4, 5), np.float32))
        file.create_dataset("packed", data=np.zeros((40, 50), np.float16), compression="gzip")
        file.create_dataset("optimizer/m", data=np.zeros(9, np.float32))

    found = inspected(held.getvalue())

    assert shapes(found)["layers/dense_3/vars/0"] == ("F32", (4, 5))
    assert (found.count, found.parameters) == (7, 2100)
    assert found.producer == "Keras 3.12.0 (tensorflow)"


def test_hdf5_with_many_members_in_a_group_is_read_whole() -> None:
    held = BytesIO()
    with h5py.File(held, "w") as file:
        for number in range(500):
            file.create_dataset(f"tensor_{number}", data=np.zeros(3, np.float32))

    assert inspected(held.getvalue()).count == 500


def test_a_keras_archive_names_its_model_and_version() -> None:
    held = BytesIO()
    with h5py.File(held, "w") as file:
        file.create_dataset("layers/dense/vars/0", data=np.zeros((4, 5), np.float32))
    members = {
        "config.json": json.dumps({"class_name": "Functional", "config": {}}).encode(),
        "metadata.json": b'{"keras_version": "3.12.0"}',
        "model.weights.h5": held.getvalue(),
    }

    found = inspected(archives.zipped(members), "m.keras")

    assert (found.format.id, found.producer) == ("keras", "Keras 3.12.0")
    assert (found.architecture, found.parameters) == ("Functional", 20)


@pytest.mark.parametrize("suffix", ["json", "ubj"])
def test_xgboost_counts_trees_and_features(tmp_path: Path, suffix: str) -> None:
    settings = {"objective": "binary:logistic", "max_depth": 2}
    booster = xgboost.train(settings, xgboost.DMatrix(ROWS, LABELS), 7)
    booster.save_model(tmp_path / f"m.{suffix}")

    found = inspected((tmp_path / f"m.{suffix}").read_bytes())

    assert found.parameters is None
    assert dict(found.told) == {"booster": "gbtree", "trees": "7", "features": "3"}
    assert found.producer.startswith("XGBoost 3.")


def test_lightgbm_counts_trees_and_features() -> None:
    text = b"tree\nversion=v4\nnum_class=1\nmax_feature_idx=5\nobjective=binary sigmoid:1\n"
    found = inspected(text + b"tree_sizes=300 310 305\n\nTree=0\nnum_leaves=3\n")

    assert dict(found.told) == {"trees": "3", "features": "6"}


def test_pmml_names_its_writer() -> None:
    text = b"""<?xml version="1.0"?><PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4">
    <Header><Application name="SkLearn2PMML" version="0.110"/></Header>
    <DataDictionary><DataField name="a"/><DataField name="b"/></DataDictionary>
    <TreeModel functionName="classification"/></PMML>"""
    found = inspected(text)

    assert (found.format.id, found.producer) == ("pmml", "SkLearn2PMML 0.110")
    assert dict(found.told) == {"fields": "2", "trees": "1"}


def test_r_data_names_the_r_that_wrote_it() -> None:
    found = inspected(b"RDX3\nX\n" + struct.pack(">3I", 3, 0x00040301, 0x00030500) + bytes(20))

    assert (found.producer, found.parameters) == ("R 4.3.1", None)


def entry(shape: tuple[int, ...], offset: int, kind: int = 1) -> bytes:
    dims = message(*((2, message((1, size))) for size in shape))
    size = int(np.prod(shape)) * 4
    return message((1, kind), (2, dims), (4, offset), (5, size))


def table(pairs: list[tuple[bytes, bytes]]) -> bytes:
    """A table of one block, as LevelDB writes one without sharing keys."""

    def block(entries: list[tuple[bytes, bytes]]) -> bytes:
        body = b"".join(
            b"\0" + archives.number_of(len(k)) + archives.number_of(len(v)) + k + v
            for k, v in entries
        )
        return body + struct.pack("<II", 0, 1)

    data = block(pairs)
    handle = archives.number_of(0) + archives.number_of(len(data))
    index = block([(b"\xff", handle)])
    start = len(data) + 5
    ends = archives.number_of(start) + archives.number_of(len(index))
    footer = (archives.number_of(0) * 2 + ends).ljust(40, b"\0")
    return data + bytes(5) + index + bytes(5) + footer + bytes.fromhex("57fb808b247547db")


def test_the_index_of_a_tensorflow_checkpoint_is_read() -> None:
    variable = "model/dense/kernel/.ATTRIBUTES/VARIABLE_VALUE"
    slot = "model/dense/kernel/.OPTIMIZER_SLOT/optimizer/m/.ATTRIBUTES/VARIABLE_VALUE"
    pairs = [(b"", message((1, 1))), (variable.encode(), entry((3, 4), 0))]
    data = table([*pairs, (slot.encode(), entry((3, 4), 48))])

    found = inspected(data, "variables.index")

    assert (found.count, found.parameters) == (2, 12)
    assert shapes(found)[variable] == ("F32", (3, 4))


def test_the_constants_of_a_frozen_graph_are_listed() -> None:
    shape = message((2, message((1, 3))), (2, message((1, 4))))
    held = message((1, 1), (2, shape), (4, bytes(48)))
    attribute = message((1, b"value"), (2, message((8, held))))
    node = message((1, b"weights"), (2, b"Const"), (5, attribute))
    found = inspected(message((1, node), (1, message((1, b"x"), (2, b"Identity")))), "graph.pb")

    assert found.format.id == "tf-graph"
    assert shapes(found) == {"weights": ("F32", (3, 4))}


def flax(shape: list[int], dtype: str, data: bytes) -> bytes:
    """An array as Flax writes it."""
    sizes = bytes([0x90 | len(shape), *shape])
    body = b"\x93" + sizes + bytes([0xA0 | len(dtype)]) + dtype.encode()
    body += b"\xc4" + bytes([len(data)]) + data
    return b"\xc7" + bytes([len(body), 1]) + body


def test_arrays_of_flax_are_named_by_their_path() -> None:
    array = flax([3, 4], "float32", bytes(48))
    data = b"\x82\xa6params\x81\xa5dense\x81\xa6kernel" + array + b"\xa4step\x07"

    found = inspected(data, "flax_model.msgpack")

    assert shapes(found) == {"params/dense/kernel": ("F32", (3, 4))}
    assert found.step == 7


def test_a_core_ml_package_lists_the_entries_of_its_blob() -> None:
    first = struct.pack("<IIQQ", 0xDEADBEEF, 1, 24, 128).ljust(64, b"\0")
    data = struct.pack("<II", 1, 2).ljust(64, b"\0") + first + bytes(24)

    found = inspected(data, "weight.bin")

    assert (found.format.id, found.parameters) == ("core-ml-weights", 12)


def test_a_core_ml_model_states_its_kind_and_version() -> None:
    texts = message((100, message((2, b"1.0"), (3, b"A. Author"))))
    found = inspected(message((1, 8), (2, texts), (502, b"")), "m.mlmodel")

    assert (found.format.id, found.architecture) == ("core-ml", "ML program")
    assert ("specification version", "8") in found.metadata
    assert ("author", "A. Author") in found.metadata


def test_constants_of_openvino_are_listed() -> None:
    text = b"""<?xml version="1.0"?><net name="m" version="11"><layers>
    <layer id="0" name="w" type="Const" version="opset1">
    <data element_type="f16" shape="3, 4" offset="0" size="24"/></layer></layers></net>"""

    assert shapes(inspected(text, "m.xml")) == {"w": ("F16", (3, 4))}


def paddle(shape: tuple[int, ...]) -> bytes:
    described = message((1, 5), *((2, size) for size in shape))
    head = struct.pack("<IQIi", 0, 0, 0, len(described))
    return head + described + bytes(4 * int(np.prod(shape)))


def test_tensors_of_paddle_stand_one_after_another() -> None:
    found = inspected(paddle((3, 4)) + paddle((5,)), "m.pdiparams")

    assert [one.shape for one in found.tensors or ()] == [(3, 4), (5,)]


def test_weights_in_an_archive_are_found_by_content() -> None:
    data = save({"a": np.zeros((3, 4), np.float32)})
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("pkg/__init__.py", "x = 1\n")
        archive.writestr("pkg/weights.dat", data)
    for outer in (held.getvalue(), archives.tarred({"pkg/weights.dat": data})):
        found = inspected(outer, "pkg.whl")

        assert [name for name, _ in found.members] == ["pkg/weights.dat"]
        assert found.parameters == 12


@pytest.mark.parametrize(
    "text", [b"# A model\n", b"{}", b"\n\nhello", b"import torch\n", b"", b"\x89PNG\r\n\x1a\n"]
)
def test_other_files_hold_no_weights(text: bytes) -> None:
    assert inspect(of_blob(blob("README.md", text)), Evidence("release", "README.md")) is None


Cut = Callable[[bytes], bytes]


@pytest.mark.parametrize(
    ("data", "path"),
    [
        (t.checkpoint({"w": t.tensor(t.storage("0", 12), (3, 4))})[:-30], "m.pt"),
        (save({"a": np.zeros(9)})[:40], "m.safetensors"),
        (model(WEIGHT).SerializeToString()[:40], "m.onnx"),
        (b"GGUF\3\0\0\0" + b"\xff" * 16, "m.gguf"),
    ],
)
def test_damage_is_told_in_a_note(data: bytes, path: str) -> None:
    found = inspect(of_blob(blob(path, data)), Evidence("release", path))

    assert found is None or (found.tensors is None and found.notes)


def test_r_data_in_the_order_of_its_machine_names_the_r_that_wrote_it() -> None:
    found = inspected(b"B\n" + struct.pack("<3I", 3, 0x00040403, 0x00030500) + bytes(20), "m.rds")

    assert (found.format.id, found.producer) == ("r-data", "R 4.4.3")


def constant(name: str, shape: tuple[int, ...], *blobs: int, kind: str = "const") -> bytes:
    dims = (((3, message((1, message((1, size)))))) for size in shape)
    described = message((1, message((1, 10), (2, len(shape)), *dims)))
    values = (message((5, message((1, b"weight.bin"), (2, offset)))) for offset in blobs)
    attributes = ((5, message((1, b"val"), (2, value))) for value in values)
    output = message((1, name.encode()), (2, described))
    return message((1, kind.encode()), (3, output), *attributes)


def test_a_program_of_core_ml_counts_what_packed_weights_unpack_to() -> None:
    operations = [
        constant("bias", (3,), 64),
        constant("kernel", (3, 4), 128, 192, kind="constexpr_affine_dequantize"),
        constant("again", (3,), 64),
        constant("axis", ()),
    ]
    block = message(*((3, one) for one in operations))
    function = message((3, message((1, b"CoreML7"), (2, block))))
    program = message((1, 1), (2, message((1, b"main"), (2, function))))

    found = inspected(message((1, 8), (2, message((1, b""))), (502, program)), "m.mlmodel")

    assert shapes(found) == {"bias": ("F16", (3,)), "kernel": ("F16", (3, 4))}
    assert found.parameters == 15


def variables(*names: str) -> Inspected:
    pairs = [(b"", message((1, 1)))]
    pairs += [(f"{name}/.ATTRIBUTES/VARIABLE_VALUE".encode(), entry((3, 4), 0)) for name in names]
    return inspected(table(pairs), "variables.index")


def test_what_an_optimiser_of_keras_keeps_counts_as_no_parameters() -> None:
    kept = ("opt/_iterations", "opt/_learning_rate", "opt/_variables/2")

    assert variables(*kept, "opt/_trainable_variables/0", "net/_variables/0").parameters == 24


def test_variables_that_keras_exports_twice_count_once() -> None:
    assert variables("_all_variables/0", "variables/0").parameters == 12
    assert variables("_all_variables/0").parameters == 12


def test_the_constants_of_a_training_graph_are_no_parameters() -> None:
    value = message((1, 1), (2, message((2, message((1, 3))))), (4, bytes(12)))
    attribute = message((1, b"value"), (2, message((8, value))))
    node = message((1, b"w"), (2, b"Const"), (5, attribute))
    found = inspected(message((1, message((1, b""))), (2, message((1, node)))), "m.meta")

    assert (found.format.id, found.parameters) == ("tf-graph", None)


def test_what_paddle_keeps_of_an_optimiser_counts_as_no_parameters() -> None:
    held = t.tensor(t.storage("0", 12), (3, 4))
    moment = t.tensor(t.storage("1", 12), (3, 4))
    found = inspected(t.checkpoint({"linear_0.w_0": held, "linear_0.w_0_moment1_0": moment}))

    assert found.parameters == 12


def test_a_program_of_torch_export_lists_the_weights_of_its_configuration() -> None:
    sizes = [{"as_int": 3}, {"as_int": 4}]
    meta = {"dtype": 7, "sizes": sizes, "storage_offset": {"as_int": 0}}
    one = {"path_name": "weight_0", "is_param": True, "tensor_meta": meta}
    listed = json.dumps({"config": {"kernel": one, "tied": one}}).encode()
    held = {
        "m/archive_format": b"pt2",
        "m/models/model.json": b"{}",
        "m/data/weights/model_weights_config.json": listed,
    }

    found = inspected(archives.zipped(held), "model.pt2")

    assert shapes(found) == {"kernel": ("F32", (3, 4)), "tied": ("F32", (3, 4))}
    assert (found.format.id, found.parameters) == ("pytorch-export", 12)
