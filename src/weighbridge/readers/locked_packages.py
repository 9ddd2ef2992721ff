"""Packages that lock files name, with the licence that some of them state for each."""

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any

from weighbridge.catalogs.licenses.expressions import normalise
from weighbridge.facts.distribution import Gap
from weighbridge.facts.lineage import Ancestor, AncestorKind, Relation
from weighbridge.facts.provenance import Kind
from weighbridge.facts.release import Fact
from weighbridge.readers.blob import Blob
from weighbridge.readers.places import is_borrowed, is_explaining, is_for_tests
from weighbridge.readers.port import reader

_MOST = 1_000
"""Packages of one file that are named."""
_FOLDERS = "node_modules/"
Packages = Iterator[tuple[str, str, str]]
"""Name, version and licence of each."""


@reader(
    names=("package-lock.json", "poetry.lock", "uv.lock", "pdm.lock", "cargo.lock", "pipfile.lock"),
    gives=(Ancestor, Gap),
    topic="provenance",
)
def read(blob: Blob) -> Iterator[Fact]:
    """Read the names, versions and licences; nothing is resolved.

    Source: npm documentation, `package-lock.json`, lockfileVersion 2 and 3 (`packages`,
    `license`); the lock files of Poetry, uv, PDM and Cargo (`[[package]]`); Pipenv (`default`).
    """
    if any(of(blob.path) for of in (is_borrowed, is_explaining, is_for_tests)):
        return
    try:
        packages = _READERS[blob.name.lower()](blob.text())
        for name, version, stated in islice(packages, _MOST):
            yield _ancestor(blob, name, version, stated)
    except (ValueError, RecursionError) as error:
        cause = " ".join(str(error).split())[:120]
        yield Gap(
            blob.evidence(), f"{blob.path} could not be read: {cause}.", "Write it anew.", "code"
        )


def _ancestor(blob: Blob, name: str, version: str, stated: str) -> Ancestor:
    quote = " ".join(filter(None, (name, version, stated)))
    return Ancestor(
        blob.evidence(kind=Kind.DECLARED, quote=quote),
        AncestorKind.CODE_DEPENDENCY,
        Relation.DEPENDS_ON,
        name[:200],
        version[:100],
        normalise(stated) if stated else "",
    )


def _npm(text: str) -> Packages:
    data = json.loads(text)
    packages = data.get("packages") if isinstance(data, dict) else None
    for place, package in packages.items() if isinstance(packages, dict) else ():
        name = place.rpartition(_FOLDERS)[2]
        if name and _FOLDERS in place and isinstance(package, dict) and not package.get("dev"):
            yield name, _text(package, "version"), _text(package, "license")


def _tables(text: str) -> Packages:
    packages = tomllib.loads(text).get("package")
    for package in packages if isinstance(packages, list) else ():
        if isinstance(package, dict) and _text(package, "name") and not _is_own(package):
            yield _text(package, "name"), _text(package, "version"), ""


def _is_own(package: Mapping[str, Any]) -> bool:
    """Whether a lock file means the project itself: it lies in this folder."""
    source = package.get("source")
    return isinstance(source, dict) and any(
        source.get(key) == "." for key in ("editable", "virtual", "directory", "path")
    )


def _pipfile(text: str) -> Packages:
    data = json.loads(text)
    packages = data.get("default") if isinstance(data, dict) else None
    for name, package in packages.items() if isinstance(packages, dict) else ():
        version = _text(package, "version") if isinstance(package, dict) else ""
        yield name, re.sub(r"^==", "", version), ""


def _text(table: Mapping[str, Any], key: str) -> str:
    value = table.get(key)
    return value if isinstance(value, str) else ""


_READERS: Mapping[str, Callable[[str], Packages]] = {
    "package-lock.json": _npm,
    "poetry.lock": _tables,
    "uv.lock": _tables,
    "pdm.lock": _tables,
    "cargo.lock": _tables,
    "pipfile.lock": _pipfile,
}
