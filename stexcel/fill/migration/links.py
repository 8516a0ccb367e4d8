"""Links between delmål and activities or methods that no list and no row of a delmål has brought along."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

from stexcel.fill.migration.atoms import same
from stexcel.fill.migration.board import DOING, Put, put_in
from stexcel.fill.migration.values import joined
from stexcel.fill.places.book import Places
from stexcel.layout.reading import Kind
from stexcel.layout.roles import Role
from stexcel.model import CellRef
from stexcel.ooxml import CellValue

_TICK = "X"


def link_puts(
    places: Places, taken: Mapping[CellRef, CellValue], code: str, activities: Sequence[str], methods: Sequence[str]
) -> Iterator[Put]:
    """Links that are still missing for a delmål: added to what is to be written in its cells already."""
    for place in places.delmal.get(code, ())[:1]:
        for roles, texts in ((DOING, activities), ((Role.ASSESSMENT,), methods)):
            cell = next((cell for role in roles for cell in place.cells.get(role, ())), None)
            if cell is None or not texts:
                continue
            before = taken.get(cell)
            put = put_in(places, {cell: joined([*([] if before is None else [str(before)]), *texts])})
            if put is not None:
                yield Put(put.values, Put({cell: before}) if before is not None else None)


def tick_puts(places: Places, codes: Mapping[str, Sequence[tuple[str, bool]]]) -> Iterator[Put]:
    """Ticks for links whose activity or method is the very heading of a column or a row of a matrix."""
    for code, links in codes.items():
        marks = [mark for place in places.delmal.get(code, ()) for mark in place.marks]
        for text, _ in links:
            mark = next((one for one in marks if same(one.heading) == same(text)), None)
            put = put_in(places, {mark.cell: _TICK}) if mark is not None else None
            if put is not None:
                yield put


def matrix_puts(
    places: Places, codes: Mapping[str, Sequence[tuple[str, bool]]], free: Mapping[int, Iterator[int]]
) -> Iterator[Put]:
    """New rows of matrices for links that no row of theirs stands for yet: a row for each activity or method."""
    by_text: dict[tuple[str, bool], list[str]] = {}
    for code, links in codes.items():
        for text, is_method in links:
            by_text.setdefault((text, is_method), []).append(code)
    for (text, is_method), own in by_text.items():
        matrix = _matrix_for(places, own, is_method=is_method)
        row = next(free[matrix], None) if matrix is not None else None
        if matrix is None or row is None:
            continue
        one = places.lists[matrix]
        label = next(column for role in (*DOING, Role.ASSESSMENT) for column in one.columns.get(role, ()))
        ticks = {one.cell(row, one.codes[code]): _TICK for code in own if code in one.codes}
        put = put_in(places, {one.cell(row, label): text, **ticks})
        if put is not None:
            yield put


def _matrix_for(places: Places, codes: Sequence[str], *, is_method: bool) -> int | None:
    found = (
        number
        for number, one in enumerate(places.lists)
        if one.kind is Kind.MATRIX
        and (Role.ASSESSMENT in one.columns) is is_method
        and any(code in one.codes for code in codes)
        and any(role in one.columns for role in (*DOING, Role.ASSESSMENT))
    )
    return next(found, None)


def first_free(places: Places) -> dict[int, Iterator[int]]:
    """The free rows of each list, to be taken one by one."""
    return {number: itertools.chain(one.free) for number, one in enumerate(places.lists)}
