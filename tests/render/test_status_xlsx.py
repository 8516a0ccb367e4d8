"""The status workbook as it is in the file; what an office program makes of it is in ``test_status_xlsx_office``."""

from __future__ import annotations

import re
import time
from collections import Counter
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet
from xlsxwriter import Workbook as XlsxWorkbook

from stexcel.findings import Level
from stexcel.own_results import is_own_result
from stexcel.render.excel_sheet import Capacity
from stexcel.render.status_xlsx import book, render_status_xlsx, styles
from stexcel.render.status_xlsx.desk import Desk
from stexcel.render.xlsx import styles as base
from stexcel.status.model import Link
from stexcel.status.status import BarKind, Light, MatrixGroup, Place, Status
from stexcel.status.trend import Trend
from tests.build import TODAY
from tests.render.status_sample import CODES, NAMES, empty_status, sample_status, status_of

HERE = Path()
ISSUE_SHEETS = (
    "Översikt",
    "Delmålsmatris",
    "Fynd",
    "Tidslinje",
    "Bedömningar",
    "Handledning",
    "Kurser",
    "Handledare",
    "Trender",
    "Om",
)
Row = dict[str, object]


def opened(status: Status, folder: Path = HERE, capacity: Capacity | None = None) -> Workbook:
    data = render_status_xlsx(status, folder, capacity) if capacity else render_status_xlsx(status, folder)
    return load_workbook(BytesIO(data), data_only=True)


def sheet(book: Workbook, name: str) -> Worksheet:
    found = book[name]
    assert isinstance(found, Worksheet)
    return found


def body(page: Worksheet, table: str) -> list[list[object]]:
    """The cells below the heading of a table, without its row of sums."""
    found = page.tables[table]
    cells = [[cell.value for cell in row] for row in page[found.ref]]
    return cells[1:-1] if found.totalsRowCount else cells[1:]


def rows(book: Workbook, name: str, table: str) -> list[Row]:
    page = sheet(book, name)
    headings = [str(column.name) for column in page.tables[table].tableColumns]
    return [dict(zip(headings, values, strict=True)) for values in body(page, table)]


def sums(book: Workbook, name: str, table: str) -> Row:
    page = sheet(book, name)
    found = page.tables[table]
    assert found.totalsRowCount == 1
    last = [cell.value for cell in page[found.ref][-1]]
    return dict(zip([str(column.name) for column in found.tableColumns], last, strict=True))


def words(page: Worksheet) -> list[str]:
    return [str(value) for row in page.iter_rows(values_only=True) for value in row if value is not None]


def parts(status: Status) -> dict[str, str]:
    with ZipFile(BytesIO(render_status_xlsx(status, HERE))) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


def test_has_all_sheets_in_order() -> None:
    names = opened(sample_status()).sheetnames
    assert [name for name in names if name in ISSUE_SHEETS] == list(ISSUE_SHEETS)
    assert names[0] == "Översikt"


def test_overview_has_a_row_for_every_doctor_and_every_unread_file() -> None:
    status = sample_status()
    found = rows(opened(status), "Översikt", "Lakare")
    assert [row["Läkare"] for row in found] == [one.doctor.name for one in status.overview]
    red = found[0]
    assert (red["Läge"], red["Klart"], red["Väntat"], red["Krav"]) == ("röd – åtgärd krävs nu", 16.7, 53.3, 1)
    assert (red["Trend"], red["Antal"], red["Mål"]) == ("↓ sämre", 1, 4)
    unread = found[-1]
    assert unread["Läge"] == "grå – ej bedömd"
    assert [unread[name] for name in ("Klart", "Väntat", "Krav", "Antal", "Tid gjord")] == [None] * 5


def test_overview_tells_the_weightiest_reasons_and_how_many_more() -> None:
    status = sample_status()
    first = replace(status.overview[0], judgement=replace(status.overview[0].judgement, reasons=tuple("ABCDE")))
    (row,) = rows(opened(replace(status, overview=(first,))), "Översikt", "Lakare")
    assert row["Orsaker"] == "A B C Och 2 till, se Fynd."


def test_lights_are_counted_by_formulas_over_the_table() -> None:
    status = sample_status()
    data = render_status_xlsx(status, HERE)
    formulas = sheet(load_workbook(BytesIO(data)), "Översikt")
    values = sheet(load_workbook(BytesIO(data), data_only=True), "Översikt")
    counted = {
        str(row[0].value): (row[1].value, values[row[1].coordinate].value)
        for row in formulas.iter_rows(max_col=2)
        if str(row[1].value).startswith("=COUNTIF")
    }
    expected = Counter(one.judgement.light for one in status.overview)
    assert {word: value for word, (_, value) in counted.items()} == {
        styles.light_word(light): expected[light] for light in Light
    }
    first, last = re.findall(r"\d+", formulas.tables["Lakare"].ref)
    assert all(f"$B${int(first) + 1}:$B${int(last) - 1}" in str(formula) for formula, _ in counted.values())


