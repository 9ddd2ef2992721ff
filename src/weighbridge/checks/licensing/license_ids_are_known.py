"""Every licence that is stated is one that a machine can look up.

An id that neither the SPDX list nor the catalogue has tells a tool nothing: it cannot say whether
the terms are open. `LicenseRef-…` ids of a publisher's own are valid SPDX, and still unknown.

Source: SPDX specification 3.0.1, annex B.

## How to fix

State the SPDX id of the licence, for instance `Apache-2.0` or `CC-BY-4.0`. For terms of your own,
consider a licence that readers already know.
"""

from collections.abc import Iterator

from weighbridge.catalogs import licenses
from weighbridge.catalogs.licenses import expressions
from weighbridge.facts.licensing import LicenseClaim, Licensing
from weighbridge.findings import Finding, Severity, check, failed, passed, unknown

_REMEDY = "State licences by their SPDX ids."


@check(severity=Severity.LOW, since="0.1")
def license_ids_are_known(licensing: Licensing) -> Iterator[Finding]:
    """Judge each licence that is stated, once."""
    stated: dict[str, list[LicenseClaim]] = {}
    for claim in licensing.claims:
        for license_id in expressions.ids(claim.expression):
            stated.setdefault(license_id, []).append(claim)
    for license_id, claims in stated.items():
        at = tuple(claim.at for claim in claims[:5])
        known = licenses.find(license_id)
        if known is None:
            words = claims[0].raw
            yield failed(
                f"{words!r} is neither on the SPDX list nor in the catalogue.", *at, remedy=_REMEDY
            )
        else:
            yield passed(f"{known.id} is known: {known.name}.", *at)
    if not stated:
        yield unknown("No licence is stated.", remedy=_REMEDY)
