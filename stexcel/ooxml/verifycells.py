"""Cells as a reader sees them, before and after: the first one that is not what it should be.

Only sheets whose XML changed are read: the same bytes with the same strings and styles read the same.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, time, timedelta

from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, to_excel

from stexcel.ooxml.address import Place
from stexcel.ooxml.edits import CellValue, Link, NewSheet
from stexcel.ooxml.readers import Reading
from stexcel.ooxml.values import escaped

_MOMENT = 1e-5
"""Days: less than a second."""

_NO_CELLS: Sequence[object] = ()


def differing_cells(
    old: Reading,
    new: Reading,
    asked: Mapping[Place, CellValue],
    *,
    from_1904: bool,
    plain: Callable[[], Reading] = dict,
) -> Place | None:
    """The first cell that differs between two readings though not asked for, or that is not as ``asked``.

    ``plain`` reads ``new`` without formats: not every number can be told from the day that it is shown as.
    """
    for place in _differences(old, new):
        if place not in asked:
            return place
    for place, value in asked.items():
        found = _at(new, place)
        if not _reads_as(value, found, from_1904) and not (
            isinstance(found, (date, time, timedelta)) and _reads_as(value, _at(plain(), place), from_1904)
        ):
            return place
    return None


def _at(reading: Reading, place: Place) -> object:
    """What is read at the place; ``None`` for nothing."""
    row = reading.get(place.row, _NO_CELLS)
    found = row[place.column - 1] if place.column <= len(row) else ""
    return None if found == "" and isinstance(found, str) else found


def _differences(old: Reading, new: Reading) -> Iterator[Place]:
    for number in sorted(old.keys() | new.keys()):
        before, after = old.get(number, _NO_CELLS), new.get(number, _NO_CELLS)
        if before == after and list(map(type, before)) == list(map(type, after)):
            continue
        for column in range(max(len(before), len(after))):
            pair = [row[column] if column < len(row) else "" for row in (before, after)]
            if pair[0] != pair[1] or type(pair[0]) is not type(pair[1]):
                yield Place(number, column + 1)


def expected_cells(sheet: NewSheet) -> dict[Place, CellValue]:
    """What the cells of a new sheet are to hold."""
    headings = tuple(column.heading for column in sheet.columns)
    lines: Iterable[tuple[CellValue | Link, ...]] = [*((line,) for line in sheet.above), headings, *sheet.rows]
    return {
        Place(row, column): value.text if isinstance(value, Link) else value
        for row, values in enumerate(lines, 1)
        for column, value in enumerate(values, 1)
    }


def _reads_as(asked: CellValue, found: object, from_1904: bool) -> bool:
    if asked is None or asked == "":
        return found is None
    if isinstance(asked, str):
        # Readers differ in whether they resolve escapes.
        return found in (_in_one_form(asked), escaped(asked))
    if isinstance(asked, bool) or isinstance(found, bool):
        return asked is found
    if not isinstance(found, (int, float, date, time, timedelta)):
        return False
    size = 1.0 if isinstance(asked, date) else max(1.0, abs(float(asked)))
    return abs(_number(asked, from_1904) - _number(found, from_1904)) <= _MOMENT * size


def _in_one_form(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _number(value: float | date | time | timedelta, from_1904: bool) -> float:
    """The number that a cell holds; one that is shown as a day is read as a day."""
    if isinstance(value, (date, time, timedelta)):
        epoch = CALENDAR_MAC_1904 if from_1904 else CALENDAR_WINDOWS_1900
        return float(to_excel(value, epoch))  # type: ignore[no-untyped-call]
    return float(value)
