"""Tokenizer, vocabulary and preprocessor files of a model."""

import re
from collections.abc import Iterator

from weighbridge.facts.distribution import Gap
from weighbridge.facts.release import Fact
from weighbridge.facts.weights import Tokenizer
from weighbridge.patterns import lazy
from weighbridge.readers.blob import Blob
from weighbridge.readers.checkpoints import is_example
from weighbridge.readers.json_object import Parsed, parse
from weighbridge.readers.port import reader
from weighbridge.readers.weights_file import is_pointer

_VOCABULARIES = {"tokenizer.json", "tekken.json", "vocab.json", "encoder.json"}
_CONFIGURATIONS = {
    "tokenizer_config.json",
    "special_tokens_map.json",
    "added_tokens.json",
    "chat_template.json",
}
_PREPROCESSORS = {
    "preprocessor_config.json",
    "processor_config.json",
    "image_processor_config.json",
    "video_preprocessor_config.json",
    "feature_extractor_config.json",
}
_SENTENCEPIECE = lazy(rb"\n[\x03-\x7f]\n", re.DOTALL)
"""First bytes of a SentencePiece model: its first piece, in it its text."""


@reader(
    names=(
        *sorted(_VOCABULARIES | _CONFIGURATIONS | _PREPROCESSORS),
        "vocab.txt",
        "merges.txt",
        "chat_template.jinja",
        "*.tiktoken",
        "*.model",
        "*.spm",
    ),
    gives=(Tokenizer, Gap),
    topic="weights",
)
def read(blob: Blob) -> Iterator[Fact]:
    """Read one tokenizer file; a vocabulary too long to hold is seen and not counted."""
    if is_example(blob.path) or is_pointer(blob) or not blob.size:
        return
    name = blob.name.lower()
    if name.endswith(".json"):
        yield from _json(blob, name)
    elif name.endswith((".model", ".spm")):
        if _SENTENCEPIECE.match(blob.head(16)):
            yield Tokenizer(blob.evidence(), "vocabulary", _pieces(blob))
    elif name == "chat_template.jinja":
        yield Tokenizer(blob.evidence(), "configuration", chat_template=True)
    else:
        counted = name != "merges.txt" and not blob.cut
        tokens = sum(1 for _, line in blob.lines() if line.strip()) if counted else None
        role = "configuration" if name == "merges.txt" else "vocabulary"
        yield Tokenizer(blob.evidence(), role, tokens)


def _json(blob: Blob, name: str) -> Iterator[Fact]:
    value = parse(blob)
    if isinstance(value, Gap):
        yield value
        return
    template = isinstance(value, dict) and bool(value.get("chat_template"))
    if name in _VOCABULARIES:
        tokens = _tokens(name, value) if value is not None else None
        if value is None and not blob.cut:
            return
        yield Tokenizer(blob.evidence(), "vocabulary", tokens)
    elif value is not None:
        role = "preprocessor" if name in _PREPROCESSORS else "configuration"
        yield Tokenizer(blob.evidence(), role, None, template, _class(value))


def _class(value: Parsed) -> str:
    """The class a configuration names. Source: transformers `PreTrainedTokenizerBase`."""
    stated = value.get("tokenizer_class")
    return stated[:200] if isinstance(stated, str) else ""


def _tokens(name: str, value: Parsed) -> int | None:
    """Entries of a vocabulary, added ones included."""
    if name == "tekken.json":
        config = value.get("config")
        size = config.get("default_vocab_size") if isinstance(config, dict) else None
        return size if type(size) is int else None
    if name != "tokenizer.json":
        return len(value)
    model = value.get("model")
    vocabulary = model.get("vocab") if isinstance(model, dict) else None
    match vocabulary:
        case dict():
            known = set(vocabulary)
        case list():
            known = {str(piece[0]) for piece in vocabulary if isinstance(piece, list) and piece}
        case _:
            return None
    added = value.get("added_tokens")
    entries = added if isinstance(added, list) else []
    more = {str(entry.get("content")) for entry in entries if isinstance(entry, dict)}
    return len(known | more)


def _pieces(blob: Blob) -> int | None:
    """Pieces of a SentencePiece model: the first field of its message, repeated.

    Source: SentencePiece, `sentencepiece_model.proto`, message ModelProto.
    """
    if blob.cut:
        return None
    data, position, count = blob.data(), 0, 0
    while position + 1 < len(data) and data[position] == 0x0A:
        length, position = data[position + 1], position + 2
        if length & 0x80 and position < len(data):
            length, position = (length & 0x7F) | data[position] << 7, position + 1
        position += length
        count += 1
    return count
