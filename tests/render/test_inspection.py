"""The inspection as text and JSON, of example workbooks and of small grids."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from stexcel.api import Setup
from stexcel.inspecting import inspect
from stexcel.layout import Profile
from stexcel.layout.inspection import Inspection, inspect_book
from stexcel.layout.personal_ids import HIDDEN
from stexcel.layout.profile import ProfileTable
from stexcel.layout.reading import Kind
from stexcel.layout.roles import Role
from stexcel.regelverk import Regelverk
from stexcel.render.inspection import render_inspection
from stexcel.render.inspection_json import document, render_inspection_json
from stexcel.workbook import Grid, Sheet, Visibility

EXAMPLES = Path(__file__).parents[1] / "exempel"
SETUP = Setup(date(2026, 11, 1))
ONE = EXAMPLES / "L01" / "L01-psyk-luckor.xlsx"
BOOKS = [
    ONE,
    EXAMPLES / "L03" / "L03-kard-matris.xlsx",
    EXAMPLES / "L05" / "L05-reu-luckor.xlsx",
    EXAMPLES / "L13" / "L13-vc-kryss.xlsx",
    EXAMPLES / "L14" / "L14-ort-1.xls",
    EXAMPLES / "varnamo" / "varnamo-st1.xlsx",
]
GOALS = (
    ("Delmål", "Utbildningsaktivitet", "Xyzzy", "Bedömning"),
    ("a1", "Kurs i etik", "blå", "CBD"),
    ("a2", "Kurs i ledarskap", "grön", "CBD"),
    ("a3", "Seminarium om vård", "röd", "Mini-CEX"),
)


def text_of(path: Path) -> str:
    return render_inspection(inspect(path, SETUP))


def of_grid(regelverk: Regelverk, *sheets: Sheet, profiles: tuple[Profile, ...] = ()) -> Inspection:
    return inspect_book("st/iup.xlsx", Grid(sheets), regelverk, profiles)


def squeezed(text: str) -> list[str]:
    """The lines without the spaces that align them."""
    return [" ".join(line.split()) for line in text.splitlines()]


def test_fields_tell_label_answer_and_what_was_read() -> None:
    lines = squeezed(text_of(EXAMPLES / "L05" / "L05-reu-luckor.xlsx"))
    assert "namn Namn (B4) → Hedvig Thulin (C4)" in lines
    assert "start Startdatum (B8) → 2021-04-12 (C8), står ”12/4 -21”" in lines
    assert "reviderad IUP reviderad: (B157) → tomt (C157)" in lines
    assert "underskrift handledare Underskrift handledare: (B159) → inte underskrivet (C159)" in lines


def test_answer_that_is_not_used_tells_which_is() -> None:
    assert "huvudhandledare Handledare (A4) → – (B4), används inte: läses ur Personuppgifter!C11" in squeezed(
        text_of(ONE)
    )


def test_table_tells_kind_rows_and_columns() -> None:
    text = text_of(ONE)
    lines = squeezed(text[text.index("Bladet Delmål C") : text.index("Bladet Kurser")])
    assert lines[1] == "Tabell: delmål ”Delmål C – Psykiatri”"
    assert lines[2].startswith("rubriker i rad 5, innehåll i rad 6–18 · 13 ifyllda · skäl: ett delmål per rad · poäng ")
    assert lines[5] == "C Utbildningsaktiviteter → aktivitet 1,00 rubriken"


def test_columns_of_a_table_stand_below_each_other() -> None:
    text = text_of(ONE)
    table = text[text.index("Bladet Kurser") :].splitlines()[3:9]
    assert len({line.index("→") for line in table}) == 1
    assert len({re.search(r"\d,\d\d", line).start() for line in table}) == 1  # type: ignore[union-attr]


def test_ticks_under_delmal_are_one_line() -> None:
    lines = squeezed(text_of(EXAMPLES / "L03" / "L03-kard-matris.xlsx"))
    assert "D–AA a1 … c13 (24 st) → kryss under delmål 1,00 delmål i rubriken" in lines


def test_blocks_tell_what_each_delmal_has() -> None:
    lines = squeezed(text_of(EXAMPLES / "L05" / "L05-reu-luckor.xlsx"))
    assert "Delmål utanför tabeller: 19" in lines
    assert "c9 C117 ingen aktivitet 1 bedömning" in lines


def test_ends_with_what_was_found() -> None:
    text = text_of(ONE)
    lines = squeezed(text[text.index("Läst ur hela filen") :])
    for line in (
        "ST-läkare Nora Wiklander Personuppgifter!C4",
        "Delmål 24",
        "– med aktivitet 23 inte c5",
        "– med bedömning 22 inte b2, c8",
        "Placeringar 9",
        "Kurser 12",
        "Handledarsamtal 18",
        "Bedömningar med datum 31",
        "Underskrift handledare ja Personuppgifter!C26",
        "Åtgärdsplan inte planerat Åtgärdsplan!A4",
    ):
        assert line in lines


def test_hidden_sheet_tells_why_it_is_not_read() -> None:
    assert "Bladet Listor (dolt) – dolt blad, läses inte" in text_of(ONE).splitlines()


def test_unsure_column_is_marked_with_a_word(regelverk: Regelverk) -> None:
    lines = squeezed(render_inspection(of_grid(regelverk, Sheet("Mål", rows=GOALS))))
    assert [line for line in lines if line.endswith(" osäkert")] == ["C Xyzzy → ignorerad okänd rubrik osäkert"]


def test_turned_table_is_told_by_its_columns(regelverk: Regelverk) -> None:
    turned = tuple(zip(*[row[:2] + row[3:] for row in GOALS], strict=True))
    lines = squeezed(render_inspection(of_grid(regelverk, Sheet("Mål", rows=turned))))
    assert any(line.startswith("rubriker i kolumn A, innehåll i kolumn B–D · 3 ifyllda · vänd") for line in lines)
    assert "3 Bedömning → bedömning 1,00 rubriken" in lines


def test_long_rest_is_shortened(regelverk: Regelverk) -> None:
    notes = tuple((f"Fri text nummer {number} " + "som är lång " * 9,) for number in range(12))
    text = render_inspection(of_grid(regelverk, Sheet("Mål", rows=GOALS), Sheet("Anteckningar", rows=notes)))
    assert "Inte läst (text utanför tabeller och fält): 12 celler" in text
    assert "och 4 till" in " ".join(text.split())
    assert "Fri text nummer 9" not in text


def test_empty_sheet_and_workbook_without_an_iup(regelverk: Regelverk) -> None:
    text = render_inspection(of_grid(regelverk, Sheet("Blad1"), Sheet("Inköp", rows=(("Vara", "Pris"),))))
    assert "Bladet Blad1 – tomt" in text.splitlines()
    assert "Inget IUP hittades" in text


def test_personal_numbers_are_never_shown(regelverk: Regelverk) -> None:
    rows = (
        ("Namn", "Nora Wiklander"),
        ("Personnummer", "640823-3234"),
        ("Telefon", "070-1740605"),
        (None, None),
        ("Patienten 640823-3234 kom in akut", None),
        ("Självstudier", "Fallet 640823-3234, två timmar"),
    )
    inspection = of_grid(regelverk, Sheet("Start", rows=rows), Sheet("Mål", rows=GOALS))
    for shown in (render_inspection(inspection, width=200), render_inspection_json(inspection)):
        assert "3234" not in shown
        assert "1740605" not in shown
        assert HIDDEN in shown


def settled(sheet: str, *, always: bool = False) -> Profile:
    table = ProfileTable(sheet, Kind.DELMAL, False, (1, 1), None, {1: Role.DELMAL, 2: Role.ACTIVITY})
    return Profile("egen", "", (table,), always=always)


def test_profile_that_is_used_is_told(regelverk: Regelverk) -> None:
    profiles = (settled("Mål", always=True),)
    lines = squeezed(render_inspection(of_grid(regelverk, Sheet("Mål", rows=GOALS), profiles=profiles)))
    assert lines[1].startswith("Läst med profilen ”egen”.")
    assert "B Utbildningsaktivitet → aktivitet 1,00 profilen" in lines
    assert "– med bedömning 0 inte a1, a2, a3" in lines


def test_profile_that_does_not_fit_is_told(regelverk: Regelverk) -> None:
    profiles = (settled("Andra mål", always=True), settled("Tredje"))
    lines = squeezed(render_inspection(of_grid(regelverk, Sheet("Mål", rows=GOALS), profiles=profiles)))
    assert lines[1].startswith("Läst utan profil.")
    assert [line for line in lines if "används inte" in line] == [
        "Profilen ”egen” används inte: filen saknar dess blad."
    ]


def test_sheet_that_only_the_profile_has_is_told(regelverk: Regelverk) -> None:
    profile = replace(settled("Mål", always=True), ignored=("Telefonlista",))
    text = render_inspection(of_grid(regelverk, Sheet("Mål", rows=GOALS), profiles=(profile,)))
    assert "Profilens blad ”Telefonlista” finns inte i filen." in text


def test_ignored_sheet_is_told(regelverk: Regelverk) -> None:
    profile = replace(settled("Mål", always=True), ignored=("Kurser",))
    courses = Sheet("Kurser", rows=(("Kurs", "Datum"), ("Etik", date(2025, 3, 1))))
    text = render_inspection(of_grid(regelverk, Sheet("Mål", rows=GOALS), courses, profiles=(profile,)))
    assert "Bladet Kurser – profilen säger att bladet inte ska läsas" in text.splitlines()


@pytest.mark.parametrize("width", [60, 100, 200])
@pytest.mark.parametrize("book", BOOKS, ids=lambda path: path.stem)
def test_no_line_is_wider_than_asked_for(book: Path, width: int) -> None:
    text = render_inspection(inspect(book, SETUP), width=width)
    assert [line for line in text.splitlines() if len(line) > width] == []
    assert [line for line in text.splitlines() if line != line.rstrip()] == []


def test_colours_only_repeat_the_words(regelverk: Regelverk) -> None:
    inspection = of_grid(regelverk, Sheet("Mål", rows=GOALS))
    plain, coloured = (render_inspection(inspection, color=color) for color in (False, True))
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain


def test_json_holds_the_whole_reading() -> None:
    read = json.loads(render_inspection_json(inspect(ONE, SETUP)))
    assert (read["version"], read["fil"], read["profil"]) == (1, ONE.as_posix(), None)
    sheets = {sheet["namn"]: sheet for sheet in read["blad"]}
    assert sheets["Listor"]["lases_inte"] == "dolt blad, läses inte"
    assert sheets["Listor"]["synlighet"] == Visibility.HIDDEN
    table = sheets["Delmål C"]["tabeller"][0]
    assert (table["typ"], table["rubrikrader"], table["rader"], table["ifyllda_rader"]) == (
        "delmål",
        [5, 5],
        [6, 18],
        13,
    )
    assert table["kolumner"][2]["roll"] == "aktivitet"
    start = next(one for one in sheets["Personuppgifter"]["falt"] if one["falt"] == "start")
    assert (start["etikettcell"], start["cell"], start["last"]) == ("B8", "C8", "2023-09-01")
    assert read["last"]["delmal_med_aktivitet"] == 23
    assert read["last"]["person"]["namn"] == {"varde": "Nora Wiklander", "cell": "Personuppgifter!C4"}


def test_same_file_gives_the_same_text() -> None:
    assert document(inspect(ONE, SETUP)) == document(inspect(ONE, SETUP))
    assert text_of(ONE) == text_of(ONE)
