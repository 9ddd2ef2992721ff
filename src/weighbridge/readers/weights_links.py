"""Weights that lie elsewhere: what a README links as the release's own models, and the pages of its
models and datasets; other people's, base models and those it is compared with are left out.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from weighbridge.facts.components import Presence, Sighting
from weighbridge.facts.provenance import Kind
from weighbridge.facts.release import Fact
from weighbridge.patterns import lazy
from weighbridge.readers.blob import Blob
from weighbridge.readers.card_kinds import MODEL_KEYS
from weighbridge.readers.front_matter import front_matter
from weighbridge.readers.markdown import Chapter, chapters
from weighbridge.readers.own_weights import Project, own_weights, project_of
from weighbridge.readers.places import is_borrowed, is_for_tests
from weighbridge.readers.port import reader
from weighbridge.readers.project_names import project_names, same_owner, squashed
from weighbridge.readers.weights_words import WeightsLink, weights_links

_NAMES = (
    "readme*", "*model*.md", "*checkpoint*.md", "*weights*.md", "*download*.md", "*quick*start*.md",
    "*user*guide*.md", "index.md", "faq.md", "news.md",
)  # fmt: skip
_SUFFIXES = frozenset({"", ".md", ".markdown", ".mdx", ".rst", ".txt"})
_MOST = 12
"""Models and files of one document that are told."""
_LOOKED_AT = 2_000
"""Links of one document that are looked at."""
_CARDS = 3
"""Pages of models that are told as places of a card."""
_HINT = lazy(r"://|from_pretrained|download|--model|\bserve\b")
"""What a document holds that names a place of weights at all."""
_DATASET = lazy(
    r"https?://(?:www\.)?(?:huggingface\.co|hf\.co|modelscope\.cn)/(?P<kind>datasets/)?"
    r"(?P<owner>[\w.-]+)/(?P<name>[\w.-]*\w)(?(kind)|(?<=[-_]datasets))",
    re.IGNORECASE,
)
_TOY = lazy(r"toy|judg|sample|\bdemo\b|example|arena|images|benchmark", re.IGNORECASE)
"""Names of datasets that no model is trained on."""
_CLASS = lazy(
    r"\b(?P<class>(?:[A-Z]\w{1,60}(?:For[A-Z]\w{1,60}|Model|Pipeline|LMHead\w{0,60}))|AutoModel\w{0,60})"
    r"\.from_pretrained\((?P<rest>[^#]{0,200})"
)


@reader(names=_NAMES, gives=(Sighting,), topic="weights")
def read(blob: Blob) -> Iterator[Fact]:
    """Read the models that a document links as its own."""
    if blob.suffix not in _SUFFIXES or is_borrowed(blob.path) or is_for_tests(blob.path):
        return
    text = blob.text()
    if "\x00" in text[:512] or not _HINT.search(text):
        return
    front = front_matter(text)
    body = chapters(text, front.last if front else 0)
    carded = front is not None and not MODEL_KEYS.isdisjoint(front.values)
    links = list(islice(weights_links(body), _LOOKED_AT))
    if carded:
        own = _itself(links, blob, body)
    else:
        project = project_of("" if blob.folder else _title(body), blob.part, text)
        own = own_weights(links, project)
        yield from _datasets(blob, body, project, own)
    yield from _sightings(blob, own, carded=carded)
    if own:
        yield from _architecture(blob, body, {link.place.name.lower() for link in own})


def _title(body: Sequence[Chapter]) -> str:
    return next((chapter.heading for chapter in body if 0 < chapter.level <= 2), "")


def _itself(links: Iterable[WeightsLink], blob: Blob, body: Sequence[Chapter]) -> list[WeightsLink]:
    """In the card of one model: the links to that model alone, not to its family."""
    title = _title(body)
    names = project_names(title, "" if title else blob.part.name)
    return [x for x in links if not x.others and x.place.owner and squashed(x.place.name) in names]


def _sightings(blob: Blob, own: Sequence[WeightsLink], *, carded: bool) -> Iterator[Sighting]:
    told: set[str] = set()
    cards = 0
    final = {link.place.model for link in own if not link.underway}
    for link in own:
        place = link.place
        if place.model in told or len(told) >= _MOST:
            continue
        told.add(place.model)
        kind = "final" if place.model in final else "intermediate"
        at = blob.evidence(line=link.line, kind=Kind.DECLARED, link=place.address)
        note = f"link to {place.address}"[:120]
        # An account names no model: it is spoken of, not pointed at.
        presence = Presence.MENTIONED if place.account else Presence.LINKED
        yield Sighting(f"model-parameters-{kind}", presence, at, note, pinned=place.pinned)
        if place.hub and not carded and cards < _CARDS:
            cards += 1
            note = f"the page of {place.model}, which was not read"[:120]
            yield Sighting("model-card", Presence.MENTIONED, at, note)


def _datasets(
    blob: Blob, body: Iterable[Chapter], project: Project, own: Iterable[WeightsLink]
) -> Iterator[Sighting]:
    """The pages of datasets that lie with an account of the project; a page is a data card."""
    accounts = {*project.owners, *project.names, *(link.place.owner for link in own)} - {""}
    told: set[str] = set()
    for line in (line for chapter in body for line in chapter.lines):
        for found in _DATASET.finditer(line.text) if "datasets" in line.text.lower() else ():
            one = f"{found['owner']}/{found['name']}"
            theirs = same_owner(found["owner"], accounts) and not _TOY.search(found["name"])
            if one in told or len(told) >= _CARDS or not theirs:
                continue
            told.add(one)
            at = blob.evidence(line=line.number, kind=Kind.DECLARED, link=found[0])
            note = f"the page of dataset {one}, which was not read"[:120]
            yield Sighting("data-card", Presence.MENTIONED, at, note)


def _architecture(blob: Blob, body: Iterable[Chapter], own: set[str]) -> Iterator[Sighting]:
    """The class that the document loads its model with, and where its code lies."""
    for line in (line for chapter in body for line in chapter.lines):
        found = _CLASS.search(line.text) if "from_pretrained" in line.text else None
        if found is None or not _loads(found["rest"], own):
            continue
        remote = "trust_remote_code=True" in found["rest"].replace(" ", "")
        whose = "code that lies with the model" if remote else "a class of its library"
        at = blob.evidence(line=line.number, kind=Kind.DECLARED, quote=line.text.strip())
        note = f"loaded with {found['class']}, {whose}"
        yield Sighting("model-architecture", Presence.MENTIONED, at, note)
        return


def _loads(rest: str, own: set[str]) -> bool:
    """Whether what is loaded is one of the release's models, or a variable."""
    literal = re.match(r"\s*[\"']([^\"']{1,200})", rest)
    return literal is None or literal[1].rpartition("/")[2].lower() in own
