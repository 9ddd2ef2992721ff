"""The libraries a release's code asks for."""

from collections.abc import Iterator
from fnmatch import fnmatchcase

from weighbridge.documents.bom.evidence import claim
from weighbridge.documents.bom.naming import python_purl
from weighbridge.documents.record import Record
from weighbridge.patterns import lazy
from weighbridge.records.bills.bill import Component, Kind

_PINNED = lazy(r"={2,3}\s*([\w.!+-]+)")
_PYTHON = ("*.txt", "*.in", "*.py", "*.cfg", "pyproject.toml", "*.lock", "pipfile*", "*.ipynb",
           "metadata", "pkg-info", "pylock*.toml")  # fmt: skip
"""Files whose packages are those of PyPI."""


def components(record: Record) -> Iterator[Component]:
    """Each library once, at the version that is pinned."""
    held = record["code.dependencies"]
    python = all(_is_python(at.path) for at in held.at)
    met: dict[str, Component] = {}
    for row in record.value("code.dependencies") or ():
        pinned = _PINNED.search(row["requirement"]) if row["pinned"] else None
        version = pinned[1] if pinned else ""
        asked = row["requirement"] if not version else ""
        name = row["name"]
        if name not in met or (version and not met[name].version):
            met[name] = Component(
                ref=f"library:{name}",
                kind=Kind.LIBRARY,
                name=name,
                version=version,
                purl=python_purl(name, version) if python else "",
                properties=(("weighbridge:requirement", asked),) if asked else (),
                claims=tuple(claim(record, "name", "code.dependencies")),
            )
    yield from met.values()


def _is_python(path: str) -> bool:
    name = path.rpartition("/")[2].lower()
    return any(fnmatchcase(name, pattern) for pattern in _PYTHON)
