"""Internal teaching, self-study and the other parts of the training as clinics write them, and what is none of them."""

from __future__ import annotations

import pytest

from stexcel import regelverk
from stexcel.layout import read_iup
from stexcel.layout.labels import part_of
from stexcel.model import Iup, Part, PartStatement
from tests.grids import grid

PERSON = """== IUP ==
ST-läkare | Nora Wiklander
Specialitet | Onkologi
Huvudhandledare | Ivar Torsell

"""
TEACHING = Part.INTERNAL_TEACHING


def read(drawing: str) -> Iup:
    return read_iup(grid(PERSON + drawing), regelverk.load())


def planned(iup: Iup) -> dict[Part, bool]:
    return {one.part: one.planned for one in iup.parts}


def teaching(drawing: str) -> PartStatement:
    (found,) = (one for one in read(drawing).parts if one.part is TEACHING)
    return found


@pytest.mark.parametrize(
    ("answer", "count"),
    [
        ("Onsdagsmöten, STc1–STc15", 15),
        ("Simulering + torsdagsföreläsning, STc1–STc14", 14),
        ("ST-seminarier varannan torsdag, STc1–STc14", 14),
        ("ST-dagar en gång i månaden, STc1–STc14 enligt rullande schema", 14),
        ("Måndagsföreläsningar kopplade till c1–c13", 13),
        ("Fredagsutbildning; ämnen enligt c1–c14", 14),
        ("Torsdagar, delmål enligt terminsprogram c1–c13", 13),
        ("Genomgångar varje vecka", 0),
        ("Måndagar i sal B12, kaffe från 7:30", 0),
    ],
)
def test_teaching_with_its_delmal(answer: str, count: int) -> None:
    found = teaching(f"Internutbildning | {answer}\nSjälvstudier | 2 h/v\n")
    assert (found.planned, len(found.delmal)) == (True, count)
    inline = teaching(f"Internutbildning: {answer}\nSjälvstudier: 2 h/v\n")
    assert (inline.planned, len(inline.delmal)) == (True, count)


def test_delmal_in_the_label_or_on_a_sheet_of_its_own() -> None:
    assert teaching("Internutbildning (STc1–STc3) | Fredagar\n").delmal == ("STc1", "STc2", "STc3")
    sheet = "\n== Internutbildning ==\nInternutbildning\nUpplägg | Fredagar kl 8, följer c1–c13\n"
    assert len(teaching(sheet).delmal) == 13


def test_line_that_answers_no_label_is_still_a_link() -> None:
    iup = read("Seminarier om strålbehandling: STc1, STc2\n")
    assert list(iup.delmal) == ["STc1", "STc2"]
    assert iup.parts == ()


def test_empty_label_does_not_take_the_next_one() -> None:
    iup = read("Internutbildning:\nExterna kurser:\nSjälvstudier: 2 h/v\nKvalitetsarbete:\nÅtgärder: inga ännu\n")
    assert planned(iup) == {TEACHING: False, Part.SELF_STUDY: True, Part.QUALITY_WORK: False}


def test_answer_below_its_label() -> None:
    assert teaching("Internutbildning\nTorsdagar kl 8:00, tema enligt schema\n").planned
    assert teaching("Internutbildning:\nTorsdagar varje vecka\n").planned


def test_empty_introduction_takes_none_of_the_rows_below() -> None:
    rows = "Del | Planering\nIntroduktion |\nInternutbildning | Måndagar\nTeoretiska självstudier | 2 h\n"
    assert planned(read(rows)) == {Part.INTRODUCTION: False, TEACHING: True, Part.SELF_STUDY: True}
    assert planned(read("Introduktion |\nST-start | 2024-02-01\nStudierektor | Åsa Thulin\n")) == {
        Part.INTRODUCTION: False
    }


@pytest.mark.parametrize("label", ["Egen läsning", "Lästid", "Inläsningstid", "Inläsning", "Litteraturläsning"])
def test_self_study(label: str) -> None:
    assert part_of(label) is Part.SELF_STUDY


@pytest.mark.parametrize("text", ["Läsning av röntgenbilder", "Inläsning av journal", "Avläsning", "Rondläsning"])
def test_other_reading_is_no_self_study(text: str) -> None:
    assert part_of(text) is None


FORM = """
Sådant som ska finnas i planen | Plan | När
Introduktion på vårdcentralen | Två veckor med checklista | jan 2023
Intern utbildning | Fredagar; ämnen enligt c1–c14 | varje fredag
Egen läsning | 2 h/v | löpande
Vetenskapligt arbete/uppsats | Uppsats, 10 v | HT24
Kvalitetsarbete | |
"""


