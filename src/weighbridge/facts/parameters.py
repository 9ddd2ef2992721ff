"""Thresholds that a policy sets for checks; a check that may be set says so in its own file.

A check declares what may be set as `PARAMETERS` in its module and asks `Parameters` for it:

    PARAMETERS = (Setting("least-samples", 100, Stricter.HIGHER, "Samples a rate needs."),)

    def rates_are_firm(tallies: Tallies, parameters: Parameters) -> Iterator[Finding]:
        least = parameters.number("rates-are-firm", PARAMETERS[0])
"""

from dataclasses import dataclass
from enum import StrEnum

from weighbridge.facts.provenance import Evidence


class Stricter(StrEnum):
    """Which way a threshold goes when it demands more."""

    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class Setting:
    """What may be set of a check.

    Attributes:
        default: the value while no policy sets one.
        keyed: whether it is a table of numbers, by metric or the like, whose other keys have the
            default.
    """

    name: str
    default: float
    stricter: Stricter
    about: str
    keyed: bool = False


@dataclass(frozen=True, slots=True)
class Parameter:
    """One threshold, as the policy sets it.

    Attributes:
        at: the policy.
        key: the metric or so that it is set for; empty where the setting is one number.
    """

    at: Evidence
    check: str
    name: str
    value: float
    key: str = ""


@dataclass(frozen=True, slots=True)
class Parameters:
    """All that the policy sets; empty in an audit without one."""

    values: tuple[Parameter, ...] = ()

    def number(self, check: str, setting: Setting, key: str = "") -> float:
        """The threshold that counts; its default where nothing is set."""
        for one in self.values:
            if (one.check, one.name, one.key) == (check, setting.name, key):
                return one.value
        return setting.default
