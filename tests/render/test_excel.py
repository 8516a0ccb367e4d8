from __future__ import annotations

import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from textwrap import wrap
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from stexcel.document import Document
from stexcel.findings import FileReport, Level, LimitsInForce, Report, SetLimit
from stexcel.model import CellRef
from stexcel.own_results import is_own_result
from stexcel.render.excel import render_excel
from stexcel.render.excel_sheet import Capacity, lines_of
from tests.build import TODAY
from tests.programs import soffice_path
from tests.render.sample import clean_report, crashed_report, finding, sample_report

HERE = Path()


def opened(report: Report, folder: Path = HERE, capacity: Capacity | None = None) -> Workbook:
    data = render_excel(report, folder, capacity) if capacity else render_excel(report, folder)
    return load_workbook(BytesIO(data))


def sheet(book: Workbook, name: str) -> Worksheet:
    found = book[name]
    assert isinstance(found, Worksheet)
    return found


def rows(sheet: Worksheet) -> list[dict[str, Any]]:
    top = int(str(sheet.freeze_panes)[1:]) - 1
    headings, *body = sheet.iter_rows(min_row=top, values_only=True)
    return [dict(zip(map(str, headings), row, strict=True)) for row in body]


def one_file(path: str, *texts: str, cell: CellRef | None = None) -> Report:
    findings = tuple(finding("STX401", text, cell=cell) for text in texts)
    return Report((FileReport(Document(path, None), findings),), TODAY, "0.1.0")


def link(cell: Any) -> tuple[str, str | None]:
    """The file and the place that a click on the cell opens, as Excel understands them."""
    return unquote(cell.hyperlink.target.replace("\\", "/")), cell.hyperlink.location


def test_one_row_per_finding_with_all_that_is_known() -> None:
    report = sample_report()
    expected = [
        (part, one)
        for part in report.parts
        for one in sorted(part.findings, key=lambda one: list(Level).index(one.level))
    ]
    assert [
        (row["Fil"], row["Blad"], row["Cell"], row["Delmål"], row["Nivå"], row["Kod"], row["Text"], row["Åtgärd"])
        for row in rows(sheet(opened(report), "Fynd"))
    ] == [
        (
            part.document.path,
            one.sheet,
            one.cell.a1 if one.cell else None,
            one.delmal,
            one.level.value,
            one.code,
            one.text,
            one.action,
        )
        for part, one in expected
    ]
    assert {row["Gäller"] for row in rows(sheet(opened(report), "Fynd"))} >= {"Nora Wiklander", "Onkologkliniken"}


def test_links_open_the_file_at_the_cell_from_where_the_result_lies() -> None:
    found = sheet(opened(sample_report(), Path("ut")), "Fynd")
    links = [link(cell) for row in found.iter_rows(min_row=2) for cell in row if cell.hyperlink]
    odd = "../st/äldre & annat/Nora #1 100% [gammal].xls"
    assert links == [
        ("../enhet.xlsx", "'Handledare'!C4"),
        ("../st/nora.xlsx", "'Delmål'!A1"),
        ("../st/nora.xlsx", "'Delmål'!A1"),
        ("../st/nora.xlsx", "'Delmål'!A3"),
        ("../st/nora.xlsx", "'Delmål'!A4"),
        ("../st/nora.xlsx", "'Delmål'!A5"),
        ("../st/nora.xlsx", "'Delmål'!A1"),
        ("../st/nora.xlsx", "'Delmål'!A1"),
        ("../st/nora.xlsx", None),
        ("../st/nora.xlsx", "'Samtal [2026] & annat'!A1"),
        ("../st/nora.xlsx", "'Delmål'!D3"),
        (odd, "'Nora''s #1 – å ä ö'!AB7"),
        ("../st/trasig.xlsx", None),
        ("../stexcel.toml", None),
    ]


FILE_NAMES = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="/\\"), min_size=1, max_size=60
)
SHEETS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="/\\[]*?:"), min_size=1, max_size=31
)


@settings(deadline=None, max_examples=40)
@given(FILE_NAMES, SHEETS)
def test_any_file_and_sheet_can_be_linked(name: str, title: str) -> None:
    report = one_file(f"st/x{name}.xlsx", "…", cell=CellRef(title, 7, 3))
    cell = sheet(opened(report, Path("ut")), "Fynd")["D2"]
    quoted = title.replace("'", "''")
    assert link(cell) == (f"../st/x{name}.xlsx", f"'{quoted}'!C7")


def test_link_that_excel_cannot_hold_is_left_out() -> None:
    long = "st/" + "å" * 2100 + ".xlsx"
    row = sheet(opened(one_file(long, "…")), "Fynd")[2]
    assert [cell.hyperlink for cell in row if cell.hyperlink] == []
    assert row[1].value == long


