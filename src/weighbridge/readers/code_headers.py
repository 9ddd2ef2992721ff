"""Whose a source file is, as its first lines say: the holder of the copyright, and a licence."""

import re
from collections.abc import Iterator

from weighbridge.catalogs.licenses.expressions import normalise
from weighbridge.facts.lineage import CodeHeader
from weighbridge.facts.provenance import Kind
from weighbridge.facts.release import Fact
from weighbridge.patterns import lazy
from weighbridge.readers.blob import Blob
from weighbridge.readers.license_mentions import mentions_in
from weighbridge.readers.places import is_borrowed
from weighbridge.readers.port import reader

_READ = 4 << 10
"""Bytes in which a header ends."""
_SUFFIXES = (
    "py", "pyx", "js", "ts", "c", "cc", "cpp", "cu", "cuh", "h", "hpp", "java", "rs", "go", "sh",
)  # fmt: skip
SUFFIXES = frozenset(f".{one}" for one in _SUFFIXES)
"""Extensions of source files that bear headers."""
_SIGNS = (b"opyright", b"SPDX-")
_COPYRIGHT = lazy(
    r"^[^\w\n(]{0,10}(?:SPDX-FileCopyrightText:|(?:Copyright|COPYRIGHT)\b)[ \t]*(?:\([cC]\)|©)?"
    r"[ \t]*(?P<years>[\d ,–-]*(?:present\b)?)(?P<holder>[^\n]{0,120})",
    re.MULTILINE,
)
_TAG = lazy(r"SPDX-License-Identifier:[ \t]*([\w.+\-() ]{2,200})")
_TEXTS = (
    "Permission is hereby granted, free of charge",
    "Redistribution and use in source and binary forms",
    "Permission to use, copy, modify, and",
)
"""Words with which the licences begin that are short enough to stand in a header whole."""
_TAIL = lazy(r"[\s,;.*/#-]*(?:all rights reserved)?[\s,;.*/#-]*$", re.IGNORECASE)
_CODE = lazy(r"^(?:import|from|def|class|#include|package|use|const|let)\b", re.MULTILINE)
_LEAD = lazy(r"^[\s,;:.-]*(?:by\s+)?", re.IGNORECASE)


@reader(
    names=(*(f"*.{one}" for one in _SUFFIXES), "license*", "licence*", "copying*"),
    gives=(CodeHeader,),
    topic="provenance",
)
def read(blob: Blob) -> Iterator[Fact]:
    """Read the first lines of a source file, or of the licence that stands at the top.

    Source: SPDX specification 2.3, annex E; REUSE specification 3.3, "Copyright notices".
    """
    is_code = blob.suffix in SUFFIXES
    if is_borrowed(blob.path) or not (is_code or not blob.folder):
        return
    head = blob.head(_READ)
    if b"\0" in head or not any(sign in head for sign in _SIGNS):
        return
    text = head.decode("utf-8", "replace")
    found = next((m for m in _COPYRIGHT.finditer(text) if _holder(m)), None)
    license_ = _license(text) if is_code else ""
    if found or license_:
        line = text.count("\n", 0, found.start("holder")) + 1 if found else 1
        quote = found[0].strip(" \t#/*-;") if found else license_
        at = blob.evidence(line=line, kind=Kind.DECLARED, quote=quote)
        holder = _holder(found) if found else ""
        yield CodeHeader(at, holder, license_, any(words in text for words in _TEXTS))


def _holder(found: re.Match[str]) -> str:
    """The holder's name; empty for words that only speak of copyright ("Copyright notice …")."""
    name = _TAIL.sub("", _LEAD.sub("", found["holder"]))
    named = found["years"].strip() or "SPDX" in found[0] or re.search(r"\([cC]\)|©", found[0])
    return name[:100] if named and re.search(r"[^\W\d_]", name) else ""


def _license(text: str) -> str:
    tag = _TAG.search(text)
    if tag:
        return normalise(tag[1].strip())
    head = text[: _end_of_comment(text)]
    if "icense" not in head and "ICENSE" not in head:
        return ""
    stated = {one.expression for one in mentions_in(head, own=False)}
    return stated.pop() if len(stated) == 1 else ""


def _end_of_comment(text: str) -> int:
    """Where the first line of code begins: an import, a definition or an include."""
    code = _CODE.search(text)
    return code.start() if code else len(text)
