"""A draft of a manifest is one, before and after a person has taken its hashes away."""

import re
import tomllib
from dataclasses import replace

from conftest import Read
from weighbridge.catalogs import components
from weighbridge.documents.linked_parts import linked_parts
from weighbridge.documents.manifest_draft import draft
from weighbridge.facts.release import Release
from weighbridge.records import manifest

COMMIT = "0123456789abcdef0123456789abcdef01234567"
CARD = f"""---
license: apache-2.0
base_model: acme/base
datasets:
- acme/words
---
# Tiny

## Training data

It was trained on [more](https://huggingface.co/datasets/acme/more/tree/{COMMIT}).

The [training code](https://github.com/acme/tiny) is open, and so is the
[evaluation code](https://github.com/acme/judge/tree/{COMMIT}).
""".encode()


def uncommented(text: str) -> str:
    return re.sub(r"^# ", "", text, flags=re.MULTILINE)


def drafted(release: Release, location: str = "hf://acme/tiny@abc") -> str:
    return draft(release, [replace(part, location=location) for part in release.parts])


def test_a_draft_names_the_release_and_its_parts(read: Read) -> None:
    found = manifest.parse(drafted(read({"README.md": b"# Tiny"})))

    assert found.name == "release"
    assert [(part.name, part.location) for part in found.parts] == [
        ("release", "hf://acme/tiny@abc")
    ]
    assert not found.components


def test_without_its_hashes_it_still_is_a_manifest(read: Read) -> None:
    release = read({"README.md": CARD, "model.py": b"import torch\n", "LICENSE": b"MIT License"})

    found = manifest.parse(uncommented(drafted(release)), components=components.ids())

    assert found.parts
    assert ("Apache-2.0", "") in [(one.expression, one.part) for one in found.licenses]


def test_linked_datasets_base_models_and_code_are_offered(read: Read) -> None:
    found = {part.location: part for part in linked_parts(read({"README.md": CARD}))}

    assert set(found) == {
        "hf://datasets/acme/words",
        f"hf://datasets/acme/more@{COMMIT}",
        "hf://acme/base",
        "git+https://github.com/acme/tiny@REVISION",
        f"git+https://github.com/acme/judge@{COMMIT}",
    }
    assert found["hf://acme/base"].role == "weights"
    assert found["hf://datasets/acme/words"].role == "data"


def test_only_what_names_a_commit_is_a_part_at_once(read: Read) -> None:
    text = drafted(read({"README.md": CARD}))

    at_once = [part.location for part in manifest.parse(text).parts]
    assert at_once == [
        "hf://acme/tiny@abc",
        f"hf://datasets/acme/more@{COMMIT}",
        f"git+https://github.com/acme/judge@{COMMIT}",
    ]
    assert '# location = "hf://acme/base"' in text


def test_a_release_is_not_a_part_of_itself(read: Read) -> None:
    release = read({"README.md": b"---\nbase_model: acme/tiny\nlicense: mit\n---\n# Tiny\n"})
    own = tuple(replace(part, location="hf://acme/tiny@v1") for part in release.parts)

    assert linked_parts(replace(release, parts=own)) == ()


def test_parts_keep_names_of_their_own(read: Read) -> None:
    card = b"---\nlicense: mit\nbase_model: a/release\ndatasets: [a/release, b/release]\n---\n# T\n"

    found = manifest.parse(uncommented(drafted(read({"README.md": card}))))

    assert sorted(part.name for part in found.parts) == [
        "release", "release-2", "release-3", "release-4",
    ]  # fmt: skip


def test_a_name_that_writes_toml_stays_a_name(read: Read) -> None:
    release = replace(read({"README.md": b"# T"}), name='"]\n[[parts]]\nname = "x')

    assert tomllib.loads(drafted(release))["release"]["name"] == release.name
