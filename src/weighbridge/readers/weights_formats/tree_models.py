"""Boosted trees, inspected: trees, features and classes as XGBoost and LightGBM state them.

Source: XGBoost 3.2, "Introduction to Model IO", `learner.cc` `LearnerModelParamLegacy`; LightGBM
4.6 `gbdt_model_text.cpp`.
"""

import json
import re
from typing import Any

from weighbridge.facts.tensors import Inspected
from weighbridge.patterns import lazy
from weighbridge.readers.harm.piece import Piece
from weighbridge.readers.weights_formats.forms import form
from weighbridge.readers.weights_formats.port import UnreadError
from weighbridge.readers.weights_formats.ubjson import Length, Reader

_LONGEST = 128 << 20
_HEADER = 1 << 20
_LINE = lazy(r"^(\w+)=([^\n]*)$", re.MULTILINE)


def is_xgboost(head: bytes) -> bool:
    """Whether some JSON begins as XGBoost writes it."""
    return b'"learner"' in head[:4096] and b'"' in head[:4] and head[:1] == b"{"


def xgboost_json(piece: Piece) -> Inspected:
    """A model as JSON.

    Raises:
        UnreadError: it is no JSON, or longer than is read.
    """
    if piece.size > _LONGEST:
        raise UnreadError(f"it is longer than the {_LONGEST:,} bytes that are read")
    try:
        return _xgboost(piece, json.loads(piece.at(0, piece.size)))
    except (ValueError, RecursionError) as error:
        raise UnreadError("it is not valid JSON") from error


def xgboost_binary(piece: Piece) -> Inspected:
    """A model as Universal Binary JSON.

    Raises:
        UnreadError: it is damaged.
    """
    return _xgboost(piece, Reader(piece).value()[0])


def xgboost_legacy(piece: Piece) -> Inspected:
    """A model in the binary layout before 3.1: features and classes from its first bytes."""
    head = piece.head(32)[4:]
    told = [("features", f"{int.from_bytes(head[4:8], 'little'):,}")]
    if classes := int.from_bytes(head[8:12], "little"):
        told.append(("classes", f"{classes:,}"))
    note = "Its trees are in the binary layout before XGBoost 3.1, and are not counted."
    return Inspected(form("xgboost"), piece.size, told=tuple(told), notes=(note,))


def _xgboost(piece: Piece, whole: Any) -> Inspected:
    learner = _inner(whole, "learner")
    if not learner:
        raise UnreadError("it holds no learner")
    booster = _inner(learner, "gradient_booster")
    kind = str(booster.get("name", ""))
    model = _inner(_inner(booster, "gbtree") or booster, "model")
    about = _inner(learner, "learner_model_param")
    stated = _inner(model, "gbtree_model_param").get("num_trees")
    told = [("booster", kind[:100])]
    if stated is not None:
        told.append(("trees", _number(stated)))
    if isinstance(weights := model.get("weights"), list | Length):
        told.append(("weights", f"{weights if isinstance(weights, Length) else len(weights):,}"))
    told += [(word, _number(about[key])) for word, key in
             (("features", "num_feature"), ("classes", "num_class"))
             if key in about and str(about[key]) != "0"]  # fmt: skip
    version = whole.get("version")
    text = ".".join(map(str, version[:4])) if isinstance(version, list) else ""
    return Inspected(
        form("xgboost"),
        piece.size,
        metadata=tuple(
            (str(k)[:100], str(v)[:200]) for k, v in _inner(learner, "attributes").items()
        ),
        producer=f"XGBoost {text}".strip(),
        architecture=str(_inner(learner, "objective").get("name", ""))[:100],
        told=tuple(told),
    )


def _inner(value: Any, key: str) -> dict[str, Any]:
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}


def _number(value: Any) -> str:
    text = str(value)[:20]
    return f"{int(text):,}" if text.isdigit() else text


def is_lightgbm(head: bytes) -> bool:
    """Whether a text begins as LightGBM writes it."""
    return re.match(rb"tree\r?\nversion=v\d", head) is not None


def lightgbm(piece: Piece) -> Inspected:
    """A model as text: what its header states."""
    text = piece.at(0, _HEADER).decode("utf-8", "replace").partition("\nTree=")[0]
    stated = dict(_LINE.findall(text.replace("\r", "")))
    told = []
    if sizes := stated.get("tree_sizes"):
        told.append(("trees", f"{len(sizes.split()):,}"))
    if (last := stated.get("max_feature_idx", "")).isdigit() and len(last) < 10:
        told.append(("features", f"{int(last) + 1:,}"))
    if stated.get("num_class", "1") != "1":
        told.append(("classes", _number(stated["num_class"])))
    return Inspected(
        form("lightgbm"),
        piece.size,
        metadata=(("format version", stated.get("version", "")[:20]),),
        producer="LightGBM",
        architecture=stated.get("objective", "")[:100],
        told=tuple(told),
    )
