"""What the weights and their configuration say: parameters, types, architecture, context."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from weighbridge.documents.record.field import Item, State, item
from weighbridge.facts.components import Components
from weighbridge.facts.provenance import Reading
from weighbridge.facts.release import Release
from weighbridge.facts.weights import Configuration, Weights, WeightsFile

_SETTINGS = {
    "model.context-length": ("max_position_embeddings", "n_positions", "n_ctx", "max_seq_len"),
    "model.layers": ("num_hidden_layers", "n_layer", "num_layers"),
    "model.hidden-size": ("hidden_size", "n_embd", "d_model"),
    "model.heads": ("num_attention_heads", "n_head"),
    "model.key-value-heads": ("num_key_value_heads",),
    "model.vocabulary": ("vocab_size",),
}
"""The names libraries give a setting, the most usual first."""


def items(release: Release) -> Iterator[Item]:
    """Fields that need no person: each is read from bytes."""
    weights = release.view(Weights, Reading.CLAIMS)
    final = _places(release)
    models = [
        file
        for file in weights.released
        if file.use == "model" and not file.pointer and (file.at.part, file.at.path) in final
    ]
    if models:
        yield from _counted(_one_copy(models))
    for configuration in weights.configurations:
        if configuration.role == "model":
            yield from _configured(configuration)
    for tokenizer in weights.tokenizers:
        if tokenizer.tokens:
            yield item("model.vocabulary", tokenizer.tokens, State.VERIFIED, tokenizer.at)
        if tokenizer.chat_template:
            yield item("model.chat-template", value=True, state=State.VERIFIED)


def _places(release: Release) -> set[tuple[str, str]]:
    """Where the final parameters lie; intermediate ones are not what a user loads."""
    seen = release.view(Components, Reading.CLAIMS).of("model-parameters-final")
    return {(sighting.at.part, sighting.at.path) for sighting in seen}


def _one_copy(files: list[WeightsFile]) -> list[WeightsFile]:
    """The files of one copy of the model: releases hold the same weights in several formats."""
    by_format: dict[str, list[WeightsFile]] = {}
    for file in files:
        by_format.setdefault(file.format.id, []).append(file)
    counted = [held for held in by_format.values() if all(one.parameters for one in held)]
    return max(counted or by_format.values(), key=lambda held: sum(f.parameters or 0 for f in held))


def _counted(files: list[WeightsFile]) -> Iterator[Item]:
    at = tuple(file.at for file in files)
    yield item("model.format", files[0].format.title, State.VERIFIED, *at)
    yield item("model.weights-size", sum(file.size for file in files), State.VERIFIED, *at)
    shards = all(file.shard for file in files)
    if (shards or len(files) == 1) and all(file.parameters for file in files):
        total = sum(file.parameters or 0 for file in files)
        yield item("model.parameters", total, State.VERIFIED, *at)
        dtypes: Counter[str] = Counter()
        for file in files:
            dtypes.update(dict(file.dtypes))
        yield item("model.dtypes", tuple(dtypes.most_common()), State.VERIFIED, *at)
    for file in files:
        if file.architecture:
            yield item("model.architecture", file.architecture, State.VERIFIED, file.at)


def _configured(configuration: Configuration) -> Iterator[Item]:
    at = configuration.at
    if configuration.model_type:
        yield item("model.family", configuration.model_type, State.EVIDENCED, at)
    if configuration.architectures:
        yield item("model.architecture", configuration.architectures[0], State.EVIDENCED, at)
    if configuration.library:
        yield item("model.library", configuration.library, State.EVIDENCED, at)
    settings = dict(configuration.settings)
    for name, keys in _SETTINGS.items():
        found = next((settings[key] for key in keys if key in settings), None)
        value = _number(found)
        if value is not None:
            yield item(name, value, State.EVIDENCED, at)
    if configuration.remote_code:
        classes = tuple(reference for _, reference in configuration.remote_code)
        yield item("model.remote-code", classes, State.EVIDENCED, at)


def _number(text: Any) -> int | None:
    try:
        value = json.loads(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return value if isinstance(value, int) and not isinstance(value, bool) else None
