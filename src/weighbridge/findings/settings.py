"""What a policy may set of a check, as the check's own file declares it in `PARAMETERS`."""

from weighbridge.facts.parameters import Parameters, Setting, Stricter
from weighbridge.findings.check import Check

__all__ = ["Setting", "Stricter", "settings"]


def settings(check: Check) -> tuple[Setting, ...]:
    """The settings of a check; none where it does not ask for `Parameters`."""
    if Parameters not in check.needs.values():
        return ()
    declared = getattr(check.judge, "__globals__", {}).get("PARAMETERS", ())
    return tuple(one for one in declared if isinstance(one, Setting))
