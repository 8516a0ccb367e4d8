"""Where the registers stand on a sheet: rows of headings, what register they head, and the rows below them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from stexcel.layout.unit.headings import LABELS, Heading, is_divided_below, is_heading_row, segments, settled
from stexcel.layout.unit.scoring import likeliest
from stexcel.layout.unit.values import document_kinds
from stexcel.layout.unit.words import Fact, facts_of, section_of
from stexcel.layout.view import Place, View
from stexcel.model import CellRef
from stexcel.unit import Section
from stexcel.workbook import Cell

_TITLE_ROWS = 3


@dataclass(frozen=True, slots=True)
class _Head:
    """Headings that were found, the register that they head, and the one that the title above announces."""

    row: int
    headings: list[Heading]
    section: Section
    title: Section | None
    groups: tuple[int, ...]


@dataclass(frozen=True)
class Register:
    """A table of one section; ``rows`` are the rows below the headings that may belong to it, in the view given.

    ``groups`` is the row above with headings over several of the columns, where there is one.
    """

    section: Section
    view: View
    header: int
    headings: tuple[Heading, ...]
    rows: tuple[int, ...]
    title: Section | None
    groups: tuple[int, ...] = ()

    @property
    def cell(self) -> CellRef:
        """Where the register begins."""
        return self.view.ref(self.header, self.headings[0].column)

    @cached_property
    def caption(self) -> str:
        """The text that stands alone right above the headings, else the name of the sheet."""
        if not self.view.transposed:
            columns = range(self.headings[0].column, self.headings[-1].column + 1)
            for row in range(self.header - 1 - len(self.groups), max(self.header - _TITLE_ROWS, 0) - 1, -1):
                texts = [value for column in columns if (value := self.view.rows[row][column]) is not None]
                if texts:
                    return texts[0] if len(texts) == 1 and isinstance(texts[0], str) else ""
        return self.view.sheet.name

    @cached_property
    def _columns(self) -> dict[Fact, tuple[int, ...]]:
        found: dict[Fact, tuple[int, ...]] = {}
        for heading in self.headings:
            if heading.facts:
                found[heading.facts[0]] = (*found.get(heading.facts[0], ()), heading.column)
        return found

    def columns(self, *facts: Fact) -> tuple[int, ...]:
        """The columns under headings for the first of the facts that has any."""
        return next((found for fact in facts if (found := self._columns.get(fact))), ())

    def all_columns(self, *facts: Fact) -> tuple[int, ...]:
        """The columns under headings for any of the facts, from left to right."""
        return tuple(sorted(column for fact in facts for column in self._columns.get(fact, ())))

    def heading(self, ref: CellRef) -> str:
        """The text above a cell of the register."""
        column = ref.row - 1 if self.view.transposed else ref.column - 1
        return next((heading.text for heading in self.headings if heading.column == column), "")

    def value(self, row: int, column: int) -> Cell:
        """What stands in a row of the register."""
        return self.view.rows[row][column]

    def filled(self, row: int) -> list[int]:
        """The columns of the register that a row fills."""
        return [heading.column for heading in self.headings if self.view.rows[row][heading.column] is not None]

    @property
    def places(self) -> frozenset[Place]:
        """Headings and rows, as places in the sheet as it stands."""
        rows = (*self.groups, self.header, *self.rows)
        found = {(row, heading.column) for row in rows for heading in self.headings}
        return frozenset((column, row) if self.view.transposed else (row, column) for row, column in found)


def find_registers(view: View) -> list[Register]:
    """Every register on a sheet: those with headings in a row first, then those with headings below each other."""
    found = list(_registers(view, frozenset(), least=2))
    taken = frozenset(place for register in found for place in register.places)
    turned = frozenset((column, row) for row, column in taken)
    return found + [register for register in _registers(view.turned, turned, least=LABELS) if not _is_form(register)]


def _is_form(register: Register) -> bool:
    """Whether labels below each other are a form about the unit, its studierektor or one resident's programme."""
    if Section.STUDIEREKTOR in (register.section, register.title):
        return True
    return register.section is Section.DOCTORS and bool(register.all_columns(Fact.STUDIEREKTOR, Fact.HEAD))