def test_actions_say_who_what_why_and_when_with_a_link() -> None:
    status = sample_status()
    (first, *_) = rows(opened(status), "Översikt", "Atgarder")
    assert (first["Vem"], first["Att göra"], first["Dagar sen"]) == ("Sanna Ek", "Boka handledarsamtal", 107)
    assert first["Varför"] == "Inget handledarsamtal på 152 dagar. Ytterligare 2 av samma slag."
    page, place = sheet(opened(status), "Översikt"), status.actions[0].place
    cell = page.cell(int(page.tables["Atgarder"].ref.split(":")[0][1:]) + 1, 8)
    assert cell.value == first["Visa"] == "öppna" and cell.hyperlink is not None and place.cell is not None
    assert unquote(str(cell.hyperlink.target)).replace("\\", "/") == place.path
    assert str(cell.hyperlink.location).endswith(place.cell.a1)
    shared = replace(status.actions[0], who="A B, C D och 2 till", doctors=("A B", "C D", "E F", "G H"), more=3)
    (told,) = rows(opened(replace(status, actions=(shared,))), "Översikt", "Atgarder")
    assert str(told["Varför"]).endswith("Gäller också E F, G H.")
    many = replace(status.actions[0], doctors=tuple(f"Läkare {number}" for number in range(30)))
    (told,) = rows(opened(replace(status, actions=(many,))), "Översikt", "Atgarder")
    assert told["Varför"] == "Inget handledarsamtal på 152 dagar. Gäller 30 ST-läkare; filtrera på STX301 i Fynd."


def test_matrix_words_and_sums() -> None:
    status = sample_status()
    found = rows(opened(status), "Delmålsmatris", "Delmal1")
    sanna = found[0]
    assert [sanna[code] for code in CODES] == ["klart", "tomt", "akt", "bed", "koppl", "ej"]
    assert [(row["Klara"], row["Kopplade"], row["Delmål"]) for row in found] == [(1, 2, 6), (3, 5, 6), (5, 5, 5)]
    page = sheet(opened(status), "Delmålsmatris")
    below = {str(row[0].value): [cell.value for cell in row[1:7]] for row in page.iter_rows(min_row=10)}
    assert below["klart"] == [3, 2, 2, 1, 1, 0]
    assert below["akt (bara aktivitet)"] == [0, 0, 1, 0, 0, 0]


def test_every_regulation_has_a_matrix() -> None:
    status = sample_status()
    (group,) = status.matrix.groups
    other = MatrixGroup("HSLF-FS 2021:8", group.codes, group.rows[:1])
    found = opened(replace(status, matrix=replace(status.matrix, groups=(group, other))))
    assert "Delmålsmatris 2" in found.sheetnames
    assert "HSLF-FS 2021:8 i bladet Delmålsmatris 2" in " ".join(words(sheet(found, "Delmålsmatris")))
    assert "trasig.xlsx är inte läst." in " ".join(words(sheet(found, "Delmålsmatris")))


def test_unit_view_tells_what_is_never_assessed() -> None:
    found = rows(opened(sample_status()), "Delmål i enheten", "Enhetens1")
    assert [(row["Delmål"], row["Brist"]) for row in found][2] == (
        "a2",
        "aktivitet men aldrig bedömd, och ingen bedömning planerad",
    )
    assert (found[0]["Mini-CEX, gjord"], found[0]["CBD, kopplad"], found[0]["CBD, gjord"]) == (3, 1, None)


def test_findings_open_file_sheet_and_cell() -> None:
    status = sample_status()
    page = sheet(opened(status, Path("ut")), "Fynd")
    told = [row for row in status.findings if row.place.cell]
    links = [cell.hyperlink for row in page.iter_rows() for cell in row if cell.hyperlink and cell.hyperlink.location]
    assert [(unquote(link.target.replace("\\", "/")), link.location) for link in links if link.target] == [
        (f"../{one.place.path}", f"'{one.place.sheet}'!{one.place.cell.a1 if one.place.cell else ''}") for one in told
    ]
    assert len(rows(opened(status), "Fynd", "Fynd")) == len(status.findings)


def test_nothing_is_linked_where_no_file_is_known() -> None:
    status = sample_status()
    bare = replace(status, findings=tuple(replace(one, place=Place("")) for one in status.findings))
    assert not [cell for row in sheet(opened(bare), "Fynd").iter_rows() for cell in row if cell.hyperlink]


