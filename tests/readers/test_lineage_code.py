"""Code of others that a release asks for or holds: lists, lock files, folders and headers."""

import json

import pytest

from conftest import Read
from weighbridge.facts.distribution import Gap
from weighbridge.facts.lineage import AncestorKind, CodeHeader, Lineage
from weighbridge.facts.provenance import Reading
from weighbridge.facts.release import Release

OWN = {"pyproject.toml": b'[project]\nname = "trains"\nlicense = "Apache-2.0"\n'}


def _code(release: Release) -> list[tuple[str, str, str]]:
    found = release.view(Lineage, Reading.CLAIMS).of(
        AncestorKind.CODE_DEPENDENCY, AncestorKind.EMBEDDED_CODE
    )
    return [(one.relation.value, one.target, one.license) for one in found]


def test_what_requirements_ask_for_is_an_ancestor(read: Read) -> None:
    release = read({"requirements.txt": b"torch==2.9.1\nnumpy\n"})
    found = release.view(Lineage, Reading.CLAIMS).ancestors

    assert _code(release) == [("depends-on", "torch", ""), ("depends-on", "numpy", "")]
    assert [one.revision for one in found] == ["==2.9.1", ""]


def test_requirements_of_tests_manuals_and_others_are_not_its_own(read: Read) -> None:
    files = ("tests/requirements.txt", "docs/requirements.txt", "third_party/x/requirements.txt")

    assert _code(read(dict.fromkeys(files, b"numpy\n"))) == []


def test_the_metadata_of_a_package_in_the_release_states_its_license(read: Read) -> None:
    metadata = b"Metadata-Version: 2.4\nName: Some_Thing\nVersion: 1.0\nLicense-Expression: ISC\n"
    release = read(
        {
            "requirements.txt": b"some.thing\n",
            "vendor/some_thing-1.0.dist-info/METADATA": metadata,
        }
    )

    assert ("depends-on", "some.thing", "ISC") in _code(release)


def test_npm_states_the_license_of_each_package_and_marks_tools(read: Read) -> None:
    packages = {
        "": {"name": "own", "license": "MIT"},
        "node_modules/@scope/one": {"version": "1.0.0", "license": "ISC"},
        "node_modules/a/node_modules/two": {"version": "2.0.0"},
        "node_modules/tool": {"version": "3.0.0", "license": "MIT", "dev": True},
    }
    release = read({"package-lock.json": json.dumps({"packages": packages}).encode()})

    assert _code(release) == [("depends-on", "@scope/one", "ISC"), ("depends-on", "two", "")]


@pytest.mark.parametrize("name", ["poetry.lock", "uv.lock", "pdm.lock", "Cargo.lock"])
def test_lock_files_of_tables_name_packages_but_not_the_project_itself(
    read: Read, name: str
) -> None:
    text = (
        b'[[package]]\nname = "own"\nversion = "1"\nsource = { editable = "." }\n'
        b'[[package]]\nname = "one"\nversion = "2"\n'
    )

    assert _code(read({name: text})) == [("depends-on", "one", "")]


def test_pipenv_names_packages(read: Read) -> None:
    release = read({"Pipfile.lock": b'{"default": {"one": {"version": "==1.0"}, "two": "x"}}'})

    assert _code(release) == [("depends-on", "one", ""), ("depends-on", "two", "")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("package-lock.json", b"[1, 2"),
        ("uv.lock", b"[[package"),
        ("package-lock.json", b'{"packages": "' + b"[" * 5000),
    ],
)
def test_a_broken_lock_file_is_a_gap(read: Read, name: str, text: bytes) -> None:
    gaps = [fact for fact in read({name: text}).facts if isinstance(fact, Gap)]

    assert [gap.at.path for gap in gaps if "could not be read" in gap.reason] == [name]


@pytest.mark.parametrize("text", [b"[]", b"{}", b'{"packages": [1]}', b'{"packages": {"": 1}}'])
def test_a_lock_file_of_another_shape_names_nothing(read: Read, text: bytes) -> None:
    assert _code(read({"package-lock.json": text})) == []


