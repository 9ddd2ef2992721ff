"""Honest files as frameworks write them, made byte by byte: each with its name and outcome."""
# ruff: noqa: E501  # a file a line reads as a table

import base64
import gzip
import json
import struct
import zlib
from collections.abc import Iterator

from harm import archives as a
from harm import pickles as p

DATA, RUNS = "data-only", "runs-code"
File = tuple[str, str, bytes, str]
_TENSOR = p.call(
    p.by_line("torch._utils", "_rebuild_tensor_v2"),
    b"(" + p.text("storage") + p.by_line("torch", "FloatStorage") + p.text("0") + p.text("cpu") + b"K\x04tQ",
    b"K\x00", b"K\x04\x85", b"K\x01\x85", b"\x89", p.by_line("collections", "OrderedDict") + b")R",
)  # fmt: skip
_STATE = p.by_line("collections", "OrderedDict") + b")R(" + p.text("w") + _TENSOR + b"u"
_ARRAY = (
    p.call(p.named("numpy._core.multiarray", "_reconstruct"), p.named("numpy", "ndarray"), b"K\x00\x85", b"C\x01b")
    + b"(K\x01K\x02\x85"
    + p.call(p.named("numpy", "dtype"), p.text("f8"), b"\x89", b"\x88")
    + b"(K\x03" + p.text("<") + b"NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\x00tb\x89B\x10\0\0\0" + bytes(16) + b"tb"
)  # fmt: skip


def every() -> Iterator[File]:
    """All of them."""
    yield from _pickles()
    yield from _containers()
    yield from _models()
    yield from _others()


def _pickles() -> Iterator[File]:
    values = (
        b"}("
        + p.text("a")
        + b"K\x01"
        + p.text("b")
        + b"](K\x01G?\xf0\0\0\0\0\0\0NeX\x02\0\0\0xy\x8fu"
    )
    for name, data, outcome in (
        ("plain values", p.pickle(values), DATA),
        ("values of protocol 2", p.pickle(b"}q\x00(X\x01\0\0\0aq\x01K\x01u", 2), DATA),
        ("values of protocol 0", b"(dp0\nS'a'\np1\nI1\nsS'b'\np2\n(lp3\nI2\naI3\nas.", DATA),
        ("values of protocol 1", b"}q\x00U\x01aq\x01K\x01s.", DATA),
        ("a frame", p.framed(b"}\x94\x8c\x01a\x94K\x01s"), DATA),
        ("an ordered dict", p.pickle(p.call(p.named("collections", "OrderedDict"))), DATA),
        ("an array", p.pickle(_ARRAY), DATA),
        ("a long number", p.pickle(b"\x8a\x05\0\0\0\0\x01"), DATA),
        ("bytes of any kind", p.pickle(b"C\x10" + bytes(range(16))), DATA),
        ("a date", p.pickle(p.call(p.named("datetime", "date"), b"C\x04\x07\xea\x0b\x14")), DATA),
        ("a set", p.pickle(b"\x8f(K\x01K\x02\x90"), DATA),
        ("the same thing twice", p.pickle(b"](\x8c\x01a\x94h\x00h\x00]\x94h\x01h\x01e"), DATA),
        ("an old class", p.pickle(p.call(p.by_line("copy_reg", "_reconstructor"), p.by_line("collections", "OrderedDict"), p.by_line("__builtin__", "object"), b"N"), 2), DATA),
        ("a pipeline", p.pickle(p.named("sklearn.pipeline", "Pipeline") + b")\x81}b"), RUNS),
        ("a function by name", p.pickle(p.named("numpy", "tanh")), RUNS),
        ("a partial of one", p.pickle(p.call(p.named("functools", "partial"), p.named("numpy", "clip"))), RUNS),
        ("a method of a class", p.pickle(p.call(p.named("builtins", "getattr"), p.named("mylib", "Net"), p.text("forward"))), RUNS),
        ("a path", p.pickle(p.call(p.named("pathlib", "PosixPath"), p.text("a"))), RUNS),
        ("a lambda", p.pickle(p.call(p.named("cloudpickle.cloudpickle", "_make_function"), p.text("x"))), RUNS),
        ("a signal of scipy", p.pickle(p.named("scipy.signal._ltisys", "lti") + b")\x81"), RUNS),
        ("an activation", p.pickle(p.named("torch._C._nn", "gelu")), RUNS),
    ):  # fmt: skip
        yield f"a pickle of {name}", "model.pkl", data, outcome


