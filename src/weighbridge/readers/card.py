"""Model and data cards: front matter, sections under normalised names, and how much they say."""

import json
from collections.abc import Iterator, Sequence

from weighbridge.facts.card import Card, CardKind, Field, Section, Substance
from weighbridge.facts.components import Presence, Sighting
from weighbridge.facts.distribution import Gap
from weighbridge.facts.licensing import LicenseClaim
from weighbridge.facts.provenance import Kind
from weighbridge.facts.release import Fact
from weighbridge.readers.blob import Blob
from weighbridge.readers.card_kinds import MODEL_KEYS, SUFFIXES, kind_of
from weighbridge.readers.card_licenses import licenses_of
from weighbridge.readers.card_slots import is_template
from weighbridge.readers.front_matter import FrontMatter, front_matter
from weighbridge.readers.markdown import LONGEST, chapters
from weighbridge.readers.port import reader
from weighbridge.readers.sections import CardSection, sections

NAMES = ("readme*", "*model*card*", "*data*card*", "*data*sheet*", "*data*statement*")
"""File names of documents that can be cards, in lower case."""
_MOST = 1_000
"""Sections and placeholders of one card that are told."""
_SAYING = 5
"""Words that make a card more than a title."""
_STRUCTURED = 3
"""Front matter fields that make it metadata of a model."""
_COMPONENTS = {CardKind.MODEL: "model-card", CardKind.DATA: "data-card"}


@reader(names=NAMES, gives=(Card, Field, Section, LicenseClaim, Sighting, Gap), topic="card")
def read(blob: Blob) -> Iterator[Fact]:
    """Read a card; a document that is none gives nothing."""
    if blob.suffix not in SUFFIXES or b"\x00" in blob.head(512):
        return
    text = blob.text()
    front = front_matter(text)
    body = chapters(text, front.last if front else 0)
    found = kind_of(blob.path, blob.part.role, front.values if front else {}, body)
    if found is None:
        return
    kind, shown_by = found
    if len(text) > LONGEST:
        yield Gap(blob.evidence(), f"Only the beginning of {blob.path} was read: it is too long.",
                  "Keep a card under half a million characters.", "card")  # fmt: skip
    parts = sections(body, data=kind is CardKind.DATA)
    card = _card(blob, kind, front, parts)
    yield card
    yield from _sections(blob, kind, parts)
    if front:
        yield from _fields(blob, front)
        if kind is not CardKind.SPACE:
            yield from licenses_of(blob, front, kind)
    if kind in _COMPONENTS and card.words >= _SAYING:
        yield Sighting(_COMPONENTS[kind], Presence.PRESENT, blob.evidence(), shown_by)
    if kind is CardKind.MODEL:
        yield from _more(blob, front, parts)


def _card(
    blob: Blob, kind: CardKind, front: FrontMatter | None, parts: Sequence[CardSection]
) -> Card:
    placeholders = [found for part in parts for found in part.own.placeholders]
    return Card(
        at=blob.evidence(),
        kind=kind,
        title=next((part.heading for part in parts if part.heading), ""),
        words=sum(part.own.words for part in parts),
        has_front_matter=front is not None and bool(front.values),
        placeholders=tuple(
            blob.evidence(line=line, quote=words) for line, words in placeholders[:_MOST]
        ),
        defects=front.defects if front else (),
        template=is_template(parts),
    )


def _sections(blob: Blob, kind: CardKind, parts: Sequence[CardSection]) -> Iterator[Section]:
    data = kind is CardKind.DATA
    for part in [part for part in parts if part.heading][:_MOST]:
        at = blob.evidence(lines=part.lines)
        for topic in part.topics or ("",):
            substance = part.substance(topic, data=data)
            yield Section(at, blob.path, topic, part.heading[:200], substance, part.words)


def _fields(blob: Blob, front: FrontMatter) -> Iterator[Field]:
    for name, value in front.values.items():
        at = blob.evidence(line=front.line_of(name), kind=Kind.DECLARED)
        yield Field(at, blob.path, name, json.dumps(value, ensure_ascii=False, sort_keys=True))


def _more(
    blob: Blob, front: FrontMatter | None, parts: Sequence[CardSection]
) -> Iterator[Sighting]:
    """What else a model card shows: metadata, and what it says of the data."""
    structured = MODEL_KEYS & set(front.values) if front else set()
    if front and len(structured) >= _STRUCTURED:
        at = blob.evidence(lines=(front.first, front.last), kind=Kind.DECLARED)
        yield Sighting("model-metadata", Presence.PRESENT, at, "card front matter")
    for part in parts:
        if "training-data" in part.topics and (
            part.substance("training-data") is Substance.SUBSTANTIAL
        ):
            at = blob.evidence(lines=part.lines, kind=Kind.DECLARED)
            note = "training data section of the model card"
            yield Sighting("datasets", Presence.MENTIONED, at, note)
            break
