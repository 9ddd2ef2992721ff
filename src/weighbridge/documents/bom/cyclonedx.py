"""A bill as CycloneDX JSON, written directly: the usual library drops model cards and data.

Source: CycloneDX 1.6 and 1.7 JSON schema.
"""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from json import dumps
from typing import Any
from uuid import UUID, uuid5

from weighbridge._version import __version__
from weighbridge.documents.bom.citations import citations
from weighbridge.patterns import lazy
from weighbridge.records.bills import model_card
from weighbridge.records.bills.bill import Bill, Component, Kind, Link
from weighbridge.records.bills.cyclonedx import PARAMETERS, SIZE

TOOL = "weighbridge"
_NAMESPACE = UUID("5f0f1a52-9c3e-5d0b-8a57-3c4f6f1f5f2e")
"""In which serial numbers are derived from what bills say."""
_TYPES = {
    Kind.MODEL: "machine-learning-model",
    Kind.DATASET: "data",
    Kind.FILE: "file",
    Kind.LIBRARY: "library",
    Kind.OTHER: "application",
}
_SINCE_1_7 = frozenset({"citation", "patent", "patent-family", "patent-assertion"})
"""Kinds of reference that 1.6 does not have."""
_MEDIA = lazy(r"[-+a-z0-9.]+/[-+a-z0-9.]+")
_EXPRESSION = lazy(r"\(*[\w.+:-]+\)*(?: (?:AND|OR|WITH) \(*[\w.+:-]+\)*)*")
_ALGORITHMS = frozenset({
    "MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512", "SHA3-256", "SHA3-384", "SHA3-512",
    "BLAKE2b-256", "BLAKE2b-384", "BLAKE2b-512", "BLAKE3",
})  # fmt: skip


def written(bill: Bill, version: str) -> str:
    """The bill as text; its serial number follows from everything else it says."""
    value = document(bill, version)
    value["serialNumber"] = f"urn:uuid:{serial(dumps(value, sort_keys=True))}"
    order = ("$schema", "bomFormat", "specVersion", "serialNumber")
    ordered = {key: value.pop(key) for key in order} | value
    return dumps(ordered, ensure_ascii=False, indent=2) + "\n"


def serial(text: str) -> UUID:
    """A serial number of a text."""
    return uuid5(_NAMESPACE, sha256(text.encode("utf-8", "surrogatepass")).hexdigest())


def document(bill: Bill, version: str) -> dict[str, Any]:
    """The bill as an object, without a serial number."""
    value: dict[str, Any] = {
        "$schema": f"http://cyclonedx.org/schema/bom-{version}.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": version,
        "version": 1,
        "metadata": _metadata(bill, version),
        "components": [component(one, version) for one in bill.components],
        "dependencies": list(_dependencies(bill)),
        "compositions": list(_compositions(bill)),
    }
    if version == "1.7":
        value["citations"] = list(citations(bill, value, TOOL))
    return {key: held for key, held in value.items() if held}


def component(one: Component, version: str) -> dict[str, Any]:
    """One component; what is empty is left out."""
    later = _SINCE_1_7 if version == "1.6" else frozenset[str]()
    card = model_card.composed(one.card) if one.card else {}
    value = {
        "type": _TYPES[one.kind],
        "mime-type": one.media if _MEDIA.fullmatch(one.media) else "",
        "bom-ref": one.ref,
        "supplier": {"name": one.supplier} if one.supplier else None,
        "name": one.name,
        "version": one.version,
        "description": one.description,
        "hashes": [{"alg": a, "content": c} for a, c in one.digests if a in _ALGORITHMS],
        "licenses": list(_licenses(one.licenses)),
        "purl": one.purl,
        "pedigree": {"ancestors": [component(above, version) for above in one.ancestors]}
        if one.ancestors
        else None,
        "externalReferences": [
            {"type": "other" if kind in later else kind, "url": url} for kind, url in one.links
        ],
        "evidence": _evidence(one),
        "modelCard": card,
        "data": [dict(held) for held in one.data] if one.kind is Kind.DATASET else None,
        "properties": list(_properties(one)),
    }
    kept = {"type", "name"}
    return {key: held for key, held in value.items() if held or key in kept}


def _metadata(bill: Bill, version: str) -> dict[str, Any]:
    tool = {"type": "application", "bom-ref": TOOL, "name": TOOL, "version": __version__}
    value: dict[str, Any] = {
        "timestamp": bill.made,
        "lifecycles": [{"phase": "post-build"}],
        "tools": {"components": [tool]},
    }
    if bill.root is not None:
        value["component"] = component(bill.root, version)
        if bill.root.supplier:
            value["supplier"] = {"name": bill.root.supplier}
    return value


def _licenses(stated: Iterable[str]) -> Iterator[dict[str, Any]]:
    """One expression of all that hold; names of no SPDX form stand one by one."""
    named = list(stated)
    if len(named) == 1 and _EXPRESSION.fullmatch(named[0]):
        yield {"expression": named[0], "acknowledgement": "declared"}
    elif named and all(_EXPRESSION.fullmatch(one) for one in named):
        parts = (f"({one})" if " OR " in one else one for one in named)
        yield {"expression": " AND ".join(parts), "acknowledgement": "declared"}
    else:
        for one in named:
            yield {"license": {"name": one, "acknowledgement": "declared"}}


def _properties(one: Component) -> Iterator[dict[str, str]]:
    counted = {PARAMETERS: one.parameters, SIZE: one.size}
    stated = ((name, str(value)) for name, value in counted.items() if value is not None)
    for name, value in (*stated, *one.properties):
        yield {"name": name, "value": value}


def _evidence(one: Component) -> dict[str, Any]:
    """Where its claims were read: each place with the fields that rest on it."""
    places: dict[tuple[str, int, str], list[str]] = {}
    for claim in one.claims:
        for at in claim.places:
            fields = places.setdefault((at.path, at.line, at.sha256), [])
            fields.append(f"{claim.field} ({claim.state})")
    occurrences = [_occurrence(*key, fields) for key, fields in places.items()]
    return {"occurrences": occurrences} if occurrences else {}


def _occurrence(path: str, line: int, digest: str, fields: list[str]) -> dict[str, Any]:
    said = ", ".join(dict.fromkeys(fields))
    value: Mapping[str, Any] = {
        "location": path,
        "line": line,
        "additionalContext": f"{said}; sha256 {digest}" if digest else said,
    }
    return {key: held for key, held in value.items() if held}


def _dependencies(bill: Bill) -> Iterator[dict[str, Any]]:
    """What each component rests on; data it was made with counts, files it holds do not."""
    needed: dict[str, dict[str, None]] = {}
    for one in bill.relations:
        if one.link is not Link.CONTAINS:
            needed.setdefault(one.source, {}).update(dict.fromkeys(one.targets))
    for ref, targets in needed.items():
        yield {"ref": ref, "dependsOn": list(targets)}


def _compositions(bill: Bill) -> Iterator[dict[str, Any]]:
    """What is made of what; every file that was there is listed."""
    for one in bill.relations:
        if one.link is Link.CONTAINS:
            yield {"aggregate": "complete", "assemblies": [one.source, *one.targets]}
