"""Suggestions: in empty cells only, never a plan, and everything else as it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Protection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from stexcel import ooxml, regelverk
from stexcel.codes import HSLF_2021, SOSFS_2015
from stexcel.fill.errors import FillError
from stexcel.fill.idea_library.read import Entry, Library
from stexcel.fill.new import Order, new_iup
from stexcel.fill.places.book import places_in
from stexcel.fill.suggestions.ideas import words_for
from stexcel.fill.suggestions.notes import AUTHOR
from stexcel.fill.suggestions.suggest import PREFIX, Suggested, suggest, told
from stexcel.fill.template.content import Doctor
from stexcel.layout import read_iup
from stexcel.layout.activities import activity_types
from stexcel.layout.methods import methods_in
from stexcel.layout.reading import Kind
from stexcel.model import CellRef, Iup, NoteKind
from stexcel.ooxml import Note, Notes
from stexcel.workbook import Cell, Grid, WorkbookError, read_grid_bytes

TESTS = Path(__file__).parents[1]
RULES = regelverk.load()
EVERY = frozenset("abc")
LIBRARY = Library(
    "bibliotek.xlsx",
    (
        Entry(Kind.PLACEMENTS, "Medicinmottagningen", CellRef("Placeringar", 5, 1), groups=EVERY),
        Entry(Kind.COURSES, "Etik; Bemötande", CellRef("Kurser", 7, 1), groups=EVERY),
        Entry(Kind.ASSESSMENTS, "Mini-CEX", CellRef("Bedömningsmetoder", 8, 1), groups=EVERY),
        Entry(Kind.ASSESSMENTS, "Provsamtal", CellRef("Bedömningsmetoder", 9, 1), groups=EVERY),
    ),
)
EXAMPLES, LAYOUTS = (
    sorted(path.relative_to(TESTS).as_posix() for path in (TESTS / folder).rglob("*.xlsx") if path.name != "enhet.xlsx")
    for folder in ("exempel", "layouter")
)
FILES = (*EXAMPLES, *LAYOUTS[::3])
HEADINGS = ("Delmål", "Utbildningsaktiviteter", "Bedömningsmetod", "Planerat")
ROWS: tuple[tuple[str | None, ...], ...] = (
    ("a1", "Akutmottagningen; Kurs i EKG", "CBD", "VT25"),
    ("a2", "Akutmottagningen; Kurs i EKG", "CBD", "VT25"),
    ("a3", "Akutmottagningen", "CBD", "VT25"),
    ("c1", None, None, None),
)


def grid_of(data: bytes) -> Grid:
    return read_grid_bytes(data, ".xlsx")


def run(data: bytes, library: Library | None = LIBRARY) -> Suggested:
    return suggest(data, places_in(data, ".xlsx", RULES), RULES, library)


def cells_of(grid: Grid) -> Mapping[CellRef, Cell]:
    return {
        CellRef(sheet.name, row, column): value
        for sheet in grid.sheets
        for row, cells in enumerate(sheet.rows, start=1)
        for column, value in enumerate(cells, start=1)
        if value is not None
    }


def plans_of(data: bytes) -> Iup:
    """The IUP without what is said of suggestions."""
    iup = read_iup(grid_of(data), RULES)
    return replace(iup, notes=tuple(note for note in iup.notes if note.kind is not NoteKind.SUGGESTION))


def book(specialty: str = "Kirurgi", regulation: str = SOSFS_2015) -> tuple[Workbook, Worksheet]:
    """A small IUP of which c1 is still to be planned: row 6 of the sheet Mål."""
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.title = "Mål"
    for row in (("Specialitet", specialty, "Föreskrift", regulation), HEADINGS, *ROWS):
        sheet.append(row)
    return made, sheet


def saved(made: Workbook) -> bytes:
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def notes_in(data: bytes) -> Mapping[str, str]:
    return {
        f"{sheet.title}!{cell.coordinate}": cell.comment.text
        for sheet in load_workbook(BytesIO(data)).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


def accepted(data: bytes) -> bytes:
    """The workbook when a person has removed the word from every suggestion."""
    values = {
        (ref.sheet, ref.a1): value.removeprefix(PREFIX)
        for ref, value in cells_of(grid_of(data)).items()
        if isinstance(value, str) and value.startswith(PREFIX)
    }
    return ooxml.write_cells(data, values)


@pytest.mark.parametrize("name", FILES)
def test_suggestions_are_no_plans_and_all_else_stays(name: str) -> None:
    source = (TESTS / name).read_bytes()
    suggested = run(source)
    before, after = cells_of(grid_of(source)), cells_of(grid_of(suggested.data))
    new = {ref: after[ref] for ref in after.keys() - before.keys()}
    assert {ref: after.get(ref) for ref in before} == before
    assert new == {one.cell: one.text for one in suggested.made}
    assert all(text.startswith(PREFIX) and text.count("Förslag") == 1 for text in map(str, new.values()))
    assert plans_of(suggested.data) == plans_of(source)


@pytest.mark.parametrize("name", FILES[::4])
def test_a_second_run_suggests_nothing_twice(name: str) -> None:
    once = run((TESTS / name).read_bytes())
    again = run(once.data)
    assert again.data == once.data
    assert again.made == ()
    assert again.waiting == len(once.made)
    assert again.skipped == once.skipped


@pytest.mark.parametrize(
    ("specialty", "year"), [("Reumatologi", "2021"), ("Kirurgi", "2015"), ("Allmänmedicin", "2021")]
)
@pytest.mark.parametrize("library", [None, LIBRARY])
def test_accepted_suggestions_are_what_the_regulation_asks_for(
    specialty: str, year: str, library: Library | None
) -> None:
    source = new_iup(Order(specialty, year, Doctor(name="Nora Wiklander")), RULES)
    iup = plans_of(accepted(run(source, library).data))
    assert iup.regulation is not None
    goals = RULES.malbeskrivning(iup.regulation, specialty)
    assert goals is not None
    for code, need in goals.requirements.items():
        found = iup.delmal[code].activities
        lacking = [kinds for kinds in need.required if not any(one.types & kinds for one in found)]
        assert lacking == [], code
        if library is not None:
            assert "Mini-CEX" in {one.method for one in iup.delmal[code].assessments}


def test_own_ideas_come_first_then_what_is_required_then_what_is_recommended() -> None:
    source = new_iup(Order("Reumatologi", "2021"), RULES)
    texts = {one.codes: one.text for one in run(source).made if one.cell.column == 4}
    assert texts[("STa2",)] == "Förslag: Medicinmottagningen; Kurs: Etik – Bemötande; Utvecklingsarbete; Sammankomst"
    bare = {one.codes: one.text for one in run(source, None).made if one.cell.column == 4}
    assert bare[("STa2",)] == "Förslag: Utvecklingsarbete; Kurs; Sammankomst"
    assert bare[("STc1",)].startswith("Förslag: Klinisk tjänstgöring under handledning; Kurs; ")
    assert all(text.count(";") < 4 for text in (*texts.values(), *bare.values()))


def test_notes_say_from_where() -> None:
    suggested = run(new_iup(Order("Reumatologi", "2021"), RULES))
    notes = notes_in(suggested.data)
    assert len(notes) == len(suggested.made)
    cell = next(one.cell for one in suggested.made if one.codes == ("STa2",))
    assert notes[str(cell)].splitlines() == [
        f"– {AUTHOR} –",
        "Medicinmottagningen: ur bibliotek.xlsx, bladet Placeringar, rad 5.",
        "Kurs: Etik – Bemötande: ur bibliotek.xlsx, bladet Kurser, rad 7.",
        "Utvecklingsarbete: krävs enligt målbeskrivningen för Reumatologi, HSLF-FS 2021:8, delmål STa2.",
        "Sammankomst: rekommenderas i målbeskrivningen för Reumatologi, HSLF-FS 2021:8, delmål STa2.",
        "Ta bort ordet ”Förslag:” om det ska gälla. Töm annars cellen.",
        f"– slut på {AUTHOR} –",
    ]


def test_only_what_is_lacking_is_suggested() -> None:
    made, sheet = book()
    sheet["B5"] = None
    sheet["C3"] = None
    suggested = run(saved(made))
    assert [(one.codes, one.cell.a1) for one in suggested.made] == [
        (("a1",), "C3"), (("a3",), "B5"), (("c1",), "B6"), (("c1",), "C6")
    ]  # fmt: skip


def _obstacles() -> Iterator[tuple[str, str]]:
    yield "formula", "i cellen står en formel"
    yield "locked", "bladet är skyddat och cellen låst"
    yield "merged", "cellen är inte tom"
    yield "words", "cellen är inte tom"
    yield "template", "cellen är inte tom"


@pytest.mark.parametrize(("obstacle", "reason"), list(_obstacles()))
def test_what_has_a_claim_on_the_cell_is_left_alone_and_said(obstacle: str, reason: str) -> None:
    made, sheet = book()
    if obstacle == "formula":
        sheet["B6"] = '=IF(1=1,"","x")'
    elif obstacle == "locked":
        sheet.protection.sheet = True
        sheet["C6"].protection = Protection(locked=False)
    elif obstacle == "merged":
        sheet["B6"] = "?"
        sheet.merge_cells("A6:B6")
        sheet["A6"] = "c1"
    else:
        sheet["B6"] = "?" if obstacle == "words" else "Exempel: skriv kursens namn"
    source = saved(made)
    suggested = run(source)
    assert [one.cell.a1 for one in suggested.made] == ["C6"]
    (skipped,) = [one for one in suggested.skipped if one.code == "c1"]
    assert reason in skipped.reason
    assert any("inget förslag för c1" in line and skipped.reason in line for line in told(suggested))
    assert cells_of(grid_of(suggested.data)).keys() - cells_of(grid_of(source)).keys() == {CellRef("Mål", 6, 3)}


def test_a_list_that_accepts_nothing_else_gets_one_of_its_items() -> None:
    made, sheet = book()
    rule = DataValidation("list", formula1='"DOPS,Mini Cex,CBD"', showErrorMessage=True)
    rule.add("C3:C20")
    sheet.add_data_validation(rule)
    other = DataValidation("list", formula1='"Avdelning,Jour"', showErrorMessage=True)
    other.add("B3:B20")
    sheet.add_data_validation(other)
    suggested = run(saved(made))
    assert [(one.cell.a1, one.text) for one in suggested.made] == [("C6", "Förslag: Mini Cex")]
    (skipped,) = suggested.skipped
    assert skipped.reason == "inget av förslagen finns i cellens lista"


def test_columns_of_their_own_get_what_belongs_there() -> None:
    made, sheet = book()
    for column, heading in enumerate(("Delmål", "Placering", "Kurs", "Bedömningsmetod"), start=1):
        sheet.cell(2, column).value = heading
    for row in (3, 4, 5):
        for column, text in enumerate(("Akutmottagningen", "Kurs i EKG", "CBD"), start=2):
            sheet.cell(row, column).value = text
    suggested = run(saved(made))
    assert [(one.cell.a1, one.text) for one in suggested.made] == [
        ("B6", "Förslag: Medicinmottagningen"),
        ("C6", "Förslag: Etik – Bemötande"),
        ("D6", "Förslag: Mini-CEX; Provsamtal"),
    ]


def test_a_column_of_ticks_gets_a_tick() -> None:
    made, sheet = book()
    for column, heading in enumerate(("Delmål", "Klinisk tjänstgöring", "Kurs", "Mini-CEX", "CBD"), start=1):
        sheet.cell(2, column).value = heading
    for row in (3, 4, 5):
        for column in range(2, 6):
            sheet.cell(row, column).value = "X"
    suggested = run(saved(made))
    assert {one.cell.a1: one.text for one in suggested.made} == dict.fromkeys(("B6", "C6", "D6"), "Förslag: X")
    delmal = plans_of(accepted(suggested.data)).delmal["c1"]
    assert [one.text for one in delmal.activities] == ["Klinisk tjänstgöring", "Kurs"]
    assert [one.method for one in delmal.assessments] == ["Mini-CEX"]


def test_delmal_that_share_a_cell_share_a_suggestion() -> None:
    made, sheet = book()
    sheet.append(("c2", None, None, None))
    sheet.merge_cells("B6:B7")
    suggested = run(saved(made), None)
    shared = [one for one in suggested.made if one.cell.a1 == "B6"]
    assert [one.codes for one in shared] == [("c1", "c2")]
    assert "delmål c1" in shared[0].origin
    assert "delmål c2" in shared[0].origin


def test_accepted_and_emptied_suggestions_lose_their_notes_and_others_keep_theirs() -> None:
    made, sheet = book()
    sheet["B6"].comment = Comment("Fråga Eva", "Nora")
    first = ooxml.apply(run(saved(made)).data, [Notes("stexcel", (Note("Mål", "A6", "Krav STX102: saknas"),))]).data
    decided = ooxml.write_cells(first, {("Mål", "B6"): "Medicinmottagningen; Kurs i etik"})
    again = run(decided)
    assert again.made == ()
    notes = notes_in(again.data)
    assert sorted(notes) == ["Mål!A6", "Mål!B6", "Mål!C6"]
    assert "Fråga Eva" in notes["Mål!B6"]
    assert AUTHOR not in notes["Mål!B6"]
    assert AUTHOR in notes["Mål!C6"]
    emptied = run(ooxml.write_cells(first, {("Mål", "C6"): None}))
    assert [one.cell.a1 for one in emptied.made] == ["C6"]
    assert emptied.waiting == 1
    assert {"Mål!B6", "Mål!C6"} <= notes_in(emptied.data).keys()


def test_a_suggestion_that_a_person_has_changed_stays_theirs() -> None:
    made, _ = book()
    changed = ooxml.write_cells(run(saved(made)).data, {("Mål", "B6"): "Förslag: Akuten, men fråga Eva"})
    assert cells_of(grid_of(run(changed).data))[CellRef("Mål", 6, 2)] == "Förslag: Akuten, men fråga Eva"


def test_what_was_not_used_is_said() -> None:
    made, _ = book("Trollkonst")
    source = saved(made)
    idle = Entry(Kind.COURSES, "EKG", CellRef("Kurser", 5, 1))
    new = Entry(Kind.COURSES, "Etik", CellRef("Kurser", 6, 1), ("STa2",))
    suggested = run(source, Library("bibliotek.xlsx", (idle, new)))
    assert suggested.made == ()
    assert suggested.data == source
    lines = told(suggested)
    assert lines[0] == "Inget nytt förslag skrevs."
    assert "Specialiteten är inte känd, så inget är föreslaget ur målbeskrivningen." in lines
    assert any(line.startswith("Ingen rad i bibliotek.xlsx gäller SOSFS 2015:8.") for line in lines)
    assert "1 rad i bibliotek.xlsx anger inget delmål och används inte." in lines


def test_the_count_of_suggestions_is_said() -> None:
    made, _ = book()
    assert told(run(saved(made)))[0] == "2 celler fick förslag."


def test_workbooks_that_cannot_be_used_are_refused_in_swedish() -> None:
    made = Workbook()
    made.worksheets[0].append(("Telefonlista",))
    with pytest.raises(FillError, match="Inga delmål hittades"):
        run(saved(made))
    old = (TESTS / "exempel" / "L14" / "L14-ort-1.xls").read_bytes()
    with pytest.raises(WorkbookError, match=r"\.xls"):
        suggest(old, places_in(old, ".xls", RULES), RULES)


@pytest.mark.parametrize("regulation", [SOSFS_2015, HSLF_2021])
def test_every_suggestion_is_read_back_as_what_it_is(regulation: str) -> None:
    """Over all specialties: whatever a målbeskrivning makes us write is understood when it is accepted."""
    wanted = {
        kinds
        for specialty in RULES.specialties
        if (goals := RULES.malbeskrivning(regulation, specialty)) is not None
        for need in goals.requirements.values()
        for kinds in (*need.required, *need.recommended)
    }
    assert len(wanted) > 10
    from_words = {kinds: activity_types(words_for(kinds)) for kinds in wanted if kinds - {"medsittning"}}
    assert [sorted(kinds) for kinds, read in from_words.items() if not kinds & read] == []
    assert methods_in("Bedömningsmall handledning; Bedömningsmall undervisning; Medsittning") != ()
