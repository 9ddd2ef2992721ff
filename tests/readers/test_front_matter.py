from itertools import pairwise

import pytest

from weighbridge.readers.front_matter import front_matter


def test_values_and_lines_are_as_written() -> None:
    front = front_matter("---\nlicense: mit\nlanguage: no\n---\n# tiny\n")

    assert front is not None
    assert front.values == {"license": "mit", "language": "no"}
    assert (front.line_of("language"), front.first, front.last) == (3, 1, 4)


def test_line_ends_of_other_systems_are_read() -> None:
    front = front_matter("---\r\nlicense: mit\r\n---\r\n# tiny\r\n")

    assert front is not None
    assert (front.values, front.last) == ({"license": "mit"}, 3)


def test_a_rule_below_text_is_no_front_matter() -> None:
    assert front_matter("# tiny\n---\nlicense: mit\n---\n") is None


def test_a_key_that_stands_twice_is_a_defect_and_both_are_read() -> None:
    front = front_matter("---\nlicense: mit\nlicense: gpl\n---\n")

    assert front is not None
    assert front.defects == ("The key license stands there more than once.",)
    assert "license" in front.values


def test_aliases_that_explode_are_refused() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    names = "abcdefghi"
    for before, name in pairwise(names):
        lines.append(f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]")
    front = front_matter("---\n" + "\n".join(lines) + "\n---\n")

    assert front is not None
    assert front.values == {}
    assert "expand too far" in front.defects[0]


@pytest.mark.parametrize(
    "block",
    ["a: &a [*a]", "a: [", "- 1", "a: !!python/object:os.system x", "[" * 500, "", "a: \x00"],
)
def test_what_is_no_mapping_is_a_defect(block: str) -> None:
    front = front_matter(f"---\n{block}\n---\n")

    assert front is not None
    assert front.values == {}
    assert front.defects


def test_dates_and_numbers_beyond_json_become_text() -> None:
    front = front_matter("---\nday: 2026-11-20\nlimit: .inf\n---\n")

    assert front is not None
    assert front.values == {"day": "2026-11-20", "limit": "inf"}
