"""The terms of the component grant the freedom to everybody, for any purpose.

The four freedoms are asked of every component on its own, so that a release whose code is free and
whose weights are not shows as exactly that. A component that is not there grants nothing, and the
check does not apply to it.

Source: Open Source AI Definition 1.0, "What is Open Source AI".

## How to fix

State a licence for the component that does not limit the freedom, with its full text in
`LICENSES/`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from weighbridge import catalogs
from weighbridge.catalogs import components, licenses
from weighbridge.catalogs.licenses import expressions
from weighbridge.facts.components import Components
from weighbridge.facts.licensing import LicenseClaim, Licensing
from weighbridge.findings import (
    Finding,
    Persona,
    Severity,
    check,
    failed,
    not_applicable,
    passed,
    unknown,
)

_REMEDY = "State an open licence for every component, with its full text in LICENSES/."


@dataclass(frozen=True, slots=True)
class Grant:
    """A freedom over a component; the id reads `model-card:use`."""

    component: components.Component
    freedom: str

    @property
    def id(self) -> str:
        """The part of the check's id between brackets."""
        return f"{self.component.id}:{self.freedom}"


def _grants() -> tuple[Grant, ...]:
    vocabulary = catalogs.entry("vocabularies", "freedoms")
    freedoms = [key for key, value in vocabulary.items() if isinstance(value, dict)]
    return tuple(Grant(*pair) for pair in product(components.every(), freedoms))


@check(severity=Severity.INFO, since="0.1", over=_grants, persona=Persona.AUDITOR)
def component_grants_freedom(
    grant: Grant, seen: Components, licensing: Licensing
) -> Iterator[Finding]:
    """Judge one freedom over one component."""
    title = grant.component.title
    sightings = seen.strongest(grant.component.id)
    if not sightings:
        yield not_applicable(f"{title}: nothing was found to {grant.freedom}.")
        return
    for sighting in licensing.uncovered(sightings, grant.component.type)[:1]:
        yield unknown(f"{title}: no licence is stated for it.", sighting.at, remedy=_REMEDY)
    for claim in licensing.covering(sightings, grant.component.type):
        yield _judge(grant, claim)


def _judge(grant: Grant, claim: LicenseClaim) -> Finding:
    title, stated = grant.component.title, claim.expression or claim.raw
    match expressions.holds(claim.expression, lambda one: licenses.grants(one, grant.freedom)):
        case True:
            return passed(f"{title}: {stated} grants it.", claim.at)
        case False:
            limits = "; ".join(_limits(grant, claim.expression)) or "nothing is licensed"
            return failed(f"{title}: limited by {stated} ({limits}).", claim.at, remedy=_REMEDY)
        case None:
            return unknown(f"{title}: what {stated} grants is not known.", claim.at)


def _limits(grant: Grant, expression: str) -> Iterator[str]:
    for license_id in expressions.ids(expression):
        known = licenses.find(license_id)
        if known is not None and grant.freedom in known.limits:
            yield from known.restrictions
