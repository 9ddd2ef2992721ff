"""The licence a bill of materials states for what it describes, not for what that is made of."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from weighbridge.catalogs.licenses.expressions import normalise, together
from weighbridge.facts.licensing import LicenseClaim, LicenseNotice
from weighbridge.facts.provenance import Kind
from weighbridge.facts.release import Fact
from weighbridge.readers import json_object
from weighbridge.readers.blob import Blob
from weighbridge.readers.license_scope import about, reach_of
from weighbridge.readers.port import reader

_MOST = 50_000
"""Elements of a document that are looked at."""
_ABOUT = {
    "machine-learning-model": "model",
    "data": "dataset",
    "ai_AIPackage": "model",
    "dataset_DatasetPackage": "dataset",
}
"""Types of a described thing, and the words for what they are."""
_SILENT = frozenset({"", "NOASSERTION"})
_MARKS = (b"CycloneDX", b"spdxVersion", b"spdx.org/rdf/3")

Stated = tuple[str, str, str]
"""Licence in the document's words, expression, and type of what it is stated for."""


@reader(
    names=("*.cdx.json", "*.spdx.json", "*.spdx3.json", "*bom*.json"),
    gives=(LicenseClaim, LicenseNotice),
    topic="licensing",
    whole=True,
)
def read(blob: Blob) -> Iterator[Fact]:
    """Read what a bill states for its root; a statement without a type is placed by others.

    Source: CycloneDX 1.7 JSON, `metadata.component.licenses`; SPDX 2.3 JSON, `documentDescribes`,
    `licenseDeclared`, `licenseConcluded`; SPDX 3.0.1 JSON-LD, `rootElement`, `hasDeclaredLicense`.
    """
    if not any(mark in blob.data() for mark in _MARKS):
        return
    loaded = json_object.parse(blob)
    if not isinstance(loaded, dict):
        return
    for raw, expression, kind in _stated(loaded):
        yield _fact(blob, raw, expression, _ABOUT.get(kind, ""))


def _fact(blob: Blob, raw: str, expression: str, subject: str) -> Fact:
    place = blob.data().find(raw.encode())
    line = blob.data().count(b"\n", 0, place) + 1 if place >= 0 else None
    at = blob.evidence(line=line, kind=Kind.DECLARED, quote=raw)
    types, components = about(subject)
    if not components:
        return LicenseNotice(at, expression, raw, "bom", blob.part.role, blob.folder)
    reach, patterns = reach_of(blob.folder)
    return LicenseClaim(
        expression, raw, "bom", blob.part.name, at, reach, patterns, components, types
    )


def _stated(bill: dict[str, Any]) -> Iterator[Stated]:
    if bill.get("bomFormat") == "CycloneDX":
        yield from _cyclonedx(_at(bill, "metadata", "component"))
    elif isinstance(bill.get("spdxVersion"), str):
        yield from _spdx_2(bill)
    elif isinstance(bill.get("@graph"), list):
        yield from _spdx_3([one for one in bill["@graph"][:_MOST] if isinstance(one, dict)])


def _cyclonedx(root: Any) -> Iterator[Stated]:
    """Its expression, or all of its licences: each of them holds."""
    names = []
    for choice in _list(_at(root, "licenses")):
        named = _at(choice, "license")
        names += [_at(choice, "expression") or _at(named, "id") or _at(named, "name")]
    found = [name for name in names if isinstance(name, str) and name not in _SILENT]
    if found:
        yield found[0], together(found), str(_at(root, "type"))


def _spdx_2(bill: dict[str, Any]) -> Iterator[Stated]:
    described = {one for one in _list(bill.get("documentDescribes")) if isinstance(one, str)}
    for relation in islice(_list(bill.get("relationships")), _MOST):
        if _at(relation, "relationshipType") == "DESCRIBES":
            described.add(str(_at(relation, "relatedSpdxElement")))
    for package in islice(_list(bill.get("packages")), _MOST):
        if _at(package, "SPDXID") in described:
            stated = (_at(package, key) for key in ("licenseDeclared", "licenseConcluded"))
            raw = next((s for s in stated if isinstance(s, str) and s not in _SILENT), "")
            if raw:
                yield raw, normalise(raw), ""


def _spdx_3(graph: list[dict[str, Any]]) -> Iterator[Stated]:
    known = {key: one for one in graph if isinstance(key := one.get("spdxId"), str)}
    wanted = [r for one in graph for r in _list(one.get("rootElement")) if isinstance(r, str)]
    roots = {name: known.get(name, {}) for name in wanted}
    for relation in graph:
        declares = relation.get("relationshipType") == "hasDeclaredLicense"
        if not declares or relation.get("from") not in roots:
            continue
        for target in _list(relation.get("to")):
            element = known.get(target, {}) if isinstance(target, str) else {}
            raw = element.get("simplelicensing_licenseExpression") or target
            if (
                isinstance(raw, str)
                and raw not in _SILENT
                and not raw.endswith("/NoAssertionLicense")
            ):
                yield raw, normalise(raw), str(roots[relation["from"]].get("type"))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _at(data: Any, *keys: str) -> Any:
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data
