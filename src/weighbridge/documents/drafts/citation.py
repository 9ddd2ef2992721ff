"""CITATION.cff: how the release asks to be cited."""

from collections.abc import Iterator
from typing import Any

from weighbridge import catalogs
from weighbridge.catalogs.licenses import expressions
from weighbridge.documents import front_matter, plain_licenses
from weighbridge.documents.drafts import Draft
from weighbridge.documents.papers import OPEN, standing
from weighbridge.documents.record import Record

NAME = "citation"
TITLE = "Citation file (CITATION.cff)"
DEFAULT = True

_PATH = "CITATION.cff"
_AUTHORS = "Who made this release? One entry for each person or organisation."
_MODEL = ("model.format", "code.training", "code.inference", "code.architecture")


def draft(record: Record) -> Draft | None:
    """Draft it: what is known, and the authors as an open question.

    Source: Citation File Format 1.2.0, schema guide.
    """
    head = front_matter.dumped(dict(_known(record)))
    asked = f"# {_AUTHORS}\nauthors:\n- name: '{OPEN}'\n"
    there = standing(record, _PATH)
    return Draft(there or _PATH, head + asked, open=() if there else (_AUTHORS,))


def _known(record: Record) -> Iterator[tuple[str, Any]]:
    vocabulary = catalogs.entry("vocabularies", "citation-file")
    yield "cff-version", vocabulary["version"]
    yield "message", "If you use this release, please cite it as below."
    yield "title", " ".join(record.name.split()) or "Unnamed release"
    data = bool(record.value("data.files")) and not any(map(record.value, _MODEL))
    yield "type", "dataset" if data else "software"
    if record.version.strip():
        yield "version", record.version
    license_id = _single_license(record)
    if license_id in vocabulary["licenses"]:
        yield "license", license_id


def _single_license(record: Record) -> str:
    """The one licence that everything is under; the format would read several as a choice."""
    stated = plain_licenses.stated(record)
    ids = {one for expression in stated for one in expressions.ids(expression)}
    return ids.pop() if len(ids) == 1 else ""
