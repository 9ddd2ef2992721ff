"""How many parameters a model card says its model has: in its name, or where it speaks of them."""

import json
import re
from collections.abc import Iterator

from weighbridge.catalogs.vocabularies import card_sections
from weighbridge.facts.card import CardKind, StatedSize
from weighbridge.facts.provenance import Evidence, Kind
from weighbridge.facts.release import Fact
from weighbridge.patterns import lazy
from weighbridge.readers.blob import Blob
from weighbridge.readers.card import NAMES
from weighbridge.readers.card_kinds import SUFFIXES, kind_of
from weighbridge.readers.front_matter import front_matter
from weighbridge.readers.markdown import Chapter, chapters
from weighbridge.readers.port import reader
from weighbridge.records import managed_sections

_UNITS = {"k": 10**3, "m": 10**6, "b": 10**9, "t": 10**12,
          "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}  # fmt: skip
_NAMED = lazy(
    r"(?<![\w.])(?:(?P<copies>\d{1,3})x)?(?P<number>\d{1,4}(?:\.\d{1,2})?)(?P<unit>[BbMm])(?![\w.]\w)"
)
"""A size in a name: `7B`, `0.5b`, `8x7B`; not the `A3B` or `E2B` of parts that work at once."""
_COUNTED = lazy(
    r"(?<![\w.,])(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)[ -]?"
    r"(?P<unit>[KkMBbT]|thousand|million|billion|trillion)?[ -]?"
    r"(?:(?:trainable|total|model|weight)[ -])?param(?:eter)?s?\b"
)
_LABEL = lazy(
    r"^[ \t]*[-*|]?[ \t]*(?:\*\*|__)?(?:(?:number|total|no\.?) of |model |total )?"
    r"(?:params|parameters|parameter count|size)(?: \(?(?:total|count)\)?)?:?(?:\*\*|__)?"
    r"[ \t]*[:|][ \t]*(?:\*\*|__)?[ \t]*~?(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)[ ]?"
    r"(?P<unit>[KkMBbT]\b|thousand|million|billion|trillion)?(?![\w./])(?!\s*(?:[GMKT]i?B|bytes?)\b)",
    re.IGNORECASE,
)
_OTHERS = lazy(
    r"\b(?:than|(?:tuned|trained|derived|distilled|initiali[sz]ed|started?|merged|pruned) from"
    r"|base|teacher|compared|versus|vs|unlike|active|activated|adapter|lora|trainable"
    r"|embedding|non-embedding|encoder|decoder|vision|each|per|frozen|student|original|family"
    r"|series|variants?|sizes|ranging|respectively|outperforms?|like|other|larger|smaller"
    r"|additional|draft|reward|judge)\b",
    re.IGNORECASE,
)
"""Words that turn a sentence to another model, or to a part of this one."""
_TOPICS = frozenset({"model-details", "technical-specifications"})
_SENTENCE = lazy(r"(?<=[.!?;])\s+")
_MOST = 20


@reader(names=NAMES, gives=(StatedSize,), topic="card")
def read(blob: Blob) -> Iterator[Fact]:
    """Read the sizes in the title, in `model-index`, and in what is said of the model itself."""
    if blob.suffix not in SUFFIXES or b"\x00" in blob.head(512):
        return
    text = blob.text()
    front = front_matter(text)
    values = front.values if front else {}
    body = chapters(text, front.last if front else 0)
    found = kind_of(blob.path, blob.part.role, values, body)
    if found is None or found[0] is not CardKind.MODEL:
        return
    title = next((c for c in body if 0 < c.level <= 2), None)
    if title is not None:
        yield from _in_name(blob, title.heading, blob.evidence(line=title.first))
    if front is not None and (name := _indexed(values.get("model-index"))):
        at = blob.evidence(line=front.line_of("model-index"), kind=Kind.DECLARED)
        yield from _in_name(blob, name, at)
    drafted = [one.lines for one in managed_sections.find(text) if one.untouched]
    for number, chapter in enumerate(body):
        if number < 2 or _TOPICS.intersection(card_sections.named_by(chapter.heading)):
            yield from _in_words(blob, chapter, drafted)


def _indexed(value: object) -> str:
    """The name of the one model of a `model-index`."""
    match value:
        case [{"name": str(name)}]:
            return name
    return ""


def _in_name(blob: Blob, name: str, at: Evidence) -> Iterator[StatedSize]:
    for found in list(_NAMED.finditer(name.replace("_", "-")))[:_MOST]:
        count = round(float(found["number"]) * _UNITS[found["unit"].lower()])
        copies = int(found["copies"] or 1)
        yield StatedSize(at, blob.path, count, found[0], named=True, copies=copies)


def _in_words(blob: Blob, chapter: Chapter, drafted: list[tuple[int, int]]) -> Iterator[StatedSize]:
    for line in chapter.lines:
        inside = any(first <= line.number <= last for first, last in drafted)
        if line.fenced or inside or not any(sign.isdigit() for sign in line.text):
            continue
        text = line.text[:1000]
        if label := _LABEL.match(text):
            yield from _stated(blob, line.number, text.strip(), label)
            continue
        for sentence in _SENTENCE.split(text) if "aram" in text and "|" not in text else ():
            if not _OTHERS.search(sentence):
                for found in list(_COUNTED.finditer(sentence))[:_MOST]:
                    yield from _stated(blob, line.number, found[0], found)


def _stated(blob: Blob, line: int, words: str, found: re.Match[str]) -> Iterator[StatedSize]:
    number, unit = found["number"].replace(",", ""), (found["unit"] or "").lower()
    count = round(float(number) * _UNITS.get(unit, 1))
    exact = not unit and "." not in number
    if count >= 1000 and (unit or "," in found["number"] or count >= 10_000):
        at = blob.evidence(line=line, quote=words)
        yield StatedSize(at, blob.path, count, json.dumps(words[:80])[1:-1], exact=exact)