def _containers() -> Iterator[File]:
    state = p.pickle(_STATE, 2)
    legacy = (
        p.pickle(b"\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19", 2)
        + p.pickle(b"M\xe9\x03", 2)
        + p.pickle(b"}", 2)
        + state
    )
    linear = p.by_line("torch.nn.modules.linear", "Linear")
    asked = (
        b"(" + p.text("module") + linear + p.text("linear.py") + p.text("class Linear: ...") + b"tQ"
    )
    whole = legacy[: -len(state)] + p.pickle(asked + b")\x81}b", 2)
    array, strings = a.npy("'<f4'", bytes(4)), a.npy("'<U3'", bytes(12))
    wrapper = b"\x80\x04" + p.named("joblib.numpy_pickle", "NumpyArrayWrapper") + b")\x81}("
    wrapped = (
        wrapper
        + p.text("shape")
        + b"K\x04\x85"
        + p.text("dtype")
        + p.call(p.named("numpy", "dtype"), p.text("f8"))
        + b"ub"
    )
    script = {
        "m/code/__torch__.py": b"class Net(Module):\n",
        "m/data.pkl": p.pickle(p.by_line("__torch__", "Net") + b")\x81}b", 2),
        "m/version": b"3",
    }
    for name, file, data, outcome in (
        ("a state dict", "model.pt", a.torch(state), DATA),
        ("a state dict of another name", "pytorch_model.bin", a.torch(state), DATA),
        ("a packed state dict", "model.ckpt", a.zipped({"m/data.pkl": state, "m/version": b"3"}, packed=True), DATA),
        ("tensors that look like anything", "model.pt", a.torch(state, m__data__9=b"\x81\xa1" + bytes(range(200))), DATA),
        ("an old state dict", "model.pth", legacy + p.pickle(b"]", 2) + bytes(range(64)), DATA),
        ("an old whole module", "model.pth", whole + p.pickle(b"]", 2) + bytes(range(64)), RUNS),
        ("a module", "model.pt", a.torch(p.pickle(p.by_line("torch.nn.modules.linear", "Linear") + b")\x81}b", 2)), RUNS),
        ("TorchScript", "model.pt", a.zipped(script), RUNS),
        ("an array", "a.npy", array, DATA),
        ("an array of strings", "a.npy", strings, DATA),
        ("an array of records", "a.npy", a.npy("[('a', '<f4'), ('O', '<i4')]", bytes(8)), DATA),
        ("arrays", "a.npz", a.zipped({"a.npy": array, "b.npy": strings}), DATA),
        ("packed arrays", "a.npz", a.zipped({"a.npy": array, "b.npy": strings}, packed=True), DATA),
        ("an array of objects", "a.npy", a.npy("'|O'", p.pickle(b"]")), RUNS),
        ("an array of joblib", "a.joblib", wrapped + b"\x80cos\nsystem\n" + bytes(20) + b".", DATA),
        ("packed joblib", "a.joblib", zlib.compress(wrapped + bytes(32) + b"."), DATA),
        ("packed values", "a.pkl.gz", gzip.compress(p.pickle(b"}")), DATA),
        ("a tar of tensors", "a.tar", a.tarred({"m/a.npy": array, "m/README.md": b"# M\n"}, links={"m/b.npy": "a.npy"}), DATA),
        ("a zip of texts", "a.zip", a.zipped({"a/": b"", "a/README.md": b"# A\n", "a/c.json": b"{}"}, comment=b"made here"), DATA),
        ("a wheel", "a-1.whl", a.zipped({"a/__init__.py": b"import os\n", "a-1.dist-info/WHEEL": b"Wheel-Version: 1.0\n"}), RUNS),
    ):  # fmt: skip
        yield f"a file of {name}", file, data, outcome


