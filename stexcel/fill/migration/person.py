"""The basic facts, the signatures and the dates of revision, in the template's cells for them."""

from __future__ import annotations

from collections.abc import Iterator

from stexcel.fill.migration.board import Put, put_in
from stexcel.fill.migration.source import Source
from stexcel.fill.migration.values import share_value, text_of
from stexcel.fill.places.book import Places
from stexcel.fill.places.trial import value_at
from stexcel.layout.labels import Field
from stexcel.layout.profile import facts_of
from stexcel.layout.reading import Kind
from stexcel.layout.text import words
from stexcel.model import CellRef, Signature
from stexcel.ooxml import CellValue
from stexcel.workbook import Grid


def person_puts(places: Places, source: Source) -> Iterator[Put]:
    """Each basic fact in its cell."""
    for name, fact in facts_of(source.iup.person).items():
        cell = places.person.get(name)
        if fact is None or cell is None:
            continue
        value: CellValue = fact.value
        if name is Field.FTE and isinstance(fact.value, int):
            value = share_value(places.canvas, cell, fact.value)
        put = put_in(places, {cell: value})
        if put is not None:
            yield put


def signature_puts(places: Places, source: Source) -> Iterator[Put]:
    """The days on which the programme was signed; of several cells for one role that whose label is most alike."""
    taken: set[CellRef] = set()
    for one in source.iup.signatures:
        cells = [cell for cell in places.signatures.get(one.role, ()) if cell not in taken]
        if one.date is None or not cells:
            continue
        label = _label(source.grid, one.cell)
        cell = max(cells, key=lambda each: len(_label(places.grid, each) & label))
        put = put_in(places, {cell: _day(one)})
        if put is not None:
            taken.add(cell)
            yield put


def _day(one: Signature) -> CellValue:
    return one.date


def _label(grid: Grid, cell: CellRef) -> set[str]:
    """The words to the left of a cell."""
    texts = (value_at(grid, cell._replace(column=column)) for column in range(1, cell.column))
    return {word for text in texts if isinstance(text, str) for word in words(text)}


def revision_puts(places: Places, source: Source) -> Iterator[Put]:
    """The days of revision at a label for them, where the template has no list of revisions."""
    days = [one.value for one in source.iup.revisions]
    if not days or places.lists_of(Kind.REVISIONS):
        return
    for cell in places.revisions[:1]:
        value: CellValue = days[0] if len(days) == 1 else ", ".join(map(text_of, days))
        put = put_in(places, {cell: value})
        if put is not None:
            yield put
