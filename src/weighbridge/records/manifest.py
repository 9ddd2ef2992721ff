"""The manifest: `weighbridge.toml`, in which a publisher names the parts of a release, the files of
its components, and its licences.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from weighbridge.patterns import lazy

FILE = "weighbridge.toml"
"""Name of the file, at the top of a release."""
ROLES = ("code", "weights", "data", "documents")
TYPES = ("code", "data", "document")
_HEADER = lazy(r"^[ \t]*(\[\[?)[ \t]*([^\]\n]+?)[ \t]*\]\]?", re.MULTILINE)
_PLACE = lazy(r"at line (\d+)")

Value = TypeVar("Value")
Extra = Mapping[str, Any]


class ManifestError(ValueError):
    """A manifest that cannot be read.

    Attributes:
        line: where, counted from 1; None when that cannot be told.
        cause: what is wrong, as a sentence.
        remedy: what its writer does, as a sentence.
    """

    def __init__(self, line: int | None, cause: str, remedy: str) -> None:
        place = f"{FILE}:{line}" if line else FILE
        super().__init__(f"{place}: {cause} {remedy}")
        self.line, self.cause, self.remedy = line, cause, remedy


@dataclass(frozen=True, slots=True)
class PartEntry:
    """One place that holds a piece of the release.

    Attributes:
        role: one of `ROLES`, or empty.
        location: relative to the manifest's folder, or an address.
        extra: keys this version does not know, as they stand.
    """

    name: str
    location: str
    role: str = ""
    line: int | None = None
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ComponentEntry:
    """The files or addresses of one component.

    Attributes:
        id: component id.
        paths: shell patterns of paths inside a part; `**` crosses folders, and so does `*`.
        license: expression as written; empty when none is given here.
        part: part the paths lie in; empty for any.
    """

    id: str
    paths: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    license: str = ""
    part: str = ""
    line: int | None = None
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LicenseEntry:
    """One statement about licences.

    Attributes:
        expression: as written.
        types, paths, components: what it is for; all of the release where none is given.
        part: part it speaks of; empty for every one.
    """

    expression: str
    types: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    components: tuple[str, ...] = ()
    part: str = ""
    line: int | None = None
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest says.

    Attributes:
        name: name of the release; empty if not given.
        extra: tables and keys this version does not know, as they stand.
    """

    name: str = ""
    version: str = ""
    parts: tuple[PartEntry, ...] = ()
    components: tuple[ComponentEntry, ...] = ()
    licenses: tuple[LicenseEntry, ...] = ()
    extra: Extra = field(default_factory=dict)


def parse(text: str, *, components: Collection[str] | None = None) -> Manifest:
    """Read a manifest.

    Args:
        components: the component ids there are; None to accept any.

    Raises:
        ManifestError: it is not TOML, a value has the wrong type, or a role, type, component or
            part is named that does not exist.
    """
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = _PLACE.search(str(error))
        line = int(found[1]) if found else None
        raise ManifestError(line, f"It is not TOML: {error}.", "Mend the syntax.") from error
    lines = _lines(text)
    release = _Table(_table(data, "release", lines), lines.get(("release", 0)), "[release]")
    manifest = Manifest(
        name=release.take("name", str, ""),
        version=release.take("version", str, ""),
        parts=tuple(_part(t) for t in _tables(data, "parts", lines)),
        components=tuple(_component(i, t) for i, t in _named(data, "components", lines)),
        licenses=tuple(_license(t) for t in _tables(data, "licenses", lines)),
        extra=data | ({"release": release.data} if release.data else {}),
    )
    _must_agree(manifest, components)
    return manifest


