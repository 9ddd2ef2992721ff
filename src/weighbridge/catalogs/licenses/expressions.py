"""SPDX licence expressions: spelling out what people write, and asking a question of every id in
one.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from weighbridge.catalogs import licenses

_OPERATORS = re.compile(r"\b(?:AND|OR|WITH)\b|[()]", re.IGNORECASE)
_UNFIT = re.compile(r"[^A-Za-z0-9.\-]+")


@cache
def normalise(raw: str) -> str:
    """The SPDX expression that a written licence means.

    Ids and known spellings become the licence's own id; what nobody knows becomes
    `LicenseRef-…`, so that nothing is lost and nothing is taken for what it is not. An empty
    string stays empty.

    Source: SPDX specification 3.0.1, annex B (licence expressions).
    """
    text = " ".join(raw.split())
    if not text or licenses.find(text):
        return _id(text) if text else ""
    if _OPERATORS.search(text):
        parsed = _parse(text)
        if parsed is not None:
            return str(parsed.render())
    return _id(text)


def ids(expression: str) -> tuple[str, ...]:
    """The licence ids in a normalised expression, in order, each once."""
    if not _OPERATORS.search(expression):
        return (expression,) if expression else ()
    parsed = _parse(expression)
    if parsed is None:
        return (expression,)
    return tuple(dict.fromkeys(_key(leaf) for leaf in parsed.literals))


def holds(expression: str, question: Callable[[str], bool | None]) -> bool | None:
    """Answer a question of a whole expression: every side of AND, some side of OR.

    Args:
        question: answers for one id: yes, no, or None when it is not known.
    """
    if not expression:
        return False
    if not _OPERATORS.search(expression):
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


def _id(text: str) -> str:
    known = licenses.find(text)
    if known is not None:
        return known.id
    if text.lower().startswith("licenseref-"):
        return "LicenseRef-" + _UNFIT.sub("-", text[len("LicenseRef-") :]).strip("-")
    return "LicenseRef-" + (_UNFIT.sub("-", text).strip("-")[:80] or "unnamed")


def _parse(text: str) -> Any:
    """The expression's tree, its ids normalised; None when it is not an expression."""
    from license_expression import ExpressionError, Licensing  # noqa: PLC0415  # 27 ms

    try:
        tree = Licensing().parse(text, simple=False)
    except (ExpressionError, AttributeError, TypeError, ValueError):
        return None
    if tree is None or any(" " in _key(leaf) for leaf in tree.literals):
        return None
    known = {leaf: _renamed(leaf) for leaf in tree.literals}
    return tree.subs(known) if known else tree


def _renamed(leaf: Any) -> Any:
    from license_expression import LicenseSymbol, LicenseWithExceptionSymbol  # noqa: PLC0415

    if isinstance(leaf, LicenseWithExceptionSymbol):
        base = LicenseSymbol(_id(str(leaf.license_symbol.key)))
        return LicenseWithExceptionSymbol(base, leaf.exception_symbol)
    return LicenseSymbol(_id(str(leaf.key)))
