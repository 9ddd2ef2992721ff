"""What the page promises before any browser sees it."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from sample_reports import claiming, complete, descended, drawn, empty, hostile
from weighbridge import formats

render = formats.find("html").render


class _Page(HTMLParser):
    """Every tag with its attributes, in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def values(self, attribute: str) -> list[str]:
        return [value for _, found in self.tags if (value := found.get(attribute))]


@pytest.fixture(scope="module")
def page() -> _Page:
    return _Page(render([claiming(), complete(), drawn(), descended(), hostile(), empty()]))


def test_no_script_and_no_handler_is_on_the_page(page: _Page) -> None:
    assert "script" not in {tag for tag, _ in page.tags}
    assert not [name for _, found in page.tags for name in found if name.startswith("on")]


def test_nothing_is_fetched(page: _Page) -> None:
    assert not {"img", "link", "iframe", "object", "embed", "audio", "video", "form", "base"} & {
        tag for tag, _ in page.tags
    }
    assert page.values("src") == page.values("style") == []
    assert "@import" not in render([claiming()])


def test_the_policy_allows_nothing_but_its_own_style(page: _Page) -> None:
    policy = next(f["content"] for _, f in page.tags if f.get("http-equiv"))

    assert policy == (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
        "form-action 'none'"
    )


def test_links_leave_only_for_the_web_and_carry_nothing_along(page: _Page) -> None:
    links = [found for tag, found in page.tags if tag == "a"]
    outward = [found for found in links if not (found["href"] or "").startswith("#")]

    assert {found["href"] for found in outward} == {"https://doi.org/10.5281/zenodo.123456"}
    assert {found["rel"] for found in outward} == {"nofollow noreferrer"}


def test_every_inner_link_has_its_place_and_every_place_one_name(page: _Page) -> None:
    ids = page.values("id")

    assert len(ids) == len(set(ids))
    assert {href[1:] for href in page.values("href") if href.startswith("#")} <= set(ids)
    assert {name for value in page.values("aria-labelledby") for name in value.split()} <= set(ids)


def test_patterns_are_the_pages_own(page: _Page) -> None:
    used = {found[5:-1] for found in page.values("fill") if found.startswith("url(")}

    assert used <= set(page.values("id"))


@pytest.mark.parametrize(
    "reports", [[claiming()], [descended()], [claiming(), complete()], [empty()], []]
)
def test_headings_go_down_one_step_at_a_time(reports: list[object]) -> None:
    levels = [int(n) for n in re.findall(r"<h([1-6])", render(reports))]  # type: ignore[arg-type]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_text_of_a_release_stays_text() -> None:
    written = render([hostile()])

    assert "<script>" not in written
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in written
    assert "\u202e" not in written
    assert 'href="javascript:' not in written


def test_a_picture_is_a_table_with_every_cell() -> None:
    written = render([drawn()])

    assert written.count("<td>partly") == 2
    assert "A score of 2.5 by its own rule" in written


def _colors(scheme: str) -> dict[str, str]:
    style = re.search(r"<style>(.*?)</style>", render([empty()]), re.DOTALL)
    assert style
    light, _, dark = style[1].partition("@media (prefers-color-scheme: dark)")
    text = light if scheme == "light" else light + dark.partition("* {")[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", text))


def _luminance(color: str) -> float:
    parts = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    """WCAG 2.2, "contrast ratio"."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground", "least"),
    [
        ("ink", "paper", 7), ("soft", "paper", 4.5), ("soft", "sheet", 4.5), ("soft", "wash", 4.5),
        ("accent", "paper", 4.5), ("accent", "sheet", 4.5), ("accent", "wash", 4.5),
        ("pass", "sheet", 4.5), ("fail", "sheet", 4.5), ("unknown", "sheet", 4.5),
        ("fail", "fail-wash", 4.5), ("unknown", "unknown-wash", 4.5), ("unknown", "paper", 4.5),
        ("on-solid", "solid", 4.5), ("on-linked", "linked", 4.5), ("solid", "paper", 3),
        ("solid", "track", 3),
    ],
)  # fmt: skip
def test_colors_can_be_told_apart(scheme: str, ink: str, ground: str, least: float) -> None:
    colors = _colors(scheme)

    assert _contrast(colors[ink], colors[ground]) >= least
