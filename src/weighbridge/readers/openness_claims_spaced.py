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
_PRONOUN = re.compile(r"\W*(?:it|they)\W*", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“][^\"“”]*$")
_BESIDE = re.compile(
    rf"{OWN}(?:는|은|이|가|의)?(?:\s+(?:series|family|models?|chat|base|llms?))?\s*$", re.IGNORECASE
)
_MADE = re.compile(rf"\bmak(?:es|ing)\s+(?:it|this|them|{OWN}|our\s\w+)\s+$")
_MAKES = re.compile(
    r"(?:\b(?:make|makes|making|made)\s+[^.;,]{1,60}"
    r"|\b(?:available|released|published|shared)\s+in\s+(?:full\s+)?)$",
    re.IGNORECASE,
)
_THE = re.compile(r"\s*(?:the\s+)?", re.IGNORECASE)
_POSSESSED = re.compile(
    r"(?<!\w)(?:our|this|these|unsere?[mnrs]?|notre|nos|nuestr[oa]s?|noss[oa]s?|наш\w*)\s+"
    r"(?:\S+\s+){0,4}$",
    re.IGNORECASE,
)
_OBJECT = re.compile(rf"\s+(?:the|our|an?|all|both|\d+|{OWN}\S*)\s", re.IGNORECASE)
_OF_OWN = re.compile(
    rf"\s*(?:release|version|publication)?s?\s+of\s+(?:(?:the|our)\s+)?(?:{OWN}|our\b)",
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
_USE = re.compile(r"\buse of\s+(?:the\s+)?$", re.IGNORECASE)
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
_LABEL = re.compile(r"\s*(?:[:.!–—]|(?:,|and\b|&)[^.;:]{0,60}(?:[:–—]|\.?\s*$))", re.IGNORECASE)
_HEADED = re.compile(r"\s+(?:models?|weights|checkpoints|datasets?|code)\s*$", re.IGNORECASE)
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
    done = term.endswith("ed")
    if alone and not _WHOLLY.sub("", before).strip() and _LABEL.match(after):
        yield "release"
    elif head == "other":
        granted = known.license.match(after) and known.granted.search(before)
        if granted and known.own.search(before):
            yield from kinds_in(before) or ("release",)
    elif _is_verb(term, clause, after):
        yield from _opened(clause, before, after)
    elif head:
        titled = done and alone and not before.strip() and _HEADED.match(after)
        if named or titled or _is_tied(before, after, lead=lead):
            yield head
        elif _is_conditional(before, after, done=done):
            yield from kinds_in(after)
    elif not known.later.match(after) and not known.plan.search(clause):
        yield from _predicated(before, clause, after, done=done)


def _is_conditional(before: str, after: str, *, done: bool) -> bool:
    """Whether a disclaimer or a condition speaks of what was opened."""
    known = openness_claims.spaced()
    duty = openness_claims.duty().search(before + after)
    if done or duty:
        own = known.own.search(before + after) or re.search(r"\bnot to use the $", before)
        return bool(own and (_OPENED.search(before) or (duty and _USE.search(before))))
    return False


def _is_verb(term: str, clause: str, after: str) -> bool:
    """Whether the word is the verb of its clause."""
    if "sourc" not in term:
        return False
    if term.endswith("ed") and not clause.strip() and _OBJECT.match(after):
        return True
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
    if _OF_OWN.match(after):
        yield "weights"
        return
    if known.plan.search(clause) or known.later.match(after) or _LOOSE.search(clause):
        return
    if (
        _ITSELF.match(clause)
        or known.own.search(before)
        or known.own.search(after)
        or not clause.strip()
    ):
        yield from kinds_in(after) or kinds_in(clause) or ("weights",)


def _is_tied(before: str, after: str, *, lead: bool) -> bool:
    """Whether a noun phrase is said of the release."""
    known = openness_claims.spaced()
    phrase = known.phrase.search(before)
    said, start = (phrase[0], before[: phrase.start()]) if phrase else ("", before)
    apposed = known.apposed.search(before)
    return bool(
        _BESIDE.search(before)
        or _OF_OWN.match(after)
        or _POSSESSED.search(said)
        or (apposed and not apposed["to"])
        or (said and (_MADE.search(start) or _INTRODUCED.search(start)))
        or (not start.strip() and _opens_well(said, after, lead=lead))
        or _is_stated(before)
    )


def _opens_well(said: str, after: str, *, lead: bool) -> bool:
    """Whether a phrase that opens its sentence is about the release."""
    if _THE.fullmatch(said) and (_GIVEN.match(after) or _HERE.match(after)):
        return True
    return lead and _INDEFINITE.match(said) is not None


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


def _predicated(before: str, clause: str, after: str, *, done: bool) -> Iterator[str]:
    """What a predicate or a participle calls open."""
    known = openness_claims.spaced()
    closed = _CLOSED.match(after)
    predicate = known.predicate.search(before)
    if not closed and not (predicate and done):
        return
    if predicate:
        subject = before[: predicate.start()]
        if _is_own(subject) or only_kinds(subject):
            yield from kinds_in(subject) or ("weights",)
    elif _is_made(before) or (done and _is_own(clause)):
        yield from kinds_in(clause) or ("weights",)
    elif (behind := _noun_before(before)) and _is_tied(before, "", lead=False):
        yield behind


def _is_made(before: str) -> bool:
    """Whether the release is made open, or is wholly so."""
    made = openness_claims.spaced().own.search(before) and _MAKES.search(before)
    return bool(made or (_WHOLLY.search(before) and OWN in before))


def _noun_before(before: str) -> str:
    """What the noun before the word is, as French, Spanish and Russian set it."""
    word = before.rstrip().rpartition(" ")[2]
    return openness_claims.spaced().heads.get(word.lower(), "").replace("other", "")


def _is_own(words: str) -> bool:
    """Whether a subject is the release: its last piece names no other."""
    last = re.split(r"[,;]\s", words.rstrip(" ,;\n"))[-1]
    if _PRONOUN.fullmatch(last):
        return True
    if _NAME.search(last) and OWN not in last:
        return False
    own = openness_claims.spaced().own.search(words)
    return own is not None or _ITSELF.match(last) is not None
