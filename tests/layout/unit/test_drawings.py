"""Units' workbooks in layouts of many kinds, drawn as text with what must be read beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from stexcel.layout import read_iup
from stexcel.layout.unit import read_unit
from stexcel.regelverk import Regelverk
from tests.grids import grid
from tests.layout.unit.words import told

DRAWINGS = Path(__file__).parent / "drawings"
UNITS = sorted(DRAWINGS.glob("[0-9]*.txt"))
OTHERS = sorted(DRAWINGS.glob("nej-*.txt"))
_MARK = "=== läses som\n"


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.stem)
def test_unit_is_read_completely(path: Path, regelverk: Regelverk) -> None:
    drawn, expected = path.read_text(encoding="utf-8").split(_MARK)
    unit = read_unit(grid(drawn), regelverk)
    assert unit is not None
    assert told(unit) == expected.splitlines()


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.stem)
def test_every_value_stands_in_a_cell_of_the_workbook(path: Path, regelverk: Regelverk) -> None:
    drawn = grid(path.read_text(encoding="utf-8").split(_MARK)[0])
    unit = read_unit(drawn, regelverk)
    assert unit is not None
    sheets = {sheet.name: sheet for sheet in drawn.sheets}
    for supervisor in unit.supervisors:
        for fact in (supervisor.name, *supervisor.doctors):
            assert sheets[fact.cell.sheet].rows[fact.cell.row - 1][fact.cell.column - 1] is not None
    for document in unit.documents:
        cell = document.title.cell
        assert document.title.value in str(sheets[cell.sheet].rows[cell.row - 1][cell.column - 1])


def test_there_are_drawings_of_both_sorts() -> None:
    assert len(UNITS) >= 10
    assert len(OTHERS) >= 4


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.stem)
def test_other_workbooks_are_no_units(path: Path, regelverk: Regelverk) -> None:
    assert read_unit(grid(path.read_text(encoding="utf-8")), regelverk) is None


def test_hidden_sheets_are_read_only_where_nothing_else_is(regelverk: Regelverk) -> None:
    table = "Namn | Handledarutbildning | Huvudhandledare för\nEva Ek | 2014 | Nils Berg\n"
    alone = read_unit(grid(f"== Register == (dolt)\n{table}"), regelverk)
    assert alone is not None
    beside = read_unit(grid(f"== Handledare ==\n{table}== Gammalt == (dolt)\n{table}"), regelverk)
    assert beside is not None
    assert len(beside.supervisors) == len(alone.supervisors) == 1


def test_named_unit_may_hold_a_single_register(regelverk: Regelverk) -> None:
    drawn = grid("== Blad1 ==\nGranskning | Datum\nSPUR | 2024-02-01")
    assert read_unit(drawn, regelverk) is None
    named = read_unit(drawn, regelverk, expected=True)
    assert named is not None
    assert named.reviews[0].title == "SPUR"


def test_programme_of_one_resident_is_no_unit(regelverk: Regelverk) -> None:
    from_form = grid(
        "== IUP ==\nST-läkare | Nora Wik\nST-start | 2024-01-01\nHuvudhandledare | Eva Ek\nFöreskrift | 2021:8"
    )
    assert read_unit(from_form, regelverk, expected=True) is None
    assert read_iup(from_form, regelverk).person.name is not None
