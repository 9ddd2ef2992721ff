"""The component is under a licence that lets anyone use, study, modify and share it.

Open means: approved by the Open Source Initiative, free in the Free Software Foundation's list,
or conformant with the Open Definition. Every statement that covers the component counts, the most
direct ones first; where several licences hold at once, each of them has to be open. Outside the
reading `claims` a statement counts only when the licence's text lies in the release. A licence
that nobody has classified gives `unknown`.

Source: Model Openness Framework 1.0, "Licensing"; Open Source AI Definition 1.0.

## How to fix

State an open licence that covers the component, in `weighbridge.toml` under `[[licenses]]` or in
an SPDX header, and put the licence's full text into `LICENSES/`.
"""

from collections.abc import Iterator

from weighbridge.catalogs import components, licenses
from weighbridge.catalogs.licenses import expressions
from weighbridge.facts.components import Components
from weighbridge.facts.licensing import LicenseClaim, Licensing
from weighbridge.facts.provenance import Reading
from weighbridge.findings import Finding, Severity, check, failed, passed, unknown

_REMEDY = "State an open licence for every component, with its full text in LICENSES/."


@check(severity=Severity.HIGH, since="0.1", over=components.every)
def component_is_openly_licensed(
    component: components.Component, seen: Components, licensing: Licensing
) -> Iterator[Finding]:
    """Judge one component."""
    sightings = seen.strongest(component.id)
    claims = licensing.covering(sightings, component.type)
    bare = licensing.uncovered(sightings, component.type)
    if not sightings:
        hidden = any(seen.hiding(component.topic))
        absent = unknown if hidden else failed
        yield absent(f"{component.title}: nothing was found to license.", remedy=component.advice)
    for claim in claims:
        yield _judge(component.title, claim, licensing)
    if bare:
        at = tuple(sighting.at for sighting in bare[:5])
        yield failed(f"{component.title}: no licence is stated for it.", *at, remedy=_REMEDY)


def _judge(title: str, claim: LicenseClaim, licensing: Licensing) -> Finding:
    stated = claim.expression or claim.raw
    match expressions.holds(claim.expression, _is_open):
        case False:
            return failed(f"{title}: {stated} is not an open licence.", claim.at, remedy=_REMEDY)
        case None:
            return unknown(
                f"{title}: nothing is known about the licence {stated}.", claim.at, remedy=_REMEDY
            )
    if licensing.reading is not Reading.CLAIMS and not _is_backed(claim, licensing):
        return unknown(
            f"{title}: {stated} is stated, but no text of it lies in the release.",
            claim.at,
            remedy=_REMEDY,
        )
    return passed(f"{title}: {stated} is an open licence.", claim.at)


def _is_backed(claim: LicenseClaim, licensing: Licensing) -> bool:
    """Whether the texts in the release are enough: of an OR, those of one open side."""
    backed = expressions.holds(
        claim.expression, lambda i: bool(_is_open(i)) and licensing.text_of(claim, i) is not None
    )
    return backed is True


def _is_open(license_id: str) -> bool | None:
    known = licenses.find(license_id)
    return known.open if known else None
