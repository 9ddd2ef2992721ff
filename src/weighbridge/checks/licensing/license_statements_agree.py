"""All licence statements about a component say the same.

A card that says one licence and a package that says another leave the reader to guess, and a court
to decide. Compared are the card's tag and prose, licence texts, package metadata, headers, the
manifest, REUSE annotations, `CITATION.cff`, Croissant metadata and bills of materials. Statements
about one component or path may differ from those about the whole release, since they are there to
do so; statements that speak of the same thing may not. Headers that all say one thing in most
files are compared with what is said of the whole. Where fewer than two statements speak of a
component there is nothing to compare, and the answer is `unknown`.

Source: SPDX specification 2.3, 7.13 and 7.15 (concluded and declared licence) for the places.

## How to fix

Decide which licence holds, and state it alike in the card, `weighbridge.toml`, the package
metadata, `CITATION.cff` and the licence file.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from weighbridge.catalogs import components
from weighbridge.facts.components import Components, Sighting
from weighbridge.facts.licensing import LicenseClaim, Licensing
from weighbridge.findings import Finding, Severity, check, failed, not_applicable, passed, unknown
from weighbridge.findings.licensing_words import agree, told

_REMEDY = "State the same licence in every place that states one."
_MANY = 3
"""Headers that say something of the whole, when most files have them."""
_SHOWN = 5


@check(severity=Severity.MEDIUM, since="0.1", over=components.every)
def license_statements_agree(
    component: components.Component, seen: Components, licensing: Licensing
) -> Iterator[Finding]:
    """Judge one component: each file of it by the statements that speak of that file."""
    sightings = seen.strongest(component.id)
    compared: dict[tuple[LicenseClaim, ...], None] = {}
    for sighting in sightings:
        statements = licensing.statements(sighting, component.type)
        if len(statements) > 1:
            compared[statements] = None
    headed = _headed(component, sightings, licensing)
    if headed:
        compared[headed] = None
    for statements in compared:
        yield _judge(component.title, statements)
    if not compared and sightings:
        at = (sighting.at for sighting in sightings[:_SHOWN])
        message = f"{component.title}: fewer than two statements speak of it."
        yield unknown(message, *at, remedy="State its licence where readers and tools look.")
    elif not compared:
        yield not_applicable(f"{component.title}: nothing was found to license.")


def _headed(
    component: components.Component, sightings: Sequence[Sighting], licensing: Licensing
) -> tuple[LicenseClaim, ...]:
    """What most files say of themselves, one of them for all, and what is said of the whole."""
    if len(sightings) < _MANY:
        return ()
    said = [licensing.statements(one, component.type) for one in sightings]
    heads = [claims[0] for claims in said if claims and claims[0].source == "header"]
    alike = len({claim.expression for claim in heads}) == 1
    if len(heads) < _MANY or 2 * len(heads) <= len(sightings) or not alike:
        return ()
    wide = licensing.wide(sightings[0], component.type)
    return (heads[0], *wide) if wide else ()


def _judge(title: str, statements: tuple[LicenseClaim, ...]) -> Finding:
    first_of: dict[str, LicenseClaim] = {}
    for claim in statements:
        first_of.setdefault(claim.expression, claim)
    each = tuple(first_of.values())
    answers = {pair: agree(*pair, each) for pair in combinations(each, 2)}
    at = tuple(claim.at for claim in each)[:_SHOWN]
    sides = "; ".join(told(claim) for claim in each[:_SHOWN])
    if False in answers.values():
        return failed(f"{title}: the statements differ: {sides}.", *at, remedy=_REMEDY)
    if None in answers.values():
        message = f"{title}: whether the statements agree cannot be told: {sides}."
        return unknown(message, *at, remedy="State the exact licence by its SPDX id everywhere.")
    stated = " and ".join(claim.expression or claim.raw for claim in each)
    return passed(f"{title}: {len(statements)} statements agree on {stated}.", *at)
