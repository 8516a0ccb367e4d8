"""What the status page says, and how it is built."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html

from stexcel.render.status_html import render_status_html
from stexcel.render.status_html.gantt import gantt
from stexcel.render.status_html.progress_lines import MOST_LINES, common_chart
from stexcel.render.status_html.stacks import assessments_chart, findings_chart
from stexcel.status.status import (
    Assessments,
    CoverageRow,
    Gap,
    Light,
    Place,
    Progress,
    ProgressLine,
    ProgressPoint,
    Status,
)
from stexcel.status.trend import Trend, TrendFindings
from tests.build import TODAY
from tests.render.status_sample import CODES, LIMITS, NAMES, UNREAD_REASON, empty_status, sample_status, status_of

CASES = {
    "sample": sample_status(),
    "many": status_of([f"Läkare {number}" for number in range(40)]),
    "one": status_of(["Sanna Ek"]),
    "none": status_of([]),
    "empty": empty_status(),
}


def tree(status: Status, folder: Path = Path()) -> html.HtmlElement:
    return html.document_fromstring(render_status_html(status, folder))


def section(root: html.HtmlElement, name: str) -> html.HtmlElement:
    (found,) = root.xpath(f"//section[@aria-labelledby='{name}']")
    return found


def rows(root: html.HtmlElement, name: str, table: int = 0) -> list[list[str]]:
    """The cells of a table as their texts."""
    body = section(root, name).xpath(".//table")[table].find("tbody")
    return [[" ".join(cell.text_content().split()) for cell in row] for row in body]


def test_overview_tells_the_light_in_words_and_what_is_not_known() -> None:
    told = rows(tree(sample_status()), "oversikt")
    assert told[0] == [
        "Sanna Ek Psykiatri, SOSFS 2015:8",
        "röd – åtgärd krävs nu",
        "17 %",
        "53 %",
        "48 %",
        "1 av 4, pågår Mini-CEX 1",
        "2026-06-02",
        "1 krav",
        "↓ sämre",
    ]
    assert [row[1] for row in told[1:]] == ["gul – följ upp", "grön – i fas", "grå – ej bedömd"]
    assert told[3][2:] == ["okänt"] * 5 + ["inte räknade", "– ingen tidigare körning"]


def test_lights_are_counted() -> None:
    told = [" ".join(one.text_content().split()) for one in tree(CASES["many"]).find_class("lights")[0]]
    assert told == ["14 röd – åtgärd krävs nu", "13 gul – följ upp", "1 grå – ej bedömd", "13 grön – i fas"]


def test_what_was_not_checked_is_told_where_it_matters() -> None:
    root = tree(sample_status())
    head = root.find(".//header").text_content()
    assert UNREAD_REASON in head
    assert "STX402" in head
    assert LIMITS in section(root, "lakare").text_content()
    about = section(root, "om").text_content()
    assert all(told in about for told in ("Mappen ”gammalt” är inte läst.", LIMITS, "STX402", "har gått ut", "ändrad"))
    assert "Nils Utan Start" in section(root, "framsteg").text_content()
    assert "trasig.xlsx är inte läst." in section(root, "matris").text_content()
    assert "saknar datum" in section(root, "tidslinje").text_content()
    assert "3 genomförda bedömningar saknar datum" in section(root, "bedomningar").text_content()


def test_month_tells_who_what_and_when_with_a_link() -> None:
    first, second, third = section(tree(sample_status()), "manaden").xpath(".//li")
    assert " ".join(first.text_content().split()).startswith(
        "Sanna Ek: boka handledarsamtal, skulle ha gjorts 2026-07-17 107 dagar sen Inget handledarsamtal på 152 dagar."
    )
    assert "senast 2026-11-30" in second.text_content()
    assert third.text_content().strip().startswith("Ylva Öberg: planera bedömningar\n")
    (link,) = first.xpath(".//a/@href")
    assert unquote(link) == "./st/Nr 1 & co.xlsx#'Handledning'!A4"


def test_matrix_says_each_stage_in_a_word() -> None:
    root = tree(sample_status())
    assert rows(root, "matris") == [
        ["Sanna Ek", "klart", "tomt", "akt", "bed", "koppl", "ej"],
        ["Måns Åkerlund", "klart", "klart", "klart", "plan", "koppl", "tomt"],
        ["Ylva Öberg", "klart", "klart", "klart", "klart", "klart", "ingår inte"],
    ]
    heads = section(root, "matris").xpath(".//thead//th/text()")
    assert heads == ["ST-läkare", *CODES]
    assert section(root, "matris").xpath(".//td[.='akt']/@title") == ["b1: bara aktivitet."]


def test_delmal_of_each_doctor_open_the_file_what_is_left_first() -> None:
    card = tree(sample_status(), Path("ut")).get_element_by_id("lakare-1")
    stages = [" ".join(one.text_content().split()) for one in card.find_class("stages")[0]]
    assert stages == [
        "saknas i IUP c10",
        "inget kopplat a2",
        "bara bedömning c1",
        "bara aktivitet b1",
        "kopplat c2",
        "klart a1",
    ]
    assert unquote(card.xpath(".//ul[@class='stages']//a/@href")[1]) == "../st/Nr 1 & co.xlsx#'Delmål'!A3"


def test_coverage_shows_what_is_never_assessed() -> None:
    told = rows(tree(sample_status()), "enheten")
    assert told[0] == ["a1", "klinisk tjänstgöring", "3 av 3", "ingen", "3 av 3", "0 av 1", "–"]
    assert told[2][3] == "aktivitet men aldrig bedömd, och ingen bedömning planerad"


def test_delmal_for_which_nobody_has_anything_share_a_row() -> None:
    """Of the first two there are three doctors each, of the last there are two; the others are as they were."""
    status = sample_status()
    unit = status.coverage[0]
    none = (None,) * len(unit.methods)
    of = {"x1": 3, "x2": 3, "x3": 2}
    empty = [CoverageRow(code, "ingen aktivitet", n, n, none, none, Gap.NOTHING) for code, n in of.items()]
    table = rows(tree(replace(status, coverage=(replace(unit, rows=(*unit.rows, *empty)),))), "enheten")
    assert table[: len(unit.rows)] == rows(tree(status), "enheten")[: len(unit.rows)]
    told = [row[:4] for row in table[len(unit.rows) :]]
    assert told == [
        ["x1, x2", "ingen aktivitet", "3 av 3", "inget kopplat hos någon"],
        ["x3", "ingen aktivitet", "2 av 2", "inget kopplat hos någon"],
    ]


def test_findings_are_counted_by_kind_and_exceptions_are_not() -> None:
    root = tree(sample_status())
    kinds = rows(root, "fynd")
    assert [(row[0].split()[0], row[3], row[4]) for row in kinds] == [
        ("STX101", "1", "Sanna Ek"),
        ("STX501", "1", "Psykiatriska kliniken"),
        ("STX401", "1", "Måns Åkerlund"),
        ("STX001", "1", "trasig.xlsx"),
    ]
    assert [row[1] for row in rows(root, "fynd", 1)] == ["STX501"]
    card = root.get_element_by_id("lakare-2").text_content()
    assert "Undantag, räknas inte: Bedöms i nästa version" in card


def test_every_finding_stands_in_the_page_once() -> None:
    status = CASES["many"]
    text = tree(status).xpath("//table[caption[starts-with(., 'Fynd för') or starts-with(., 'Enheten och')]]/tbody/tr")
    assert len(text) == len(status.findings)


def test_collisions_are_told_in_words() -> None:
    told = section(tree(sample_status()), "tidslinje").text_content()
    assert "Krock 1: Neurologi 2027-05-01 till 2027-08-31, Sanna Ek, Ylva Öberg" in told
    assert section(tree(sample_status()), "tidslinje").xpath(".//tbody//svg/@aria-label")[0] == (
        "Allmänpsykiatri 2026-09-01 till 2027-04-30; Neurologi (sidotjänstgöring) 2027-05-01 till 2027-08-31, krock 1"
    )


def test_bars_lie_where_their_days_are_and_beside_each_other_when_at_the_same_time() -> None:
    timeline = sample_status().timeline
    assert timeline is not None
    drawn = gantt(timeline, lambda place: place.path)
    first, second, _ = drawn.strips
    assert first.bars[0].x == 0
    assert first.bars[0].x + first.bars[0].width == pytest.approx(first.bars[1].x, abs=0.2)
    days = (timeline.last - timeline.first).days + 1
    assert first.bars[1].width == pytest.approx(drawn.width * 123 / days, abs=0.2)
    assert [bar.y for bar in first.bars] == [4, 4]
    assert [bar.y for bar in second.bars] == [4, 28]
    assert second.height > first.height


def test_lines_go_up_on_the_day_and_end_today() -> None:
    chart = common_chart(sample_status().progress)
    assert chart is not None
    plot, sanna = chart.plot, chart.lines[0]
    assert (sanna.x, sanna.y) == (plot.x(53.3), plot.y(16.7))
    corners = [[float(number) for number in corner.split(",")] for corner in sanna.corners.split()]
    assert corners[0] == [plot.left, plot.bottom]
    assert all(x == other_x or y == other_y for (x, y), (other_x, other_y) in pairwise(corners))
    assert f"{plot.x(100)},{plot.y(85)}" in chart.band
    assert chart.words.startswith("I dag: Sanna Ek: 17 % klart, 53 % av tiden; ")


def test_chart_of_many_has_those_who_are_the_most_behind() -> None:
    chart = common_chart(CASES["many"].progress)
    assert chart is not None
    assert len(chart.lines) == MOST_LINES
    assert sum("17 % klart" in line.words for line in chart.lines) == 14
    assert not any("83 % klart" in line.words for line in chart.lines)
    assert len({(line.colour, line.dash) for line in chart.lines}) == MOST_LINES
    heights = sorted(line.label_y for line in chart.lines)
    assert all(after - before >= 13.9 for before, after in pairwise(heights))
    told = section(tree(CASES["many"]), "framsteg").text_content()
    assert "Diagrammet visar de 20 av 40 ST-läkare som är längst efter tiden." in told


def test_training_past_its_time_is_drawn_inside_the_chart() -> None:
    doctor = sample_status().overview[0].doctor
    late = ProgressLine(doctor, (ProgressPoint(date(2018, 1, 1), 0, 0), ProgressPoint(TODAY, 240, 90)))
    chart = common_chart(Progress((late,), 15))
    assert chart is not None
    assert chart.lines[0].x == chart.plot.right
    assert "240 % av tiden" in chart.words
    assert common_chart(Progress((ProgressLine(doctor, ()),), 15)) is None


def test_stacks_have_the_heights_of_their_numbers() -> None:
    counted = sample_status().assessments
    assert counted is not None
    chart = assessments_chart(counted)
    assert chart is not None
    assert [stack.total for stack in chart.stacks] == [11, 13, 7, 8]
    for stack, numbers in zip(chart.stacks, counted.totals, strict=True):
        unit = [part.height / number for part, number in zip(stack.segments, numbers, strict=True)]
        assert unit == pytest.approx([unit[0]] * len(unit), rel=0.02)
        assert stack.segments[-1].y == stack.top
    assert chart.words == "Antal bedömningar per termin och metod: VT25 11; HT25 13; VT26 7; HT26 8."
    assert rows(tree(sample_status()), "bedomningar")[1] == ["HT25", "5", "4", "4", "13"]
    assert assessments_chart(Assessments(("HT26",), ("CBD",), (), ((0,),), (), (), 4)) is None


def test_more_series_than_colours_are_hatched() -> None:
    methods = tuple(f"Metod {number}" for number in range(10))
    counted = Assessments(("HT26",), methods, (), ((2,) * 10,), (), (), 4)
    drawn = section(tree(replace(sample_status(), assessments=counted)), "bedomningar")
    assert len(drawn.xpath(".//svg[@role='img']//rect[starts-with(@fill, 'url(#metoder-hatch')]")) == 2


def test_long_history_keeps_its_last_runs() -> None:
    days = [date(2020 + number // 12, number % 12 + 1, 1) for number in range(60)]
    chart = findings_chart(Trend(findings=tuple(TrendFindings(day, "delmål", 250) for day in days)))
    assert chart is not None
    assert len(chart.stacks) == 24
    assert chart.stacks[-1].name == "2024-12-01"
    assert int(chart.up[-1].text) == 250


@pytest.mark.parametrize("name", CASES)
def test_structure_can_be_followed_without_seeing_it(name: str) -> None:
    root = tree(CASES[name])
    assert root.get("lang") == "sv"
    levels = [int(heading.tag[1]) for heading in root.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(cell.get("scope") in {"col", "row"} for cell in root.iter("th"))
    assert all(table.find("caption") is not None for table in root.iter("table"))
    for picture in root.iter("svg"):
        assert picture.get("aria-hidden") or picture.get("aria-label") or picture.get("aria-labelledby")
    identities = root.xpath("//@id")
    assert len(identities) == len(set(identities))
    named = {one for told in root.xpath("//@aria-labelledby") for one in told.split()}
    links = {link[1:] for link in root.xpath("//a/@href") if link.startswith("#")}
    assert named | links <= set(identities)


def test_colour_is_always_a_word_too() -> None:
    root = tree(sample_status())
    for mark in root.xpath("//*[contains(@class, 'badge')] | //*[@class='heat']//td"):
        assert re.search(r"\w", mark.text_content())
    for light in Light:
        assert f"{light.value} – {light.word}" in root.text_content()


def test_nothing_but_our_own_style_is_let_in() -> None:
    text = render_status_html(sample_status(), Path())
    (policy,) = tree(sample_status()).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not re.findall(r"<(?:script|link|iframe|object|form)", text)
    assert not re.findall(r"(?:src|href)=.?https?:", text)
    assert not re.findall(r"\s(?:style|on\w+)=\"", text)
    assert "@import" not in style
    assert not re.findall(r"url\((?!#)", text)


def test_place_without_a_path_has_no_link() -> None:
    status = sample_status()
    hidden = replace(status.actions[0], place=Place(""))
    assert not section(tree(replace(status, actions=(hidden,))), "manaden").xpath(".//a")


def test_nothing_to_show_says_so_in_every_section() -> None:
    root = tree(empty_status())
    assert "Inga IUP hittades." in root.text_content()
    for name in root.xpath("//section/@aria-labelledby"):
        told = section(root, name)
        assert told.find_class("empty") or told.find_class("limits"), name
    assert "Ingen historik är läst." in section(root, "trender").text_content()


def test_same_status_gives_the_same_text() -> None:
    assert render_status_html(sample_status(), Path("ut")) == render_status_html(sample_status(), Path("ut"))


def test_names_of_all_doctors_are_there() -> None:
    told = section(tree(sample_status()), "lakare")
    assert [heading.text for heading in told.iter("h3")] == [*NAMES, "trasig.xlsx"]
