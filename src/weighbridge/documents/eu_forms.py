"""Forms of the European Union filled in from the record, each field with its state."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from weighbridge import catalogs
from weighbridge.documents.papers import size
from weighbridge.documents.record import Field, Record, State

READINESS = (
    "This form shows how far the record of the release answers each field. It is about readiness "
    "and says nothing of legal conformity."
)
_SHOWN = 8
_PLACES = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """One field of a form.

    Attributes:
        values: what the record holds, one line each.
        state: the weakest state among them; `missing` where there is none.
        places: where it was seen.
        audience: who may ask for it; empty where the whole form is public.
    """

    id: str
    title: str
    asks: str
    values: tuple[str, ...]
    state: str
    places: tuple[str, ...]
    audience: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a form."""

    title: str
    answers: tuple[Answer, ...]


def blocks(record: Record, form: str) -> tuple[Block, ...]:
    """The blocks of a form in the catalogue, filled in as far as the record goes."""
    return tuple(
        Block(block["title"], tuple(_answer(record, one) for one in block["fields"]))
        for block in catalogs.entry("vocabularies", form)["blocks"]
    )


def questions(filled: tuple[Block, ...]) -> tuple[str, ...]:
    """What only a person can answer."""
    return tuple(one.asks for block in filled for one in block.answers if not one.values)


def as_json(record: Record, form: str) -> str:
    """The form as JSON; open fields have no value."""
    entry = catalogs.entry("vocabularies", form)
    value = {
        "form": form,
        "title": entry["title"],
        "source": entry["source"],
        "read": str(entry["read"]),
        "note": READINESS,
        "release": {"name": record.name, "version": record.version},
        "blocks": [
            {"title": block.title, "fields": [_row(one) for one in block.answers]}
            for block in blocks(record, form)
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _row(one: Answer) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "asks": one.asks,
        "audience": list(one.audience),
        "state": one.state,
        "value": list(one.values) or None,
        "evidence": list(one.places),
    }


def _answer(record: Record, asked: Mapping[str, Any]) -> Answer:
    held = [(name, one) for name in asked.get("from", ()) for one in _found(record, name)]
    known = [(name, one) for name, one in held if one.state.is_known and _lines(name, one.value)]
    open_ = [one.state for _, one in held if not one.state.is_known]
    weakest = max((one.state for _, one in known), key=_rank, default=None)
    return Answer(
        id=asked["id"],
        title=asked["title"],
        asks=asked["asks"],
        values=tuple(line for name, one in known for line in _lines(name, one.value)),
        state=str(weakest or min(open_, key=_rank, default=State.MISSING)),
        places=tuple(dict.fromkeys(_places(known)))[:_PLACES],
        audience=tuple(asked.get("for", ())),
    )


def _places(known: Iterable[tuple[str, Field]]) -> Iterator[str]:
    """Where fields were seen; a document's path is its place, and drafts repeat commands."""
    for name, one in known:
        if not name.startswith("governance.") and name != "code.commands":
            yield from (at.place for at in one.at)


def _rank(state: State) -> int:
    return state.rank


def _found(record: Record, name: str) -> Iterator[Field]:
    """A field of the record; of the release itself, what it is called and known by."""
    match name:
        case "release.name":
            yield Field(record.name, State.EVIDENCED)
        case "release.version":
            state = State.EVIDENCED if record.version else State.MISSING
            yield Field(record.version or None, state)
        case "release.digests":
            yield from _digests(record)
        case "release.revision":
            yield from (held for _, held in record.under(name))
        case _:
            yield record[name]


def _digests(record: Record) -> Iterator[Field]:
    """Digests of weights: what other files hold, drafts among them, changes."""
    for file in record.files:
        if file.sha256 and file.path.endswith((".safetensors", ".gguf", ".bin", ".pt", ".onnx")):
            yield Field(f"{file.path}: SHA-256 {file.sha256}", State.VERIFIED)


def _lines(name: str, value: object) -> tuple[str, ...]:
    """A value of the record as lines; a section is named by its heading."""
    match value:
        case None | "" | ():
            return ()
        case tuple() if name == "code.commands":
            return tuple(sorted(map(_line, value))[:_SHOWN])
        case tuple():
            said = _ROWS.get(name, _line)
            lines = tuple(said(one) for one in value[:_SHOWN])
            more = len(value) - _SHOWN
            return (*lines, f"and {more} more") if more > 0 else lines
        case _ if name.startswith("section."):
            return (f"see the section “{_line(value)}”",)
        case _ if name.startswith(("model.", "license.")):
            said_of = name.partition(".")[2].replace("-", " ")
            return (
                f"{said_of}: {value:,}" if type(value) is int else f"{said_of}: {_line(value)}",
            )
    return (_line(value),)


def _line(value: object) -> str:
    match value:
        case Mapping():
            return ", ".join(f"{k}: {_line(v)}" for k, v in value.items() if v not in (None, ""))
        case tuple() | list():
            return ", ".join(_line(one) for one in value)
        case bool():
            return "yes" if value else "no"
    return " ".join(str(value).split())[:300]


def _estimate(row: Mapping[str, Any]) -> str:
    total = row.get("total")
    return f"{row['what']}: {size(total) if total else 'not known'}"


def _setting(row: Mapping[str, Any]) -> str:
    return f"{row['name']} = {_line(row['value'])}"


_ROWS: Mapping[str, Callable[[Any], str]] = {
    "hardware.run": _estimate,
    "training.settings": _setting,
}
"""Fields whose rows read better than as keys and values."""
