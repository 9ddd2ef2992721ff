"""One question per file, a pure function from facts to findings; this room never does I/O, and no
check knows another.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from weighbridge import shelf
from weighbridge.facts.provenance import Reading
from weighbridge.facts.release import Release, varies
from weighbridge.findings import Check, Finding


@cache
def names() -> dict[str, str]:
    """Check id → module, read off the file names."""
    modules = shelf.names(__name__, __path__[0])
    return {module.rpartition(".")[2].replace("_", "-"): module for module in modules}


@cache
def find(check: str) -> Check:
    """The check of an id; a range entry in brackets is not part of it.

    Raises:
        KeyError: there is no such check.
    """
    module = shelf.load(names()[check.partition("[")[0]])
    found: Check = next(v for v in vars(module).values() if isinstance(v, Check))
    return found


def every() -> tuple[Check, ...]:
    """Every check, by id."""
    return tuple(find(check) for check in sorted(names()))


Answers = dict[str, list[Finding]]
"""Check id, without a range entry → what it found."""


def run(checks: Iterable[Check], release: Release, reading: Reading) -> list[Finding]:
    """Ask every check of a release, under one reading."""
    return [finding for found in answers(checks, release, reading).values() for finding in found]


def answers(
    checks: Iterable[Check], release: Release, reading: Reading, before: Answers | None = None
) -> Answers:
    """What each check finds.

    Args:
        before: the answers under another reading; they stand where no reading makes a difference.
    """

    def facts(kind: type) -> Any:
        return release.view(kind, reading)

    return {
        check.id: before[check.id]
        if before is not None and not any(map(varies, check.needs.values()))
        else list(check.answer(facts))
        for check in checks
    }
