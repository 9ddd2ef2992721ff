"""The page in a real Chromium, checked by axe-core at two widths and in both colour schemes.

Needs Debian's `chromium` and `npm install` at the repository root; skipped, with the reason,
without them.
"""

from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Any, Literal

import pytest

from sample_reports import claiming, complete, descended, drawn, empty, hostile, measured
from weighbridge import formats
from weighbridge.verdicts.report import Report

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = which("chromium")
ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
    pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed: npm install"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    every: dict[str, list[Report]] = {
        "one": [claiming()],
        "descended": [descended()],
        "measured": [measured()],
        "several": [
            claiming(),
            complete(),
            drawn(),
            descended(),
            measured(),
            hostile(),
            empty(),
        ],
    }
    written = tmp_path / "report.html"
    written.write_text(
        formats.find("html").render(every[getattr(request, "param", "several")]), encoding="utf-8"
    )
    return written


@pytest.fixture(params=[360, 1280])
def width(request: pytest.FixtureRequest) -> int:
    found: int = request.param
    return found


@pytest.fixture(params=["light", "dark"])
def page(
    request: pytest.FixtureRequest, browser: "Browser", file: Path, width: int
) -> Iterator["Page"]:
    scheme: Literal["light", "dark"] = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=True
    )
    opened = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    opened.on("request", lambda one: asked.append(one.url))
    opened.on("console", lambda one: complaints.append(one.text))
    opened.goto(file.as_uri())
    yield opened
    context.close()
    assert asked == [file.as_uri()]
    assert complaints == []


@pytest.mark.parametrize("file", ["one", "several", "descended", "measured"], indirect=True)
def test_axe_finds_nothing_to_mend(page: "Page") -> None:
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate(
        "rules => axe.run({runOnly: {type: 'tag', values: rules}})", RULES
    )

    assert len(found["passes"]) > 20
    assert [(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in found["violations"]] == []


def test_nothing_hangs_over_the_edge(page: "Page") -> None:
    over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")

    assert over <= 0


def test_the_first_stop_of_the_keyboard_skips_to_the_report(page: "Page") -> None:
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0


def test_evidence_is_on_paper_though_its_drawer_is_shut(page: "Page") -> None:
    page.emulate_media(media="print")
    drawer = page.locator("details.evidence ul").first

    assert drawer.bounding_box() is not None
