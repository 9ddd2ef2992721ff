"""An SPDX 2 bill's JSON, read as far as it can be compared with a release.

Source: SPDX 2.3, chapters 7 (packages) and 8 (files); JSON schema of the same version.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from weighbridge.records.bills.bill import Bill, Component, Kind
from weighbridge.records.bills.shapes import objects, text, texts, under

_SILENT = frozenset({"", "NOASSERTION"})


def bill(value: Mapping[str, Any], version: str) -> Bill:
    """Read a bill; the package that it describes is its root."""
    described = set(texts(value.get("documentDescribes")))
    for relation in objects(value.get("relationships")):
        if relation.get("relationshipType") == "DESCRIBES":
            described.add(text(relation.get("relatedSpdxElement")))
    packages = [_package(one) for one in objects(value.get("packages"))]
    root = next((one for one in packages if one.ref in described), None)
    files = (_file(one) for one in objects(value.get("files")))
    return Bill(
        form="spdx-2",
        version=version,
        made=text(under(value, "creationInfo", "created")),
        root=root,
        components=(*(one for one in packages if one is not root), *files),
    )


def _package(value: Mapping[str, Any]) -> Component:
    return Component(
        ref=text(value.get("SPDXID")),
        kind=Kind.OTHER,
        name=text(value.get("name")),
        version=text(value.get("versionInfo")),
        supplier=text(value.get("supplier")),
        licenses=tuple(_stated(value, "licenseDeclared")),
        digests=tuple(_digests(value)),
    )


def _file(value: Mapping[str, Any]) -> Component:
    return Component(
        ref=text(value.get("SPDXID")),
        kind=Kind.FILE,
        name=text(value.get("fileName")).removeprefix("./"),
        licenses=tuple(_stated(value, "licenseConcluded")),
        digests=tuple(_digests(value)),
    )


def _stated(value: Mapping[str, Any], key: str) -> Iterator[str]:
    stated = text(value.get(key))
    if stated not in _SILENT:
        yield stated


def _digests(value: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for one in objects(value.get("checksums")):
        algorithm, digest = text(one.get("algorithm")), text(one.get("checksumValue"))
        if algorithm and digest:
            yield algorithm.replace("SHA", "SHA-").replace("--", "-"), digest.lower()
