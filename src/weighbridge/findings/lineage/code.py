"""Whether the licences of the code a release asks for and holds go together with its own."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from weighbridge.catalogs import components, licenses
from weighbridge.catalogs.licenses import combining, expressions, terms
from weighbridge.catalogs.licenses.combining import Combined
from weighbridge.facts.components import Components, Presence
from weighbridge.facts.licensing import LicenseClaim, Licensing, Reach
from weighbridge.facts.lineage import AncestorKind, Lineage
from weighbridge.facts.provenance import Evidence
from weighbridge.findings.lineage import answers, parents
from weighbridge.findings.lineage.answers import Answer, conflict, contested, fine, undecided
from weighbridge.findings.lineage.parents import UNLICENSED, Parent

KINDS = (AncestorKind.CODE_DEPENDENCY, AncestorKind.EMBEDDED_CODE)
MOST = 500
"""Pieces of code that are judged; longer lists are lock files of whole applications."""
_WHY = {
    Combined.DEPENDS: "by the OSADL matrix, {one} in code under {whole} depends on how they join",
    Combined.UNLISTED: "the OSADL matrix does not list {one} in code under {whole}",
    Combined.NO_MATRIX: (
        "whether {one} may be in code under {whole} takes the OSADL matrix, which is not installed "
        "(run `pip install 'weighbridge[osadl]'`)"
    ),
}
"""Why a pair of licences is not decided."""
_UNREADABLE = "what is stated as a licence is no expression that can be read"


@dataclass(frozen=True, slots=True)
class OwnCode:
    """The code of the release itself.

    Attributes:
        claims: the statements that decide about it as a whole.
    """

    claims: tuple[LicenseClaim, ...]
    lineage: Lineage

    @property
    def license(self) -> str:
        """The expression it is under; empty when none is stated."""
        return expressions.together(claim.expression for claim in self.claims)

    @property
    def at(self) -> tuple[Evidence, ...]:
        """Where its licence is stated."""
        return tuple(claim.at for claim in self.claims[:2])


def own_code(seen: Components, licensing: Licensing, lineage: Lineage) -> OwnCode:
    """The code of a release; what single files say of themselves counts where nothing else does."""
    kinds = [one.id for one in components.every() if one.type == "code"]
    there = [s for kind in kinds for s in seen.of(kind) if s.presence is Presence.PRESENT]
    deciding = [c for c in licensing.covering(there, "code") if c.expression]
    of_all = [c for c in licensing.claims if "code" in c.types and not c.components]
    chosen = _wide(deciding)
    if all(_is_family(claim.expression) for claim in chosen):
        chosen = _wide([*deciding, *of_all]) or deciding
    return OwnCode(tuple(dict.fromkeys(chosen)), lineage)


def _wide(claims: Iterable[LicenseClaim]) -> list[LicenseClaim]:
    """The statements that speak of more than some files or a folder."""
    whole = [c for c in claims if c.expression and not c.patterns and c.reach is not Reach.FILE]
    return [c for c in whole if not _is_family(c.expression)] or whole


def _is_family(expression: str) -> bool:
    """Whether it only says "Apache" or "BSD": what names one of them says more."""
    known = licenses.find(expression)
    return known is not None and known.kind == "family"


def judge(own: OwnCode) -> Iterator[Answer]:
    """An answer for all code of one licence, since it is the same for each of them."""
    found: dict[tuple[object, ...], list[Answer]] = {}
    for one in every(own):
        found.setdefault((one.standing, one.why, one.decision), []).append(one)
    for alike in found.values():
        about = tuple(each for one in alike for each in one.parents)
        first = alike[0]
        yield Answer(first.standing, about, first.why, first.decision)


def every(own: OwnCode) -> Iterator[Answer]:
    """An answer for each piece of code, as decisions on record settle it."""
    for parent in parents.of(own.lineage, KINDS, (), most=MOST):
        kind, _, _ = answers.subject(parent).partition(":")
        yield _answer(parent, own).settled(own.lineage.decided(kind, parent.name))


def _answer(parent: Parent, own: OwnCode) -> Answer:
    if not parent.license:
        return undecided(parent, UNLICENSED)
    if not own.license:
        return undecided(parent, "no licence is stated for the code of this release")
    copied = parent.ancestor.kind is AncestorKind.EMBEDDED_CODE
    if copied and _sells_what_may_not_be_sold(parent.license, own.license):
        theirs, ours = (_quoted(one, "commercial") for one in (parent.license, own.license))
        return conflict(parent, f"{theirs} forbids the commerce that {ours} allows")
    missing: list[str] = []
    match _goes_into(parent.license, own.license, missing, copied=copied):
        case True:
            return fine(parent, f"{parent.license} goes together with {own.license}")
        case None:
            return undecided(parent, missing[0] if missing else _UNREADABLE)
    return _barred(parent, own, copied=copied)


def _barred(parent: Parent, own: OwnCode, *, copied: bool) -> Answer:
    """Code that may not become part of the release's: what it means if only asked for."""
    theirs, ours = _quoted(parent.license), _quoted(own.license)
    by = "by the OSADL matrix"
    if copied:
        return conflict(parent, f"{theirs} may not become part of code under {ours}, {by}")
    if _goes_into(own.license, parent.license, [], copied=True):
        why = f"whether code that asks for {theirs} may be under {ours} is contested"
        return contested(parent, f"{why}; {by}, both together may only be under the former")
    return conflict(parent, f"{theirs} and {ours} may not become one work either way, {by}")


def _goes_into(inbound: str, outbound: str, missing: list[str], *, copied: bool) -> bool | None:
    """Ask for every licence of both sides; what stands in the way of an answer is noted."""

    def pair(one: str, whole: str) -> bool | None:
        if combining.spares(one, copied=copied):
            return True
        match combining.into(one, whole):
            case Combined.YES:
                return True
            case Combined.NO:
                return False
            case other:
                missing.append(_WHY[other].format(one=one, whole=whole))
                return None

    return expressions.holds(
        outbound, lambda whole: expressions.holds(inbound, lambda one: pair(one, whole))
    )


def _sells_what_may_not_be_sold(inbound: str, outbound: str) -> bool:
    """Whether the terms of a copy forbid commerce, and those of the whole allow it."""
    forbidden = expressions.holds(inbound, lambda one: terms.of(one).commercial != "no") is False
    return forbidden and bool(
        expressions.holds(outbound, lambda one: terms.of(one).commercial == "yes")
    )


def _quoted(expression: str, *asked: str) -> str:
    """An expression, with the first words of its licences for some terms: else what it asks of a
    whole.
    """
    said = (terms.of(one).grounded for one in expressions.ids(expression))
    wanted = asked or ("share-alike", "relicensing")
    words = next((grounded[term] for grounded in said for term in wanted if term in grounded), "")
    return f"{expression} (“{words}”)" if words else f"{expression} (text not read)"
