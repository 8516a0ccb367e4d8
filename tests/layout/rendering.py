"""Draws a content in a design as a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from stexcel.codes import group_of
from stexcel.workbook import Cell, Grid, Merged, Sheet
from tests.grids import Place, sheet_of
from tests.layout.contents import Content, Design, Goal


class _Paper:
    """Cells and merged ranges while a sheet is drawn."""

    def __init__(self) -> None:
        self.cells: dict[Place, Cell] = {}
        self.merged: list[Merged] = []

    def put(self, row: int, column: int, value: Cell) -> None:
        self.cells[row, column] = value

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        if (top, left) != (bottom, right):
            self.merged.append((top, left, bottom, right))

    def sheet(self, name: str, *, turned: bool = False) -> Sheet:
        if not turned:
            return sheet_of(name, self.cells, self.merged)
        cells = {(column, row): value for (row, column), value in self.cells.items()}
        return sheet_of(name, cells, [(left, top, right, bottom) for top, left, bottom, right in self.merged])


def draw(content: Content, design: Design) -> Grid:
    """The workbook. A turned table has at least two delmål, or it could be read as a form either way; a person's
    form shares the sheet with the delmål only where that is not turned."""
    turned = design.turned and all(len(part) > 1 for part in _parts(content.goals, design))
    design = replace(design, turned=turned, person_above=design.person_above and not turned)
    sheets = list(_goal_sheets(content, design))
    if not design.person_above:
        paper = _Paper()
        _person(paper, content, design, design.down, design.right)
        sheets.insert(0, paper.sheet("Personuppgifter"))
    return Grid(tuple(sheets))


def _goal_sheets(content: Content, design: Design) -> Iterator[Sheet]:
    parts = list(_parts(content.goals, design))
    if design.split == "sheets":
        for number, goals in enumerate(parts):
            paper = _Paper()
            top = (
                _person(paper, content, design, 0, design.right) + 2
                if design.person_above and number == 0
                else design.down
            )
            _table(paper, goals, design, top, design.right)
            letter = group_of(goals[0].code).upper()
            yield paper.sheet(f"{letter}-mål", turned=design.turned)
        return
    paper = _Paper()
    top = _person(paper, content, design, 0, design.right) + 2 if design.person_above else design.down
    column = design.right
    for goals in parts:
        column = _table(paper, goals, design, top, column) + 2
    _neighbour(paper, design, top, column)
    yield paper.sheet("IUP", turned=design.turned)


def _parts(goals: Sequence[Goal], design: Design) -> Iterator[tuple[Goal, ...]]:
    """The goals table by table. Tables side by side need a few rows each to be tables."""
    if design.split == "sheets":
        for letter in dict.fromkeys(group_of(goal.code) for goal in goals):
            yield tuple(goal for goal in goals if group_of(goal.code) == letter)
    elif design.split == "side by side" and len(goals) >= 6:
        yield tuple(goals[: len(goals) // 2])
        yield tuple(goals[len(goals) // 2 :])
    else:
        yield tuple(goals)


def _person(paper: _Paper, content: Content, design: Design, top: int, left: int) -> int:
    """A form with the basic facts; returns its last row."""
    pairs = [(design.labels[name], content.person[name]) for name in design.field_order]
    if design.form == "above":
        for column, (label, value) in enumerate(pairs, start=left):
            paper.put(top, column, label)
            paper.put(top + 1, column, value)
        return top + 1
    row = top
    for number, (label, value) in enumerate(pairs):
        row = top + (number // 2 if design.form == "two columns" else number)
        column = left + (3 * (number % 2) if design.form == "two columns" else 0)
        if design.form == "in one cell":
            paper.put(row, column, f"{label.rstrip(':')}: {value}")
        else:
            paper.put(row, column, label)
            paper.put(row, column + 1 + (design.form == "apart"), value)
    return row


def _table(paper: _Paper, goals: Sequence[Goal], design: Design, top: int, left: int) -> int:
    """A table of the goals; returns its last column."""
    last = left + len(design.order) - 1
    if design.intro:
        paper.put(top, left, "Fyll i hur varje mål nås och bedöms. Gå igenom planen med handledaren varje termin.")
        paper.merge(top, left, top, last)
        top += 2
    if design.banner is not None:
        paper.put(top, left, design.banner)
        paper.merge(top, left, top, last)
        top += 1
    for offset, name in enumerate(design.order):
        paper.put(top, left + offset, design.headings[name])
    row = top + 1
    for number, goal in enumerate(goals):
        if design.bands and (number == 0 or group_of(goal.code) != group_of(goals[number - 1].code)):
            paper.put(row, left, f"{group_of(goal.code).upper()}-mål")
            paper.merge(row, left, row, last)
            row += 1
        row += number in design.spaces
        row = _goal(paper, goal, design, row, left)
    if design.footnote:
        paper.put(row + 1, left, "Planen följer klinikens rutin för ST.")
    return last


def _goal(paper: _Paper, goal: Goal, design: Design, top: int, left: int) -> int:
    """One goal in one row, or in a row per activity; returns the row below."""
    split = design.row_per_activity and len(goal.activities) > 1
    rows: list[tuple[str, ...]] = [(one,) for one in goal.activities] if split else [goal.activities]
    columns = {name: left + offset for offset, name in enumerate(design.order)}
    for name, value in _values(goal, design).items():
        if name in columns:
            paper.put(top, columns[name], value)
            if design.merged_goal and value is not None:
                paper.merge(top, columns[name], top + len(rows) - 1, columns[name])
    for offset, texts in enumerate(rows):
        paper.put(top + offset, columns["activities"], design.activity_separator.join(texts) or None)
    return top + len(rows)


def _values(goal: Goal, design: Design) -> dict[str, Cell]:
    """What stands in the goal's cells, apart from the activities."""
    return {
        "delmal": design.code(goal.code, goal.title),
        "title": goal.title,
        "supervisor": "Eva Berg",
        "methods": design.method_separator.join(design.method[name] for name in goal.methods) or None,
        "planned": design.term(goal.planned) if goal.planned else None,
        "done": design.day(goal.done) if goal.done else None,
    }


def _neighbour(paper: _Paper, design: Design, top: int, left: int) -> None:
    """Another table beside that says nothing of delmål."""
    rows: dict[str, tuple[tuple[Cell, ...], ...]] = {
        "": (),
        "phones": (("Avdelning", "Telefon"), ("Avdelning A1", 12345), ("Avdelning B2", 12346)),
        "meetings": (
            ("Datum", "Handledare", "Diskuterat"),
            (date(2025, 1, 10), "Eva Berg", "Journalföring"),
            (date(2025, 2, 10), "Eva Berg", "Planering av jourer"),
        ),
    }
    for row, cells in enumerate(rows[design.neighbour], start=top):
        for column, value in enumerate(cells, start=left):
            paper.put(row, column, value)
