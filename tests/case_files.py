"""Case files: Markdown that states files of a release and the findings they lead to.

Each `##` heading is one case. Fenced blocks whose info string says `file=PATH` are files; a block
in `base64` or `hex` is decoded, one in `safetensors` is a JSON object of name → [dtype, shape]
from which a real file is built. `before=PATH` in place of it is a file of the release before, which
a gate may compare with. The block `findings` lists one finding a line, as
`OUTCOME [ENTRY] PATH`, entry and path where there are any; `reading=NAME` in its info string asks
under that reading (claims unless said otherwise). For a check that ranges over a catalogue only
the entries named are compared.
"""

import json
import re
from base64 import b64decode
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import prod
from pathlib import Path

from weighbridge.findings import Finding

_FENCE = re.compile(r"^(`{3,})([^\n]*)\n(.*?)^\1[ ]*$", re.DOTALL | re.MULTILINE)
_BYTES = {"F32": 4, "F16": 2, "BF16": 2, "I64": 8, "I8": 1, "U8": 1}


@dataclass(frozen=True, order=True)
class Expected:
    """One line of a findings block."""

    outcome: str
    entry: str = ""
    path: str = ""


@dataclass(frozen=True)
class Case:
    """One case."""

    title: str
    files: dict[str, bytes]
    expected: tuple[Expected, ...]
    reading: str = "claims"
    before: dict[str, bytes] = field(default_factory=dict)

    def differences(self, findings: Iterable[Finding]) -> list[str]:
        """What was expected and not found, and what was found and not expected."""
        named = {line.entry for line in self.expected}
        found = sorted(
            Expected(f.outcome, entry, f.evidence[0].path if f.evidence else "")
            for f in findings
            if (entry := _entry(f.check)) in named
        )
        expected = sorted(self.expected)
        return [f"missing: {line}" for line in expected if line not in found] + [
            f"unexpected: {line}" for line in found if line not in expected
        ]


def cases_in(file: Path) -> list[Case]:
    """The cases of one file."""
    text = file.read_text(encoding="utf-8")
    titles = list(re.finditer(r"^## (.+)$", text, re.MULTILINE))
    ends = [title.start() for title in titles[1:]] + [len(text)]
    return [
        _case(title.group(1), text[title.end() : end])
        for title, end in zip(titles, ends, strict=True)
    ]


def _case(title: str, body: str) -> Case:
    files, before, expected, reading = {}, {}, (), "claims"
    for _, info, content in _FENCE.findall(body):
        language, _, rest = info.strip().partition(" ")
        if language == "findings":
            expected = tuple(_line(line) for line in content.splitlines() if line.strip())
            reading = rest.partition("reading=")[2].strip() or reading
        elif rest.startswith("file="):
            files[rest.removeprefix("file=")] = _bytes(language, content)
        elif rest.startswith("before="):
            before[rest.removeprefix("before=")] = _bytes(language, content)
    return Case(title, files, expected, reading, before)


def _line(line: str) -> Expected:
    found = re.fullmatch(r"(\S+)(?: \[([^\]]+)\])?(?: (.+))?", line.strip())
    assert found, f"not a finding: {line}"
    return Expected(found[1], found[2] or "", found[3] or "")


def _entry(check: str) -> str:
    return check.partition("[")[2].rstrip("]")


def _bytes(language: str, content: str) -> bytes:
    match language:
        case "base64":
            return b64decode(content)
        case "hex":
            return bytes.fromhex(content)
        case "safetensors":
            return safetensors(json.loads(content))
    return content.encode()


def safetensors(tensors: dict[str, tuple[str, list[int]]]) -> bytes:
    """A real safetensors file, filled with zeros."""
    header, offset = {}, 0
    for name, (dtype, shape) in tensors.items():
        end = offset + prod(shape) * _BYTES[dtype]
        header[name] = {"dtype": dtype, "shape": shape, "data_offsets": [offset, end]}
        offset = end
    text = json.dumps(header).encode()
    return len(text).to_bytes(8, "little") + text + bytes(offset)
