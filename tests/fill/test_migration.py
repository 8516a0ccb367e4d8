"""An old IUP in a new template: nothing is lost, nothing is made up, and nearly all of it is placed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from stexcel import ooxml
from stexcel import regelverk as rule_data
from stexcel.codes import HSLF_2021
from stexcel.fill.errors import FillError
from stexcel.fill.migration.atoms import Sort, atoms_of
from stexcel.fill.migration.leftover import TITLE
from stexcel.fill.migration.move import Migrated, Template, migrate
from stexcel.fill.migration.place import Reader
from stexcel.fill.new import Order, new_iup
from stexcel.layout.book import read_iup
from stexcel.model import Iup
from stexcel.ooxml import CellEdit
from stexcel.regelverk import Regelverk
from stexcel.resources import templates_dir
from stexcel.workbook import Cell, Grid, Sheet, read_bytes, read_grid, read_grid_bytes
from tests.conftest import EXAMPLES
from tests.fill.blank_layouts import blank
from tests.grids import grid, sheet_of

LAYOUTS = EXAMPLES.parent / "layouter"
PATHS = [
    *sorted(path for path in EXAMPLES.glob("*/*.xls*") if path.stem != "enhet"),
    *sorted(LAYOUTS.glob("svara/*.xlsx")),
]
LEAST = 0.95
"""The share of all statements of an IUP that is placed in the shipped template, at least."""
LISTED = (Sort.ACTIVITY, Sort.ASSESSMENT, Sort.PLACEMENT, Sort.COURSE, Sort.LOG)


@lru_cache
def reader() -> Reader:
    return Reader(rule_data.load())


def shipped(iup: Iup) -> Template:
    """The shipped template for the regulation of an IUP."""
    year = "2021" if iup.regulation == HSLF_2021 else "2015"
    return Template(read_bytes(templates_dir() / f"iup-{year}.xlsx"))


def leftover_rows(data: bytes) -> Sequence[tuple[object, ...]]:
    """The rows of the sheet with what was not placed, as another program reads them."""
    book = load_workbook(BytesIO(data))
    if TITLE not in book.sheetnames:
        return []
    rows = list(book[TITLE].iter_rows(values_only=True))
    first = next(number for number, row in enumerate(rows) if row[0] == "Vad")
    return rows[first + 1 :]


def everything(data: bytes) -> str:
    """Every cell of a workbook, a line each."""
    sheets = load_workbook(BytesIO(data)).worksheets
    return "\n".join(str(cell) for sheet in sheets for row in sheet.values for cell in row if cell is not None)


def told(data: bytes) -> str:
    return "\n".join(f"{row[0]} {row[1] or ''} {row[2]}" for row in leftover_rows(data))


@lru_cache
def moved_to_shipped(path: Path) -> tuple[Iup, Migrated]:
    """What an old workbook says, and what came of moving it to the shipped template."""
    old = read_grid(path)
    iup = read_iup(old, reader().regelverk)
    return iup, migrate(old, path.name, shipped(iup), reader())


def cases() -> Iterator[ParameterSet]:
    """Every old workbook. The suite moves the first of every folder and half of the others."""
    firsts = {path.parent: path for path in reversed(PATHS)}
    for number, path in enumerate(PATHS):
        in_suite = number % 2 == 0 or path in firsts.values()
        yield pytest.param(path, id=path.stem, marks=() if in_suite else pytest.mark.slow)


@pytest.mark.parametrize("path", list(cases()))
def test_every_statement_is_in_the_new_file_or_listed_as_not_placed(path: Path, regelverk: Regelverk) -> None:
    iup, moved = moved_to_shipped(path)
    before, after = atoms_of(iup), atoms_of(read_iup(read_grid_bytes(moved.data, ".xlsx"), regelverk))
    text = told(moved.data)
    for key, atom in before.items():
        assert key in after or (atom.text.strip() in text and atom.code in text), atom
    assert not moved.doubts
    assert len(before.keys() & after.keys()) >= 0.75 * len(before)


def test_nearly_everything_is_placed() -> None:
    total = placed = 0
    for path in PATHS[::4]:
        _, moved = moved_to_shipped(path)
        total += sum(moved.total.values())
        placed += sum(moved.moved.values())
    assert total > 2000
    assert placed >= LEAST * total


@pytest.mark.parametrize("template", ["L01/L01-psyk-luckor", "L05/L05-ger-block", "L13/L13-vc-kryss"])
@pytest.mark.parametrize("source", ["L01/L01-onk-komplett", "L03/L03-kard-matris"])
def test_nothing_is_lost_between_the_layouts_of_clinics(template: str, source: str, regelverk: Regelverk) -> None:
    old = read_grid(EXAMPLES / f"{source}.xlsx")
    data = blank(EXAMPLES / f"{template}.xlsx", regelverk)
    moved = migrate(old, "gammal.xlsx", Template(data), reader(), other_programme_too=True)
    after = atoms_of(read_iup(read_grid_bytes(moved.data, ".xlsx"), regelverk))
    text = told(moved.data)
    for key, atom in atoms_of(read_iup(old, regelverk)).items():
        assert key in after or atom.text.strip() in text, atom


def test_own_layout_takes_back_all_that_was_there(regelverk: Regelverk) -> None:
    path = EXAMPLES / "L05/L05-ger-block.xlsx"
    moved = migrate(read_grid(path), path.name, Template(blank(path, regelverk)), reader())
    assert moved.moved == moved.total


OLD = """
== IUP ==
Namn: | Nora Wiklander
Specialitet: | Reumatologi
Föreskrift: | HSLF-FS 2021:8

