"""What kind of thing the words of a sentence name: weights, code, data, or the whole release."""

import re

from weighbridge.catalogs.vocabularies import openness_claims
from weighbridge.patterns import lazy
from weighbridge.readers.claims.names import OWN

_TOKEN = lazy(rf"[{OWN}\w][\w{OWN}'’./+-]*|[,;:.!?()|–—]")
_POINTS = frozenset(",;:.!?()|–—")
_POSSESSIVE = lazy(r"['’]s$")
_REACH = 8
"""Words of a noun phrase from the word to its head."""
_KINDS = ("weights", "code", "data", "release")
_ASIDE = lazy(r"\([^()]{0,40}\)")
_RELATIVE = lazy(
    r",?\s(?:that|which|used|trained|built|based|optimized|for|to|from|using|so|under|in|on|with)\s"
)
_PLAIN = frozenset(
    {
        "the", "all", "and", "both", "training", "pretrained", "of", "chat", "base", "instruct",
        "quantized", "distilled", "inference", "evaluation", "final",
    }
)  # fmt: skip
"""Words in a list of things that name nobody."""


def head_of(after: str) -> tuple[str, bool]:
    """What the noun is that an adjective belongs to, and whether an own name is in its phrase.

    Args:
        after: what follows the adjective.
    """
    known = openness_claims.spaced()
    head, joined = "", False
    for number, piece in enumerate(_TOKEN.findall(_ASIDE.sub(" ", after[:160]))):
        word = _POSSESSIVE.sub("", piece.lower()).strip(".")
        kind = known.heads.get(word) or known.heads.get(word.rpartition("-")[2])
        if piece.startswith(OWN) and head != "other":
            return head or "weights", True
        if kind:
            head = kind
        elif piece == "," and not head and not joined:
            joined = True
        elif (
            head not in {"", "other"}
            or number > _REACH
            or _ends(piece, word, known.stops, joined=joined or not number)
        ):
            break
    return head, False


def _ends(piece: str, word: str, stops: frozenset[str], *, joined: bool) -> bool:
    """Whether a noun phrase ends before a word."""
    return piece in _POINTS or word in stops or (word in {"and", "&"} and not joined)


def kinds_in(words: str) -> tuple[str, ...]:
    """The kinds of thing that words name, each once; a relative clause names none."""
    heads = openness_claims.spaced().heads
    plain = _RELATIVE.split(words)[0]
    found = (heads.get(token, "") for token in re.findall(r"[\w-]+", plain.lower()))
    kinds = tuple(dict.fromkeys(kind for kind in found if kind in _KINDS))
    return kinds if len(kinds) < 2 else tuple(kind for kind in kinds if kind != "release")


def only_kinds(words: str) -> bool:
    """Whether a subject is a list of things that releases hold: "Code, data and model"."""
    heads = openness_claims.spaced().heads
    tokens = re.findall(r"\w+", words.lower())
    named = [token for token in tokens if token not in _PLAIN]
    return bool(named) and all(heads.get(token) in _KINDS for token in named)
