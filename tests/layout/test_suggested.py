"""Suggestions that nobody has decided on are read as if they were not there, and are told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stexcel import api, regelverk
from stexcel.document import Document
from stexcel.layout import read_iup
from stexcel.layout.answers import is_answer, is_suggestion
from stexcel.layout.book import read_book
from stexcel.layout.suggested import UNDECIDED, without_suggestions
from stexcel.model import Iup, Note, NoteKind
from stexcel.rules import check_document
from stexcel.workbook import Cell, Grid, Sheet, read_grid
from tests.build import TODAY

EXAMPLES = Path(__file__).parents[1] / "exempel"
FILES = ("L01/L01-onk-komplett.xlsx", "L03/L03-kard-matris.xlsx", "L05/L05-reu-luckor.xlsx", "L11/L11-vc-2021.xlsx")
GRIDS = {name: read_grid(EXAMPLES / name) for name in FILES}
IUPS = {name: read_iup(grid, regelverk.load()) for name, grid in GRIDS.items()}


def suggestions_of(iup: Iup) -> list[Note]:
    return [note for note in iup.notes if note.kind is NoteKind.SUGGESTION]


def without_notes(iup: Iup) -> Iup:
    """The IUP without what is said of suggestions."""
    return replace(iup, notes=tuple(note for note in iup.notes if note.kind is not NoteKind.SUGGESTION))


def put(sheet: Sheet, row: int, column: int, value: Cell) -> Sheet:
    """The sheet with a value in a cell, made larger where it must be."""
    height, width = max(sheet.height, row + 1), max(sheet.width, column + 1)
    rows = [[*cells, *[None] * (width - len(cells))] for cells in sheet.rows]
    rows += [[None] * width for _ in range(height - len(rows))]
    rows[row][column] = value
    return replace(sheet, rows=tuple(map(tuple, rows)))


@pytest.mark.parametrize(
    ("text", "suggested"),
    [
        ("Förslag: Kurs i EKG", True),
        ("FÖRSLAG : x", True),
        ("  • förslag: Mini-CEX; CBD", True),
        ("Förslag:", False),
        ("Förslag på kurser", False),
        ("Kurs i EKG (förslag: HT27)", False),
        ("Kurs i EKG", False),
    ],
)
def test_a_cell_is_a_suggestion_from_its_first_word(text: str, suggested: bool) -> None:
    assert is_suggestion(text) is suggested
    assert not (suggested and is_answer(text))


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_suggestions_in_any_empty_cells_change_nothing_that_is_read(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(FILES))
    sheets = list(GRIDS[name].sheets)
    places = st.tuples(st.integers(0, len(sheets) - 1), st.integers(0, 45), st.integers(0, 14))
    texts = st.sampled_from(
        ["Förslag: Kurs; Akutmottagningen, Kirurgkliniken", "Förslag: X", "Förslag: 2026-01-01; c1"]
    )
    count = 0
    for (index, row, column), text in data.draw(st.lists(st.tuples(places, texts), min_size=1, max_size=12)):
        sheet = sheets[index]
        if row >= sheet.height or column >= sheet.width or sheet.rows[row][column] is None:
            sheets[index] = put(sheet, row, column, text)
            count += 1
    after = read_iup(Grid(tuple(sheets)), regelverk.load())
    assert without_notes(after) == IUPS[name]
    assert bool(suggestions_of(after)) is bool(count)


def test_the_whole_cell_is_undecided() -> None:
    """What stands after a semicolon in a suggestion is suggested too."""
    rows = (("Delmål", "Aktivitet", "Bedömning"), ("a1", "Förslag: Kurs; Akuten", None), ("a2", "Kurs", "CBD"),
            ("a3", "Akuten", "Förslag: CBD\nMini-CEX"), ("a4", "Kurs", "DOPS"))  # fmt: skip
    iup, reading = read_book(Grid((Sheet("Mål", rows=rows),)), regelverk.load())
    assert [one.text for one in iup.delmal["a1"].activities] == []
    assert [one.text for one in iup.delmal["a3"].assessments] == []
    assert [one.text for one in iup.delmal["a2"].activities] == ["Kurs"]
    assert [(one.cell.a1, one.reason) for one in reading.unread] == [("B2", UNDECIDED), ("C4", UNDECIDED)]
    (note,) = suggestions_of(iup)
    assert note.text.startswith("Bladet ”Mål” har 2 förslag, det första i B2, som ingen har tagit ställning till.")


def test_a_check_says_that_suggestions_do_not_count() -> None:
    rows = (("Delmål", "Aktivitet", "Bedömning"), *((f"a{n}", "Förslag: Kurs", "CBD") for n in range(1, 5)))
    iup = read_iup(Grid((Sheet("Mål", rows=rows),)), regelverk.load())
    report = check_document(Document("x.xlsx", "0" * 64, iup), regelverk.load(), today=TODAY)
    assert {"a1", "a2", "a3", "a4"} <= {one.delmal for one in report.findings if one.code == "STX102"}
    assert any("4 förslag" in limit and "räknas inte" in limit for limit in report.limits)


def test_a_sheet_without_suggestions_is_the_same_one() -> None:
    sheet = GRIDS[FILES[0]].sheets[0]
    assert without_suggestions(sheet) == (sheet, ())
    assert without_suggestions(sheet)[0] is sheet


def test_the_examples_hold_no_suggestions() -> None:
    for name in FILES:
        document = api.read_document(EXAMPLES / name)
        assert document.iup is not None
        assert suggestions_of(document.iup) == []
