"""What stands where a date is asked for but is none is told at its cell; ordinary words there are not."""

from __future__ import annotations

import pytest

from stexcel import regelverk
from stexcel.layout import read_iup
from stexcel.layout.times import is_relative_time, no_day_in
from stexcel.layout.unknown_codes import codes_unknown
from stexcel.model import Note, NoteKind
from tests.grids import grid

PERSON = """
== IUP ==
ST-läkare | Nora Wiklander
Specialitet | Onkologi
Föreskrift | SOSFS 2015:8
ST påbörjad | 2024-02-01
Huvudhandledare | Ivar Torsell
"""


def notes(sheets: str, person: str = PERSON) -> list[Note]:
    """What could not be read in a drawn workbook."""
    found = read_iup(grid(person + sheets), regelverk.load()).notes
    return [one for one in found if one.kind is NoteKind.UNPARSED]


def cells(sheets: str) -> list[str]:
    """Where it stands."""
    return sorted(str(one.cell) for one in notes(sheets))


@pytest.mark.parametrize("written", ['"2026-09-31"', "31/9-26", "igår", "31 september 2026", '"20260931"'])
@pytest.mark.parametrize(
    "sheet",
    [
        "== Handledarsamtal ==\nDatum | Innehåll\n{} | Uppföljning\n2026-10-01 | Genomgång av IUP",
        "== Bedömningar ==\nDatum | Metod | Delmål\n{} | DOPS | c1\n2026-05-01 | Mini-CEX | a1",
        "== Revisioner ==\nDatum | Vad ändrades\n{} | Tjänstgöringsplan\n2026-04-12 | Kurser",
        "== Kurser ==\nDatum | Kurs | Delmål\n{} | Strålbehandling | c1\n2026-05-01 | Ledarskap | a1",
    ],
)
def test_a_day_that_is_none_is_told_at_its_cell(sheet: str, written: str) -> None:
    name = sheet.split("==")[1].strip()
    assert cells(sheet.format(written)) == [f"{name}!A2"]


def test_the_value_and_what_it_leads_to_stand_in_the_text() -> None:
    (note,) = notes('== Handledarsamtal ==\nDatum | Innehåll\n"2026-09-31" | Nej\n2026-10-01 | Uppföljning')
    assert note.text == "”2026-09-31” under ”Datum” kan inte läsas som ett datum. Samtalet räknas därför inte."


def test_placements_courses_and_fulfilment() -> None:
    assert cells("""
== Placeringar ==
Placering | Från | Till | Procent | Handledare
Onkologkliniken | 2024-02-01 | 2025-01-31 | 100 % | Ivar Torsell
Ortopedkliniken | imorgon | sen | 100 % | Eva Ek
Kirurgkliniken | 2025-02-01 | 2025-08-31 | 100 % | Eva Ek

== Delmål ==
Delmål | Utbildningsaktiviteter | Bedömning | Planerat | Klart
a1 | Kurs i ledarskap | 360-grader | HT26 | 31/9 2026
a2 | Kurs i etik | Medsittning | VT27 | 2026-03-01
""") == ["Delmål!E2", "Placeringar!B3", "Placeringar!C3"]


@pytest.mark.parametrize(
    "written",
    [
        "löpande",
        "våren",
        "-",
        "planeras",
        "ej bokat",
        "?",
        "HT26",
        "v. 12",
        "tills vidare",
        "under hösten",
        "varje torsdag",
        "Genomförd",
        "Ja",
        "IT",
        "prel. maj",
        "efter jul",
        "Saknas",
        "12/3 – 15/4 2026",
        "2026-03-01 IT",
        "240901-250831",
    ],
)
def test_ordinary_words_are_no_unread_dates(written: str) -> None:
    assert not notes(f"""
== Kurser ==
Datum | Kurs | Delmål | Klar
2026-02-01 | Etik | a2 | Ja
2026-03-01 | Ledarskap | a1 | Ja
{written} | Strålbehandling | c1 |
2026-05-01 | Smärta | c2 |
""")


def test_text_below_a_list_is_no_row_of_it() -> None:
    assert not notes("""
== Placeringar ==
Placering | Från | Till
Onkologkliniken | 2024-02-01 | 2025-01-31
Kirurgkliniken | 2025-02-01 | 2025-08-31
Internutbildning | Torsdagsmöte |
Huvudhandledare | Ivar Torsell |
""")


@pytest.mark.parametrize("written", ["efter semestern", "2024-02-31"])
def test_unread_basic_fact_is_quoted_and_named(written: str) -> None:
    (note,) = notes("", PERSON.replace("2024-02-01", f'"{written}"'))
    assert note.text == f"”ST påbörjad”: ”{written}” kan inte läsas som ett datum."
    assert note.about == "start"
    assert str(note.cell) == "IUP!B4"


def test_false_days_of_signatures_and_revisions_are_told() -> None:
    person = PERSON + 'IUP reviderad | "2026-02-30"\nUnderskrift ST-läkare | Nora Wiklander 2024-06-31\n'
    assert [str(one.cell) for one in notes("", person)] == ["IUP!B6", "IUP!B7"]


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("c99", ("c99",)),
        ("a1, c99", ("c99",)),
        ("STc77; STa1", ("STc77",)),
        ("c1–c3", ()),
        ("a1 och b2", ()),
        ("c4 Vitamin B12", ()),
    ],
)
def test_codes_that_cannot_be(text: str, unknown: tuple[str, ...]) -> None:
    assert codes_unknown(text) == unknown


def test_unknown_code_in_a_log_is_told() -> None:
    (note,) = notes("== Bedömningar ==\nDatum | Metod | Delmål\n2026-05-01 | Mini-CEX | c99\n2026-06-01 | CBD | a1")
    assert (note.text, str(note.cell), note.about) == ("”c99” är inget delmål som finns.", "Bedömningar!C2", "delmal")


@pytest.mark.parametrize(
    "text",
    [
        "12/3-15/4 2026",
        "060-12 34 56",
        "2025-01-01--2025-02-01",
        "v 12-14/2026",
        "5-6/11 2025",
        "1-3/4 2026",
        "Rum 12.13.14",
    ],
)
def test_what_only_looks_like_a_false_day(text: str) -> None:
    assert not no_day_in(text)


@pytest.mark.parametrize("text", ["imorgon", "i går", "Nästa vecka", "för två veckor sedan", "snart"])
def test_relative_times(text: str) -> None:
    assert is_relative_time(text)


@pytest.mark.parametrize("text", ["idé", "snarast möjligt", "nästa placering", "dagvård"])
def test_other_words_are_no_relative_times(text: str) -> None:
    assert not is_relative_time(text)
