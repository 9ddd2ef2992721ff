"""Which documents are cards, and of what: by file name, by front matter, by title, by sections."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from weighbridge.catalogs.vocabularies import card_sections
from weighbridge.facts.card import CardKind, Substance
from weighbridge.patterns import lazy
from weighbridge.readers.markdown import Chapter
from weighbridge.readers.places import is_borrowed
from weighbridge.readers.sections import CardSection, sections

Found = tuple[CardKind, str]
"""What a document is a card of, and what shows it."""
SUFFIXES = frozenset({".md", ".markdown", ".mdx", ".txt", ""})
"""Extensions of documents that can be cards."""
_MODEL_NAME = lazy(r"model[-_. ]?cards?(?![a-z])", re.IGNORECASE)
_DATA_NAME = lazy(
    r"(?:data|dataset)[-_. ]?cards?(?![a-z])|data[-_ ]?sheet(?:[-_. ]|$|s\b)|data[-_ ]?statement",
    re.IGNORECASE,
)
_CARD_OF_MODEL = lazy(r"\bmodel ?card\b", re.IGNORECASE)
_CARD_OF_DATA = lazy(r"\b(?:data(?:set)? ?card|data ?sheet|data statement)\b", re.IGNORECASE)
_DATA_TITLE = lazy(r"\b(?:data ?sets?|corpus|corpora)\b", re.IGNORECASE)
DATA_KEYS = frozenset(
    {
        "dataset_info", "task_categories", "task_ids", "configs", "size_categories",
        "annotations_creators", "language_creators", "source_datasets", "multilinguality",
        "pretty_name", "extra_gated_dataset",
    }
)  # fmt: skip
"""Keys that only the front matter of a data card has.

Source: Hugging Face Hub, dataset card metadata specification, read 2026-11-20.
"""
MODEL_KEYS = frozenset(
    {
        "pipeline_tag", "library_name", "base_model", "base_model_relation", "model-index",
        "model_name", "model_creator", "model_type", "inference", "widget", "datasets", "metrics",
        "tags", "language", "license", "license_name", "license_link", "thumbnail", "new_version",
        "quantized_by", "co2_eq_emissions", "eval_results",
    }
)  # fmt: skip
"""Keys the front matter of a model card has.

Source: Hugging Face Hub, model card metadata specification, read 2026-11-20.
"""
_MODEL_ONLY = frozenset({"pipeline_tag", "library_name", "base_model", "model-index", "widget"})
"""Keys that no data card has."""
_SPACES = frozenset({"gradio", "streamlit", "docker", "static"})
_ANY_OF = frozenset({"intended-use", "limitations", "training-data", "evaluation"})
_FEWEST = 3


def kind_of(
    path: str, role: str, values: Mapping[str, Any], chapters: Sequence[Chapter]
) -> Found | None:
    """What a document is a card of, and what shows it; None when it is no card, or a template.

    A README without metadata is a model card when at least three topics of model cards have
    substance in it, among them intended use, limitations, training data or evaluation, and one
    that code repositories seldom write about; a data card when its title speaks of data and three
    topics that every data card is asked for have substance.

    Args:
        role: of the part it lies in.
        values: its front matter.
    """
    if "template" in path.lower():
        return None
    return (
        _by_name(path.rpartition("/")[2])
        or _by_metadata(role, values, _title(chapters))
        or _by_words(path, chapters)
    )


def _by_name(name: str) -> Found | None:
    if _DATA_NAME.search(name):
        return CardKind.DATA, "a file named as a data card"
    if _MODEL_NAME.search(name):
        return CardKind.MODEL, "a file named as a model card"
    return None


def _by_metadata(role: str, values: Mapping[str, Any], title: str) -> Found | None:
    """By front matter, which a title that says data card overrules where both are possible."""
    if str(values.get("sdk", "")).lower() in _SPACES:
        return CardKind.SPACE, "front matter of a Space"
    of_data = _MODEL_ONLY.isdisjoint(values)
    if of_data and _CARD_OF_DATA.search(title):
        return CardKind.DATA, "called a data card in its title"
    if of_data and not DATA_KEYS.isdisjoint(values):
        return CardKind.DATA, "front matter of a dataset"
    if MODEL_KEYS.isdisjoint(values):
        return None
    if of_data and role == "data":
        return CardKind.DATA, "front matter of a dataset"
    return CardKind.MODEL, "front matter of a model"


def _by_words(path: str, chapters: Sequence[Chapter]) -> Found | None:
    title = _title(chapters)
    if _CARD_OF_MODEL.search(title):
        return CardKind.MODEL, "called a model card in its title"
    if is_borrowed(path):
        return None
    if _DATA_TITLE.search(title):
        known = {t.id for t in card_sections.asked_of_data_cards()} - {"license", "maintenance"}
        written = _written(sections(chapters, data=True), data=True) & known
        if len(written) >= _FEWEST:
            return CardKind.DATA, f"sections of a data card: {', '.join(sorted(written))}"
    known_topics = card_sections.of_model_cards()
    asked = {t.id for t in card_sections.asked_of_model_cards() if t.telling}
    counted = asked | {"training-procedure", "evaluation"}
    parts = [part for part in sections(chapters) if counted.intersection(part.topics)]
    written = _written(parts) & counted
    telling = {t for t in written if known_topics[t].telling and t != "training-data"}
    if min(len(written), len(parts)) >= _FEWEST and telling and written & _ANY_OF:
        return CardKind.MODEL, f"sections of a model card: {', '.join(sorted(written))}"
    return None


def _title(chapters: Sequence[Chapter]) -> str:
    return next((c.heading for c in chapters if 0 < c.level <= 2), "")


def _written(parts: Sequence[CardSection], *, data: bool = False) -> set[str]:
    return {
        topic
        for part in parts
        for topic in part.topics
        if part.substance(topic, data=data) is Substance.SUBSTANTIAL
    }
