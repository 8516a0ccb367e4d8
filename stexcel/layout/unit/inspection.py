"""How a unit's workbook was read: its registers with their columns, and what nobody knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stexcel.layout.unit.book import read_registers, unit_of
from stexcel.layout.unit.columns import unknown_columns
from stexcel.layout.unit.headings import Heading
from stexcel.layout.unit.replies import Replies
from stexcel.layout.unit.tables import Register
from stexcel.layout.unit.words import Fact, facts_of
from stexcel.model import CellRef
from stexcel.regelverk import Regelverk
from stexcel.unit import Section, Unit
from stexcel.workbook import Grid


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """A column of a register (a row, where the headings stand below each other).

    ``role`` is what it was read as, in Swedish; empty for one that is not used. ``is_known`` is false where that is
    because nobody knows what it is. ``by_words`` is false where not the heading by itself told what the column is, but
    its neighbours, the register, or what stands in it.
    """

    heading: str
    cell: CellRef
    role: str
    is_known: bool
    by_words: bool


@dataclass(frozen=True, slots=True)
class ReadRegister:
    """A register: what it holds, where its headings begin, its columns, and how many rows stand below them.

    The unit's own answers to an inspection's questions have no section.
    """

    section: Section | None
    cell: CellRef
    is_turned: bool
    rows: int
    columns: tuple[ReadColumn, ...]


@dataclass(frozen=True)
class UnitInspection:
    """The registers in the order of the sheets, and the unit that they and what stands beside them gave."""

    registers: tuple[ReadRegister, ...]
    unit: Unit


def inspect_unit(grid: Grid, regelverk: Regelverk) -> UnitInspection:
    """How a workbook is read as a unit's own."""
    read = read_registers(grid, regelverk)
    registers = (*map(_register, read.registers), *map(_replies, read.replies))
    order = {sheet.name: index for index, sheet in enumerate(grid.sheets)}
    return UnitInspection(tuple(sorted(registers, key=lambda one: order[one.cell.sheet])), unit_of(read.content))


def _replies(replies: Replies) -> ReadRegister:
    columns = tuple(
        ReadColumn(" ".join(text.split()), cell, role, is_known=bool(role), by_words=True)
        for cell, text, role in replies.headings
    )
    return ReadRegister(None, columns[0].cell, is_turned=False, rows=replies.rows, columns=columns)


def _register(register: Register) -> ReadRegister:
    columns = tuple(_columns(register))
    return ReadRegister(register.section, register.cell, register.view.transposed, len(register.rows), columns)


def _columns(register: Register) -> Iterator[ReadColumn]:
    unknown = unknown_columns(register)
    for heading in register.headings:
        fact = heading.facts[0] if heading.facts else None
        role = "" if fact in (None, Fact.OTHER) else str(fact)
        cell = register.view.ref(register.header, heading.column)
        yield ReadColumn(" ".join(heading.text.split()), cell, role, heading not in unknown, _by_words(heading))


def _by_words(heading: Heading) -> bool:
    return not heading.facts or heading.facts[0] in facts_of(heading.text)