def _models() -> Iterator[File]:
    m = a.message
    one = {
        "a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]},
        "__metadata__": {"format": "pt"},
    }
    chat = "{% for m in messages %}{{ '<|' + m['role'] + '|>' + m.content | trim }}{% if loop.last %}{{ raise_exception('x') }}{% endif %}{% endfor %}{% generation %}{{ x.split('a')[-1].strip() }}{% endgeneration %}{% set ns = namespace(found=false) %}{% macro f(x) %}{{ x | tojson }}{% endmacro %}{{ f(ns) }}"
    node = m((1, m((4, b"Add"), (7, b"ai.onnx"))))
    data = m((13, m((1, b"location"), (2, b"model.onnx.data"))), (8, b"w"), (14, 1))
    dense = {
        "module": "keras.layers",
        "class_name": "Dense",
        "config": {
            "units": 3,
            "kernel_initializer": {
                "module": "keras.initializers",
                "class_name": "GlorotUniform",
                "config": {},
                "registered_name": None,
            },
        },
    }
    model = json.dumps(
        {"module": "keras", "class_name": "Sequential", "config": {"layers": [dense]}}
    ).encode()
    schema = {
        "__class__": "LogisticRegression",
        "__module__": "sklearn.linear_model",
        "__loader__": "ObjectNode",
    }
    for name, file, content in (
        ("safetensors", "model.safetensors", a.safetensors(one, bytes(8))),
        ("empty safetensors", "model.safetensors", a.safetensors({})),
        ("padded safetensors", "m.safetensors", a.safetensors(0, bytes(8), text=json.dumps(one).encode() + b"   ")),
        ("GGUF", "model.gguf", a.gguf({"general.architecture": "llama", "tokenizer.chat_template": chat})),
        ("a tokenizer", "tokenizer_config.json", json.dumps({"chat_template": chat}).encode()),
        ("a template", "chat_template.jinja", chat.encode()),
        ("ONNX", "model.onnx", m((1, 8), (2, b"pytorch"), (7, node + m((2, b"g")) + m((5, data))), (8, m((1, b""), (2, 17))))),
        ("a SavedModel", "saved_model.pb", m((1, 1), (2, m((2, m((1, m((1, b"a"), (2, b"Const"))), (1, m((1, b"b"), (2, b"SaveV2"))))))))),
        ("TensorFlow Lite with metadata", "m.tflite", b"\x1c\0\0\0TFL3" + bytes(64) + a.zipped({"labels.txt": b"cat\n"})),
        ("Keras", "model.keras", a.zipped({"config.json": model, "metadata.json": b"{}", "model.weights.h5": b"\x89HDF\r\n\x1a\n" + bytes(40)})),
        ("HDF5", "model.h5", b"\x89HDF\r\n\x1a\n" + bytes(200) + model + bytes(99)),
        ("Flax", "flax_model.msgpack", b"\x81\xa6params\x81\xa1k\xc7\x02\x01ab"),
        ("skops", "m.skops", a.zipped({"schema.json": json.dumps(schema).encode()})),
        ("Core ML", "m.mlmodel", m((1, 4), (2, m((1, b""))), (500, m((1, m((1, b"n"))))))),
        ("Paddle", "m.pdmodel", m((1, m((1, 0), (4, m((3, b"feed"))))))),
        ("Paddle exported under a debugger", "m.pdmodel", m((1, m((1, 0), (4, m((3, b"feed"), (4, m((5, b"exec(compile(contents+\"\\n\", file, 'exec'), glob, loc)"))))))))),
        ("R values", "m.rds", gzip.compress(b"X\n\0\0\0\2\0\4\5\0\0\2\3\0\0\0\0\x0e\0\0\0\1" + struct.pack(">d", 5.0))),
        ("R values of its machine", "m.rds", b"B\n\2\0\0\0\3\4\4\0\0\3\2\0\x0e\0\0\0\1\0\0\0" + struct.pack("<d", 5.0)),
    ):  # fmt: skip
        yield f"a model of {name}", file, content, DATA


def _others() -> Iterator[File]:
    for name, file, content, outcome in (
        ("a card", "README.md", "# Modell\n\nGrößer – 模型 – модель\n".encode() * 300, DATA),
        ("a configuration", "config.json", b'{"architectures": ["A"], "weight_map": {"a": "b.safetensors"}}', DATA),
        ("a vocabulary", "vocab.txt", b"cat\ndog\ncos\nsystem\nid\n", DATA),
        ("a list of words that begin as opcodes", "words.txt", b"cat\nin\nthe\nhat\n(and\nso on.\n", DATA),
        ("a table", "data.csv", b"I1,2\nF3,4\n", DATA),
        ("YAML", "c.yaml", b"a: 1\nb: !!int 2\n", DATA),
        ("XML", "m.xml", b'<?xml version="1.0"?><!DOCTYPE net><net><layer id="1"/></net>', DATA),
        ("base64", "a.json", json.dumps({"x": base64.b64encode(p.pickle(b"}")).decode()}).encode(), DATA),
        ("an image", "logo.png", b"\x89PNG\r\n\x1a\n" + bytes(range(200)), DATA),
        ("a card that warns of YAML", "README.md", b"Never load `!!python/object/apply:os.system`.\n", DATA),
        ("a page of several templates", "page.jinja", b"{% include 'head.jinja' %}", RUNS),
        ("nothing", "empty.bin", b"", DATA),
        ("source code", "model.py", b"import torch\n", DATA),
        ("a script", "run.sh", b"#!/bin/sh\n", RUNS),
        ("a pointer", "m.safetensors", b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"a" * 64 + b"\nsize 5\n", DATA),
    ):  # fmt: skip
        yield f"{name}", file, content, outcome
