import json

import pytest

from weighbridge.facts.release import Fact
from weighbridge.facts.weights import Tokenizer
from weighbridge.readers.tokenizer import read as reader
from weights_files import blob


def facts(path: str, data: bytes) -> list[Fact]:
    return list(reader.read(blob(path, data)))


def described(path: str, data: bytes) -> tuple[str, int | None, bool]:
    (found,) = facts(path, data)
    assert isinstance(found, Tokenizer)
    return found.role, found.tokens, found.chat_template


def sentencepiece(pieces: list[str]) -> bytes:
    data = b""
    for piece in pieces:
        text = piece.encode()
        inner = b"\x0a" + bytes([len(text)]) + text + b"\x15\x00\x00\x00\x00"
        size = len(inner)
        length = bytes([size]) if size < 128 else bytes([size & 0x7F | 0x80, size >> 7])
        data += b"\x0a" + length + inner
    return data + b"\x12\x02\x08\x01"


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        (
            "tokenizer.json",
            {"model": {"vocab": {"a": 0, "b": 1}}, "added_tokens": [{"content": "<s>"}]},
            ("vocabulary", 3, False),
        ),
        (
            "tokenizer.json",
            {"model": {"vocab": [["<s>", 0.0], ["a", -1.5]]}, "added_tokens": [{"content": "<s>"}]},
            ("vocabulary", 2, False),
        ),
        ("vocab.json", {"a": 0, "b": 1}, ("vocabulary", 2, False)),
        ("tokenizer_config.json", {"chat_template": "{{ x }}"}, ("configuration", None, True)),
        ("special_tokens_map.json", {"bos_token": "<s>"}, ("configuration", None, False)),
        ("preprocessor_config.json", {"size": 224}, ("preprocessor", None, False)),
    ],
)
def test_json_files_say_what_they_hold(
    path: str, value: object, expected: tuple[str, int | None, bool]
) -> None:
    assert described(path, json.dumps(value).encode()) == expected


def test_a_vocabulary_of_lines_is_counted() -> None:
    assert described("vocab.txt", "[PAD]\n[UNK]\nä\n".encode()) == ("vocabulary", 3, False)


def test_pieces_of_a_sentencepiece_model_are_counted() -> None:
    data = sentencepiece(["<unk>", "<s>", "x" * 120, "a"])

    assert described("tokenizer.model", data) == ("vocabulary", 4, False)


def test_another_model_file_is_no_tokenizer() -> None:
    assert facts("weights.model", b"binf" + bytes(40)) == []


def test_a_vocabulary_too_long_to_hold_is_seen_and_not_counted() -> None:
    data = b'{"model": {"vocab": {"a": 0}}, "filler": "' + b"x" * (9 << 20) + b'"}'

    assert described("tokenizer.json", data) == ("vocabulary", None, False)


def test_tokenizers_of_tests_are_not_released() -> None:
    assert facts("tests/vocab.txt", b"a\nb\n") == []
