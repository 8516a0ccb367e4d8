"""What a report says was not checked, and why: no silence where something could not be judged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from stexcel import regelverk
from stexcel.layout import read_iup
from stexcel.model import CellRef, Placement
from tests.build import check, found, iup, person
from tests.grids import grid

PERSON = """
== IUP ==
ST-läkare | Nora Wiklander
Specialitet | Onkologi
Föreskrift | SOSFS 2015:8
ST påbörjad | 2026-02-01
Huvudhandledare | Ivar Torsell
"""


def placement(name: str, start: date | None, end: date | None, row: int = 5, **more: Any) -> Placement:
    return Placement(name, CellRef("Plan", row, 1), start, end, **{"percent": 100, **more})


def limit(text: str, content: Any) -> str:
    """The one limit that has the text."""
    (found_limit,) = (one for one in check(content).limits if text in one)
    return found_limit


@pytest.mark.parametrize(
    ("specialty", "why"),
    [
        ("Neonatologi", "kortaste tid är inte fastställd här för grenspecialiteter"),
        ("Smärtlindring", "kortaste tid är inte fastställd här för tilläggsspecialiteter"),
        (None, "specialiteten är inte känd"),
    ],
)
def test_shortest_time_that_nobody_knows_is_told(specialty: str | None, why: str) -> None:
    content = iup(person=person(specialty=specialty, planned_end=date(2026, 5, 31)))
    assert limit("STX205", content).startswith(f"Planerad tid (STX205) är inte kontrollerad: {why}")
    assert found(check(content), "STX205") == []


def test_end_before_start_is_told_as_such() -> None:
    content = iup(person=person(planned_end=date(2025, 1, 31)))
    assert limit("STX205", content) == (
        "Planerad tid (STX205) är inte kontrollerad: planerat slut 2025-01-31 ligger före start 2026-02-01."
    )
    missing = iup(person=person(planned_end=None))
    assert "datum för placeringar, start och slut saknas" in limit("STX205", missing)


def test_months_known_to_be_too_few_say_what_they_lack() -> None:
    dated = placement("Onkologmottagningen", date(2026, 2, 1), date(2026, 12, 31))
    undated = [placement(f"Placering {row}", None, None, row) for row in (6, 7)]
    (finding,) = (one for one in check(iup(placements=(dated, *undated))).findings if one.code == "STX205")
    assert "11 månader på heltid, räknad utan 2 placeringar vars tid" in finding.text
    (whole,) = (one for one in check(iup(placements=(dated,))).findings if one.code == "STX205")
    assert "räknad utan" not in whole.text


def test_placements_that_cannot_be_told_from_side_rotations_are_named() -> None:
    ended = placement("Medicinkliniken", date(2026, 2, 1), date(2026, 6, 30), supervisor="Karim Viklund")
    unknown = iup(placements=(ended,), person=person(supervisor=None))
    assert limit("STX209", unknown) == (
        "Uppföljning av sidotjänstgöring (STX209) är inte kontrollerad för ”Medicinkliniken”: huvudhandledaren är inte "
        "känd, och därför framgår det inte om placeringen görs på en annan enhet."
    )
    for settled in (
        iup(placements=(ended,)),
        iup(placements=(replace(ended, end=date(2027, 6, 30)),), person=person(supervisor=None)),
        iup(placements=(replace(ended, follow_up="2026-06-20"),), person=person(supervisor=None)),
    ):
        assert not [one for one in check(settled).limits if "(STX209)" in one]


def _read(rows: str, headings: str, below: str = "") -> Any:
    return read_iup(grid(f"{PERSON}\n== Delmål ==\n{headings}\n{rows}\n{below}"), regelverk.load())


FULL = "Delmål | Utbildningsaktivitet | Bedömning | Planerat"


def _rows(*codes: str, cells: str) -> str:
    return "\n".join(f"{code} | {cells}" for code in codes)


def test_mistyped_row_is_an_unknown_delmal_and_the_one_that_is_meant_is_missing() -> None:
    """A course names c7, whose own row says c77: what that row lacks or has is not known."""
    codes = [f"c{number}" for number in range(1, 14) if number != 7]
    courses = "== Kurser ==\nKurs | Datum | Delmål\nStrålfysik | 2026-10-01 | c7\nEtik | 2026-09-01 | c1\n"
    content = _read(_rows(*codes, "c77", cells="Onkologmottagningen, kurs | CBD | HT27"), FULL, courses)
    report = check(content)
    (unknown,) = (one for one in report.findings if one.code == "STX105")
    assert (unknown.text, unknown.place) == ("”c77” är inget delmål som finns. Menas c7?", "Delmål!A14")
    assert "Rätta koden" in unknown.action
    assert found(report, "STX101") == [("c7", "Delmål!A14")]
    assert found(report, "STX006") == []
    about = [one.code for one in report.findings if one.delmal == "c7"]
    assert about == ["STX101"]
    assert not [one for one in report.limits if "STX006" in one]


def test_code_that_could_mean_two_is_not_guessed() -> None:
    content = _read(_rows("c1", "c0", "c4", "c5", cells="Onkologmottagningen, kurs | CBD | HT27"), FULL)
    (unknown,) = (one for one in check(content).findings if one.code == "STX105")
    assert unknown.text == "”c0” är inget delmål som finns."


def test_mistyped_code_in_a_list_gets_advice_that_fits() -> None:
    content = _read("c1 | Onkologmottagningen | CBD | HT27", FULL, "== Kurser ==\nKurs | Datum | Delmål\n"
                    "Strålfysik | 2026-10-01 | c99\nEtik | 2026-09-01 | c1\n")  # fmt: skip
    (finding,) = (one for one in check(content).findings if one.code == "STX006")
    assert (finding.text, finding.action) == ("”c99” är inget delmål som finns.", "Rätta delmålets kod.")


CODES = ("c1", "c2", "c3", "c4", "c5", "c6")


def test_template_without_columns_for_what_is_missing_says_so_once() -> None:
    content = _read(_rows(*CODES, cells="Titel | 2026-03-01"), "Delmål | Rubrik | Uppnått")
    assert limit("ingen kolumn", content) == (
        "Bladet Delmål har ingen kolumn för utbildningsaktivitet eller bedömningsmetod (Delmål!A1). Lägg till den, "
        "eller skriv delmålens koder vid placeringar, kurser och bedömningar."
    )
    only = _read(_rows(*CODES, cells="Onkologmottagningen | HT27"), "Delmål | Utbildningsaktivitet | Planerat")
    assert "ingen kolumn för bedömningsmetod (Delmål!A1)" in limit("ingen kolumn", only)


@pytest.mark.parametrize(
    ("headings", "cells"),
    [
        (FULL, " | | HT27"),
        ("Delmål | Utbildningsaktivitet | Zxcv | Planerat", "Onkologmottagningen | qwerty | HT27"),
    ],
)
def test_columns_that_are_there_or_may_be_are_not_said_to_lack(headings: str, cells: str) -> None:
    report = check(_read(_rows(*CODES, cells=cells), headings))
    assert found(report, "STX103")
    assert not [one for one in report.limits if "ingen kolumn" in one]
