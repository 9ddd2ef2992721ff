import random
import string

import pytest

from weighbridge.facts.safety import Harm
from weighbridge.readers.harm.looking import look
from weighbridge.readers.harm.piece import Piece
from weighbridge.readers.harm.secrets.searching import RULE, entropy_of, redacted
from weighbridge.readers.harm.secrets.shapes import compiled, every

_LETTERS = string.ascii_letters + string.digits


def _made(count: int, letters: str = _LETTERS, seed: int = 5) -> str:
    """A value nobody ever had."""
    return "".join(random.Random(seed).choices(letters, k=count))  # noqa: S311  # nobody's


VALUES = {
    "aws-access-key": "AKIA" + _made(16, string.ascii_uppercase + "234567"),
    "aws-secret-key": _made(40),
    "google-api-key": "AIza" + _made(35),
    "azure-storage-key": _made(86) + "==",
    "hugging-face-token": "hf_" + _made(34, string.ascii_letters),
    "openai-key": "sk-proj-" + _made(100),
    "anthropic-key": "sk-ant-api03-" + _made(95),
    "groq-key": "gsk_" + _made(52),
    "replicate-token": "r8_" + _made(37),
    "github-token": "ghp_" + _made(36),
    "gitlab-token": "glpat-" + _made(20),
    "slack-token": "xoxb-" + _made(12, string.digits) + "-" + _made(30),
    "stripe-key": "sk_live_" + _made(24),
    "npm-token": "npm_" + _made(36),
    "pypi-token": "pypi-AgE" + _made(120),
    "sendgrid-key": "SG." + _made(22) + "." + _made(43),
    "wandb-key": _made(40, "0123456789abcdef"),
    "telegram-token": _made(10, "123456789") + ":AA" + _made(33),
    "json-web-token": "eyJhbGciOi" + _made(20) + ".eyJ" + _made(60) + "." + _made(43),
    "address-with-password": _made(16),
}
TEXTS = {
    "aws-secret-key": "aws_secret_access_key = {}",
    "azure-storage-key": "DefaultEndpointsProtocol=https;AccountKey={};x",
    "wandb-key": "export WANDB_API_KEY={}",
    "telegram-token": "https://api.telegram.org/bot{}/send\nTELEGRAM = '{}'",
    "address-with-password": "postgresql://user:{}@db.host.org/x",
}


def _reasons(text: str, path: str = "notes.txt") -> list[str]:
    data = text.encode()
    found = look(Piece(path, len(data), lambda offset, length: data[offset : offset + length]))
    return [one.message for one in found.reasons if one.rule == RULE]


@pytest.mark.parametrize("name", VALUES)
def test_a_secret_is_found_and_never_repeated(name: str) -> None:
    value = VALUES[name]
    (message,) = _reasons("first\n" + TEXTS.get(name, 'key = "{}"').replace("{}", value) + "\n")

    assert any(shape.title in message for shape in every() if shape.id == name)
    assert value not in message
    assert value[:6] not in message
    assert redacted(value) in message


def test_a_private_key_is_found() -> None:
    text = f"-----BEGIN RSA PRIVATE KEY-----\n{_made(64)}\n-----END RSA PRIVATE KEY-----\n"

    assert len(_reasons(text)) == 1
    assert len(_reasons('{"private_key": "' + text.replace("\n", "\\n") + '"}', "key.json")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "AKIAIOSFODNN7EXAMPLE",
        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "HF_TOKEN=hf_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "export HF_TOKEN=<your token>",
        "postgres://user:password@localhost/x",
        "postgres://user:${PASSWORD}@db.host.org/x",
        "sk-ant-api03-" + "x" * 95,
        "ghp_" + "a" * 36,
        "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----",
        "hf_hub_download(repo_id='a/b')",
        "sha256:" + "0123456789abcdef" * 4,
    ],
)
def test_a_placeholder_is_no_secret(text: str) -> None:
    assert _reasons(text) == []


def test_a_secret_leaves_the_outcome_of_its_file_as_it_is() -> None:
    data = f"token: {VALUES['github-token']}\n".encode()
    found = look(Piece("a.yaml", len(data), lambda offset, length: data[offset : offset + length]))

    assert found.harm is Harm.DATA_ONLY
    assert [one.where for one in found.reasons] == ["line 1"]


def test_every_shape_is_linear_and_has_a_value() -> None:
    re2 = pytest.importorskip("re2")
    for shape in every():
        assert "value" in re2.compile(shape.pattern).groupindex, shape.id


def test_no_shape_looks_around_or_back_or_repeats_without_bound() -> None:
    for shape in every():
        assert not any(
            sign in shape.pattern for sign in ("(?=", "(?!", "(?<=", "(?<!", "(?P=", "\\1")
        )
        unescaped = shape.pattern.replace("\\+", "").replace("\\*", "")
        assert not any(f"{end}{sign}" in unescaped for end in ")]}" for sign in "*+"), shape.id
        assert compiled(shape.pattern).groupindex


def test_the_same_secret_is_told_once() -> None:
    assert len(_reasons(f"{VALUES['github-token']}\n" * 50)) == 1


def test_entropy_is_that_of_shannon() -> None:
    assert entropy_of("") == 0
    assert entropy_of("aaaa") == 0
    assert entropy_of("abcd") == 2
