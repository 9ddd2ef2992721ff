"""The linter of Model Openness Tool records: each planted defect is named at its line."""

import pytest

from weighbridge.verdicts.openness_record import Defect, lint, lint_all

GOOD = """\
framework:
  name: 'Model Openness Framework'
  version: '1.0'
  date: '2024-12-15'
release:
  name: 'Example-7B'
  version: 7B
  date: '2025-03-01'
  type: language
  architecture: transformer decoder
  treatment: instruct fine-tuned
  origin: Example-7B-Base
  producer: Example
  contact: ''
  repository: 'https://github.com/example/example'
  huggingface: 'https://huggingface.co/example/example-7b'
  license:
    distribution:
      name: Apache-2.0
      path: 'https://github.com/example/example/blob/main/LICENSE'
  components:
    -
      name: 'Model card'
      description: 'What the model is'
      license: CC-BY-4.0
      license_path: 'https://example.org/LICENSE'
      component_path: 'https://huggingface.co/example/example-7b'
    -
      name: 'Training code'
      component_path: code/train.py
"""


def _planted(old: str, new: str) -> list[Defect]:
    assert old in GOOD
    return lint(GOOD.replace(old, new, 1))


def test_a_sound_record_has_no_defect() -> None:
    assert lint(GOOD) == []


PLANTED = [
    ("'Model card'", "Model Card", 23, "component-name-is-known", "Write 'Model card'."),
    ("'Training code'", "Frobnication", 29, "component-name-is-known", "Use one of: "),
    ("'Training code'", "Model card", 29, "component-is-listed-once", "Keep one of the two."),
    ("CC-BY-4.0", "Apache 2.0", 25, "license-is-an-id", "Write 'Apache-2.0'."),
    ("CC-BY-4.0", "cc-by-4.0", 25, "license-is-an-id", "Write 'CC-BY-4.0'."),
    ("Apache-2.0", "apache-2.0", 19, "license-is-an-id", "Write 'Apache-2.0'."),
    ("CC-BY-4.0", "llama3.1", 25, "license-is-an-id", "Write 'LicenseRef-Llama-3.1'"),
    ("CC-BY-4.0", "cc", 25, "license-is-an-id", "State the exact licence"),
    ("CC-BY-4.0", "''", 25, "license-is-an-id", "Write its SPDX id or 'unlicensed'"),
    ("CC-BY-4.0", "Component not included", 25, "license-is-an-id", "Leave the component out"),
    ("CC-BY-4.0", "License not specified", 25, "license-is-an-id", "Write the licence's SPDX"),
    ("CC-BY-4.0", "Pending evaluation", 25, "license-is-an-id", "Write the licence's SPDX id"),
    ("CC-BY-4.0", "Our own terms", 25, "license-is-an-id", "Write the licence's SPDX id"),
    ("      component_path: code/train.py\n", "", 29, "component-has-an-address", "Add `comp"),
    ("      license_path: 'https://example.org/LICENSE'\n", "", 23, "license-has-an-address", ""),
    ("'2024-12-15'", "2024-12-15", 4, "value-is-text", "`date: '2024-12-15'`"),
    ("'1.0'", "1.0", 3, "value-is-text", "`version: '1.0'`"),
    ("version: 7B", "version: 7", 7, "value-is-text", "`version: '7'`"),
    ("producer: Example", "producer: true", 13, "value-is-text", "`producer: 'true'`"),
    ("'2025-03-01'", "March 2025", 8, "date-is-a-day", "Write the date as"),
    ("'2025-03-01'", "'2025-02-30'", 8, "date-is-a-day", "Write the date as"),
    ("type: language", "type: Language", 9, "value-is-allowed", "Write 'language'."),
    ("transformer decoder", "mamba", 10, "value-is-allowed", "Write one of: transformer"),
    ("instruct fine-tuned", "instruct", 11, "value-is-allowed", "Write 'instruct fine-tuned'."),
    ("  contact: ''\n", "", 6, "required-field-is-there", "State `contact`"),
    ("'Example-7B'", "''", 6, "required-field-is-there", "State `name`"),
    ("'Example-7B'", "", 6, "required-field-is-there", "State `name`"),
    ("'Model Openness Framework'", "MOF", 2, "framework-is-the-tools", "Write `name: 'Model"),
    ("'1.0'", "'2.0'", 3, "framework-is-the-tools", "Write `version: '1.0'`."),
    ("https://github.com/example/example'", "github.com/a/b'", 15, "address-is-one", "Write 'htt"),
    (
        "https://huggingface.co/example/example-7b",
        "a/b",
        16,
        "address-is-one",
        "huggingface.co/a/b",
    ),
    ("code/train.py", "N/A", 30, "address-is-one", "Leave `component_path` out"),
    ("code/train.py", "on request", 30, "address-is-one", "Write it as https://"),
    ("      component_path: code", "\tcomponent_path: code", 30, "indented-by-spaces", "Indent it"),
    ("  contact: ''", "  contact: ''\n  contact: a", 15, "keys-are-unique", "Keep one"),
    ("producer: Example", "producer: 'Exa", 15, "record-is-readable", "Mend the syntax."),
    ("  components:", "  parts:", 6, "record-is-readable", "List the components"),
    ("component_path: code", "location: code", 30, "field-is-known", "Call it `component_path`."),
    ("license_path:", "licence_path:", 26, "field-is-known", "Call it `license_path`."),
]


@pytest.mark.parametrize(("old", "new", "line", "rule", "remedy"), PLANTED)
def test_a_planted_defect_is_named_at_its_line(
    old: str, new: str, line: int, rule: str, remedy: str
) -> None:
    found = _planted(old, new)

    assert (line, rule) in [(d.line, d.rule) for d in found]
    assert any(remedy in d.remedy for d in found if (d.line, d.rule) == (line, rule))


@pytest.mark.parametrize("license_id", ["unlicensed", "MIT OR Apache-2.0", "LicenseRef-Own", "ISC"])
def test_a_license_that_is_well_written_is_left_alone(license_id: str) -> None:
    assert _planted("CC-BY-4.0", license_id) == []


def test_every_message_and_remedy_is_a_sentence() -> None:
    found = [defect for old, new, *_ in PLANTED for defect in _planted(old, new)]

    assert [
        d for d in found if not (d.message.endswith(".") and d.remedy.endswith((".", "…")))
    ] == []


def test_a_name_that_two_records_share_is_named_in_both() -> None:
    other = GOOD.replace("Example-7B'", "example-7b'", 1)
    found = lint_all({"a.yml": GOOD, "b.yml": other, "c.yml": GOOD.replace("'Example-7B'", "C")})

    assert {path: [d.rule for d in defects] for path, defects in found.items()} == {
        "a.yml": ["release-name-is-unique"],
        "b.yml": ["release-name-is-unique"],
        "c.yml": [],
    }
    assert "b.yml" in found["a.yml"][0].message


def test_unknown_fields_are_left_in_peace() -> None:
    assert _planted("  contact: ''", "  contact: ''\n  x-internal: 12") == []


def test_an_empty_file_is_no_record() -> None:
    assert [d.rule for d in lint("")] == ["record-is-readable"]
