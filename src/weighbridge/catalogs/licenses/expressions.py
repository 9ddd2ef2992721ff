"""SPDX licence expressions: spelling out what people write, and asking a question of every id in
one.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from weighbridge.catalogs import licenses
from weighbridge.catalogs.licenses import places
from weighbridge.patterns import lazy

_OPERATOR = lazy(r"((?<![^\s()])(?:AND|OR|WITH)(?![^\s()])|[()])", re.IGNORECASE)
_LATER = lazy(
    r"(?<=\w)\s*,?\s*\(?\s*\bor\s+(?:\(at your option\)\s+)?(?:any\s+)?later(?:\s+versions?)?\)?",
    re.IGNORECASE,
)
_CHOICE = lazy(r"[\s-]+(or-later|only)$", re.IGNORECASE)
_FIT = lazy(r"[A-Za-z0-9]")
_UNFIT = lazy(r"[^A-Za-z0-9.]+")
_NOTHING = frozenset({"none", "unlicensed", "no license", "no licence"})
_SLIPS = (AssertionError, AttributeError, IndexError, RecursionError, TypeError, ValueError)
"""What the parser raises, beside its own error, when brackets and operators do not match."""
_LONGEST = 2000
"""Characters of an expression that is still read; real ones have a few hundred."""
_NAME = 80
"""Characters of an unknown name that its reference keeps."""


@lru_cache(maxsize=4096)  # bounded: what is written in a release is anybody's
def normalise(raw: str) -> str:
    """The SPDX expression that a written licence means.

    Ids and known spellings become the licence's own id; what nobody knows becomes
    `LicenseRef-…`, so that nothing is lost and nothing is taken for what it is not. An address
    counts for the licence whose text lies there. Empty when nothing is written, or it is written
    that nothing is licensed.

    Source: SPDX specification 3.0.1, annex B (licence expressions).
    """
    text = " ".join(raw[:_LONGEST].split()).strip("'\"")
    if not text or text.lower() in _NOTHING:
        return ""
    if licenses.find(text):
        return _id(text)
    if addressed := places.at_address(text):
        return addressed
    text = _LATER.sub("-or-later", text)
    if _OPERATOR.search(text):
        parsed = _parse(_operands_named(text))
        if parsed is not None:
            return str(parsed.render())
    return _id(text)


def together(raws: Iterable[str]) -> str:
    """The expression that several statements mean at once: each of them holds.

    For instance the Hub's `license: [mit, cc-by-4.0]`, which does not say that one may choose.
    """
    each = dict.fromkeys(found for found in map(normalise, raws) if found)
    if len(each) == 1:
        return next(iter(each))
    return " AND ".join(f"({e})" if _OPERATOR.search(e) else e for e in each)


def ids(expression: str) -> tuple[str, ...]:
    """The licence ids in a normalised expression, in order, each once."""
    if not _OPERATOR.search(expression):
        return (expression,) if expression else ()
    parsed = _parse(expression)
    if parsed is None:
        return (expression,)
    return tuple(dict.fromkeys(_key(leaf) for leaf in parsed.get_literals()))


def restrictions(expression: str, freedom: str) -> str:
    """What the licences of an expression that limit a freedom restrict, in a few words."""
    known = [licenses.find(one) for one in ids(expression)]
    phrases = [r for one in known if one and freedom in one.limits for r in one.restrictions]
    return "; ".join(phrases) if expression else "nothing is licensed"


def holds(expression: str, question: Callable[[str], bool | None]) -> bool | None:
    """Answer a question of a whole expression: every side of AND, some side of OR.

    Args:
        question: answers for one id: yes, no, or None when it is not known.
    """
    if not expression:
        return False
    if not _OPERATOR.search(expression):
        return question(expression)
    parsed = _parse(expression)
    return None if parsed is None else _fold(parsed, question)


def _fold(node: Any, question: Callable[[str], bool | None]) -> bool | None:
    children = getattr(node, "args", ())
    if not children:
        return question(_key(node))
    answers = {_fold(child, question) for child in children}
    decisive: bool = node.operator.strip().upper() == "OR"
    if decisive in answers:
        return decisive
    return None if None in answers else not decisive


def _key(leaf: Any) -> str:
    """The licence of a leaf; an exception (WITH) only ever adds permissions."""
    return str(getattr(leaf, "license_symbol", leaf).key)


def _operands_named(text: str) -> str:
    """The text with every operand that is a known name, spaces and all, put as its id."""
    pieces = (piece.strip() for piece in _OPERATOR.split(text))
    return " ".join(_id(p) if p and licenses.find(p) else p for p in pieces)


def _id(text: str) -> str:
    known = licenses.find(text)
    if known is not None:
        plus = text.endswith("+") and not known.id.endswith("+")
        return known.id + "+" * (plus and licenses.find(text[:-1]) == known)
    if text.lower().startswith("licenseref-"):
        return _reference(text[len("LicenseRef-") :])
    return _chosen(text) or _reference(text)


def _reference(text: str) -> str:
    """A reference of a text's own; letters that SPDX does not allow are spelled as code points,
    so that no remark in another script is lost ("MIT 禁止商用" is not MIT). A name with nothing in
    it that SPDX allows stays unnamed.
    """
    if not _FIT.search(text):
        return "LicenseRef-unnamed"
    spelled = "".join(c if c.isascii() and c != "+" else _spelled(c) for c in text)
    return "LicenseRef-" + _UNFIT.sub("-", spelled).strip("-")[:_NAME].rstrip("-")


def _spelled(character: str) -> str:
    if character == "+":
        return "-plus-"
    return f"-u{ord(character):04x}-" if character.isalnum() else "-"


def _chosen(text: str) -> str:
    """The id of a licence spelled with "only" or "or later" behind it; empty if there is none."""
    choice = _CHOICE.search(text)
    base = licenses.find(text[: choice.start()]) if choice else None
    if choice is None or base is None:
        return ""
    listed = licenses.spdx().get(f"{base.id}-{choice[1]}".lower())
    return listed or base.id + "+" * (choice[1].lower() == "or-later")


def _parse(text: str) -> Any:
    """The expression's tree, its ids normalised; None when it is not an expression."""
    from license_expression import ExpressionError, Licensing  # noqa: PLC0415  # 27 ms

    try:
        tree = Licensing().parse(text, simple=False)
        if tree is None or any(" " in _key(leaf) for leaf in tree.get_literals()):
            return None
        known = {leaf: _renamed(leaf) for leaf in tree.get_literals()}
        return tree.subs(known) if known else tree
    except (ExpressionError, *_SLIPS):
        return None


def _renamed(leaf: Any) -> Any:
    from license_expression import LicenseSymbol, LicenseWithExceptionSymbol  # noqa: PLC0415

    if isinstance(leaf, LicenseWithExceptionSymbol):
        base = LicenseSymbol(_id(str(leaf.license_symbol.key)))
        return LicenseWithExceptionSymbol(base, leaf.exception_symbol)
    return LicenseSymbol(_id(str(leaf.key)))
