"""Words in a citation file or a package's metadata that call the release open source."""

import re
from collections.abc import Iterator

from weighbridge.facts.licensing import OpennessClaim
from weighbridge.facts.provenance import Kind
from weighbridge.facts.release import Fact
from weighbridge.patterns import lazy
from weighbridge.readers.blob import Blob
from weighbridge.readers.claims.ignored import reason_at, reasons
from weighbridge.readers.claims.names import names
from weighbridge.readers.claims.text import Sentence
from weighbridge.readers.claims.wording import claimed, says_open
from weighbridge.readers.places import is_borrowed, is_for_tests
from weighbridge.readers.port import reader

_NAMES = (
    "citation.cff", "pyproject.toml", "setup.cfg", "setup.py", "package.json", "cargo.toml",
    "metadata", "pkg-info",
)  # fmt: skip
_LONGEST = 64 << 10
"""Characters of one file that are read."""
_MOST = 50
_FIELD = lazy(
    r"(?:^|[{,])[ \t]*[\"']?"
    r"(?P<key>name|title|description|abstract|summary|message|keywords?|topics?)[\"']?\s{0,20}[:=]"
    r"\s{0,200}(?P<value>\"[^\"\n]{0,4000}\"(?=\s*[,}\n]|$)"
    r"|\S[^\n]*(?:\n[ \t]+[^\s:=][^\n]*|\n[ \t]*\n(?=[ \t]+\S)){0,30})",
    re.IGNORECASE | re.MULTILINE,
)
_TITLES = frozenset({"name", "title"})
_WORDS = frozenset({"keyword", "keywords", "topic", "topics"})
_KEYWORD = lazy(r"[\"'\s,\[-](?:fully[- ])?(?:open[- ]?source|开源)[\"'\s,\]]", re.IGNORECASE)
_APPROVED = lazy(r"License :: OSI Approved\b[^\n\"']{0,80}")
_END = lazy(r"(?<=[.!?])\s+|(?<=[。！？])")


@reader(names=_NAMES, gives=(OpennessClaim,), topic="licensing")
def read(blob: Blob) -> Iterator[Fact]:
    """Read titles, descriptions, keywords and classifiers.

    Source: Citation File Format 1.2.0, `title`, `abstract`, `message`, `keywords`; core metadata
    2.5, "Summary", "Keywords", "Classifier".
    """
    if is_borrowed(blob.path) or is_for_tests(blob.path):
        return
    text = blob.text()[:_LONGEST]
    approved = "OSI Approved" in text
    if not approved and not says_open(blob.data()):
        return
    if blob.name.lower() in {"metadata", "pkg-info"}:
        text = text.split("\n\n", 1)[0]  # the rest is the README, which is read where it lies
    ignored = reasons(text)
    for number, (start, words, subject) in enumerate(_found(blob, text)):
        if number == _MOST:
            return
        line = text.count("\n", 0, start) + 1
        last = line + words.count("\n")
        at = blob.evidence(line=line, kind=Kind.DECLARED, quote=words)
        shown = " ".join(words.split())[:400]
        yield OpennessClaim(at, shown, subject, reason_at(ignored, line, line, last))


def _found(blob: Blob, text: str) -> Iterator[tuple[int, str, str]]:
    """Offset, words and subject of each claim."""
    fields = list(_FIELD.finditer(text))
    titles = [one["value"] for one in fields if one["key"].lower() in _TITLES]
    own = names(titles, (blob.part.name,), text)
    code = blob.name.lower() != "citation.cff"
    for one in fields:
        key, value = one["key"].lower(), one["value"]
        if key in _WORDS:
            keyword = _KEYWORD.search(f" {value} ")
            if keyword:
                start = one.start("value") + max(keyword.start() - 1, 0)
                yield start, keyword[0].strip("\"' ,[]-\n"), "code" if code else "release"
            continue
        start = one.start("value")
        for piece in _END.split(value):
            for subject in claimed(_as_title(piece), own):
                yield text.find(piece, start), piece, subject
    for approved in _APPROVED.finditer(text):
        yield approved.start(), approved[0], "code"


def _as_title(piece: str) -> Sentence:
    """A piece of a field, which speaks as a title does."""
    return Sentence(1, 1, piece.strip("\"'>|-, "), opens=True, titled=1, lead=True)
