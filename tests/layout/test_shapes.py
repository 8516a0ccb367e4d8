"""One small drawn workbook for every form of IUP, and what is to be read from it, cell by cell.

The drawings stand in ``shapes``, with what is to be read after ``=> read as``; ``others`` holds what is no IUP.

What is read is written as lines ``code: activities | methods | planned | fulfilled``, each value with the cell
where it stands: ``c1: Medicinkliniken @B2 | CBD @C2 | VT25 @D2 | 2025-03-12 @E2``. A planned time without a year
stands in brackets. The sheet's name is left out where there is but one sheet.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from stexcel import regelverk
from stexcel.layout import read_iup
from stexcel.model import CellRef, Delmal, Done, Iup, Period, Value
from tests.grids import grid

_HERE = Path(__file__).parent
_READ_AS = "=> read as\n"
SHAPES = sorted((_HERE / "shapes").glob("*.txt"))
OTHERS = sorted((_HERE / "others").glob("*.txt"))


def _shape(name: str) -> str:
    """The drawing of a shape."""
    return (_HERE / "shapes" / f"{name}.txt").read_text(encoding="utf-8").partition(_READ_AS)[0]


def _read(drawing: str) -> Iup:
    return read_iup(grid(drawing), regelverk.load())


def _lines(iup: Iup) -> list[str]:
    one_sheet = len({cell.sheet for delmal in iup.delmal.values() for cell in delmal.cells}) == 1
    return [_line(delmal, one_sheet=one_sheet) for delmal in iup.delmal.values()]


def _line(delmal: Delmal, *, one_sheet: bool) -> str:
    def at(cell: CellRef) -> str:
        return f"@{cell.a1}" if one_sheet else f"@{cell}"

    parts = (
        "; ".join(f"{one.text} {at(one.cell)}" for one in delmal.activities),
        "; ".join(f"{one.method} {at(one.cell)}" for one in delmal.assessments),
        "; ".join(f"{_time(one)} {at(one.cell)}" for one in delmal.planned),
        f"{_state(delmal.done)} {at(delmal.done.cell)}" if delmal.done else "",
    )
    return f"{delmal.code}: {' | '.join(parts)}".rstrip(" |")


def _time(planned: Value[Period | None]) -> str:
    return planned.text if planned.value is not None else f"({planned.text})"


def _state(done: Done) -> str:
    return str(done.date or "ja") if done.fulfilled else "nej"


def test_there_are_drawings() -> None:
    assert len(SHAPES) >= 30
    assert len(OTHERS) >= 9


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: path.stem)
def test_shape(path: Path) -> None:
    drawing, _, expected = path.read_text(encoding="utf-8").partition(_READ_AS)
    assert _lines(_read(drawing)) == expected.splitlines()


def test_form_above_the_table_tells_who_it_is_about() -> None:
    person = _read(_shape("headings_at_row_15_below_a_form")).person
    values = (
        person.name,
        person.specialty,
        person.start,
        person.fte,
        person.supervisor,
        person.studierektor,
        person.head,
    )
    assert [f"{value.value} @{value.cell.a1}" for value in values if value] == [
        "Anna Ek @B3",
        "Onkologi @B4",
        "2023-02-01 @B5",
        "80 @B6",
        "Per Lind @B7",
        "Eva Berg @B8",
        "Ola Dahl @B9",
    ]


def test_timeline_gives_placements_and_courses_with_their_times() -> None:
    iup = _read(_shape("a_timeline_that_names_delmal"))
    assert [(one.name, str(one.start), str(one.end), one.delmal) for one in iup.placements] == [
        ("Medicinkliniken", "2025-02-01", "2025-08-31", ("c1", "c2")),
        ("Lungkliniken", "2025-09-01", "2025-12-31", ("c2", "c3", "c4")),
    ]
    assert [(one.name, str(one.when and one.when.start), one.delmal) for one in iup.courses] == [
        ("SK-kurs EKG", "2025-03-12", ("c1",)),
        ("Ledarskapskurs", "2025-10-01", ("b1", "b2")),
    ]


def test_times_in_a_matrix_are_those_of_the_activities() -> None:
    delmal = _read(_shape("matrix_of_dates_and_terms")).delmal
    assert [str(one.when and one.when.start) for one in delmal["c3"].activities] == ["2025-03-12", "2025-01-01"]


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.stem)
def test_other_workbook_is_no_iup(path: Path) -> None:
    iup = _read(path.read_text(encoding="utf-8"))
    assert _lines(iup) == []
    assert iup.layouts == ()
