"""A data card: the files and their records as counted, and questions for the rest."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from weighbridge.catalogs import components
from weighbridge.catalogs.vocabularies import card_sections
from weighbridge.documents import card_sections as drafting
from weighbridge.documents import sources_of
from weighbridge.documents.drafts import Draft
from weighbridge.documents.model_metadata import names
from weighbridge.documents.record import Record

NAME = "data-card"
TITLE = "Data card"
DEFAULT = True

_TEMPLATE = "data_card.md.j2"
_ORDER = (
    "summary", "source", "composition", "collection", "labeling", "processing", "license",
    "consent-and-personal-data", "biases", "intended-use", "distribution", "maintenance",
)  # fmt: skip
"""Source: Gebru et al., "Datasheets for Datasets" (2021); Pushkarna et al., "Data Cards" (2022)."""
_PARTS = ("datasets", "evaluation-data")
_MOST = 100


def draft(record: Record) -> Draft | None:
    """The card of the data in a release or named by it; None where there is none."""
    field = record["card.data"]
    cards = [one.value for one in (field, *field.alternatives) if isinstance(one.value, str)]
    written = [path for path in cards if not path.endswith(".json")]
    if not record.value("data.files") and not record.value("data.datasets") and not written:
        return None
    path = written[0] if written else "DATA_CARD.md"
    topics = card_sections.of_data_cards()
    found = drafting.drafted(
        _TEMPLATE, (topics[name] for name in _ORDER), record, _view(record), "data"
    )
    title = f"# Data card for {drafting.plain(record.name)}\n\n"
    return Draft(path, title + found.text, found.covered, found.open)


def _view(record: Record) -> dict[str, Any]:
    files = list(record.value("data.files") or ())
    revisions = {row["name"]: row["revision"] for row in record.value("data.datasets") or ()}
    return {
        "record": record,
        "files": files[:_MOST],
        "files_left": max(0, len(files) - _MOST),
        "splits": splits(files),
        "links": [
            {"name": name, "revision": revisions.get(name, "")}
            for name in names(record, "data.datasets")
        ],
        "code": list(record.value("code.data-preprocessing") or ())[:10],
        "licenses": list(licenses(record)),
        "revisions": [
            (name, field.value) for name, field in record.under("release.revision") if field.value
        ],
    }


def splits(files: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Totals of training and evaluation files; records only where every file was counted."""
    rows = []
    for role in ("training", "evaluation"):
        held = [one for one in files if one["role"] == role]
        counts = [one["records"] for one in held]
        if held:
            rows.append({
                "role": role,
                "files": len(held),
                "records": None if None in counts else sum(counts),
                "size": sum(one["size"] for one in held),
            })  # fmt: skip
    return rows


def licenses(record: Record) -> Iterator[dict[str, str]]:
    """The licence of each kind of data, where one statement holds alone.

    What the model card states is of the model: a statement that stands only there, or a text that
    stands there for the whole, is no word on the data.
    """
    texts = set(record.value("license.texts") or ())
    for name in _PARTS:
        field = record[f"license.{name}"]
        speaks = set(sources_of.paths(record, field)) - texts
        if field.state.is_known and not field.alternatives and speaks:
            title = components.find(name).title
            told = sources_of.told(record, f"license.{name}")
            yield {"title": title, "expression": str(field.value), "told": told}
