"""From what explains a text to what it is; no id is asserted while anything speaks against it."""

from collections.abc import Sequence
from dataclasses import replace

from weighbridge.readers.license_texts.clauses import Clause, clauses_in
from weighbridge.readers.license_texts.compounds import compound, restricted_by
from weighbridge.readers.license_texts.explaining import explain
from weighbridge.readers.license_texts.identification import Identification, Verdict
from weighbridge.readers.license_texts.introductions import introduces
from weighbridge.readers.license_texts.notices import noticed, points_elsewhere, unnamed_in
from weighbridge.readers.license_texts.page import Page, page_of
from weighbridge.readers.license_texts.plain_words import is_plain
from weighbridge.readers.license_texts.residue import Difference, Match, unexplained
from weighbridge.readers.license_texts.surroundings import around
from weighbridge.readers.license_texts.titles import titled
from weighbridge.readers.license_texts.vocabulary import vocabulary

_SAME = 0.5
"""Part of a text that its nearest licence must explain to be what it was made from."""
_TRUNCATED = 0.03
"""Part of a licence whose lack makes a copy truncated rather than altered."""
_FRAGMENT = 250
"""Words of a part of a licence that may stand beside a whole one."""
_SHOWN = 20
_LONG = 8000
"""Characters of a licence per kind of phrase that licences have; other documents have more."""
_NOTICE = 250
"""Words of a text that may be a mere notice."""


def identify(text: str) -> Identification:
    """Say what a text is."""
    page = page_of(text)
    matches = explain(page)
    if not matches:
        return _alone(page)
    residue = [around(page, *stretch, matches) for stretch in unexplained(page, matches)]
    outside = [d for d in residue if d is not None]
    whole = [m for m in matches if m.complete]
    partial = [m for m in matches if not m.complete and not _is_fragment(page, m)]
    found = compound(page, whole, partial) if whole else None
    if found is not None:
        return found
    if whole and not partial:
        return _whole(page, whole, outside)
    return _altered(page, matches, outside)


def _is_fragment(page: Page, match: Match) -> bool:
    """Whether a part of a licence, word for word, adds nothing to the whole one beside it.

    For instance the disclaimer of a BSD licence, put under the text of another.
    """
    part = page.words.quote(match.first, match.last)
    verbatim = not match.altered and match.covered <= _FRAGMENT
    return verbatim and not any(c.restricts for c in clauses_in(part))


def _whole(page: Page, matches: Sequence[Match], outside: Sequence[Difference]) -> Identification:
    """Whole licences, and perhaps words around them."""
    ids = tuple(dict.fromkeys(m.reference.license for m in matches))
    strange = [d for d in outside if d.matters and not introduces(d.added, ids)]
    rest = "\n\n".join(d.added for d in strange)
    clauses = clauses_in(rest) if rest else ()
    limits = any(c.restricts for c in clauses)
    between = tuple(d for m in matches for d in m.differences)
    if limits or (strange and len(ids) == 1):
        return _variant(matches, (*between, *outside), clauses)
    if len(ids) > 1:
        found = _asserted(Verdict.CONTAINS, ids, page, (*between, *outside))
        known = found.restricted or all(is_plain(d.added) for d in strange)
        return found if known else replace(found, restricted=None)
    plain = not between and not outside
    return _asserted(Verdict.EXACT if plain else Verdict.NEAR, ids, page, (*between, *outside))


def _asserted(
    verdict: Verdict, ids: tuple[str, ...], page: Page, differences: Sequence[Difference]
) -> Identification:
    restricted = restricted_by(ids)
    clauses = () if restricted is False else clauses_in(page.words.text)
    if restricted is None and any(c.restricts for c in clauses):
        restricted = True
    nearest = ids[0] if len(ids) == 1 else ""
    return Identification(verdict, ids, nearest, tuple(differences[:_SHOWN]), clauses, restricted)


