"""Packages that a built package asks for, as its metadata says."""

import re
from collections.abc import Iterator

from weighbridge.facts.lineage import Ancestor, AncestorKind, Relation
from weighbridge.facts.provenance import Kind
from weighbridge.facts.release import Fact
from weighbridge.patterns import lazy
from weighbridge.readers.blob import Blob
from weighbridge.readers.places import is_borrowed
from weighbridge.readers.port import reader

_ASKED = lazy(
    r"^Requires-Dist:[ \t]*(?P<name>[A-Za-z0-9][\w.-]{0,99})(?P<rest>[^\n]{0,500})", re.MULTILINE
)
_EXACT = lazy(r"^\s*(?:\[[^\]]*\])?\s*\(?===?\s*([^*,;\s)]+)\)?\s*(?:;|$)")
_MOST = 300


@reader(names=("metadata", "pkg-info"), gives=(Ancestor,), topic="provenance")
def read(blob: Blob) -> Iterator[Fact]:
    """Read what it always needs; what only an extra needs is the user's choice.

    Source: core metadata 2.5, "Requires-Dist", "Provides-Extra".
    """
    if is_borrowed(blob.path):
        return
    text = blob.text().split("\n\n", 1)[0]
    asked = (one for one in _ASKED.finditer(text) if "extra ==" not in one["rest"])
    for found, _ in zip(asked, range(_MOST), strict=False):
        exact = _EXACT.match(found["rest"])
        line = text.count("\n", 0, found.start()) + 1
        yield Ancestor(
            blob.evidence(line=line, kind=Kind.DECLARED, quote=found[0]),
            AncestorKind.CODE_DEPENDENCY,
            Relation.DEPENDS_ON,
            found["name"],
            exact[1] if exact else "",
        )
