"""Model documentation form of the EU (readiness), as JSON."""

from weighbridge.documents import eu_forms
from weighbridge.documents.drafts import Draft
from weighbridge.documents.record import Record

NAME = "eu-model-documentation-json"
TITLE = "Model documentation form of the EU (readiness), as JSON"
DEFAULT = False

_FORM = "eu-model-documentation"


def draft(record: Record) -> Draft | None:
    """Fill in what the record holds; the rest has no value."""
    text = eu_forms.as_json(record, _FORM)
    return Draft(f"{_FORM}.json", text, open=eu_forms.questions(eu_forms.blocks(record, _FORM)))
