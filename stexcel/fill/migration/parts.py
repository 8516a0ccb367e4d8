"""What is planned for the parts of the training, where it does not stand in lists: forms and single labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from stexcel.fill.migration.atoms import same
from stexcel.fill.migration.board import Put, put_in
from stexcel.fill.migration.lists import part_of_list
from stexcel.fill.migration.source import Source
from stexcel.fill.migration.values import joined, text_of
from stexcel.fill.places.book import Places
from stexcel.fill.places.trial import value_at
from stexcel.layout.answers import is_answer
from stexcel.layout.labels import named_part, part_of
from stexcel.layout.roles import Role
from stexcel.layout.view import View
from stexcel.model import CellRef, Part
from stexcel.ooxml import CellValue
from stexcel.workbook import Cell, Sheet

_TEXTS = (Role.NAME, Role.CONTENT, Role.ACTIVITY, Role.COURSE, Role.PROBLEM, Role.TITLE, Role.COMMENT)


@dataclass(frozen=True, slots=True)
class Said:
    """A label and its answer in a form about a part; the label is empty where a single one asks for the whole part."""

    label: str
    answer: Cell
    cell: CellRef


def part_puts(places: Places, source: Source, free: Mapping[int, Iterator[int]]) -> Iterator[Put]:
    """The answers of forms and labels about the parts, in the template's list, form or label for the same part."""
    said = _said(source)
    for part, answers in said.items():
        values = (
            _in_list(places, part, answers, free) or _in_form(places, part, answers) or _at_label(places, part, answers)
        )
        put = put_in(places, values) if values else None
        if put is not None:
            yield put


def _said(source: Source) -> Mapping[Part, list[Said]]:
    found: dict[Part, list[Said]] = {}
    listed = {one.sheet for one in source.lists if part_of_list(one) is not None}
    for sheet in source.grid.sheets:
        part = part_of(sheet.name)
        if part is not None and sheet.name not in listed:
            found.setdefault(part, []).extend(_form(sheet))
    for one in source.iup.parts:
        in_list = any(one.cell.sheet == place.sheet and part_of_list(place) is one.part for place in source.lists)
        if one.planned and not in_list and part_of(one.cell.sheet) is None and one.part is not Part.ACTION_PLAN:
            label = value_at(source.grid, one.cell)
            if isinstance(label, str) and same(one.text) not in {
                same(text_of(other.answer)) for other in found.get(one.part, [])
            }:
                found.setdefault(one.part, []).append(Said("", one.text, one.cell))
    return found


def _form(sheet: Sheet) -> Iterator[Said]:
    """The labels of a sheet with what stands beside them."""
    for row, cells in enumerate(sheet.rows):
        filled = [(column, value) for column, value in enumerate(cells) if value is not None]
        if len(filled) < 2 or not isinstance(filled[0][1], str):
            continue
        answers = [value for _, value in filled[1:] if not isinstance(value, str) or is_answer(value)]
        if answers:
            yield Said(
                filled[0][1],
                joined(answers, "; ") if len(answers) > 1 else answers[0],
                CellRef(sheet.name, row + 1, filled[1][0] + 1),
            )


def _plain(said: list[Said]) -> CellValue:
    return joined([f"{one.label.rstrip(': ')}: {text_of(one.answer)}" if one.label else one.answer for one in said])


def _in_list(
    places: Places, part: Part, said: list[Said], free: Mapping[int, Iterator[int]]
) -> dict[CellRef, CellValue]:
    for number, one in enumerate(places.lists):
        column = next((column for role in _TEXTS for column in one.columns.get(role, ())), None)
        if part_of_list(one) is part and column is not None and not one.transposed:
            row = next(free[number], None)
            return {one.cell(row, column): _plain(said)} if row is not None else {}
    return {}


def _in_form(places: Places, part: Part, said: list[Said]) -> dict[CellRef, CellValue]:
    """Answers beside labels of the same words; all else beside the first label that is left."""
    sheet = next((one for one in places.grid.sheets if part_of(one.name) is part), None)
    if sheet is None:
        return {}
    rooms = dict(_labels(places, sheet))
    values: dict[CellRef, CellValue] = {}
    left: list[Said] = []
    for one in said:
        cell = rooms.pop(same(one.label).rstrip(": "), None)
        if cell is None:
            left.append(one)
        else:
            values[cell] = joined([one.answer])
    if left and rooms:
        values[next(iter(rooms.values()))] = _plain(left)
    return values


def _labels(places: Places, sheet: Sheet) -> Iterator[tuple[str, CellRef]]:
    """The labels with an empty cell beside them that the file has drawn, or that any label of a form has."""
    view = View(sheet)
    for row, column, text in view.texts:
        after = view.extent(row, column)[1] + 1
        alone = all(view.spread(row, other) is None for other in range(after, view.width))
        cell = CellRef(sheet.name, row + 1, after + 1)
        first = all(value is None for value in view.rows[row][:column])
        if row > 0 and alone and first and view.extent(row, column) == (row, column) and len(text) <= 60:
            yield same(text).rstrip(": "), cell


def _at_label(places: Places, part: Part, said: list[Said]) -> dict[CellRef, CellValue]:
    """The cell beside the label that names the part."""
    views = {sheet.name: View(sheet) for sheet in places.grid.sheets}
    for one in places.iup.parts:
        label = value_at(places.grid, one.cell)
        column = views[one.cell.sheet].extent(one.cell.row - 1, one.cell.column - 1)[1] + 2
        cell = one.cell._replace(column=column)
        if isinstance(label, str) and named_part(label) is part and value_at(places.grid, cell) is None:
            return {cell: _plain(said)}
    return {}
