"""Whether a sentence calls the release open, in languages that set spaces between words.

The word alone says nothing: it counts only where the sentence ties it to the release, by a verb of
being or of presenting, by "our" or "this", or by the release's own name beside it.
"""

import re
from collections.abc import Iterator

from weighbridge.catalogs.vocabularies import openness_claims
from weighbridge.readers.openness_claims_kinds import head_of, kinds_in, only_kinds
from weighbridge.readers.openness_claims_names import OWN

_AROUND = 240
"""Characters on either side of the word that are looked at."""
_CLAUSE = re.compile(r"[;:–—]\s|,?\s(?:while|whereas|although|but)\s|[()]", re.IGNORECASE)
_NAME = re.compile(rf"(?<![\w{OWN}])(?:[A-Z][a-z]+[A-Z]\w*|[A-Z][\w-]*\d[\w.-]*)")
_ITSELF = re.compile(
    r"\W*(?:it|they|the (?:\w+ ){0,3}(?:models?|weights?|code|dataset|data|project))\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“][^\"“”]*$")
_BESIDE = re.compile(rf"{OWN}(?:\s+(?:series|family|models?|chat|base|llms?))?\s*$", re.IGNORECASE)
_APPOSED = re.compile(
    rf"(?:{OWN}[^,:–—|]{{0,40}}[,:–—|-]+\s*|\bmak(?:es|ing)\s+(?:it|this|{OWN})\s+)$"
)
_POSSESSED = re.compile(
    r"(?<!\w)(?:our|this|these|unsere?[mnrs]?|notre|nos|nuestr[oa]s?|noss[oa]s?|наш\w*)\s+"
    r"(?:\S+\s+){0,4}$",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(
    r"(?:\bwe\s+(?:\w+\s+){0,2}(?:releas|introduc|present|propos|announc|develop|train|launch|unveil"
    r"|shar|built)\w*|^\W*(?:introducing|announcing|presenting|meet))\s+[^.;]{1,80}[,:–—]\s*$",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|been|being)\s+(?:\w+ly\s+|now\s+|also\s+){0,3}$", re.IGNORECASE
)
_OPENED = re.compile(r"(?<!of )(?<!\w)(?:the|all)\s+$", re.IGNORECASE)
_GIVEN = re.compile(
    rf"[^.;]{{0,160}}{OWN}[^.;]{{0,80}}\b(?:is|are|was|were|been)\s+(?:now\s+)?released"
)
_HERE = re.compile(
    r"[^.;]{0,40}\b(?:released|provided|available|hosted)\s+(?:here|this time|in this)"
)
_WHOLLY = re.compile(
    r"\b(?:full|fully|completely|totally|entirely|truly|100%)[\s-]+$", re.IGNORECASE
)
_INDEFINITE = re.compile(r"\s*(?:an?\s|eine?n?\s|une?\s|uma?\s|$)", re.IGNORECASE)
_LABEL = re.compile(r"\s*(?:[,:.!–—-]|and\b|&)", re.IGNORECASE)
_CLOSED = re.compile(
    r"\s*(?:$|[,;:.!)|]|(?:and|under|with|for|by|at|on|in|to|here|now|as|via|so|from|including)\b)",
    re.IGNORECASE,
)
_LOOSE = re.compile(r"\b(?:of|for|from|in|the)\s+$", re.IGNORECASE)


def subjects(sentence: str, *, alone: bool, lead: bool) -> Iterator[str]:
    """What a sentence calls open: `weights`, `code`, `data` or `release`; nothing for most.

    Args:
        sentence: its own names marked.
        alone: whether it opens its paragraph, where a label needs no verb.
        lead: whether it stands at the top, where a phrase alone describes the release.
    """
    known = openness_claims.spaced()
    if sentence.rstrip().endswith("?"):
        return
    for found in known.term.finditer(sentence):
        before = sentence[max(0, found.start() - _AROUND) : found.start()]
        after = sentence[found.end() : found.end() + _AROUND]
        quoted = _QUOTED.search(before) and re.search(r"[\"”]", after)
        if not quoted and not known.denial.search(before):
            yield from _judged(found[0].lower(), before, after, alone=alone, lead=lead and alone)


