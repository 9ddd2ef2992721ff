"""What READMEs say about licences."""

import pytest

from conftest import Read
from license_claims import claims

PARAMETERS = ("model-parameters-final", "model-parameters-intermediate")
DATA = ("datasets", "evaluation-data")
Said = list[tuple[str, tuple[str, ...]]]


def said(read: Read, text: str) -> Said:
    release = read({"README.md": text.encode(), "a.py": b"x = 1\n"})
    return [(c.expression, (*c.types, *sorted(c.components))) for c in claims(release, "prose")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("This project is licensed under the Apache 2.0 license.", [("Apache-2.0", ("code",))]),
        (
            "The code is MIT, and the model weights are under CC-BY-NC 4.0.",
            [("MIT", ("code",)), ("CC-BY-NC-4.0", PARAMETERS)],
        ),
        (
            "The code and the weights are distributed under the [MIT License](LICENSE).",
            [("MIT", ("code",)), ("MIT", PARAMETERS)],
        ),
        (
            "The code is Apache-2.0, while model weights follow the [Model License](MODEL.pdf).",
            [("Apache-2.0", ("code",)), ("LicenseRef-Model-License", PARAMETERS)],
        ),
        ("The dataset is released under CC BY 4.0.", [("CC-BY-4.0", DATA)]),
        ("Apache 2.0 for the code; CC-BY-SA-4.0 for the data.",
         [("Apache-2.0", ("code",)), ("CC-BY-SA-4.0", DATA)]),
        ("MIT", [("MIT", ("code",))]),
        ("本仓库的代码遵循 Apache-2.0 协议。", [("Apache-2.0", ("code",))]),
    ],
)  # fmt: skip
def test_a_section_says_what_is_under_which_license(
    read: Read, sentence: str, expected: Said
) -> None:
    assert said(read, f"# Tiny\n\n## License\n\n{sentence}\n") == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Based on GPT-2, which is released under the MIT license.",
        "Distill-8B is derived from Llama-3.1 and originally licensed under the MIT license.",
        "See the LICENSE file for details.",
        "If you use it, comply with the Apache 2.0 license.",
        "Researchers at MIT wrote this.",
    ],
)
def test_what_is_said_of_others_does_not_count(read: Read, sentence: str) -> None:
    assert said(read, f"## License\n\n{sentence}\n") == []


def test_outside_a_section_only_an_outright_statement_counts(read: Read) -> None:
    text = "We compare with tools under the MIT license.\n\nAll models are released under {}.\n"

    assert said(read, text.format("Apache 2.0")) == [("Apache-2.0", PARAMETERS)]


def test_a_section_ends_with_the_next_heading(read: Read) -> None:
    assert said(read, "## License\n\nMIT\n\n## Thanks\n\nApache 2.0 people\n") == [
        ("MIT", ("code",))
    ]


@pytest.mark.parametrize(
    ("badge", "expected"),
    [
        ("Code_License-Apache_2.0-green", [("Apache-2.0", ("code",))]),
        ("Model%20License-MIT-blue.svg", [("MIT", PARAMETERS)]),
        ("license-CC--BY--NC--4.0-red", [("CC-BY-NC-4.0", ("code",))]),
        ("python-3.11-blue", []),
        ("license-see_file-red", []),
    ],
)
def test_a_badge_states_a_license(read: Read, badge: str, expected: Said) -> None:
    assert said(read, f"![x](https://img.shields.io/badge/{badge})\n") == expected


def test_a_statement_points_at_its_line(read: Read) -> None:
    release = read({"README.md": b"## License\n\nThe code is under MIT.\n"})

    assert [c.at.place for c in claims(release, "prose")] == ["README.md:3"]
