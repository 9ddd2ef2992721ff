"""Changes to a record: each gives a new one whose text differs only where it has to."""

from weighbridge.patterns import lazy
from weighbridge.records.openness.nodes import Node
from weighbridge.records.openness.quoting import quoted
from weighbridge.records.openness.record import Record, RecordError, parse

FIELDS = ("name", "description", "license", "license_path", "component_path")
"""What an entry of the list of components holds, in the tool's order."""
_MARK = "\ufeff"
_LINE_END = lazy(r"[^\n]*(?:\n|$)")


def with_component(record: Record, name: str, **fields: str) -> Record:
    """The record with a component's fields set; the component is added if it is not listed.

    Of several entries of one component the last is changed, since it is the one that counts.

    Args:
        fields: by their names in the record: `license`, `component_path` and so on.

    Raises:
        RecordError: the entry hangs on an alias, anchor or tag, or is laid out so that it cannot
            be changed in place.
    """
    listed = _listed(record)
    known = [one for one in listed.items if one.kind == "mapping" and _value(one, "name") == name]
    if not known:
        return _reread(record, *_appended(record, listed, {"name": name, **fields}))
    for field, value in fields.items():
        entry = next(o for o in reversed(_listed(record).items) if _value(o, "name") == name)
        record = _with(record, entry, field, value, FIELDS)
    return record


def with_field(record: Record, section: str, field: str, value: str) -> Record:
    """The record with one field of its `framework` or `release` set.

    Raises:
        RecordError: there is no such section, or as for `with_component`.
    """
    node = record.root.get(section)
    if node is None or node.kind != "mapping":
        raise RecordError(1, f"It has no section {section!r}.", f"Add `{section}:` first.")
    return _with(record, node, field, value, ("name", "version", "date"))


def _with(record: Record, node: Node, field: str, value: str, order: tuple[str, ...]) -> Record:
    """The record with a field of a mapping replaced, or put behind those that come before it."""
    text, shift = _body(record)
    for key, old in node.pairs:
        if key.value == field:
            _refuse_bound(key, old)
            at_line_start = text[old.start : old.end].endswith("\n")
            new = quoted(value) + "\n" * at_line_start
            return _reread(record, old.start, old.end, " " * (old.start == old.end) + new, shift)
    before = order[: order.index(field)] if field in order else order
    anchors = [pair for pair in node.pairs if pair[0].value in before and _is_scalar(*pair)]
    if not anchors:
        cause = "No field stands where the new one could go."
        raise RecordError(node.line, cause, f"Write `{field}` by hand.")
    _, anchor = max(anchors, key=lambda pair: pair[1].end)
    if node.flow:
        new = f", {field}: {quoted(value)}"
        if text[node.start] != "{":  # a pair alone in brackets, which needs no braces
            new = f"{{{text[node.start : anchor.end]}{new}}}"
            return _reread(record, node.start, anchor.end, new, shift)
        return _reread(record, anchor.end, anchor.end, new, shift)
    at = _end_of_line(text, anchor.end)
    line = f"{' ' * node.column}{field}: {quoted(value)}"
    return _reread(record, at, at, _as_lines(text, at, [line]), shift)


def _appended(record: Record, listed: Node, fields: dict[str, str]) -> tuple[int, int, str, int]:
    """Where a new entry goes, and its text, laid out as the first entry is."""
    text, shift = _body(record)
    pairs = [(name, quoted(fields[name])) for name in (*FIELDS, *fields) if name in fields]
    pairs = list(dict.fromkeys(pairs))
    if listed.flow or not listed.items:
        at = text.rindex("]", listed.start, listed.end)
        inside = ", ".join(f"{name}: {value}" for name, value in pairs)
        comma = ", " if listed.items and text[:at].rstrip()[-1] != "," else ""
        return at, at, f"{comma}{{{inside}}}", shift
    first = listed.items[0]
    dash, column = listed.column, max(first.column, listed.column + 2)
    same_line = first.line == listed.line
    lines = [f"{' ' * column}{name}: {value}" for name, value in pairs]
    lead = f"{' ' * dash}-"
    lines = [lead + lines[0][len(lead) :], *lines[1:]] if same_line else [lead, *lines]
    at = _end_of_line(text, max(_last(one) for one in listed.items))
    return at, at, _as_lines(text, at, lines), shift


def _reread(record: Record, start: int, end: int, new: str, shift: int) -> Record:
    start, end = start + shift, end + shift
    return parse(record.text[:start] + new + record.text[end:])


def _listed(record: Record) -> Node:
    release = record.root.get("release")
    listed = release.get("components") if release else None
    if listed is None:
        raise RecordError(1, "It lists no components.", "Add `components:` under `release:`.")
    return listed


def _body(record: Record) -> tuple[str, int]:
    """The text that offsets count in, and how far they lie behind in the file."""
    body = record.text.removeprefix(_MARK)
    return body, len(record.text) - len(body)


def _value(node: Node, key: str) -> str:
    found = node.get(key)
    return found.value if found else ""


def _is_scalar(key: Node, value: Node) -> bool:
    return value.kind == "scalar" and value.start >= key.end


def _refuse_bound(key: Node, value: Node) -> None:
    if value.fixed or value.start < key.end or value.kind != "scalar":
        cause = f"`{key.value}` is an alias, bears an anchor or tag, or is no single value."
        raise RecordError(key.line, cause, "Write its value out, and change it then.")


def _last(node: Node) -> int:
    """Where the last value in a node ends; the parser's own end lies behind later comments."""
    if node.flow or node.kind == "scalar":
        return node.end
    return max((_last(v) for v in (*(v for _, v in node.pairs), *node.items)), default=node.end)


def _end_of_line(text: str, at: int) -> int:
    """The start of the next line, or the end of the text."""
    if at and text[at - 1] == "\n":
        return at
    found = _LINE_END.match(text, at)
    return found.end() if found else len(text)


def _as_lines(text: str, at: int, lines: list[str]) -> str:
    end = "\r\n" if "\r\n" in text else "\n"
    whole = at == 0 or text[at - 1] == "\n"
    if whole:
        return "".join(line + end for line in lines)
    return end + end.join(lines)
