"""Docstrings describe the parameters that their functions have.

A docstring that names a parameter which was renamed or taken out sends its reader into an error.
Only names that the signature lacks count: leaving a plain one undescribed is a choice. A function
that takes any keyword may describe any.

Source: the Google, NumPy and Sphinx styles of docstrings; pydoclint, DOC102.

## How to fix

Correct the name in the docstring, or take its entry out.
"""

from collections.abc import Iterator

from weighbridge.facts.interface import Interface
from weighbridge.findings import Finding, Severity, check, failed, not_applicable, passed

_REMEDY = "Make every docstring name the parameters that its function has."


@check(severity=Severity.INFO, since="0.1")
def docstrings_match_signatures(interface: Interface) -> Iterator[Finding]:
    """Judge every module whose docstrings describe parameters."""
    described = [one for one in interface.modules if one.described]
    wrong = [one for module in described for one in module.misnamed]
    for one in wrong:
        message = (
            f"The docstring of {one.function} ({one.at.place}) describes {one.parameter}, "
            "which the function does not take."
        )
        yield failed(message, one.at, remedy=_REMEDY)
    if not described:
        yield not_applicable("No docstring describes parameters.")
    elif not wrong:
        count = sum(one.described for one in described)
        message = f"{count:,} docstrings describe parameters, all of which are there."
        yield passed(message, described[0].at)
