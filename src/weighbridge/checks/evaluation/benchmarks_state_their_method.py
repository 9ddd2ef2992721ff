"""Benchmarks in the README come with their method and a way to measure again.

A number without the data, prompts, seeds or settings behind it cannot be compared with any other,
and one that nobody can measure again cannot be checked.

## How to fix

Say under the benchmarks on which data and with which settings they were measured, and name the
script or the command that measures them again.
"""

from collections.abc import Iterator

from weighbridge.facts.papers import PaperPart, Papers
from weighbridge.findings import (
    Finding,
    Severity,
    check,
    failed,
    not_applicable,
    passed,
    unknown,
)

_REMEDY = "Say under the benchmarks how they were measured, and which command measures them again."
_FEWEST = 5
"""Words that make a section more than a heading."""


@check(severity=Severity.LOW, since="0.1")
def benchmarks_state_their_method(papers: Papers) -> Iterator[Finding]:
    """Judge each README over all its sections on results."""
    readmes = [one for one in papers.parts if (one.paper, one.part) == ("readme", "whole")]
    told = [one for one in papers.parts if (one.paper, one.part) == ("readme", "benchmarks")]
    for path in dict.fromkeys(one.at.path for one in told):
        own = [one for one in told if one.at.path == path]
        yield _judged(path, own)
    if not readmes:
        yield unknown("No README was found at the top of the release.", remedy=_REMEDY)
    elif not told:
        yield not_applicable("No README has a section on benchmarks.", remedy=_REMEDY)


def _judged(path: str, own: list[PaperPart]) -> Finding:
    signs = {sign for one in own for sign in one.signs}
    if max(one.words for one in own) < _FEWEST:
        message = f"{path} has a heading for benchmarks, and nothing under it."
    elif "method" not in signs:
        message = f"{path} states results, and not how they were measured."
    elif "reproduction" not in signs:
        message = f"{path} says how results were measured, and not how to measure them again."
    else:
        message = f"{path} says how its results were measured, and how to measure them again."
        return passed(message, own[0].at)
    return failed(message, own[0].at, remedy=_REMEDY)
