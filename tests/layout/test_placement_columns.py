"""Columns of placement tables whose headings leave open what they hold: degree, length, delmål, home or away."""

from __future__ import annotations

from datetime import date

import pytest

from stexcel import regelverk
from stexcel.layout import read_iup
from stexcel.model import Iup, Placement
from tests.grids import grid

PERSON = """
== IUP ==
ST-läkare | Nora Wiklander
Specialitet | Onkologi
Föreskrift | SOSFS 2015:8
Huvudhandledare | Ivar Torsell
"""


def read(sheets: str) -> Iup:
    """The IUP of a drawn workbook."""
    return read_iup(grid(PERSON + sheets), regelverk.load())


def placements(sheets: str) -> list[Placement]:
    """Its placements."""
    return list(read(sheets).placements)


@pytest.mark.parametrize(
    ("heading", "full", "half"),
    [
        ("Tjänstgöring", "100 %", "50 %"),
        ("Hur mycket", "heltid", "halvtid"),
        ("Hur stor del", "Heltid (100 %)", "Deltid 50%"),
        ("Andel av heltid", "1", "0.5"),
        ("Andel av heltid", "100", "50"),
        ("Omfattning", "100%", "50%"),
    ],
)
def test_degrees_are_no_second_placement(heading: str, full: str, half: str) -> None:
    found = placements(f"""
== Plan ==
Enhet | Start | Slut | Handledare | {heading}
Onkologmottagningen | 2023-02-01 | 2024-01-31 | Ivar Torsell | {full}
Hematologkliniken | 2024-02-01 | 2024-07-31 | Eva Ek | {half}
Föräldraledig | 2024-08-01 | 2024-12-31 | | Frånvaro
Strålbehandlingen | 2025-01-01 | 2025-12-31 | Ivar Torsell | {full}
""")
    assert [(one.name, one.percent) for one in found] == [
        ("Onkologmottagningen", 100),
        ("Hematologkliniken", 50),
        ("Föräldraledig", 0),
        ("Strålbehandlingen", 100),
    ]


def test_a_name_with_a_degree_in_it_stays_a_name() -> None:
    found = placements("""
== Plan ==
Var | Start | Slut
Onkologmottagningen 50 % | 2023-02-01 | 2024-01-31
Forskning 50 % | 2023-02-01 | 2024-01-31
""")
    assert [one.name for one in found] == ["Onkologmottagningen 50 %", "Forskning 50 %"]


@pytest.mark.parametrize("codes", [("c1", "c2", "c3", ""), ("c1, c2", "c3", "", "c5"), ("c1", "c2", "c3", "c4")])
def test_delmal_in_order_do_not_make_placements_a_goal_table(codes: tuple[str, ...]) -> None:
    found = placements(f"""
== Plan ==
Placering | Från | Till | Grad | Handledare | Delmål | Intyg | Uppföljning
Onkologmottagningen | 2023-02-01 | 2023-12-31 | 100 | Ivar Torsell | {codes[0]} | |
Strålbehandlingen | 2024-01-01 | 2024-12-31 | 100 | Ivar Torsell | {codes[1]} | |

Sidotjänstgöring
Hematologkliniken | 2025-01-01 | 2025-03-31 | 100 | Eva Ek | {codes[2]} | Ja |
Hudkliniken | 2025-04-01 | 2025-04-30 | 100 | Per Ahl | {codes[3]} | Ja |
""")
    assert [one.name for one in found] == [
        "Onkologmottagningen",
        "Strålbehandlingen",
        "Hematologkliniken",
        "Hudkliniken",
    ]
    assert [one.side for one in found] == [None, None, True, True]


def test_courses_with_delmal_in_order_are_courses() -> None:
    iup = read("""
== Kurser ==
Kurs | Datum | Delmål | Genomförd
Strålbiologi | 2024-03-04 | c1 | Ja
Cytostatika | 2024-05-06 | c2 | Ja
Etik | 2024-10-07 | |
Smärta | 2025-03-03 | c4 |
""")
    assert [one.name for one in iup.courses] == ["Strålbiologi", "Cytostatika", "Etik", "Smärta"]


