"""The licence a citation file states for the work it cites."""

from collections.abc import Iterator
from typing import Any

from weighbridge.catalogs.licenses.expressions import normalise
from weighbridge.facts.licensing import LicenseClaim, LicenseNotice
from weighbridge.facts.provenance import Kind
from weighbridge.facts.release import Fact
from weighbridge.readers.blob import Blob
from weighbridge.readers.license_scope import about, reach_of
from weighbridge.readers.port import reader

_LONGEST = 256 << 10


@reader(names=("citation.cff",), gives=(LicenseClaim, LicenseNotice), topic="licensing")
def read(blob: Blob) -> Iterator[Fact]:
    """Read `license` of a citation file; several mean any of them.

    Source: Citation File Format 1.2.0, `license` and `type`. A file that is not readable is told
    of by the reader of citations.
    """
    from ruamel.yaml import YAML  # noqa: PLC0415  # 20 ms only where such a file is there
    from ruamel.yaml.error import YAMLError  # noqa: PLC0415

    text = blob.text()[:_LONGEST]
    try:
        data: Any = YAML(typ="safe", pure=True).load(text)
    except (YAMLError, ValueError, RecursionError, KeyError, TypeError):
        return
    stated = data.get("license") if isinstance(data, dict) else None
    ids = [
        one for one in (stated if isinstance(stated, list) else [stated]) if isinstance(one, str)
    ]
    if not ids:
        return
    raw = " OR ".join(ids)
    place = text.find("\nlicense:") + 1
    at = blob.evidence(line=text.count("\n", 0, place) + 1, kind=Kind.DECLARED, quote=raw)
    kind = data.get("type", "software")
    if kind != "dataset":
        yield LicenseNotice(at, normalise(raw), raw, "citation", blob.part.role, blob.folder)
        return
    reach, patterns = reach_of(blob.folder)
    types, components = about("dataset")
    yield LicenseClaim(
        normalise(raw), raw, "citation", blob.part.name, at, reach, patterns, components, types
    )
