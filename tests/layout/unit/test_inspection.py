"""What ``inspect`` shows of a unit's workbook: the registers as they were read, and what nobody knows."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from stexcel.api import Setup
from stexcel.inspecting import inspect
from stexcel.layout.inspection import Inspection
from stexcel.render.inspection import render_inspection
from stexcel.render.inspection_json import render_inspection_json
from tests.grids import grid, save

SETUP = Setup(date(2026, 11, 1))
REGISTER = """== Handledare ==
Namn | Handledarutbildning | När? | Skonummer | Telefon | Huvudhandledare för
Eva Ek | Ja | 2014 | 39 | 123 | Nils Berg
Per Lund | Nej | | 42 | 124 |
== Övrigt ==
Verksamhetschef | Bo Alm
Studierektor | Ada By
Stf studierektor | Eva Ek
"""


@pytest.fixture
def inspection(tmp_path: Path) -> Inspection:
    save(grid(REGISTER), tmp_path / "enhet.xlsx")
    return inspect(tmp_path / "enhet.xlsx", SETUP)


def test_registers_have_their_columns_with_roles(inspection: Inspection) -> None:
    assert inspection.unit
    (table,) = inspection.unit.registers
    assert (table.section, str(table.cell), table.rows) == ("handledare", "Handledare!A1", 2)
    assert [(one.cell.a1, one.role, one.is_known, one.by_words) for one in table.columns] == [
        ("A1", "namn", True, True),
        ("B1", "handledarutbildning", True, True),
        ("C1", "handledarutbildning", True, False),
        ("D1", "", False, True),
        ("E1", "", True, True),
        ("F1", "handleder", True, True),
    ]


def test_text_shows_them_instead_of_a_programme(inspection: Inspection) -> None:
    text = render_inspection(inspection)
    assert "Läst som enhetens egen arbetsbok, inte som ett IUP." in text
    assert "  Register: handledare, rubriker från A1, 2 rader\n" in text
    assert "    C1    När? → handledarutbildning (av sammanhanget)\n" in text
    assert "    D1    Skonummer → okänd rubrik, läses inte\n" in text
    assert "  Studierektor: Ada By (Övrigt!B2)\n  Studierektor: Eva Ek (Övrigt!B3)\n" in text
    assert "Att titta närmare på\n  Handledare!D1: Kolumnen ”Skonummer”" in text
    assert "Inget IUP hittades" not in text


def test_json_has_the_registers_and_all_that_was_read(inspection: Inspection) -> None:
    unit = json.loads(render_inspection_json(inspection))["enhet"]
    (table,) = unit["register"]
    assert (table["blad"], table["cell"], table["rader"], table["vand"]) == ("Handledare", "A1", 2, False)
    assert [one["rubrik"] for one in table["kolumner"] if one["okand"]] == ["Skonummer"]
    assert unit["last"]["verksamhetschef"] == "Bo Alm"
    assert [one["namn"] for one in unit["last"]["fler_studierektorer"]] == ["Eva Ek"]
    assert len(unit["anmarkningar"]) == 1


def test_programme_has_no_such_section(examples: Path) -> None:
    inspection = inspect(examples / "L01" / "L01-psyk-luckor.xlsx", SETUP)
    assert inspection.unit is None
    assert json.loads(render_inspection_json(inspection))["enhet"] is None


def test_personal_number_in_a_heading_is_not_shown(tmp_path: Path) -> None:
    save(grid(REGISTER.replace("Skonummer", "19121212-1212")), tmp_path / "enhet.xlsx")
    inspection = inspect(tmp_path / "enhet.xlsx", SETUP)
    assert "1212-1212" not in render_inspection(inspection) + render_inspection_json(inspection)


def test_answers_to_the_questions_of_an_inspection_are_shown_with_the_registers(tmp_path: Path) -> None:
    answers = "\n\n== SPUR ==\nSvar | Kriterium | Vem | Färg\nJa | A1 | Eva Ek | röd\nNej | C1 | | blå\nJa | D9 | |"
    save(grid(REGISTER + answers), tmp_path / "enhet.xlsx")
    read = inspect(tmp_path / "enhet.xlsx", SETUP).unit
    assert read
    table = read.registers[-1]
    assert (table.section, str(table.cell), table.rows) == (None, "SPUR!A1", 3)
    assert [(one.cell.a1, one.role, one.is_known) for one in table.columns] == [
        ("A1", "svar", True),
        ("B1", "kriterium", True),
        ("C1", "ansvarig", True),
        ("D1", "", False),
    ]
