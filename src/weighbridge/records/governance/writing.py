"""Writing an entry: a new one in TOML, and a change to one that keeps every other byte its own."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from io import StringIO
from typing import Any

from weighbridge.records.governance.kinds import Entry

Place = tuple[str | int, ...]
Changes = Mapping[Place, Any]
"""Where a value goes, and the value; at `("sign_offs", None)`-like ends see `append`."""


def create(entry: Entry, *, id: str, comments: Iterable[str] = ()) -> str:  # noqa: A002  # its name in the file
    """A new file's text: every field in order, empty ones too, so that a person sees them all.

    Args:
        comments: lines to stand at the top.
    """
    import tomlkit  # noqa: PLC0415  # reading never needs it

    document = tomlkit.document()
    for comment in comments:
        document.add(tomlkit.comment(comment))
    document.add("id", tomlkit.item(id))
    for key, value in _ordered(entry):
        document.add(key, value)
    return tomlkit.dumps(document)


def change(text: str, changes: Changes, *, yaml: bool = False) -> str:
    """The text with some values set; comments, order and unknown keys stay.

    Raises:
        KeyError: a table on the way is not there.
        ValueError: the text is not what its ending promises.
    """
    return _edited(text, [(place, value, False) for place, value in changes.items()], yaml=yaml)


def append(text: str, key: str, record: Any, *, yaml: bool = False) -> str:
    """The text with one more table in a list of tables.

    Args:
        record: a dataclass of this room; its empty fields are left out.
    """
    return _edited(text, [((key,), plain(record), True)], yaml=yaml)


def plain(value: Any) -> Any:
    """A record as values that TOML and YAML hold; empty fields are left out."""
    if is_dataclass(value):
        pairs = ((f.name.replace("_", "-"), plain(getattr(value, f.name))) for f in fields(value))
        return {key: held for key, held in pairs if held not in (None, "", [], {})}
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    return str(value) if isinstance(value, StrEnum) else value


def _ordered(entry: Entry) -> list[tuple[str, Any]]:
    """Fields of an entry as TOML items: scalars first, since tables end the top of a file."""
    import tomlkit  # noqa: PLC0415

    scalars, tables = [], []
    for field in fields(entry):
        value = getattr(entry, field.name)
        key = field.name.replace("_", "-")
        match value:
            case tuple() if value and is_dataclass(value[0]):
                array = tomlkit.aot()
                for one in value:
                    array.append(tomlkit.item(plain(one)))
                tables.append((key, array))
            case _ if is_dataclass(value):
                if held := plain(value):
                    tables.append((key, tomlkit.item(held)))
            case None:
                continue
            case _:
                scalars.append((key, tomlkit.item(plain(value))))
    return [*scalars, *tables]


def _edited(text: str, edits: list[tuple[Place, Any, bool]], *, yaml: bool) -> str:
    if yaml:
        return _edited_yaml(text, edits)
    import tomlkit  # noqa: PLC0415
    from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415

    try:
        document = tomlkit.parse(text)
        for place, value, more in edits:
            _set(document, place, value, more=more, table=tomlkit.aot)
    except TOMLKitError as error:
        raise ValueError(str(error)) from error
    return tomlkit.dumps(document)


def _edited_yaml(text: str, edits: list[tuple[Place, Any, bool]]) -> str:
    from ruamel.yaml import YAML  # noqa: PLC0415
    from ruamel.yaml.error import YAMLError  # noqa: PLC0415

    form = YAML(typ="rt")
    form.preserve_quotes = True
    form.width = 4096
    try:
        document = form.load(text)
    except YAMLError as error:
        raise ValueError(str(error)) from error
    for place, value, more in edits:
        _set(document, place, value, more=more, table=list)
    out = StringIO()
    form.dump(document, out)
    return out.getvalue()


def _set(document: Any, place: Place, value: Any, *, more: bool, table: Any) -> None:
    """Set a value, or add one to the list at a place."""
    *way, last = place
    node = document
    for step in way:
        node = node[_spelled(node, step)]
    key = _spelled(node, last)
    if not more:
        node[key] = _held(value)
        return
    if key not in node or not len(node[key]):
        node[key] = table()
    node[key].append(_held(value))


def _spelled(node: Any, step: str | int) -> str | int:
    """A key as the file spells it, with hyphens or underscores."""
    if isinstance(step, int):
        return step
    return next((k for k in node if str(k).replace("-", "_") == step.replace("-", "_")), step)


def _held(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return str(value)
    return value if isinstance(value, date) else plain(value)