def _altered(page: Page, matches: Sequence[Match], outside: Sequence[Difference]) -> Identification:
    """Licences of which at least one is not whole."""
    main = max(matches, key=lambda m: m.worth)
    differences = (*(d for m in matches for d in m.altered), *outside)
    explained = sum(m.covered for m in matches)
    title = titled(page.words.text)
    if title and title not in {m.reference.license for m in matches} and not main.complete:
        return _unknown(page, title, ())
    if explained < _SAME * len(page.words.words):
        return _alone(page, main.reference.license)
    lacks = main.head + main.tail
    whole = main.reference.layout.needed
    if len(matches) == 1 and not main.altered and lacks >= _TRUNCATED * whole:
        clauses = _clauses_outside(page, outside, main)
        limits = any(c.restricts for c in clauses) or restricted_by((main.reference.license,))
        return Identification(
            Verdict.TRUNCATED,
            (),
            main.reference.license,
            (*outside, _lacking(page, main))[:_SHOWN],
            clauses,
            limits or None,
        )
    return _variant(matches, differences, _clauses_outside(page, differences, main))


def _lacking(page: Page, match: Match) -> Difference:
    place = page.words.ends[match.last - 1] if match.tail else page.words.starts[match.first]
    line = page.words.text.count("\n", 0, place) + 1
    return Difference("", (), match.head + match.tail, line, True)


def _clauses_outside(
    page: Page, differences: Sequence[Difference], main: Match
) -> tuple[Clause, ...]:
    """Clauses of what differs; of the whole text where the licence is not open itself."""
    if restricted_by((main.reference.license,)) is not False:
        return clauses_in(page.words.text)
    added = [_paragraph(page, d) for d in differences if d.matters and d.added]
    return clauses_in("\n\n".join(dict.fromkeys(added)))


def _paragraph(page: Page, difference: Difference) -> str:
    """What was added, with the sentence it was added to."""
    text = page.words.text
    start = text.find(difference.added.split()[0], _offset(text, difference.line))
    if start < 0:
        return difference.added
    end = start + len(difference.added)
    before = max(text.rfind(mark, 0, start) for mark in (". ", ".\n", "\n\n", "; "))
    after = min(
        (at for mark in (".", "\n\n", ";") if (at := text.find(mark, end)) >= 0), default=end
    )
    return text[max(before + 1, start - 600) : min(after + 1, end + 600)]


def _offset(text: str, line: int) -> int:
    place = 0
    for _ in range(line - 1):
        place = text.find("\n", place) + 1
    return place


def _variant(
    matches: Sequence[Match],
    differences: Sequence[Difference],
    clauses: tuple[Clause, ...],
) -> Identification:
    main = max(matches, key=lambda m: m.worth)
    nearest = main.reference.license
    limits = any(c.restricts for c in clauses) or bool(restricted_by((nearest,)))
    shown = sorted(differences, key=lambda d: not d.matters)[:_SHOWN]
    return Identification(Verdict.VARIANT, (), nearest, tuple(shown), clauses, limits or None)


def _alone(page: Page, nearest: str = "") -> Identification:
    """A text that no reference explains."""
    text, known = page.words.text, vocabulary()
    title = titled(text) or nearest
    cues = sum(bool(cue.search(text)) for cue in known.cues)
    clauses = clauses_in(text)
    limits = any(c.restricts for c in clauses)
    named = noticed(page)
    if named and len(page.words.words) <= _NOTICE and not limits and not unnamed_in(text):
        return Identification(
            Verdict.REFERENCE,
            named,
            named[0] if len(named) == 1 else "",
            (),
            (),
            restricted_by(named),
        )
    if cues >= known.enough and len(text) < _LONG * cues:
        return _unknown(page, title, clauses)
    if named or (cues and titled(text)) or points_elsewhere(page):
        return Identification(Verdict.REFERENCE, (), title, (), clauses, True if limits else None)
    return Identification(Verdict.NOT_A_LICENSE)


def _unknown(page: Page, nearest: str, clauses: tuple[Clause, ...]) -> Identification:
    clauses = clauses or clauses_in(page.words.text)
    limits = any(c.restricts for c in clauses)
    return Identification(Verdict.UNKNOWN, (), nearest, (), clauses, True if limits else None)