def test_a_folder_of_others_is_one_ancestor_under_its_highest_license(read: Read) -> None:
    release = read(
        {
            "third_party/signals/src/a.py": b"a = 1\n",
            "third_party/signals/src/b.py": b"b = 1\n",
            "third_party/signals/package.json": b'{"license": "MIT"}',
            "third_party/signals/src/package.json": b'{"license": "ISC"}',
            "vendor/other/c.c": b"int c;\n",
        }
    )

    assert _code(release) == [
        ("embeds", "third_party/signals", "MIT"),
        ("embeds", "vendor/other", ""),
    ]


def test_scoped_packages_keep_both_parts_of_their_name(read: Read) -> None:
    release = read({"node_modules/@scope/one/index.js": b"1\n", ".venv/lib/x.py": b"1\n"})

    assert _code(release) == [("embeds", "node_modules/@scope/one", "")]


def test_files_under_another_license_are_embedded_and_told_together(read: Read) -> None:
    header = b"# Copyright 2020 Ada Example\n# SPDX-License-Identifier: MIT\n"
    release = read(OWN | {"trains/a.py": header, "trains/b.py": header, "trains/c.py": b"c = 1\n"})

    assert _code(release) == [("embeds", "trains/a.py and 1 more", "MIT")]


def test_a_license_named_in_words_counts_as_a_header(read: Read) -> None:
    header = b'"""Signals.\n\nCopyright 2020 Ada Example. Released under the MIT License.\n"""\n'
    release = read(OWN | {"trains/a.py": header})

    assert _code(release) == [("embeds", "trains/a.py", "MIT")]


def test_a_header_with_the_releases_own_license_is_its_own(read: Read) -> None:
    header = b"# Copyright 2020 Ada Example\n# SPDX-License-Identifier: Apache-2.0\n"

    assert _code(read(OWN | {"trains/a.py": header})) == []


def test_what_most_files_state_is_the_releases_own(read: Read) -> None:
    header = b"# SPDX-FileCopyrightText: 2026 Ada\n# SPDX-License-Identifier: Apache-2.0\n"
    card = b"---\nlicense: openrail\n---\n# Trains\n"
    other = b"# SPDX-License-Identifier: MIT\n"
    files = {"README.md": card, "a.py": header, "b.py": header, "c.py": other}

    assert _code(read(files)) == [("embeds", "c.py", "MIT")]


def test_without_a_license_of_its_own_no_header_is_another(read: Read) -> None:
    header = b"# SPDX-License-Identifier: MIT\n"

    assert _code(read({"trains/a.py": header})) == []


def test_another_holder_than_the_one_of_the_license_is_another(read: Read) -> None:
    license_ = b"MIT License\n\nCopyright (c) 2024 Bo Person and contributors\n"
    release = read(
        {
            "LICENSE": license_,
            "trains/a.py": b"# Copyright 2020 Ada Example Inc.\na = 1\n",
            "trains/b.py": b"# Copyright 2024 Bo Person. All rights reserved.\nb = 1\n",
        }
    )

    assert _code(release) == [("embeds", "trains/a.py", "")]


@pytest.mark.parametrize(
    ("line", "holder"),
    [
        ("# Copyright (c) 2020-2024, The Example Team. All rights reserved.", "The Example Team"),
        ("// SPDX-FileCopyrightText: 2021 Ada Example <ada@example.org>", "Ada Example <ada@"),
        ("/* Copyright © 2020 by Ada Example */", "Ada Example"),
        ("# Copyright notice and permission notice shall be included", ""),
    ],
)
def test_the_holder_is_read_from_the_line(read: Read, line: str, holder: str) -> None:
    release = read({"a.py": f"{line}\na = 1\n".encode()})
    found = [fact.holder for fact in release.facts if isinstance(fact, CodeHeader)]

    assert [one[: len(holder)] for one in found] == ([holder] if holder else [])


def test_a_wheel_asks_for_what_no_extra_needs(read: Read) -> None:
    metadata = (
        b"Metadata-Version: 2.4\nName: trains\nVersion: 1\nRequires-Dist: numpy==2.4.6\n"
        b"Requires-Dist: torch>=2\nRequires-Dist: pytest; extra == 'test'\n\nRequires-Dist: prose\n"
    )
    release = read({"trains-1.dist-info/METADATA": metadata})
    found = release.view(Lineage, Reading.CLAIMS).of(AncestorKind.CODE_DEPENDENCY)

    assert [(one.target, one.revision) for one in found] == [("numpy", "2.4.6"), ("torch", "")]
