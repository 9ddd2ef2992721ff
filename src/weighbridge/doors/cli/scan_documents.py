"""What a scan found, as one JSON document or as SARIF 2.1.0 for code scanning.

Section numbers are those of the OASIS standard.
"""

import json
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from weighbridge import __version__
from weighbridge.catalogs.vocabularies import scan_rules
from weighbridge.facts.safety import Harm, Reason
from weighbridge.scan import Scanned

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {
    Harm.DANGEROUS: "error",
    Harm.INCOMPLETE: "warning",
    Harm.RUNS_CODE: "note",
    Harm.DATA_ONLY: "none",
}
_BYTE = re.compile(r"^byte (\d+)$")
_LINE = re.compile(r"^lines? (\d+)")


def record(one: Scanned) -> dict[str, Any]:
    """One file as its line of JSON says it."""
    reasons = [
        {"rule": reason.rule, "message": reason.message, "where": reason.where}
        for reason in one.verdict.reasons
    ]
    verdict = one.verdict
    return {
        "path": one.path, "format": verdict.format, "outcome": verdict.harm.value,
        "reasons": reasons,
    }  # fmt: skip


def conversion(one: Scanned) -> str:
    """How to publish a file that runs code in a form that does not; empty where none is known."""
    return scan_rules.conversion(one.verdict.format) if one.verdict.harm is Harm.RUNS_CODE else ""


def as_json(found: Iterable[Scanned]) -> str:
    """All files, and how many there are of each outcome."""
    files = [record(one) | {"names": one.verdict.names, "remedy": conversion(one)} for one in found]
    counts = {harm.value: sum(f["outcome"] == harm.value for f in files) for harm in Harm}
    document = {"tool": f"weighbridge {__version__}", "counts": counts, "files": files}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def as_sarif(found: Iterable[Scanned]) -> str:
    """One run with one result for each reason."""
    known = {rule: place for place, rule in enumerate(scan_rules.every())}
    results = [_result(one, reason, known) for one in found for reason in one.verdict.reasons]
    driver = {
        "name": "Weighbridge",
        "version": __version__,
        "rules": [_rule(rule) for rule in scan_rules.every().values()],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: scan_rules.ScanRule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.about},
        "help": {"text": f"{rule.title} {rule.about} {rule.fix}", "markdown": rule.fix},
    }


def _result(one: Scanned, reason: Reason, known: dict[str, int]) -> dict[str, Any]:
    """One reason; what could not be looked at is `open` and has no level (3.27.9, 3.27.10)."""
    unread = reason.harm is Harm.INCOMPLETE
    remedy = conversion(one)
    text = _plain(f"{reason.message} {remedy}".strip())
    result = {
        "ruleId": reason.rule,
        "kind": "open"
        if unread
        else "fail"
        if reason.harm is not Harm.DATA_ONLY
        else "informational",
        "level": "none" if unread else _LEVELS[reason.harm],
        "message": {"text": text},
        "locations": [_location(one, reason.where)],
        "properties": {"outcome": reason.harm.value, "format": one.verdict.format},
    }
    return result | ({"ruleIndex": known[reason.rule]} if reason.rule in known else {})


def _location(one: Scanned, where: str) -> dict[str, Any]:
    uri = quote(_visible(one.path), safe="/~").removeprefix("//")
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri}}
    *steps, last = where.split(", ")
    if (found := _BYTE.match(last)) and not steps:
        physical["region"] = {"byteOffset": int(found[1]), "byteLength": 0}
    elif (found := _LINE.match(last)) and not steps:
        physical["region"] = {"startLine": max(int(found[1]), 1)}
    location: dict[str, Any] = {"physicalLocation": physical}
    if where:
        location["logicalLocations"] = [{"fullyQualifiedName": _plain(where)}]
    return location


def _plain(text: str) -> str:
    """A sentence in which nothing is a link (3.11.6)."""
    return _visible(text).replace("](", "\\](")


def _visible(text: str) -> str:
    """Text that any encoding of JSON can hold: half surrogates become escapes."""
    return text.encode("utf-8", "backslashreplace").decode()
