"""Nästa brist: from where the user is to the next finding."""

from __future__ import annotations

import re

import pytest

from stexcel.addin.buttons.kontrollera import kontrollera
from stexcel.addin.buttons.nasta import nasta
from stexcel.addin.errors import ButtonError
from tests.addin.desk import TODAY, Desk


def at(desk: Desk) -> str:
    selection = desk.app.books.active.selection
    assert selection is not None
    return f"{selection.sheet.name}!{selection.get_address(False, False)}"


def test_it_goes_through_every_place_in_order_counts_down_and_starts_over(desk: Desk) -> None:
    book = desk.small()
    kontrollera(book, TODAY)
    book.sheets[0].activate()
    book.sheets[0].range("A1").select()
    first = nasta(book)
    assert first.is_quiet
    total = int(re.search(r"Plats \d+ av (\d+)", first.text)[1])  # type: ignore[index]
    seen, told = [at(desk)], [first.text]
    for _ in range(total):
        told.append(nasta(book).text)
        seen.append(at(desk))
    assert len(set(seen)) == total
    assert seen[-1] == seen[0]
    assert [f"Plats {number} av {total}, {total - number} kvar." in told[number - 1] for number in range(1, total + 1)]
    assert told[-1].startswith("Från början igen.")
    cells = [place for place in seen[:-1] if place.startswith("Delmål!")]
    assert cells == sorted(cells, key=lambda place: int(re.sub(r"\D", "", place)))
    rows = [place for place in seen[:-1] if place.startswith("Kontroll!")]
    assert rows == seen[total - len(rows) : -1]


def test_it_starts_after_the_selection(desk: Desk) -> None:
    book = desk.small()
    kontrollera(book, TODAY)
    sheet = book.sheets["Delmål"]
    sheet.activate()
    sheet.range("A3").select()
    nasta(book)
    assert at(desk) in {"Delmål!A4", "Delmål!B3", "Delmål!C3"}


def test_from_the_sheet_kontroll_it_goes_to_the_cell_of_the_selected_row(desk: Desk) -> None:
    book = desk.small()
    kontrollera(book, TODAY)
    sheet = book.sheets["Kontroll"]
    rows = [number for number, row in enumerate(sheet.used_range.value, 1) if str(row[3]).startswith("Delmål!")]
    sheet.activate()
    sheet.range((rows[-1], 5)).select()
    nasta(book)
    assert at(desk) == sheet.range((rows[-1], 4)).value
    sheet.activate()
    sheet.range("A1").select()
    nasta(book)
    assert at(desk) != "Kontroll!A1"


def test_finding_on_a_sheet_that_is_hidden_or_gone_is_shown_on_the_list(desk: Desk) -> None:
    book = desk.small()
    kontrollera(book, TODAY)
    book.sheets["Delmål"].visible = False
    book.sheets["Om Åsa's IUP"].activate()
    book.sheets["Om Åsa's IUP"].range("H90").select()
    text = nasta(book).text
    assert at(desk).startswith("Kontroll!A")
    row = int(at(desk).removeprefix("Kontroll!A"))
    assert f"{book.sheets['Kontroll'].range((row, 2)).value}: " in text


def test_merged_cells_do_not_hold_it(desk: Desk) -> None:
    book = desk.small("""
== Delmål ==
Namn | Åsa Öberg
Specialitet | Onkologi
Delmål | Utbildningsaktivitet | Bedömning
a1 | Kurs | CBD
b1 | <  | <
c1 | <  | <
b2 | |
""")
    kontrollera(book, TODAY)
    book.sheets["Delmål"].activate()
    book.sheets["Delmål"].range("A1").select()
    seen = []
    for _ in range(12):
        nasta(book)
        seen.append(at(desk))
    assert seen[0] != seen[1]
    assert {"Delmål!A5:C5", "Delmål!A6:C6", "Delmål!A7"} <= set(seen)


def test_without_a_check_it_says_what_to_do(desk: Desk) -> None:
    book = desk.small()
    with pytest.raises(ButtonError, match="Tryck på Kontrollera först"):
        nasta(book)


def test_list_without_its_headings_is_told(desk: Desk) -> None:
    book = desk.small()
    kontrollera(book, TODAY)
    book.sheets["Kontroll"].range("A3:G3").clear_contents()
    with pytest.raises(ButtonError, match="Rubrikerna på bladet Kontroll"):
        nasta(book)
