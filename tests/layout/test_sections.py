"""Lists that a title alone heads, on a sheet per term or below the headings of something else."""

from __future__ import annotations

from stexcel import regelverk
from stexcel.layout import read_iup
from stexcel.model import Iup
from tests.grids import grid

PLAN = """
== Start ==
ST-läkare | Nora Wiklander
Specialitet | Onkologi
Föreskrift | SOSFS 2015:8
Huvudhandledare | Ivar Torsell

== Delmål ==
Delmål | Aktivitet | Bedömning | När
a1 | Onkologmottagningen | CBD | VT25
b2 | Strålbehandlingen | CBD | VT25
c3 | Strålbehandlingen | CBD | VT25
"""
TERM = """
== Hösten 2025 ==
Höstterminen 2025

Tjänstgöring
Placering | Tid | Delmål | Handledare
Hematologkliniken | 2025-07-01 – 2025-12-31 | c3 | Eva Ek

Utbildningar och kurser
Försäkringsmedicin | 14 okt 2025 | b2 | genomförd
Ledarskap för läkare | 12 dec 2025 | a1 | anmäld

Möten
Hl-möte | 2 sep 2025 | Gick igenom c3 mot IUP
Medarbetarsamtal | 9 sep 2025 |
Trepartssamtal | 30 sep 2025 |

Genomförda bedömningar
Mini-CEX | 3 okt 2025 | c3 | Mia Mo
DOPS | 4 nov 2025 | a1, b2 | Eva Ek
"""


def read(drawing: str) -> Iup:
    return read_iup(grid(PLAN + drawing), regelverk.load())


def test_lists_under_titles_are_read_each_by_its_own_columns() -> None:
    iup = read(TERM)
    assert [(one.name, one.delmal, one.completed) for one in iup.courses] == [
        ("Försäkringsmedicin", ("b2",), True),
        ("Ledarskap för läkare", ("a1",), False),
    ]
    assert [(f"{one.date}", one.kind.value) for one in iup.meetings] == [
        ("2025-09-02", "handledarsamtal"),
        ("2025-09-09", "utvecklingssamtal"),
        ("2025-09-30", "avstamning_studierektor"),
    ]
    assert [(one.method, f"{one.date}", one.delmal, one.assessor) for one in iup.assessments] == [
        ("Mini-CEX", "2025-10-03", ("c3",), "Mia Mo"),
        ("DOPS", "2025-11-04", ("a1", "b2"), "Eva Ek"),
    ]
    assert [(one.name, one.supervisor) for one in iup.placements] == [("Hematologkliniken", "Eva Ek")]


def test_list_of_placements_without_headings() -> None:
    (placed,) = read("""
== Året ==
Placeringar 2025
Hematologkliniken | 2025-01-01 – 2025-06-30 | 80 % | Eva Ek | c3
""").placements
    assert (placed.name, placed.percent, placed.supervisor, placed.delmal) == (
        "Hematologkliniken",
        80,
        "Eva Ek",
        ("c3",),
    )


def test_band_between_the_rows_of_one_table_begins_no_list() -> None:
    iup = read("""
== Plan ==
Placering | Från | Till | Grad | Handledare
Onkologmottagningen | 2024-01-01 | 2024-12-31 | 100 % | Ivar Torsell

Sidotjänstgöring
Hematologkliniken | 2025-01-01 | 2025-06-30 | 50 % | Eva Ek
""")
    assert [(one.name, one.percent, one.side) for one in iup.placements] == [
        ("Onkologmottagningen", 100, None),
        ("Hematologkliniken", 50, True),
    ]


def test_form_under_such_a_title_is_no_list() -> None:
    iup = read("""
== Blankett ==
Bedömning
Datum | 2025-10-03
Bedömare | Mia Mo

Kurs
Namn | Etik
Handledare: | 2025-10-03
""")
    assert iup.assessments == ()
    assert iup.courses == ()


def test_method_in_a_cell_heads_nothing() -> None:
    iup = read("""
== Mål ==
Delmål | Aktivitet | Bedömning | Planerat
c1 | Strålbehandlingen |  |
c2 | | Specialistkollegium |
c4 | Kirurgen | DOPS | HT25
""")
    assert iup.assessments == ()
    assert [one.method for one in iup.delmal["c4"].assessments] == ["DOPS"]


def test_lists_that_begin_with_the_day() -> None:
    iup = read("""
== Våren 2025 ==
Handledarsamtal
2025-01-14 | c3 diskuterades
2025-02-11 | IUP gicks igenom

Kurser vår 2025
14/1-25 | Försäkringsmedicin | b2
11/2-25 | Ledarskap | a1

Gjorda bedömningar
2025-01-20 | Mini-CEX | c3
2025-02-20 | DOPS | c3
""")
    assert [(f"{one.date}", one.content) for one in iup.meetings] == [
        ("2025-01-14", "c3 diskuterades"),
        ("2025-02-11", "IUP gicks igenom"),
    ]
    assert [(one.name, one.delmal) for one in iup.courses] == [("Försäkringsmedicin", ("b2",)), ("Ledarskap", ("a1",))]
    assert [(one.method, f"{one.date}") for one in iup.assessments] == [
        ("Mini-CEX", "2025-01-20"),
        ("DOPS", "2025-02-20"),
    ]


def test_days_of_other_people_under_such_a_word_are_no_list() -> None:
    iup = read("""
== Kontakter ==
Kurssekreterare

Eva Ek | 08-123 45 67 | 2025-01-14
""")
    assert (iup.courses, iup.meetings, iup.assessments) == ((), (), ())
