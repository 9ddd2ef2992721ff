"""Croissant: a dataset described in JSON-LD."""

import json
from collections.abc import Iterator
from typing import Any

from weighbridge.facts.card import Card, CardKind
from weighbridge.facts.components import Presence, Sighting
from weighbridge.facts.release import Fact
from weighbridge.readers.blob import Blob
from weighbridge.readers.markdown import Line
from weighbridge.readers.placeholders import weigh
from weighbridge.readers.port import reader


@reader(
    names=("*croissant*.json", "metadata.json"), gives=(Card, Sighting), topic="card", whole=True
)
def read(blob: Blob) -> Iterator[Fact]:
    """Read a description: a data card when it says what the data is and consists of.

    Source: Croissant format specification 1.0, "Dataset" (`conformsTo`, `description`,
    `distribution`, `recordSet`).
    """
    loaded = _loaded(blob)
    if loaded is None:
        return
    at = blob.evidence()
    described = loaded.get("description")
    lines = str(described).splitlines() if isinstance(described, str) else []
    weight = weigh(Line(1, line) for line in lines)
    yield Card(at, CardKind.DATA, str(loaded.get("name", ""))[:200], weight.words, True)
    if weight.words and (loaded.get("distribution") or loaded.get("recordSet")):
        yield Sighting("data-card", Presence.PRESENT, at, "Croissant metadata")


def _loaded(blob: Blob) -> dict[str, Any] | None:
    data = blob.data()
    if blob.cut or b"mlcommons" not in data or b"@context" not in data:
        return None
    try:
        loaded = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(loaded, dict) or "mlcommons" not in json.dumps(
        [loaded.get("@context"), loaded.get("conformsTo")]
    ):
        return None
    return loaded
