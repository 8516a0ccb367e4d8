"""The values of one row of a list: under the headings that ask for them, and what else the old row holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from stexcel.fill.migration.atoms import same
from stexcel.fill.migration.source import OldRow
from stexcel.fill.migration.values import joined, period_value, text_of
from stexcel.fill.places.book import ListPlace
from stexcel.layout.roles import Role
from stexcel.layout.times import period
from stexcel.model import Period
from stexcel.ooxml import CellValue

TIMES = (Role.START, Role.END, Role.DATE, Role.PLANNED)
NOT_MOVED = frozenset({Role.TERM, Role.IGNORED, Role.MONTHS, Role.MARKS, Role.CODE_MARKS})
"""What is no detail of a row: time lines, what the reader does not understand, and what formulas count."""


def set_first(values: dict[int, CellValue], place: ListPlace, roles: Sequence[Role], value: CellValue) -> None:
    """Gives the first column of the first role that the list has its value."""
    column = next((column for role in roles for column in place.columns.get(role, ()) if column not in values), None)
    if column is not None and value not in (None, ""):
        values[column] = value


def set_time(
    values: dict[int, CellValue],
    place: ListPlace,
    when: Period | None,
    *,
    open_end: bool = False,
    raw: CellValue = None,
) -> None:
    """Gives the columns for times theirs; ``raw`` is how the old row writes it, for a list with one such column."""
    if when is None:
        return
    if Role.START in place.columns and Role.END in place.columns:
        set_first(values, place, (Role.START,), when.start)
        set_first(values, place, (Role.END,), None if open_end or (when.is_day and raw is not None) else when.end)
    else:
        set_first(values, place, (Role.DATE, Role.PLANNED, Role.START), raw or period_value(when))


def raw_of(old: OldRow | None, role: Role) -> CellValue:
    """What the old row says under the headings of the role, as it is written."""
    return joined(old.values(role), " ") if old is not None else None


def raw_time(old: OldRow | None, when: Period | None) -> CellValue:
    """The time as it is written in the old row, where one cell says it all."""
    values = old.values(*TIMES) if old is not None else ()
    return (
        joined(values)
        if len(values) == 1 and period(values[0], serial=True) == when and not isinstance(values[0], int | float)
        else None
    )


def day_or_text(text: str) -> CellValue:
    """The day that a text is, else the text."""
    found = period(text)
    return found.start if found is not None and found.is_day else text


def extras_of(
    place: ListPlace, old: OldRow | None, core: Mapping[int, CellValue], done: Iterable[Role]
) -> Mapping[int, CellValue]:
    """What else the old row holds: under the heading of the same sort, else in the column for comments."""
    if old is None:
        return {}
    extras: dict[int, CellValue] = {}
    written = {same(text_of(value)) for value in core.values() if value is not None}
    remarks: list[str] = []
    for role, cells in old.cells.items():
        if role in done or role in NOT_MOVED:
            continue
        for cell, value in cells:
            free = [column for column in place.columns.get(role, ()) if column not in core and column not in extras]
            if same(text_of(value)) in written:
                continue
            if free:
                extras[free[0]] = joined([value])
            elif role is Role.COMMENT:
                remarks.append(text_of(value))
            else:
                remarks.append(f"{old.headings[cell]}: {text_of(value)}")
    for column in place.columns.get(Role.COMMENT, ())[:1] if remarks else ():
        own = [] if column not in extras else [text_of(extras[column])]
        if column not in core:
            extras[column] = "; ".join([*own, *remarks])
    return extras
