"""The README opens by saying what the release is.

Whoever lands on a README decides in a few seconds whether to read on. A title alone, a row of
badges or a placeholder before the first section tells them nothing.

## How to fix

Write two or three sentences under the title: what the release does, and for whom.
"""

from collections.abc import Iterator

from weighbridge.facts.papers import Papers
from weighbridge.findings import Finding, Severity, check, failed, passed, unknown

_FEWEST = 8
"""Words that say anything."""
_REMEDY = "Say in two or three sentences under the README's title what the release does, for whom."


@check(severity=Severity.LOW, since="0.1")
def readme_opens_with_a_summary(papers: Papers) -> Iterator[Finding]:
    """Judge what stands before the second heading of each README."""
    found = [one for one in papers.parts if (one.paper, one.part) == ("readme", "summary")]
    for one in found:
        place = one.at.path
        if "placeholder" in one.signs:
            message = f"{place} opens with a placeholder where a summary should stand."
            yield failed(message, one.at, remedy=_REMEDY)
        elif one.words >= _FEWEST:
            yield passed(f"{place} opens with {one.words:,} words before its sections.", one.at)
        else:
            message = f"{place} opens with no summary: {one.words} words before its sections."
            yield failed(message, one.at, remedy=_REMEDY)
    if not found:
        yield unknown("No README was found at the top of the release.", remedy=_REMEDY)
