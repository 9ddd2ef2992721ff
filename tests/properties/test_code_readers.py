"""Readers of code, licences and the manifest cope with any bytes, in any place."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weighbridge.facts.distribution import Part
from weighbridge.facts.release import Fact
from weighbridge.readers import (
    citation_license,
    code,
    code_links,
    commands,
    dependencies,
    license_files,
    license_headers,
    license_prose,
    manifest,
    notebooks,
    package_metadata,
    reuse,
    weights_links,
)
from weighbridge.readers.blob import Blob
from weighbridge.readers.port import Reader

PLACES: tuple[tuple[Reader, str], ...] = (
    (citation_license.read, "CITATION.cff"),
    (code.read, "train.py"),
    (code.read, "run.sh"),
    (code_links.read, "README.md"),
    (commands.read, "README.md"),
    (dependencies.read, "requirements.txt"),
    (dependencies.read, "pyproject.toml"),
    (dependencies.read, "setup.cfg"),
    (dependencies.read, "environment.yml"),
    (license_files.read, "LICENSE"),
    (license_headers.read, "a.md"),
    (license_prose.read, "README.md"),
    (manifest.read, "weighbridge.toml"),
    (notebooks.read, "a.ipynb"),
    (weights_links.read, "README.md"),
    (package_metadata.read, "PKG-INFO"),
    (package_metadata.read, "pyproject.toml"),
    (package_metadata.read, "package.json"),
    (package_metadata.read, "setup.cfg"),
    (reuse.read, "REUSE.toml"),
    (reuse.read, ".reuse/dep5"),
)
WORDS = st.sampled_from(
    ["\n", "[", "]", "{", "}", '"', ":", "=", "- ", "# ", "## License\n", "```\n", "license", "MIT",
     "Apache 2.0", "SPDX-License-Identifier: ", "dependencies", "project", "[[licenses]]\n",
     "annotations", "cells", "class A(nn.Module):", "python train.py", "\\\n", "\t", "é", "\0"]
)  # fmt: skip
CONTENTS = st.binary(max_size=300) | st.lists(WORDS, max_size=40).map(lambda w: "".join(w).encode())


def facts(one: Reader, path: str, data: bytes) -> list[Fact]:
    return list(one.read(Blob(Part("release"), path, len(data), BytesIO(data))))


@pytest.mark.parametrize(("one", "path"), PLACES, ids=lambda v: v if isinstance(v, str) else v.name)
@given(data=CONTENTS)
def test_any_bytes_give_facts_of_the_promised_kinds(one: Reader, path: str, data: bytes) -> None:
    found = facts(one, path, data)

    assert all(isinstance(fact, one.gives) for fact in found)
    assert all(fact.at.path == path for fact in found)
