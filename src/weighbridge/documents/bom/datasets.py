"""The data a release was made with: its own files by role, and those it names."""

from collections.abc import Iterator, Mapping
from typing import Any

from weighbridge.documents.bom.answers import Answers
from weighbridge.documents.bom.evidence import claim
from weighbridge.documents.bom.licensing import concluded, stated
from weighbridge.documents.bom.naming import plain
from weighbridge.documents.bom.quoting import shortened
from weighbridge.documents.record import Record
from weighbridge.records.bills.bill import Component, Kind, Link, Relation

_ROLES = {"training": "training data", "evaluation": "evaluation data", "unknown": "other data"}
_LICENSED_AS = {"training": "datasets", "evaluation": "evaluation-data", "unknown": "datasets"}
SAID = {
    "collection": "weighbridge:data-collection",
    "processing": "weighbridge:data-processing",
    "biases": "weighbridge:known-biases",
    "consent-and-personal-data": "weighbridge:personal-data",
    "intended-use": "weighbridge:intended-use",
    "source": "weighbridge:data-source",
}
"""Sections of a data card, and the properties that hold their words."""
_TABLES = frozenset({"CSV", "TSV", "Parquet", "Arrow"})

Rows = list[Mapping[str, Any]]


def components(record: Record, answers: Answers) -> Iterator[Component]:
    """A component for the files of each role, and one for each dataset that is named."""
    for role, rows in _own(record).items():
        yield _of_files(record, answers, role, rows)
    for name, row in _named(record).items():
        yield Component(
            ref=f"dataset:{name}",
            kind=Kind.DATASET,
            name=name,
            version=row["revision"],
            licenses=(row["license"],) if row["license"] else (),
            links=(("distribution", row["address"]),) if row["address"] else (),
            properties=(("weighbridge:role", row["role"]),),
            claims=tuple(claim(record, "name", "data.datasets", "data.links")),
        )


def by_role(record: Record) -> dict[str, tuple[str, ...]]:
    """References of the data it was trained on and tested on."""
    found: dict[str, list[str]] = {role: [] for role in _ROLES}
    for role in _own(record):
        found[role].append(f"dataset:{role}")
    for name, row in _named(record).items():
        found[row["role"]].append(f"dataset:{name}")
    return {role: tuple(refs) for role, refs in found.items()}


def contained(record: Record, ref_of: Mapping[tuple[str, str], str]) -> Iterator[Relation]:
    """Which files each of the release's own datasets is made of."""
    refs: dict[str, list[str]] = {}
    for (_, path), ref in ref_of.items():
        refs.setdefault(path, []).append(ref)
    for role, rows in _own(record).items():
        inside = [ref for row in rows for ref in refs.get(row["path"], ())]
        yield Relation(f"dataset:{role}", Link.CONTAINS, tuple(dict.fromkeys(inside)))


def is_tabular(component: Component) -> bool:
    """Whether every file of a dataset is a table."""
    formats = dict(component.properties).get("weighbridge:formats", "")
    return bool(formats) and set(formats.split(", ")) <= _TABLES


def _own(record: Record) -> dict[str, Rows]:
    held: dict[str, Rows] = {}
    for role in _ROLES:
        rows = [row for row in record.value("data.files") or () if row["role"] == role]
        if rows:
            held[role] = rows
    return held


def _of_files(record: Record, answers: Answers, role: str, rows: Rows) -> Component:
    counted = [row["records"] for row in rows]
    known = all(count is not None for count in counted)
    plural = "" if len(rows) == 1 else "s"
    records = f", {sum(counted):,} records" if known else ""
    return Component(
        ref=f"dataset:{role}",
        kind=Kind.DATASET,
        name=f"{record.name}: {_ROLES[role]}",
        version=record.version,
        description=f"{len(rows)} file{plural}{records}",
        supplier=answers.originator or answers.supplier,
        licenses=stated(record, _LICENSED_AS[role]),
        concluded=concluded(record, _LICENSED_AS[role]),
        size=sum(row["size"] for row in rows),
        data=tuple({"type": "dataset", "name": row["path"]} for row in rows),
        properties=(
            ("weighbridge:role", role),
            ("weighbridge:formats", ", ".join(sorted({row["format"] for row in rows}))),
            *_said(record),
        ),
        claims=(
            *claim(record, "data", "data.files"),
            *claim(record, "licenses", f"license.{_LICENSED_AS[role]}", "license.release"),
        ),
    )


def _said(record: Record) -> Iterator[tuple[str, str]]:
    """What the data card says of the data, section by section."""
    for topic, name in SAID.items():
        words = record.value(f"words.data.{topic}")
        if isinstance(words, str):
            yield name, shortened(words)


def _named(record: Record) -> dict[str, dict[str, str]]:
    """The datasets named, an id and a link to its page being one."""
    found: dict[str, dict[str, str]] = {}
    for row in record.value("data.datasets") or ():
        _met(found, row["name"], "training", row["revision"], row["license"])
    for row in record.value("data.links") or ():
        _met(found, row["target"], row["role"], row["revision"], "")
    return found


def _met(
    found: dict[str, dict[str, str]], target: str, role: str, revision: str, license_id: str
) -> None:
    role = role if role in _ROLES else "unknown"
    held = found.setdefault(
        plain(target), {"role": role, "revision": "", "license": "", "address": ""}
    )
    held["role"] = role if held["role"] == "unknown" else held["role"]
    held["revision"] = held["revision"] or revision
    held["license"] = held["license"] or license_id
    if "://" in target:
        held["address"] = held["address"] or target
