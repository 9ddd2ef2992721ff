"""SARIF 2.1.0: what fails or is unknown, for code scanning and editors.

Section numbers are those of the OASIS standard.
"""

import json
import string
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from weighbridge.findings import Evidence, Finding, Outcome, Severity
from weighbridge.formats import PLAIN, Look
from weighbridge.formats._fingerprints import fingerprints
from weighbridge.formats._words import prose, visible
from weighbridge.verdicts import glance
from weighbridge.verdicts.report import PartRow, Report
from weighbridge.verdicts.rules import Rule, name, rules

NAME = "sarif"
TITLE = "SARIF 2.1.0, for code scanning and editors: what fails or is unknown"
MEDIA_TYPE = "application/sarif+json"
STREAMS = False

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"
"""Where the audit ran, by the name that 3.4.4 gives it."""
_LEVELS = {
    Severity.CRITICAL: "error",
    Severity.HIGH: "error",
    Severity.MEDIUM: "warning",
    Severity.LOW: "note",
    Severity.INFO: "note",
}
_AS_IS = frozenset(f"{string.ascii_letters}{string.digits}-._~/".encode())
"""What a path may hold as it is (RFC 3986, 2.3); the colon, which it may, could begin a scheme."""
_MOST = 10
"""Places of one result: as many as code scanning takes."""


def render(reports: Sequence[Report], look: Look = PLAIN) -> str:  # noqa: ARG001  # the port
    """Write one run for each report."""
    seen: Counter[str] = Counter()
    runs = []
    for report in reports:
        seen[report.release] += 1
        runs.append(_run(report, seen[report.release]))
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": runs}
    return json.dumps(log, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def _run(report: Report, number: int) -> dict[str, Any]:
    """A run, under an id of its own: code scanning refuses two runs of one id (3.17.3)."""
    known = rules(report)
    order = {rule.id: place for place, rule in enumerate(known)}
    found = glance.ranked(report.findings)
    marks = fingerprints(found)
    release = _uri(visible(report.release)).replace("/", "%2F")
    category = release if number == 1 else f"{release}-{number}"
    driver = {
        "name": "Weighbridge",
        "version": visible(report.tool),
        "rules": [_rule(rule) for rule in known],
    }
    return {
        "tool": {"driver": driver},
        "automationDetails": {"id": f"weighbridge/{category}/"},
        "originalUriBaseIds": dict(_bases(report.parts)),
        "artifacts": list(_artifacts(found)),
        "results": [
            _result(finding, order, mark) for finding, mark in zip(found, marks, strict=True)
        ],
        "columnKind": "unicodeCodePoints",
        "properties": {"release": visible(report.release), "asOf": visible(report.as_of)},
    }


def _rule(rule: Rule) -> dict[str, Any]:
    described: dict[str, Any] = {
        "id": visible(rule.id),
        "shortDescription": {"text": prose(rule.title)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.topic] if rule.topic else [], "severity": rule.severity.value},
    }
    if rule.text:
        described["help"] = {"text": f"{rule.title}\n\n{rule.text}", "markdown": rule.text}
    return described


def _result(finding: Finding, order: dict[str, int], mark: str) -> dict[str, Any]:
    """One finding; what is unknown is `open` and has no level (3.27.9, 3.27.10)."""
    failed = finding.outcome is Outcome.FAIL
    properties = {
        "check": visible(finding.check),
        "severity": finding.severity.value,
        "readings": [visible(reading) for reading in finding.readings],
    }
    if finding.remedy:
        properties["remedy"] = prose(finding.remedy)
    rule = name(finding.check)
    return {
        "ruleId": visible(rule),
        "ruleIndex": order[rule],
        "kind": "fail" if failed else "open",
        "level": _LEVELS[finding.severity] if failed else "none",
        "message": {"text": _message(f"{finding.message} {finding.remedy}")},
        "locations": [_location(at) for at in finding.evidence[:_MOST]] or [_nowhere(finding)],
        "partialFingerprints": {"weighbridgeFinding/v1": mark},
        "properties": properties,
    }


def _message(text: str) -> str:
    """A sentence in which nothing is a link (3.11.6).

    Braces stay single, against 3.11.5: a message without arguments is commonly shown as it is.
    """
    return prose(text).replace("](", "\\](")


def _location(at: Evidence) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _artifact(at)}
    region = _region(at)
    if region:
        physical["region"] = region
    return {"physicalLocation": physical}


def _nowhere(finding: Finding) -> dict[str, Any]:
    """The release as a whole: code scanning takes no result without a file."""
    return {
        "physicalLocation": {"artifactLocation": {"uri": ".", "uriBaseId": _ROOT}},
        "logicalLocations": [{"name": visible(finding.check), "kind": "resource"}],
    }


def _artifact(at: Evidence) -> dict[str, str]:
    return {"uri": _uri(at.path) or ".", "uriBaseId": visible(at.part) or _ROOT}


def _uri(path: str) -> str:
    """A path as a relative reference (RFC 3986), in which nothing begins a scheme or a host."""
    kept = "surrogateescape" if _escaped(path) else "backslashreplace"
    data = path.encode("utf-8", kept)
    relative = "".join(chr(byte) if byte in _AS_IS else f"%{byte:02X}" for byte in data)
    return f"%2F{relative[1:]}" if relative.startswith("/") else relative


def _escaped(path: str) -> bool:
    """Whether every half surrogate in a path stands for a byte that is no UTF-8."""
    return all("\udc80" <= c <= "\udcff" for c in path if "\ud800" <= c <= "\udfff")


def _region(at: Evidence) -> dict[str, Any]:
    """Lines, or bytes where there are none (3.30); the words where they are known."""
    region: dict[str, Any] = {}
    if at.lines:
        region = {"startLine": max(at.lines[0], 1), "endLine": max(at.lines)}
    elif at.bytes:
        region = {"byteOffset": at.bytes[0], "byteLength": max(at.bytes[1] - at.bytes[0], 0)}
    if region and at.quote:
        region["snippet"] = {"text": prose(at.quote)}
    return region


def _artifacts(findings: Sequence[Finding]) -> Iterator[dict[str, Any]]:
    """Each file that some result rests on, once, with its digest."""
    digests = {(at.part, at.path): at for f in findings for at in f.evidence if at.sha256}
    for at in digests.values():
        yield {"location": _artifact(at), "hashes": {"sha-256": visible(at.sha256 or "")}}


def _bases(parts: Sequence[PartRow]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What the relative references of each part start from; a folder's lies under the root."""
    yield _ROOT, {"description": {"text": "The folder that the audit ran in."}}
    for part in parts:
        base: dict[str, Any] = {"description": {"text": visible(part.location)}}
        steps = [step for step in part.location.split("/") if step not in {"", "."}]
        inside = not part.location.startswith("/") and ".." not in steps
        if part.source == "folder" and inside:
            base |= {"uri": (_uri("/".join(steps)) or ".") + "/", "uriBaseId": _ROOT}
        yield visible(part.name) or _ROOT, base
