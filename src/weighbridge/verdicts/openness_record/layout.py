"""How a record is laid out: tabs, and keys that stand twice."""

import re
from collections.abc import Iterator

from weighbridge.patterns import lazy
from weighbridge.records.openness import Record
from weighbridge.records.openness.nodes import Node
from weighbridge.verdicts.openness_record.defect import Defect

_TAB = lazy(r"^[ -]*\t", re.MULTILINE)


def tabs(text: str) -> Iterator[Defect]:
    """Lines that are indented by tabs, which YAML forbids."""
    for found in _TAB.finditer(text):
        line = text.count("\n", 0, found.end()) + 1
        yield Defect(
            line, "indented-by-spaces", "The line is indented by a tab.", "Indent it by spaces."
        )


def doubles(record: Record) -> Iterator[Defect]:
    """Keys that stand twice in one mapping: the tool's parser refuses the whole file."""
    release = record.root.get("release")
    license_node = release.get("license") if release else None
    listed = release.get("components") if release else None
    shared = [value for _, value in license_node.pairs] if license_node else []
    items = listed.items if listed else ()
    for node in (record.root, record.root.get("framework"), release, license_node, *shared, *items):
        yield from _doubles(node)


def _doubles(node: Node | None) -> Iterator[Defect]:
    first: dict[str, int] = {}
    for key, _ in node.pairs if node else ():
        if key.value in first:
            message = f"The key {key.value!r} stands here again; line {first[key.value]} has it."
            yield Defect(key.line, "keys-are-unique", message, "Keep one of the two.")
        first.setdefault(key.value, key.line)
