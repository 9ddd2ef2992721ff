"""What is wrong with the evaluation results in a card's metadata (`model-index`).

Source: Hugging Face Hub documentation, "Evaluation results"; ranges by each metric's definition.
"""

from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Any

_SHARES = frozenset({
    "accuracy", "f1", "precision", "recall", "roc_auc", "exact_match", "iou", "mean_iou", "map",
    "bertscore", "rouge", "rouge1", "rouge2", "rougel", "rougelsum", "bleu", "sacrebleu",
    "meteor", "pass@1", "specificity", "sensitivity", "balanced_accuracy", "acc", "acc_norm",
    "mean_average_precision", "ndcg", "mrr",
})  # fmt: skip
"""Metrics between 0 and 1, which many state in per cent."""
_SIGNED = frozenset({"matthews_correlation", "pearsonr", "spearmanr", "pearson", "spearman", "mcc"})
"""Correlations, between -1 and 1."""
_POSITIVE = frozenset({"wer", "cer", "perplexity", "mse", "rmse", "mae", "loss", "ter"})
_MOST = 20
"""Defects that are told of one card."""


def defects(value: Any) -> Iterator[str]:
    """What is wrong, a sentence each: cause, then remedy."""
    if value is None:
        return
    found = _entries(value)
    for _, message in zip(range(_MOST), found, strict=False):
        yield message


def _entries(value: Any) -> Iterator[str]:
    if not isinstance(value, list):
        yield "`model-index` is no list. Write each model after a dash."
        return
    for entry in value:
        if not isinstance(entry, Mapping) or not entry.get("name"):
            yield "An entry of `model-index` has no `name`. Name the model."
        results = entry.get("results") if isinstance(entry, Mapping) else None
        if not isinstance(results, list):
            yield "An entry of `model-index` has no list of `results`. Write it."
            continue
        for result in results:
            yield from _result(result)


def _result(result: Any) -> Iterator[str]:
    if not isinstance(result, Mapping):
        yield "A result of `model-index` is no mapping. Write task, dataset and metrics."
        return
    task, dataset = result.get("task"), result.get("dataset")
    if not isinstance(task, Mapping) or not task.get("type"):
        yield "A result of `model-index` has no `task.type`. Write it."
    if not isinstance(dataset, Mapping) or not dataset.get("type") or not dataset.get("name"):
        yield "A result of `model-index` names no dataset. Write `dataset.type` and `dataset.name`."
    metrics = result.get("metrics")
    if not isinstance(metrics, list) or not metrics:
        yield "A result of `model-index` has no `metrics`. Write them."
        return
    for metric in metrics:
        yield from _metric(metric)


def _metric(metric: Any) -> Iterator[str]:
    if not isinstance(metric, Mapping) or not metric.get("type"):
        yield "A metric of `model-index` has no `type`. Write it."
        return
    name, value = str(metric["type"]), metric.get("value")
    number = _number(value)
    if value is None:
        yield f"The metric {name} of `model-index` has no `value`. Write it."
    elif number is None and not isinstance(value, Mapping | list):
        yield f"The metric {name} of `model-index` is {value!r:.40}, no number. Correct it."
    elif number is not None and not _fits(name.lower().replace(" ", "_"), number):
        yield f"The metric {name} of `model-index` is {value}, which it cannot be. Correct it."


def _number(value: Any) -> float | None:
    """A value as a number; text that says one counts, as people write per cent."""
    if isinstance(value, bool):
        return None
    try:
        number = float(value.strip().rstrip("%")) if isinstance(value, str) else float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if isfinite(number) else None


def _fits(name: str, number: float) -> bool:
    if name in _SHARES:
        return 0 <= number <= 100
    if name in _SIGNED:
        return -100 <= number <= 100
    return name not in _POSITIVE or number >= 0
