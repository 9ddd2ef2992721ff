"""Files that real libraries write: data is data, estimators are told by their classes, and nothing
is called dangerous.
"""

import bz2
import gzip
import pickle
from collections.abc import Callable
from functools import partial
from pathlib import Path

import gguf
import h5py
import joblib
import numpy as np
import onnx
import pandas as pd
import pytest
import skops.io
import xgboost
from onnx import TensorProto, helper
from safetensors.numpy import save_file
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import GradientBoostingClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler

from weighbridge.facts.safety import Harm
from weighbridge.scan import scan

Write = Callable[[Path], object]
NUMBERS = np.arange(40, dtype="f8").reshape(10, 4)
LABELS = np.array([0, 1] * 5)
TABLE = pd.DataFrame(
    {"a": [1, 2], "b": ["x", "y"], "c": pd.to_datetime(["2026-01-01", "2026-01-02"])}
)


def _verdict(path: Path) -> Harm:
    [one] = scan(str(path))
    return one.verdict.harm


def _data() -> dict[str, Write]:
    arrays: dict[str, Write] = {
        f"joblib {name}.joblib": partial(joblib.dump, {"w": NUMBERS}, compress=how)
        for name, how in {
            "plain": 0, "zlib": 3, "gzip": ("gzip", 3), "bz2": ("bz2", 3), "xz": ("xz", 3),
            "lzma": ("lzma", 3), "lz4": ("lz4", 3),
        }.items()
    }  # fmt: skip
    return arrays | {
        "a.npy": lambda path: np.save(path, NUMBERS),
        "a.npz": lambda path: np.savez_compressed(path, a=NUMBERS, b=LABELS),
        "scalars.npy": lambda path: np.save(path, np.float32(3)),
        "records.npy": lambda path: np.save(path, np.zeros(3, "i4,f8,U5")),
        "empty.npy": lambda path: np.save(path, np.zeros((0, 4))),
        "a.pkl": lambda path: path.write_bytes(pickle.dumps({"w": NUMBERS, "n": [1, 2.5, None]})),
        "a.pkl.gz": lambda path: path.write_bytes(gzip.compress(pickle.dumps([NUMBERS]))),
        "a.pkl.bz2": lambda path: path.write_bytes(bz2.compress(pickle.dumps([NUMBERS], 2))),
        "old.pkl": lambda path: path.write_bytes(pickle.dumps({"w": NUMBERS}, 0)),
        "m.safetensors": lambda path: save_file({"w": NUMBERS}, path, {"format": "np"}),
        "m.h5": _h5,
        "m.gguf": _gguf,
        "m.onnx": _onnx,
        "xgb.json": _boosted,
        "xgb.ubj": _boosted,
        "logistic.skops": lambda path: skops.io.dump(
            LogisticRegression().fit(NUMBERS, LABELS), path
        ),
        "table.csv": TABLE.to_csv,
        "table.json": partial(TABLE.to_json, date_format="iso"),
    }


def _code() -> dict[str, Write]:
    pipe = Pipeline([
        ("columns", ColumnTransformer([("scale", StandardScaler(), [0, 1])])),
        ("square", FunctionTransformer(np.square)),
        ("model", LogisticRegression()),
    ])  # fmt: skip
    models = {
        "forest": RandomForestClassifier(n_estimators=3).fit(NUMBERS, LABELS),
        "boosting": GradientBoostingClassifier(n_estimators=3).fit(NUMBERS, LABELS),
        "pipeline": pipe.fit(NUMBERS, LABELS),
        "xgboost": xgboost.XGBClassifier(n_estimators=2).fit(NUMBERS, LABELS),
        "table": TABLE,
        "index": pd.Series([1.0, 2.0], index=pd.MultiIndex.from_tuples([("a", 1), ("b", 2)])),
    }
    pickled: dict[str, Write] = {
        f"{name} {protocol}.pkl": lambda path, m=model, p=protocol: path.write_bytes(
            pickle.dumps(m, p)
        )
        for name, model in models.items()
        for protocol in (0, 2, 5)
    }
    written: dict[str, Write] = {
        f"{name}.joblib": partial(joblib.dump, model, compress=3) for name, model in models.items()
    }
    return pickled | written


def _pickled(model: object, protocol: int, path: Path) -> None:
    path.write_bytes(pickle.dumps(model, protocol))


def _h5(path: Path) -> None:
    with h5py.File(path, "w") as file:
        file.create_dataset("layers/dense/w", data=NUMBERS, compression="gzip")
        file.attrs["note"] = "weights"


def _gguf(path: Path) -> None:
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_context_length(2048)
    writer.add_token_list(["<s>", "eval(", " subprocess", "os"])
    writer.add_chat_template("{% for m in messages %}{{ m.content }}{% endfor %}")
    writer.add_tensor("w", NUMBERS.astype("f4"))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _onnx(path: Path) -> None:
    value = helper.make_tensor_value_info("x", TensorProto.FLOAT, [1])
    result = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1])
    node = helper.make_node("Relu", ["x"], ["y"])
    graph = helper.make_graph([node], "g", [value], [result])
    onnx.save(helper.make_model(graph), path)


def _boosted(path: Path) -> None:
    xgboost.XGBClassifier(n_estimators=2).fit(NUMBERS, LABELS).get_booster().save_model(path)


@pytest.mark.parametrize(("name", "write"), [pytest.param(n, w, id=n) for n, w in _data().items()])
def test_data_that_a_library_writes_is_data(name: str, write: Write, tmp_path: Path) -> None:
    write(tmp_path / name)

    assert _verdict(tmp_path / name) is Harm.DATA_ONLY, list(scan(str(tmp_path / name)))


@pytest.mark.parametrize(("name", "write"), [pytest.param(n, w, id=n) for n, w in _code().items()])
def test_an_estimator_is_told_by_its_classes(name: str, write: Write, tmp_path: Path) -> None:
    write(tmp_path / name)

    [one] = scan(str(tmp_path / name))

    assert one.verdict.harm is Harm.RUNS_CODE, one.verdict.reasons
    assert one.verdict.names
