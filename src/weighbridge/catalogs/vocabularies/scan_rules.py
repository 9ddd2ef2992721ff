"""What a scan looks for: each rule's sentence, why it matters and how to mend it."""

from dataclasses import dataclass
from functools import cache

from weighbridge import catalogs


@dataclass(frozen=True, slots=True)
class ScanRule:
    """One rule.

    Attributes:
        title: what was found, as a sentence.
        about: why it matters.
        fix: what the publisher does about it.
    """

    id: str
    title: str
    about: str
    fix: str


@cache
def every() -> dict[str, ScanRule]:
    """All rules by id, in the order in which their manual lists them."""
    groups = catalogs.entry("vocabularies", "scan-rules")["groups"]
    return {
        name: ScanRule(name, title, group["about"], group["fix"])
        for group in groups
        for name, title in group["rules"].items()
    }


def conversion(form: str) -> str:
    """How to publish a file of a format that runs code in a form that does not; or nothing."""
    known: dict[str, str] = catalogs.entry("vocabularies", "scan-rules")["conversions"]
    return known.get(form, "")
