"""Kontrollera and Rensa, in a real spreadsheet program."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from xlwings import Book

from stexcel import api, ooxml
from stexcel.addin.buttons.kontrollera import kontrollera
from stexcel.addin.buttons.rensa import rensa
from stexcel.addin.errors import ButtonError
from stexcel.own_results import is_annotated_copy
from stexcel.own_sheets import FIRST_WORDS
from stexcel.render.annotation import annotation
from stexcel.settings import make_setup
from tests.addin.desk import TODAY, Desk, codes_of, listed, notes_of
from tests.addin.uno_engine.program import Refused
from tests.conftest import EXAMPLES


def state(book: Book) -> tuple[object, ...]:
    """What must be as it was when a button is done."""
    app = book.app
    at = (app.books.active.name, book.sheets.active.name, str(book.selection))
    return (*at, app.screen_updating, app.calculation, app.enable_events, app.status_bar)


def contents(book: Book) -> dict[str, object]:
    """The formulas of every sheet."""
    return {sheet.name: sheet.used_range.formula for sheet in book.sheets}


def test_findings_are_those_of_the_saved_file_with_notes_and_links(desk: Desk) -> None:
    book = desk.full()
    book.sheets["Delmål B"].activate()
    book.sheets["Delmål B"].range("C4:D6").select()
    before, place = contents(book), state(book)
    outcome = kontrollera(book, TODAY)
    expected = codes_of(Path(book.fullname))
    assert sorted(listed(book)) == sorted(expected)
    assert outcome.text == "8 brister mot krav, 2 råd, 5 lokala mål. Se bladet Kontroll."
    assert state(book) == place
    assert {name: content for name, content in contents(book).items() if name != "Kontroll"} == before
    sheet = book.sheets["Kontroll"]
    assert sheet.range("A1").value.startswith(FIRST_WORDS)
    assert sheet.range("D4").hyperlink == "#'Bedömningar'!E5"
    assert sheet.range("A3").font.bold
    texts = "\n".join(notes_of(book).values())
    placed = {row[4]: row[1] for row in sheet.used_range.value if row[0] != "ej kontrollerat" and "!" in str(row[3])}
    assert len(placed) > 10
    assert all(f"{code}: {text}" in texts for text, code in placed.items())


def test_unsaved_changes_are_seen_and_nothing_is_saved(desk: Desk) -> None:
    book = desk.small()
    path = Path(book.fullname)
    before = path.read_bytes()
    kontrollera(book, TODAY)
    assert ("STX102", "b1") in findings(book)
    book.sheets["Delmål"].range("B3").value = "Kurs"
    kontrollera(book, TODAY)
    assert ("STX102", "b1") not in findings(book)
    assert path.read_bytes() == before


def findings(book: Book) -> set[tuple[str, str]]:
    rows = book.sheets["Kontroll"].used_range.value
    return {(row[1], row[2]) for row in rows if row[1]}


def test_second_press_replaces_the_first_marks(desk: Desk) -> None:
    book = desk.small()
    kontrollera(book, TODAY)
    names, notes, rows = book.sheet_names, notes_of(book), contents(book)
    kontrollera(book, TODAY)
    assert (book.sheet_names, notes_of(book), contents(book)) == (names, notes, rows)
    book.sheets["Delmål"].range("B3").value = "Kurs"
    book.sheets["Delmål"].range("C3").value = "CBD"
    book.sheets["Delmål"].range("D3").value = "VT26"
    kontrollera(book, TODAY)
    assert len(listed(book)) < len(rows["Kontroll"])  # type: ignore[arg-type]
    assert not [text for place, text in notes_of(book).items() if place == "Delmål!A3" and "STX102" in text]


def test_rensa_takes_exactly_our_own_marks(desk: Desk) -> None:
    book = desk.small()
    plan = book.sheets["Delmål"]
    plan.range("A3").add_note("Fråga Ivar om kursen")
    plan.range("F9").add_note("Egen anteckning")
    before, cells, sheets = notes_of(book), contents(book), book.sheet_names
    kontrollera(book, TODAY)
    mixed = notes_of(book)["Delmål!A3"]
    assert mixed.startswith("Fråga Ivar om kursen\n\n– stexcel –\n")
    place = state(book)
    outcome = rensa(book)
    assert "bladet med fynden är borttagna" in outcome.text
    assert (notes_of(book), contents(book), book.sheet_names) == (before, cells, sheets)
    assert state(book) == place
    assert rensa(book).text == "Det fanns inga markeringar från stexcel i arbetsboken."


def test_sheet_is_known_when_it_is_renamed_and_a_foreign_kontroll_is_left(desk: Desk) -> None:
    book = desk.small(f"{_EXTRA}\n== Kontroll ==\nKlinikens | egen\n")
    kontrollera(book, TODAY)
    assert "Kontroll (2)" in book.sheet_names
    book.sheets["Kontroll (2)"].name = "Fynden"
    kontrollera(book, TODAY)
    assert [name for name in book.sheet_names if name.startswith(("Kontroll", "Fynden"))] == ["Kontroll", "Fynden"]
    rensa(book)
    assert book.sheets["Kontroll"].range("A1:B1").value == ["Klinikens", "egen"]
    assert "Fynden" not in book.sheet_names


_EXTRA = """
== =1+1's plan ==
ST-läkare | Åsa Öberg
Specialitet | Onkologi
Föreskrift | SOSFS 2015:8

