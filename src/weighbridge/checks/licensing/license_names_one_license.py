"""Every licence statement names one licence, not a family of them.

`cc`, `bsd`, `gpl` or `openrail` stand for whole families whose members differ in what they allow:
`cc` may forbid commercial use or not. Nobody can tell which was meant, so nobody can rely on it.

Source: Hugging Face Hub, "Licenses", whose list offers these ids.

## How to fix

State the exact licence: `CC-BY-4.0` for `cc`, `BSD-3-Clause` for `bsd`, `GPL-3.0-or-later` for
`gpl`; for an OpenRAIL licence its full name and version. Beside `other` state `license_name` and
`license_link`.
"""

from collections.abc import Iterator

from weighbridge.catalogs import licenses
from weighbridge.catalogs.licenses import expressions
from weighbridge.facts.licensing import LicenseClaim, Licensing
from weighbridge.findings import Finding, Severity, check, failed, passed, unknown

_REMEDY = "State the exact licence, with its version, by its SPDX id."


@check(severity=Severity.MEDIUM, since="0.1")
def license_names_one_license(licensing: Licensing) -> Iterator[Finding]:
    """Judge each expression that is stated, once."""
    stated: dict[str, list[LicenseClaim]] = {}
    for claim in licensing.claims:
        if claim.expression:
            stated.setdefault(claim.expression, []).append(claim)
    for expression, claims in stated.items():
        at = tuple(claim.at for claim in claims[:5])
        families = [i for i in expressions.ids(expression) if _is_family(i)]
        if families:
            yield failed(_told(claims[0].raw, families), *at, remedy=_REMEDY)
        else:
            yield passed(f"{expression} names its licences exactly.", *at)
    if not stated:
        yield unknown("No licence is stated.", remedy=_REMEDY)


def _told(raw: str, families: list[str]) -> str:
    if "LicenseRef-Other" in families:
        return f"{raw!r} names no licence: it needs license_name and license_link beside it."
    return f"{raw!r} is a family of licences, not one of them."


def _is_family(license_id: str) -> bool:
    known = licenses.find(license_id)
    return known is not None and known.kind == "family"