def test_timeline_marks_collisions_in_words() -> None:
    book = opened(sample_status())
    drawn = words(sheet(book, "Tidslinje"))
    assert drawn.count("krock 1: sido: Neurologi") == 2
    assert "ledig: Föräldraledig" in drawn
    assert "Måns Åkerlund: placeringen ”Beroende” saknar datum." in drawn
    (collision,) = rows(book, "Placeringar", "Krockar")
    assert (collision["Var"], collision["Läkare"]) == ("Neurologi", "Sanna Ek, Ylva Öberg")
    assert {row["Slag"] for row in rows(book, "Placeringar", "Placeringar")} == {kind.value for kind in BarKind}


def test_assessments_per_doctor_term_and_method() -> None:
    status = sample_status()
    assert status.assessments is not None
    found = rows(opened(status), "Bedömningar per metod", "BedomningarPerMetod")
    made = {
        (row["Läkare"], row["Termin"], method): row[method] for row in found for method in status.assessments.methods
    }
    assert {key: value for key, value in made.items() if value} == {
        (one.doctor.name, one.term, one.method): one.count for one in status.assessments.counts
    }
    assert [row["Utfall"] for row in found if row["Läkare"] == "Måns Åkerlund"] == ["nått", "nått", "för få", "pågår"]
    assert all(row["Summa"] == sum(row[method] or 0 for method in status.assessments.methods) for row in found)  # type: ignore[misc]
    total = sums(opened(status), "Bedömningar per metod", "BedomningarPerMetod")
    assert total["Summa"] == sum(one.count for one in status.assessments.counts)


def test_courses_are_counted_by_state() -> None:
    page = sheet(opened(sample_status()), "Kurser")
    counted = {row[0]: row[1] for row in page.iter_rows(min_row=14, max_col=2, values_only=True) if row[0]}
    assert counted["passerat datum, resultat saknas"] == counted["kommande"] == counted["utan datum"] == 3
    assert counted["genomförd"] == 0


def test_about_tells_files_limits_exceptions_and_what_is_unchecked() -> None:
    status = sample_status()
    book = opened(status)
    files = rows(book, "Om", "Filer")
    assert [(row["Fil"], row["SHA-256"]) for row in files] == [
        (one.place.path, one.sha256) for one in status.about.files
    ]
    told = " ".join(words(sheet(book, "Om")))
    for text in (
        *status.about.not_checked,
        *status.about.switched_off,
        *(one.reason for one in status.about.exceptions),
    ):
        assert text in told


def test_nothing_is_told_in_words() -> None:
    book = opened(empty_status())
    expected = {
        "Översikt": "Inga IUP lästa.",
        "Delmålsmatris": "Inga delmål är kända för någon ST-läkare.",
        "Fynd": "Inga fynd.",
        "Tidslinje": "Inga daterade placeringar är kända.",
        "Bedömningar": "Inga bedömningar är kända.",
        "Handledning": "Inga ST-läkare.",
        "Kurser": "Inga kurser.",
        "Handledare": "Inga handledare är kända.",
        "Trender": "En trend syns först när status har körts minst två olika dagar med historik.",
        "Om": "Inga filer lästa.",
    }
    assert {name: text for name, text in expected.items() if text not in words(sheet(book, name))} == {}
    assert "Obs: Inga IUP hittades." in words(sheet(book, "Översikt"))


def test_without_history_the_trends_say_so() -> None:
    found = words(sheet(opened(replace(sample_status(), trends=Trend(remarks=("Historiken är trasig.",)))), "Trender"))
    assert "Obs: Historiken är trasig." in found
    assert "Det finns ingen tidigare körning att jämföra med." in " ".join(found)


def test_remarks_stand_on_the_front_page() -> None:
    status = sample_status()
    found = words(sheet(opened(status), "Översikt"))
    assert all(f"Obs: {remark}" in found for remark in status.remarks)


def test_charts_are_native_and_have_words_for_those_who_cannot_see_them() -> None:
    found = parts(sample_status())
    charts = [text for name, text in found.items() if name.startswith("xl/charts/chart")]
    titles = ["Klara delmål mot tid", "Bedömningar per termin och metod", "Fynd per grupp av regler"]
    assert [sum(title in chart for chart in charts) for title in titles] == [1, 2, 1]
    drawings = [text for name, text in found.items() if re.fullmatch(r"xl/drawings/drawing\d+\.xml", name)]
    assert sum(len(re.findall('descr="[^"]{20,}"', text)) for text in drawings) == len(charts)
    (progress,) = [chart for chart in charts if titles[0] in chart]
    assert "c:areaChart" in progress
    assert len(re.findall("<c:lineChart>.*</c:lineChart>", progress)[0].split("<c:ser>")) - 1 == len(NAMES)


