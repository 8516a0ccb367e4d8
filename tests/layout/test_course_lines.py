"""Courses in one answer of a form, and answers about courses that name none."""

from __future__ import annotations

import pytest

from stexcel import regelverk
from stexcel.layout import read_iup
from tests.grids import grid

PERSON = "== IUP ==\nST-läkare | Nora Wiklander\nSpecialitet | Onkologi\nFöreskrift | SOSFS 2015:8\n\n"


def courses(drawing: str) -> list[str]:
    """Every course as ``name start done``."""
    found = read_iup(grid(PERSON + drawing), regelverk.load()).courses
    return [f"{one.name} {one.when.start if one.when else None} {one.completed}" for one in found]


@pytest.mark.parametrize(
    "drawing",
    [
        "Externa kurser: SK Otokirurgi VT27; SK Rinologi (gått VT25)\n",
        "Externa kurser | SK Otokirurgi VT27; SK Rinologi (gått VT25)\n",
        "Planerade externa kurser:\\nSK Otokirurgi VT27\\nSK Rinologi (gått VT25)\n",
        "SK-kurser: SK Otokirurgi VT27, SK Rinologi (gått VT25)\n",
    ],
)
def test_courses_with_time_and_state(drawing: str) -> None:
    assert courses(drawing) == ["SK Otokirurgi 2027-01-01 None", "SK Rinologi 2025-01-01 True"]


def test_courses_without_time() -> None:
    assert courses("Kurser: ATLS, EPLS (anmäld HT26)\n") == ["ATLS None None", "EPLS 2026-07-01 False"]


def test_delmal_of_a_course() -> None:
    (course,) = read_iup(grid(PERSON + "Externa kurser: SK Smärta 2026-03-04 (c3)\n"), regelverk.load()).courses
    assert (course.name, course.delmal) == ("SK Smärta", ("c3",))


@pytest.mark.parametrize(
    "drawing",
    [
        "Externa kurser:\n",
        "Externa kurser: se separat lista\n",
        "Externa kurser: Enligt SK:s katalog\n",
        "Kurser | Se bilaga\n",
        "Kurser: 2 per år\n",
        "Externa kurser: inga planerade\n",
        "Kursansvarig: Eva Ek\n",
        "Ansvarig för kurser: Eva Ek\n",
    ],
)
def test_answers_that_name_no_course(drawing: str) -> None:
    assert courses(drawing) == []


def test_headings_of_tables_are_no_answers() -> None:
    table = "Kurser | Datum | Gått\nSK Smärta | 2026-03-04 | Ja\nSK Onkologi | 2026-10-01 | Ja\n"
    assert courses(table) == ["SK Smärta 2026-03-04 True", "SK Onkologi 2026-10-01 True"]
