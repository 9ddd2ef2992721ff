"""Configuration files of a model: what is built from the weights, by which library, and whose code
it asks for.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from weighbridge.facts.components import Presence, Sighting
from weighbridge.facts.distribution import Gap
from weighbridge.facts.release import Fact
from weighbridge.facts.weights import Configuration
from weighbridge.patterns import lazy
from weighbridge.readers.blob import Blob
from weighbridge.readers.checkpoints import is_example
from weighbridge.readers.json_object import Parsed, line_of, parse
from weighbridge.readers.port import reader

_NAMES = (
    "config.json",
    "*_config.json",
    "config_sentence_transformers.json",
    "model_index.json",
    "params.json",
    "hparams.json",
)
_SIGNS = {
    "architecture", "architectures", "auto_map", "d_model", "decoder_layers", "dim", "embed_dim",
    "encoder_layers", "ffn_dim", "hidden_dim", "hidden_size", "in_channels", "model_cfg",
    "model_type", "n_embd", "n_head", "n_heads", "n_layer", "n_layers", "num_attention_heads",
    "num_heads", "num_hidden_layers", "num_layers", "peft_type", "sample_size", "text_config",
    "vision_config", "vocab_size", "_class_name", "_diffusers_version", "class_name",
    "word_embedding_dimension",
}  # fmt: skip
"""Keys that describe a model; a file with none of them configures something else."""
_ROLES = {
    "generation_config.json": ("generation", ""),
    "adapter_config.json": ("adapter", "peft_type"),
    "model_index.json": ("pipeline", "_class_name"),
    "config_sentence_transformers.json": ("pipeline", ""),
}
"""Name → what it configures, and the key it has to hold."""
_MOST = 300
"""Settings of one file that are kept."""
_CLASS = lazy(r"[A-Za-z_][\w.]*")


@reader(names=_NAMES, gives=(Configuration, Sighting, Gap), topic="weights")
def read(blob: Blob) -> Iterator[Fact]:
    """Read a configuration, and see the architecture it names in a library.

    Source: transformers `PretrainedConfig`, diffusers `ConfigMixin`, peft `PeftConfig`.
    """
    if is_example(blob.path):
        return
    value = parse(blob)
    if isinstance(value, Gap):
        yield value
    if not isinstance(value, dict):
        return
    role = _role(blob.name.lower(), value)
    if not role:
        return
    classes = _classes(value)
    found = Configuration(
        at=blob.evidence(line=_line(blob, value)),
        model_type=_text(value.get("model_type")) or _text(value.get("peft_type")),
        architectures=classes,
        library=_library(blob.name.lower(), value),
        settings=tuple(_settings(value)),
        remote_code=tuple(_remote(value)),
        role=role,
    )
    yield found
    yield from _architecture(found)


def _role(name: str, value: Parsed) -> str:
    """What the file configures; empty when it is not a model."""
    if name in _ROLES:
        role, needed = _ROLES[name]
        return role if not needed or needed in value else ""
    if name.startswith(("tokenizer_", "preprocessor_", "processor_", "image_", "video_")):
        return "tokenizer" if "auto_map" in value else ""
    if name.startswith(("scheduler_", "deepspeed_", "ds_", "accelerate_", "training_")):
        return ""
    described = _SIGNS & set(value)
    named = name in {"config.json", "model_config.json", "open_clip_config.json"}
    return "model" if described and (named or len(described) > 1) else ""


def _classes(value: Parsed) -> tuple[str, ...]:
    stated = value.get("architectures") or value.get("_class_name") or value.get("architecture")
    names = stated if isinstance(stated, list) else [stated]
    return tuple(n for n in names[:20] if isinstance(n, str) and _CLASS.fullmatch(n[:200]))


def _library(name: str, value: Parsed) -> str:
    if "_diffusers_version" in value or "_class_name" in value:
        return "diffusers"
    if "peft_type" in value:
        return "peft"
    if name == "config_sentence_transformers.json":
        return "sentence-transformers"
    if "pretrained_cfg" in value or ("architecture" in value and "num_features" in value):
        return "timm"
    if "model_cfg" in value:
        return "open_clip"
    transformers = "transformers_version" in value or (
        "model_type" in value and "architectures" in value
    )
    return "transformers" if transformers else ""


def _settings(value: Parsed) -> Iterator[tuple[str, str]]:
    """Scalars, and those of nested objects under dotted names; pairs as they stand."""
    count = 0
    for key, item in value.items():
        nested = item.items() if isinstance(item, dict) else ()
        for name, scalar in ((key, item), *((f"{key}.{inner}", x) for inner, x in nested)):
            pair = isinstance(scalar, list) and len(scalar) == 2
            if (pair or isinstance(scalar, str | int | float | bool)) and count < _MOST:
                count += 1
                yield name[:200], json.dumps(scalar, ensure_ascii=False)[:500]


def _remote(value: Parsed) -> Iterator[tuple[str, str]]:
    """References to code: `auto_map`, custom pipelines, and a pipeline class from a module."""
    entries: list[tuple[str, Any]] = []
    if isinstance(auto := value.get("auto_map"), Mapping):
        entries += auto.items()
    if isinstance(custom := value.get("custom_pipelines"), Mapping):
        entries += ((k, v.get("impl")) for k, v in custom.items() if isinstance(v, Mapping))
    for key, stated in entries[:100]:
        for reference in stated if isinstance(stated, list) else [stated]:
            if isinstance(reference, str) and "." in reference:
                yield str(key)[:200], reference[:300]
    match value.get("_class_name"):
        case [str(module), str(name)]:
            yield "_class_name", f"{module}.{name}"[:300]


def _architecture(found: Configuration) -> Iterator[Sighting]:
    """The architecture, where the file points at code outside the release."""
    if found.role not in {"model", "pipeline"}:
        return
    for _, reference in found.remote_code:
        repository, elsewhere, name = reference.partition("--")
        if elsewhere:
            note = f"architecture named: {name} in {repository}"
            yield Sighting("model-architecture", Presence.LINKED, found.at, note)
            return
    if found.library and found.architectures and not found.remote_code:
        note = f"architecture named: {found.architectures[0]} ({found.library})"
        yield Sighting("model-architecture", Presence.LINKED, found.at, note)


def _line(blob: Blob, value: Parsed) -> int | None:
    keys = ("architectures", "_class_name", "architecture", "model_type", "auto_map", "peft_type")
    key = next((key for key in keys if key in value), None)
    return line_of(blob, key) if key else None


def _text(value: Any) -> str:
    return value[:200] if isinstance(value, str) else ""
