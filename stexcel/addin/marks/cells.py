"""Texts in cells of an open workbook, a run of neighbouring cells at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xlwings import Book

from stexcel.model import CellRef


@dataclass(frozen=True, slots=True)
class _Run:
    """Texts for neighbouring cells of one column, from the first one down."""

    first: CellRef
    texts: tuple[str, ...]


def write_cells(book: Book, texts: Sequence[tuple[CellRef, str]]) -> tuple[CellRef, ...]:
    """Writes texts into cells that are empty, and returns those that were not and are left as they are.

    What stands in the cells is looked at now: the user may have written there since the workbook was read.
    """
    asked = {cell for cell, _ in texts}
    taken = asked & set(_filled(book, {cell.sheet for cell in asked}))
    for run in _runs([(cell, text) for cell, text in texts if cell not in taken]):
        place = run.first.row, run.first.column
        target = book.sheets[run.first.sheet].range(place, (run.first.row + len(run.texts) - 1, run.first.column))
        target.value = [[f"'{text}"] for text in run.texts]
    return tuple(cell for cell, _ in texts if cell in taken)


def erase_cells(book: Book, texts: Sequence[tuple[CellRef, str]]) -> None:
    """Empties the cells again that hold these texts."""
    for cell, text in texts:
        target = book.sheets[cell.sheet].range((cell.row, cell.column))
        if target.value == text:
            target.clear_contents()


def _filled(book: Book, sheets: set[str]) -> Iterator[CellRef]:
    """The cells of the sheets that hold something, a formula without an answer included; one read for each sheet."""
    for name in sorted(sheets):
        used = book.sheets[name].used_range
        formulas = used.formula
        rows = formulas if isinstance(formulas, (list, tuple)) else ((formulas,),)
        for row, cells in enumerate(rows, used.row):
            values = cells if isinstance(cells, (list, tuple)) else (cells,)
            for column, value in enumerate(values, used.column):
                if value not in ("", None):
                    yield CellRef(name, row, column)


def _runs(texts: Sequence[tuple[CellRef, str]]) -> Iterator[_Run]:
    """The texts with those of neighbouring cells in a column put together."""
    run: _Run | None = None
    for cell, text in sorted(texts, key=lambda one: (one[0].sheet, one[0].column, one[0].row)):
        if run is not None and cell == _below(run):
            run = _Run(run.first, (*run.texts, text))
            continue
        if run is not None:
            yield run
        run = _Run(cell, (text,))
    if run is not None:
        yield run


def _below(run: _Run) -> CellRef:
    return CellRef(run.first.sheet, run.first.row + len(run.texts), run.first.column)
