"""Whether a sentence calls the release open, in Chinese and Japanese."""

from collections.abc import Iterator

from weighbridge.catalogs.vocabularies import openness_claims
from weighbridge.patterns import lazy
from weighbridge.readers.claims.names import OWN
from weighbridge.readers.claims.text import Sentence

_AROUND = 120
"""Characters on either side of the word that are looked at."""
_CLAUSE = lazy("[，。；：]")
_LABEL_END = lazy("[:：]")
_SIZED = lazy(r"了?\s*[0-9A-Za-z]")
"""An object with a size or a name: what is opened, rather than something open."""
_LISTED = lazy("的?(?:模型|代码)(?:和|及|与|、)(?:代码|模型|数据)")
_NEAR = 24
"""Characters behind the word in which its noun stands."""


def subjects(said: str, sentence: Sentence) -> Iterator[str]:
    """What a sentence calls open: `weights`, `code` or `data`; nothing for most.

    Args:
        said: its text, with own names marked.
        sentence: where it stands.
    """
    known = openness_claims.unspaced()
    if said.rstrip().endswith(("?", "？")):
        return
    label = _LABEL_END.split(said)[0].strip()
    whole = sentence.titled or (sentence.opens and label != said.strip() and label[-2:] == "开源")
    titled = whole and known.titled.fullmatch(label)
    for found in known.term.finditer(said):
        before = said[max(0, found.start() - _AROUND) : found.start()]
        after = said[found.end() : found.end() + _AROUND].replace("\n", "")
        unsaid = any(p.search(before) for p in (known.denial, known.plan))
        if unsaid or known.later.match(after) or known.other.match(after):
            continue
        beside = before.rstrip().endswith((OWN, "我们的", "本", "这些", "该"))
        if known.project.match(after):
            yield from ("release",) if beside or known.own.search(before[-3:]) else ()
        elif known.among.match(after) and not beside:
            continue
        elif titled:
            yield _kind(label)
        elif _is_own(before, after, alone=sentence.opens):
            yield from _subjects(before, after)


def _kind(label: str) -> str:
    """What a heading or a label calls open."""
    kinds = {"数据": "data", "代码": "code"}
    return next((kind for word, kind in kinds.items() if word in label), "weights")


def _is_own(before: str, after: str, *, alone: bool) -> bool:
    known = openness_claims.unspaced()
    if known.after.match(after):
        return not known.others.search(before)
    if not before.strip(" -:：\n"):
        return alone and (OWN in after[:_NEAR] or _SIZED.match(after) is not None)
    if _LISTED.match(after) and openness_claims.duty().search(after):
        return not known.others.search(before)
    return not known.others.search(before) and known.own.search(before) is not None


def _subjects(before: str, after: str) -> Iterator[str]:
    known = openness_claims.unspaced()
    listed = known.listed.match(after)
    near = listed[0] if listed else _CLAUSE.split(after[:_NEAR])[0]
    weights = known.weights.search(near)
    found = []
    for kind, pattern in (("code", known.code), ("data", known.data)):
        noun = pattern.match(near)
        if noun and (listed or weights is None or weights.start() > noun.end()):
            found.append(kind)
    if not near.strip() and known.code.match(before[-_NEAR:]):
        found.append("code")
    if not found or (listed and weights):
        found.append("weights")
    yield from found
