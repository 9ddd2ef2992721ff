"""Public functions state the types of what they take and return.

Types tell a caller what fits without running anything, and let editors and checkers find what does
not. The same functions count as for their docstrings; a release passes where four of five state
every type.

## How to fix

Annotate the parameters and the return of every function that others are meant to call.
"""

from collections.abc import Iterator

from weighbridge.facts.interface import Interface
from weighbridge.findings import Finding, Severity, check, failed, not_applicable, passed

_SHARE = 0.8
_REMEDY = "Annotate the parameters and the return of every function that others call."


@check(severity=Severity.INFO, since="0.1")
def public_functions_state_their_types(interface: Interface) -> Iterator[Finding]:
    """Judge all modules together, and name where types lack."""
    functions = sum(one.functions for one in interface.modules)
    typed = sum(one.typed for one in interface.modules)
    lacking = [one for one in interface.modules if one.untyped]
    if not functions:
        yield not_applicable("There is no module with public functions.")
    elif typed >= _SHARE * functions:
        message = f"{typed:,} of {functions:,} public functions state every type."
        yield passed(message, interface.modules[0].at)
    else:
        first = ", ".join(lacking[0].untyped[:3])
        message = (
            f"{typed:,} of {functions:,} public functions state every type; "
            f"in {lacking[0].at.path} {first} does not."
        )
        yield failed(message, *(one.at for one in lacking[:5]), remedy=_REMEDY)
