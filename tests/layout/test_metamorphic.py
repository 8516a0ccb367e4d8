"""The same content in any layout is read as the same content: insurance against knowing templates by heart."""

from __future__ import annotations

from hypothesis import given, note, settings

from stexcel import regelverk
from stexcel.layout import read_iup
from stexcel.model import Iup
from stexcel.workbook import Grid
from tests.layout.contents import FIELDS, Content, Design, contents, designs
from tests.layout.rendering import draw

_REGELVERK = regelverk.load()
_FEW = settings(max_examples=40)


def _wanted(content: Content) -> dict[str, object]:
    return {
        goal.code: (set(goal.activities), set(goal.methods), [goal.planned] if goal.planned else [], goal.done)
        for goal in content.goals
    }


def _found(iup: Iup) -> dict[str, object]:
    return {
        code: (
            {one.text for one in delmal.activities},
            {one.method for one in delmal.assessments},
            [one.value for one in delmal.planned],
            delmal.done.date if delmal.done and delmal.done.fulfilled else None,
        )
        for code, delmal in iup.delmal.items()
    }


def _person(iup: Iup) -> dict[str, object]:
    values = {name: getattr(iup.person, name) for name in FIELDS}
    return {name: value.value if value else None for name, value in values.items()}


def _show(grid: Grid) -> str:
    lines = []
    for sheet in grid.sheets:
        lines.append(f"== {sheet.name} == {list(sheet.merged)}")
        lines += [" | ".join("" if value is None else repr(value) for value in row) for row in sheet.rows]
    return "\n".join(lines)


@given(contents(), designs())
@_FEW
def test_layout_does_not_change_what_the_delmal_say(content: Content, design: Design) -> None:
    grid = draw(content, design)
    note(_show(grid))
    assert _found(read_iup(grid, _REGELVERK)) == _wanted(content)


@given(contents(), designs())
@_FEW
def test_layout_does_not_change_who_it_is_about(content: Content, design: Design) -> None:
    grid = draw(content, design)
    note(_show(grid))
    assert _person(read_iup(grid, _REGELVERK)) == content.person


@given(contents(), designs())
@_FEW
def test_every_value_stands_in_the_cell_that_it_names(content: Content, design: Design) -> None:
    grid = draw(content, design)
    note(_show(grid))
    sheets = {sheet.name: sheet for sheet in grid.sheets}
    iup = read_iup(grid, _REGELVERK)
    assert iup.delmal
    for delmal in iup.delmal.values():
        values = [(one.text, one.cell) for one in delmal.activities]
        values += [(one.text, one.cell) for one in delmal.assessments]
        for text, cell in values:
            assert text in str(sheets[cell.sheet].rows[cell.row - 1][cell.column - 1])
