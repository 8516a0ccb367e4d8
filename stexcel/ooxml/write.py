"""Workbook in, workbook out: the edits made, the result read back and compared before anybody gets it."""

from collections.abc import Mapping, Sequence

from stexcel.ooxml.book import open_book
from stexcel.ooxml.cells import with_cells
from stexcel.ooxml.edits import (
    CellEdit,
    CellValue,
    Edit,
    GrowTable,
    Hyperlink,
    InsertRows,
    NewRows,
    NewSheet,
    Notes,
    RowEdit,
    Unplaced,
    Written,
)
from stexcel.ooxml.links import with_links
from stexcel.ooxml.newrows import planned, with_new_rows
from stexcel.ooxml.newsheet import with_sheet
from stexcel.ooxml.notes import with_notes
from stexcel.ooxml.verify import State, verify
from stexcel.ooxml.verifyrows import verify_rows


def apply(source: bytes, edits: Sequence[Edit], *, force: bool = False) -> Written:
    """The workbook with the edits made: rows first, then cells, links, notes and new sheets, in the order given.

    Everything else is as it was: parts that no edit touches are the same bytes in the same order. ``force`` also
    changes locked cells and inserts rows on protected sheets. Each edit that asks for rows counts rows as they are
    after those before it; cells, links and notes count rows as they are when all new rows are there.

    Raises :class:`stexcel.workbook.WorkbookError` (see :mod:`stexcel.ooxml.errors`) with Swedish text where the
    file cannot be written without harm, an edit cannot be made, or the result is not exactly what was asked for.
    """
    new_rows = []
    for edit in edits:
        if isinstance(edit, (InsertRows, GrowTable)):
            source, rows = _grown(source, edit, force=force)
            new_rows.append(rows)
    package, book = open_book(source)
    before = State(source, package, book)
    unplaced: list[Unplaced] = []
    titles: list[str] = []
    package = with_cells(package, book, [edit for edit in edits if isinstance(edit, CellEdit)], force=force)
    package = with_links(package, book, [edit for edit in edits if isinstance(edit, Hyperlink)], force=force)
    for edit in edits:
        if isinstance(edit, Notes):
            package, missed = with_notes(package, book, edit)
            unplaced += missed
    for edit in edits:
        if isinstance(edit, NewSheet):
            package, book, title = with_sheet(package, book, edit)
            titles.append(title)
    written = Written(package.to_bytes(), tuple(unplaced), tuple(titles), tuple(new_rows))
    verify(before, written, edits)
    return written


def write_cells(source: bytes, values: Mapping[tuple[str, str], CellValue], *, force: bool = False) -> bytes:
    """The workbook with the values in its cells: ``{("Blad", "B7"): "text"}``. Otherwise as :func:`apply`."""
    return apply(source, [CellEdit(*at, value) for at, value in values.items()], force=force).data


def _grown(source: bytes, edit: RowEdit, *, force: bool) -> tuple[bytes, NewRows]:
    """The workbook with new rows, checked, and where they are."""
    package, book = open_book(source)
    plan = planned(package, book, edit)
    data = with_new_rows(package, book, plan, force=force).to_bytes()
    verify_rows(State(source, package, book), data, plan)
    return data, plan.new_rows
