"""Where things could be written, as the reader understands a workbook: written there, they are read as that."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from stexcel.fill.places.book import Places, places_in, places_of
from stexcel.fill.places.trial import value_at, with_values
from stexcel.layout.book import read_iup
from stexcel.layout.labels import Field
from stexcel.layout.reading import Kind
from stexcel.layout.roles import Role
from stexcel.model import CellRef, SignatureRole
from stexcel.regelverk import Regelverk
from stexcel.resources import templates_dir
from stexcel.workbook import Cell, read_bytes, read_grid_bytes
from tests.fill.blank_layouts import blank
from tests.grids import grid

LAYOUTS = ("L01/L01-med-2021", "L03/L03-inf-2021", "L05/L05-hud-2021", "L11/L11-vc-2021", "L13/L13-vc-2021")


@pytest.fixture(params=["iup-2015", "iup-2021"])
def shipped(request: pytest.FixtureRequest, regelverk: Regelverk) -> Places:
    data = read_bytes(templates_dir() / f"{request.param}.xlsx")
    return places_in(data, ".xlsx", regelverk)


def test_shipped_template_has_a_place_for_everything(shipped: Places) -> None:
    assert set(shipped.person) >= {
        Field.NAME, Field.SPECIALTY, Field.START, Field.PLANNED_END, Field.FTE, Field.SUPERVISOR, Field.STUDIEREKTOR,
        Field.HEAD, Field.UNIT, Field.ESTABLISHED,
    }  # fmt: skip
    kinds = {one.kind for one in shipped.lists if one.free}
    assert kinds >= {Kind.PLACEMENTS, Kind.COURSES, Kind.MEETINGS, Kind.ASSESSMENTS, Kind.REVISIONS, Kind.ACTION_PLAN}
    assert set(shipped.signatures) == set(SignatureRole)
    for places in shipped.delmal.values():
        assert {Role.ACTIVITY, Role.ASSESSMENT, Role.PLANNED, Role.DONE, Role.SIGNATURE} <= set(places[0].cells)


def test_free_rows_are_those_that_the_file_has_drawn(shipped: Places) -> None:
    (courses,) = shipped.lists_of(Kind.COURSES)
    assert (courses.rows, courses.free, courses.last) == ((), tuple(range(5, 45)), 44)


def test_formulas_and_choices_are_known(shipped: Places) -> None:
    months = next(one for one in shipped.lists_of(Kind.PLACEMENTS) if Role.MONTHS in one.columns)
    assert all(shipped.canvas.is_formula(cell) for cell in months.cells(months.free[0], Role.MONTHS))
    (courses,) = shipped.lists_of(Kind.COURSES)
    choices = shipped.canvas.choices(courses.cells(courses.free[0], Role.DONE)[0])
    assert choices is not None
    assert "Genomförd" in choices.items


@pytest.mark.parametrize("name", LAYOUTS)
def test_what_is_written_in_a_delmals_cells_is_read_there(name: str, examples: Path, regelverk: Regelverk) -> None:
    content = read_grid_bytes(blank(examples / f"{name}.xlsx", regelverk), ".xlsx")
    places = places_of(content, regelverk)
    assert len(places.delmal) > 15
    written: dict[str, CellRef] = {}
    for code, one in places.delmal.items():
        cells = [cell for role in (Role.ACTIVITY, Role.PLACEMENT) for cell in one[0].cells.get(role, ())]
        written |= {code: cells[0]} if cells and value_at(content, cells[0]) is None else {}
    read = read_iup(with_values(content, {cell: f"Auskultation {code}" for code, cell in written.items()}), regelverk)
    for code, cell in written.items():
        assert (f"Auskultation {code}", cell) in [(one.text, one.cell) for one in read.delmal[code].activities]


@pytest.mark.parametrize("name", LAYOUTS)
def test_person_is_read_where_the_places_say(name: str, examples: Path, regelverk: Regelverk) -> None:
    content = read_grid_bytes(blank(examples / f"{name}.xlsx", regelverk), ".xlsx")
    places = places_of(content, regelverk)
    cells: dict[CellRef, Cell] = {
        places.person[Field.NAME]: "Nora Wiklander",
        places.person[Field.START]: date(2024, 2, 12),
    }
    person = read_iup(with_values(content, cells), regelverk).person
    assert person.name is not None
    assert person.start is not None
    assert (person.name.value, person.start.value) == ("Nora Wiklander", date(2024, 2, 12))


def test_list_goes_on_until_something_stands_below(regelverk: Regelverk) -> None:
    content = grid(
        """
        Kurser
        Kurs | Datum | Delmål
        Etik | 2025-03-01 | a1



        Så här fyller du i listan ovan, rad för rad.
        """
    )
    (courses,) = places_of(content, regelverk).lists_of(Kind.COURSES)
    assert courses.rows[0] == 3
    assert courses.free == (4, 5)