Delmål | Rubrik | Aktivitet | Bedömning | Planerat | Uppnått | Kommentar
STa1 | Ledarskap | Kurs i ledarskap; Handleda kandidater | 360-grader | VT25, HT26 | 2025-06-02 IT | Ring Tove
STb1 | Kommunikation | Medsittning på mottagningen | Medsittning, CBD | HT25 | |
STc1 | Artriter | Reumatologmottagningen | Mini-CEX | VT26 | |

== Kurser ==
Kurs | Anordnare | Datum | Delmål | Genomförd | Hotell
Ledarskap | Regionen | 2025-03-04 | STa1 | Ja | Savoy
Ultraljud | Lipus | 2026-02-01 | STc1 | | Statt

== Anteckningar ==
Fråga om bilplats | vid hallen
"""


def moved_of(text: str, regelverk: Regelverk, **more: bool) -> Migrated:
    template = new_iup(Order("Reumatologi", "2021"), regelverk)
    return migrate(grid(text), "gammal.xlsx", Template(template), reader(), **more)


def test_values_stand_in_the_sort_that_the_cells_ask_for(regelverk: Regelverk) -> None:
    sheets = {sheet.name: sheet for sheet in read_grid_bytes(moved_of(OLD, regelverk).data, ".xlsx").sheets}
    goal = next(row for row in sheets["Delmål"].rows if row[0] == "STa1")
    assert (goal[3], goal[7], goal[8]) == ("Kurs i ledarskap; Handleda kandidater", "Klart", date(2025, 6, 2))
    assert sheets["Kurser"].rows[4][:5] == ("Ledarskap", "Regionen", date(2025, 3, 4), "STa1", "Genomförd")


def test_text_that_nobody_reads_is_listed_with_its_cell(regelverk: Regelverk) -> None:
    rows = {row[2]: row for row in leftover_rows(moved_of(OLD, regelverk).data)}
    assert rows["Fråga om bilplats"][3] == "Anteckningar!A1"
    assert rows["vid hallen"][3] == "Anteckningar!B1"


def test_remark_and_unknown_column_are_not_lost(regelverk: Regelverk) -> None:
    data = moved_of(OLD, regelverk).data
    texts = told(data) + everything(data)
    for text in ("Ring Tove", "Savoy", "Statt"):
        assert text in texts


def test_personal_number_is_never_moved(regelverk: Regelverk) -> None:
    data = moved_of(OLD.replace("Fråga om bilplats", "811218-9876 är numret"), regelverk).data
    assert "811218" not in everything(data)


def test_list_that_is_too_short_gets_more_rows(regelverk: Regelverk) -> None:
    rows = "\n".join(
        f"Kurs nummer {number} | Lipus | 2025-03-{1 + number % 28:02d} | STa1 | Ja | " for number in range(60)
    )
    moved = moved_of(OLD.replace("Ultraljud |", f"{rows}\nUltraljud |"), regelverk)
    assert (moved.moved[Sort.COURSE], moved.full) == (moved.total[Sort.COURSE], ())
    assert len(moved.iup.courses) == 62


def test_delmal_that_the_template_lacks_get_rows_of_their_own(regelverk: Regelverk) -> None:
    template = Template(read_bytes(templates_dir() / "iup-2021.xlsx"))
    old = grid(OLD.replace("STc1 | Artriter", "STc14 | Artriter").replace("| STc1 |", "| STc14 |"))
    moved = migrate(old, "gammal.xlsx", template, reader())
    assert [one.text for one in moved.iup.delmal["STc14"].rows[0].activities] == ["Reumatologmottagningen"]
    assert moved.iup.delmal["STc14"].rows[0].title == "Artriter"


def test_another_regulation_is_refused_unless_asked_for(regelverk: Regelverk) -> None:
    old = OLD.replace("HSLF-FS 2021:8", "SOSFS 2015:8").replace("ST", "")
    with pytest.raises(FillError, match="IUP:t följer SOSFS 2015:8 men mallen HSLF-FS 2021:8"):
        moved_of(old, regelverk)
    moved = moved_of(old, regelverk, other_programme_too=True)
    assert not any(one.activities for one in moved.iup.delmal.values())
    assert "Medsittning på mottagningen" in told(moved.data)
    assert {one.name for one in moved.iup.courses} == {"Ledarskap", "Ultraljud"}


def test_another_specialty_is_refused_unless_asked_for(regelverk: Regelverk) -> None:
    old = OLD.replace("Reumatologi\n", "Onkologi\n")
    with pytest.raises(FillError, match="IUP:t gäller Onkologi men mallen Reumatologi"):
        moved_of(old, regelverk)
    moved = moved_of(old, regelverk, other_programme_too=True)
    assert moved.iup.delmal["STa1"].activities
    assert not moved.iup.delmal["STc1"].activities
    assert "Reumatologmottagningen" in told(moved.data)


def test_filled_in_template_is_refused(regelverk: Regelverk) -> None:
    template = ooxml.apply(new_iup(Order("Reumatologi", "2021"), regelverk), [CellEdit("Start", "B4", "Lo Dahl")]).data
    with pytest.raises(FillError, match="mallen är ifylld"):
        migrate(grid(OLD), "gammal.xlsx", Template(template), reader())


def test_workbook_that_is_no_template_is_refused(tmp_path: Path, regelverk: Regelverk) -> None:
    path = EXAMPLES.parent / "enheter" / "n04_utrustning.xlsx"
    with pytest.raises(FillError, match="mallen"):
        migrate(grid(OLD), "gammal.xlsx", Template(read_bytes(path)), reader())


WORDS = st.text(alphabet="abcdefghijklmnoprstuvåäö", min_size=3, max_size=9).map(str.capitalize)
NAMES = st.builds("{} {}".format, WORDS, WORDS)
DAYS = st.dates(date(2021, 1, 1), date(2029, 12, 31))
CODES = st.sampled_from(["STa1", "STa4", "STb2", "STb3", "STc1", "STc7", "STc12"])
GOALS = st.tuples(CODES, NAMES, st.sampled_from(["CBD", "Mini-CEX, DOPS", "Medsittning", ""]), DAYS | st.none())
PLACEMENTS = st.tuples(NAMES, DAYS, st.integers(30, 300), st.sampled_from([50, 80, 100]), CODES)
COURSES = st.tuples(NAMES, DAYS | st.none(), CODES)


Rows = Sequence[Sequence[Cell]]


def drawn(goals: Rows, placements: Rows, courses: Rows) -> Grid:
    """A workbook in a plain layout with what was drawn by lot."""
    tables: Mapping[str, Rows] = {
        "Start": [("Namn:", "Nora Wiklander"), ("Specialitet:", "Reumatologi"), ("Föreskrift:", "HSLF-FS 2021:8")],
        "Delmål": [("Delmål", "Aktivitet", "Bedömning", "Uppnått"), *goals],
        "Placeringar": [("Placering", "Från", "Till", "Grad", "Delmål"), *placements],
        "Kurser": [("Kurs", "Datum", "Delmål"), *courses],
    }
    return Grid(tuple(_sheet(name, rows) for name, rows in tables.items()))


def _sheet(name: str, rows: Rows) -> Sheet:
    cells = {(row, column): cell or None for row, values in enumerate(rows) for column, cell in enumerate(values)}
    return sheet_of(name, cells)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(GOALS, min_size=3, max_size=7, unique_by=lambda one: one[0]),
    st.lists(PLACEMENTS, max_size=6),
    st.lists(COURSES, max_size=6),
)
def test_nothing_is_lost_of_a_programme_drawn_by_lot(
    goals: list[tuple[Cell, ...]], placements: list[tuple[str, date, int, int, str]], courses: list[tuple[Cell, ...]]
) -> None:
    spans: list[tuple[Cell, ...]] = [
        (name, start, start + timedelta(days=days), share, code) for name, start, days, share, code in placements
    ]
    old = drawn(goals, spans, courses)
    regelverk = reader().regelverk
    moved = migrate(old, "gammal.xlsx", Template(new_iup(Order("Reumatologi", "2021"), regelverk)), reader())
    written, text = everything(moved.data), told(moved.data)
    for row in (*goals, *spans, *courses):
        assert all(str(cell) in written for cell in row if isinstance(cell, str | date))
    after = atoms_of(moved.iup)
    for key, atom in atoms_of(read_iup(old, regelverk)).items():
        assert key in after or atom.text.strip() in text, atom
