"""Weights formats that are recognised by name and first bytes alone; their insides stay unread."""

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

from weighbridge.facts.distribution import Gap
from weighbridge.facts.release import Fact
from weighbridge.facts.weights import Format, WeightsFile
from weighbridge.readers.blob import Blob
from weighbridge.readers.checkpoints import smells_of_weights
from weighbridge.readers.port import reader
from weighbridge.readers.weights_file import PICKLE, describe, is_pointer, unrecognised


@dataclass(frozen=True, slots=True)
class Form:
    """How a format is recognised.

    Attributes:
        names: shell patterns of names or, with a slash, of paths, in lower case.
        starts: bytes one of which stands at `offset`; empty when the name decides.
        sure: whether the name can mean nothing else: other bytes under it are a defect.
        smells: whether the path has to suggest weights too.
    """

    format: Format
    names: tuple[str, ...]
    starts: tuple[bytes, ...] = ()
    offset: int = 0
    sure: bool = False
    smells: bool = False

    def named(self, path: str) -> bool:
        """Whether a path in lower case is named so."""
        name = path.rpartition("/")[2]
        if not any(fnmatchcase(path if "/" in p else name, p) for p in self.names):
            return False
        return not self.smells or smells_of_weights(path)

    def begins(self, head: bytes) -> bool:
        """Whether these first bytes are of the format."""
        return not self.starts or head.startswith(self.starts, self.offset)


def _graph(ident: str, title: str, page: str = "", *, runs: bool | None = False) -> Format:
    return Format(ident, title, executes_code=runs, self_contained=True, specification=page)


def _arrays(ident: str, title: str, page: str = "") -> Format:
    return Format(ident, title, executes_code=False, specification=page)


_ONNX = "https://onnx.ai/onnx/repo-docs/IR.html"
_TF = "https://www.tensorflow.org/guide/"
_MESSAGEPACK = (*(bytes([first]) for first in range(0x80, 0x90)), b"\xde", b"\xdf")
_PICKLED = Format("pickle", "Python pickle", executes_code=True)
FORMS = (
    Form(_graph("onnx", "ONNX", _ONNX), ("*.onnx",), (b"\x08",), sure=True),
    Form(_arrays("onnx-data", "ONNX external data", _ONNX), ("*.onnx_data*", "*.onnx.data")),
    Form(
        _graph("tflite", "TensorFlow Lite", "https://ai.google.dev/edge/litert"),
        ("*.tflite",),
        (b"TFL3",),
        offset=4,
        sure=True,
    ),
    Form(
        _graph("saved-model", "TensorFlow SavedModel", _TF + "saved_model", runs=None),
        ("saved_model.pb",),
        (b"\x08", b"\x12"),
    ),
    Form(
        _arrays("tf-checkpoint", "TensorFlow checkpoint", _TF + "checkpoint"),
        ("*.data-?????-of-?????",),
    ),
    Form(
        _graph("tf-graph", "TensorFlow graph", runs=None), ("*.pb",), (b"\x0a",), smells=True
    ),
    Form(
        _arrays("tfjs", "TensorFlow.js weights", "https://www.tensorflow.org/js/guide/save_load"),
        ("group*-shard*of*.bin", "group*-shard*of*"),
    ),
    Form(
        _arrays("flax", "Flax MessagePack", "https://github.com/msgpack/msgpack/blob/master/spec.md"),
        ("flax_model*.msgpack", "*flax*.msgpack"),
        _MESSAGEPACK,
    ),
    Form(_arrays("msgpack", "MessagePack"), ("*.msgpack",), _MESSAGEPACK, smells=True),
    Form(_arrays("orbax", "Orbax checkpoint"), ("manifest.ocdbt",), (b"\x0c\xdb\x3a\x2a",)),
    Form(
        _graph("core-ml", "Core ML", "https://apple.github.io/coremltools/mlmodel/"),
        ("*.mlmodel",),
        (b"\x08",),
    ),
    Form(
        _arrays("core-ml-weights", "Core ML weights"), ("*/com.apple.coreml/weights/*.bin",)
    ),
    Form(_arrays("openvino", "OpenVINO weights"), ("*openvino*.bin", "*/openvino/*.bin")),
    Form(
        _arrays("ggml", "GGML (before GGUF)"),
        ("*.bin", "*.ggml"),
        (b"lmgg", b"fmgg", b"tjgg"),
    ),
    Form(_arrays("fasttext", "fastText model"), ("*.bin", "*.ftz"), (b"\xba\x16\x4f\x2f",)),
    Form(_arrays("paddle", "PaddlePaddle inference weights"), ("*.pdiparams",)),
    Form(
        Format("paddle-pickle", "PaddlePaddle checkpoint", executes_code=True),
        ("*.pdparams",),
        PICKLE,
    ),
    Form(_graph("executorch", "ExecuTorch", runs=None), ("*.pte",), (b"ET",), offset=4),
    Form(
        Format("mxnet", "MXNet parameters"), ("*.params",), (b"\x12\x01\x00\x00\x00\x00\x00\x00",)
    ),
    Form(_arrays("caffe", "Caffe weights"), ("*.caffemodel",)),
    Form(_graph("catboost", "CatBoost model"), ("*.cbm",), (b"CBM1",)),
    Form(Format("nemo", "NVIDIA NeMo archive", executes_code=True), ("*.nemo",)),
    Form(Format("skops", "skops archive", executes_code=None), ("*.skops",), (b"PK\x03\x04",)),
    Form(_PICKLED, ("*.pkl", "*.pickle", "*.sav"), PICKLE, smells=True),
    Form(Format("joblib", "joblib pickle", executes_code=True), ("*.joblib",)),
)  # fmt: skip


@reader(
    names=tuple({name: None for form in FORMS for name in form.names}),
    gives=(WeightsFile, Gap),
    topic="weights",
)
def read(blob: Blob) -> Iterator[Fact]:
    """Recognise the first format whose name and bytes fit."""
    if is_pointer(blob) or not blob.size:
        return
    path, head = blob.path.lower(), blob.head(64)
    named = [form for form in FORMS if form.named(path)]
    form = next((form for form in named if form.begins(head)), None)
    if form is not None:
        yield describe(blob, form.format)
    elif any(form.sure for form in named):
        yield from unrecognised(blob)
