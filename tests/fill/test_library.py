"""The clinic's library: its template, and what is read from it however the clinic has changed it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from stexcel import api, regelverk
from stexcel.codes import HSLF_2021, SOSFS_2015
from stexcel.fill.idea_library.read import FILE_NAME, Entry, Library, find_library, library_of, read_library
from stexcel.fill.template.choices import METHOD_NAMES
from stexcel.fill.template.page import HEADER_ROW
from stexcel.layout.reading import Kind
from stexcel.resources import templates_dir
from stexcel.workbook import Cell, Grid, Sheet, Visibility, find_workbooks
from tools.make_library_template import PAGES, make

RULES = regelverk.load()
TEMPLATE = templates_dir() / FILE_NAME
FIRST = HEADER_ROW + 2
"""The first row to fill in, counted as in Excel."""


def read(*rows: tuple[Cell, ...], name: str = "Kurser") -> Library:
    """The library of one sheet."""
    width = max(map(len, rows))
    return library_of(
        FILE_NAME, Grid((Sheet(name, rows=tuple((*row, *[None] * (width - len(row))) for row in rows)),)), RULES
    )


def told(library: Library) -> list[str]:
    return [
        f"{one.kind.value} | {one.name} | {', '.join(one.codes)} | {''.join(sorted(one.groups))} | {one.cell.a1}"
        for one in library.entries
    ]


def faults(library: Library) -> list[str]:
    return [str(fault) for fault in library.faults]


def test_template_is_what_the_script_makes(tmp_path: Path) -> None:
    make(tmp_path / FILE_NAME)
    assert (tmp_path / FILE_NAME).read_bytes() == TEMPLATE.read_bytes(), "kör: python tools/make_library_template.py"


def test_empty_template_has_the_usual_methods_and_no_faults() -> None:
    library = read_library(TEMPLATE, RULES)
    assert [entry.name for entry in library.entries] == list(METHOD_NAMES)
    assert library.idle == library.entries
    assert library.faults == ()


def test_every_sheet_helps_the_one_who_fills_it_in() -> None:
    book = load_workbook(TEMPLATE)
    assert book.sheetnames == ["Läs mig", "Placeringar", "Kurser", "Bedömningsmetoder", "Listor"]
    assert book["Listor"].sheet_state == "hidden"
    for page in PAGES:
        sheet = book[page.sheet]
        assert sheet.freeze_panes == f"B{FIRST}"
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.print_title_rows == f"${FIRST - 1}:${FIRST - 1}"
        assert [sheet.cell(FIRST - 1, index).value for index in range(1, 6)] == [one.heading for one in page.columns]
        lists = {one.formula1 for one in sheet.data_validations.dataValidation if one.type == "list"}
        assert lists <= set(book.defined_names)
        assert len(lists) >= 2
        prompts = [one.prompt for one in sheet.data_validations.dataValidation if one.prompt]
        assert all(prompt.endswith(".") for prompt in prompts)


def test_filled_template_is_read_completely(tmp_path: Path) -> None:
    book = load_workbook(TEMPLATE)
    rows: dict[str, list[tuple[str | None, ...]]] = {
        "Placeringar": [("Medicinmottagningen", "c1, c2–c4"), ("Vårdcentral", "Alla c", "Reumatologi")],
        "Kurser": [("Etik", "a2", None, "2021", "varje vår"), ("Ledarskap", "STa5; STa1")],
        "Bedömningsmetoder": [("Medsittning", "b1"), ("Mini-CEX", "Alla")],
    }
    for name, lines in rows.items():
        for row, values in enumerate(lines, start=FIRST):
            for column, value in enumerate(values, start=1):
                book[name].cell(row, column).value = value
    book.save(tmp_path / FILE_NAME)
    library = read_library(tmp_path / FILE_NAME, RULES)
    assert told(library)[:6] == [
        "placeringar | Medicinmottagningen | c1, c2, c3, c4 |  | A5",
        "placeringar | Vårdcentral |  | c | A6",
        "kurser | Etik | STa2 |  | A5",
        "kurser | Ledarskap | STa5, STa1 |  | A6",
        "bedömningar | Medsittning | b1 |  | A5",
        "bedömningar | Mini-CEX |  | abc | A6",
    ]
    assert library.faults == ()
    assert library.entries[1].specialties == {"Reumatologi"}
    assert library.entries[2].regulation == HSLF_2021


@pytest.mark.parametrize(
    ("name", "headings", "row", "expected"),
    [
        ("Kurser här", ("Uppfyller delmål", "Ort", "Kursens namn"), ("c3", "SK", "EKG"), "kurser | EKG | c3 |  | C3"),
        ("Randningar", ("Klinik", "Mål"), ("Ögon", "c3"), "placeringar | Ögon | c3 |  | A3"),
        ("Sidotjänstgöring", ("Namn", "Delmål"), ("Ögon", "c3"), "placeringar | Ögon | c3 |  | A3"),
        ("Blad1", ("Namn", "Delmål", "Typ"), ("EKG", "c3", "Kurs"), "kurser | EKG | c3 |  | A3"),
        ("Blad1", ("Namn", "Delmål"), ("Journal club", "a5"), "aktiviteter | Journal club | a5 |  | A3"),
        ("Metoder", ("Bedömningsmetod", "Kommentar", "Delmål"), ("CBD", "x", "c3"), "bedömningar | CBD | c3 |  | A3"),
        ("Kurser", ("Kurs", "Delmål 2015", "Delmål (2021:8)"), ("EKG", "c3", "c4"), "kurser | EKG | c3, STc4 |  | A3"),
        ("Kurser", ("Kurs", "Föreskrift", "Delmål"), ("EKG", "HSLF-FS 2021:8", "c4"), "kurser | EKG | STc4 |  | A3"),
        ("Kurser", ("Kurs", "Delmål"), ("EKG", "c3 Hjärtats sjukdomar"), "kurser | EKG | c3 |  | A3"),
        ("Kurser", ("Kurs", "Delmål"), ("Kurs i EKG", "Alla delmål"), "kurser | Kurs i EKG |  | abc | A3"),
        ("Kurser", ("Kurs", "C-mål"), ("EKG", "c3"), "kurser | EKG | c3 |  | A3"),
        ("Kurser", ("Kurs", "Delmål"), ("EKG", "alla STc-mål"), "kurser | EKG |  | c | A3"),
    ],
)  # fmt: skip
def test_sheets_are_known_by_their_headings(
    name: str, headings: tuple[str, ...], row: tuple[str, ...], expected: str
) -> None:
    library = read(("En rubrik",), headings, row, name=name)
    assert told(library) == [expected]
    assert library.faults == ()


def test_faults_say_where_and_what_and_the_rest_is_used() -> None:
    library = read(
        ("Kurs", "Delmål", "Specialitet", "Föreskrift"),
        ("EKG", "c3, c99"),
        (None, "a1"),
        ("Etik", "STa2", None, "2015:8"),
        ("Sår", "c1", "Trollkonst"),
        ("Hud", "c16", "Allmänmedicin"),
        ("Ledarskap", "C-mål 3"),
        ("Bra", "a1", None, "2018:3"),
        ("Exempel: så här", "c1"),
        ("Utan mål",),
    )
    assert faults(library) == [
        "Kurser!B2: c99 är inget delmål. Rätta koden.",
        "Kurser!A3: Raden har delmål men inget namn. Skriv namnet, eller töm raden.",
        "Kurser!B4: STa2 är inget delmål i någon målbeskrivning enligt SOSFS 2015:8. Rätta koden.",
        "Kurser!C5: Specialiteten ”Trollkonst” finns inte, och raden används inte. Skriv specialitetens hela namn.",
        "Kurser!B6: c16 är inget delmål i Allmänmedicin. Rätta koden.",
        "Kurser!B7: ”C-mål 3” går inte att läsa som delmål. Skriv till exempel a1, b2–b4.",
        "Kurser!D8: ”2018:3” är ingen föreskrift. Skriv 2015:8 eller 2021:8.",
    ]
    assert [(one.name, one.codes) for one in library.entries if one.codes] == [("EKG", ("c3",)), ("Bra", ("a1",))]
    assert "Utan mål" in [one.name for one in library.idle]


def test_a_workbook_without_such_sheets_is_told() -> None:
    library = read(("Telefonlista",), ("Växeln", 1234))
    assert library.entries == ()
    assert faults(library) == [
        "Inget blad har en rad med rubriker för namn och delmål. Utgå från mallen bibliotek.xlsx."
    ]


def test_hidden_sheets_and_personal_numbers_are_left_out() -> None:
    shown = Sheet("Kurser", rows=(("Kurs", "Delmål"), ("EKG 811228-9874", "c3")))
    hidden = Sheet("Placeringar", Visibility.HIDDEN, (("Placering", "Delmål"), ("Ögon", "c3")))
    library = library_of(FILE_NAME, Grid((shown, hidden)), RULES)
    (entry,) = library.entries
    assert "9874" not in entry.name


@pytest.mark.parametrize(
    ("code", "specialty", "regulation", "served"),
    [
        ("c3", "Reumatologi", SOSFS_2015, ["EKG", "Sår", "Kollegium"]),
        ("c3", "Allmänmedicin", SOSFS_2015, ["EKG", "Kollegium"]),
        ("c3", None, SOSFS_2015, ["EKG", "Kollegium"]),
        ("STc3", "Reumatologi", HSLF_2021, ["Kollegium", "Nya"]),
        ("a1", "Reumatologi", SOSFS_2015, ["Kollegium"]),
        ("BT3", "Reumatologi", HSLF_2021, []),
    ],
)
def test_entries_serve_their_delmal_and_specialty(
    code: str, specialty: str | None, regulation: str, served: list[str]
) -> None:
    library = read(
        ("Kurs", "Delmål", "Specialitet", "Föreskrift"),
        ("EKG", "c3"),
        ("Sår", "c3", "Reumatologi / Hud- och könssjukdomar"),
        ("Kollegium", "Alla"),
        ("Nya", "alla c", None, "2021"),
    )
    assert faults(library) == []
    assert [one.name for one in library.serving(code, specialty, regulation)] == served


def test_library_is_found_beside_the_iup_or_above_it(tmp_path: Path) -> None:
    inner = tmp_path / "klinik" / "st"
    inner.mkdir(parents=True)
    assert find_library(inner / "x.xlsx") is None
    (tmp_path / FILE_NAME).write_bytes(b"")
    assert find_library(inner / "x.xlsx") == tmp_path.resolve() / FILE_NAME
    (inner / FILE_NAME).write_bytes(b"")
    assert find_library(inner / "x.xlsx") == inner.resolve() / FILE_NAME


def test_an_entry_without_delmal_serves_nothing() -> None:
    library = read(("Kurs", "Delmål"), ("EKG", None))
    (entry,) = library.entries
    assert isinstance(entry, Entry)
    assert entry.kind is Kind.COURSES
    assert library.serving("c1", None, SOSFS_2015) == ()
    assert library.idle == (entry,)


def test_library_is_nobodys_programme(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(TEMPLATE.read_bytes())
    shutil.copy(Path(__file__).parents[1] / "exempel/L01/L01-onk-komplett.xlsx", tmp_path)
    assert [path.name for path in find_workbooks([tmp_path])] == ["L01-onk-komplett.xlsx"]
    named = api.read_document(tmp_path / FILE_NAME)
    assert named.problem is not None
    assert "klinikens bibliotek" in named.problem.text
