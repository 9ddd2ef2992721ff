"""Datasets that documents point at: `datasets:` in front matter, links to the places where data is
kept, and links to cards that lie elsewhere.
"""

import re
from collections.abc import Iterable, Iterator

from weighbridge.facts.card import CardKind
from weighbridge.facts.components import Presence, Sighting
from weighbridge.facts.data import DatasetLink
from weighbridge.facts.provenance import Evidence, Kind
from weighbridge.facts.release import Fact
from weighbridge.patterns import lazy
from weighbridge.readers.blob import Blob
from weighbridge.readers.card import NAMES
from weighbridge.readers.card_kinds import SUFFIXES, kind_of
from weighbridge.readers.dataset_files import role_of
from weighbridge.readers.front_matter import FrontMatter, front_matter
from weighbridge.readers.identifiers import is_pinned
from weighbridge.readers.markdown import Line, chapters
from weighbridge.readers.places import is_borrowed
from weighbridge.readers.port import reader
from weighbridge.readers.sections import sections

_MOST = 100
"""Links of one document that are told."""
_ADDRESS = lazy(r"https?://[^\s<>\"'\])}|]{4,400}(?<![.,;:!?*`])")
_DATASET = lazy(
    r"(?:huggingface\.co|hf\.co|hf-mirror\.com)/datasets/(?P<id>[\w.-]+(?:/[\w.-]+)?)"
    r"|(?:modelscope\.cn/datasets|kaggle\.com/datasets|kaggle\.com/c(?:ompetitions)?)/[\w.-]+"
    r"|zenodo\.org/(?:records?|doi|deposit)/|doi\.org/10\.(?:5281|57967|6084|7910|5061)/"
    r"|figshare\.com/articles/dataset|openslr\.org/\d|archive\.ics\.uci\.edu/|dataverse\.[\w.]+/"
    r"|registry\.opendata\.aws/|data\.mendeley\.com/datasets/|physionet\.org/content/",
    re.IGNORECASE,
)
_PIN = lazy(r"/(?:tree|resolve|blob)/([0-9a-f]{40})(?![0-9a-f])|\b(10\.\d{4,9}/[^\s?#]{1,200})")
_RECORD = lazy(r"zenodo\.org/records?/(\d+)", re.IGNORECASE)
_TRAINED = lazy(
    r"\b(?:train|tun)ed (?:on|with|using|from)\b"
    r"|\b(?:pre-?)?(?:train|sft)(?:ing)? (?:data|datasets?|corpus|corpora|sets?)\b",
    re.IGNORECASE,
)
_TESTED = lazy(
    r"\bevaluated (?:on|with|using)\b|\b(?:test|evaluation) (?:data|datasets?|sets?)\b"
    r"|\bbenchmark\W{0,6}$",
    re.IGNORECASE,
)
_HOLDING = lazy(r"(?:^|[/_-])(?:data|corpus|corpora)", re.IGNORECASE)
_CARDS = (
    ("model-card", re.compile(r"\bmodel[-_ ]?cards?\b", re.IGNORECASE)),
    ("data-card", re.compile(r"\b(?:data(?:set)?[-_ ]?cards?|data ?sheets?)\b", re.IGNORECASE)),
)
_POINTER = lazy(r"\[([^\[\]\n]{1,120})\]\((https?://[^\s)]{4,400})\)")
_SHAPE = lazy(r"[\w.-]{1,100}(?:/[\w.-]{1,100})?")


@reader(names=NAMES, gives=(DatasetLink, Sighting), topic="data")
def read(blob: Blob) -> Iterator[Fact]:
    """Read the pointers of a document."""
    if blob.suffix not in SUFFIXES or b"\x00" in blob.head(512) or is_borrowed(blob.path):
        return
    text = blob.text()
    front = front_matter(text)
    body = chapters(text, front.last if front else 0)
    kind = kind_of(blob.path, blob.part.role, front.values if front else {}, body)
    if front and kind and kind[0] is CardKind.MODEL:
        yield from _declared(blob, front)
    if kind is None or kind[0] is not CardKind.DATA:
        carded = kind is not None
        told: set[str] = set()
        for part in sections(body):
            topics = frozenset(part.topics) if carded else frozenset()
            yield from _linked(blob, part.chapter.lines, topics, told)
    yield from _cards(blob, text)


def _declared(blob: Blob, front: FrontMatter) -> Iterator[Fact]:
    """The datasets a card says its model was trained on.

    Source: Hugging Face Hub, model card metadata specification (`datasets`: ids on the Hub).
    """
    stated = front.values.get("datasets")
    at = blob.evidence(line=front.line_of("datasets"), kind=Kind.DECLARED)
    for target in (stated if isinstance(stated, list) else [stated])[:_MOST]:
        if isinstance(target, str) and _SHAPE.fullmatch(target.strip()):
            yield DatasetLink(at, target.strip(), "training")
            note = f"dataset {target.strip()} in the front matter"
            yield Sighting("datasets", Presence.LINKED, at, note)


def _linked(
    blob: Blob, lines: Iterable[Line], topics: frozenset[str], told: set[str]
) -> Iterator[Fact]:
    """The links of one section to places where datasets are kept, each address once."""
    for line in lines:
        if line.fenced or "://" not in line.text:
            continue
        before = 0
        for found in _ADDRESS.finditer(line.text):
            address, words = found[0], line.text[before : found.start()]
            before = found.end()
            if address in told or len(told) >= _MOST or not _DATASET.search(address):
                continue
            told.add(address)
            role = _role(topics, words, blob.folder)
            at = blob.evidence(line=line.number, kind=Kind.DECLARED, link=address)
            yield DatasetLink(at, address, role, _revision(address))
            yield from _sighting(at, address, role)


def _sighting(at: Evidence, address: str, role: str) -> Iterator[Sighting]:
    component = {"training": "datasets", "evaluation": "evaluation-data"}.get(role)
    if component:
        exact = is_pinned(address) or bool(_revision(address))
        yield Sighting(component, Presence.LINKED, at, f"link to {address}"[:120], pinned=exact)


def _role(topics: frozenset[str], words: str, folder: str) -> str:
    """What a linked dataset is for.

    Args:
        topics: of the section it stands in, where the document is a card.
        words: between it and the link before it.
    """
    if "training-data" in topics or "training-procedure" in topics:
        return "training"
    if {"evaluation", "evaluation-data"} & topics:
        return "evaluation"
    if _TRAINED.search(words):
        return "training"
    if _TESTED.search(words):
        return "evaluation"
    return "training" if role_of(folder) == "training" and _HOLDING.search(folder) else "unknown"


def _revision(address: str) -> str:
    """The commit, DOI or numbered record in an address; empty if there is none."""
    pin = _PIN.search(address)
    if pin:
        return pin[1] or pin[2]
    record = _RECORD.search(address)
    return f"zenodo.{record[1]}" if record else ""


def _cards(blob: Blob, text: str) -> Iterator[Sighting]:
    """Links whose words say that a card lies elsewhere."""
    told: set[str] = set()
    for found in _POINTER.finditer(text):
        for component, words in _CARDS:
            if component in told or not words.search(found[1]):
                continue
            told.add(component)
            line = text.count("\n", 0, found.start()) + 1
            at = blob.evidence(line=line, kind=Kind.DECLARED, link=found[2], quote=found[1])
            note = f"link to {found[2]}"[:120]
            yield Sighting(component, Presence.LINKED, at, note, pinned=is_pinned(found[2]))
