"""The text of every stated licence lies in the release.

Nearly every open licence asks for its text to be passed on, and a tag is no grant: without the text
nobody can check what was granted. A text counts for the licence its name or first lines state; one
that states none counts for the licences of its own part.

Source: REUSE specification 3.3, "Licenses".

## How to fix

Put the full text of each licence into `LICENSES/`, named by its SPDX id: `LICENSES/CC-BY-4.0.txt`.
"""

from collections.abc import Iterator

from weighbridge.catalogs.licenses import expressions
from weighbridge.facts.licensing import LicenseClaim, Licensing
from weighbridge.findings import Finding, Severity, check, failed, passed, unknown

_REMEDY = "Put the full text of every stated licence into LICENSES/."


@check(severity=Severity.MEDIUM, since="0.1")
def license_texts_are_included(licensing: Licensing) -> Iterator[Finding]:
    """Judge each licence that is stated, once for each part."""
    stated: dict[tuple[str, str], LicenseClaim] = {}
    for claim in licensing.claims:
        for license_id in expressions.ids(claim.expression):
            stated.setdefault((claim.part, license_id), claim)
    for (_, license_id), claim in stated.items():
        text = licensing.text_of(claim, license_id)
        if text is not None:
            yield passed(f"{license_id}: its text is {text.at.place}.", text.at)
        else:
            absent = unknown if licensing.gaps else failed
            yield absent(
                f"{license_id} is stated in {claim.at.place}, but its text was not found.",
                claim.at,
                remedy=_REMEDY,
            )
    if not stated:
        yield unknown("No licence is stated.", remedy=_REMEDY)
