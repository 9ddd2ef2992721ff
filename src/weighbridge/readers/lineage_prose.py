"""What documents say in their own words of models and data a release was made from, of licences of
these, and of whose work it is.
"""

import re
from collections.abc import Iterator

from weighbridge.catalogs.vocabularies import known_models
from weighbridge.facts.lineage import (
    Acknowledgement,
    Ancestor,
    AncestorKind,
    AncestorLicense,
    Relation,
)
from weighbridge.facts.provenance import Kind
from weighbridge.facts.release import Fact
from weighbridge.patterns import lazy
from weighbridge.readers.blob import Blob
from weighbridge.readers.license_mentions import mentions_in
from weighbridge.readers.places import is_borrowed
from weighbridge.readers.port import reader

_LONGEST = 256 << 10
_WIDEST = 2_000
"""Characters of one line that are looked at."""
_MOST = 50
_FENCE = lazy(r"^\s*(?:```|~~~)")
_ID = r"[A-Za-z0-9][\w-]{0,60}/[A-Za-z][\w.-]{1,100}(?<![.])"
_NAMED = (
    r"(?:ChatGPT|(?:OpenAI )?GPT-?[345][\w.-]*|text-davinci-\d+|Claude(?:[ -][\w.]+){0,3}"
    r"|Gemini(?:[ -][\w.]+)?|(?:Meta )?Llama[ -]?[234](?:\.\d)?[\w-]*|Gemma[ -]?\d|DBRX)"
)
_LINK = rf"https?://(?:huggingface\.co|hf\.co)/(?:datasets/)?(?P<linked>{_ID})"
_TARGET = (
    r"(?:the |an? |its |our )?(?:\[[^\[\]]{1,100}\]\("
    r"https?://(?:huggingface\.co|hf\.co)/(?P<page>[\w-][\w./-]{1,100})\)"
    rf"|[\[*_`]*(?P<name>{_ID}|{_NAMED}|[A-Za-z][\w.-]{{2,60}}(?<![.]))(?![\w/]))"
)
"""A link to a model's page, an id on the Hub, or a word that may be a known model's name."""
_TUNED = lazy(
    rf"\b(?:fine-?tuned|instruction-tuned|continually pre-?trained|quanti[sz]ed|converted)"
    rf"(?: (?:version|checkpoint|variant|copy))?(?: of| from| on top of|:)\s+{_TARGET}",
    re.IGNORECASE,
)
_TAUGHT = lazy(
    rf"\bdistill?(?:ed|ation)\b(?: from| of)(?: the)?(?: outputs? of)?\s+{_TARGET}", re.IGNORECASE
)
_WROTE = lazy(
    r"\b(?:generated|synthesi[sz]ed|written|produced|created)(?: (?:by|with|using|from|through))"
    rf"(?: prompting| querying| outputs? of)?\s+{_TARGET}",
    re.IGNORECASE,
)
_OTHERWISE = lazy(
    r"\b(?:not|never|without|no|unlike|instead of|if you|evaluat\w*|benchmark\w*|judge\w*|scor\w+"
    r"|compar\w+)\b",
    re.IGNORECASE,
)
_CREDIT = lazy(
    r"\b(?:built|improved|powered|made)\W{1,4}(?:with|using|by|on)\b|\bis built using\b"
    r"|\b(?:is|are) licensed under\b|\bprovided under and subject to\b",
    re.IGNORECASE,
)
_SENTENCE = lazy(r"(?<=[a-z)\]`*])[.!?]\s")
_LICENSED = lazy(
    r"licen[sc]e|\bcc[- ]?(?:by|0)\b|\b(?:apache|mit|odc|bsd|mpl|cdla)\b|\b[al]?gpl|rail\b",
    re.IGNORECASE,
)
_PLACE = lazy(rf"{_LINK}|(?<![\w/.:-])(?P<id>{_ID})(?![\w/])")
_WORK = (
    (_TUNED, AncestorKind.BASE_MODEL, Relation.FINETUNE),
    (_TAUGHT, AncestorKind.TEACHER, Relation.DISTILLED),
    (_WROTE, AncestorKind.TEACHER, Relation.GENERATED),
)


@reader(
    names=("readme*", "*model*card*", "notice*", "*data*card*", "attribution*"),
    gives=(Ancestor, AncestorLicense, Acknowledgement),
    topic="provenance",
)
def read(blob: Blob) -> Iterator[Fact]:
    """Read a document line by line; a name counts when it is an id on the Hub or well known."""
    if blob.suffix not in {"", ".md", ".markdown", ".rst", ".txt"} or is_borrowed(blob.path):
        return
    told = 0
    fenced = False
    for number, line in enumerate(blob.text()[:_LONGEST].splitlines(), 1):
        fenced ^= bool(_FENCE.match(line))
        if fenced or told >= _MOST or len(line) < 8:
            continue
        for fact in _facts(blob, number, line[:_WIDEST]):
            told += 1
            yield fact


def _facts(blob: Blob, number: int, line: str) -> Iterator[Fact]:
    if _CREDIT.search(line):
        at = blob.evidence(line=number, kind=Kind.DECLARED, quote=line)
        yield Acknowledgement(at, " ".join(line.split())[:500])
    for sentence in _SENTENCE.split(line):
        yield from _ancestors(blob, number, sentence)
    yield from _licenses(blob, number, line)


def _ancestors(blob: Blob, number: int, sentence: str) -> Iterator[Ancestor]:
    for pattern, kind, relation in _WORK:
        found = pattern.search(sentence)
        if found is None or _OTHERWISE.search(sentence):
            continue
        name = (found["page"] or found["name"]).strip().rstrip(".-")
        if not found["page"] and "/" not in name and known_models.find(name) is None:
            continue
        stated = relation
        if found[0].lower().startswith(("quanti", "convert")):
            stated = Relation.QUANTIZED
        at = blob.evidence(line=number, kind=Kind.DECLARED, quote=sentence)
        yield Ancestor(at, kind, stated, name)


def _licenses(blob: Blob, number: int, line: str) -> Iterator[AncestorLicense]:
    """A line with one id or link on the Hub and one licence says that they belong together."""
    if "/" not in line or not _LICENSED.search(line):
        return
    targets = {(m["linked"] or m["id"]).lower() for m in _PLACE.finditer(line)}
    words = _PLACE.sub(" ", line)
    stated = {one.expression for one in mentions_in(words, own=False)}
    if len(targets) == 1 and len(stated) == 1:
        at = blob.evidence(line=number, kind=Kind.DECLARED, quote=line)
        yield AncestorLicense(at, targets.pop(), stated.pop())
