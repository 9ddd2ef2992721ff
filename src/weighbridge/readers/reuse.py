"""REUSE annotations: licences stated for paths, in `REUSE.toml` or `.reuse/dep5`."""

import re
import tomllib
from collections.abc import Iterator
from glob import escape
from typing import Any

from weighbridge.catalogs.licenses.expressions import normalise
from weighbridge.facts.distribution import Gap
from weighbridge.facts.licensing import LicenseClaim, Reach
from weighbridge.facts.provenance import Kind
from weighbridge.facts.release import Fact
from weighbridge.patterns import lazy
from weighbridge.readers.blob import Blob
from weighbridge.readers.port import reader

_FIELD = lazy(r"^(\w[\w-]*):[ \t]*(.*(?:\n[ \t]+\S.*)*)", re.MULTILINE)


@reader(
    names=("reuse.toml", ".reuse/dep5", "*/.reuse/dep5"),
    gives=(LicenseClaim, Gap),
    topic="licensing",
)
def read(blob: Blob) -> Iterator[Fact]:
    """Read annotations.

    Source: REUSE specification 3.3, "REUSE.toml"; Debian copyright format 1.0 for `dep5`.
    """
    if blob.name == "dep5":
        yield from _dep5(blob)
        return
    text = blob.text()
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        yield Gap(blob.evidence(), f"{blob.path} is not TOML: {error}.", "Mend it.", "licensing")
        return
    starts = [m.start() for m in re.finditer(r"^[ \t]*\[\[annotations\]\]", text, re.MULTILINE)]
    annotations = data.get("annotations")
    for number, one in enumerate(annotations if isinstance(annotations, list) else ()):
        line = text.count("\n", 0, starts[number]) + 1 if number < len(starts) else None
        if isinstance(one, dict):
            for expression in _strings(one.get("SPDX-License-Identifier")):
                yield _claim(blob, expression, _strings(one.get("path")), blob.folder, line)


def _dep5(blob: Blob) -> Iterator[Fact]:
    folder = blob.folder.removesuffix(".reuse").rstrip("/")
    text = blob.text()
    for paragraph in re.finditer(r"(?:.+\n?)+", text):
        fields = {m[1].lower(): m[2] for m in _FIELD.finditer(paragraph[0])}
        if "files" in fields and "license" in fields:
            line = text.count("\n", 0, paragraph.start()) + 1
            patterns = tuple(fields["files"].split())
            yield _claim(blob, fields["license"].splitlines()[0], patterns, folder, line)


def _claim(
    blob: Blob, expression: str, paths: tuple[str, ...], folder: str, line: int | None
) -> LicenseClaim:
    inside = f"{escape(folder)}/" if folder else ""
    return LicenseClaim(
        expression=normalise(expression.strip()),
        raw=expression.strip(),
        source="reuse",
        part=blob.part.name,
        at=blob.evidence(line=line, kind=Kind.DECLARED, quote=expression),
        reach=Reach.PATHS,
        patterns=tuple(inside + path.replace("[", "[[]").replace("**", "*") for path in paths),
    )


def _strings(value: Any) -> tuple[str, ...]:
    items = value if isinstance(value, list) else [value]
    return tuple(item for item in items if isinstance(item, str))
