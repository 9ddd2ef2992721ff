"""The README says what is needed to run the release: Python, accelerator and memory.

People find out that a model does not fit only after they have downloaded it. The version of
Python, whether an accelerator is needed and how much memory it takes are known to whoever ran it.

## How to fix

Name in the README the version of Python, the accelerator (or that none is needed) and the memory
that you ran it with.
"""

from collections.abc import Iterator

from weighbridge.facts.papers import Papers
from weighbridge.findings import Finding, Severity, check, failed, passed, unknown

_NEEDED = {
    "python": "the version of Python",
    "accelerator": "the accelerator",
    "memory": "the memory",
}
_REMEDY = "Name in the README the version of Python, the accelerator and the memory it needs."


@check(severity=Severity.LOW, since="0.1")
def readme_states_requirements(papers: Papers) -> Iterator[Finding]:
    """Judge each README as a whole."""
    whole = [one for one in papers.parts if (one.paper, one.part) == ("readme", "whole")]
    for readme in whole:
        missing = [words for sign, words in _NEEDED.items() if sign not in readme.signs]
        path = readme.at.path
        if missing:
            message = f"{path} does not state {', nor '.join(missing)} that it needs."
            yield failed(message, readme.at, remedy=_REMEDY)
        else:
            message = f"{path} states the version of Python, the accelerator and the memory."
            yield passed(message, readme.at)
    if not whole:
        yield unknown("No README was found at the top of the release.", remedy=_REMEDY)
