"""Model configurations in YAML: told from other YAML files by the sizes they state."""

import re
from collections.abc import Iterator

from weighbridge.facts.release import Fact
from weighbridge.facts.weights import Configuration
from weighbridge.patterns import lazy
from weighbridge.readers.blob import Blob
from weighbridge.readers.checkpoints import is_example
from weighbridge.readers.port import reader

_NAMES = ("config", "model", "model_config", "hparams", "hyperparams", "params")
_SIZE = lazy(
    r"^[ \t]{0,20}(?P<key>(?:n|num)_?(?:hidden_|encoder_|decoder_|attention_)?(?:layers?|heads?)"
    r"|hidden_(?:size|dim|channels)|d_model|dim|embed_dim|embedding_dim|n_embd|in_channels"
    r"|vocab_size|model_type):[ \t]*(?P<value>\d{1,12}|[A-Za-z][\w.-]{0,80})[ \t]*(?:#.*)?$",
    re.MULTILINE,
)
_MOST = 300


@reader(
    names=tuple(f"{name}.{suffix}" for name in _NAMES for suffix in ("yaml", "yml")),
    gives=(Configuration,),
    topic="weights",
)
def read(blob: Blob) -> Iterator[Fact]:
    """See a configuration where at least two sizes of a network are stated, one a line."""
    if is_example(blob.path):
        return
    text = blob.text()
    found = {match["key"]: match for match in list(_SIZE.finditer(text))[:_MOST]}
    if len(found) < 2:
        return
    first = text.count("\n", 0, next(iter(found.values())).start("key")) + 1
    settings = tuple((key, _json(match["value"])) for key, match in found.items())
    kind = found.get("model_type")
    yield Configuration(
        at=blob.evidence(line=first),
        model_type=kind["value"] if kind else "",
        settings=settings,
    )


def _json(value: str) -> str:
    return str(int(value)) if value.isdigit() else f'"{value}"'
