"""Fyll i förslag: what the command line suggests, in the open workbook."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from stexcel import regelverk
from stexcel.addin.buttons.forslag import forslag
from stexcel.addin.buttons.kontrollera import kontrollera
from stexcel.addin.buttons.rensa import rensa
from stexcel.addin.errors import ButtonError
from stexcel.fill.idea_library.read import read_library
from stexcel.fill.places.book import places_in
from stexcel.fill.suggestions.suggest import suggest
from stexcel.resources import templates_dir
from tests.addin.desk import SMALL, TODAY, Desk, notes_of
from tests.conftest import EXAMPLES


def from_command_line(desk: Desk, path: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Cells and notes that ``fill --suggest`` gives the file."""
    rules, data = regelverk.load(), path.read_bytes()
    library = desk.folder / "bibliotek.xlsx"
    offered = read_library(library, rules) if library.exists() else None
    copy = desk.folder / "förslag.xlsx"
    copy.write_bytes(suggest(data, places_in(data, ".xlsx", rules), rules, offered).data)
    cells, notes = {}, {}
    for sheet in load_workbook(copy):
        for row in sheet:
            for cell in row:
                place = f"{sheet.title}!{cell.coordinate}"
                if isinstance(cell.value, str) and cell.value.startswith("Förslag:"):
                    cells[place] = cell.value
                if cell.comment and "– stexcel förslag –" in cell.comment.text:
                    notes[place] = cell.comment.text
    copy.unlink()
    return cells, notes


def suggestions_of(desk: Desk) -> dict[str, str]:
    return {
        f"{sheet.name}!{sheet.range((row, column)).get_address(False, False)}": value
        for sheet in desk.app.books.active.sheets
        for row, values in enumerate(sheet.used_range.options(ndim=2).value, sheet.used_range.row)
        for column, value in enumerate(values, sheet.used_range.column)
        if isinstance(value, str) and value.startswith("Förslag:")
    }


def test_same_cells_and_notes_as_the_command_line(desk: Desk) -> None:
    shutil.copyfile(templates_dir() / "bibliotek.xlsx", desk.folder / "bibliotek.xlsx")
    book = desk.small()
    cells, notes = from_command_line(desk, Path(book.fullname))
    assert len(cells) > 2
    outcome = forslag(book, TODAY)
    assert outcome.text.startswith(f"{len(cells)} celler fick förslag.")
    assert suggestions_of(desk) == cells
    assert notes_of(book) == notes


def test_second_press_adds_nothing_and_rensa_leaves_suggestions(desk: Desk) -> None:
    book = desk.small()
    forslag(book, TODAY)
    cells, notes = suggestions_of(desk), notes_of(book)
    assert cells
    kontrollera(book, TODAY)
    assert "som redan fanns i arbetsboken är kvar" in forslag(book, TODAY).text
    rensa(book)
    assert (suggestions_of(desk), notes_of(book)) == (cells, notes)


def test_only_empty_cells_are_filled_as_they_are_now(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    book = desk.small()
    path = Path(book.fullname)
    place = min(from_command_line(desk, path)[0])
    sheet, _, cell = place.partition("!")

    def meanwhile(source: bytes, *others: object) -> object:
        """The user writes while the program thinks."""
        book.sheets[sheet].range(cell).value = "Skrevs nyss"
        return suggest(source, *others)  # type: ignore[arg-type]

    monkeypatch.setattr("stexcel.addin.buttons.forslag.suggest", meanwhile)
    outcome = forslag(book, TODAY)
    assert book.sheets[sheet].range(cell).value == "Skrevs nyss"
    assert f"{place} är inte längre tom" in outcome.text
    assert place not in notes_of(book)


def test_decided_suggestion_loses_its_note(desk: Desk) -> None:
    book = desk.small()
    forslag(book, TODAY)
    place = min(suggestions_of(desk))
    sheet, _, cell = place.partition("!")
    book.sheets[sheet].range(cell).value = suggestions_of(desk)[place].removeprefix("Förslag: ")
    forslag(book, TODAY)
    assert place not in notes_of(book)


def test_error_on_the_way_empties_the_cells_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    book = desk.small()

    def breaks(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("stexcel.addin.native.resize", breaks)
    with pytest.raises(ZeroDivisionError):
        forslag(book, TODAY)
    assert suggestions_of(desk) == {}


def test_locked_cells_are_told_and_left(desk: Desk) -> None:
    book = desk.small()
    book.sheets["Delmål"].impl.xl.protect("hemligt")
    outcome = forslag(book, TODAY)
    assert suggestions_of(desk) == {}
    assert "bladet är skyddat och cellen låst" in outcome.text


def test_unit_workbook_and_workbook_without_delmal_are_told(desk: Desk) -> None:
    path = desk.folder / "enhet.xlsx"
    path.write_bytes((EXAMPLES / "borasonkologi" / "enhet.xlsx").read_bytes())
    with pytest.raises(ButtonError, match="Arbetsboken är enhetens"):
        forslag(desk.open(path), TODAY)
    with pytest.raises(ButtonError, match="ser inte ut att vara ett IUP"):
        forslag(desk.small("Konto | Budget\n4010 | 120000", "budget.xlsx"), TODAY)


def test_changes_that_are_not_saved_count(desk: Desk) -> None:
    book = desk.small(SMALL)
    book.sheets["Delmål"].range("B3").value = "Kurs"
    forslag(book, TODAY)
    assert "Delmål!B3" not in suggestions_of(desk)
