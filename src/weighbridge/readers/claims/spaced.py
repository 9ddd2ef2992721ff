"""Whether a sentence calls the release open, in languages that set spaces between words.

The word alone says nothing: it counts only where the sentence ties it to the release, by a verb of
being or of presenting, by "our" or "this", or by the release's own name beside it.
"""

import re
from collections.abc import Iterator

from weighbridge.catalogs.vocabularies import openness_claims
from weighbridge.patterns import lazy
from weighbridge.readers.claims.kinds import head_of, kinds_in
from weighbridge.readers.claims.names import OWN
from weighbridge.readers.claims.owners import is_itself
from weighbridge.readers.claims.phrases import OF_OWN, is_tied, says_as
from weighbridge.readers.claims.predicates import WHOLLY, predicated
from weighbridge.readers.claims.text import Sentence
from weighbridge.readers.claims.verbs import is_verb, opened

_AROUND = 240
"""Characters on either side of the word that are looked at."""
_CLAUSE = lazy(r"[;:–—]\s|,?\s(?:while|whereas|although|but)\s|[()]", re.IGNORECASE)
_QUOTED = lazy(r"[\"“][^\"“”]*$")
_USE = lazy(r"\b(?:use|abuse|misuse) of\s+(?:the\s+)?$", re.IGNORECASE)
_FORBIDDEN = lazy(
    r"\b(?:not (?:to )?(?:use|utilize|employ)|avoid(?:ing)?(?:\s+the)?\s+us(?:e|ing)(?:\s+of)?"
    r"|refrain from using)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_OPENED = lazy(r"(?<!of )(?<!\w)(?:the|all)\s+$", re.IGNORECASE)
_LABEL = lazy(r"\s*(?:[:.!–—]|(?:,|and\b|&)[^.;:]{0,60}(?:[:–—]|\.?\s*$))", re.IGNORECASE)
_UNDER = lazy(r"\s+(?:under|for|on|and|with|by us|here)\b", re.IGNORECASE)
_LABELLED = lazy(r"\s+(?:\w+\s+){0,2}(?:weights|checkpoints|release)\s*[:：]", re.IGNORECASE)
_BRACKETED = lazy(rf"{OWN}[^()]{{0,20}}\(\s*$")
_HEADED = lazy(r"\s+(?:models?|weights|checkpoints|datasets?|code)\s*$", re.IGNORECASE)
_GIVEN = lazy(r"(?:data(?:sets?)?|models?|code|weights?)\s+$", re.IGNORECASE)
_LISTED = lazy(
    r"\s+(?:[\w-]+\s+){0,2}(?:models?|weights|checkpoints|releases?|list)\s*$", re.IGNORECASE
)


def subjects(said: str, sentence: Sentence) -> Iterator[str]:
    """What a sentence calls open: `weights`, `code`, `data` or `release`; nothing for most.

    Args:
        said: its text, with own names marked.
        sentence: where it stands.
    """
    known = openness_claims.spaced()
    if said.rstrip().endswith("?"):
        return
    for found in known.term.finditer(said):
        before = said[max(0, found.start() - _AROUND) : found.start()]
        after = said[found.end() : found.end() + _AROUND]
        quoted = _QUOTED.search(before) and re.search(r"[\"”]", after)
        denied = known.denial.search(before) and not _FORBIDDEN.search(before)
        if not quoted and not denied:
            yield from _judged(found[0].lower(), before, after, sentence)


def _label(before: str, after: str, sentence: Sentence, *, done: bool) -> tuple[str, ...]:
    """What a word calls open that stands without a verb: "Namer-7B (open source)"."""
    if sentence.opens and not WHOLLY.sub("", before).strip():
        labelled = _LABEL.match(after) or (done and _UNDER.match(after))
        return ("release",) if labelled else ()
    if _BRACKETED.search(before) and after.lstrip().startswith(")"):
        return ("weights",)
    return kinds_in(before) if _is_whole_heading(before, after, sentence) else ()


def _is_whole_heading(before: str, after: str, sentence: Sentence) -> bool:
    """Whether a heading names a thing and says that it is open, and nothing else."""
    return bool(sentence.titled and _GIVEN.fullmatch(before) and not after.strip())


def _judged(term: str, before: str, after: str, sentence: Sentence) -> Iterator[str]:
    """What one word calls open."""
    known = openness_claims.spaced()
    head, named = head_of(after)
    clause = _CLAUSE.split(before)[-1]
    done = term.endswith("ed")
    if label := _label(before, after, sentence, done=done):
        yield from label
    elif head == "other":
        yield from _granted(before, after)
    elif is_verb(term, clause, after):
        yield from opened(clause, before, after)
    elif head:
        lead = sentence.opens and (sentence.lead or sentence.titled == 1)
        titled = _is_title(before, after, sentence, done=done)
        if _is_conditional(before, after, done=done):
            yield from kinds_in(after) or (head,)
        elif named or titled or is_tied(before, after, done=done, lead=lead):
            yield head
    elif sentence.titled and not before.strip() and _LISTED.match(after):
        yield "release"
    elif not known.later.match(after) and not known.plan.search(clause):
        if says_as(before, after) or OF_OWN.match(after) or _is_tagline(before, sentence):
            yield "weights"
        else:
            yield from predicated(before, clause, after, done=done)


def _granted(before: str, after: str) -> Iterator[str]:
    """What stands under a licence that is called open."""
    known = openness_claims.spaced()
    granted = known.license.match(after) and known.granted.search(before)
    if granted and (known.own.search(before) or is_itself(before)):
        yield from kinds_in(before) or ("release",)


def _is_tagline(before: str, sentence: Sentence) -> bool:
    """Whether a name and a colon are all that stands before the word, or a title says it."""
    apposed = openness_claims.spaced().apposed.search(before)
    if apposed is None or apposed["to"]:
        return False
    return bool(sentence.titled) or (sentence.opens and not before[: apposed.start()].strip())


def _is_title(before: str, after: str, sentence: Sentence, *, done: bool) -> bool:
    """Whether a word and its noun are all there is: "Open-sourced weights"."""
    if not sentence.opens or WHOLLY.sub("", before).strip():
        return False
    if _LABELLED.match(after):
        return not openness_claims.spaced().later.match(after)
    return bool((done and _HEADED.match(after)) or (sentence.titled and _LISTED.match(after)))


def _is_conditional(before: str, after: str, *, done: bool) -> bool:
    """Whether a disclaimer or a condition speaks of what was opened."""
    known = openness_claims.spaced()
    duty = openness_claims.duty().search(before + after)
    if done or duty:
        own = known.own.search(before + after) or _FORBIDDEN.search(before)
        return bool(own and (_OPENED.search(before) or (duty and _USE.search(before))))
    return False
