"""Every file of the release could be read.

What could not be read may hold anything: code that runs on load, a missing component, a licence
that contradicts the others. Every conclusion about a release that was not read whole is bounded
by that.

## How to fix

Follow the remedy in each finding: fetch what is stored elsewhere, repair what is broken, leave
out what does not belong to the release. Then audit again.
"""

from collections.abc import Iterator

from weighbridge.facts.distribution import Inventory
from weighbridge.findings import Finding, Severity, check, failed, passed, unknown

_SHOWN = 20
"""Findings of one report; a release of unreadable files needs no line for each."""


@check(severity=Severity.MEDIUM, since="0.1")
def release_was_read_whole(inventory: Inventory) -> Iterator[Finding]:
    """Judge what was left out of the inventory."""
    for gap in inventory.gaps[:_SHOWN]:
        reason = gap.reason if gap.at.path in gap.reason else f"{gap.at.path}: {gap.reason}"
        yield failed(reason, gap.at, remedy=gap.remedy)
    more = inventory.gaps[_SHOWN:]
    if more:
        yield failed(f"{len(more)} more places could not be read.", *(g.at for g in more[:5]))
    elif not inventory.gaps and not inventory.files:
        yield unknown("Nothing was read.")
    elif not inventory.gaps:
        yield passed(f"All {len(inventory.files):,} files were read.")
