"""Placements and courses as records of their own, from rows of tables and matrices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from stexcel.layout.cells import Row
from stexcel.layout.done import DoneCell, read_done
from stexcel.layout.person_values import is_share, percent, stated_share
from stexcel.layout.roles import Role
from stexcel.layout.rotations import certificate, follow_up, side_of_row
from stexcel.layout.taken import taken
from stexcel.model import ActivityType, CellRef, Course, Period, Placement

_LEAVE = re.compile(r"föräldraled|tjänstled|\bsjuk(?:skriv|led)|\bledig|studieledig|\bvab\b|parental", re.IGNORECASE)
_CREDITED = re.compile(r"tillgodo\w*|tillgodräkn\w*|\bbt\b|bastjänstgöring", re.IGNORECASE)
_TIMES = (Role.PLANNED, Role.START, Role.END, Role.DATE)
_SHARE_BESIDE = re.compile(r"(?<![\d–-])\d{1,3}\s?(?:%|procent)", re.IGNORECASE)
"""A degree after a time: ``2024-01-01 – 2024-08-31 (80 %)``; not the last one of ``50–80 %``."""
_PLANNED_ONLY = re.compile(r"anmäl[da]|boka[ds]?|planera|sök(?:t|s|a|as)\b|antagen", re.IGNORECASE)


def activity_record(
    row: Row, name: str, kinds: frozenset[ActivityType], cell: CellRef, codes: tuple[str, ...]
) -> Iterator[Placement | Course]:
    """The row as a placement or a course, where it is one: a placement has a time, a course is called one."""
    span = row.span()
    if ActivityType.KURS in kinds:
        yield Course(name, cell, row.as_written(span), codes, completed(row))
    elif ActivityType.KLINISK in kinds and span is not None and (not span.is_day or row.days(Role.START)):
        yield placement(row, name, cell, span, codes)


def placement(row: Row, name: str, cell: CellRef, span: Period | None, codes: tuple[str, ...]) -> Placement:
    """The row as a placement; a leave without a stated degree counts as 0 %.

    An end before the start is kept as it stands, so that it can be told.
    """
    share = _share(row)
    if share is None and is_leave(name):
        share = 0
    start, end = row.backward() or _time_of(row, span)
    return Placement(
        name,
        cell,
        start,
        end,
        share,
        codes,
        row.text(Role.SUPERVISOR),
        certificate(row),
        row.text(Role.PLACE),
        side_of_row(row, name),
        follow_up(row),
        _is_credited(row),
    )


def _is_credited(row: Row) -> bool:
    """Whether the row, or the title of its table, says that the time was served before ST and counts."""
    texts = [row.table.title, row.table.sheet, *(entry.value for entry in row.filled if isinstance(entry.value, str))]
    return any(map(is_credited, texts))


def is_credited(text: str) -> bool:
    """Whether a text says that time served before ST counts."""
    return _CREDITED.search(text) is not None


def is_leave(name: str) -> bool:
    """Whether the name of a placement is that of a leave."""
    return _LEAVE.search(name) is not None


def _share(row: Row) -> int | None:
    """The degree in its own column, else beside the time, else the one in the columns of terms: the mean of several."""
    stated = [found for entry in row.entries(Role.PERCENT) if (found := stated_share(entry.value)) is not None]
    if stated:
        return stated[0]
    beside = (match for entry in row.entries(*_TIMES) if (match := _SHARE_BESIDE.search(entry.text)) is not None)
    if (aside := next(beside, None)) is not None:
        return percent(aside[0])
    texts = (entry.value for entry in row.entries(Role.TERM) if isinstance(entry.value, str) and is_share(entry.value))
    terms = [found for text in texts if (found := percent(text)) is not None]
    return round(sum(terms) / len(terms)) if terms else None


def _time_of(row: Row, span: Period | None) -> tuple[date | None, date | None]:
    """The first and the last day; a single day is only a start, unless it stands as the end too."""
    if span is None:
        return None, None
    ended = bool(row.days(Role.END)) or not span.is_day
    return span.start, span.end if ended else None


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
    remarks = [taken(text) for entry in row.entries(Role.COMMENT) if isinstance(text := entry.value, str)]
    return next((told for told in remarks if told is not None), None)
