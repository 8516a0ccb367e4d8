"""What a cell that could not be read speaks of is not said to be missing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from stexcel import regelverk
from stexcel.findings import FileReport
from stexcel.read import read
from stexcel.rules.engine import check_document
from tests.grids import grid, save

PLAN = """
== IUP ==
ST-läkare | Nora Wiklander
Specialitet | Onkologi
Föreskrift | SOSFS 2015:8
ST påbörjad | 2023-02-01
Huvudhandledare | Ivar Torsell

== Delmål ==
Delmål | Aktivitet | Bedömning | När
a1 | Onkologmottagningen | CBD | VT25
b2 | Strålbehandlingen | CBD | VT25
c3 | Strålbehandlingen | CBD | VT25
"""


def report(tmp_path: Path, sheet: str) -> FileReport:
    save(grid(f"{PLAN}\n== Annat ==\n{sheet}"), tmp_path / "iup.xlsx")
    regler = regelverk.load()
    return check_document(read(tmp_path / "iup.xlsx", regler), regler, today=date(2026, 11, 1))


def codes(found: FileReport) -> set[str]:
    return {finding.code for finding in found.findings}


@pytest.mark.parametrize(
    ("sheet", "code"),
    [
        ("Kod | Händelse | Ort\nK7 | Mini-CEX gjord 3/4-25 | Lund", "STX308"),
        ("Handlingar\nNamnteckningar finns på papper i pärmen", "STX202"),
        (
            "Ärende | Möte | Ort\nK7 | Det årliga utvecklingssamtalet med chefen för kliniken ägde rum 3/4-26 | Lund",
            "STX310",
        ),
    ],
)
def test_unread_mention_becomes_a_limit(tmp_path: Path, sheet: str, code: str) -> None:
    found = report(tmp_path, sheet)
    assert code not in codes(found)
    assert [limit for limit in found.limits if code in limit and "kunde inte läsas" in limit]


def test_sentence_names_the_cell_and_the_checks(tmp_path: Path) -> None:
    assert (
        "En bedömning nämns i Annat!B2 men kunde inte läsas: STX302, STX308 och STX407 är inte kontrollerade."
        in report(tmp_path, "Kod | Händelse | Ort\nK7 | Mini-CEX gjord 3/4-25 | Lund").limits
    )


@pytest.mark.parametrize(
    "sheet",
    [
        "Underskrifter ska finnas på sista sidan",
        "Handledarsamtal ska hållas varje månad",
        "Mall reviderad 2022-01-15",
        "Fyll i självstudier här",
    ],
)
def test_instructions_mention_nothing(tmp_path: Path, sheet: str) -> None:
    found = report(tmp_path, sheet)
    assert {"STX202", "STX203", "STX301", "STX403"} <= codes(found)


def _goals(tmp_path: Path, headings: str, row: str) -> FileReport:
    rows = "\n".join(row.format(number) for number in range(1, 9))
    person = PLAN.split("== Delmål ==")[0]
    save(grid(f"{person}\n== Mål ==\n{headings}\n{rows}"), tmp_path / "iup.xlsx")
    regler = regelverk.load()
    return check_document(read(tmp_path / "iup.xlsx", regler), regler, today=date(2026, 11, 1))


def test_columns_that_could_not_be_read_beside_most_delmal_are_one_limit(tmp_path: Path) -> None:
    found = _goals(
        tmp_path, "Delmål | Rubrik | Aktivitet | Bedömning | Xyz | Zyx", "c{} | Mål | | | qwxz fjärilar | qwxz humlor"
    )
    assert not codes(found) & {"STX102", "STX103", "STX104"}
    assert [limit for limit in found.limits if "STX102" in limit and "stexcel inspect" in limit]


def test_delmal_that_truly_have_nothing_are_said_to(tmp_path: Path) -> None:
    found = _goals(tmp_path, "Delmål | Rubrik | Aktivitet | Bedömning", "c{} | Kunskap om området | |")
    assert {"STX102", "STX103"} <= codes(found)
