"""Frameworks as data: loading one from the catalogue."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from typing import Any

from weighbridge import catalogs
from weighbridge.catalogs import components
from weighbridge.verdicts.criteria import Node, checks, parse


@dataclass(frozen=True, slots=True)
class Rule:
    """One criterion as the framework states it.

    Attributes:
        checks: ids of the checks its demands name, sorted.
    """

    id: str
    title: str
    demands: Node
    checks: tuple[str, ...] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "checks", tuple(sorted(checks(self.demands))))


@dataclass(frozen=True, slots=True)
class Rung:
    """One level as the framework states it."""

    id: str
    title: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class CellRule:
    """One cell of a picture as the framework states it.

    Attributes:
        values: the words it can hold and what each demands, strongest first.
    """

    row: str
    row_title: str
    column: str
    column_title: str
    group: str
    values: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class Framework:
    """A framework or one version of it.

    Attributes:
        shape: `ladder`: each level includes the ones before it, and the conclusion is the
            highest one reached; `definition`: all levels together are the definition; `mot`:
            a ladder with the arithmetic of the Model Openness Tool; `grid`: cells that hold
            words, and no conclusion.
        meets: what a definition concludes when it is met.
        source: address the rules were read from.
        read: day they were read.
        default: whether an audit applies it when none is named.
        cells: the rules of a picture.
        otherwise: the word of a cell whose every demand fails.
        scores: what each word counts in the framework's own score; empty where it defines none.
        beyond: what it asks that nobody can observe in a release, as (title, why).
    """

    id: str
    title: str
    version: str
    shape: str
    source: str
    read: str
    rungs: tuple[Rung, ...]
    meets: str = ""
    fails: str = ""
    description: str = ""
    default: bool = True
    beyond: tuple[tuple[str, str], ...] = ()
    cells: tuple[CellRule, ...] = ()
    otherwise: str = ""
    scores: tuple[tuple[str, float], ...] = ()

    def checks(self) -> frozenset[str]:
        """Every check id its criteria name."""
        rules = [rule.demands for rung in self.rungs for rule in rung.rules]
        words = [demands for cell in self.cells for _, demands in cell.values]
        return frozenset().union(*(checks(demands) for demands in [*rules, *words]))


@cache
def load(framework: str) -> Framework:
    """A framework from the catalogue.

    Raises:
        KeyError: the catalogue has none of that id.
        CriteriaError: its criteria cannot be read.
    """
    record = catalogs.entry("frameworks", framework)
    return from_toml(framework, record)


def from_toml(framework: str, record: Mapping[str, Any]) -> Framework:
    """A framework from the tables of its file."""
    rungs = tuple(
        Rung(level["id"], level["title"], tuple(_rule(r) for r in level["criteria"]))
        for level in record.get("levels", ())
    )
    return Framework(
        id=framework,
        title=record["title"],
        version=record["version"],
        shape=record["shape"],
        source=record["source"],
        read=str(record["read"]),
        rungs=rungs,
        meets=record.get("meets", ""),
        fails=record.get("fails", ""),
        description=record.get("description", ""),
        default=record.get("default", True),
        cells=tuple(_cells(record)),
        otherwise=record.get("otherwise", ""),
        scores=tuple(record.get("scores", {}).items()),
        beyond=tuple((b["title"], b["why"]) for b in record.get("not-observable", ())),
    )


def _cells(record: Mapping[str, Any]) -> Iterator[CellRule]:
    """The cells of a picture; with `columns`, every row has one of each, its criteria filled in.

    Rows can be `components`: one for each of the catalogue. In the criteria of a row, `{row}` and
    `{column}` stand for the ids.
    """
    columns = record.get("columns", [{"id": "", "title": ""}])
    rows = record.get("rows", ())
    if rows == "components":
        rows = [{"id": c.id, "title": c.title, "group": c.type} for c in components.every()]
    for row, column in product(rows, columns):
        stated = row.get("values") or record["values"]
        yield CellRule(
            row=row["id"],
            row_title=row["title"],
            column=column["id"],
            column_title=column["title"],
            group=row.get("group", ""),
            values=tuple(
                (word, parse(_filled(demands, row=row["id"], column=column["id"])))
                for word, demands in stated.items()
            ),
        )


def _filled(demands: Any, **names: str) -> Any:
    match demands:
        case str():
            return demands.format(**names)
        case list():
            return [_filled(member, **names) for member in demands]
        case dict():
            return {key: _filled(value, **names) for key, value in demands.items()}
    return demands


def ids() -> tuple[str, ...]:
    """Every framework id, sorted."""
    return catalogs.entries("frameworks")


def _rule(record: Mapping[str, Any]) -> Rule:
    demands = {k: v for k, v in record.items() if k not in {"id", "title", "requires"}}
    return Rule(record["id"], record["title"], parse(record.get("requires", demands)))
