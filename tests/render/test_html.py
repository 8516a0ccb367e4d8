"""The page as a browser shows it, with and without scripts, in light and dark, on paper and on a telephone."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect

from stexcel.document import Document
from stexcel.findings import FileReport, LimitsInForce, Report, SetLimit
from stexcel.render.html import render_html
from tests.build import TODAY
from tests.render.browser import chromium
from tests.render.sample import clean_report, crashed_report, finding, nora, sample_report

LEVELS = ("krav", "rad", "lokal", "info")

# Lowest contrast between text and what lies behind it, over all elements that hold text of their own.
CONTRAST = """() => {
  const light = (rgb) => {
    const [r, g, b] = rgb.map((part) => part / 255).map((part) => part <= 0.04045 ? part / 12.92
      : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = numbers(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) return colour.slice(0, 3);
    }
    return [255, 255, 255];
  };
  let worst = [99, ""];
  for (const element of document.body.querySelectorAll("*")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!own || ["SCRIPT", "OPTION"].includes(element.tagName)) continue;
    const [a, b] = [light(numbers(getComputedStyle(element).color).slice(0, 3)), light(behind(element))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < worst[0]) worst = [contrast, element.outerHTML.slice(0, 90)];
  }
  return worst;
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("html") / "fynd.html"
    path.write_text(render_html(sample_report(), Path("ut")), encoding="utf-8", newline="\n")
    return path.as_uri()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The page of the sample, which must neither complain nor ask for anything beside itself."""
    context = browser.new_context()
    opened = context.new_page()
    complaints: list[str] = []
    requests: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("request", lambda request: requests.append(request.url))
    opened.goto(address)
    yield opened
    context.close()
    assert complaints == []
    assert {request.split("#")[0] for request in requests} == {address}


def tree(report: Report, folder: Path = Path()) -> html.HtmlElement:
    return html.document_fromstring(render_html(report, folder))


def counts(page: Page) -> list[int]:
    """The sums of the levels as they stand under the overview."""
    return [int(page.inner_text(f"#sum [data-level={level}]")) for level in LEVELS]


def visible(page: Page, selector: str) -> list[str]:
    return [one.inner_text() for one in page.query_selector_all(selector) if one.is_visible()]


def says(page: Page, words: str) -> None:
    """The page tells this of what it shows, at once or when it has thought for a moment."""
    expect(page.locator("#shown")).to_have_text(words)


def choose(page: Page, name: str, *values: str) -> None:
    """Leaves only these boxes ticked."""
    for box in page.query_selector_all(f"input[name={name}]"):
        box.set_checked(box.get_attribute("value") in values)


def test_everything_is_there_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    text = page.inner_text("body")
    assert all(limit in text for limit in sample_report().limits)
    for part in sample_report().parts:
        assert part.document.path in text
        assert all(limit in text for limit in part.limits)
        for one in (*part.findings, *(silenced.finding for silenced in part.silenced)):
            assert one.code in text
            assert one.action in text
    for told in ("a2, a3", "c2, c10", "Delmål!A3", "Bedöms i nästa version", "till och med 2026-11-01", "STX205"):
        assert told in text
    assert not page.is_visible("#filter")
    context.close()


def test_starts_with_everything_shown(page: Page) -> None:
    report = sample_report()
    assert counts(page) == [report.counts[level] for level in report.counts]
    says(page, "Visar 14 av 14 fynd i 5 av 5 filer.")
    assert len(visible(page, "article")) == 5


def test_levels_narrow_what_is_shown_and_counted(page: Page) -> None:
    choose(page, "level", "rad", "lokal")
    assert counts(page) == [0, 1, 1, 0]
    assert [text.split()[:2] for text in visible(page, ".entry")] == [["råd", "STX401"], ["lokal", "STX301"]]
    says(page, "Visar 2 av 14 fynd i 1 av 5 filer.")
    assert [row.split("\t")[2:6] for row in visible(page, "tbody tr")] == [["0", "1", "1", "0"]]
    page.click("#all")
    says(page, "Visar 14 av 14 fynd i 5 av 5 filer.")


def test_groups_narrow_what_is_shown(page: Page) -> None:
    choose(page, "group", "c")
    assert visible(page, "article h3") == ["Ej kontrollerat", "c-delmål"]
    assert counts(page) == [3, 0, 0, 0]


def test_one_doctor(page: Page) -> None:
    page.select_option("#who", "fil-st-nora-xlsx")
    assert [text.split("\n")[0] for text in visible(page, "article")] == ["Nora Wiklander #"]
    assert counts(page) == [7, 1, 1, 1]
    assert "Bedöms i nästa version" in visible(page, "article")[0]


@pytest.mark.parametrize(
    ("words", "number", "files"),
    [
        ("BEDÖMNINGSMETOD", 2, 1),
        ("stx502", 1, 1),
        ("nora", 11, 2),
        ("trasig", 1, 1),
        ("finns ingenstans", 0, 0),
        ("metod bedömning", 2, 1),
        ("bedömningsmetod wiklander nora", 2, 1),
        ("bedömningsmetod trasig", 0, 0),
        ("c2", 1, 1),
        ("stx101 c10", 1, 1),
        ("a2", 1, 1),
    ],
)
def test_free_text_finds_remarks_and_names(page: Page, words: str, number: int, files: int) -> None:
    page.fill("#text", words)
    says(page, f"Visar {number} av 14 fynd i {files} av 5 filer.")
    assert sum(counts(page)) == number


def test_only_the_delmal_that_were_looked_for_are_shown(page: Page) -> None:
    page.fill("#text", "stx101 a2")
    says(page, "Visar 1 av 14 fynd i 1 av 5 filer.")
    (entry,) = visible(page, ".entry .what")
    assert "a2" in entry
    assert not any(other in entry for other in ("a3", "c2", "c10", "a2,"))


def test_selection_is_told_on_paper_and_on_screen(page: Page) -> None:
    assert not page.is_visible("#selection")
    assert page.inner_text("#sum .name") == "Summa"
    choose(page, "level", "krav", "rad")
    page.fill("#text", "nora")
    for medium in ("screen", "print"):
        page.emulate_media(media=medium)
        expect(page.locator("#selection")).to_contain_text("sökorden")
        told = page.inner_text("#selection")
        assert told.startswith("Urval: sökorden ”nora”; nivå krav, råd. Visar ")
        assert "Resten är utelämnat" in told
        assert page.inner_text("#lead").startswith("Hela granskningen: 4 filer per ")
        assert page.inner_text("#sum .name") == "Summa i urvalet"
    page.emulate_media(media="screen")
    page.click("#all")
    assert not page.is_visible("#selection")


def test_limits_that_are_not_the_defaults_are_told() -> None:
    report = replace(sample_report(), in_force=LimitsInForce("egen", (SetLimit("samtal_dagar", "dagar", 90, 45),)))
    told = tree(report).xpath("string(//*[contains(@class, 'in-force')])")
    assert told == "Gränser: Profilen ”egen” gäller. Ändrade från förvalet: samtal_dagar = 90 (förval 45)."


def test_choices_work_together_by_keyboard(page: Page) -> None:
    page.focus("#text")
    page.keyboard.type("delmål")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.value") == "lokal"
    assert page.is_checked("input[value=krav]")
    assert not page.is_checked("input[value=lokal]")
    assert counts(page)[2] == 0


def test_address_keeps_the_choice(page: Page, browser: Browser) -> None:
    page.select_option("#who", "fil-st-nora-xlsx")
    choose(page, "level", "krav")
    page.fill("#text", "bedömning")
    says(page, "Visar 2 av 14 fynd i 1 av 5 filer.")
    kept = page.evaluate("location.href")
    context = browser.new_context()
    again = context.new_page()
    again.goto(kept)
    says(again, "Visar 2 av 14 fynd i 1 av 5 filer.")
    assert again.input_value("#text") == "bedömning"
    context.close()
    page.click("#all")
    assert "#" not in page.evaluate("location.href")


def test_link_to_a_file_shows_it_even_if_it_was_filtered_away(page: Page, address: str) -> None:
    choose(page, "level", "rad")
    assert not page.is_visible("#fil-enhet-xlsx")
    page.evaluate("location.hash = '#fil-enhet-xlsx'")
    page.wait_for_selector("#fil-enhet-xlsx", state="visible")
    assert page.evaluate("location.href") == f"{address}#fil-enhet-xlsx"
    assert page.is_checked("input[value=krav]")


def test_overview_leads_to_the_doctor(page: Page) -> None:
    page.set_viewport_size({"width": 1000, "height": 500})
    page.click("tbody a >> text=trasig.xlsx")
    box = page.locator("#fil-st-trasig-xlsx").bounding_box()
    assert box is not None
    assert box["y"] < 500


@pytest.mark.parametrize("width", [320, 400, 1200])
def test_page_is_never_wider_than_the_window(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_contrast(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    contrast, where = page.evaluate(CONTRAST)
    assert contrast >= 4.5, where


def test_dark_is_another_colour_than_light(page: Page) -> None:
    colours = []
    for dark in (False, True):
        page.emulate_media(color_scheme="dark" if dark else "light")
        colours.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert colours[0] != colours[1]


def test_paper_has_a_page_for_each_file_and_no_controls(page: Page) -> None:
    pdf = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) >= len(sample_report().parts)
    page.emulate_media(media="print")
    assert not page.is_visible("#filter")
    assert page.evaluate("getComputedStyle(document.querySelector('article')).breakBefore") == "page"
    assert page.evaluate("getComputedStyle(document.querySelector('article.unread')).breakBefore") == "auto"
    assert page.evaluate("getComputedStyle(document.querySelector('.status')).whiteSpace") == "nowrap"


def test_structure_can_be_followed_without_seeing_it() -> None:
    root = tree(sample_report())
    assert root.get("lang") == "sv"
    levels = [int(heading.tag[1]) for heading in root.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(cell.get("scope") in {"col", "row"} for cell in root.iter("th"))
    labelled = {label.get("for") for label in root.iter("label")}
    for field in root.xpath("//select | //input[@type='search']"):
        assert field.get("id") in labelled
    assert all(box.getparent().tag == "label" for box in root.xpath("//input[@type='checkbox']"))
    assert root.xpath("//output[@aria-live='polite']")
    identities = root.xpath("//@id")
    assert len(identities) == len(set(identities))
    assert {link[1:] for link in root.xpath("//a/@href") if link.startswith("#")} <= set(identities)


def test_level_is_always_a_word() -> None:
    for mark in tree(sample_report()).find_class("level"):
        assert mark.text_content() in {"krav", "råd", "lokal", "info"}


def test_links_open_the_clinics_files_at_the_place() -> None:
    links = {unquote(link) for link in tree(sample_report(), Path("ut")).xpath("//article//a/@href") if link[0] != "#"}
    assert "../enhet.xlsx#'Handledare'!C4" in links
    assert "../st/äldre & annat/Nora #1 100% [gammal].xls#'Nora''s #1 – å ä ö'!AB7" in links
    assert "../st/trasig.xlsx" in links


def test_nothing_but_our_own_style_and_script_may_run() -> None:
    text = render_html(sample_report(), Path())
    (policy,) = tree(sample_report()).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    for tag in ("style", "script"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert not re.findall(r"(?:src|href)=.?https?:", text)
    assert not re.findall(r"\s(?:style|on\w+)=", text)


def test_text_of_a_workbook_is_only_text(browser: Browser, tmp_path: Path) -> None:
    bad = "<img src=x onerror=alert(1)> </script><script>document.title='fel'</script> {{ 1 + 1 }}"
    report = Report((FileReport(Document(f"st/{bad}.xlsx", None), (finding("STX401", bad),)),), TODAY, "0.1.0")
    path = tmp_path / "fynd.html"
    path.write_text(render_html(report, tmp_path), encoding="utf-8")
    context = browser.new_context()
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.title() == "Granskning av IUP per 2026-11-01"
    assert bad in page.inner_text(".entry")
    assert page.query_selector("img") is None
    context.close()


def test_program_failure_and_unread_files_are_told() -> None:
    row = tree(crashed_report()).xpath("//tbody/tr")[0].text_content()
    assert "Inte färdigkontrollerad" in row
    rows = [row.text_content() for row in tree(sample_report()).xpath("//tbody/tr")]
    assert "Inte kontrollerad" in rows[3]
    lead = tree(sample_report()).get_element_by_id("lead").text_content()
    assert lead.startswith("4 filer per 2026-11-01: 1 fil kunde inte kontrolleras; 10 brister mot krav")
    assert [cell.text for cell in tree(sample_report()).xpath("//tbody/tr")[3].find_class("n")] == ["1", "–", "–", "–"]


def test_partly_checked_is_said_only_where_a_demand_was_not_checked() -> None:
    limits = ("Samtalen (STX301) är inte kontrollerade.",)
    reports = (
        replace(nora(), limits=limits),
        replace(nora(), limits=limits * 2, has_open_demands=True),
        replace(nora(), limits=()),
    )
    rows = tree(replace(clean_report(), files=reports)).xpath("//tbody/tr")
    assert [" ".join(row.xpath("td")[-1].text_content().split()) for row in rows] == [
        "Kontrollerad 1 förbehåll",
        "Delvis kontrollerad 2 förbehåll",
        "Kontrollerad",
    ]


def test_clean_report_says_so() -> None:
    text = tree(clean_report()).text_content()
    assert "inga brister" in text
    assert "Inga brister i det som kontrollerades" in text


def test_same_report_gives_the_same_text() -> None:
    assert render_html(sample_report(), Path("ut")) == render_html(sample_report(), Path("ut"))


def test_files_with_alike_names_have_anchors_of_their_own() -> None:
    report = sample_report()
    twice = replace(report, files=(*report.files, *report.files))
    identities = tree(twice).xpath("//article/@id")
    assert len(identities) == len(set(identities)) == 9
