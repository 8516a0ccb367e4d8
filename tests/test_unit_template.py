"""``templates/enhet.xlsx``: made by its script, read back completely, and honest while it is empty."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from stexcel import api
from stexcel.resources import templates_dir
from stexcel.rules.unit_limits import CODES
from tests.build import TODAY
from tests.layout.unit.words import told
from tools.make_unit_template import HEADER_ROW, PAGES, make

TEMPLATE = templates_dir() / "enhet.xlsx"
FIRST = HEADER_ROW + 2
"""The first row to fill in, counted as in Excel."""
ROWS: dict[str, list[tuple[date | str | None, ...]]] = {
    "Handledare": [
        ("Eva Ek", "Kirurgi", date(2014, 5, 5), date(2026, 2, 2), "tjänstledig i vår"),
        ("Per Lund", "Kirurgi", "Saknas", None, None),
    ],
    "Extern granskning": [("SPUR-inspektion", date(2024, 3, 4), "Läkarna nöjda")],
    "Handlingsplan": [
        ("D6", "Mål saknas", "Ny mall", date(2026, 5, 1), "SR", date(2026, 11, 1), "VC", "Pågår"),
        ("B2", "Utbildning saknas", "Kurs", date(2026, 4, 1), "SR", None, None, "Genomförd"),
    ],
    "ST-läkare": [("Nils Berg", "Kirurgi", "SOSFS 2015:8", date(2023, 2, 1), "Per Lund")],
}
LEADERS: tuple[date | str | None, ...] = (
    "Norrby vårdcentral", "Bo Alm", "Eva Ek", "Kirurgi", date(2014, 5, 5), date(2018, 1, 1), date(2020, 1, 1),
)  # fmt: skip


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    book = load_workbook(TEMPLATE)
    for name, rows in ROWS.items():
        for row, values in enumerate(rows, start=FIRST):
            _write(book[name], row, values)
    for row, value in enumerate(LEADERS, start=3):
        book["Studierektor"].cell(row, 2).value = value
    for row in range(5):
        book["Styrdokument"].cell(FIRST + row, 2).value = date(2025, 1, row + 1)
    book.save(tmp_path / "enhet.xlsx")
    return tmp_path / "enhet.xlsx"


def _write(sheet: Worksheet, row: int, values: tuple[date | str | None, ...]) -> None:
    for column, value in enumerate(values, start=1):
        sheet.cell(row, column).value = value


def test_template_is_what_the_script_makes(tmp_path: Path) -> None:
    make(tmp_path / "enhet.xlsx")
    assert (tmp_path / "enhet.xlsx").read_bytes() == TEMPLATE.read_bytes(), "kör: python tools/make_unit_template.py"


def test_filled_template_is_read_completely(filled: Path) -> None:
    unit = api.read_document(filled).unit
    assert unit is not None
    assert told(unit) == [
        "enhet Norrby vårdcentral",
        "chef Bo Alm",
        "sedan 2020",
        "SR | Eva Ek | Kirurgi | 2014-05-05 | 2018-01-01",
        "H | Eva Ek | Kirurgi | 2014-05-05 | 2026-02-02 | -",
        "H | Per Lund | Kirurgi | nej | nej | -",
        "D | Riktlinje för hur ST genomförs | 2025-01-01 | TRAINING",
        "D | Riktlinje för bedömning av ST-läkarnas kompetens | 2025-01-02 | ASSESSMENT",
        "D | Riktlinje för tolkning av målbeskrivningen | 2025-01-03 | INTERPRETATION",
        "D | Uppdragsbeskrivning för studierektor | 2025-01-04 | STUDIEREKTOR",
        "D | Instruktion för handledning | 2025-01-05 | SUPERVISION",
        "R | SPUR-inspektion | 2024-03-04",
        "Å | D6 | Ny mall | 2026-05-01 | SR | öppen | 2026-11-01 VC",
        "Å | B2 | Kurs | 2026-04-01 | SR | klar",
        "S | Nils Berg | Kirurgi | SOSFS 2015:8 | 2023-02-01 | Per Lund",
    ]


def test_filled_template_gives_the_findings_that_it_should(filled: Path) -> None:
    (file,) = api.validate([filled], api.Setup(TODAY)).files
    assert {(finding.code, finding.place) for finding in file.findings} == {
        ("STX501", "Handledare!C6"),
        ("STX506", "Handledare!D6"),
        ("STX508", "Handlingsplan!D5"),
    }
    assert file.limits == ()


def test_empty_template_says_what_is_missing_and_what_was_not_checked() -> None:
    (file,) = api.validate([TEMPLATE], api.Setup(TODAY)).files
    assert file.document.unit is not None
    assert not file.crashes
    assert {"STX504", "STX505", "STX507"} == {finding.code for finding in file.findings}
    said = " ".join(file.limits)
    assert [code for code in CODES if code not in said] == ["STX504", "STX505", "STX507"]


def test_every_sheet_helps_the_one_who_fills_it_in() -> None:
    book = load_workbook(TEMPLATE)
    assert book.sheetnames[0] == "Läs mig"
    assert book["Listor"].sheet_state == "hidden"
    for page in PAGES:
        sheet = book[page.name]
        assert sheet.freeze_panes == f"B{FIRST}"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.print_title_rows == f"${HEADER_ROW + 1}:${HEADER_ROW + 1}"
        assert [sheet.cell(HEADER_ROW + 1, index).value for index in range(1, len(page.columns) + 1)] == [
            column.heading for column in page.columns
        ]
        limited = {str(one.sqref)[0] for one in sheet.data_validations.dataValidation if one.type}
        assert len(limited) == sum(column.is_date or column.choice is not None for column in page.columns)


@pytest.mark.parametrize(
    ("heading", "known"), [("Specialitet", "Onkologi"), ("Kriterium", "D6"), ("Status", "Genomförd")]
)
def test_lists_to_choose_from_are_whole(heading: str, known: str) -> None:
    book = load_workbook(TEMPLATE)
    lists = {
        str(column[0].value): [cell.value for cell in column[1:] if cell.value] for column in book["Listor"].columns
    }
    assert known in lists[heading]
    letter = "ABCDE"[list(lists).index(heading)]
    sources = [
        one.formula1
        for page in PAGES
        for one in book[page.name].data_validations.dataValidation
        if one.type == "list" and one.formula1.startswith(f"Listor!${letter}$")
    ]
    assert set(sources) == {f"Listor!${letter}$2:${letter}${len(lists[heading]) + 1}"}
