"""A record of the Model Openness Tool as a release of claims."""

from pathlib import Path

from conftest import Read
from openness_records import AS_OF, alone
from weighbridge.audit import open_release
from weighbridge.facts.components import Components, Presence
from weighbridge.facts.distribution import Gap
from weighbridge.facts.licensing import Licensing, Reach
from weighbridge.facts.openness_record import OpennessRecord
from weighbridge.facts.provenance import Kind, Reading
from weighbridge.facts.release import Release

RECORD = """\
framework:
  name: 'Model Openness Framework'
  version: '1.0'
  date: '2024-12-15'
release:
  name: Example-7B
  version: 7B
  license:
    distribution:
      name: Apache-2.0
      path: ''
    data:
      name: CC-BY-4.0
    document: {name: ''}
  components:
    -
      name: 'Model card'
      component_path: 'https://huggingface.co/example/example-7b'
    -
      name: 'Training code'
      license: Llama 3
      component_path: 'https://doi.org/10.5281/zenodo.1234567'
    -
      name: 'Evaluation code'
      license: unlicensed
    -
      name: 'Some novelty'
      license: MIT
"""


def _record(release: Release) -> OpennessRecord:
    return release.view(OpennessRecord, Reading.CLAIMS)


def _licensing(release: Release) -> Licensing:
    return release.view(Licensing, Reading.CLAIMS)


def test_components_are_recorded_in_order_known_or_not() -> None:
    found = [(c.name, c.license, c.at.lines) for c in _record(alone(RECORD)).components]

    assert found == [
        ("Model card", None, (17, 17)),
        ("Training code", "Llama 3", (20, 20)),
        ("Evaluation code", "unlicensed", (24, 24)),
        ("Some novelty", "MIT", (27, 27)),
    ]


def test_shared_licenses_are_recorded_unless_they_are_empty() -> None:
    found = [(item.scope, item.name) for item in _record(alone(RECORD)).licenses]

    assert found == [("distribution", "Apache-2.0"), ("data", "CC-BY-4.0")]


def test_the_release_is_recorded_by_its_own_name() -> None:
    (found,) = _record(alone(RECORD)).releases

    assert (found.name, found.version, found.at.place) == ("Example-7B", "7B", "example.yml:6")


def test_a_component_with_an_address_is_linked_and_one_without_is_mentioned() -> None:
    seen = alone(RECORD).view(Components, Reading.CLAIMS).sightings

    assert [(s.component, s.presence, s.pinned, s.at.kind) for s in seen] == [
        ("model-card", Presence.LINKED, False, Kind.DECLARED),
        ("training-code", Presence.LINKED, True, Kind.DECLARED),
        ("evaluation-code", Presence.MENTIONED, False, Kind.DECLARED),
    ]


def test_a_license_reaches_as_far_as_it_is_stated_for() -> None:
    claims = _licensing(alone(RECORD)).claims

    assert [(c.expression, c.reach, set(c.components), set(c.types)) for c in claims] == [
        ("Apache-2.0", Reach.RELEASE, set(), set()),
        ("CC-BY-4.0", Reach.PART, set(), {"data"}),
        ("LicenseRef-Llama-3", Reach.PATHS, {"training-code"}, set()),
        ("", Reach.PATHS, {"evaluation-code"}, set()),
    ]


def test_the_last_entry_of_a_component_is_the_one_that_is_claimed() -> None:
    twice = RECORD + "    -\n      name: 'Training code'\n      license: MIT\n"
    release = alone(twice)
    sightings = release.view(Components, Reading.CLAIMS).of("training-code")

    assert [s.presence for s in sightings] == [Presence.MENTIONED]
    assert [c.raw for c in _licensing(release).covering(sightings, "code")] == ["MIT"]


def test_values_count_as_they_are_written() -> None:
    entries = ["1.0", "2024-01-01", "yes", "~", "0", "0.0", "false", "''", "[]", "' MIT '"]
    listed = "".join(f"    - name: Model card\n      license: {entry}\n" for entry in entries)
    release = alone("release:\n  components:\n" + listed)
    found = [c.license for c in _record(release).components]

    assert found == ["1.0", "2024-01-01", "yes", None, "", "", "", "", "", " MIT "]


def test_a_record_among_other_files_claims_nothing(read: Read) -> None:
    release = read({"models/example.yml": RECORD.encode(), "README.md": b"# Example\n"})

    assert _record(release) == OpennessRecord()
    assert _licensing(release).claims == ()


def test_yaml_that_is_no_record_says_nothing() -> None:
    release = alone("jobs:\n  build:\n    steps: []\n")

    assert _record(release) == OpennessRecord()
    assert [fact for fact in release.facts if isinstance(fact, Gap)] == []


def test_a_record_that_is_not_yaml_gives_a_gap() -> None:
    release = alone(RECORD + "      license: 'MIT\n")
    (gap,) = [fact for fact in release.facts if isinstance(fact, Gap)]

    assert "not valid YAML" in gap.reason
    assert gap.remedy == "Mend the syntax."


def test_a_file_that_was_named_is_a_release_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "example.yaml"
    file.write_text(RECORD)

    assert len(_record(open_release(str(file), as_of=AS_OF)).components) == 4


def test_an_alias_bomb_is_read_without_harm() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    release = alone(bomb + "release: {components: [{name: Model card, license: *i}]}\n")

    assert [(c.name, c.license) for c in _record(release).components] == [("Model card", "")]


def test_words_in_the_place_of_a_license_are_taken_at_their_word() -> None:
    release = alone(
        "release:\n  components:\n"
        "  - name: Model card\n    license: Component not included\n"
        "  - name: Data card\n    license: License not specified\n"
    )
    seen = release.view(Components, Reading.CLAIMS).sightings

    assert [s.component for s in seen] == ["data-card"]
    assert [(c.expression, c.raw) for c in _licensing(release).claims] == [
        ("", "License not specified")
    ]
