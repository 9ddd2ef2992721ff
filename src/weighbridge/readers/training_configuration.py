"""Training configurations: the settings of a run, the data it read and the model it began with."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from weighbridge.facts.release import Fact
from weighbridge.facts.training import TrainingInput, TrainingSetting
from weighbridge.patterns import lazy
from weighbridge.readers.blob import Blob
from weighbridge.readers.places import is_borrowed, is_for_tests
from weighbridge.readers.port import reader
from weighbridge.records.governance import reading_yaml

_NAMES = tuple(
    f"{name}.{suffix}"
    for name in ("*train*", "*tune*", "*sft*", "*dpo*", "*axolotl*", "*recipe*", "*hparams*",
                 "*hyperparam*", "*lora*", "config")
    for suffix in ("json", "yaml", "yml", "toml")
)  # fmt: skip
_RATES = frozenset({"learning_rate", "lr", "base_lr", "peak_lr", "max_lr"})
_OTHERS = frozenset({
    "num_train_epochs", "num_epochs", "epochs", "max_steps", "train_steps", "max_iters",
    "per_device_train_batch_size", "train_batch_size", "micro_batch_size", "batch_size",
    "global_batch_size", "gradient_accumulation_steps", "warmup_steps", "warmup_ratio",
    "weight_decay", "optimizer", "optim", "lr_scheduler_type", "lr_scheduler", "scheduler", "seed",
    "bf16", "fp16", "precision", "max_seq_length", "sequence_len", "lora_r", "lora_alpha",
    "lora_dropout", "adam_beta1", "adam_beta2", "max_grad_norm", "dropout",
})  # fmt: skip
"""Names that libraries give the settings of a run. Source: transformers `TrainingArguments`;
axolotl and LLaMA-Factory configurations; the usual names of scripts.
"""
_DATA = frozenset({"dataset", "datasets", "dataset_name", "train_dataset", "train_datasets",
                   "dataset_id", "train_dataset_name"})  # fmt: skip
_BASES = frozenset({"base_model", "model_name_or_path", "pretrained_model_name_or_path"})
_LONGEST = 128 << 10
_MOST = 60
_ID = lazy(r"[\w.-]{1,100}/[\w.-]{1,120}|[\w.-]{1,100}")


@reader(names=_NAMES, gives=(TrainingSetting, TrainingInput), topic="training")
def read(blob: Blob) -> Iterator[Fact]:
    """Read a file that states a learning rate and another setting of a run."""
    if blob.size > _LONGEST or is_borrowed(blob.path) or is_for_tests(blob.path):
        return
    text = blob.text()
    if not any(rate in text for rate in _RATES):
        return
    stated = list(_flat(_loaded(blob.suffix, text), ""))
    names = {name.rpartition(".")[2] for name, _ in stated}
    if not names & _RATES or not names & _OTHERS:
        return
    for name, value in stated[:_MOST]:
        key = name.rpartition(".")[2]
        at = blob.evidence(line=_line(text, key))
        if key in _RATES | _OTHERS and isinstance(value, str | int | float):
            yield TrainingSetting(at, name[:200], json.dumps(value, ensure_ascii=False)[:200])
        elif key in _DATA:
            for target in _targets(value):
                yield TrainingInput(at, "dataset", target)
        elif key in _BASES and isinstance(value, str) and value.strip():
            yield TrainingInput(at, "base-model", value.strip()[:300])


def _loaded(suffix: str, text: str) -> Mapping[str, Any]:
    """The mapping a file holds; empty where it holds none."""
    try:
        match suffix:
            case ".json":
                value = json.loads(text)
            case ".toml":
                value = tomllib.loads(text)
            case _:
                value, _lines = reading_yaml.load(text)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _flat(values: Mapping[str, Any], above: str) -> Iterator[tuple[str, Any]]:
    """The settings of interest, those of nested mappings under dotted names, two levels deep."""
    for key, value in values.items():
        name = f"{above}{key}"
        if isinstance(value, dict) and key not in _DATA:
            if name.count(".") < 2:
                yield from _flat(value, f"{name}.")
        elif key in _RATES or key in _OTHERS or key in _DATA or key in _BASES:
            yield name, value


def _targets(value: Any) -> Iterator[str]:
    """The names of datasets, however a library lists them."""
    for one in value if isinstance(value, list) else [value]:
        named = one.get("path", one.get("name")) if isinstance(one, dict) else one
        if isinstance(named, str):
            for name in named.split(","):
                if _ID.fullmatch(name.strip()):
                    yield name.strip()


def _line(text: str, key: str) -> int:
    found = re.search(rf"^\W*{re.escape(key)}\b", text, re.MULTILINE)
    return text.count("\n", 0, found.start() + len(found[0])) + 1 if found else 1
