import pytest

from conftest import Read
from weighbridge.facts.components import Presence, Sighting
from weighbridge.facts.data import DatasetFile, DatasetLink
from weighbridge.facts.release import Release

COMMIT = "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567"
CSV = b'name,sex\nAda,f\n"Bob\nSmith",m\n'


def seen(release: Release) -> list[tuple[str, Presence, bool]]:
    found = [f for f in release.facts if isinstance(f, Sighting)]
    return [
        (s.component, s.presence, s.pinned)
        for s in found
        if s.component in {"datasets", "evaluation-data"}
    ]


def links(release: Release) -> list[tuple[str, str, str]]:
    found = [f for f in release.facts if isinstance(f, DatasetLink)]
    return [(link.target, link.role, link.revision) for link in found]


@pytest.mark.parametrize(
    ("path", "role"),
    [
        ("data/train.csv", "training"),
        ("data/train/part-1.csv", "training"),
        ("data/names.csv", "unknown"),
        ("data/test-00000-of-00001.csv", "evaluation"),
        ("eval/names.csv", "evaluation"),
        ("validation.csv", "evaluation"),
    ],
)
def test_a_data_file_has_the_role_its_path_states(read: Read, path: str, role: str) -> None:
    release = read({path: CSV})

    (file,) = [f for f in release.facts if isinstance(f, DatasetFile)]
    assert (file.role, file.records, file.size) == (role, 2, len(CSV))


@pytest.mark.parametrize(
    "path",
    [
        "requirements.txt",
        "data/requirements.txt",
        "tests/data/train.csv",
        "docs/data/train.csv",
        "third_party/data/train.csv",
        "data/README.txt",
        "data/config.json",
        "data/vocab.json",
        "data/sample.jsonl",
        "eval/results.csv",
        "package.json",
        "src/names.csv",
        "name_eval/names.csv",
    ],
)
def test_what_only_looks_like_data_is_none(read: Read, path: str) -> None:
    assert [f for f in read({path: CSV}).facts if isinstance(f, DatasetFile)] == []


def test_json_is_data_when_it_is_a_list_of_records(read: Read) -> None:
    release = read({"data/a.json": b'[{"name": "Ada"}]', "data/b.json": b'{"name": "Ada"}'})

    assert [f.at.path for f in release.facts if isinstance(f, DatasetFile)] == ["data/a.json"]


def test_lines_of_json_are_counted(read: Read) -> None:
    release = read({"train.jsonl": b'{"a": 1}\n\n{"a": 2}'})

    assert [f.records for f in release.facts if isinstance(f, DatasetFile)] == [2]
    assert seen(release) == [("datasets", Presence.PRESENT, False)]


def test_datasets_in_the_front_matter_are_links_without_a_version(read: Read) -> None:
    release = read({"README.md": b"---\ndatasets:\n- example/names\n- not an id\n---\n# x\n"})

    assert links(release) == [("example/names", "training", "")]
    assert seen(release) == [("datasets", Presence.LINKED, False)]


def test_links_have_the_role_of_their_section_and_the_version_they_name(read: Read) -> None:
    text = f"""---
license: mit
---
# x
## Training data
From https://huggingface.co/datasets/example/names/tree/{COMMIT} and
[more](https://zenodo.org/records/123456), described [here](https://example.org/paper).
## Evaluation
On [names](https://huggingface.co/datasets/example/held-out).
""".encode()

    release = read({"README.md": text})

    assert [(role, revision) for _, role, revision in links(release)] == [
        ("training", COMMIT),
        ("training", "zenodo.123456"),
        ("evaluation", ""),
    ]
    assert [s for s in seen(release) if s[1] is Presence.LINKED] == [
        ("datasets", Presence.LINKED, True),
        ("datasets", Presence.LINKED, True),
        ("evaluation-data", Presence.LINKED, False),
    ]


def test_a_link_that_says_nothing_of_its_role_is_no_component(read: Read) -> None:
    release = read({"README.md": b"# x\nSee https://huggingface.co/datasets/example/names too.\n"})

    assert [role for _, role, _ in links(release)] == ["unknown"]
    assert seen(release) == []


def test_a_card_that_lies_elsewhere_is_linked(read: Read) -> None:
    release = read({"README.md": b"# x\nRead the [model card](https://example.org/card).\n"})

    found = [f for f in release.facts if isinstance(f, Sighting) and f.component == "model-card"]
    assert [(s.presence, s.at.link) for s in found] == [
        (Presence.LINKED, "https://example.org/card")
    ]


def test_code_that_loads_a_dataset_by_name_links_to_it(read: Read) -> None:
    text = f"""
# load_dataset("example/comment")
a = load_dataset("example/names", split="train", revision="{COMMIT}")
b = load_dataset("example/names", split="test", revision="main")
c = load_dataset("json", data_files="x.json")
d = load_dataset("./local")
""".encode()

    release = read({"run.py": text})

    assert links(release) == [
        ("example/names", "training", COMMIT),
        ("example/names", "evaluation", ""),
    ]
    assert [s for s in seen(release) if s[1] is Presence.LINKED] == [
        ("datasets", Presence.LINKED, True),
        ("evaluation-data", Presence.LINKED, False),
    ]