class _Table:
    """One table while its keys are taken out; what is left is what nobody knows."""

    def __init__(self, data: dict[str, Any], line: int | None, title: str) -> None:
        self.data, self.line, self.title = data, line, title

    def take(self, key: str, kind: type[Value], default: Value | None = None) -> Value:
        """The value of a key, which has to be of a kind; required where there is no default."""
        if key not in self.data and default is not None:
            return default
        value = self.data.pop(key, None)
        if not isinstance(value, kind):
            raise self.wrong(f"{key} has to be {_WORDS[kind]}.", f"Give {key} in {self.title}.")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings; a single string counts as a list of one."""
        value = self.data.pop(key, [])
        match [value] if isinstance(value, str) else value:
            case [*items] if all(isinstance(item, str) for item in items):
                return tuple(items)
        raise self.wrong(f"{key} has to be a list of strings.", f'Write {key} = ["…"].')

    def wrong(self, cause: str, remedy: str) -> ManifestError:
        return ManifestError(self.line, f"In {self.title}, {cause}", remedy)


_WORDS: Mapping[type, str] = {str: "a string", dict: "a table", list: "a list"}


def _part(table: _Table) -> PartEntry:
    return PartEntry(
        name=table.take("name", str),
        location=table.take("location", str, "."),
        role=_one_of(table, "role", table.take("role", str, ""), ROLES),
        line=table.line,
        extra=table.data,
    )


def _component(component: str, table: _Table) -> ComponentEntry:
    return ComponentEntry(
        id=component,
        paths=table.texts("paths"),
        links=table.texts("links"),
        license=table.take("license", str, ""),
        part=table.take("part", str, ""),
        line=table.line,
        extra=table.data,
    )


def _license(table: _Table) -> LicenseEntry:
    return LicenseEntry(
        expression=table.take("expression", str),
        types=tuple(_one_of(table, "types", one, TYPES) for one in table.texts("types")),
        paths=table.texts("paths"),
        components=table.texts("components"),
        part=table.take("part", str, ""),
        line=table.line,
        extra=table.data,
    )


def _one_of(table: _Table, key: str, value: str, known: Collection[str]) -> str:
    if value and value not in known:
        choice = ", ".join(known)
        raise table.wrong(f"{key} names {value!r}, which is none.", f"Choose from: {choice}.")
    return value


def _must_agree(manifest: Manifest, components: Collection[str] | None) -> None:
    """Every part and component that is spoken of exists."""
    parts = Counter(part.name for part in manifest.parts)
    for part in manifest.parts:
        if parts[part.name] > 1:
            cause = f"Two parts are named {part.name!r}."
            raise ManifestError(part.line, cause, "Give every part a name of its own.")
    entries: list[ComponentEntry | LicenseEntry] = [*manifest.components, *manifest.licenses]
    for entry in entries:
        if entry.part and entry.part not in parts:
            cause = f"No part is named {entry.part!r}."
            raise ManifestError(entry.line, cause, "Name it under [[parts]], or leave part out.")
        named = (entry.id,) if isinstance(entry, ComponentEntry) else entry.components
        for component in named:
            if components is not None and component not in components:
                cause = f"There is no component {component!r}."
                remedy = f"Choose from: {', '.join(sorted(components))}."
                raise ManifestError(entry.line, cause, remedy)


def _table(data: dict[str, Any], key: str, lines: Mapping[tuple[str, int], int]) -> dict[str, Any]:
    value = data.pop(key, {})
    if not isinstance(value, dict):
        remedy = f"Write it as [{key}]."
        raise ManifestError(lines.get((key, 0)), f"{key} has to be a table.", remedy)
    return value


def _tables(data: dict[str, Any], key: str, lines: Mapping[tuple[str, int], int]) -> list[_Table]:
    match data.pop(key, []):
        case [*tables] if all(isinstance(table, dict) for table in tables):
            title = f"[[{key}]]"
            return [_Table(t, lines.get((key, n)), title) for n, t in enumerate(tables)]
    remedy = f"Write each of them as [[{key}]]."
    raise ManifestError(lines.get((key, 0)), f"{key} has to be a list of tables.", remedy)


def _named(
    data: dict[str, Any], key: str, lines: Mapping[tuple[str, int], int]
) -> list[tuple[str, _Table]]:
    found = []
    for name, value in _table(data, key, lines).items():
        line, title = lines.get((f"{key}.{name}", 0)), f"[{key}.{name}]"
        if not isinstance(value, dict):
            raise ManifestError(line, f"{key}.{name} has to be a table.", f"Write it as {title}.")
        found.append((name, _Table(value, line, title)))
    return found


def _lines(text: str) -> dict[tuple[str, int], int]:
    """Header and its number among headers of that name → line; inline tables have none."""
    found: dict[tuple[str, int], int] = {}
    seen = Counter[str]()
    for header in _HEADER.finditer(text):
        name = ".".join(piece.strip(" \t\"'") for piece in header[2].split("."))
        found[name, seen[name]] = text.count("\n", 0, header.start(1)) + 1
        seen[name] += 1
    return found
