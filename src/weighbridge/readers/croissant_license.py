"""The licence that Croissant metadata states for its dataset."""

import json
from collections.abc import Iterator
from typing import Any

from weighbridge.catalogs.licenses.expressions import together
from weighbridge.facts.licensing import LicenseClaim
from weighbridge.facts.provenance import Kind
from weighbridge.facts.release import Fact
from weighbridge.readers.blob import Blob
from weighbridge.readers.license_scope import about, reach_of
from weighbridge.readers.port import reader

_KEYS = ("license", "sc:license", "schema:license")
_LONGEST = 300
"""Characters of one name or address."""


@reader(
    names=("*croissant*.json", "metadata.json"),
    gives=(LicenseClaim,),
    topic="licensing",
    whole=True,
)
def read(blob: Blob) -> Iterator[Fact]:
    """Read `license`: names, addresses or works of their own; several hold together.

    Source: Croissant format specification 1.0, "Dataset-level information" (`license`);
    schema.org, `CreativeWork`.
    """
    data = blob.data()
    if blob.cut or b"mlcommons" not in data or b"license" not in data:
        return
    try:
        loaded = json.loads(data)
    except (ValueError, RecursionError):
        return
    if not isinstance(loaded, dict):
        return
    stated = next((loaded[key] for key in _KEYS if loaded.get(key)), None)
    named = [_named(one) for one in (stated if isinstance(stated, list) else [stated])]
    raws = [one.strip() for one in named if isinstance(one, str) and 0 < len(one) <= _LONGEST]
    if not raws:
        return
    place = data.find(raws[0].encode())
    line = data.count(b"\n", 0, place) + 1 if place >= 0 else None
    at = blob.evidence(line=line, kind=Kind.DECLARED, quote=", ".join(raws))
    reach, patterns = reach_of(blob.folder)
    types, components = about("dataset")
    yield LicenseClaim(
        expression=together(raws),
        raw=", ".join(raws),
        source="croissant",
        part=blob.part.name,
        at=at,
        reach=reach,
        patterns=patterns,
        components=components,
        types=types,
    )


def _named(one: Any) -> Any:
    if not isinstance(one, dict):
        return one
    keys = ("url", "@id", "name")
    return next((one[key] for key in keys if isinstance(one.get(key), str) and one[key]), "")
