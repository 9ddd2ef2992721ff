"""One record of the Model Openness Tool: the text as it stands, and what it says with line numbers.

Source: Model Openness Tool, record format (`framework`, `release`, `components`), May 2026.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from weighbridge.records.openness.composing import YamlError, compose
from weighbridge.records.openness.nodes import Node

SCOPES = ("distribution", "code", "data", "document")
"""What a licence of the whole release may be stated for, widest first."""
_MARK = "\ufeff"


class RecordError(ValueError):
    """A text that is no record, or a change that cannot be made to it.

    Attributes:
        line: where, counted from 1.
        cause: what is wrong, as a sentence.
        remedy: what its writer does, as a sentence.
    """

    def __init__(self, line: int, cause: str, remedy: str) -> None:
        super().__init__(f"line {line}: {cause} {remedy}")
        self.line, self.cause, self.remedy = line, cause, remedy


@dataclass(frozen=True, slots=True)
class Field:
    """One value.

    Attributes:
        value: the text as it is written, whatever YAML would take it for; None for null.
        reads: what YAML takes it for: `text`, `null`, `truth value`, `number`, `date`, or
            `mapping` or `sequence` for what is no single value.
        line: counted from 1.
    """

    value: str | None
    reads: str
    line: int

    @property
    def empty(self) -> bool:
        """Whether PHP, which the tool is written in, takes it for no value."""
        if self.reads == "number" and self.value:
            return not self.value.strip("+-0_.")
        falsy = self.reads == "truth value" and (self.value or "").lower() == "false"
        return falsy or self.value in {None, "", "0"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the list of components.

    Attributes:
        fields: every field by its name, those the format does not have included.
        line: counted from 1.
    """

    fields: Mapping[str, Field]
    line: int

    def text(self, name: str) -> str:
        """A field's text; empty where there is none."""
        found = self.fields.get(name)
        return (found.value or "") if found else ""

    @property
    def name(self) -> str:
        """The component's name as it is written."""
        return self.text("name")


@dataclass(frozen=True, slots=True)
class Record:
    """A whole file.

    Attributes:
        text: all of it, as it stands.
        framework: fields of the framework, by name.
        release: fields of the release that are single values, by name.
        licenses: by scope, the fields of a licence stated for more than one component.
        components: in the order of the file.
        root: the document's nodes, which say where each value stands in `text`.
    """

    text: str
    framework: Mapping[str, Field]
    release: Mapping[str, Field]
    licenses: Mapping[str, Mapping[str, Field]]
    components: tuple[Entry, ...]
    root: Node

    @property
    def name(self) -> str:
        """The release's name; empty where there is none."""
        found = self.release.get("name")
        return (found.value or "") if found else ""


def parse(text: str) -> Record:
    """Read a record.

    Raises:
        RecordError: it is not YAML, or no mapping whose `release` holds a list of `components`.
    """
    try:
        root = compose(text.removeprefix(_MARK))
    except YamlError as error:
        cause = f"It is not valid YAML: {error}."
        raise RecordError(error.line, cause, "Mend the syntax.") from error
    release = root.get("release") if root else None
    listed = release.get("components") if release else None
    if root is None or release is None or listed is None or listed.kind != "sequence":
        line = release.line if release else 1
        cause = "It is no record: no `release` holds a list of `components`."
        raise RecordError(line, cause, "List the components under `release:`, `components:`.")
    return Record(
        text=text,
        framework=_fields(root.get("framework")),
        release=_fields(release),
        licenses=dict(_licenses(release.get("license"))),
        components=tuple(_entry(node) for node in listed.items if node.kind == "mapping"),
        root=root,
    )


def write(record: Record) -> str:
    """The record's text: what was read, and only what was changed is changed."""
    return record.text


def _fields(node: Node | None) -> dict[str, Field]:
    """The values of a mapping; of a key that stands there twice, the first."""
    found: dict[str, Field] = {}
    for key, value in node.pairs if node else ():
        found.setdefault(key.value, _field(value, key.line))
    return found


def _field(node: Node, line: int) -> Field:
    if node.kind != "scalar":
        return Field("", node.kind, line)
    reads = node.reads
    return Field(None if reads == "null" else node.value, reads, line)


def _licenses(node: Node | None) -> Iterator[tuple[str, dict[str, Field]]]:
    for key, value in node.pairs if node else ():
        if key.value in SCOPES and value.kind == "mapping":
            yield key.value, _fields(value)


def _entry(node: Node) -> Entry:
    return Entry(_fields(node), node.line)
