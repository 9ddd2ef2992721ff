"""The README shows how to get a first result.

A few lines to copy are how most people meet a release. A section that only describes it, or holds
a placeholder, leaves each of them to find out alone.

## How to fix

Add a section "Quick start" with the commands or the code that give a first result within five
minutes.
"""

from collections.abc import Iterator

from weighbridge.facts.papers import Papers
from weighbridge.facts.provenance import Evidence
from weighbridge.findings import Finding, Severity, check, failed, passed, unknown

_REMEDY = "Add a quick start to the README: lines to copy that give a first result."


@check(severity=Severity.LOW, since="0.1")
def readme_has_a_quick_start(papers: Papers) -> Iterator[Finding]:
    """Judge every README by its sections on starting."""
    whole = [one for one in papers.parts if (one.paper, one.part) == ("readme", "whole")]
    starts = [one for one in papers.parts if (one.paper, one.part) == ("readme", "quick-start")]
    for readme in whole:
        own = [one for one in starts if _place(one.at) == _place(readme.at)]
        good = [one for one in own if "code" in one.signs]
        path = readme.at.path
        if good:
            yield passed(f"{path} shows lines to copy for a first result.", good[0].at)
        elif own:
            message = f"{path} has a section on starting, and no line to copy in it."
            yield failed(message, own[0].at, remedy=_REMEDY)
        else:
            message = f"{path} has no section that shows how to start."
            yield failed(message, readme.at, remedy=_REMEDY)
    if not whole:
        yield unknown("No README was found at the top of the release.", remedy=_REMEDY)


def _place(at: Evidence) -> tuple[str, str]:
    return at.part, at.path
