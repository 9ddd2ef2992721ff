"""What tells findings apart from one audit to the next, however lines shift in between."""

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

from weighbridge.findings import Finding
from weighbridge.patterns import lazy

_LINES = lazy(r"(?i)\blines? \d+(?:\s*(?:-|–|to|and)\s*\d+)?|(?<=\S):\d+(?:-\d+)?\b")
"""Line numbers as messages write them: `line 12`, `lines 3 to 9`, `card.md:12`."""


def fingerprints(findings: Sequence[Finding]) -> tuple[str, ...]:
    """A digest of check, file and message for each finding, then its number among equals."""
    seen: Counter[str] = Counter()
    found = []
    for finding in findings:
        mark = _mark(finding)
        seen[mark] += 1
        found.append(f"{mark}:{seen[mark]}")
    return tuple(found)


def _mark(finding: Finding) -> str:
    first = finding.evidence[0] if finding.evidence else None
    place = (first.part, first.path) if first else ("", "")
    message = _LINES.sub("line", finding.message)
    words = "\0".join((finding.check, *place, message))
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:32]
