"""SPDX headers: the licence a file states of itself."""

import re
from collections.abc import Iterator

from weighbridge.catalogs.licenses.expressions import normalise
from weighbridge.facts.licensing import LicenseClaim, Reach
from weighbridge.facts.provenance import Kind
from weighbridge.facts.release import Fact
from weighbridge.patterns import lazy
from weighbridge.readers.blob import Blob
from weighbridge.readers.port import reader

_TAG = b"SPDX-License-Identifier:"
_HEADER = lazy(
    r"^[^\w\n`|]{0,12}(?:rem |dnl |SPDX-FileCopyrightText[^\n]*)?SPDX-License-Identifier:[ \t]*"
    r"([\w.+\-() ]{2,200})",
    re.MULTILINE | re.IGNORECASE,
)
_READ = 4 << 10
_NO_HEADERS = lazy(r"(?:^|/)LICENSES/|(?:^|/)licen[sc]e[^/]*$", re.IGNORECASE)


@reader(names=("*",), gives=(LicenseClaim,), topic="licensing")
def read(blob: Blob) -> Iterator[Fact]:
    """Read a file's SPDX headers; several hold at once.

    Source: SPDX specification 2.3, annex E; REUSE specification 3.3, "Comment headers" and
    "`.license` files".
    """
    head = blob.head(_READ)
    if _TAG not in head or b"\0" in head or _NO_HEADERS.search(blob.path):
        return
    text = head.decode("utf-8", "replace")
    path = blob.path.removesuffix(".license")
    for found in _HEADER.finditer(_comments(text) if blob.suffix == ".md" else text):
        raw = found[1].strip()
        line = text.count("\n", 0, found.start(1)) + 1
        yield LicenseClaim(
            normalise(raw.removesuffix("--").strip()),
            raw,
            "header",
            blob.part.name,
            blob.evidence(line=line, kind=Kind.DECLARED, quote=found[0]),
            Reach.FILE,
            (path,),
        )


def _comments(text: str) -> str:
    """Markdown with everything but its comments blanked, so that an example is not a statement."""
    kept = [(m.start(), m.end()) for m in re.finditer(r"<!--.*?-->", text, re.DOTALL)]
    inside = "".join(
        char if char == "\n" or any(a <= place < b for a, b in kept) else " "
        for place, char in enumerate(text)
    )
    return inside if kept else ""
