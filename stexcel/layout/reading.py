"""How a workbook was read: tables, columns, fields, with scores and reasons. A profile is this, saved and edited."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from stexcel.layout.labels import Field
from stexcel.layout.roles import Role
from stexcel.model import CellRef, Part, Period

UNSURE = 0.55
"""A column or label with a lower score may be misunderstood."""


class Kind(StrEnum):
    """What the rows of a table are. The values are shown by ``inspect`` and saved in profiles."""

    DELMAL = "delmål"
    MATRIX = "matris"
    ACTIVITIES = "aktiviteter"
    PLACEMENTS = "placeringar"
    COURSES = "kurser"
    ASSESSMENTS = "bedömningar"
    MEETINGS = "handledarsamtal"
    REVISIONS = "revisioner"
    ACTION_PLAN = "åtgärdsplan"
    PART = "del av utbildningen"
    OTHER = "annat"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its place in the view, its role, and why it got it (score 0 to 1).

    ``codes`` are those of a column of ticks under a delmål; ``period`` is that of a term column; ``method``
    tells that a column of ticks stands for an assessment rather than an activity; ``group`` is the heading above
    in two levels.
    """

    index: int
    header: str
    role: Role
    score: float = 1.0
    reason: str = ""
    codes: tuple[str, ...] = ()
    period: Period | None = None
    method: bool = False
    group: str = ""


@dataclass(frozen=True)
class Table:
    """A table in a sheet. Rows and columns count from 0 in the sheet, or in the turned sheet if ``transposed``.

    ``header`` and ``body`` are first and last row, both included; an empty body ends before it begins.
    ``scope`` are the delmål that the whole table is about when no column names any; ``time`` is the year or
    term that its sheet or title states. ``score`` grows with what the table explains; ``quality`` is the share of
    its filled cells that it explains.
    """

    sheet: str
    kind: Kind
    header: tuple[int, int]
    body: tuple[int, int]
    columns: tuple[Column, ...]
    transposed: bool = False
    title: str = ""
    scope: tuple[str, ...] = ()
    time: Period | None = None
    part: Part | None = None
    score: float = 1.0
    quality: float = 1.0
    reasons: tuple[str, ...] = ()

    @cached_property
    def _having(self) -> dict[tuple[Role, ...], tuple[Column, ...]]:
        """What :meth:`having` has answered; it is asked the same for every row."""
        return {}

    def having(self, *roles: Role) -> tuple[Column, ...]:
        """The columns with one of the roles, from left to right."""
        found = self._having.get(roles)
        if found is None:
            found = tuple(column for column in self.columns if column.role in roles)
            self._having[roles] = found
        return found

    def first(self, role: Role) -> Column | None:
        """The first column with the role."""
        return next(iter(self.having(role)), None)


@dataclass(frozen=True, slots=True)
class LabelledField:
    """A label and the cells where its answer stands (or should stand)."""

    field: Field
    label: CellRef
    values: tuple[CellRef, ...]
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class BlockLabel:
    """A label in the form of one delmål, and the cells of its answer.

    ``open`` is where an answer would be read, where none stands there yet; ``None`` where there is no room for one.
    """

    role: Role
    text: str
    label: CellRef
    answers: tuple[CellRef, ...]
    open: CellRef | None = None


@dataclass(frozen=True, slots=True)
class ReadBlock:
    """A form of its own for a delmål (seldom several): the cell that names it, and its labels."""

    codes: tuple[str, ...]
    key: CellRef
    labels: tuple[BlockLabel, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell that no reader claimed, and why that is thought to be right."""

    cell: CellRef
    text: str
    reason: str


@dataclass(frozen=True)
class Reading:
    """How a whole workbook was read."""

    tables: tuple[Table, ...] = ()
    fields: tuple[LabelledField, ...] = ()
    unread: tuple[Unread, ...] = ()
    blocks: tuple[ReadBlock, ...] = ()
