"""What a manifest says, and how it says what is wrong with it."""

import pytest

from weighbridge.records.manifest import LicenseEntry, Manifest, ManifestError, PartEntry, parse

WHOLE = """\
[release]
name = "tiny-guess"
version = "1.0"

[[parts]]
name = "weights"
role = "weights"
location = "../weights"

[components.model-card]
paths = ["docs/card.md"]
[components.datasets]
links = ["https://doi.org/10.5281/zenodo.123456"]

[[licenses]]
expression = "CC-BY-4.0"
types = ["document"]
part = "weights"
[[licenses]]
expression = "MIT"
"""


def test_every_table_is_read_with_its_line() -> None:
    manifest = parse(WHOLE)

    assert (manifest.name, manifest.version) == ("tiny-guess", "1.0")
    assert manifest.parts == (PartEntry("weights", "../weights", "weights", 5),)
    assert [(c.id, c.paths, c.line) for c in manifest.components] == [
        ("model-card", ("docs/card.md",), 10),
        ("datasets", (), 12),
    ]
    assert manifest.licenses == (
        LicenseEntry("CC-BY-4.0", types=("document",), part="weights", line=15),
        LicenseEntry("MIT", line=19),
    )


def test_an_empty_file_is_an_empty_manifest() -> None:
    assert parse("") == Manifest()


def test_unknown_keys_are_kept() -> None:
    manifest = parse('[plan]\nx = 1\n[release]\nowner = "a"\n[[licenses]]\nexpression="MIT"\nz=2\n')

    assert manifest.extra == {"plan": {"x": 1}, "release": {"owner": "a"}}
    assert manifest.licenses[0].extra == {"z": 2}


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("[release\n", 1, "not TOML"),
        ("[release]\nname = 3\n", 1, "name has to be a string"),
        ("release = 3\n", None, "release has to be a table"),
        ("[[parts]]\nrole = 'code'\n", 1, "name has to be a string"),
        ("\n[[parts]]\nname = 'a'\nrole = 'cod'\n", 2, "role names 'cod'"),
        ("[parts]\nname = 'a'\n", 1, "parts has to be a list of tables"),
        ("[[parts]]\nname='a'\n[[parts]]\nname='a'\n", 1, "Two parts are named 'a'"),
        ("[components]\ndatasets = 3\n", None, "components.datasets has to be a table"),
        ("[components.datasets]\npaths = [1]\n", 1, "paths has to be a list of strings"),
        ("[components.nonsense]\n", 1, "There is no component 'nonsense'"),
        ("[[licenses]]\ntypes = ['code']\n", 1, "expression has to be a string"),
        ("[[licenses]]\nexpression='MIT'\ntypes = ['weights']\n", 1, "types names 'weights'"),
        ("[[licenses]]\nexpression='MIT'\ncomponents = ['x']\n", 1, "There is no component 'x'"),
        ("[[licenses]]\nexpression='MIT'\npart = 'x'\n", 1, "No part is named 'x'"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(text: str, line: int | None, words: str) -> None:
    with pytest.raises(ManifestError) as caught:
        parse(text, components={"datasets"})

    assert caught.value.line == line
    assert words in caught.value.cause
    assert caught.value.remedy.endswith(".")
