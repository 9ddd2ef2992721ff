"""Licences stated in Croissant metadata, bills of materials, cards, and headers in words."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Read
from license_claims import claims
from weighbridge.facts.licensing import LicenseNotice, LicenseText, NoticeMention, Reach
from weighbridge.readers.license_copyrights import copyright_of

CROISSANT = {
    "@context": {"@vocab": "https://schema.org/"},
    "conformsTo": "http://mlcommons.org/croissant/1.0",
    "name": "tiny",
}
DATA = {"datasets", "evaluation-data"}
MODEL = {"model-parameters-final", "model-parameters-intermediate"}


def written(value: Any) -> bytes:
    return json.dumps(value, indent=1).encode()


@pytest.mark.parametrize(
    ("stated", "expression"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"),
        ("cc-by-4.0", "CC-BY-4.0"),
        (["MIT", "https://spdx.org/licenses/CC0-1.0"], "MIT AND CC0-1.0"),
        ({"@type": "CreativeWork", "name": "ODbL", "url": ""}, "ODbL-1.0"),
        ("Tiny terms", "LicenseRef-Tiny-terms"),
    ],
)
def test_croissant_states_the_license_of_its_dataset(
    read: Read, stated: object, expression: str
) -> None:
    files = {"croissant.json": written({**CROISSANT, "license": stated})}
    (claim,) = claims(read(files), "croissant")

    assert (claim.expression, claim.components) == (expression, DATA)
    assert claim.at.lines is not None


@pytest.mark.parametrize("stated", [None, "", [], 3, {"@type": "CreativeWork"}, [None]])
def test_croissant_without_a_license_states_none(read: Read, stated: object) -> None:
    files = {"croissant.json": written({**CROISSANT, "license": stated})}

    assert claims(read(files), "croissant") == []


def test_other_metadata_is_no_croissant(read: Read) -> None:
    assert claims(read({"metadata.json": b'{"license": "MIT"}'}), "croissant") == []


def cyclonedx(kind: str, *choices: dict[str, Any]) -> bytes:
    component = {"type": kind, "name": "tiny", "licenses": list(choices)}
    inner = [{"type": "library", "name": "x", "licenses": [{"license": {"id": "ISC"}}]}]
    bill = {"bomFormat": "CycloneDX", "metadata": {"component": component}, "components": inner}
    return written(bill)


@pytest.mark.parametrize(
    ("choices", "expression"),
    [
        ([{"license": {"id": "MIT"}}], "MIT"),
        ([{"license": {"name": "Apache License 2.0"}}], "Apache-2.0"),
        ([{"expression": "MIT OR Apache-2.0"}], "MIT OR Apache-2.0"),
        ([{"license": {"id": "MIT"}}, {"license": {"id": "CC-BY-4.0"}}], "MIT AND CC-BY-4.0"),
    ],
)
def test_a_cyclonedx_bill_states_the_license_of_its_root_alone(
    read: Read, choices: list[dict[str, Any]], expression: str
) -> None:
    files = {"tiny.cdx.json": cyclonedx("machine-learning-model", *choices)}
    (claim,) = claims(read(files), "bom")

    assert (claim.expression, claim.components) == (expression, MODEL)


def test_a_bill_of_a_library_is_about_what_lies_beside_it(read: Read) -> None:
    release = read({"bom.json": cyclonedx("library", {"license": {"id": "MIT"}})})

    assert [f.expression for f in release.facts if isinstance(f, LicenseNotice)] == ["MIT"]


def test_an_spdx_2_bill_states_what_it_declares_of_what_it_describes(read: Read) -> None:
    root = {"SPDXID": "SPDXRef-tiny", "licenseDeclared": "Apache-2.0", "licenseConcluded": "MIT"}
    other = {"SPDXID": "SPDXRef-x", "licenseDeclared": "ISC"}
    relation = {"relationshipType": "DESCRIBES", "relatedSpdxElement": "SPDXRef-tiny"}
    bill = {"spdxVersion": "SPDX-2.3", "packages": [other, root], "relationships": [relation]}
    (claim,) = claims(read({"tiny.spdx.json": written(bill)}), "bom")

    assert claim.expression == "Apache-2.0"


def test_an_spdx_2_bill_that_asserts_nothing_states_nothing(read: Read) -> None:
    root = {"SPDXID": "SPDXRef-tiny", "licenseDeclared": "NOASSERTION"}
    bill = {"spdxVersion": "SPDX-2.3", "packages": [root], "documentDescribes": ["SPDXRef-tiny"]}

    assert claims(read({"tiny.spdx.json": written(bill)}), "bom") == []


def test_an_spdx_3_bill_states_the_declared_license_of_its_root(read: Read) -> None:
    graph = [
        {"type": "SpdxDocument", "spdxId": "urn:doc", "rootElement": ["urn:data"]},
        {"type": "dataset_DatasetPackage", "spdxId": "urn:data"},
        {
            "type": "Relationship",
            "relationshipType": "hasDeclaredLicense",
            "from": "urn:data",
            "to": ["urn:license"],
        },
        {
            "type": "simplelicensing_LicenseExpression",
            "spdxId": "urn:license",
            "simplelicensing_licenseExpression": "CC-BY-4.0",
        },
    ]
    bill = {"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": graph}
    (claim,) = claims(read({"tiny.spdx3.json": written(bill)}), "bom")

    assert (claim.expression, claim.components) == ("CC-BY-4.0", DATA)


JSON = st.recursive(
    st.none() | st.integers() | st.text(max_size=5) | st.sampled_from(["SPDXRef-a", "MIT"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([
                "metadata", "component", "licenses", "license", "id", "packages", "SPDXID",
                "documentDescribes", "relationships", "rootElement", "spdxId", "to", "from",
                "relationshipType", "licenseDeclared",
            ]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)  # fmt: skip


@given(
    JSON, st.sampled_from([{"bomFormat": "CycloneDX"}, {"spdxVersion": "SPDX-2.3"}, {"@graph": []}])
)
@settings(max_examples=80, deadline=None)
def test_a_bill_of_any_shape_is_read(body: object, kind: dict[str, object]) -> None:
    from conftest import AS_OF  # noqa: PLC0415  # a fixture does not go with Hypothesis
    from weighbridge.facts.distribution import Part  # noqa: PLC0415
    from weighbridge.readers.reading import read_release  # noqa: PLC0415
    from weighbridge.sources.memory import Memory  # noqa: PLC0415

    bill = {**(body if isinstance(body, dict) else {}), **kind, "note": "spdx.org/rdf/3"}
    if "@graph" in kind:
        bill["@graph"] = [body, {"relationshipType": "hasDeclaredLicense", "from": 3, "to": body}]
    part = Part("release", location="memory", source="memory")
    release = read_release("r", [(part, Memory({"a.cdx.json": written(bill)}))], as_of=AS_OF)

    assert not [f for f in release.facts if "fail" in str(getattr(f, "reason", ""))]


@pytest.mark.parametrize(
    ("front", "expression"),
    [
        ("license: [mit, cc-by-4.0]", "MIT AND CC-BY-4.0"),
        ("license:\n- apache-2.0", "Apache-2.0"),
        ("license: other\nlicense_name: tiny-1", "LicenseRef-tiny-1"),
        ("license: [other, mit]\nlicense_name: tiny-1", "LicenseRef-tiny-1 AND MIT"),
        ("license: other", "LicenseRef-Other"),
    ],
)
def test_a_card_states_one_expression(read: Read, front: str, expression: str) -> None:
    card = f"---\n{front}\nlibrary_name: transformers\n---\n# Tiny\n\nA model.\n"
    found = claims(read({"README.md": card.encode()}), "card")

    assert [claim.expression for claim in found] == [expression]


APACHE = (
    '# Licensed under the Apache License, Version 2.0 (the "License");\n# you may not use it.\n'
)
GNU = (
    "/* You can redistribute it and/or modify it under\n * the terms of the GNU General Public"
    " License as published by the Free Software\n * Foundation, either version 3 of the License, or"
    " (at your option) any later version. */\n"
)


@pytest.mark.parametrize(
    ("path", "text", "expression"),
    [
        ("a.py", f"# Copyright 2026 A\n{APACHE}import os\n", "Apache-2.0"),
        ("a.c", GNU, "GPL-3.0-or-later"),
        ("a.py", "# This source code is licensed under the MIT license.\n", "MIT"),
        ("a.ipynb", json.dumps({"cells": [{"source": APACHE.splitlines(True)}]}), "Apache-2.0"),
    ],
)
def test_a_header_in_words_speaks_of_its_file(
    read: Read, path: str, text: str, expression: str
) -> None:
    (claim,) = claims(read({path: text.encode()}), "header")

    assert (claim.expression, claim.reach, claim.patterns) == (expression, Reach.FILE, (path,))


@pytest.mark.parametrize(
    "text",
    [
        "# Code derived from timm, licensed under the Apache License 2.0.\n",
        "# This source code is licensed under a BSD-style license.\n",
        f"import os\n\n{APACHE}",
        'TEXT = "Licensed under the MIT License"\n',
    ],
)
def test_what_is_no_header_of_its_file_states_nothing(read: Read, text: str) -> None:
    assert claims(read({"a.py": text.encode()}), "header") == []


def test_an_spdx_tag_decides_over_the_words_beside_it(read: Read) -> None:
    text = f"# SPDX-License-Identifier: MIT\n{APACHE}"
    found = claims(read({"a.py": text.encode()}), "header")

    assert [claim.expression for claim in found] == ["MIT"]


def test_a_file_may_send_its_reader_to_a_notice(read: Read) -> None:
    text = b"# See the NOTICE file\n# distributed with this work for more.\nimport os\n"
    (mention,) = (f for f in read({"a.py": text}).facts if isinstance(f, NoticeMention))

    assert mention.words == "See the NOTICE file distributed with this work for more"
    assert mention.at.lines == (1, 1)


@pytest.mark.parametrize(
    ("path", "role"),
    [
        ("NOTICE", "notice"),
        ("THIRD_PARTY_NOTICES.txt", "notice"),
        ("third-party-notices.md", "notice"),
        ("USE_POLICY.md", "policy"),
        ("acceptable-use-policy.md", "policy"),
        ("LICENSE_weights", "license"),
        ("LICENSE-MODEL", "license"),
        ("MODEL_LICENSE", "license"),
        ("UNLICENSE", "license"),
        ("COPYING.LESSER", "license"),
        ("docs/THIRD_PARTY_LICENSES.txt", "license"),
        ("licence.txt", "license"),
    ],
)
def test_every_kind_of_file_that_bears_terms_is_found(read: Read, path: str, role: str) -> None:
    facts = read({path: b"Some words.\n"}).facts

    assert [(f.at.path, f.role) for f in facts if isinstance(f, LicenseText)] == [(path, role)]


def test_notices_and_policies_state_nothing_of_the_release(read: Read) -> None:
    text = b"MIT License\n\nCopyright (c) 2026 A\n"

    assert claims(read({"NOTICE": text, "USE_POLICY.md": text}), "license-file") == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("MIT License\n\nCopyright (c) 2026 Ada\n", "Copyright (c) 2026 Ada"),
        ("# License\n\n> (c) 2026 Ada\n", "> (c) 2026 Ada"),
        ("Copyright holders may not be named.\n", ""),
        ("The above copyright notice\n", ""),
    ],
)
def test_the_copyright_line_of_a_text(text: str, line: str) -> None:
    assert copyright_of(text) == line