def test_text_is_never_a_formula() -> None:
    texts = ("=1+1", "+46", "-1", "@SUM(A1)", "\t=1+1", "=HYPERLINK(1)")
    found = sheet(opened(one_file("=a.xlsx", *texts)), "Fynd")
    cells = [row[7] for row in found.iter_rows(min_row=2)]
    assert [(cell.value, cell.data_type, cell.quotePrefix) for cell in cells] == [(text, "s", True) for text in texts]
    assert b"<f>" not in ZipFile(BytesIO(render_excel(one_file("=a.xlsx", *texts), HERE))).read(
        "xl/worksheets/sheet2.xml"
    )


def test_text_longer_than_a_cell_is_cut() -> None:
    text = "😀" * 20_000
    value = rows(sheet(opened(one_file("a.xlsx", text)), "Fynd"))[0]["Text"]
    assert value.endswith("😀…")
    assert len(value.encode("utf-16-le")) // 2 <= 32_767


def test_file_name_that_is_no_text_is_shown_without_a_link() -> None:
    path = b"st/\xe5sa.xlsx".decode("utf-8", "surrogateescape")
    row = sheet(opened(one_file(path, "…")), "Fynd")[2]
    assert (row[1].value, row[1].hyperlink) == ("st/?sa.xlsx", None)


def test_more_rows_than_a_sheet_holds_go_on_in_the_next() -> None:
    texts = [f"nummer {number}" for number in range(10)]
    book = opened(one_file("a.xlsx", *texts), capacity=Capacity(rows=5))
    names = [name for name in book.sheetnames if name.startswith("Fynd")]
    assert names == ["Fynd", "Fynd 2", "Fynd 3"]
    assert [row["Text"] for name in names for row in rows(sheet(book, name))] == texts
    assert all(sheet(book, name).tables for name in names)


def test_rows_beyond_the_last_link_say_so() -> None:
    report = one_file("a.xlsx", *map(str, range(10)))
    found = sheet(opened(report, capacity=Capacity(links=4)), "Fynd")
    assert [bool(row[1].hyperlink) for row in found.iter_rows(min_row=2)] == [True] * 4 + [False] * 6
    assert "rymmer 4 länkar" in str(found["A1"].comment and found["A1"].comment.text)
    assert sheet(opened(report, capacity=Capacity(links=10)), "Fynd")["A1"].comment is None


def test_overview_counts_and_verdicts() -> None:
    overview = rows(sheet(opened(sample_report()), "Översikt"))
    nora = overview[1]
    assert (nora["Gäller"], nora["Specialitet"], nora["Föreskrift"]) == (
        "Nora Wiklander",
        "Onkologi",
        "SOSFS 2015:8",
    )
    assert (nora["Klara delmål"], nora["Antal delmål"], nora["Krav"], nora["Undantag"]) == (2, 24, 7, 2)
    assert [row["Omdöme"] for row in overview] == [
        "1 brist mot krav",
        "7 brister mot krav, 1 råd, 1 lokalt mål",
        "1 brist mot krav",
        "Kunde inte kontrolleras",
        "Inga brister i det som kontrollerades",
    ]
    assert overview[0]["Specialitet"] == "Enhetens arbetsbok"
    unread = overview[3]
    assert [unread[level.value.capitalize()] for level in Level] == [1, "–", "–", "–"]


def test_overview_comes_first_and_says_how_much_was_not_checked() -> None:
    book = opened(sample_report())
    assert book.sheetnames[0] == "Översikt"
    assert book.active is book["Översikt"]
    told = "4 filer per 2026-11-01: 1 fil kunde inte kontrolleras; 10 brister mot krav"
    assert str(sheet(book, "Översikt")["A1"].value).startswith(told)


def test_column_of_files_has_room_for_a_link_on_one_line() -> None:
    path = "avdelningen/kliniken för allt/Nora.xlsx"
    book = opened(one_file(path, "…"))
    assert all((sheet(book, name).column_dimensions["B"].width or 0) >= len(path) for name in ("Översikt", "Fynd"))
    heading = sheet(book, "Översikt").row_dimensions[2].height
    assert heading is not None
    assert heading >= 30


def test_printed_list_has_what_is_read_and_not_what_makes_it_too_small() -> None:
    found = sheet(opened(sample_report()), "Fynd")
    assert str(found.print_area).endswith(f"$A$1:$I${found.max_row}")
    assert [cell.value for cell in found[1]][8:] == ["Åtgärd", "Rubrik", "Källa"]


@given(st.text(st.sampled_from("abcdefgh -/"), max_size=200), st.integers(5, 40))
def test_row_has_room_for_text_however_it_is_broken(text: str, width: int) -> None:
    assert lines_of(text, width) >= len(wrap(text, width, break_on_hyphens=False))


