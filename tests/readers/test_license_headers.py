"""SPDX headers, REUSE annotations and citation files."""

import pytest

from conftest import Read
from license_claims import claims
from weighbridge.facts.distribution import Gap
from weighbridge.facts.licensing import Reach


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.py", "#!/usr/bin/env python\n# SPDX-License-Identifier: Apache-2.0\n"),
        ("a.c", "/* SPDX-License-Identifier: Apache-2.0 */\n"),
        ("a.md", "<!--\nSPDX-License-Identifier: Apache-2.0\n-->\n"),
        ("a.html", "<!-- SPDX-License-Identifier: Apache-2.0 -->\n"),
        ("a.rst", ".. SPDX-License-Identifier: Apache-2.0\n"),
    ],
)
def test_a_header_speaks_of_its_own_file(read: Read, path: str, text: str) -> None:
    (claim,) = claims(read({path: text.encode()}), "header")

    assert (claim.expression, claim.reach, claim.patterns) == ("Apache-2.0", Reach.FILE, (path,))
    assert claim.at.lines is not None


def test_an_expression_is_read_whole(read: Read) -> None:
    text = b"# SPDX-License-Identifier: MIT OR (Apache-2.0 AND CC-BY-4.0)\n"

    (claim,) = claims(read({"a.py": text}), "header")

    assert claim.expression == "MIT OR (Apache-2.0 AND CC-BY-4.0)"


def test_a_license_file_beside_another_speaks_of_that_one(read: Read) -> None:
    text = b"SPDX-License-Identifier: CC0-1.0\n"

    (claim,) = claims(read({"a.png.license": text}), "header")

    assert claim.patterns == ("a.png",)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("guide.md", "Write `SPDX-License-Identifier: MIT` on top.\n"),
        ("guide.md", "```\n# SPDX-License-Identifier: MIT\n```\n"),
        ("a.py", 'print("SPDX-License-Identifier: MIT")\n'),
        ("LICENSES/MIT.txt", "SPDX-License-Identifier: MIT\n"),
        ("a.py", "#" * 5000 + "\n# SPDX-License-Identifier: MIT\n"),
    ],
)
def test_a_quotation_is_no_header(read: Read, path: str, text: str) -> None:
    assert claims(read({path: text.encode()}), "header") == []


def test_reuse_annotations_speak_of_paths_below_their_folder(read: Read) -> None:
    text = b"""\
version = 1

[[annotations]]
path = ["data/**", "a[1].csv"]
SPDX-License-Identifier = "CC-BY-4.0"
"""

    (claim,) = claims(read({"sub/REUSE.toml": text}), "reuse")

    assert claim.patterns == ("sub/data/*", "sub/a[[]1].csv")
    assert (claim.expression, claim.at.lines) == ("CC-BY-4.0", (3, 3))


def test_dep5_paragraphs_speak_of_their_files(read: Read) -> None:
    text = b"Format: x\n\nFiles: data/*\n other.csv\nCopyright: A\nLicense: ODC-By-1.0\n"

    (claim,) = claims(read({".reuse/dep5": text}), "reuse")

    assert (claim.expression, claim.patterns) == ("ODC-By-1.0", ("data/*", "other.csv"))


def test_broken_annotations_are_a_gap(read: Read) -> None:
    release = read({"REUSE.toml": b"["})

    assert [f.topic for f in release.facts if isinstance(f, Gap)] == ["licensing"]


def test_a_citation_file_states_the_license_of_the_software(read: Read) -> None:
    text = b"cff-version: 1.2.0\ntitle: x\nlicense: [MIT, Apache-2.0]\n"

    (claim,) = claims(read({"CITATION.cff": text, "a.py": b"x = 1\n"}), "citation")

    assert (claim.expression, claim.types) == ("MIT OR Apache-2.0", {"code"})
    assert claim.at.lines == (3, 3)


def test_a_cited_dataset_has_the_license_of_data(read: Read) -> None:
    text = b"cff-version: 1.2.0\ntype: dataset\nlicense: CC-BY-4.0\n"

    (claim,) = claims(read({"CITATION.cff": text}), "citation")

    assert claim.components == {"datasets", "evaluation-data"}
