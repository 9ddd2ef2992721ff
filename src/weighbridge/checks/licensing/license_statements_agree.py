"""All licence statements about a component say the same.

A card that says one licence and a package that says another leave the reader to guess, and a court
to decide. Statements about one component or path may differ from those about the whole release,
since they are there to do so; statements that speak of the same thing may not.

## How to fix

Decide which licence holds, and state it alike in the card, `weighbridge.toml`, the package
metadata, `CITATION.cff` and the licence file.
"""

from collections.abc import Iterator

from weighbridge.catalogs import components
from weighbridge.facts.components import Components
from weighbridge.facts.licensing import LicenseClaim, Licensing
from weighbridge.findings import Finding, Severity, check, failed, not_applicable, passed

_REMEDY = "State the same licence in every place that states one."


@check(severity=Severity.MEDIUM, since="0.1", over=components.every)
def license_statements_agree(
    component: components.Component, seen: Components, licensing: Licensing
) -> Iterator[Finding]:
    """Judge one component: each file of it by the statements that speak of that file."""
    compared: dict[tuple[LicenseClaim, ...], None] = {}
    for sighting in seen.strongest(component.id):
        statements = licensing.statements(sighting, component.type)
        if len(statements) > 1:
            compared[statements] = None
    for statements in compared:
        yield _judge(component.title, statements)
    if not compared:
        yield not_applicable(f"{component.title}: fewer than two statements speak of it.")


def _judge(title: str, statements: tuple[LicenseClaim, ...]) -> Finding:
    first_of: dict[str, LicenseClaim] = {}
    for claim in statements:
        first_of.setdefault(claim.expression, claim)
    at = tuple(claim.at for claim in first_of.values())[:5]
    if len(first_of) > 1:
        told = ", ".join(f"{c.expression or c.raw} ({c.at.place})" for c in first_of.values())
        return failed(f"{title}: the statements differ: {told}.", *at, remedy=_REMEDY)
    (expression,) = first_of
    return passed(f"{title}: {len(statements)} statements agree on {expression}.", *at)
