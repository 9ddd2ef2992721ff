"""Public functions have docstrings.

A function that others import is used by its docstring: without one they read its code, or guess.
Functions and methods whose names begin with no underscore count, in modules that can be imported;
scripts, tests and copies of other projects do not. A release passes where four of five have one.

## How to fix

Write a docstring for every function that others are meant to call: what it does, what it takes and
returns, and an example where its use is not plain.
"""

from collections.abc import Iterator

from weighbridge.facts.interface import Interface
from weighbridge.findings import Finding, Severity, check, failed, not_applicable, passed

_SHARE = 0.8
_REMEDY = "Write a docstring for every function that others are meant to call."


@check(severity=Severity.INFO, since="0.1")
def public_functions_are_documented(interface: Interface) -> Iterator[Finding]:
    """Judge all modules together, and name where docstrings lack."""
    functions = sum(one.functions for one in interface.modules)
    documented = sum(one.documented for one in interface.modules)
    lacking = [one for one in interface.modules if one.undocumented]
    if not functions:
        yield not_applicable("There is no module with public functions.")
    elif documented >= _SHARE * functions:
        message = f"{documented:,} of {functions:,} public functions have a docstring."
        yield passed(message, interface.modules[0].at)
    else:
        first = ", ".join(lacking[0].undocumented[:3])
        message = (
            f"{documented:,} of {functions:,} public functions have a docstring; "
            f"in {lacking[0].at.path} {first} has none."
        )
        yield failed(message, *(one.at for one in lacking[:5]), remedy=_REMEDY)