@pytest.mark.parametrize("count", [1, 40])
def test_any_number_of_doctors(count: int) -> None:
    status = status_of([f"Läkare {number:03} {'Långt-Namn ' * (number % 9)}" for number in range(count)])
    book = opened(status)
    assert len(rows(book, "Översikt", "Lakare")) == count + 1
    assert len(rows(book, "Delmålsmatris", "Delmal1")) == count
    text = next(text for text in parts(status).values() if "Klara delmål mot tid" in text and "c:lineChart" in text)
    assert len(re.findall("<c:lineChart>.*</c:lineChart>", text)[0].split("<c:ser>")) - 1 == min(count, 20)
    assert ("Diagrammet visar de 20 av 40" in " ".join(words(sheet(book, "Översikt")))) == (count > 20)


def test_text_from_workbooks_is_never_a_formula_or_a_link() -> None:
    evil = ("=1+1", "@SUM(A1)", "+46 8", "-1", "http://exempel.invalid/", "=HYPERLINK(1)")
    status = replace(status_of(evil), unit_name="=cmd|' /C calc'!A0 & \x01", remarks=("=1+1",))
    data = render_status_xlsx(status, HERE)
    names = [row["Läkare"] for row in rows(load_workbook(BytesIO(data), data_only=True), "Översikt", "Lakare")]
    assert set(evil) <= set(names)
    allowed = re.compile(r"(COUNTIF|COUNTA|SUM|SUBTOTAL)\(")
    with ZipFile(BytesIO(data)) as package:
        for part in package.namelist():
            text = package.read(part).decode()
            assert "http://exempel.invalid" not in text or not part.endswith(".rels"), part
            if part.startswith("xl/worksheets/sheet"):
                assert all(allowed.match(formula) for formula in re.findall(r"<f>([^<]*)</f>", text))


def test_every_table_can_be_filtered_and_printed() -> None:
    book = opened(sample_status())
    names = [name for page in book.worksheets for name in page.tables]
    assert len(names) == len(set(names)) >= 15
    for page in book.worksheets:
        assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9), page.title
        assert page.sheet_properties.pageSetUpPr is not None
        assert page.sheet_properties.pageSetUpPr.fitToPage, page.title
        one_page = page.title == "Diagramdata"  # nobody reads its numbers on paper
        assert page.page_setup.fitToHeight == (None if one_page else 0), page.title
        assert page.oddHeader is not None
        assert page.oddFooter is not None
        assert page.oddHeader.left.text == "ST-status Psykiatriska kliniken", page.title
        assert page.oddFooter.right.text == "Sida &P av &N", page.title
        assert page.freeze_panes, page.title
        assert all(table.autoFilter is not None for table in page.tables.values())
        if page.tables and page.title != "Diagramdata":
            repeated = page.print_title_rows or ""
            heads = {re.findall(r"\d+", table.ref)[0] for table in page.tables.values()}
            assert re.findall(r"\d+", repeated)[0] in heads, page.title


def test_overview_prints_the_names_beside_both_halves_of_the_table() -> None:
    page = sheet(opened(sample_status()), "Översikt")
    assert page.print_title_cols == "$A:$A"
    first, second = str(page.print_area).split(",")
    assert first.startswith("'Översikt'!$A$1:$O$")
    assert re.match(r"'Översikt'!\$P\$\d+:\$AC\$\d+", second)
    below = int(page.tables["Lakare"].ref.split(":")[0][1:])
    assert [one.id for one in page.row_breaks.brk] == [below - 2]


@pytest.mark.parametrize("actions", [0, 1, 10])
def test_charts_stand_beside_what_is_to_be_done_and_above_the_doctors(actions: int) -> None:
    status = sample_status()
    status = replace(status, actions=tuple(replace(status.actions[0], number=number) for number in range(actions)))
    page: Any = sheet(opened(status), "Översikt")
    charts = sorted((chart.anchor for chart in page._charts), key=lambda one: one._from.row)
    assert len(charts) == 2
    _, top, last, _ = (int(edge or 0) for edge in range_boundaries(page.tables["Lakare"].ref))
    assert {one._from.col for one in charts} == {range_boundaries(page.tables["Atgarder"].ref)[2]}
    assert all(one.to.col < last for one in charts)
    assert charts[0].to.row <= charts[1]._from.row
    assert charts[1].to.row < top - 1


