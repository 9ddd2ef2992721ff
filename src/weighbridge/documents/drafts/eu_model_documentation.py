"""Model documentation form of the EU (readiness), as Markdown to fill in."""

from weighbridge import catalogs
from weighbridge.documents import eu_forms
from weighbridge.documents.drafts import Draft
from weighbridge.documents.papers import paper
from weighbridge.documents.record import Record

NAME = "eu-model-documentation"
TITLE = "Model documentation form of the EU (readiness)"
DEFAULT = False


def draft(record: Record) -> Draft | None:
    """Fill in what the record holds; the rest stays open."""
    entry = catalogs.entry("vocabularies", NAME)
    return paper(
        f"{NAME}.md",
        "eu_form.md.j2",
        record,
        title=entry["title"],
        source=entry["source"],
        read=entry["read"],
        note=eu_forms.READINESS,
        blocks=eu_forms.blocks(record, NAME),
    )
