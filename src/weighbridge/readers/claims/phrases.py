"""Whether a noun phrase with the word, "an open-source model", is said of the release."""

import re

from weighbridge.catalogs.vocabularies import openness_claims
from weighbridge.patterns import lazy
from weighbridge.readers.claims.kinds import kinds_in
from weighbridge.readers.claims.names import OWN
from weighbridge.readers.claims.owners import is_own

OF_OWN = lazy(
    rf"\s*(?:(?:release|version|variant|edition|publication|nature|status|availability)s?)?"
    rf"\s+of\s+(?:(?:the|our)\s+)?(?:{OWN}|our\b)",
    re.IGNORECASE,
)
"""What follows the word where it belongs to a thing of the release."""
_BESIDE = lazy(rf"{OWN}(?:\s+(?:series|family|models?|chat|base|llms?))?\s*$", re.IGNORECASE)
_MADE = lazy(rf"\bmak(?:es|ing)\s+(?:it|this|them|{OWN}|our\s\w+)\s+$")
_MADE_MOST = lazy(
    rf"\bmaking\s+(?:it|this|them|{OWN}\S*)\s+(?:one\s+of\s+)?the\s[^.;,]{{1,60}}\b(?:among|of)\s+"
    r"(?:all\s+)?(?:(?:the|existing|current|currently|available|public|publicly|known)\s+){0,3}$",
    re.IGNORECASE,
)
_THE = lazy(r"\s*(?:the\s+)?", re.IGNORECASE)
_POSSESSED = lazy(
    r"(?<!\w)(?:our|this|these|unsere?[mnrs]?|notre|nos|nuestr[oa]s?|noss[oa]s?|наш\w*)\s+"
    r"(?P<between>(?:\S+\s+){0,4})$",
    re.IGNORECASE,
)
_ANOTHER = lazy(
    r"\band\s+(?:the|an?|two|three|four|five|several|many|other|some|\d+)\s", re.IGNORECASE
)
_NOUN = lazy(
    r"\b(?:papers?|stud(?:y|ies)|lists?|surveys?|pages?|evaluations?|results)\b", re.IGNORECASE
)
_FIRST = lazy(r"\bthe\s+(?:world['’]s\s+|very\s+)?(?:first|largest|biggest)\b", re.IGNORECASE)
"""What a document says of nothing but its own."""
_WITH_OWN = lazy(rf"\W*with\s+{OWN}", re.IGNORECASE)
_INTRODUCED = lazy(
    r"(?:\bwe\s+(?:\w+\s+){0,2}(?:releas|introduc|present|propos|announc|develop|train|launch|unveil"
    r"|shar|built)\w*|^\W*(?:introducing|announcing|presenting|meet))\s+[^.;]{1,80}[,:–—]\s*$",
    re.IGNORECASE,
)
_GIVEN = lazy(rf"[^.;]{{0,160}}{OWN}[^.;]{{0,80}}\b(?:is|are|was|were|been)\s+(?:now\s+)?released")
_HERE = lazy(
    r"(?![^.;]{0,60}\b(?:used?|compared|evaluated|tested)\b)"
    r"[^.;]{0,40}\b(?:(?:released|provided|available|hosted)\s+(?:here|this time|in this)"
    r"|(?:are|is|can be)\s+(?:now\s+|also\s+|all\s+|publicly\s+)?(?:available|found|downloaded"
    r"|hosted|released|listed|as follows|provided)\b)",
    re.IGNORECASE,
)
_HELD = lazy(
    rf"\s*[^.;]{{0,30}}?(?:\bon|\bfrom)\s[^.;]{{1,60}}?\b(?:is|are)\s+(?:an?\s|the\s|{OWN})",
    re.IGNORECASE,
)
_FETCHED = lazy(
    r"(?:\b(?:you|users?)\s+(?:can|may)\s+(?:\w+ly\s+)?(?:use|try|get|run)"
    r"|(?:\bplease|\bcan|\bmay|^\W*)\s*(?:download|access|load|fetch))"
    r"\s+(?:all\s+|any\s+of\s+)?the\s+$",
    re.IGNORECASE,
)
_ITSELF = lazy(
    r"\s+(?:\w+\s+){0,1}?(?:code|model|weights?|version|checkpoint|release|repository)\s+"
    r"(?:is|are|was|were|has|have|can|cannot|will|does|do|supports?|contains?|includes?|provides?"
    r"|currently|only|also|may|runs?|requires?|has)\s(?!by\b)",
    re.IGNORECASE,
)
_CLAUSE_OPENS = lazy(r"(?:^|[,;]\s+)\W*the\s+$", re.IGNORECASE)
_RELEASED = lazy(r"\s+releases?\b", re.IGNORECASE)
_WITH_THE = lazy(r"^\W*(?:with|by|through|since)\s+(?:the|this)\s+$", re.IGNORECASE)
_DEFINITE = lazy(
    r"\s+(?:(?:base|chat|pre-?trained|small|large|\d+b)\s+)?"
    r"(?:models?|weights|code|checkpoints?|project|versions?|release|parameters)\b"
    r"(?!\s*[(\[]|\s+(?:and\s+\w*\s?clos|or\b|in\b|such\b|like\b|by\b|from\b|of\b|called|named|used"
    r"|that\b|which\b|(?-i:[A-Z])))",
    re.IGNORECASE,
)
"""The thing itself, with nothing behind it that makes it another's."""
_OTHERS = lazy(
    r"\b(?:results?|scores?|numbers?|report\w*|figures?|outperform\w*|surpass\w*|compar\w+|among|amongst|than|between|versus|vs|unlike|other"
    r"|evaluat\w+|baselines?|better|best|worse|exceed\w*|beat\w*|based|fine-?tun\w+|buil[dt]\w*"
    r"|derived|initiali[sz]ed|trained|distill\w*|thank\w*|grateful|existing|including|in|gap"
    r"|inspired|adapted|borrow\w*|taken|like|teacher|such)\b",
    re.IGNORECASE,
)
"""Words that bring in other people's things."""
_ENDS_WITH_THE = lazy(r"\bthe\s+$", re.IGNORECASE)
_AS_SUCH = lazy(r"^\W*(?:as|being)\s+(?:(?:an?|the)\s+)?(?:[\w-]+,?\s+){0,4}$", re.IGNORECASE)
_SPEAKS_ON = lazy(
    rf"[^,.;]{{0,60}},\s+(?:{OWN}|it\b|we\b|our\b|this\s|the\s+(?:model|weights|code)\b)",
    re.IGNORECASE,
)
_INDEFINITE = lazy(r"\s*(?:an?\s|eine?n?\s|une?\s|uma?\s|$)", re.IGNORECASE)


