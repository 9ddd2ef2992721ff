"""Licence headers in words: what the first comment of a program says that it is under."""

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module

from weighbridge.catalogs import licenses
from weighbridge.facts.licensing import LicenseClaim, NoticeMention, Reach
from weighbridge.facts.provenance import Kind
from weighbridge.facts.release import Fact
from weighbridge.patterns import lazy
from weighbridge.readers.blob import Blob
from weighbridge.readers.port import reader

_READ = 4 << 10
_BEFORE = 60
"""Characters before the words that grant, which say what they speak of."""
_CUES = (b"under", b"NOTICE")
_TAG = b"SPDX-License-Identifier:"
_CODE = lazy(
    r"^\s*(?:(?:import|from|def|class|package|using|func|function|const|let|var|namespace|module"
    r"|pragma|extern|typedef|static|set|export)\b|#\s*(?:include|pragma|ifndef|define)\b|@\w"
    r"|[A-Za-z_]\w*\s*=(?!=))",
    re.MULTILINE,
)
_MARKS = lazy(r"^[\s#/*;%!<>\"'\-]+|(?:\\n)?[\",\s*]+$", re.MULTILINE)
_SENTENCE = lazy(r"(?<=[a-z)\]])\.(?=\s|$)|(?<=\d)\.(?=\s+[A-Z])|\n\s*\n")
_GRANTS = lazy(
    r"\b(?:licen[sc]ed|released|distributed|published|redistribute it and/or modify it)\s+under\b"
    r"|\blicen[sc]es this file to you under\b|\bsubject to the terms\b",
    re.IGNORECASE,
)
_FOREIGN = lazy(
    r"\b(?:derived|adapted|borrowed|copied|ported|taken|modified|based|originally|original|portions"
    r"|parts?|third[- ]party|except|unless|also|dual)\b",
    re.IGNORECASE,
)
_NOTICE = lazy(r"\b[Ss]ee (?:the )?(?:accompanying )?NOTICE(?:\.\w+)?(?: files?)?\b[^.]{0,120}")


@reader(
    names=(
        "*.py", "*.ipynb", "*.pyi", "*.pyx", "*.c", "*.cc", "*.cpp", "*.cu", "*.cuh", "*.h",
        "*.hpp",
        "*.java", "*.js", "*.ts", "*.tsx", "*.go", "*.rs", "*.sh", "*.swift", "*.kt", "*.scala",
        "*.jl", "*.r", "*.proto",
    ),
    gives=(LicenseClaim, NoticeMention),
    topic="licensing",
)  # fmt: skip
def read(blob: Blob) -> Iterator[Fact]:
    """Read the first comment; where an SPDX tag stands, that says which licence it is.

    Source: Apache License 2.0, appendix; GNU licences, "How to Apply These Terms".
    """
    head = blob.head(_READ)
    if not any(cue in head for cue in _CUES) or b"\0" in head:
        return
    text = head.decode("utf-8", "replace")
    code = _CODE.search(text) if blob.suffix != ".ipynb" else None
    comment = _MARKS.sub(" ", text[: code.start()] if code else text)
    mentioned = _NOTICE.search(" ".join(comment.split()))
    if mentioned is not None:
        words = mentioned[0].strip()
        line = _line(text, "NOTICE")
        yield NoticeMention(blob.evidence(line=line, kind=Kind.DECLARED, quote=words), words)
    if _TAG not in head:
        yield from _granted(blob, text, comment)


def _granted(blob: Blob, text: str, comment: str) -> Iterator[LicenseClaim]:
    """The one licence that one sentence of the comment says the file is under."""
    for sentence in _SENTENCE.split(comment):
        words = " ".join(sentence.split())
        grant = _GRANTS.search(words)
        if grant is None or _FOREIGN.search(words[: grant.start()]):
            continue
        words = words[max(0, grant.start() - _BEFORE) :]
        license_id = _named(words)
        if license_id:
            line = _line(text, grant[0].split()[0])
            at = blob.evidence(line=line, kind=Kind.DECLARED, quote=words)
            yield LicenseClaim(
                license_id, words[:200], "header", blob.part.name, at, Reach.FILE, (blob.path,)
            )
        return


@lru_cache(maxsize=256)  # the files of a project have the same header
def _named(words: str) -> str:
    """The licence that words name; empty for none, for several, and for a family."""
    titles = import_module("weighbridge.readers.license_texts.titles")  # for such files alone
    found: frozenset[str] = titles.named_in(words)
    known = licenses.find(next(iter(found))) if len(found) == 1 else None
    return next(iter(found)) if known is not None and known.kind != "family" else ""


def _line(text: str, word: str) -> int:
    return text.count("\n", 0, max(text.find(word), 0)) + 1
