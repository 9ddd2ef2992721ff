"""The public functions are shown in use.

A signature says what fits; an example says what it is for. One in a docstring, or lines to copy in
the README, is where most people begin to write code of their own.

## How to fix

Add an example to the docstring of the function that people call first, or a few lines of code to
the README.
"""

from collections.abc import Iterator

from weighbridge.facts.interface import Interface
from weighbridge.facts.papers import Papers
from weighbridge.findings import Finding, Severity, check, failed, not_applicable, passed

_REMEDY = "Show in a docstring or in the README how the main function is called."


@check(severity=Severity.INFO, since="0.1")
def public_functions_show_examples(interface: Interface, papers: Papers) -> Iterator[Finding]:
    """Judge all modules together, with the README's sections on starting."""
    shown = [one for one in interface.modules if one.examples]
    started = [
        one
        for one in papers.parts
        if (one.paper, one.part) == ("readme", "quick-start") and "code" in one.signs
    ]
    if not interface.modules:
        yield not_applicable("There is no module with public functions.")
    elif shown:
        count = sum(one.examples for one in shown)
        noun = "docstring shows" if count == 1 else "docstrings show"
        yield passed(f"{count:,} {noun} an example, the first in {shown[0].at.path}.", shown[0].at)
    elif started:
        yield passed(f"{started[0].at.path} shows how to start.", started[0].at)
    else:
        yield failed(
            "No docstring shows an example, and no README shows how to start.",
            *(one.at for one in interface.modules[:5]),
            remedy=_REMEDY,
        )
