"""What a predicate or a participle calls open: "is open source", "made open", "open-sourced"."""

import re
from collections.abc import Iterator

from weighbridge.catalogs.vocabularies import openness_claims
from weighbridge.patterns import lazy
from weighbridge.readers.claims.kinds import kinds_in, only_kinds
from weighbridge.readers.claims.names import OWN
from weighbridge.readers.claims.owners import is_own
from weighbridge.readers.claims.phrases import is_tied

WHOLLY = lazy(r"\b(?:full|fully|completely|totally|entirely|truly|100%)[\s-]+$", re.IGNORECASE)
"""An adverb that can stand before the word."""
_MAKES = lazy(
    r"(?:\b(?:make|makes|making|made)\s+(?!possible)[^.;,]{1,60}"
    r"|\b(?:available|released|published|shared)\s+(?:in|with)\s+(?:full\s+)?)$",
    re.IGNORECASE,
)
_CLOSED = lazy(
    r"\s*(?:$|[,;:.!)|]|(?:and|under|with|for|by|at|on|in|to|here|now|as|via|so|from|including"
    r"|since|because|while|which|para|pour|für|per)\b)",
    re.IGNORECASE,
)
_NEAR = 6
"""Words before the word among which its noun stands, where it follows the noun."""
_LINKS = frozenset({"de", "di", "des", "du", "del", "della", "d"})


def predicated(before: str, clause: str, after: str, *, done: bool) -> Iterator[str]:
    """What a predicate or a participle calls open.

    Args:
        before: what stands before the word, of its sentence.
        clause: the same, of its clause.
        after: what follows it.
        done: whether it is "open-sourced".
    """
    closed = _CLOSED.match(after)
    predicate = openness_claims.spaced().predicate.search(before)
    if not closed and not (predicate and done):
        return
    if predicate:
        subject = before[: predicate.start()]
        if is_own(subject) or only_kinds(subject):
            yield from kinds_in(subject) or ("weights",)
    elif _is_made(before) or (done and is_own(clause)):
        yield from kinds_in(clause) or ("weights",)
    else:
        noun, kind = _noun_before(before)
        if kind and is_tied(noun, ""):
            yield kind


def _is_made(before: str) -> bool:
    """Whether the release is made open, or is wholly so."""
    made = openness_claims.spaced().own.search(before) and _MAKES.search(before)
    return bool(made or (WHOLLY.search(before) and OWN in before))


def _noun_before(before: str) -> tuple[str, str]:
    """The text up to the noun before the word, and its kind, as French and Spanish set them.

    "un modèle de langage open source": the noun stands before another that is joined to it.
    """
    heads = openness_claims.spaced().heads
    words = list(re.finditer(r"[^\W\d]+", before))[-_NEAR:]
    for number, word in reversed(list(enumerate(words))):
        kind = heads.get(word[0].lower(), "").replace("other", "")
        behind = words[number + 1].group().lower() if number + 1 < len(words) else "de"
        if kind and behind in _LINKS:
            return before[: word.start()], kind
    return before, ""
