"""Placements and courses as records of their own, from rows of tables and matrices."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stexcel.layout.cells import Row
from stexcel.layout.done import DoneCell, read_done
from stexcel.layout.person_values import percent
from stexcel.layout.roles import Role
from stexcel.model import ActivityType, CellRef, Course, Period, Placement

_LEAVE = re.compile(r"föräldraled|tjänstled|\bsjuk(?:skriv|led)|\bledig|studieledig|\bvab\b|parental", re.IGNORECASE)
_PLANNED_ONLY = re.compile(r"anmäld|bokad|planera|sökt|antagen", re.IGNORECASE)


def activity_record(
    row: Row, name: str, kinds: frozenset[ActivityType], cell: CellRef, codes: tuple[str, ...]
) -> Iterator[Placement | Course]:
    """The row as a placement or a course, where it is one: a placement has a time, a course is called one."""
    span = row.span()
    if ActivityType.KURS in kinds:
        yield Course(name, cell, span, codes, completed(row))
    elif ActivityType.KLINISK in kinds and span is not None and (not span.is_day or row.days(Role.START)):
        yield placement(row, name, cell, span, codes)


def placement(row: Row, name: str, cell: CellRef, span: Period | None, codes: tuple[str, ...]) -> Placement:
    """The row as a placement; a leave without a stated degree counts as 0 %."""
    shares = [found for entry in row.entries(Role.PERCENT) if (found := percent(entry.value)) is not None]
    share = shares[0] if shares else (0 if _LEAVE.search(name) else None)
    ended = span is not None and (bool(row.days(Role.END)) or span.start != span.end)
    return Placement(
        name,
        cell,
        span.start if span else None,
        span.end if span and ended else None,
        share,
        codes,
        row.text(Role.SUPERVISOR),
        row.text(Role.CERTIFICATE),
    )


def completed(row: Row) -> bool | None:
    """Whether the row says that the course has been taken; ``None`` where it says nothing."""
    cells = [
        DoneCell(entry.column.role, entry.value, entry.ref)
        for entry in row.entries(Role.DONE, Role.CERTIFICATE, Role.SIGNATURE)
    ]
    cells += [
        DoneCell(Role.DONE, entry.value, entry.ref)
        for entry in row.entries(Role.END)
        if isinstance(entry.value, str) and not any(map(str.isdigit, entry.value))
    ]
    done = read_done(cells)
    if done is not None:
        return done.fulfilled
    texts = [cell.value for cell in cells if isinstance(cell.value, str)]
    if any(_PLANNED_ONLY.search(text) for text in texts):
        return False
    return None