def is_tied(before: str, after: str, *, done: bool = False, lead: bool = False) -> bool:
    """Whether a noun phrase is said of the release.

    Args:
        before: what stands before the word, of its sentence.
        after: what follows it.
        done: whether the word is "open-sourced", which is said of a thing somebody has opened.
        lead: whether the sentence stands at the top of its document.
    """
    known = openness_claims.spaced()
    phrase = known.phrase.search(before)
    said, start = (phrase[0], before[: phrase.start()]) if phrase else ("", before)
    apposed = known.apposed.search(before)
    return bool(
        _BESIDE.search(before)
        or OF_OWN.match(after)
        or _is_possessed(said)
        or (apposed and not apposed["to"])
        or (said and (_MADE.search(start) or _INTRODUCED.search(start)))
        or (not start.strip() and _opens_well(said, after, lead=lead))
        or _MADE_MOST.search(before)
        or _is_the_one(before, after)
        or says_as(before, after)
        or (done and _FETCHED.search(before))
        or _is_stated(before)
    )


def _is_the_one(before: str, after: str) -> bool:
    """Whether a phrase with "the" means what the document is about: "the open-source model is"."""
    known = openness_claims.spaced()
    if known.plan.search(before):
        return False
    if _RELEASED.match(after):
        return bool(known.own.search(before) or _WITH_THE.match(before))
    if not _ENDS_WITH_THE.search(before):
        return False
    opens = _CLAUSE_OPENS.search(before) and _ITSELF.match(after)
    return bool(opens or (_DEFINITE.match(after) and not _OTHERS.search(before)))


def says_as(before: str, after: str) -> bool:
    """Whether a sentence begins with what the release is: "As an open-source model, it …"."""
    return bool(_AS_SUCH.match(before) and _SPEAKS_ON.match(after))


def _is_possessed(said: str) -> bool:
    """Whether a phrase begins with "our" or "this", and names no second thing."""
    possessed = _POSSESSED.search(said)
    if possessed is None:
        return False
    between = possessed["between"]
    if _ANOTHER.search(between) or _NOUN.search(between):
        return False
    return not kinds_in(between)


def _opens_well(said: str, after: str, *, lead: bool) -> bool:
    """Whether a phrase that opens its sentence is about the release."""
    if _THE.fullmatch(said) and any(p.match(after) for p in (_GIVEN, _HERE, _HELD)):
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
        return is_own(subject) or (_FIRST.search(states[0]) is not None and bool(subject.strip()))
    ours = is_own(subject) or _WITH_OWN.match(subject) or not subject.strip(" \n,")
    return bool(ours and not known.plan.search(before))
