"""Documents that say how a project is run: what they leave open, and how one reports in private."""

import re
from collections.abc import Iterator

from weighbridge.facts.papers import FilledPaper, OpenPlace
from weighbridge.facts.provenance import Kind
from weighbridge.facts.release import Fact
from weighbridge.readers.blob import Blob
from weighbridge.readers.governance_files import role_of
from weighbridge.readers.markdown import LONGEST, chapters
from weighbridge.readers.placeholders import weigh
from weighbridge.readers.port import reader

_OTHERS = {
    "usage": "usage",
    "support": "support",
    "incident_report": "incident",
    "incident_response": "incident",
}
"""Names of documents that no forge knows → their role."""
_LEFT_OUT = {"issue-template", "pull-request-template", "changelog", "maintainers"}
"""Roles whose documents rightly hold blanks, or words that look like them."""
_MOST = 20
_EXAMPLE = re.compile(
    r"@(?:example|domain|yourdomain|email|your)[\w.-]{0,40}$|^your", re.IGNORECASE
)
_CHANNEL = re.compile(
    r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
    r"|https?://[^\s<>()\[\]\"']{1,200}"
    r"|\b(?:private|privately|confidential)\b[^.\n]{0,60}?\b(?:vulnerability|security|report\w*)\b"
    r"|\b(?:vulnerability|security) (?:report|advisor)\w{0,6}\b[^.\n]{0,40}\btab\b",
    re.IGNORECASE,
)


@reader(
    names=(
        "security*", "contribut*", "code*of*conduct*", "governance*", "citation.cff", "notice*",
        "acceptable*use*", "use*policy*", "usage.md", "support.md", "incident_re*",
    ),
    gives=(FilledPaper, OpenPlace),
    topic="governance",
)  # fmt: skip
def read(blob: Blob) -> Iterator[Fact]:
    """Read one document, if its place and name say that it speaks for the whole project."""
    stem = blob.name.lower().rpartition(".")[0]
    role = role_of(blob.path) or ("" if blob.folder else _OTHERS.get(stem, ""))
    if not role or role in _LEFT_OUT:
        return
    text = blob.text()[:LONGEST]
    lines = [line for chapter in chapters(text) for line in chapter.lines]
    weight = weigh(lines)
    channels = tuple(_channels(line.text) for line in lines) if role == "security" else ()
    told = tuple(dict.fromkeys(one for found in channels for one in found))
    yield FilledPaper(blob.evidence(), role, told[:_MOST])
    for number, words in weight.placeholders[:_MOST]:
        yield OpenPlace(blob.evidence(line=number, kind=Kind.DECLARED, quote=words), role, words)


def _channels(line: str) -> tuple[str, ...]:
    found = (one[0].rstrip(".,;:") for one in _CHANNEL.finditer(line[:2_000]))
    kept = (one for one in found if not _EXAMPLE.search(one))
    return tuple(one if "@" in one or "://" in one else "private reports" for one in kept)
