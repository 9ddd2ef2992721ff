"""Linting records: each by itself, then all of them together."""

from collections.abc import Iterator, Mapping

from weighbridge.records.openness import Record, RecordError, parse
from weighbridge.verdicts.openness_record import addresses, entries, layout, licenses, shape
from weighbridge.verdicts.openness_record.defect import Defect


def lint(text: str) -> list[Defect]:
    """What is wrong with one record, in the order of its lines; empty when nothing is."""
    record = _parsed(text)
    if isinstance(record, Defect):
        return sorted({*layout.tabs(text), record})
    rooms = (layout.doubles, shape.defects, entries.defects, licenses.defects, addresses.defects)
    found = {defect for room in rooms for defect in room(record)}
    return sorted(found | set(layout.tabs(text)))


def lint_all(texts: Mapping[str, str]) -> dict[str, list[Defect]]:
    """The same for several records by their paths, and names that several of them share."""
    found = {path: lint(text) for path, text in texts.items()}
    for path, defect in _shared_names(texts):
        found[path] = sorted([*found[path], defect])
    return found


def _parsed(text: str) -> Record | Defect:
    try:
        return parse(text)
    except RecordError as error:
        return Defect(error.line, "record-is-readable", error.cause, error.remedy)


def _shared_names(texts: Mapping[str, str]) -> Iterator[tuple[str, Defect]]:
    """Names compared without regard to case, as the tool's database compares them.

    Source: Model Openness Tool, `ModelUpdater::exists` (models are found by their label).
    """
    bearing: dict[str, list[tuple[str, Record]]] = {}
    for path, text in texts.items():
        record = _parsed(text)
        if isinstance(record, Record) and record.name:
            bearing.setdefault(record.name.casefold(), []).append((path, record))
    for same in bearing.values():
        for path, record in same if len(same) > 1 else ():
            others = ", ".join(other for other, _ in same if other != path)
            message = f"The release name {record.name!r} is also that of {others}."
            remedy = "Give every release a name of its own: the tool overwrites one by the other."
            line = record.release["name"].line
            yield path, Defect(line, "release-name-is-unique", message, remedy)
