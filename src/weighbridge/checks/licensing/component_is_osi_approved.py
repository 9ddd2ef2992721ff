"""The component is under a licence that the Open Source Initiative has approved.

The Open Source AI Definition asks this of code, and of parameters terms that the Initiative has
approved. Where several licences hold at once, each of them has to be approved; outside the reading
`claims` a statement counts only when the licence's text lies in the release.

Source: Open Source AI Definition 1.0, "Preferred form to make modifications"; SPDX License List,
"OSI Approved?".

## How to fix

State an OSI-approved licence such as Apache-2.0 or MIT for it, in `weighbridge.toml` under
`[[licenses]]`, and put the licence's full text into `LICENSES/`.
"""

from collections.abc import Iterator

from weighbridge.catalogs import components, licenses
from weighbridge.catalogs.licenses import expressions
from weighbridge.facts.components import Components
from weighbridge.facts.licensing import LicenseClaim, Licensing
from weighbridge.facts.provenance import Reading
from weighbridge.findings import Finding, Severity, check, failed, passed, unknown

_REMEDY = "State an OSI-approved licence for code and parameters, with its text in LICENSES/."
_PARAMETERS = frozenset({"model-parameters-final", "model-parameters-intermediate"})


def _asked() -> tuple[components.Component, ...]:
    return tuple(c for c in components.every() if c.type == "code" or c.id in _PARAMETERS)


@check(severity=Severity.MEDIUM, since="0.1", over=_asked)
def component_is_osi_approved(
    component: components.Component, seen: Components, licensing: Licensing
) -> Iterator[Finding]:
    """Judge one component."""
    sightings = seen.strongest(component.id)
    if not sightings:
        absent = unknown if any(seen.hiding(component.topic)) else failed
        yield absent(f"{component.title}: nothing was found to license.", remedy=component.advice)
    for claim in licensing.covering(sightings, component.type):
        yield _judge(component.title, claim, licensing)
    bare = licensing.uncovered(sightings, component.type)
    if bare:
        at = tuple(sighting.at for sighting in bare[:5])
        yield failed(f"{component.title}: no licence is stated for it.", *at, remedy=_REMEDY)


def _judge(title: str, claim: LicenseClaim, licensing: Licensing) -> Finding:
    stated = claim.expression or claim.raw
    match expressions.holds(claim.expression, _is_approved):
        case False:
            return failed(f"{title}: {stated} is not OSI-approved.", claim.at, remedy=_REMEDY)
        case None:
            return unknown(
                f"{title}: whether {stated} is OSI-approved is not known.", claim.at, remedy=_REMEDY
            )
    if licensing.reading is not Reading.CLAIMS and not _is_backed(claim, licensing):
        return unknown(
            f"{title}: {stated} is stated, but no text of it lies in the release.",
            claim.at,
            remedy=_REMEDY,
        )
    return passed(f"{title}: {stated} is OSI-approved.", claim.at)


def _is_backed(claim: LicenseClaim, licensing: Licensing) -> bool:
    backed = expressions.holds(
        claim.expression,
        lambda i: bool(_is_approved(i)) and licensing.text_of(claim, i) is not None,
    )
    return backed is True


def _is_approved(license_id: str) -> bool | None:
    known = licenses.find(license_id)
    return known.osi if known else None
