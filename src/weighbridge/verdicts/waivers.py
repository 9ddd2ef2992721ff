"""Waivers: which of them hold on a day, and which findings they let stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase

from weighbridge.findings import Evidence, Finding, Outcome
from weighbridge.findings.waivers import lacking
from weighbridge.records.governance import Waiver


@dataclass(frozen=True, slots=True)
class Granted:
    """A waiver as the release records it."""

    id: str
    waiver: Waiver
    at: Evidence

    def refusal(self, day: date) -> str:
        """Why it does not hold on a day; empty where it does."""
        why = lacking(self.waiver, day)
        return f"It {why}. Mend the waiver, or what it waived." if why else ""

    @property
    def demand(self) -> dict[str, str]:
        """What it lets stand, for the next release's ratchet."""
        held = self.waiver
        shown = self.id.encode("utf-8", "backslashreplace").decode()
        return {"id": shown, "check": held.check, "path": held.path, "until": str(held.until)}

    def lets_stand(self, finding: Finding) -> bool:
        """Whether a finding is what it speaks of."""
        names = {finding.check, finding.check.partition("[")[0]}
        if self.waiver.check not in names:
            return False
        if not self.waiver.path:
            return True
        paths = [at.path for at in finding.evidence]
        return bool(paths) and all(fnmatchcase(path, self.waiver.path) for path in paths)


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding that a waiver lets stand; it stays visible."""

    waiver: str
    reason: str
    owner: str
    until: str
    finding: Finding


def set_aside(
    findings: Iterable[Finding], waivers: Sequence[Granted]
) -> tuple[list[Finding], list[Waived]]:
    """Findings that count, and those that a waiver lets stand.

    Args:
        waivers: only those that hold.
    """
    kept, aside = [], []
    for finding in findings:
        by = next((one for one in waivers if one.lets_stand(finding)), None)
        if by is None or finding.outcome not in {Outcome.FAIL, Outcome.UNKNOWN}:
            kept.append(finding)
        else:
            held = by.waiver
            aside.append(Waived(by.id, held.reason, held.owner, str(held.until), finding))
    return kept, aside