def test_table_of_parts_holds_neither_placements_nor_activities() -> None:
    iup = read(FORM)
    assert iup.placements == ()
    assert planned(iup) == {
        Part.INTRODUCTION: True,
        TEACHING: True,
        Part.SELF_STUDY: True,
        Part.SCIENTIFIC_WORK: True,
        Part.QUALITY_WORK: False,
    }


def test_course_among_the_parts_is_a_course() -> None:
    iup = read("""
== Planering ==
Moment | Planerat | Kommentar
Introduktion | PACS och strålskydd okt 2022 |
Demonstrationer/internutbildning | Torsdagar, c1–c13 |
Självstudietid | Halvdag per vecka |
Utvecklingsarbete | Svarsmallar, HT25 |
Kurs SK Neuroradiologi | VT27 | c9
""")
    assert [one.name for one in iup.courses] == ["Kurs SK Neuroradiologi"]
    assert iup.placements == ()
    assert set(planned(iup).values()) == {True}


def test_parts_below_a_list_of_courses_are_no_courses() -> None:
    iup = read("""
Externa kurser
Kurs | När | Mål | Status
SK Neonatologi | 2024-04-15 | STc3 | Klar
Ledarskap | mars 2027 | STa5 | Planerad

Övrigt
Internutbildning | Onsdagsmöten, STc1–STc15
Introduktionsprogram | Genomfört januari 2022, checklista ifylld
""")
    assert [one.name for one in iup.courses] == ["SK Neonatologi", "Ledarskap"]
    assert planned(iup) == {TEACHING: True, Part.INTRODUCTION: True}


def test_activities_of_delmal_keep_the_names_of_parts() -> None:
    iup = read("""
== Aktiviteter ==
Aktivitet | Delmål | När
Självstudier | c1 | VT25
Vetenskapligt arbete | a5 | HT25
Kvalitetsarbete | a4 | HT25
""")
    assert sorted(iup.delmal) == ["a4", "a5", "c1"]


@pytest.mark.parametrize(
    "label", ["Teoretisk utbildning, intern", "Undervisning (intern)", "Intern fortbildning", "Interna föreläsningar"]
)
def test_more_names_of_internal_teaching(label: str) -> None:
    assert part_of(label) is TEACHING


@pytest.mark.parametrize(
    "label", ["Utbildning internationellt", "Utbildning, internat", "Internmedicin", "Extern utbildning"]
)
def test_no_internal_teaching(label: str) -> None:
    assert part_of(label) is not TEACHING


def test_answer_that_takes_up_its_label_is_no_label() -> None:
    found = read("Självstudier | Självstudier 3 h/v\nForskning: | Vetenskapligt arbete om sepsis\n").parts
    assert [(one.part, one.planned, one.cell.a1) for one in found] == [
        (Part.SELF_STUDY, True, "A5"),
        (Part.SCIENTIFIC_WORK, True, "A6"),
    ]


def test_labels_below_a_list_that_begins_with_days_are_none_of_its_rows() -> None:
    iup = read("""Datum | Kurs | Delmål | Status
2025-01-18 | Etik | a2 | klar
2025-03-31 | Ledarskap | a1 | klar

Annat
Internutbildning | Torsdagar (c1, c2)
Självstudier | 3 h i veckan, fredagar
Kvalitetsarbete | Förbättrad smärtlindring
""")
    assert planned(iup) == {TEACHING: True, Part.SELF_STUDY: True, Part.QUALITY_WORK: True}
    assert [one.name for one in iup.courses] == ["Etik", "Ledarskap"]


def test_introduction_in_the_column_of_times_is_no_placement() -> None:
    iup = read("""När | Var | Omf. | Delmål
2024-01-01 – 2024-06-30 | Onkologmottagningen | 100% | a1
2024-07-01 – 2024-12-31 | Hematologkliniken | 100% | a2
Introduktion: | Två veckor på mottagningen med genomgång av journalsystemet
""")
    assert [one.name for one in iup.placements] == ["Onkologmottagningen", "Hematologkliniken"]
    assert planned(iup)[Part.INTRODUCTION]


@pytest.mark.parametrize("line", ["Självstudier torsdagar", "Självstudier 3 h/vecka", "Självstudietid varje vecka"])
def test_line_that_says_when(line: str) -> None:
    assert planned(read(f"Övrigt\n{line}\n"))[Part.SELF_STUDY]


@pytest.mark.parametrize(
    "label", ["Självstudier", "Självstudier (4 h/vecka)", "Självstudier, timmar", "Självstudier 3 h/v:"]
)
def test_label_without_answer(label: str) -> None:
    assert not planned(read(f"Övrigt\n{label}\n"))[Part.SELF_STUDY]
