"""Labelled sets and labelled verdicts: what a filter is asked, and what it said of each item.

A set is JSON lines or CSV; each item has an `id`, a `label` (true for harm), and whatever the
filter is to be shown, mostly `text`. `domain`, `group` and `weight` may stand beside it. Verdicts
are JSON lines with `id`, `domain`, `group`, `label`, `prediction` and `weight`; the prediction is
null, with an `error` beside it, where the filter gave none. Their first line says under `run` what
was asked, and of how many items.
"""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from io import StringIO
from math import isfinite
from typing import Any

_OURS = frozenset({"label", "domain", "group", "weight", "prediction", "error", "asked"})
"""What the filter is not shown: it would give the answer away."""
_WORDS = {
    "true": True, "1": True, "harmful": True, "harm": True, "unsafe": True,
    "false": False, "0": False, "harmless": False, "benign": False, "safe": False,
}  # fmt: skip


class SetError(ValueError):
    """A set that cannot be used: the line, the cause, then the remedy."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a set.

    Attributes:
        label: whether it is harm.
        group: of whom or what it speaks, as `attribute=value; …` or one word.
        weight: how many it stands for.
        shown: what the filter is asked, the id included.
    """

    id: str
    label: bool
    domain: str = ""
    group: str = ""
    weight: float = 1.0
    shown: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a filter said of an item.

    Attributes:
        prediction: whether it takes the item for harm; None where it gave no answer.
        error: why it gave none.
        asked: of which filter and what, so that an answer to another question is not taken for it.
    """

    item: Item
    prediction: bool | None
    error: str = ""
    asked: str = ""


def items(text: str, *, table: bool) -> Iterator[Item]:
    """The items of a set, in order.

    Args:
        table: whether it is CSV with a head line, else JSON lines.

    Raises:
        SetError: a line cannot be used, or an id comes again.
    """
    seen: set[str] = set()
    for line, value in _rows(text, table=table):
        item = _item(line, value)
        if item.id in seen:
            raise SetError(f"line {line}: the id {item.id} comes again. Give each item its own.")
        seen.add(item.id)
        yield item


def answers(text: str, run: Mapping[str, Any]) -> dict[tuple[str, str], bool]:
    """What was answered before: id and `asked` → prediction; lines that say nothing are left out.

    Verdicts that do not say themselves what was asked, those of a whole output, count under an
    empty mark where its head is the one that is given.

    The last line of a file whose writer was killed may end anywhere; it says nothing either.
    """
    found: dict[tuple[str, str], bool] = {}
    same = False
    for line in text.splitlines():
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            continue
        match value:
            case {"run": dict(told)}:
                same = told.get("asked") == run.get("asked", "")
            case {"id": str(name), "prediction": bool(prediction)} if same:
                found[name, ""] = prediction
            case {"id": str(name), "asked": str(asked), "prediction": bool(prediction)}:
                found[name, asked] = prediction
    return found


def asked(of: str, item: Item) -> str:
    """A mark for a question: which filter, and what it is shown; 16 hex digits."""
    told = json.dumps([of, item.shown], sort_keys=True, ensure_ascii=True, default=str)
    return sha256(told.encode()).hexdigest()[:16]


def head(run: Mapping[str, Any]) -> str:
    """The first line of an output, with its end."""
    return json.dumps({"run": run}, ensure_ascii=False) + "\n"


def written(verdict: Verdict, *, whole: bool) -> str:
    """One line of JSON, with its end.

    Args:
        whole: whether it is for the whole output, whose head says what was asked.
    """
    item = verdict.item
    held: dict[str, Any] = {
        "id": item.id,
        "domain": item.domain,
        "group": item.group,
        "label": item.label,
        "prediction": verdict.prediction,
        "weight": item.weight,
    }
    if not whole:
        held["asked"] = verdict.asked
    if verdict.prediction is None:
        held["error"] = verdict.error
    return json.dumps(held, ensure_ascii=False) + "\n"


def _rows(text: str, *, table: bool) -> Iterator[tuple[int, Any]]:
    if table:
        reader = csv.DictReader(StringIO(text))
        try:
            yield from ((reader.line_num, row) for row in reader)
        except csv.Error as error:
            message = f"line {reader.line_num}: it is no CSV: {error}. Correct it."
            raise SetError(message) from error
        return
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError) as error:
                message = f"line {number}: it is no JSON: {error}. Write one object on each line."
                raise SetError(message) from error


def _item(line: int, value: Any) -> Item:
    if not isinstance(value, dict) or value.get("id") in {None, ""}:
        raise SetError(f"line {line}: it has no `id`. Name each item.")
    name = str(value["id"])
    shown = {key: held for key, held in value.items() if isinstance(key, str) and key not in _OURS}
    if len(shown) < 2:
        raise SetError(f"line {line}: there is nothing to show the filter. Add `text`.")
    return Item(
        id=name,
        label=_truth(line, value.get("label")),
        domain=str(value.get("domain") or ""),
        group=str(value.get("group") or ""),
        weight=_weight(line, value.get("weight")),
        shown={**shown, "id": name},
    )


def _truth(line: int, value: Any) -> bool:
    known = _WORDS.get(str(value).strip().lower())
    if known is None:
        raise SetError(f"line {line}: the label is {value!r:.40}. Write true for harm, or false.")
    return known


def _weight(line: int, value: Any) -> float:
    try:
        weight = 1.0 if value in {None, ""} else float(value)
    except (TypeError, ValueError):
        weight = -1.0
    if not isfinite(weight) or weight <= 0:
        raise SetError(f"line {line}: the weight is {value!r:.40}. Write a number above zero.")
    return weight