def _registers(view: View, taken: Set[Place], least: int) -> Iterator[Register]:
    heads: list[_Head] = []
    grouping: set[int] = set()
    for row in range(view.height):
        for segment in segments(view, row, taken, divided=row - 1 in grouping):
            if not is_heading_row(segment, least) or _inside(view, row, segment, heads):
                continue
            if is_divided_below(view, row, segment):
                grouping.add(row)
                continue
            title = _title(view, row, segment)
            section = likeliest([heading.facts[0] for heading in segment if heading.facts], title)
            if section is not None:
                heads.append(_Head(row, segment, section, title, (row - 1,) if row - 1 in grouping else ()))
    for head in heads:
        below = [one.row for one in heads if one.row > head.row and _overlap(one.headings, head.headings)]
        rows = _body(view, head, min(below, default=view.height), taken)
        yield Register(
            head.section,
            view,
            head.row,
            tuple(settled(head.headings, head.section)),
            tuple(rows),
            head.title,
            head.groups,
        )


def _inside(view: View, row: int, segment: Sequence[Heading], heads: Sequence[_Head]) -> bool:
    """Whether what looks like headings is a row of the table above: no gap or title parts it from its headings."""
    sure = len(segment) >= LABELS and all(heading.facts for heading in segment)
    above = [head for head in heads if _overlap(head.headings, segment)]
    if not above or view.transposed:
        return False
    head = above[-1]
    columns = range(head.headings[0].column, head.headings[-1].column + 1)
    between = range(head.row + 1, row)
    parted = any(sum(view.rows[other][column] is not None for column in columns) <= 1 for other in between)
    return not parted and not (sure and between)


def _overlap(one: Sequence[Heading], other: Sequence[Heading]) -> bool:
    return one[0].column <= other[-1].column and other[0].column <= one[-1].column


def _title(view: View, row: int, segment: Sequence[Heading]) -> Section | None:
    """The register that the nearest title above announces, else the name of the sheet."""
    left, right = segment[0].column, segment[-1].column
    if not view.transposed:
        for above in range(row - 1, -1, -1):
            cells = [(column, value) for column, value in enumerate(view.rows[above]) if value is not None]
            near = [(column, value) for column, value in cells if left <= column <= right]
            if len(near) == 1 and isinstance(near[0][1], str) and (found := section_of(near[0][1])) is not None:
                return found
            if len(near) > 1 and row - above > _TITLE_ROWS:
                break
    else:
        # In a turned view the title of labels below each other stands before them or is the first of them.
        before = [view.spread(row, column) for column in range(max(left - 2, 0), left)]
        for cell in (*before, *(heading.text for heading in segment[:1] if not heading.facts)):
            if isinstance(cell, str) and (found := section_of(cell)) is not None:
                return found
    return section_of(view.sheet.name)


def _body(view: View, head: _Head, last: int, taken: Set[Place]) -> Iterator[int]:
    """The filled rows below the headings, up to the title of another register."""
    columns = range(head.headings[0].column, head.headings[-1].column + 1)
    for row in range(head.row + 1, last):
        filled = [one.column for one in head.headings if view.rows[row][one.column] is not None]
        if any((row, column) in taken for column in columns):
            return
        if not filled or (row == head.row + 1 and _is_second_level(view, row, filled)):
            continue
        if len(filled) == 1 and _announces(view.rows[row][filled[0]], head.section):
            return
        yield row


def _is_second_level(view: View, row: int, filled: Sequence[int]) -> bool:
    """Whether the row right below headings only divides them."""
    values = [view.rows[row][column] for column in filled]
    return len(values) > 1 and all(
        isinstance(value, str | int) and (facts_of(str(value)) or len(str(value)) == 1) for value in values
    )


def _announces(value: Cell, section: Section) -> bool:
    """Whether a text that stands alone on its row is the title of another register."""
    if not isinstance(value, str):
        return False
    if section is Section.DOCUMENTS and document_kinds(value):
        return False
    found = section_of(value)
    return found is not None and found is not section and len(value.split()) <= 6
