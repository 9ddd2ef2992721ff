"""The component has exactly one licence, stated so that it covers all of it.

A release is a bundle of code, parameters, data and documents, each under terms of its own. Only a
map from every component to one licence, with nothing left over and nothing named twice, tells a
reader what may be done with what. A choice ("MIT OR Apache-2.0") and licences that hold together
count as one expression. Files whose own header says something else are part of the map.

Source: Model Openness Framework 1.0, "Licensing"; REUSE specification 3.3, "Covered files".

## How to fix

State one expression for each component in `weighbridge.toml` under `[[licenses]]`, with `types`,
`components` or `paths`, or annotate the files in `REUSE.toml`.
"""

from collections.abc import Iterator
from itertools import combinations

from weighbridge.catalogs import components
from weighbridge.facts.components import Components
from weighbridge.facts.licensing import LicenseClaim, Licensing, Reach
from weighbridge.findings import Finding, Severity, check, failed, not_applicable, passed, unknown
from weighbridge.findings.licensing_words import agree

_REMEDY = "State one licence expression for the component in weighbridge.toml or REUSE.toml."
_SHOWN = 5


@check(severity=Severity.LOW, since="0.1", over=components.every)
def component_has_one_license(
    component: components.Component, seen: Components, licensing: Licensing
) -> Iterator[Finding]:
    """Judge one component by the statements that decide about it."""
    title, sightings = component.title, seen.strongest(component.id)
    if not sightings:
        absent = unknown if any(seen.hiding(component.topic)) else not_applicable
        yield absent(f"{title}: nothing was found to license.", remedy=component.advice)
        return
    bare = licensing.uncovered(sightings, component.type)
    if bare:
        at = tuple(sighting.at for sighting in bare[:_SHOWN])
        message = f"{title}: no licence covers {bare[0].at.place}"
        more = f" and {len(bare) - 1} more" if len(bare) > 1 else ""
        yield failed(f"{message}{more}.", *at, remedy=_REMEDY)
    claims = licensing.covering(sightings, component.type)
    if claims:
        yield _mapped(title, claims)


def _mapped(title: str, claims: tuple[LicenseClaim, ...]) -> Finding:
    """One expression for the component; headers say it for their own files."""
    wide = [claim for claim in claims if claim.reach is not Reach.FILE] or list(claims)
    first_of: dict[str, LicenseClaim] = {}
    for claim in wide:
        first_of.setdefault(claim.expression, claim)
    at = tuple(claim.at for claim in first_of.values())[:_SHOWN]
    told = "; ".join(
        f"{claim.expression or 'nothing is licensed'} ({claim.at.place})"
        for claim in list(first_of.values())[:_SHOWN]
    )
    each = tuple(first_of.values())
    if not all(agree(*pair, each) for pair in combinations(each, 2)):
        return failed(f"{title}: several licences are stated: {told}.", *at, remedy=_REMEDY)
    if not next(iter(first_of)):
        return failed(f"{title}: {told}.", *at, remedy=_REMEDY)
    return passed(f"{title}: {told}.", *at)
