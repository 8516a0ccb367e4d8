"""The introduction at the workplace as a part of the plan, and texts that introduce something else."""

from __future__ import annotations

import pytest

from stexcel import regelverk
from stexcel.layout import read_iup
from stexcel.layout.labels import is_introduction
from stexcel.model import Part
from tests.grids import grid

PERSON = """== IUP ==
ST-läkare | Nora Wiklander
Specialitet | Onkologi
Huvudhandledare | Ivar Torsell
"""
DELMAL = """
== Delmål ==
Delmål | Aktivitet | Bedömning | När
c1 | Onkologmottagningen | CBD | VT25
c2 | Strålbehandlingen | CBD | VT25
"""


def planned(*sheets: str) -> bool | None:
    """Whether an introduction is planned; ``None`` where the workbook has no place for it."""
    parts = read_iup(grid("".join(sheets)), regelverk.load()).parts
    found = [one.planned for one in parts if one.part is Part.INTRODUCTION]
    return any(found) if found else None


@pytest.mark.parametrize(
    "label",
    [
        "Introduktion",
        "Introduktionsprogram",
        "Introduktion till kliniken",
        "Klinikens introduktion",
        "Introduktion för nya ST-läkare",
        "4. Introduktion",
        "INTRODUKTION (första månaden)",
        "Intro",
        "Introvecka",
        "Introduktionsdagar",
        "Introduktion på vårdcentralen",
        "Introduktion till neonatalavdelningen",
        "Introduktion till avdelning 12",
        "Introduktion på barnakuten",
    ],
)
def test_labels(label: str) -> None:
    assert is_introduction(label)
    assert planned(PERSON, f"{label} | Två veckor i februari 2023\n", DELMAL) is True
    assert planned(PERSON, f"{label} | \n", DELMAL) is False


@pytest.mark.parametrize(
    "text",
    [
        "Introduktionskurs i SPSS",
        "Introduktion till statistik",
        "Introduktion till medicinsk vetenskap",
        "Introduktion till akutmedicin",
        "Introduktion till verksamhetsutveckling",
        "Intro till statistik",
        "Introduktion till klinisk forskning",
        "Vårdcentralen, introduktion",
        "Kursen ger en introduktion",
    ],
)
def test_other_introductions_are_no_labels(text: str) -> None:
    assert not is_introduction(text)


def test_answer_in_the_label() -> None:
    assert planned(PERSON, "Introduktion: två veckor, klart\n", DELMAL) is True


def test_labels_side_by_side() -> None:
    rows = "\nIntroduktion | Självstudier | Internutbildning\nJa, se PM | 2 tim/v | Fredagar\n"
    assert planned(PERSON, rows, DELMAL) is True


def test_sheet_or_title_above_a_table() -> None:
    table = "Moment | Datum | Signatur\nRundvandring | 2023-02-01 | IT\nJournalsystem | 2023-02-02 | IT\n"
    assert planned(f"== Introduktion ==\n{table}", PERSON, DELMAL) is True
    assert planned(PERSON, DELMAL, f"\n== Första tiden ==\nIntroduktionsprogram\n\n{table}") is True


def test_text_that_introduces_the_workbook_is_no_plan() -> None:
    text = "Mallen fylls i av ST-läkaren och handledaren. Börja på bladet med personuppgifter och gå vidare därifrån."
    assert not planned(f"== Introduktion ==\nIntroduktion\n{text}\n", PERSON, DELMAL)


def test_course_and_placement_with_the_word_remain_what_they_are() -> None:
    iup = read_iup(
        grid(f"""{PERSON}{DELMAL}
== Kurser ==
Kurs | Datum | Gått
Introduktion | 2024-02-01 | Ja
Introduktionskurs i SPSS | 2024-03-01 | Ja

== Placeringar ==
Placering | Från | Till | %
Introduktion | 2023-02-01 | 2023-02-14 | 100
Onkologmottagningen | 2023-02-15 | 2024-02-14 | 100
"""),
        regelverk.load(),
    )
    assert [one.name for one in iup.courses] == ["Introduktion", "Introduktionskurs i SPSS"]
    assert [one.name for one in iup.placements] == ["Introduktion", "Onkologmottagningen"]
