"""Govern: keep a release's register as files beside it, and publish what it says."""

import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path
from typing import Any, get_origin, get_type_hints

from weighbridge import checks
from weighbridge.documents import (
    decision_log,
    governance_markdown,
    governance_page,
    register_seed,
)
from weighbridge.facts.provenance import Reading
from weighbridge.facts.register import Register
from weighbridge.facts.release import Release
from weighbridge.findings import Finding, Outcome
from weighbridge.formats import html
from weighbridge.records.governance import FOLDERS, KINDS, Decision, Entry, Written, parse, writing
from weighbridge.records.governance.fields import take
from weighbridge.targets.folder import Write

FOLDER = "governance"
"""Where a register lies unless another folder is named."""
_ENDINGS = (".toml", ".yaml", ".yml")
_LARGEST = 1 << 20
"""Bytes of an entry that are read."""


class GovernError(ValueError):
    """Something the register cannot do: the cause, then the remedy."""


@dataclass(frozen=True, slots=True)
class Held:
    """One entry as it lies in the register.

    Attributes:
        path: where, as the user would open it.
        text: all of the file.
        digest: sha256 of its bytes, in hex: a change is refused once it is another.
    """

    path: str
    text: str
    written: Written
    digest: str

    @property
    def yaml(self) -> bool:
        """Whether it is YAML rather than TOML."""
        return not self.path.endswith(".toml")


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One look that somebody took at an entry."""

    on: date
    by: str = ""
    note: str = ""


def held(folder: str) -> Iterator[Held]:
    """Every entry of a register, by kind and file name.

    Args:
        folder: the register's own folder.

    Raises:
        OSError: a file cannot be read.
    """
    for kind, place in _places(Path(folder)):
        with place.open("rb") as stream:
            data = stream.read(_LARGEST + 1)
        text = data[:_LARGEST].decode("utf-8", "replace")
        written = parse(text, kind=kind, name=place.stem, yaml=place.suffix != ".toml")
        yield Held(str(place), text, written, sha256(data).hexdigest())


def find(folder: str, name: str) -> Held:
    """The entry of an id, or of `<kind>:<id>` where several kinds have it.

    Raises:
        GovernError: there is none, or there are several.
    """
    every = list(held(folder))
    kind, _, ident = name.rpartition(":")
    found = [one for one in every if one.written.id == ident and kind in {"", one.written.kind}]
    if len(found) > 1:
        names = " or ".join(f"{one.written.kind}:{ident}" for one in found)
        raise GovernError(f"{name}: several entries have this id. Write {names}.")
    if not found:
        near = get_close_matches(ident, [one.written.id for one in every], n=1)
        hint = f"Did you mean {near[0]}?" if near else "`weighbridge govern list` names them."
        raise GovernError(f"{name}: the register in {folder} has no such entry. {hint}")
    return found[0]


def add(folder: str, kind: str, ident: str, values: Iterable[str]) -> Write:
    """The step that adds an entry.

    Args:
        values: fields as `key=value`; values as TOML writes them, or plain text; repeated for
            lists, with points for tables: `residual.likelihood=rare`.

    Raises:
        GovernError: the id is taken or unusable, or a field cannot hold its value.
    """
    if any(one.written.kind == kind and one.written.id == ident for one in held(folder)):
        raise GovernError(f"{ident}: the register has this {kind} already. Choose another id.")
    taken = take(KINDS[kind], _fitted(kind, _tables(values)))
    if taken.unknown:
        field = next(iter(taken.unknown))
        near = get_close_matches(field.replace("-", "_"), _fields(kind), n=1)
        known = ", ".join(one.replace("_", "-") for one in (near or _fields(kind)))
        raise GovernError(f"{field}: a {kind} has no such field. Write one of: {known}.")
    if taken.problems:
        raise GovernError(taken.problems[0][1])
    return _new(folder, register_seed.Seeded(kind, ident, taken.value))


def seed(folder: str, terms: Collection[str]) -> Iterator[tuple[str, Write | None]]:
    """Each entry a register of these terms starts with: its path, and the step that writes it.

    None stands for the step where a file of that name or an entry of that id is there already.
    """
    taken = {(one.written.kind, one.written.id) for one in held(folder)}
    for one in register_seed.entries(terms):
        path = _place(folder, one.kind, one.id)
        there = (one.kind, one.id) in taken or path.exists()
        yield str(path), None if there else _new(folder, one)


def review(
    folder: str, name: str, look: Reviewed, *, until: date | None, values: Iterable[str] = ()
) -> Write:
    """The step that records a look at an entry, and when the next one is due.

    Raises:
        GovernError: there is no such entry, it cannot be read, or a value does not fit.
    """
    one = find(folder, name)
    changes: dict[tuple[str | int, ...], Any] = dict(
        _changes(one, _fitted(one.written.kind, _tables(values)))
    )
    if until is not None:
        changes["date" if one.written.kind == "review" else "review-by",] = until
    try:
        text = writing.change(one.text, changes, yaml=one.yaml)
        text = writing.append(text, "reviewed", look, yaml=one.yaml)
    except (ValueError, KeyError, TypeError) as error:
        raise GovernError(f"{one.path}: it cannot be changed: {error}. Correct it.") from error
    again = parse(text, kind=one.written.kind, name=one.written.id, yaml=one.yaml)
    if again.problems and not one.written.problems:
        raise GovernError(again.problems[0].message)
    if sha256(one.text.encode()).hexdigest() != one.digest:
        raise GovernError(f"{one.path}: it is no UTF-8 text, or too long. Correct it.")
    return Write(one.path, text, one.digest)


def log(folder: str) -> str:
    """The decision log of a register, as Markdown."""
    decisions = (
        (one.written.id, one.written.entry)
        for one in held(folder)
        if isinstance(one.written.entry, Decision)
    )
    return decision_log.draft(decisions)


def asked(release: Release) -> list[Finding]:
    """What every check that reads the register finds."""
    reading = [one for one in checks.every() if Register in one.needs.values()]
    return checks.run(reading, release, Reading.EVIDENCE)


def status(release: Release) -> list[Finding]:
    """What is overdue, ownerless, without evidence or otherwise open, the gravest first."""
    found = [one for one in asked(release) if one.outcome in {Outcome.FAIL, Outcome.UNKNOWN}]
    order = (Outcome.FAIL, Outcome.UNKNOWN)
    return sorted(found, key=lambda f: (order.index(f.outcome), f.severity.rank, f.check))


def publish(release: Release, *, markdown: bool = False) -> str:
    """One page about a release's governance, as HTML or as Markdown."""
    page = governance_page.page(release, asked(release))
    if markdown:
        return governance_markdown.markdown(page)
    template = html.environment().get_template("governance.html.j2")
    return template.render(page=page, **governance_page.WORDS).strip() + "\n"