def test_words_of_links_that_are_longer_than_their_column_are_made_smaller() -> None:
    """LibreOffice breaks no lines in cells with links and would cut them off."""
    long = "Anna-Karin Margareta von Rosenstierna-Lagercrantz"
    page = sheet(opened(status_of(("Ann Ek", long))), "Översikt")
    cells = {cell.value: cell for (cell,) in page["A1:A200"] if cell.hyperlink}
    assert (cells["Ann Ek"].alignment.wrap_text, cells["Ann Ek"].alignment.shrink_to_fit) == (True, None)
    assert (cells[long].alignment.wrap_text, cells[long].alignment.shrink_to_fit) == (None, True)


@pytest.mark.parametrize("rows_between", range(1, 40))
def test_a_heading_is_not_left_alone_at_the_end_of_a_page(rows_between: int) -> None:
    """Of a page of A4 that is printed in full size about 500 points can be used; what follows takes 60 at the least."""
    with XlsxWorkbook(BytesIO()) as made:
        page = Desk.of(sample_status(), base.Styles.of(made, styles.PALETTES), HERE).page(
            "Prov", "Prov", "Ett prov.", [100.0]
        )
        begins = [0]
        for _ in range(20):
            page.section("Rubrik")
            begins.append(page.row - 1)
            page.row += rows_between
    assert set(page.breaks) <= set(begins)
    for row in begins:
        start = max((one for one in page.breaks if one <= row), default=0)
        for high in (470, 500, 550):
            assert page.points(start, row) % high <= high - 60
    assert rows_between < 4 or page.breaks or rows_between > 30


def test_colours_have_contrast_and_stand_for_words() -> None:
    pairs = [
        *(colours for palette in styles.PALETTES for colours in palette.values()),
        *styles.BARS.values(),
        styles.COLLIDING,
        base.HEADING,
        *((ink, "#FFFFFF")[::-1] for ink in (base.INK, base.MUTED, base.LINKED, *styles.SERIES)),
        ("#8FBFE8", base.INK),
        ("#9CC3E6", base.INK),
        *((fill, "#000080") for fill, _ in styles.LINKS.values()),
    ]
    assert {pair: round(contrast(*pair), 2) for pair in pairs if contrast(*pair) < 4.5} == {}
    assert set(styles.LINK_WORDS) == set(Link)
    assert len(set(styles.LINK_WORDS.values())) == len(Link)


def contrast(one: str, other: str) -> float:
    """As WCAG 2 reckons it."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_conditional_formats_know_the_words_that_the_cells_have() -> None:
    page = sheet(opened(sample_status()), "Översikt")
    formatted = {
        rule.formula[0].strip('"')
        for area in page.conditional_formatting
        for rule in area.rules
        if rule.type == "cellIs" and rule.formula
    }
    shown = set(words(page))
    assert {styles.light_word(row.judgement.light) for row in sample_status().overview} <= formatted & shown
    assert {Level.LOKAL.value} <= formatted & shown


def test_more_findings_than_a_sheet_holds_go_on_in_the_next() -> None:
    book = opened(sample_status(), capacity=Capacity(rows=11, links=2))
    pages = [name for name in book.sheetnames if name.startswith("Fynd")]
    assert pages[:2] == ["Fynd", "Fynd 2"]
    count = sum(len(rows(book, name, name.replace(" ", ""))) for name in pages)
    assert count == len(sample_status().findings)
    page = sheet(book, "Delmålsmatris")
    assert len([cell for row in page.iter_rows() for cell in row if cell.hyperlink]) == 2
    assert page["A1"].comment is not None
    assert "rymmer 2 länkar" in page["A1"].comment.text


def test_properties_tell_the_day_of_the_status_and_that_the_file_is_our_own(tmp_path: Path) -> None:
    data = render_status_xlsx(sample_status(), tmp_path)
    properties = load_workbook(BytesIO(data)).properties
    assert properties.title == f"ST-status Psykiatriska kliniken {TODAY}"
    assert properties.created is not None
    assert properties.created.date() == TODAY
    (tmp_path / "status.xlsx").write_bytes(data)
    assert is_own_result(tmp_path / "status.xlsx")


@pytest.mark.parametrize("most_in_memory", [0, 500])
def test_same_status_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch, most_in_memory: int) -> None:
    expected = parts(sample_status())
    monkeypatch.setattr(book, "_MOST_IN_MEMORY", most_in_memory)
    assert parts(sample_status()) == expected
    once = render_status_xlsx(sample_status(), HERE)
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()
    try:
        assert render_status_xlsx(sample_status(), HERE) == once
    finally:
        monkeypatch.undo()
        time.tzset()