== 2026 ==
Delmål | Utbildningsaktivitet | Bedömning
a1 | Kurs | CBD
b1 | |
"=c1" | "=1+1" | "+46 70"
"@c2" | "-x" | "@y"
"""


def test_no_text_becomes_a_formula_whatever_it_begins_with(desk: Desk) -> None:
    book = desk.small(_EXTRA, "=IUP +1.xlsx")
    kontrollera(book, TODAY)
    sheet = book.sheets["Kontroll"]
    cells = sheet.used_range.xl if hasattr(sheet.used_range, "xl") else sheet.used_range.impl.xl
    formulas = cells.queryContentCells(16)
    assert formulas.Count == 0
    places = [row[3] for row in sheet.used_range.value if row[3]]
    assert any(str(place).startswith("2026!") for place in places)
    rows = [number for number, row in enumerate(sheet.used_range.value, 1) if str(row[3]).startswith("2026!")]
    assert sheet.range((rows[0], 4)).hyperlink.startswith("#'2026'!")


def test_several_open_books_each_keep_their_own(desk: Desk) -> None:
    first, second = desk.small(), desk.small(name="Annan ÅÄÖ.xlsx")
    second.sheets["Delmål"].activate()
    second.sheets["Delmål"].range("B2").select()
    place, other = state(second), contents(second)
    kontrollera(first, TODAY)
    assert "Kontroll" in first.sheet_names
    assert contents(second) == other
    assert state(second) == place
    assert desk.app.books.active.name == second.name


def test_never_saved_workbook_is_checked(desk: Desk) -> None:
    source = desk.small()
    book = desk.app.books.add()
    for name in ("Om Åsa's IUP", "Delmål"):
        used = source.sheets[name].used_range
        sheet = book.sheets.add(name, after=book.sheets[len(book.sheets) - 1])
        sheet.range((1, 1), used.last_cell.get_address(False, False)).value = used.options(ndim=2).value
    kontrollera(book, TODAY)
    assert ("STX102", "b1") in findings(book)


def test_very_hidden_sheet_is_read_but_not_linked(desk: Desk) -> None:
    path = desk.folder / "dold.xlsx"
    desk.small(name=path.name).close()
    made = load_workbook(path)
    made["Delmål"].sheet_state = "veryHidden"
    made.save(path)
    book = desk.open(path)
    kontrollera(book, TODAY)
    assert ("STX102", "b1") in findings(book)
    assert not book.sheets["Delmål"].visible
    row = next(n for n, row in enumerate(book.sheets["Kontroll"].used_range.value, 1) if row[3] == "Delmål!A3")
    with pytest.raises(Refused, match="no link"):
        _ = book.sheets["Kontroll"].range((row, 4)).hyperlink


def test_protected_sheet_has_no_notes_and_that_is_told(desk: Desk) -> None:
    book = desk.small()
    book.sheets["Delmål"].impl.xl.protect("hemligt")
    before = contents(book)
    outcome = kontrollera(book, TODAY)
    assert "på ”Delmål” skrevs inte: bladet är skyddat" in outcome.text
    assert sorted(listed(book)) == sorted(codes_of(Path(book.fullname)))
    assert not [place for place in notes_of(book) if place.startswith("Delmål!")]
    assert contents(book)["Delmål"] == before["Delmål"]


def test_sheet_that_was_protected_after_the_first_press_stops_the_second_before_anything(desk: Desk) -> None:
    book = desk.small()
    kontrollera(book, TODAY)
    book.sheets["Om Åsa's IUP"].range("B1").value = "Annan"
    book.sheets["Delmål"].impl.xl.protect("hemligt")
    before = (contents(book), notes_of(book), state(book))
    with pytest.raises(ButtonError, match=r"Bladet ”Delmål” är skyddat.*Ta bort skyddet"):
        kontrollera(book, TODAY)
    with pytest.raises(ButtonError, match="skyddat"):
        rensa(book)
    assert (contents(book), notes_of(book), state(book)) == before


def test_protected_structure_is_told_and_nothing_is_written(desk: Desk) -> None:
    book = desk.small()
    book.impl.xl.protect("hemligt")
    before = (contents(book), notes_of(book), state(book))
    with pytest.raises(ButtonError, match="struktur är skyddad"):
        kontrollera(book, TODAY)
    assert (contents(book), notes_of(book), state(book)) == before


def test_error_in_the_middle_leaves_nothing_of_ours_and_the_user_where_they_were(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = desk.small()
    desk.app.calculation = "semiautomatic"
    book.sheets["Delmål"].activate()
    book.sheets["Delmål"].range("C2:C4").select()
    before = (contents(book), notes_of(book), book.sheet_names, state(book))

    def breaks(_: object) -> None:
        raise ZeroDivisionError

    # The filter is the last thing that is written.
    monkeypatch.setattr("stexcel.addin.native.add_filter", breaks)
    with pytest.raises(ZeroDivisionError):
        kontrollera(book, TODAY)
    assert (contents(book), notes_of(book), book.sheet_names, state(book)) == before
    desk.app.calculation = "automatic"


def test_workbook_without_iup_is_told_and_left(desk: Desk) -> None:
    book = desk.small("Konto | Budget\n4010 | 120000", "budget.xlsx")
    with pytest.raises(ButtonError, match=r"ser inte ut att vara ett IUP.* Inget är ändrat"):
        kontrollera(book, TODAY)
    assert (book.sheet_names, notes_of(book)) == (["Blad1"], {})


def test_unit_workbook_is_checked_too(desk: Desk) -> None:
    path = desk.folder / "enhet.xlsx"
    path.write_bytes((EXAMPLES / "borasonkologi" / "enhet.xlsx").read_bytes())
    book = desk.open(path)
    kontrollera(book, TODAY)
    assert sorted(listed(book)) == sorted(codes_of(path))
    assert "STX508" in notes_of(book)["Handlingsplan!D2"]


def test_settings_beside_the_file_apply_and_the_day_in_them(desk: Desk) -> None:
    lines = ("idag = 2026-11-02", "[troskel]", "samtal_dagar = 900", "[[ignore]]", 'fil = "IUP*"', 'kod = "STX102"')
    toml = "\n".join((*lines, 'delmal = "b1"', 'skal = "Prov"'))
    (desk.folder / "stexcel.toml").write_text(toml, encoding="utf-8")
    book = desk.small()
    kontrollera(book, date(2026, 5, 5))
    rows = book.sheets["Kontroll"].used_range.value
    assert [row[0] for row in rows if (row[1], row[2]) == ("STX102", "b1")] == ["undantag"]
    assert any("samtal_dagar = 900" in str(row[0]) for row in rows)
    assert rows[0][0].endswith(" per 2026-11-02")


def test_saved_original_stays_an_original_and_annotate_replaces_the_sheet(desk: Desk) -> None:
    book = desk.small()
    path = Path(book.fullname)
    first = codes_of(path)
    kontrollera(book, TODAY)
    book.save()
    book.close()
    assert not is_annotated_copy(path)
    assert codes_of(path) == first
    report = api.validate([path], make_setup([path], clock=TODAY))
    copy = desk.folder / "kopia.xlsx"
    copy.write_bytes(ooxml.apply(path.read_bytes(), annotation(report.files[0], report)).data)
    assert is_annotated_copy(copy)
    made = load_workbook(copy)
    assert made.sheetnames == ["Om Åsa's IUP", "Delmål", "Kontroll"]
    assert "stexcel_kontroll_i_originalet" not in made.defined_names
    comments = [cell.comment.text for row in made["Delmål"] for cell in row if cell.comment]
    assert comments
    assert all(text.count("– stexcel –") == 1 for text in comments)


def test_notes_in_merged_cells_stand_at_the_first_cell(desk: Desk) -> None:
    book = desk.small("""
== Delmål ==
Namn | Åsa Öberg | <
Specialitet | Onkologi | <
Delmål | Utbildningsaktivitet | Bedömning
a1 | Kurs | CBD
b1 | |
^ | |
c1 | | CBD
""")
    kontrollera(book, TODAY)
    kontrollera(book, TODAY)
    assert {place for place in notes_of(book) if place in {"Delmål!A5", "Delmål!A6"}} == {"Delmål!A5"}
