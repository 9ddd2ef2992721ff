"""A model card in the Hub's format: what the bytes tell is written, and the rest is asked."""

from weighbridge.catalogs.vocabularies import card_sections
from weighbridge.documents import card_sections as drafting
from weighbridge.documents import front_matter, managed
from weighbridge.documents.drafts import Draft
from weighbridge.documents.model_metadata import metadata
from weighbridge.documents.model_view import view
from weighbridge.documents.record import Record

NAME = "model-card"
TITLE = "Model card"
DEFAULT = True

_TEMPLATE = "model_card.md.j2"
_ORDER = (
    "model-details", "intended-use", "out-of-scope-use", "how-to-start", "training-data",
    "training-procedure", "evaluation", "limitations", "bias-and-risks", "ethical-considerations",
    "safeguards", "environmental-impact", "hardware-requirements", "technical-specifications",
    "license", "citation", "contact",
)  # fmt: skip
"""Source: Mitchell et al., "Model Cards for Model Reporting" (2019); the Hub's annotated card."""
AUDIENCES = {
    "operators": (
        "model-details", "hardware-requirements", "how-to-start", "technical-specifications",
        "safeguards", "limitations", "out-of-scope-use", "license", "environmental-impact",
        "contact",
    ),
    "researchers": (
        "model-details", "training-data", "training-procedure", "evaluation", "limitations",
        "bias-and-risks", "technical-specifications", "environmental-impact", "how-to-start",
        "citation", "license", "contact",
    ),
    "end-users": (
        "intended-use", "out-of-scope-use", "limitations", "bias-and-risks", "safeguards",
        "ethical-considerations", "license", "contact",
    ),
}  # fmt: skip
"""Who reads a card → the sections that answer their questions, the most pressing first."""


def draft(record: Record) -> Draft | None:
    """The card of a release that holds a model; None for one that holds none."""
    if not any(name.startswith("model.") for name in record.fields) and not _has_card(record):
        return None
    path = place(record)
    topics = card_sections.of_model_cards()
    found = drafting.drafted(
        _TEMPLATE, (topics[name] for name in _ORDER), record, view(record), "model"
    )
    values = metadata(record)
    block = f"---\n{front_matter.dumped(values)}---\n" if values else ""
    title = f"# Model card for {drafting.plain(record.name)}\n\n"
    return Draft(path, f"{block}{title}{found.text}", found.covered, found.open)


def draft_for(record: Record, audience: str) -> Draft | None:
    """The sections that an audience asks for, in the order they ask for them.

    What a person wrote in the card is pointed at, not written again.

    Raises:
        KeyError: there is no such audience.
    """
    topics = card_sections.of_model_cards()
    path = f"docs/for-{audience}.md"
    seen, card = view(record), place(record)
    parts, asked = [], []
    for name in AUDIENCES[audience]:
        topic = topics[name]
        words = drafting.rendered(_TEMPLATE, topic, seen)
        body = words or drafting.question(topic.advice)
        if f"words.model.{name}" in record.fields:
            heading = drafting.plain(record.value(f"section.model.{name}") or topic.title)
            body = f"See “{heading}” in [the model card](../{drafting.link(card)})."
        elif not words:
            asked.append(f"{topic.title}: {topic.advice}")
        parts.append(managed.section(name, f"## {topic.title}\n\n{body}"))
    title = f"# {drafting.plain(record.name)} for {audience.replace('-', ' ')}\n\n"
    return Draft(path, title + "\n".join(parts), (), tuple(asked))


def place(record: Record) -> str:
    """Where the card stands, or is to stand: a README that is none is left alone."""
    written = record.value("card.model")
    if isinstance(written, str):
        return written
    taken = any(file.path == "README.md" for file in record.files)
    return "MODEL_CARD.md" if taken else "README.md"


def _has_card(record: Record) -> bool:
    return record.value("card.model") is not None
