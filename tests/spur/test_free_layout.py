"""A unit in a layout of its own: registers without headings, a log for each year, a plan under other words.

What a careful reader of the files would find is told here by hand.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from stexcel import api
from stexcel.codes import HSLF_2021
from stexcel.spur.assess import assess
from stexcel.spur.model import Basis, Inspection, Status
from stexcel.survey import survey
from tests.spur.workbooks import goals

TODAY = date(2026, 11, 1)
SPECIALTY = "Hud- och könssjukdomar"
FAILING = {"B2", "B10", "D6", "D7", "E4", "E6", "E11", "F5", "H7"}
FULFILLED = {"A1", "A2", "B1", "B4", "B7", "B8", "D5", "E2", "E5", "F2", "F3", "F4", "F6"}
METHODS = ("Mini-CEX", "CBD", "DOPS")
Rows = Sequence[Sequence[object]]


def saved(path: Path, sheets: dict[str, Rows]) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        page = book.create_sheet(title)
        for row in rows:
            page.append(list(row))
    book.save(path)


def log(year: int, *, is_linked: bool = True) -> Rows:
    codes = ("STc1", "STc2", "STa1", "STb1")
    made = [
        (date(year, 2 + number, 5), METHODS[number % 3], codes[number % 4] if is_linked else None, "Karin Lodberg")
        for number in range(8)
    ]
    return [("Datum", "Metod", "Delmål", "Bedömare"), *made]


def programme(
    path: Path,
    name: str,
    supervisor: str,
    revised: date,
    *,
    without: Collection[str] = (),
    self_study: str | None = "3 timmar i veckan",
    is_linked: bool = True,
) -> None:
    wanted = goals(HSLF_2021, SPECIALTY)
    delmal = [
        (code, "; ".join(activities), None if code in without else METHODS[number % 3], "HT27")
        for number, (code, activities) in enumerate(wanted.items())
    ]
    saved(
        path,
        {
            "Om mig": [
                ("Individuellt utbildningsprogram",),
                (),
                ("Jag heter", name),
                ("Specialitet", SPECIALTY),
                ("Författning", "HSLF-FS 2021:8"),
                ("Började ST", date(2025, 1, 13)),
                ("Klar med ST", date(2030, 1, 12)),
                ("Min handledare", supervisor),
                ("Vi gick igenom planen senast", revised),
            ],
            "Plan per delmål": [("Delmål", "Vad jag ska göra", "Hur det bedöms", "När"), *delmal],
            "Övrigt": [
                ("Övrig planering",),
                ("Internutbildning", "Onsdagar kl 8, kopplat till STc1–STc4"),
                ("Självstudier", self_study),
                ("Kvalitetsarbete", "Förbättringsarbete om väntetider, vt 27"),
                ("Vetenskapligt arbete", "10 veckor hösten 2027"),
            ],
            **{f"Bedömningar {year}": log(year, is_linked=is_linked) for year in (2025, 2026)},
            "Kurser": [("Kurs", "Datum", "Delmål", "Intyg"), ("Hudtumörer", date(2026, 3, 3), "STc3", "ja")],
        },
    )


def organisation(path: Path) -> None:
    saved(
        path,
        {
            "Organisation": [
                ("ST vid Hudkliniken, Vidarkulla sjukhus",),
                (),
                ("Chef", "Anna-Lena Kvist"),
                ("Studierektor för ST", "Jonas Furberg"),
                ("Studierektorns specialitet", SPECIALTY),
                ("Studierektorns handledarutbildning", "2016"),
                (),
                ("Våra handledare",),
                (
                    "Karin Lodberg",
                    f"Specialist i {SPECIALTY.lower()}",
                    "handledarkurs 2018",
                    "handleder Malin Strandgren",
                ),
                (
                    "Pär Halldin",
                    f"Specialist i {SPECIALTY.lower()}",
                    "har inte gått handledarkurs",
                    "handleder Elis Rönnqvist och Sara Ekdal",
                ),
            ],
            "Dokument": [
                ("Våra styrande dokument", "Gäller från"),
                ("Så gör vi ST (riktlinje för ST)", date(2025, 1, 15)),
                ("Bedömning av ST-läkarnas kompetens", "2025-01-15"),
                ("Lokal tolkning av målbeskrivningen", date(2025, 2, 1)),
                ("Studierektorns uppdrag", "saknas"),
                ("Instruktion för handledare", date(2024, 10, 1)),
            ],
            "Åtgärder efter inspektionen": [
                ("Avser", "Vad som brast", "Vi ska", "Senast", "Vem", "Läget"),
                ("B2", "En handledare utan kurs", "Halldin går kurs", date(2026, 6, 30), "Furberg", "ej klart"),
                ("H7", "Undervisning bedöms inte", "Mall tas fram", date(2027, 1, 31), "Furberg", "påbörjat"),
            ],
        },
    )


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Inspection:
    folder = tmp_path_factory.mktemp("hud")
    programme(folder / "strandgren.xlsx", "Malin Strandgren", "Karin Lodberg", date(2026, 9, 1))
    programme(
        folder / "ronnqvist.xlsx",
        "Elis Rönnqvist",
        "Pär Halldin",
        date(2025, 3, 1),
        without=("STc2", "STc5"),
        self_study=None,
    )
    programme(folder / "ekdal.xlsx", "Sara Ekdal", "Pär Halldin", date(2026, 5, 5), is_linked=False)
    organisation(folder / "ST-organisation.xlsx")
    return assess(survey([folder], api.Setup(TODAY)))


def of_status(found: Inspection, status: Status) -> set[str]:
    (part,) = found.regulations
    return {identity for identity, one in part.results.items() if one.status is status}


def test_what_a_reader_sees_to_fail_fails_and_nothing_else(found: Inspection) -> None:
    assert of_status(found, Status.FAILS) == FAILING


def test_what_a_reader_sees_to_hold_is_fulfilled_and_nothing_else(found: Inspection) -> None:
    assert of_status(found, Status.FULFILLED) == FULFILLED


def test_open_row_of_the_plan_is_the_units_own_word(found: Inspection) -> None:
    (part,) = found.regulations
    assert part.results["H7"].basis is Basis.CLAIMED
    assert part.results["B2"].basis is Basis.UNIT


def test_row_of_the_plan_whose_date_has_passed_is_told_everywhere(found: Inspection) -> None:
    (part,) = found.regulations
    assert {row.criterion for row in found.plan if row.overdue} == {"B2"}
    (claim,) = part.results["B2"].claims
    assert "vars datum har passerat (2026-06-30)" in claim.answer
    assert any("en öppen åtgärd vars datum har passerat: B2 (2026-06-30)" in remark for remark in found.remarks)
    assert "passerat" not in part.results["H7"].claims[0].answer
