"""What is proposed in place of a claim that the terms do not bear out."""

import json
import struct

import pytest

from conftest import Read
from weighbridge import checks
from weighbridge.facts.provenance import Reading
from weighbridge.findings import Finding

_CHECK = checks.find("openness-claims-match-terms")


def weights() -> bytes:
    header = json.dumps({"w": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}).encode()
    return struct.pack("<Q", len(header)) + header + b"\0" * 8


def findings(read: Read, readme: str) -> list[Finding]:
    release = read({"README.md": readme.encode(), "model.safetensors": weights()})
    return checks.run([_CHECK], release, Reading.CLAIMS)


def readme(license_id: str, rest: str = "") -> str:
    return f"---\nlicense: {license_id}\n---\n# Namer\n\nNamer is an open-source model.\n{rest}"


@pytest.mark.parametrize(
    ("license_id", "word"),
    [
        ("llama3.1", "“open-weight”"),
        ("cc-by-nc-4.0", "“open-weight, non-commercial”"),
        ("bigscience-openrail-m", "“open-weight, with use restrictions”"),
        ("apple-amlr", "“research-only”"),
    ],
)
def test_the_remedy_names_the_word_that_is_true(read: Read, license_id: str, word: str) -> None:
    (finding,) = findings(read, readme(license_id))

    assert word in finding.remedy


def test_the_message_quotes_the_sentence_and_the_limits_of_the_licence(read: Read) -> None:
    (finding,) = findings(read, readme("llama3.1"))

    assert "“Namer is an open-source model.”" in finding.message
    assert "LicenseRef-Llama-3.1 (acceptable use policy" in finding.message
    assert [at.place for at in finding.evidence][:2] == ["README.md:6", "README.md:2"]


def test_what_is_left_out_is_shown_with_its_reason(read: Read) -> None:
    remark = "<!-- weighbridge: ignore openness-claims-match-terms: of version 1 -->"

    (finding,) = findings(read, readme("llama3.1").replace("Namer is", f"{remark}\nNamer is"))

    assert finding.outcome.value == "not-applicable"
    assert "is left out, because: of version 1." in finding.message
