"""Release notes: what this version holds, in figures, and what only its makers can tell."""

from collections.abc import Iterator

from weighbridge.documents import plain_licenses
from weighbridge.documents.drafts import Draft
from weighbridge.documents.papers import paper, size
from weighbridge.documents.record import Record

NAME = "release-notes"
TITLE = "Release notes (RELEASE_NOTES.md)"
DEFAULT = False

_ROWS = 10


def draft(record: Record) -> Draft | None:
    """Draft them from the release alone; what changed since another one is for a person to say.

    `weighbridge compare OLD NEW` shows how the findings on two versions differ.
    """
    changelog = record.value("governance.changelog") or ""
    return paper(
        "RELEASE_NOTES.md",
        "release_notes.md.j2",
        record,
        held=tuple(_held(record)),
        results=(record.value("evaluation.results") or ())[:_ROWS],
        changelog="" if changelog == "RELEASE_NOTES.md" else changelog,
    )


def _held(record: Record) -> Iterator[tuple[str, str]]:
    """Figures that no draft changes."""
    value = record.value
    if value("model.parameters"):
        yield "Parameters", f"{value('model.parameters'):,}"
    if value("model.weights-size"):
        yield "Weights", f"{size(value('model.weights-size'))}, {value('model.format')}"
    data = value("data.files") or ()
    records = sum(row["records"] or 0 for row in data)
    if data:
        counted = f", {records:,} records counted" if records else ""
        yield "Data files", f"{len(data)}{counted}"
    for expression, covers in plain_licenses.stated(record).items():
        yield "Licence", f"{expression}{_for(covers)}"
    for name, revision in record.under("release.revision"):
        yield f"Revision of {name}", str(revision.value)


def _for(covers: tuple[str, ...]) -> str:
    return f" for {', '.join(covers)}" if covers else ""
