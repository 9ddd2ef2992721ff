"""Records of the Model Openness Tool as text that is changed in place."""

import pytest

from weighbridge.records.openness import RecordError, parse, write
from weighbridge.records.openness.changing import with_component, with_field

RECORD = """\
# Kept by hand; ask before you change it.
release:
  name: "Example-7B"   # double quotes stay
  version: 1.0
  x-internal: [a, b]
  license:
    code: {name: MIT, path: ''}
  components:
    -
      name: 'Model card'
      license: CC-BY-4.0 # as the card says
    # datasets are still being gathered
    -
      name: Datasets
      note: |
        two
        lines
"""


def _diff(before: str, after: str) -> list[str]:
    return [line for line in after.splitlines() if line not in before.splitlines()]


def test_a_record_is_read_as_it_is_written() -> None:
    record = parse(RECORD)

    assert record.name == "Example-7B"
    assert (record.release["version"].value, record.release["version"].reads) == ("1.0", "number")
    assert record.licenses["code"]["name"].value == "MIT"
    assert [(e.name, e.line, e.text("license")) for e in record.components] == [
        ("Model card", 10, "CC-BY-4.0"),
        ("Datasets", 14, ""),
    ]


def test_unknown_fields_are_kept_and_seen() -> None:
    record = parse(RECORD)

    assert record.release["x-internal"].reads == "sequence"
    assert record.components[1].text("note") == "two\nlines\n"


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_is_unchanged_is_written_byte_for_byte(mark: str, end: str) -> None:
    text = mark + RECORD.replace("\n", end)

    assert write(parse(text)) == text


def test_a_changed_license_leaves_the_comment_beside_it() -> None:
    changed = write(with_component(parse(RECORD), "Model card", license="MIT"))

    assert _diff(RECORD, changed) == ["      license: 'MIT' # as the card says"]


def test_a_new_field_stands_in_the_order_of_the_format() -> None:
    changed = write(with_component(parse(RECORD), "Model card", component_path="README.md"))
    lines = changed.splitlines()

    assert lines[11] == "      component_path: 'README.md'"
    assert len(lines) == len(RECORD.splitlines()) + 1


def test_a_new_component_is_laid_out_as_the_others_are() -> None:
    changed = write(with_component(parse(RECORD), "Data card", license="MIT"))

    assert changed == RECORD + "    -\n      name: 'Data card'\n      license: 'MIT'\n"


def test_a_new_component_follows_a_compact_list() -> None:
    text = "release:\n  components:\n  - name: Datasets # all\n\n# the end\n"

    assert write(with_component(parse(text), "Data card", license="MIT")) == (
        "release:\n  components:\n  - name: Datasets # all\n"
        "  - name: 'Data card'\n    license: 'MIT'\n\n# the end\n"
    )


def test_a_new_component_goes_into_an_empty_list() -> None:
    changed = write(with_component(parse("release: {components: []}\n"), "Data card"))

    assert changed == "release: {components: [{name: 'Data card'}]}\n"


def test_the_entry_that_counts_is_the_one_that_is_changed() -> None:
    twice = RECORD + "    - name: 'Model card'\n"
    changed = with_component(parse(twice), "Model card", license="MIT")

    assert [e.text("license") for e in changed.components] == ["CC-BY-4.0", "", "MIT"]


def test_a_version_stays_a_string_once_it_is_written() -> None:
    changed = with_field(parse(RECORD), "release", "version", "2.0")

    assert changed.release["version"].reads == "text"
    assert _diff(RECORD, write(changed)) == ["  version: '2.0'"]


def test_a_file_with_other_line_ends_keeps_them() -> None:
    text = RECORD.replace("\n", "\r\n")
    changed = write(with_component(parse(text), "Data card", license="MIT"))

    assert changed.count("\n") == changed.count("\r\n") == text.count("\n") + 3


def test_an_alias_is_not_changed_behind_its_anchor() -> None:
    text = "release: {a: &l MIT, components: [{name: Datasets, license: *l}]}\n"

    with pytest.raises(RecordError, match="alias"):
        with_component(parse(text), "Datasets", license="ISC")


@pytest.mark.parametrize(
    "text", ["", "- 1\n", "release: 7\n", "release: {components: 7}\n", "a: 'b\n", "\t- a"]
)
def test_what_is_no_record_is_refused_with_cause_and_remedy(text: str) -> None:
    with pytest.raises(RecordError) as refused:
        parse(text)

    assert refused.value.cause.endswith(".")
    assert refused.value.remedy.endswith(".")