def _places(folder: Path) -> Iterator[tuple[str, Path]]:
    """The file of each entry, and the kind it is meant to be of."""
    for name, kind in FOLDERS.items():
        for place in sorted(folder.glob(f"{name}/*")):
            if _is_entry(place):
                yield kind, place
        for ending in _ENDINGS:
            alone = folder / f"{kind}{ending}"
            if folder.name == FOLDER and _is_entry(alone):
                yield kind, alone


def _is_entry(place: Path) -> bool:
    """Whether a file is an entry; a link could lead out of the release."""
    named = place.suffix in _ENDINGS and not place.name.startswith(".")
    return named and place.is_file() and not place.is_symlink()


def _place(folder: str, kind: str, ident: str) -> Path:
    """Where a new entry goes: the plan on its own, any other in its kind's folder."""
    if not ident or not all(c.isalnum() or c in "._-" for c in ident) or ident[0] in "._-":
        raise GovernError(f"{ident!r}: no usable id. Write letters, digits and hyphens.")
    base = Path(folder)
    if kind == ident == "plan" and base.name == FOLDER:
        return base / "plan.toml"
    return base / f"{kind}s" / f"{ident}.toml"


def _new(folder: str, one: register_seed.Seeded) -> Write:
    text = writing.create(one.entry, id=one.id, comments=one.comments)
    if FOLDER not in Path(folder).parts:  # elsewhere an entry has to say that it is one
        text = f'schema = "weighbridge/{one.kind}"\n{text}'
    return Write(str(_place(folder, one.kind, one.id)), text)


def _tables(values: Iterable[str]) -> dict[str, Any]:
    """Fields of `key=value` texts; repeated keys become lists.

    Raises:
        GovernError: one of them is none.
    """
    found: dict[str, Any] = {}
    for text in values:
        key, sign, value = text.partition("=")
        *way, last = key.strip().replace("_", "-").split(".")
        if not sign or not last:
            raise GovernError(f"{text!r} is no field. Write key=value.")
        node = found
        for step in way:
            node = node.setdefault(step, {})
        _put(node, last, _value(value))
    return found


def _put(node: dict[str, Any], key: str, value: Any) -> None:
    if key not in node:
        node[key] = value
        return
    before = node[key] if isinstance(node[key], list) else [node[key]]
    node[key] = [*before, *(value if isinstance(value, list) else [value])]


def _value(text: str) -> Any:
    """A value as TOML writes it, or the text itself."""
    with suppress(tomllib.TOMLDecodeError, RecursionError):
        read: Mapping[str, Any] = tomllib.loads(f"value = {text}")
        if set(read) == {"value"}:
            return read["value"]
    return text


def _fitted(kind: str, tables: dict[str, Any]) -> dict[str, Any]:
    """Values as the fields of a kind want them: a list of one, a number as text."""
    hints = get_type_hints(KINDS[kind])
    return {key: _fit(hints.get(key.replace("-", "_")), value) for key, value in tables.items()}


def _fit(hint: Any, value: Any) -> Any:
    if get_origin(hint) is tuple and not isinstance(value, list):
        return [value]
    return str(value) if hint is str else value


def _changes(one: Held, tables: dict[str, Any]) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Where each value goes; a table that is there is changed key by key."""
    for key, value in tables.items():
        name = key.replace("-", "_")
        if name not in _fields(one.written.kind):
            raise GovernError(f"{key}: a {one.written.kind} has no such field.")
        there = any(str(place[0]).replace("-", "_") == name for place in one.written.lines)
        if isinstance(value, dict) and there:
            yield from (((key, inner), held) for inner, held in value.items())
        else:
            yield (key,), value


def _fields(kind: str) -> tuple[str, ...]:
    made: type[Entry] = KINDS[kind]
    return tuple(made.__dataclass_fields__)