def test_goals_with_their_placement_in_front_stay_goals() -> None:
    iup = read("""
== Mål ==
Placering | Delmål | Aktivitet | Bedömning | När
Onkologmottagningen | c1 | Mottagning | CBD | VT25
Strålbehandlingen | c2 | Dosplanering | DOPS | HT25
Avdelningen | c3 | Rond | Mini-CEX | VT26
""")
    assert set(iup.delmal) == {"c1", "c2", "c3"}
    assert all(one.assessments for one in iup.delmal.values())


@pytest.mark.parametrize(
    ("heading", "length", "end"),
    [
        ("Antal mån", "4", date(2024, 5, 31)),
        ("Månader", "1.5", date(2024, 3, 15)),
        ("Antal veckor", "6", date(2024, 3, 13)),
        ("Längd", "4 mån", date(2024, 5, 31)),
        ("Längd", "6 v", date(2024, 3, 13)),
        ("Längd", "4", None),
        ("Månader heltid", "4", None),
    ],
)
def test_end_by_length(heading: str, length: str, end: date | None) -> None:
    found = placements(f"""
== Plan ==
Placering | Från | {heading} | Handledare
Onkologmottagningen | 2024-02-01 | {length} | Ivar Torsell
Strålbehandlingen | 2025-02-01 | {length} | Ivar Torsell
""")
    assert (found[0].start, found[0].end) == (date(2024, 2, 1), end)


def test_a_stated_end_wins_over_the_length() -> None:
    found = placements("""
== Plan ==
Placering | Från | Till | Antal mån
Onkologmottagningen | 2024-02-01 | 2024-12-31 | 4
""")
    assert found[0].end == date(2024, 12, 31)


def test_time_in_six_digits_on_both_sides() -> None:
    found = placements("""
== Plan ==
Placering | Tid
Onkologmottagningen | 240201-250131
Strålbehandlingen | 20250201-20260131
""")
    assert [(one.start, one.end) for one in found] == [
        (date(2024, 2, 1), date(2025, 1, 31)),
        (date(2025, 2, 1), date(2026, 1, 31)),
    ]


def test_degrees_in_the_columns_of_terms() -> None:
    found = placements("""
== Terminer ==
Placering | Handledare | VT24 | HT24 | VT25 | HT25
Onkologmottagningen | Ivar Torsell | 75% | 75% | |
Strålbehandlingen | Ivar Torsell | | | 100 % | 50 %
Forskning | Mia Mo | 25% | x | |
Avdelningen | Ivar Torsell | | | x | x
""")
    assert [(one.name, one.percent) for one in found] == [
        ("Onkologmottagningen", 75),
        ("Strålbehandlingen", 75),
        ("Forskning", 25),
        ("Avdelningen", None),
    ]


@pytest.mark.parametrize("heading", ["Annan klinik?", "Annat sjukhus", "Utanför hemkliniken", "Extern?"])
def test_columns_that_ask_for_elsewhere(heading: str) -> None:
    found = placements(f"""
== Plan ==
Placering | Från | Till | {heading}
Onkologmottagningen | 2023-02-01 | 2023-12-31 | Nej
Hematologkliniken | 2024-01-01 | 2024-03-31 | Ja
""")
    assert [one.side for one in found] == [False, True]


def test_remarks_that_are_nothing_but_side_rotation() -> None:
    found = placements("""
== Plan ==
Placering | Från | Till | Kommentar
Onkologmottagningen | 2023-02-01 | 2023-12-31 | Planera sidotjänstgöring på hematologen
Hematologkliniken | 2024-01-01 | 2024-03-31 | sidotjänstgöring; intyg finns
Hudkliniken | 2024-04-01 | 2024-04-30 | Randning, tre dagar i veckan
""")
    assert [one.side for one in found] == [None, True, True]


@pytest.mark.parametrize(
    "word", ["utses senare", "Vakant", "Ej klart", "ej utsedd", "?", "Meddelas senare", "ska utses", "ej bestämt än"]
)
def test_nobody_yet_is_no_supervisor(word: str) -> None:
    found = placements(f"""
== Plan ==
Placering | Från | Till | Handledare
Onkologmottagningen | 2023-02-01 | 2023-12-31 | Ivar Torsell
Hematologkliniken | 2024-01-01 | 2024-03-31 | {word}
""")
    assert [one.supervisor for one in found] == ["Ivar Torsell", None]
