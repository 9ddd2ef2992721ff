"""Licence statements that do not say what they are for: what lies beside them decides.

A licence file in a repository of code is about the code, and people stretch it over what else lies
there; beside a card, or where there is no code at all, it is about everything. What the manifest
states for a kind of component stands: no such statement speaks of that kind beside it.
"""

from collections.abc import Iterator

from weighbridge.facts.card import Cards
from weighbridge.facts.code import Code
from weighbridge.facts.licensing import LicenseClaim, LicenseNotice, Licensing, Reach
from weighbridge.readers.license_scope import reach_of
from weighbridge.readers.port import derives

TYPES = frozenset({"code", "data", "document"})
_CODE = frozenset({"code"})


@derives(gives=(LicenseClaim,), topic="licensing")
def derive(licensing: Licensing, cards: Cards, code: Code) -> Iterator[LicenseClaim]:
    """Turn each into a statement about code, or about everything."""
    carded = {
        (card.at.part, card.at.path.rpartition("/")[0])
        for card in cards.cards
        if card.has_front_matter
    }
    for notice in licensing.notices:
        of_code = _is_of_code(notice, carded, code)
        types = (_CODE if of_code else TYPES) - _stated(notice, licensing)
        if not types:
            continue
        reach, patterns = reach_of(notice.folder)
        yield LicenseClaim(
            expression=notice.expression,
            raw=notice.raw,
            source=notice.source,
            part=notice.at.part,
            at=notice.at,
            reach=reach,
            patterns=patterns,
            types=frozenset() if types == TYPES else types,
            stretches=of_code,
        )


def _stated(notice: LicenseNotice, licensing: Licensing) -> frozenset[str]:
    """The component types that the manifest states a licence for, as a whole."""
    stated: frozenset[str] = frozenset()
    for claim in licensing.claims:
        if claim.source != "manifest" or claim.patterns or claim.components:
            continue
        if claim.reach is Reach.RELEASE or claim.part == notice.at.part:
            stated |= claim.types or TYPES
    return stated


def _is_of_code(notice: LicenseNotice, carded: set[tuple[str, str]], code: Code) -> bool:
    if notice.role:
        return notice.role == "code"
    if (notice.at.part, notice.folder) in carded:
        return False
    inside = f"{notice.folder}/" if notice.folder else ""
    return any(
        file.at.part == notice.at.part and file.at.path.startswith(inside) for file in code.files
    )
