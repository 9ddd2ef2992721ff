"""Records of any shape survive reading, writing and changing, and hostile ones do no harm."""

from io import StringIO
from random import Random
from typing import Any

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from openness_records import alone, dumped, random_record
from weighbridge.facts.openness_record import OpennessRecord
from weighbridge.facts.provenance import Reading
from weighbridge.records.openness import RecordError, parse, write
from weighbridge.records.openness.changing import with_component, with_field
from weighbridge.records.openness.composing import YamlError, parsed
from weighbridge.records.openness.nodes import Node
from weighbridge.records.openness.plain import read
from weighbridge.records.openness.quoting import quoted
from weighbridge.verdicts.openness_record import lint

_VALUES = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["1.0", "2024-12-15", "no", "~", "null", "it's", "a: b", "x #y", "- z", "'"]),
    st.none(),
    st.booleans(),
    st.integers(-5, 5),
    st.floats(allow_nan=False, allow_infinity=False, width=16),
)
_FIELDS = st.dictionaries(
    st.sampled_from(["license", "license_path", "component_path", "description", "x-note"]),
    _VALUES,
    max_size=4,
)
_ENTRIES = st.builds(
    lambda name, fields: {"name": name, **fields}, st.sampled_from(["Model card", "é"]), _FIELDS
)
_RECORDS = st.builds(
    lambda header, entries: {"release": {**header, "components": entries}, "extra": header},
    st.dictionaries(st.sampled_from(["name", "version", "date", "origin"]), _VALUES),
    st.lists(_ENTRIES, max_size=4),
)
_STYLES = st.tuples(
    st.sampled_from([False, None, True]), st.sampled_from([20, 4096]), st.sampled_from([2, 4])
)


def _written(record: dict[str, Any], style: tuple[bool | None, int, int]) -> str:
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style, yaml.width, yaml.indent = style
    yaml.allow_unicode = True
    text = StringIO()
    yaml.dump(record, text)
    try:
        _loaded(text.getvalue())
    except YAMLError:  # the library writes a few scalars in flows that it cannot read again
        reject()
    return text.getvalue()


def _loaded(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


def _shape(node: Node) -> Any:
    """All that a node says; ends and columns of blocks are the parser's own affair."""
    inside = [(_shape(k), _shape(v)) for k, v in node.pairs], [_shape(one) for one in node.items]
    place = (node.line, node.start, node.end) if node.kind == "scalar" else (node.line, node.start)
    return node.kind, node.value, node.plain, node.flow, node.fixed, place, inside


@given(_RECORDS, _STYLES)
def test_what_is_read_is_written_byte_for_byte(
    record: dict[str, Any], style: tuple[bool | None, int, int]
) -> None:
    text = _written(record, style)

    assert write(parse(text)) == text


@given(st.integers(0, 1 << 32))
@settings(max_examples=20)
def test_a_record_survives_the_round_trip_library_too(seed: int) -> None:
    random = Random(seed)  # noqa: S311  # a test's own numbers
    text = dumped(random, random_record(random))

    assert _loaded(write(parse(text))) == _loaded(text)


@given(_RECORDS, _STYLES, st.text(max_size=30))
def test_a_changed_component_changes_nothing_else(
    record: dict[str, Any], style: tuple[bool | None, int, int], value: str
) -> None:
    text = _written(record, style)
    entries = record["release"]["components"]
    names = [one["name"] for one in entries]
    wanted = _loaded(text)
    if "Model card" in names:
        last = len(names) - 1 - names[::-1].index("Model card")
        wanted["release"]["components"][last]["license"] = value
    else:
        wanted["release"]["components"].append({"name": "Model card", "license": value})

    changed = with_component(parse(text), "Model card", license=value)

    assert _loaded(write(changed)) == wanted


@given(_RECORDS, _STYLES, st.text(max_size=30))
def test_a_changed_field_changes_nothing_else(
    record: dict[str, Any], style: tuple[bool | None, int, int], value: str
) -> None:
    record["release"]["name"] = "Example"
    text = _written(record, style)
    wanted = _loaded(text)
    wanted["release"]["version"] = value

    assert _loaded(write(with_field(parse(text), "release", "version", value))) == wanted


@given(st.text(max_size=60))
def test_quoted_text_is_text_again(text: str) -> None:
    assert _loaded(f"key: {quoted(text)}") == {"key": text}


@given(_RECORDS, _STYLES)
def test_the_plain_form_reads_as_the_parser_reads_it(
    record: dict[str, Any], style: tuple[bool | None, int, int]
) -> None:
    text = _written(record, style)
    quick = read(text)

    assert quick is None or _shape(quick) == _shape(parsed(text) or quick)


_LINES = st.lists(
    st.builds(
        lambda indent, dash, rest: " " * indent + dash + rest,
        st.integers(0, 5),
        st.sampled_from(["", "- ", "-", "-   "]),
        st.sampled_from(
            [
                *("a: b", "a:", "b: 'c''d'", 'c: "x # y"', "a: b # c", "# note", "", "a: b:c"),
                *("a: b#c", "word", "a:b", "a: x, [y]", "a: 2024-01-01", "b: 'c' d", "a: (x) -y"),
                *("c: a: b", "b: x:", "a: https://x.y/z#a", "---", "a: |", "? a", "a: /x 'y'"),
            ]
        ),
    ),
    max_size=8,
)


@given(_LINES)
@settings(max_examples=300)
def test_the_plain_form_takes_no_text_for_what_it_is_not(lines: list[str]) -> None:
    text = "\n".join(lines)
    quick = read(text)
    if quick is None:
        return
    slow = parsed(text)

    assert slow is not None
    assert _shape(quick) == _shape(slow)


@given(st.one_of(st.text(max_size=200), _LINES.map("\n".join)))
def test_any_text_is_a_record_or_an_error_with_a_line(text: str) -> None:
    try:
        line, written = 1, write(parse(text))
    except RecordError as error:
        line, written = error.line, text

    assert line >= 1
    assert written == text


@given(
    st.one_of(st.binary(max_size=200), _RECORDS.map(lambda r: _written(r, (False, 80, 2)).encode()))
)
def test_the_reader_and_the_linter_take_anything(data: bytes) -> None:
    assert isinstance(alone(data).view(OpennessRecord, Reading.CLAIMS), OpennessRecord)
    assert all(one.line >= 1 for one in lint(data.decode("utf-8", "replace")))


def test_a_node_that_holds_itself_is_refused() -> None:
    with pytest.raises(YamlError, match="deep"):
        parsed("&a [*a]")
