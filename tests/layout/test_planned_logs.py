"""What is planned is not read as carried out: rows of diaries, columns of logs, and codes beside dated assessments."""

from __future__ import annotations

import pytest

from stexcel import regelverk
from stexcel.layout import read_iup
from stexcel.layout.answers import says_planned
from stexcel.model import Iup
from tests.grids import grid
from tests.layout.meeting_forms import PLAN


def _read(drawing: str) -> Iup:
    return read_iup(grid(drawing), regelverk.load())


def _log(drawing: str) -> list[str]:
    return [f"{one.date} {one.method} {one.cell.a1}" for one in _read(PLAN + drawing).assessments]


@pytest.mark.parametrize("text", ["plan", "Planerad", "bokad", "Inbokat", "prel.", "Kommande", "ej genomförd"])
def test_says_that_it_is_still_to_be_done(text: str) -> None:
    assert says_planned(text)


@pytest.mark.parametrize("text", ["genomförd", "Planerar jour", "Plan för ST", "Ja", "", "godkänd", "Utvecklingsplan"])
def test_says_nothing_of_being_planned(text: str) -> None:
    assert not says_planned(text)


def test_planned_rows_of_a_diary_are_not_carried_out() -> None:
    drawing = """\
== Dagbok ==
Typ | Dag | t.o.m. | | Händelse | Delmål | Bedömare
P | 2025-09-01 | 2026-08-31 | | Onkologavdelningen | c1 | Eva Ek
B | 2026-02-03 | | | CBD | c1 | Eva Ek
H | 2026-02-04 | | | Handledarsamtal | | Eva Ek
B | 2026-05-07 | | plan | Mini-CEX | c1 | Eva Ek
H | 2026-05-08 | | plan | Handledarsamtal | | Eva Ek
"""
    assert _log(drawing) == ["2026-02-03 CBD E3"]
    assert [str(one.date) for one in _read(PLAN + drawing).meetings] == ["2026-02-04"]


@pytest.mark.parametrize(
    ("headings", "rows", "wanted"),
    [
        (
            "Planerat datum | Genomfört datum",
            ("2026-01-10 | 2026-02-11", "2026-05-01 |"),
            ["2026-02-11 Mini-CEX A2"],
        ),
        ("Datum | Planeras", ("2026-02-11 | 2026-01-10", " | 2026-05-01"), ["2026-02-11 Mini-CEX A2"]),
        ("När | Klart", ("2026-01-10 | Ja", "2026-05-01 |"), ["2026-01-10 Mini-CEX A2"]),
        (
            "När | Bedömare",
            ("2026-01-10 | Eva Ek", "2026-05-01 | Eva Ek"),
            ["2026-01-10 Mini-CEX A2", "2026-05-01 CBD A3"],
        ),
        ("Datum | Status", ("2026-01-10 | Genomförd", "2026-05-01 | Planerad"), ["2026-01-10 Mini-CEX A2"]),
    ],
)
def test_day_of_an_assessment_is_the_one_on_which_it_was_made(
    headings: str, rows: tuple[str, str], wanted: list[str]
) -> None:
    first, second = rows
    drawing = f"""\
== Bedömningar ==
Bedömning | Delmål | {headings}
Mini-CEX | c1 | {first}
CBD | c1 | {second}
"""
    assert _log(drawing) == wanted


def test_codes_of_dated_assessments_get_the_prefix_of_the_programme() -> None:
    iup = _read("""\
== IUP ==
ST-läkare | Nora Wiklander
Specialitet | Onkologi
Föreskrift | HSLF-FS 2021:8

Delmål | Aktivitet | Bedömning
a1 | Kurs Ledarskap | 360-grader 2026-02-03
b1 | Kurs Svåra samtal | Medsittning 2026-03-04
c1 | Onkologavdelningen | Mini-CEX 2026-04-05
""")
    assert [one.delmal for one in iup.assessments] == [("STa1",), ("STb1",), ("STc1",)]
    assert list(iup.delmal) == ["STa1", "STb1", "STc1"]
