"""One row of a table by role: the values that stand under the headings, merged cells filled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from stexcel.layout.answers import is_answer, is_example, says_planned
from stexcel.layout.delmal_text import named_codes, stated_codes
from stexcel.layout.lengths import lengthened
from stexcel.layout.marks import mark
from stexcel.layout.reading import Column, Table
from stexcel.layout.roles import Role
from stexcel.layout.times import backward_days, days, is_undated_time, period, times_in
from stexcel.layout.view import View
from stexcel.model import CellRef, Period, Value
from stexcel.workbook import Cell


class Entry(NamedTuple):
    """A filled cell of a row, with its column and its address (of the merged range's corner)."""

    column: Column
    value: Cell
    ref: CellRef

    @property
    def text(self) -> str:
        """The value as text; dates in ISO form."""
        return self.value if isinstance(self.value, str) else str(self.value)


class Row:
    """A row of a table. Cells that only hold template text or 'not yet' count as empty in :meth:`answers`."""

    def __init__(self, view: View, table: Table, index: int) -> None:
        self.view = view
        self.table = table
        self.index = index

    @cached_property
    def filled(self) -> list[Entry]:
        """Every filled cell of the row; it is asked for by role many times."""
        view, index = self.view, self.index
        if view.merges:
            return [entry for column in self.table.columns if (entry := self._entry(column)) is not None]
        cells = view.rows[index]
        return [
            Entry(column, value, view.ref(index, column.index))
            for column in self.table.columns
            if (value := cells[column.index]) is not None
        ]

    def _entry(self, column: Column) -> Entry | None:
        value = self.view.rows[self.index][column.index]
        if value is not None:
            return Entry(column, value, self.view.ref(self.index, column.index))
        row, index = self.view.origin(self.index, column.index)
        value = self.view.rows[row][index]
        if value is None or (index != column.index and not self._shares_role(index, column)):
            return None
        return Entry(column, value, self.view.ref(row, index))

    @cached_property
    def _by_role(self) -> dict[Role, list[Entry]]:
        found: dict[Role, list[Entry]] = {}
        for entry in self.filled:
            found.setdefault(entry.column.role, []).append(entry)
        return found

    def entries(self, *roles: Role) -> Sequence[Entry]:
        """The filled cells under headings with one of the roles, from left to right."""
        by_role = self._by_role
        if len(roles) == 1:
            return by_role.get(roles[0], ())
        found = [by_role[role] for role in roles if role in by_role]
        if len(found) > 1:
            return [entry for entry in self.filled if entry.column.role in roles]
        return found[0] if found else ()

    def _shares_role(self, index: int, column: Column) -> bool:
        """Whether a range merged sideways spreads over columns of one role, and is no heading over the row."""
        return any(other.index == index and other.role is column.role for other in self.table.columns)

    def answers(self, *roles: Role) -> list[Entry]:
        """The cells with an answer in text."""
        return [entry for entry in self.entries(*roles) if not isinstance(entry.value, str) or is_answer(entry.value)]

    def text(self, *roles: Role) -> str | None:
        """The first answer as text."""
        return next((entry.text for entry in self.answers(*roles)), None)

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in any of the table's columns; merged ranges count where they begin."""
        cells = self.view.rows[self.index]
        return all(cells[column.index] is None for column in self.table.columns)

    @property
    def is_example(self) -> bool:
        """Whether the row is the template's example: its first filled cell, comments aside, says so."""
        first = next((entry.value for entry in self.filled if entry.column.role is not Role.COMMENT), None)
        return isinstance(first, str) and is_example(first)

    @property
    def is_planned(self) -> bool:
        """Whether a cell says of the whole row that it is planned, under whatever heading: ``plan``, ``Bokad``."""
        return any(isinstance(entry.value, str) and says_planned(entry.value) for entry in self.filled)

    def codes(self) -> tuple[tuple[str, ...], CellRef | None]:
        """The delmål that the row names in its own column, and where; else those of the table's scope."""
        for entry in self.entries(Role.DELMAL):
            found = codes_in(entry.value)
            if found:
                return found, entry.ref
        return self.table.scope, None

    def span(self) -> Period | None:
        """From and to, or one of them, or the one time that the row states."""
        starts = [found for entry in self.entries(Role.START) if (found := self._time(entry))]
        ends = [found for entry in self.entries(Role.END) if (found := self._time(entry))]
        if ends and not starts:
            starts = [found for entry in self.entries(Role.DATE, Role.PLANNED) if (found := self._time(entry))][:1]
        if starts and ends and starts[0].start <= ends[0].end:
            return Period(starts[0].start, ends[0].end)
        if starts and not ends and (whole := self._by_length(starts[0])) is not None:
            return whole
        times = starts or [found for entry in self.entries(Role.PLANNED, Role.DATE) if (found := self._time(entry))]
        return times[0] if times else self._bar()

    def _by_length(self, start: Period) -> Period | None:
        """From a start as long as another column tells; months of full time last longer at a lower degree."""
        entries = [entry for entry in self.entries(Role.MONTHS) if "heltid" not in entry.column.header.casefold()]
        found = (lengthened(start, entry.value, entry.column.header) for entry in entries)
        return next((whole for whole in found if whole is not None), None)

    def backward(self) -> tuple[date, date] | None:
        """The first and the last day where the row states its end before its start; ``None`` where it does not."""
        starts = [found for entry in self.entries(Role.START) if (found := self._time(entry))]
        ends = [found for entry in self.entries(Role.END) if (found := self._time(entry))]
        if starts and ends:
            return (starts[0].start, ends[0].end) if ends[0].end < starts[0].start else None
        texts = (entry.value for entry in self.entries(Role.PLANNED, Role.DATE) if isinstance(entry.value, str))
        return next((written for text in texts if (written := backward_days(text))), None)

    def as_written(self, span: Period | None) -> Period | None:
        """The time of a record: ``span``, unless the row states an end before its start; that is kept to be told."""
        backward = self.backward()
        return Period(*backward) if backward is not None else span

    def _bar(self) -> Period | None:
        """The terms over which a bar is drawn in a time line."""
        terms = [entry.column.period for entry in self.entries(Role.TERM) if entry.column.period and tells(entry.value)]
        return Period(min(term.start for term in terms), max(term.end for term in terms)) if terms else None

    def _time(self, entry: Entry) -> Period | None:
        return period(entry.value, serial=True) or _outer_days(entry.value)

    def planned(self, *roles: Role) -> Iterator[Value[Period | None]]:
        """Every time that stands under the roles; ``None`` as value for one without a calendar year."""
        for entry in self.answers(*roles):
            several = times_in(entry.value) if isinstance(entry.value, str) else ()
            yield from (Value(one, entry.text, entry.ref) for one in several)
            if several:
                continue
            found = self._time(entry)
            if found is not None or (isinstance(entry.value, str) and is_undated_time(entry.value)):
                yield Value(found, entry.text, entry.ref)

    def days(self, *roles: Role) -> tuple[date, ...]:
        """Every single day that stands under the roles."""
        return tuple(day for entry in self.entries(*roles) for day in days(entry.value))


def _outer_days(value: Cell) -> Period | None:
    """First to last of the days that a longer text names."""
    found = days(value) if isinstance(value, str) else ()
    return Period(min(found), max(found)) if found else None


def tells(value: Cell) -> bool:
    """Whether a cell of a time line is filled in: anything but a no or template text."""
    return mark(value) is not False and (not isinstance(value, str) or is_answer(value) or mark(value) is True)


def codes_in(value: Cell) -> tuple[str, ...]:
    """The delmål codes of a cell under a heading for delmål: a list, a code with its title, or codes in text."""
    if not isinstance(value, str):
        return ()
    return stated_codes(value) or named_codes(value)
