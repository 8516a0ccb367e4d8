"""The action plan of a workbook that need not be a unit's own: one that was handed in, or that we have written."""

from __future__ import annotations

from dataclasses import replace

from stexcel.layout.unit.book import read_registers
from stexcel.layout.unit.words import section_of
from stexcel.model import Note
from stexcel.regelverk import Regelverk
from stexcel.unit import Action, Section
from stexcel.workbook import Grid


def read_plan(grid: Grid, regelverk: Regelverk) -> tuple[tuple[Action, ...], tuple[Note, ...]]:
    """The rows of the action plan, and notes on what could not be read; nothing where there is none.

    Where a sheet is called an action plan, no other is read: the rest of such a workbook also speaks of criteria.
    """
    named = tuple(sheet for sheet in grid.sheets if section_of(sheet.name) is Section.ACTIONS)
    content = read_registers(replace(grid, sheets=named) if named else grid, regelverk).content
    places = {action.cell.sheet for action in content.actions}
    return content.actions, tuple(note for note in content.notes if note.cell.sheet in places)
