"""The pages as a browser shows them: headless Chromium, from disk and over a local server."""

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from browser import chromium
from playwright.sync_api import Browser, Page, sync_playwright

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
LOOKS = [(1200, "light"), (1200, "dark"), (375, "light"), (375, "dark")]


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[str]:
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # A container's root has no sandbox to offer.
        running = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def look(browser: Browser) -> Iterator[Callable[..., tuple[Page, list[str]]]]:
    """Opens a page; what its console says of errors is collected beside it."""
    contexts = []

    def open_page(url: str, width: int = 1200, scheme: str = "light") -> tuple[Page, list[str]]:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
        )
        contexts.append(context)
        page, errors = context.new_page(), list[str]()
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("requestfailed", lambda request: errors.append(request.url[:200]))
        page.goto(url)
        return page, errors

    yield open_page
    for context in contexts:
        context.close()


def address(way: str, name: str, site: Path, server: str) -> str:
    return f"{server}/{name}" if way == "server" else (site / name).as_uri()


def is_narrow_enough(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.mark.parametrize("way", ["disk", "server"])
@pytest.mark.parametrize("name", ["gap_report.html", "column_lineage.html"])
@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_a_page_fits_and_has_no_errors(
    look: Callable[..., tuple[Page, list[str]]],
    site: Path, server: str, way: str, name: str, width: int, scheme: str,
) -> None:  # fmt: skip
    page, errors = look(address(way, name, site, server), width, scheme)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert page.locator("h1").count() == 1
    assert is_narrow_enough(page)
    assert page.locator("main").count() == 1
    assert errors == []


# One table of a kind is open: axe looks at every cell, and all of them take minutes.
@pytest.mark.parametrize("name", ["gap_report.html", "column_lineage.html"])
@pytest.mark.parametrize(("width", "scheme"), [(1200, "light"), (375, "dark")])
def test_a_page_keeps_the_rules_of_accessibility(
    look: Callable[..., tuple[Page, list[str]]], site: Path, name: str, width: int, scheme: str
) -> None:
    page, _errors = look((site / name).as_uri(), width, scheme)
    page.evaluate("""
        for (const kind of ['figure details', '.fold']) {
            document.querySelector(kind)?.setAttribute('open', '')
        }
    """)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    checked = {rule["id"] for rule in found.response["passes"]}
    assert {"color-contrast", "landmark-one-main", "region", "bypass"} <= checked


def test_the_report_has_its_nine_sections_and_its_charts(
    look: Callable[..., tuple[Page, list[str]]], site: Path
) -> None:
    page, _errors = look((site / "gap_report.html").as_uri(), 375)
    numbers = page.locator("main h2 .no").all_inner_texts()
    assert numbers == [str(number) for number in range(1, 10)]
    charts = page.locator("figure svg")
    assert charts.count() >= 8
    for number in range(charts.count()):
        box = charts.nth(number).bounding_box()
        assert box, number
        assert box["width"] > 200, number
        assert box["height"] > 80, number
        assert charts.nth(number).locator("path").count() > 3


def test_charts_change_their_colours_in_the_dark(
    look: Callable[..., tuple[Page, list[str]]], site: Path
) -> None:
    script = "getComputedStyle(document.querySelector('figure svg text')).fill"
    inks = [look((site / "gap_report.html").as_uri(), 1200, s)[0].evaluate(script)
            for s in ("light", "dark")]  # fmt: skip
    assert inks[0] != inks[1]


def test_a_long_page_prints_without_its_navigation(
    look: Callable[..., tuple[Page, list[str]]], site: Path
) -> None:
    page, _errors = look((site / "gap_report.html").as_uri())
    page.emulate_media(media="print")
    assert not page.locator("nav").is_visible()
    assert page.locator("h1").is_visible()
    assert len(page.pdf()) > 20_000


@pytest.mark.parametrize("way", ["disk", "server"])
def test_the_lineage_of_the_ledger_is_reached_by_click(
    look: Callable[..., tuple[Page, list[str]]], site: Path, server: str, way: str
) -> None:
    page, errors = look(address(way, "static_index.html", site, server))
    page.get_by_role("link", name="fill_events", exact=True).click()
    page.locator("h1", has_text="fill_events").wait_for()
    page.locator(".launcher-btn").click()
    page.locator(".launcher-embed canvas").first.wait_for()
    page.get_by_text("Lineage Graph").first.wait_for()
    assert errors == []


def test_the_overview_leads_to_where_a_column_goes(
    look: Callable[..., tuple[Page, list[str]]], site: Path, server: str
) -> None:
    page, _errors = look(f"{server}/static_index.html")
    page.get_by_role("link", name="column lineage").first.click()
    page.locator("h1", has_text="Column lineage").wait_for()
    phone = page.locator('[id="workers_500k.phone"]')
    assert "token" in phone.inner_text()
    phone.get_by_role("link", name="safe.workers_safe").click()
    page.locator("h1", has_text="workers_safe").wait_for()
    described = page.locator("tr.column-row td:nth-child(3)").first
    assert described.evaluate("cell => cell.scrollWidth <= cell.clientWidth")


def test_the_overview_leads_to_the_report(
    look: Callable[..., tuple[Page, list[str]]], site: Path, server: str
) -> None:
    page, _errors = look(f"{server}/static_index.html")
    page.get_by_role("link", name="gap report").first.click()
    page.locator("h1", has_text="Gap report").wait_for()
    assert (
        page.evaluate("""
        [...document.querySelectorAll('a[href^="#"]')]
            .filter(link => !document.querySelector(link.hash)).length
    """)
        == 0
    )


def test_on_a_phone_the_state_of_each_gap_is_seen_without_scrolling_sideways(
    look: Callable[..., tuple[Page, list[str]]], site: Path
) -> None:
    page, _errors = look((site / "gap_report.html").as_uri(), 375)
    states = page.locator("#gaps .status")
    assert states.count() >= 9
    for number in range(9):
        box = states.nth(number).bounding_box()
        assert box
        assert box["x"] + box["width"] <= 375


def test_letters_have_one_size_in_all_charts(
    look: Callable[..., tuple[Page, list[str]]], site: Path
) -> None:
    page, _errors = look((site / "gap_report.html").as_uri())
    scales = page.evaluate("""
        [...document.querySelectorAll('figure svg')].map(
            each => each.getBoundingClientRect().width / each.viewBox.baseVal.width)
    """)
    assert max(scales) - min(scales) < 0.01


def test_no_letter_of_a_chart_is_cut_off(
    look: Callable[..., tuple[Page, list[str]]], site: Path
) -> None:
    page, _errors = look((site / "gap_report.html").as_uri())
    cut = page.evaluate("""
        [...document.querySelectorAll('figure svg')].flatMap(drawing => {
            const edge = drawing.getBoundingClientRect();
            return [...drawing.querySelectorAll('text')].filter(text => {
                const box = text.getBoundingClientRect();
                return box.width && (box.left < edge.left - 1 || box.right > edge.right + 1
                    || box.top < edge.top - 1 || box.bottom > edge.bottom + 1);
            }).map(text => text.textContent);
        })
    """)
    assert cut == []
