"""Files that hold whole licences beside terms of others, or words on what is under which."""

from collections.abc import Sequence

from weighbridge.catalogs import licenses
from weighbridge.readers.license_texts.clauses import Clause, clauses_in
from weighbridge.readers.license_texts.identification import Identification, Verdict
from weighbridge.readers.license_texts.notices import unnamed_in
from weighbridge.readers.license_texts.page import Page
from weighbridge.readers.license_texts.parts import Stretch, stretches
from weighbridge.readers.license_texts.plain_words import is_plain
from weighbridge.readers.license_texts.residue import Difference, Match
from weighbridge.readers.license_texts.surroundings import around
from weighbridge.readers.license_texts.titles import named_in

_SHOWN = 20
_LINE = 400
"""Characters of a line whose names are looked for."""
_LINES = 400
"""Lines of one part whose names are looked for."""
_LEAST = 100
"""Words of a licence that may stand beside terms of others; a shorter one may be a clause."""


def compound(page: Page, whole: Sequence[Match], partial: Sequence[Match]) -> Identification | None:
    """The whole licences of a file that holds other terms too; None when it is no such file.

    None as well where words beside a licence may change what it says: they count as an alteration.
    """
    found = list(stretches(page, whole, partial))
    others = [one for one in found if one.own < one.last]
    beside = [
        (one, d) for one in found if (d := _beside(page, one, whole)) is not None and d.matters
    ]
    if not _are_apart(others, partial):
        return None
    if not all(is_plain(d.added, before=not one.first) for one, d in beside):
        return None
    if not others and (not beside or len({m.reference.license for m in whole}) > 1):
        return None
    if others and any(m.last - m.first < _LEAST for m in whole):
        return None
    differences = [d for _, d in beside]
    return _contains(page, whole, partial, others, differences)


def _beside(page: Page, stretch: Stretch, whole: Sequence[Match]) -> Difference | None:
    return around(page, stretch.first, stretch.own, whole) if stretch.first < stretch.own else None


def _are_apart(others: Sequence[Stretch], partial: Sequence[Match]) -> bool:
    """Whether every altered licence lies in terms that stand for themselves."""
    return all(any(o.own <= m.first and m.last <= o.last for o in others) for m in partial)


def _contains(
    page: Page,
    whole: Sequence[Match],
    partial: Sequence[Match],
    others: Sequence[Stretch],
    beside: Sequence[Difference],
) -> Identification:
    ids = tuple(dict.fromkeys(m.reference.license for m in whole))
    texts = [_text(page, one) for one in others]
    said = "\n\n".join(d.added for d in beside)
    clauses = clauses_in("\n\n".join(texts)) if texts else ()
    named = {i for text in (*texts, said) for i in _named(text)}
    named |= {m.reference.license for m in partial}
    limits = restricted_by((*ids, *named))
    if any(c.restricts for c in clauses):
        limits = True
    if limits is False and (others or unnamed_in(said)):
        limits = None  # nobody knows all that the rest says
    shown = (*beside, *(_difference(page, one) for one in others))
    return Identification(
        Verdict.CONTAINS, ids, "", shown[:_SHOWN], _clauses(page, ids, clauses), limits
    )


def _clauses(page: Page, ids: Sequence[str], found: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """The clauses of all that is not open."""
    return found if restricted_by(ids) is False else clauses_in(page.words.text)


def _named(text: str) -> frozenset[str]:
    """The licences the lines of a text name."""
    lines = [line for line in text.splitlines()[:_LINES] if line.strip() and len(line) <= _LINE]
    return frozenset().union(*(named_in(line) for line in lines))


def _text(page: Page, one: Stretch) -> str:
    return page.words.text[page.words.starts[one.own] : page.words.ends[one.last - 1]]


def _difference(page: Page, one: Stretch) -> Difference:
    line = page.words.text.count("\n", 0, page.words.starts[one.own]) + 1
    return Difference(_text(page, one), (), 0, line, matters=True)


def restricted_by(ids: Sequence[str]) -> bool | None:
    """Whether any of the licences is known not to be open; None where one is not known."""
    answers = {known.open if (known := licenses.find(i)) else None for i in ids}
    if False in answers:
        return True
    return None if None in answers else False
