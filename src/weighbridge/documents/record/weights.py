"""What the weights and their configuration say: parameters, types, architecture, context."""

import json
from collections.abc import Iterator
from typing import Any

from weighbridge.catalogs import loaders
from weighbridge.documents.record.field import Item, State, item
from weighbridge.facts.components import Components
from weighbridge.facts.provenance import Reading
from weighbridge.facts.release import Release
from weighbridge.facts.weights import Configuration, Weights
from weighbridge.findings.counted import Counted, counted
from weighbridge.patterns import lazy

_SETTINGS = {
    "model.context-length": ("max_position_embeddings", "n_positions", "n_ctx", "max_seq_len"),
    "model.layers": ("num_hidden_layers", "n_layer", "num_layers"),
    "model.hidden-size": ("hidden_size", "n_embd", "d_model"),
    "model.heads": ("num_attention_heads", "n_head"),
    "model.key-value-heads": ("num_key_value_heads",),
    "model.vocabulary": ("vocab_size",),
}
"""The names libraries give a setting, the most usual first."""
_TASKS = {
    "ForCausalLM": "text-generation",
    "ForMaskedLM": "fill-mask",
    "ForTokenClassification": "token-classification",
    "ForQuestionAnswering": "question-answering",
    "ForImageClassification": "image-classification",
    "ForObjectDetection": "object-detection",
    "ForAudioClassification": "audio-classification",
    "ForSpeechSeq2Seq": "automatic-speech-recognition",
    "ForCTC": "automatic-speech-recognition",
}
"""Ends of class names that leave one task open. Source: transformers documentation, "Auto Classes",
headings by task (read 2026-11-20).
"""
_SEES = lazy(r"vision|image|audio|visual|pixel|video")


def items(release: Release) -> Iterator[Item]:
    """Fields that need no person: each is read from bytes."""
    weights = release.view(Weights, Reading.CLAIMS)
    found = counted(weights, release.view(Components, Reading.CLAIMS))
    if found is not None:
        yield from _counted(found)
    for configuration in weights.configurations:
        if configuration.role == "model" and _is_beside(configuration, found):
            yield from _configured(configuration)
        elif configuration.role == "adapter" and configuration.model_type:
            yield item("model.adapter", configuration.model_type, State.EVIDENCED, configuration.at)
            yield item("model.library", "peft", State.EVIDENCED, configuration.at)
        elif configuration.role == "pipeline" and configuration.library:
            yield item("model.library", configuration.library, State.EVIDENCED, configuration.at)
    for tokenizer in weights.tokenizers:
        if tokenizer.tokens:
            yield item("model.vocabulary", tokenizer.tokens, State.VERIFIED, tokenizer.at)
        if tokenizer.chat_template:
            yield item("model.chat-template", True, State.VERIFIED, tokenizer.at)


def _is_beside(configuration: Configuration, found: Counted | None) -> bool:
    """Whether a configuration describes the counted files; where there are none, one at the top."""
    folder = configuration.at.path.rpartition("/")[0]
    if found is None:
        return not folder
    return (configuration.at.part, folder) == (found.files[0].at.part, found.folder)


def _counted(found: Counted) -> Iterator[Item]:
    at = tuple(file.at for file in found.files)
    yield item("model.format", found.files[0].format.title, State.VERIFIED, *at)
    yield item("model.weights", tuple(one.path for one in at), State.VERIFIED, *at)
    yield item("model.weights-size", sum(file.size for file in found.files), State.VERIFIED, *at)
    if found.parameters:
        yield item("model.parameters", found.parameters, State.VERIFIED, *at)
    if found.dtypes:
        yield item("model.dtypes", found.dtypes, State.VERIFIED, *at)
    for file in found.files:
        if file.architecture:
            yield item("model.architecture", file.architecture, State.VERIFIED, file.at)


def _configured(configuration: Configuration) -> Iterator[Item]:
    at = configuration.at
    if configuration.model_type:
        yield item("model.family", configuration.model_type, State.EVIDENCED, at)
    if configuration.architectures:
        yield item("model.architecture", configuration.architectures[0], State.EVIDENCED, at)
    settings = dict(configuration.settings)
    if library := _library(configuration):
        yield item("model.library", library, State.EVIDENCED, at)
        if task := _task(configuration):
            yield item("model.task", task, State.EVIDENCED, at)
    for name, keys in _SETTINGS.items():
        found = next((settings[key] for key in keys if key in settings), None)
        value = _number(found)
        if value is not None:
            yield item(name, value, State.EVIDENCED, at)
    if configuration.remote_code:
        yield item("model.remote-code", configuration.remote_code, State.EVIDENCED, at)


def _library(configuration: Configuration) -> str:
    """The library that a configuration is surely written for; empty where it may be another."""
    if configuration.library != "transformers":
        return configuration.library
    named = any(key == "transformers_version" for key, _ in configuration.settings)
    known = configuration.model_type in loaders.load("transformers").rows
    return "transformers" if named or known or configuration.remote_code else ""


def _task(configuration: Configuration) -> str:
    """The task that the class is for; empty where it may be several."""
    sees = any(_SEES.search(key) for key, _ in configuration.settings)
    if configuration.library != "transformers" or len(configuration.architectures) != 1:
        return ""
    name = configuration.architectures[0]
    task = next((task for end, task in _TASKS.items() if name.endswith(end)), "")
    return "" if sees and task.startswith(("text", "fill")) else task


def _number(text: Any) -> int | None:
    try:
        value = json.loads(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return value if isinstance(value, int) and not isinstance(value, bool) else None
