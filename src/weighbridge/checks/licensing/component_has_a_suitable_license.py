"""The component is under a licence made for its kind: code, data or documents.

A licence for code says nothing of database rights, and one for documents nothing of patents. The
framework therefore recommends an OSI-approved licence for code, an open data licence for
parameters, datasets and metadata, and a content licence such as CC-BY-4.0 for documents; OpenMDW
is made for all of them. It is a recommendation: an open licence of another kind is still open.

Source: Model Openness Framework 1.0, "Licensing".

## How to fix

State a licence made for the kind of component, in `weighbridge.toml` under `[[licenses]]`, with
`types` or `components`, and put its text into `LICENSES/`.
"""

from collections.abc import Iterator

from weighbridge.catalogs import components, licenses
from weighbridge.catalogs.licenses import expressions
from weighbridge.facts.components import Components
from weighbridge.facts.licensing import LicenseClaim, Licensing
from weighbridge.findings import Finding, Severity, check, failed, passed, unknown

_REMEDY = "State a licence made for the kind of each component: code, data or documents."
_EXAMPLES = {"code": "Apache-2.0", "data": "CDLA-Permissive-2.0", "document": "CC-BY-4.0"}


@check(severity=Severity.LOW, since="0.1", over=components.every)
def component_has_a_suitable_license(
    component: components.Component, seen: Components, licensing: Licensing
) -> Iterator[Finding]:
    """Judge one component."""
    sightings = seen.strongest(component.id)
    claims = licensing.covering(sightings, component.type)
    for claim in claims:
        yield _judge(component, claim)
    if not claims:
        at = tuple(sighting.at for sighting in sightings[:5])
        yield unknown(f"{component.title}: no licence is stated for it.", *at, remedy=_REMEDY)


def _judge(component: components.Component, claim: LicenseClaim) -> Finding:
    stated = claim.expression or claim.raw
    about = f"{component.title}: {stated}"
    match expressions.holds(claim.expression, lambda i: _suits(i, component.type)):
        case True:
            return passed(f"{about} is made for {_plural(component.type)}.", claim.at)
        case None:
            return unknown(
                f"{about} is not known, nor what it is made for.", claim.at, remedy=_REMEDY
            )
    example = _EXAMPLES[component.type]
    return failed(
        f"{about} is not made for {_plural(component.type)}, as {example} is.",
        claim.at,
        remedy=_REMEDY,
    )


def _plural(kind: str) -> str:
    return "documents" if kind == "document" else kind


def _suits(license_id: str, kind: str) -> bool | None:
    known = licenses.find(license_id)
    if known is None or known.open is None:
        return None
    return kind in known.suits
