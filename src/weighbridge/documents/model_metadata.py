"""The front matter of a model card, of what the record holds beyond doubt."""

import re
from typing import Any

from weighbridge.catalogs.vocabularies import hub_metadata
from weighbridge.documents.record import Record
from weighbridge.patterns import lazy

_ID = lazy(r"[\w-][\w.-]{0,95}/[\w.-]{1,95}", re.ASCII)
_ON_HUB = lazy(r"https?://(?:huggingface\.co|hf\.co)/(?:datasets/)?", re.IGNORECASE)


def metadata(record: Record) -> dict[str, Any]:
    """Keys and values as the Hub reads them.

    Source: Hugging Face Hub documentation, "Model card metadata".
    """
    known = hub_metadata.known()
    found: dict[str, Any] = {}
    license_id = _license(record)
    if license_id:
        found["license"] = license_id
    library, task = record.value("model.library"), record.value("model.task")
    if library in known.libraries:
        found["library_name"] = library
    if task in known.tasks:
        found["pipeline_tag"] = task
    bases = [name for name in names(record, "model.base-models") if _ID.fullmatch(name)]
    if bases:
        found["base_model"] = bases[0] if len(bases) == 1 else bases
    datasets = [name for name in names(record, "data.datasets") if _ID.fullmatch(name)]
    if datasets:
        found["datasets"] = datasets
    return found


def names(record: Record, field: str) -> list[str]:
    """What a field of ancestors names, each once, sorted, as the Hub names it."""
    rows = record.value(field) or ()
    bare = {_ON_HUB.sub("", str(row["name"])).partition("?")[0].strip("/") for row in rows}
    return sorted(name for name in bare if name)


def _license(record: Record) -> str:
    """The Hub's id of the licence of the weights; empty where it is in doubt or has none."""
    field = record["license.model-parameters-final"]
    if not field.state.is_known or field.alternatives:
        return ""
    spelled = str(field.value).casefold().removesuffix("-only").removesuffix("-or-later")
    listed = hub_metadata.known().licenses - {"other", "unknown"}
    return spelled if spelled in listed else ""
