"""The governance page in a real Chromium, checked by axe-core narrow and dark, wide and light.

Needs Debian's `chromium` and `npm install` at the repository root; skipped, with the reason,
without them.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import copytree, which
from typing import TYPE_CHECKING, Any, Literal

import pytest

from weighbridge import govern
from weighbridge.audit import open_release

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
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


@pytest.fixture(scope="module", params=["complete", "claiming", "hopeless", "hostile"])
def file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("release")
    release = ROOT / "examples" / request.param
    if request.param == "hostile":
        release = folder / "hostile"
        copytree(ROOT / "examples" / "claiming" / "governance", release / "governance")
        evil = "<script>document.title = 'taken'</script>\\u202E" + "x" * 200
        (release / "governance/risks/evil.toml").write_text(
            f'title = "{evil}"\nharm = "{evil}"\nowner = "{evil}"\naffected = ["{evil}"]\n'
            f'references = ["{evil}"]\nstatus = "{evil}"\n'
            f'[[mitigations]]\ntitle = "{evil}"\nstate = "in-place"\nevidence = ["{evil}"]\n'
        )
    written = folder / "page.html"
    opened = open_release(str(release), as_of=date(2026, 11, 20), offline=True)
    written.write_text(govern.publish(opened), encoding="utf-8")
    return written


@pytest.fixture(params=[(360, "dark"), (1280, "light")], ids=["narrow", "wide"])
def page(request: pytest.FixtureRequest, browser: "Browser", file: Path) -> Iterator["Page"]:
    param: tuple[int, Literal["light", "dark"]] = request.param
    width, scheme = param
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
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


def test_axe_finds_nothing_to_mend(page: "Page") -> None:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate(
        "rules => axe.run({runOnly: {type: 'tag', values: rules}})", RULES
    )

    assert len(found["passes"]) > 15
    assert [(v["id"], [n["html"] for n in v["nodes"]][:3]) for v in found["violations"]] == []


def test_nothing_hangs_over_the_edge(page: "Page") -> None:
    over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")

    assert over <= 0
    assert page.title() != "taken"


def test_every_link_inside_leads_somewhere(page: "Page") -> None:
    lost = page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href'))"
        ".filter(href => !document.querySelector(href))"
    )

    assert lost == []
