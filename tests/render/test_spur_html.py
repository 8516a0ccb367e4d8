"""The overview of an inspection: what the page says, and how a real browser shows it."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html
from playwright.sync_api import Browser, Page

from stexcel.render.spur_html import render_spur_html
from stexcel.render.spur_words import NO_PLAN, standing
from stexcel.spur.model import Inspection
from tests.render.accessibility import violations
from tests.render.browser import chromium, quiet_page
from tests.spur.inspections import HOSTILE, UNREAD_REASON, empty_inspection, inspection

WHOLE = inspection()
CASES = {"one": inspection(1), "seven": WHOLE, "thirty": inspection(30), "empty": empty_inspection()}
OPEN_ALL = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"


def tree(one: Inspection, folder: Path = Path()) -> html.HtmlElement:
    return html.document_fromstring(render_spur_html(one, folder))


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def section(root: html.HtmlElement, name: str) -> html.HtmlElement:
    (found,) = root.xpath(f"//section[@aria-labelledby='{name}']")
    return found


def test_every_section_has_its_grade_in_words_and_a_link_to_its_criteria() -> None:
    root = tree(WHOLE)
    lists = section(root, "grader").find_class("grades")
    assert len(lists) == len(WHOLE.regulations)
    for shown, part in zip(lists, WHOLE.regulations, strict=True):
        for card, one in zip(shown.findall(".//a"), part.sections, strict=True):
            told = f"{one.section.id} {one.section.title} Grad {one.grade} {standing(one).words}"
            assert text(card) == told
            (goal,) = root.xpath(f"//*[@id='{card.get('href')[1:]}']")
            assert part.regulation in text(goal)


def test_every_criterion_is_told_with_status_and_source_and_the_claim_apart() -> None:
    root = tree(WHOLE)
    for part in WHOLE.regulations:
        for one in part.results.values():
            (heading,) = root.xpath(f"//th[@id='{one.criterion.id}-{part.year}']")
            status, told = heading.getparent().findall("td")
            assert one.kind.value in text(heading)
            assert text(status).startswith(one.status.word)
            assert text(told).startswith(one.told)
            claims = told.find_class("claim")
            assert len(claims) == bool(one.claims)
            if one.claims:
                assert text(claims[0]).startswith(f"Enhetens egen uppgift: {one.claims[0].answer}")
            if one.contradiction:
                assert one.contradiction in text(claims[0])


def test_evidence_leads_to_the_cells_of_the_files(tmp_path: Path) -> None:
    links = [one.get("href") for one in section(tree(WHOLE, tmp_path), "avsnitt").xpath(".//li//a")]
    assert len(links) > 50
    for link in links:
        path, _, place = link.partition("#")
        assert (tmp_path / unquote(path)).resolve() in {Path(one).resolve() for one in WHOLE.hashes}
        assert re.fullmatch(r"'.+'![A-Z]+\d+", unquote(place))
    nobody = replace(WHOLE, files=tuple(replace(one, sha256=None) for one in WHOLE.files))
    assert not tree(nobody).xpath("//a[not(starts-with(@href, '#'))]")


def test_what_was_not_checked_is_told_first_and_what_it_rests_on_last() -> None:
    root = tree(WHOLE)
    head, about = text(root.find(".//header")), text(section(root, "om"))
    assert UNREAD_REASON in head
    assert "Okänd Övre" in head
    for told in ("okontrollerad", "STX402", "bedomningar_per_termin = 6", "ett annat system", "”enstaka”", "inte läst"):
        assert told in about, told


def test_questions_and_plan_are_those_of_the_inspection() -> None:
    root = tree(WHOLE)
    asked = [text(row.find("th")) for row in section(root, "fragor").findall(".//tbody/tr")]
    assert asked == [one.criterion for one in WHOLE.questions]
    for row, told in zip(section(root, "handlingsplan").findall(".//tbody/tr"), WHOLE.plan, strict=True):
        shown = text(row)
        assert all(part in shown for part in (told.criterion, told.problem, told.action, told.condition_text))
    assert NO_PLAN in text(section(tree(empty_inspection()), "handlingsplan"))


def test_page_runs_and_fetches_nothing() -> None:
    drawn = render_spur_html(WHOLE, Path())
    root = html.document_fromstring(drawn)
    assert not root.xpath("//script | //img | //link | //*[starts-with(name(@*), 'on')]")
    style = root.findtext(".//style") or ""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    allowed = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert f'content="{allowed}"' in drawn.replace("&#39;", "'")
    assert "url(" not in style


def test_text_from_files_stays_text_and_the_same_inspection_gives_the_same_page() -> None:
    bad = "<script>alert(1)</script>"
    drawn = render_spur_html(replace(WHOLE, unit_name=bad, remarks=(bad,)), Path())
    assert "<script" not in drawn
    assert HOSTILE in tree(WHOLE).text_content()
    assert render_spur_html(inspection(), Path()) == render_spur_html(inspection(), Path())
    identities = tree(WHOLE).xpath("//@id")
    assert len(identities) == len(set(identities))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page, whose content must neither complain nor ask for anything beside itself."""
    with quiet_page(browser) as opened:
        yield opened


def show(page: Page, one: Inspection, folder: Path) -> None:
    path = folder / "spur.html"
    path.write_text(render_spur_html(one, folder), encoding="utf-8", newline="\n")
    page.goto(path.as_uri())


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.slow] if name == "thirty" else []) for name in CASES]
)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_nothing_stands_in_the_way_of_anybody(
    browser: Browser, tmp_path: Path, name: str, width: int, scheme: str
) -> None:
    dark = scheme == "dark"
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light", bypass_csp=True
    )
    page = context.new_page()
    show(page, CASES[name], tmp_path)
    page.evaluate(OPEN_ALL)
    assert violations(page) == []
    context.close()


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("width", [320, 390, 800, 1280])
def test_page_is_never_wider_than_the_window(page: Page, tmp_path: Path, name: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    show(page, CASES[name], tmp_path)
    page.evaluate(OPEN_ALL)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_grade_leads_to_its_criteria_by_keyboard(page: Page, tmp_path: Path) -> None:
    show(page, WHOLE, tmp_path)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Hoppa till innehållet"
    page.focus("a[href='#avsnitt-E-2015']")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('#avsnitt-E-2015').closest('details').open")
    assert page.locator("#E6-2015").is_visible()


def test_paper_has_the_criteria_of_sections_that_are_closed_on_the_screen(page: Page, tmp_path: Path) -> None:
    show(page, WHOLE, tmp_path)
    seen = "document.querySelector('#E6-2015').getBoundingClientRect().height"
    assert page.evaluate(seen) == 0 or not page.locator("#E6-2015").is_visible()
    page.emulate_media(media="print")
    assert page.locator("#E6-2015").is_visible()
    assert page.evaluate(seen) > 5
