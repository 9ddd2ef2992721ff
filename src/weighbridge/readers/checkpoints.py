"""What the path of a weights file says: the moment in training it was saved at, what it is for,
and its place among shards.
"""

import re

from weighbridge.facts.weights import Shard
from weighbridge.patterns import lazy

_STEP = lazy(
    r"(?:^|[/_.\-])(?:checkpoint|ckpt|global_?step|step|iteration|iter|epoch|ep)s?"
    r"(?:[-_=]?|/)(?P<count>\d+)(?P<unit>[km]?)(?![\da-z])(?![-_]of[-_])(?!-\d\d-\d\d)",
    re.IGNORECASE,
)
_COUNTED_FIRST = lazy(
    r"(?:^|[/_.\-])(?P<count>\d+)(?P<unit>[km]?)[-_]?(?:steps|iters|iterations|epochs)(?![a-z])",
    re.IGNORECASE,
)
_UNITS = {"": 1, "k": 1_000, "m": 1_000_000}
_CHOSEN = lazy(r"(?:^|[/_.\-=])(?:final|best|last|latest|release)(?![a-z])", re.IGNORECASE)
_EXAMPLE = lazy(
    r"(?:^|/)(?:tests?|testing|test_?data|test_?assets|fixtures|unit_?tests|__tests__)/",
    re.IGNORECASE,
)
_STATE = lazy(
    r"(?:^|[_.\-])(?:optim(?:izer)?(?:_states?)?|(?:lr_)?scheduler|(?:grad_)?scaler|rng_states?"
    r"|random_states?|training_args|trainer(?:_state)?)(?=[_.\-\d])",
    re.IGNORECASE,
)
_ADAPTER = lazy(r"(?:^|[_.\-])(?:adapter_model|q?lora|loha|lokr|ia3)(?![a-z])", re.IGNORECASE)
_SMELL = lazy(
    r"(?:^|[/_.\-])(?:(?:pre)?trained|weights?|params?|parameters|checkpoints?|ckpts?|models?"
    r"|state_dict|saved_models?|classifiers?|regressors?|estimators?|encoder|decoder"
    r"|generator|vocoder|unet|vae|backbone)(?![a-z])",
    re.IGNORECASE,
)
_DATA = lazy(
    r"(?:data(?:set)?|train(?:ing)?|test|val(?:id)?|validation|dev|vocab|tokenizer|features?"
    r"|embeddings?|labels?|targets?|mean|std|stats?|inputs?|outputs?|samples?|encoded)(?:[_\-.]?\d+)?",
    re.IGNORECASE,
)
_SHARD = lazy(r"^(.*?)(\d{1,6})([-_]of[-_])(\d{1,6})(.*)$", re.IGNORECASE)


def step_of(path: str) -> int | None:
    """The training step (or epoch) a path states last; None when it states none."""
    found = [*_STEP.finditer(path)] or [*_COUNTED_FIRST.finditer(path)]
    if not found:
        return None
    return int(found[-1]["count"][:18]) * _UNITS[found[-1]["unit"].lower()]


def is_chosen(path: str) -> bool:
    """Whether a path calls the weights final, best or last, whatever step it names."""
    return bool(_CHOSEN.search(path))


def is_example(path: str) -> bool:
    """Whether a path lies in a folder of tests: not what is released."""
    return bool(_EXAMPLE.search(path))


def use_of(path: str) -> str:
    """What the weights at a path are for, as `WeightsFile.use` names it."""
    if is_example(path):
        return "example"
    name = path.rpartition("/")[2]
    if _STATE.search(name):
        return "training-state"
    return "adapter" if _ADAPTER.search(name) else "model"


def smells_of_weights(path: str) -> bool:
    """Whether a path suggests weights, for formats that hold other things as often."""
    return bool(_SMELL.search(path)) and not names_data(path)


def names_data(path: str) -> bool:
    """Whether the file's name says that it holds data or a vocabulary instead of weights."""
    return bool(_DATA.fullmatch(path.rpartition("/")[2].partition(".")[0]))


def shard_of(path: str) -> Shard | None:
    """The place a file name states: `model-00002-of-00003.safetensors`."""
    folder, slash, name = path.rpartition("/")
    found = _SHARD.match(name)
    if found is None:
        return None
    before, number, joint, count, after = found.groups()
    group = f"{folder}{slash}{before}*{joint}{count}{after}"
    return Shard(group, int(number), int(count))
