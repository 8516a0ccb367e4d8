"""The committed templates are what the script makes, and look as they should in Excel."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from stexcel.fill.template.choices import METHOD_NAMES
from stexcel.layout.methods import known_method, methods_in
from stexcel.resources import templates_dir
from tests.templates.filling import HEADER_ROW
from tools.make_iup_templates import FILES, make_all

_READABLE = 4.5
"""Contrast that the guidelines for accessible text ask for."""
_LISTED = (
    "Delmål",
    "Tjänstgöringsplan",
    "Sidotjänstgöring",
    "Introduktion",
    "Kurser",
    "Handledarsamtal",
    "Avstämningar",
    "Bedömningar",
    "Internutbildning",
    "Självstudier",
    "Åtgärdsplan",
)
_OTHERS = ("Start", "Översikt", "Vetenskapligt arbete", "Kvalitetsarbete")


@pytest.fixture(params=sorted(FILES.values()))
def book(request: pytest.FixtureRequest) -> Workbook:
    return load_workbook(templates_dir() / request.param)


def visible(book: Workbook) -> list[Worksheet]:
    return [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]


@pytest.mark.parametrize("name", sorted(FILES.values()))
def test_templates_are_what_the_script_makes(name: str, tmp_path: Path) -> None:
    make_all(tmp_path)
    made = (tmp_path / name).read_bytes()
    assert made == (templates_dir() / name).read_bytes(), "kör: python tools/make_iup_templates.py"


def test_all_sheets_are_there(book: Workbook) -> None:
    assert {*_LISTED, *_OTHERS} <= {sheet.title for sheet in visible(book)}
    assert book.sheetnames[0] == "Start"
    assert book["Listor"].sheet_state == "hidden"


def test_sheets_print_on_a4_in_landscape_with_headings_on_every_page(book: Workbook) -> None:
    for sheet in visible(book):
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9), sheet.title
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0), sheet.title
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.title
        assert sheet.print_area, sheet.title
    for name in _LISTED:
        assert str(book[name].print_title_rows).endswith(f":${HEADER_ROW}")
        assert book[name].freeze_panes == f"B{HEADER_ROW + 1}"


def test_every_written_cell_has_contrast_enough(book: Workbook) -> None:
    low = {
        (sheet.title, cell.coordinate): contrast
        for sheet in visible(book)
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell, Cell) and cell.value is not None and (contrast := _contrast(*_colours(cell))) < _READABLE
    }
    assert low == {}


def test_colours_of_conditions_have_contrast_and_say_nothing_alone(book: Workbook) -> None:
    checks = [
        rule for ranges in book["Översikt"].conditional_formatting for rule in ranges.rules if rule.type == "cellIs"
    ]
    assert {rule.formula[0] for rule in checks} == {'"✓ I ordning"', '"! Se över"'}
    for rule in checks:
        fill = rule.dxf.fill.bgColor.rgb
        assert _contrast(rule.dxf.font.color.rgb, fill) >= _READABLE


def _colours(cell: Cell) -> tuple[str, str]:
    ink = cell.font.color.rgb if cell.font.color is not None else "FF000000"
    return ink, cell.fill.fgColor.rgb if cell.fill.fill_type == "solid" else "FFFFFFFF"


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[-6:][at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_names_lead_to_cells_and_lists_to_names(book: Workbook) -> None:
    for name in book.defined_names.values():
        ((sheet, area),) = name.destinations
        cells = [cell for row in _cells(book[sheet], area) for cell in row]
        assert cells, name.name
        if name.name.startswith("Lista_"):
            assert all(cell.value is not None for cell in cells), name.name
    sources = {
        rule.formula1
        for sheet in visible(book)
        for rule in sheet.data_validations.dataValidation
        if rule.type == "list"
    }
    assert sources <= set(book.defined_names)
    assert {"Lista_metoder", "Lista_status", "Lista_specialiteter", "Lista_kursstatus"} <= sources


def _cells(sheet: Worksheet, area: str) -> tuple[tuple[Cell, ...], ...]:
    found = sheet[area]
    return found if isinstance(found, tuple) else ((found,),)


def test_help_in_cells_is_whole(book: Workbook) -> None:
    """Excel takes at most 32 characters of a help's title and 255 of its text, and XlsxWriter leaves out the rest."""
    helps = [
        (str(rule.promptTitle), str(rule.prompt))
        for sheet in visible(book)
        for rule in sheet.data_validations.dataValidation
        if rule.prompt
    ]
    assert len(helps) > 60
    assert [title for title, text in helps if len(title) > 32 or not text.endswith((".", "?"))] == []


def test_no_cell_has_two_rules_for_what_may_be_written(book: Workbook) -> None:
    for sheet in visible(book):
        areas = [area for rule in sheet.data_validations.dataValidation for area in rule.sqref.ranges]
        both = [
            (one.coord, other.coord) for one, other in itertools.combinations(areas, 2) if not one.isdisjoint(other)
        ]
        assert both == [], sheet.title


def test_methods_to_choose_are_those_that_are_read(book: Workbook) -> None:
    assert [known_method(name) for name in METHOD_NAMES] == list(METHOD_NAMES)
    assert [methods_in(name)[0][0] for name in METHOD_NAMES] == list(METHOD_NAMES)
    ((sheet, area),) = book.defined_names["Lista_metoder"].destinations
    assert [row[0].value for row in _cells(book[sheet], area)] == list(METHOD_NAMES)


def test_headings_ask_for_each_thing_once(book: Workbook) -> None:
    for name in _LISTED:
        headings = [cell.value for cell in book[name][HEADER_ROW] if isinstance(cell.value, str) and cell.value]
        doubled = [one for one, other in itertools.pairwise(sorted(headings)) if one == other]
        assert doubled == [], name


@pytest.mark.parametrize("name", sorted(FILES.values()))
def test_rows_of_delmal_grow_with_their_text(name: str) -> None:
    with ZipFile(templates_dir() / name) as package:
        sheet = package.read("xl/worksheets/sheet3.xml").decode()
    rows = {int(number): attributes for number, attributes in re.findall(r'<row r="(\d+)"([^>]*)>', sheet)}
    assert "customHeight" in rows[HEADER_ROW]
    assert len(rows) > 20
    assert all("ht=" in rows[row] and "customHeight" not in rows[row] for row in rows if row > HEADER_ROW)
