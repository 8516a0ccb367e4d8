"""The status page as a real browser shows it: on a laptop, a telephone and paper, in light and dark, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from stexcel.render.status_html import render_status_html
from stexcel.render.status_html.progress_lines import SERIES
from stexcel.status.status import Status
from tests.render.accessibility import violations
from tests.render.browser import chromium, quiet_page
from tests.render.status_sample import LIMITS, empty_status, sample_status, status_of

OPEN_ALL = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
LAPTOP, PHONE = 1280, 390
MANY = tuple(f"Läkare Mycketlångtefternamn-Bindestreck {number}" for number in range(40))
CASES = {"sample": sample_status(), "many": status_of(MANY), "one": status_of(["Sanna Ek"]), "empty": empty_status()}

# Texts of diagrams that lie upon each other or outside of their picture.
BAD_TEXTS = """(selector) => {
  const found = [];
  for (const picture of document.querySelectorAll(selector)) {
    const frame = picture.getBoundingClientRect();
    const boxes = [...picture.querySelectorAll("text")].map((one) => [one.getBoundingClientRect(), one.textContent]);
    boxes.forEach(([box, text], at) => {
      if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1
        || box.bottom > frame.bottom + 1) found.push(`outside: ${text}`);
      for (const [other, its] of boxes.slice(at + 1)) {
        if (box.left < other.right - 1 && other.left < box.right - 1 && box.top < other.bottom - 4
          && other.top < box.bottom - 4) found.push(`overlap: ${text} | ${its}`);
      }
    });
  }
  return found;
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page, whose content must neither complain nor ask for anything beside itself."""
    with quiet_page(browser) as opened:
        yield opened


def show(page: Page, status: Status, folder: Path) -> None:
    path = folder / "status.html"
    path.write_text(render_status_html(status, folder), encoding="utf-8", newline="\n")
    page.goto(path.as_uri())


@pytest.mark.parametrize("width", [LAPTOP, PHONE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_stands_in_the_way_of_anybody(browser: Browser, tmp_path: Path, width: int, scheme: str) -> None:
    dark = scheme == "dark"
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light", bypass_csp=True
    )
    page = context.new_page()
    show(page, sample_status(), tmp_path)
    page.evaluate(OPEN_ALL)
    assert violations(page) == []
    context.close()


@pytest.mark.parametrize("name", ["one", "empty"])
def test_little_to_show_is_no_obstacle(browser: Browser, tmp_path: Path, name: str) -> None:
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    show(page, CASES[name], tmp_path)
    page.evaluate(OPEN_ALL)
    assert violations(page) == []
    context.close()


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("width", [320, PHONE, 800, LAPTOP])
def test_page_is_never_wider_than_the_window(page: Page, tmp_path: Path, name: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    show(page, CASES[name], tmp_path)
    page.evaluate(OPEN_ALL)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", ["sample", "many"])
def test_texts_of_diagrams_can_be_read(page: Page, tmp_path: Path, name: str) -> None:
    show(page, CASES[name], tmp_path)
    page.evaluate(OPEN_ALL)
    assert page.locator("svg.large text, svg.small text").count() > 30
    assert page.evaluate(BAD_TEXTS, "svg.large, svg.small") == []


def test_telephone_has_a_block_for_each_doctor_with_every_value_named(page: Page, tmp_path: Path) -> None:
    page.set_viewport_size({"width": PHONE, "height": 800})
    show(page, sample_status(), tmp_path)
    first = page.locator("section[aria-labelledby=oversikt] tbody tr").first
    assert first.evaluate("one => one.getBoundingClientRect().right") <= PHONE
    named = "one => [...one.children].slice(1).map((cell) => getComputedStyle(cell, '::before').content)"
    assert first.evaluate(named) == [
        f'"{name}"'
        for name in (
            "Läge", "Klart", "Väntat", "Tid gjord", "Denna termin", "Senaste handledning", "Fynd", "Trend",
        )
    ]  # fmt: skip
    assert page.get_by_role("table", name="ST-läkarna").get_by_role("row").count() == 5


def test_name_leads_to_all_about_the_doctor_by_keyboard(page: Page, tmp_path: Path) -> None:
    show(page, sample_status(), tmp_path)
    inside = page.get_by_text(LIMITS).locator("visible=true")
    before = inside.count()
    page.locator("section[aria-labelledby=oversikt] tbody a", has_text="Måns Åkerlund").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash === '#lakare-2'")
    assert page.locator("#lakare-2").is_visible()
    assert inside.count() == before + 1
    assert not page.locator("#lakare-1").is_visible()


def test_first_stop_skips_to_the_content(page: Page, tmp_path: Path) -> None:
    show(page, sample_status(), tmp_path)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Hoppa till innehållet"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "innehall"


def test_what_scrolls_sideways_can_be_reached_by_keyboard(page: Page, tmp_path: Path) -> None:
    page.set_viewport_size({"width": PHONE, "height": 800})
    show(page, CASES["many"], tmp_path)
    page.evaluate(OPEN_ALL)
    unreachable = """() => [...document.querySelectorAll("*")].filter((one) => one.scrollWidth > one.clientWidth + 1
      && ["auto", "scroll"].includes(getComputedStyle(one).overflowX) && one.tabIndex < 0).length"""
    assert page.locator(".scroll").count() > 5
    assert page.evaluate(unreachable) == 0


def test_dark_is_another_colour_than_light(page: Page, tmp_path: Path) -> None:
    show(page, sample_status(), tmp_path)
    colours = []
    for dark in (False, True):
        page.emulate_media(color_scheme="dark" if dark else "light")
        colours.append(page.evaluate("getComputedStyle(document.querySelector('.heat .full')).backgroundColor"))
    assert colours[0] != colours[1]


def test_paper_is_as_wide_as_the_tables(page: Page, tmp_path: Path) -> None:
    show(page, CASES["many"], tmp_path)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1032, "height": 700})  # A4 on its side less the margins, at 96 points an inch
    assert not page.is_visible("nav")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1032
    assert page.evaluate(BAD_TEXTS, "svg.large") == []
    assert page.evaluate("getComputedStyle(document.querySelector('thead')).display") == "table-header-group"


def test_text_of_a_workbook_is_only_text(page: Page, tmp_path: Path) -> None:
    bad = "<img src=x onerror=alert(1)></script><script>document.title='fel'</script> {{ 1 + 1 }} \"'"
    status = status_of([bad, bad])
    show(page, replace(status, unit_name=bad, remarks=(bad,)), tmp_path)
    page.evaluate(OPEN_ALL)
    assert page.title() == f"ST-status {bad} per 2026-11-01"
    assert page.locator("img, script").count() == 0
    assert page.get_by_text(bad).count() > 5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_diagrams_stand_out_from_the_paper(page: Page, tmp_path: Path, scheme: str) -> None:
    show(page, sample_status(), tmp_path)
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    names = ["paper", "card", "band", "soft", "on-series", *(f"s{number}" for number in range(SERIES))]
    value = "name => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`)"
    colour = {name: luminance(page.evaluate(value, name)) for name in names}
    for number in range(SERIES):
        series = colour[f"s{number}"]
        assert contrast(series, colour["on-series"]) >= 4.5
        assert contrast(series, colour["paper"]) >= 4.5
        assert contrast(series, colour["band"]) >= 3
    assert contrast(colour["soft"], colour["card"]) >= 4.5


def luminance(colour: str) -> float:
    """How light a colour such as ``#1f5fa8`` is, as WCAG 2 defines it."""
    parts = [int(colour.strip()[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