def _judged(term: str, before: str, after: str, *, alone: bool, lead: bool) -> Iterator[str]:
    """What one word calls open."""
    known = openness_claims.spaced()
    head, named = head_of(after)
    clause = _CLAUSE.split(before)[-1]
    if head == "other":
        granted = known.license.match(after) and known.granted.search(before)
        if granted and known.own.search(before):
            yield from kinds_in(before) or ("release",)
    elif _is_verb(term, clause, after):
        yield from _opened(clause, before, after)
    elif head:
        if named or _is_tied(before, after, lead=lead):
            yield head
        elif term.endswith("ed") and _OPENED.search(before) and known.own.search(before + after):
            yield from kinds_in(after)
    elif not known.later.match(after):
        yield from _predicated(term, before, clause, after, alone=alone)


def _is_verb(term: str, clause: str, after: str) -> bool:
    """Whether the word is the verb of its clause."""
    if term.endswith("ing") or (term.endswith("ces") and re.match(r"\s+(?!and\b|of\b)\w", after)):
        return True
    if term.endswith("ed") and _PASSIVE.search(clause):
        return False
    opened = openness_claims.spaced().opens.search(clause)
    bare = not term.endswith("ed") and clause.rstrip().endswith(OWN)
    return bool(opened and opened[0] and not bare and re.match(r"\s+\S", after))


def _opened(clause: str, before: str, after: str) -> Iterator[str]:
    """What the verb opens, unless it is a promise or another's deed."""
    known = openness_claims.spaced()
    if known.plan.search(clause) or known.later.match(after) or _LOOSE.search(clause):
        return
    if known.own.search(before) or known.own.search(after) or not clause.strip():
        yield from kinds_in(after) or kinds_in(clause) or ("weights",)


def _is_tied(before: str, after: str, *, lead: bool) -> bool:
    """Whether a noun phrase is said of the release."""
    known = openness_claims.spaced()
    if _BESIDE.search(before):
        return True
    phrase = known.phrase.search(before)
    said, start = (phrase[0], before[: phrase.start()]) if phrase else ("", before)
    if _POSSESSED.search(said):
        return True
    if said and (_APPOSED.search(start) or _INTRODUCED.search(start)):
        return True
    if (
        not start.strip()
        and re.match(r"the\s+$|$", said.strip().lower() + " ")
        and (_GIVEN.match(after) or _HERE.match(after))
    ):
        return True
    if lead and not start.strip() and _INDEFINITE.match(said):
        return True
    return _is_stated(before)


def _is_stated(before: str) -> bool:
    """Whether a noun phrase follows a verb whose subject is the release."""
    known = openness_claims.spaced()
    states = known.states.search(before)
    if states is None:
        return False
    subject = before[: states.start()]
    if states["is"]:
        return _is_own(subject)
    return not known.plan.search(before) and (_is_own(subject) or not subject.strip(" \n,"))


def _predicated(term: str, before: str, clause: str, after: str, *, alone: bool) -> Iterator[str]:
    """What a predicate, a participle or a label calls open."""
    known = openness_claims.spaced()
    if known.plan.search(clause):
        return
    done, closed = term.endswith("ed"), _CLOSED.match(after)
    predicate = known.predicate.search(before)
    if predicate and (done or closed):
        subject = before[: predicate.start()]
        if _is_own(subject) or only_kinds(subject):
            yield from kinds_in(subject) or ("weights",)
    elif closed and ((done and _is_own(clause)) or (_WHOLLY.search(before) and OWN in before)):
        yield from kinds_in(clause) or ("weights",)
    elif closed and (behind := _noun_before(before)) and _is_tied(before, "", lead=False):
        yield behind
    elif alone and not _WHOLLY.sub("", before).strip() and _LABEL.match(after):
        yield "release"


def _noun_before(before: str) -> str:
    """What the noun before the word is, as French, Spanish and Russian set it."""
    word = before.rstrip().rpartition(" ")[2]
    return openness_claims.spaced().heads.get(word.lower(), "").replace("other", "")


def _is_own(words: str) -> bool:
    """Whether a subject is the release: its last piece names no other."""
    last = re.split(r",\s", words.rstrip(" ,\n"))[-1]
    if _NAME.search(last) and OWN not in last:
        return False
    own = openness_claims.spaced().own.search(words)
    return own is not None or _ITSELF.match(last) is not None
