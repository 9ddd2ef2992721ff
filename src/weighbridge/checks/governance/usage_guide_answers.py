"""The usage guide answers what people who use the release ask.

What is permitted and what is not, what compliant use looks like, which settings are recommended,
what follows a breach, where to report and where to get help: a guide that leaves one of them out
sends its readers to the licence's own words.

## How to fix

Write the section in USAGE.md, in plain words: `weighbridge prepare -d usage-guide` drafts it from
the licences' terms.
"""

from collections.abc import Iterator

from weighbridge.catalogs.vocabularies import paper_parts
from weighbridge.facts.papers import Papers
from weighbridge.findings import Finding, Severity, check, failed, not_applicable, passed

_REMEDY = "Write the sections that USAGE.md lacks."
_FEWEST = 3


@check(severity=Severity.INFO, since="0.1", over=paper_parts.of_usage_guides)
def usage_guide_answers(part: paper_parts.Part, papers: Papers) -> Iterator[Finding]:
    """Judge one part of the usage guide, if there is one."""
    whole = [one for one in papers.parts if (one.paper, one.part) == ("usage", "whole")]
    found = [one for one in papers.parts if (one.paper, one.part) == ("usage", part.id)]
    for guide in whole:
        own = [one for one in found if one.at.path == guide.at.path]
        good = [one for one in own if one.words >= _FEWEST and "placeholder" not in one.signs]
        if good:
            yield passed(f"{part.title}: {guide.at.path} says it.", good[0].at)
        elif own:
            message = f"{part.title}: {guide.at.path} has the heading, and leaves it open."
            yield failed(message, own[0].at, remedy=_REMEDY)
        else:
            message = f"{part.title}: {guide.at.path} has no section on it."
            yield failed(message, guide.at, remedy=_REMEDY)
    if not whole:
        yield not_applicable(f"{part.title}: there is no usage guide; not every release needs one.")
