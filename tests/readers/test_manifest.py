"""The facts in a manifest."""

from conftest import Read
from weighbridge.catalogs import components
from weighbridge.facts.components import Presence, Sighting
from weighbridge.facts.distribution import Gap
from weighbridge.facts.licensing import LicenseClaim, Reach
from weighbridge.facts.release import Release

MANIFEST = b"""\
[components.model-parameters-final]
paths = ["weights/**"]
license = "CC-BY-4.0"
[components.training-code]
paths = ["notes.txt", "make.py"]
links = ["https://example.org/code/tree/main", "https://doi.org/10.5281/zenodo.1"]

[[licenses]]
expression = "MIT"
[[licenses]]
expression = "mit OR CC0-1.0"
types = ["code"]
paths = ["src/**"]
"""


def sightings(release: Release, component: str) -> list[Sighting]:
    found = [f for f in release.facts if isinstance(f, Sighting) and f.component == component]
    return [s for s in found if "weighbridge.toml" in s.note]


def test_named_files_are_seen_where_they_hold_anything(read: Read) -> None:
    release = read({"weighbridge.toml": MANIFEST, "weights/a/w.raw": b"1", "weights/empty": b""})

    found = sightings(release, "model-parameters-final")

    assert [(s.presence, s.at.path, s.license) for s in found] == [
        (Presence.PRESENT, "weights/a/w.raw", "CC-BY-4.0")
    ]


def test_a_named_file_of_a_code_component_has_to_be_code(read: Read) -> None:
    files = {"weighbridge.toml": MANIFEST, "notes.txt": b"Later.", "make.py": b"print(1)\n"}

    found = sightings(read(files), "training-code")

    assert [s.at.path for s in found if s.presence is Presence.PRESENT] == ["make.py"]


def test_a_link_is_pinned_by_an_archived_identifier(read: Read) -> None:
    found = sightings(read({"weighbridge.toml": MANIFEST}), "training-code")

    assert [(s.presence, s.pinned) for s in found] == [
        (Presence.LINKED, False),
        (Presence.LINKED, True),
    ]


def test_statements_reach_as_far_as_they_say(read: Read) -> None:
    release = read({"weighbridge.toml": MANIFEST})

    claims = [f for f in release.facts if isinstance(f, LicenseClaim)]

    assert [(c.expression, c.reach, c.patterns, c.at.lines) for c in claims] == [
        ("CC-BY-4.0", Reach.PATHS, (), (1, 1)),
        ("MIT", Reach.RELEASE, (), (8, 8)),
        ("MIT OR CC0-1.0", Reach.PATHS, ("src/*",), (10, 10)),
    ]


def test_a_broken_manifest_is_a_gap_that_may_hide_anything(read: Read) -> None:
    release = read({"weighbridge.toml": b"[[parts]]\nrole = 'cod'\nname = 'a'\n"})

    gaps = [f for f in release.facts if isinstance(f, Gap)]

    assert [(gap.topic, gap.at.lines) for gap in gaps] == [("", (1, 1))]
    assert "role names 'cod'" in gaps[0].reason


def test_every_component_can_be_named(read: Read) -> None:
    text = "".join(f"[components.{c}]\nlinks = ['x']\n" for c in components.ids())

    release = read({"weighbridge.toml": text.encode()})

    assert all(sightings(release, component) for component in components.ids())
