"""The formats that inspections name, beyond those with a reader of their own."""

from functools import cache

from weighbridge.facts.weights import Format
from weighbridge.readers.other_weights import FORMS

_MORE = (
    Format("xgboost", "XGBoost model", self_contained=True,
           specification="https://xgboost.readthedocs.io/en/stable/tutorials/saving_model.html"),
    Format("lightgbm", "LightGBM model", self_contained=True,
           specification="https://lightgbm.readthedocs.io/en/stable/"),
    Format("pmml", "PMML", self_contained=True, specification="https://dmg.org/pmml/v4-4-1/"),
    Format("r-data", "R data", executes_code=None),
    Format("openvino-model", "OpenVINO model", self_contained=True,
           specification="https://docs.openvino.ai/2025/documentation/openvino-ir-format.html"),
    Format("paddle-program", "PaddlePaddle program", executes_code=None, self_contained=True),
    Format("tf-checkpoint-index", "TensorFlow checkpoint",
           specification="https://www.tensorflow.org/guide/checkpoint"),
    Format("archive", "archive", executes_code=None),
    Format("ml-package", "Core ML weights"),
)  # fmt: skip


@cache
def form(name: str) -> Format:
    """The format of an id.

    Raises:
        KeyError: there is none.
    """
    known = {one.id: one for one in (*(each.format for each in FORMS), *_MORE)}
    return known[name]
