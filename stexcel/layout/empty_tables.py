"""Headings of a table of delmål that nobody has filled in yet, and what stands below them instead of delmål."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from stexcel.layout.anchors import ends_block
from stexcel.layout.delmal_text import group_heading, named_codes, stated_codes
from stexcel.layout.header_cells import Header
from stexcel.layout.roles import Role
from stexcel.layout.view import View
from stexcel.workbook import Cell

_SURE = 0.9
"""The weight of a heading that needs no witness."""


def is_empty_of_delmal(view: View, header: Header, rows: Sequence[int]) -> bool:
    """Whether headings that begin with ``Delmål`` have only a note, or what begins after the table, below them.

    ``rows`` are the filled rows that would be the table's first ones.
    """
    if not rows or not any(role is Role.DELMAL and weight >= _SURE for role, weight in header.cells[0].roles[:1]):
        return False
    first = [view.rows[row][header.left] for row in rows]
    if not all(map(_is_note, first)):
        return False
    alone = [_is_alone(view, header, row) for row in rows]
    after_gap = rows[0] > header.last_row + 1
    return all(alone) or (after_gap and (alone[0] or ends_block(str(first[0]))))


def _is_note(value: Cell) -> bool:
    """Whether a cell under ``Delmål`` names no delmål: it is neither a code, a number nor a band of a group."""
    if not isinstance(value, str) or value.strip(" .").isdecimal():
        return isinstance(value, date)
    return not stated_codes(value) and not named_codes(value) and group_heading(value) is None


def _is_alone(view: View, header: Header, row: int) -> bool:
    """Whether a row has nothing in the columns of the headings but its first cell."""
    return all(value is None for value in view.rows[row][header.left + 1 : header.right + 1])