def test_what_was_not_checked_and_what_is_excepted_have_sheets_of_their_own() -> None:
    book = opened(sample_report())
    unchecked = rows(sheet(book, "Ej kontrollerat"))
    assert [row["Gäller"] for row in unchecked[:3]] == ["Hela körningen", "Hela körningen", "Nora Wiklander"]
    assert [row["Ej kontrollerat"] for row in unchecked] == [
        *sample_report().limits,
        "Regeln är avstängd i stexcel.toml och inte kontrollerad: STX205.",
    ] + [limit for part in sample_report().parts for limit in part.limits]
    silenced = rows(sheet(book, "Undantag"))
    assert [(row["Skäl"], row["Giltighet"], row["Kod"]) for row in silenced] == [
        ("Bedöms i nästa version.", "till och med 2026-11-01", "STX103"),
        ("=SUMMA(1) är inget skäl <b>", "utan slutdatum", "STX401"),
    ]


def test_limits_that_are_not_the_defaults_have_a_sheet() -> None:
    in_force = LimitsInForce("egen", (SetLimit("samtal_dagar", "dagar mellan samtal", 90, 45),))
    (told,) = rows(sheet(opened(replace(sample_report(), in_force=in_force)), "Gränser"))
    assert told == {
        "Gräns": "samtal_dagar",
        "Värde": 90,
        "Förval": 45,
        "Betydelse": "dagar mellan samtal",
        "Profil": "egen",
    }
    assert sheet(opened(sample_report()), "Gränser")["A2"].value == "Alla gränser är de förvalda."


def test_nothing_found_is_said_in_words() -> None:
    book = opened(replace(clean_report(), files=(replace(clean_report().files[0], limits=()),)))
    assert [sheet(book, name)["A2"].value for name in ("Fynd", "Ej kontrollerat", "Undantag")] == [
        "Inga fynd",
        "Inget att säga",
        "Inga undantag",
    ]


def test_program_failure_is_told() -> None:
    book = opened(crashed_report())
    assert rows(sheet(book, "Fynd"))[0]["Kod"] == "STX000"
    assert rows(sheet(book, "Översikt"))[0]["Omdöme"] == "Inte färdigkontrollerad: fel i programmet"


def test_sheets_can_be_filtered_and_printed() -> None:
    book = opened(sample_report())
    for name in book.sheetnames:
        page = sheet(book, name)
        (table,) = page.tables.values()
        top = 2 if name == "Översikt" else 1
        assert table.ref == page.dimensions.replace("A1:", f"A{top}:")
        assert table.autoFilter is not None
        assert page.freeze_panes == f"B{top + 1}"
        assert (page.page_setup.orientation, page.page_setup.fitToHeight) == ("landscape", 0)
        assert page.sheet_properties.pageSetUpPr is not None
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.print_title_rows == f"${top}:${top}"


def test_levels_have_colours_beside_the_word() -> None:
    found = sheet(opened(sample_report()), "Fynd")
    (area,) = found.conditional_formatting
    assert str(area.sqref) == f"F2:F{found.max_row}"
    assert [rule.formula for rule in area.rules] == [['"krav"'], ['"råd"'], ['"lokal"'], ['"info"']]


def test_same_report_gives_the_same_bytes() -> None:
    assert render_excel(sample_report(), Path("ut")) == render_excel(sample_report(), Path("ut"))


def test_result_is_known_again_and_a_clinics_workbook_is_not(tmp_path: Path) -> None:
    (tmp_path / "fynd.xlsx").write_bytes(render_excel(sample_report(), tmp_path))
    assert is_own_result(tmp_path / "fynd.xlsx")
    saved_anew = load_workbook(tmp_path / "fynd.xlsx")
    saved_anew.save(tmp_path / "sparad.xlsx")
    assert is_own_result(tmp_path / "sparad.xlsx")
    Workbook().save(tmp_path / "iup.xlsx")
    (tmp_path / "trasig.xlsx").write_bytes(b"PK\x03\x04 trasig")
    assert not any(is_own_result(tmp_path / name) for name in ("iup.xlsx", "trasig.xlsx", "saknas.xlsx"))


def test_libreoffice_opens_it_and_resolves_the_links(tmp_path: Path) -> None:
    office = soffice_path()
    (tmp_path / "fynd.xlsx").write_bytes(render_excel(sample_report(), Path("ut")))
    profile = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "fods", "--outdir", str(tmp_path), "fynd.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    text = (tmp_path / "fynd.fods").read_text(encoding="utf-8")
    for expected in (
        'table:name="Fynd"',
        'table:name="Undantag"',
        'xlink:href="../enhet.xlsx#&apos;Handledare&apos;!C4"',
        "Nora%20%231%20100%25",
        ">=1+1 är ingen utbildningsaktivitet.<",
    ):
        assert expected in text
