"""Where in a workbook things are, or could be written, as the reader itself understands the workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from stexcel.fill.places.canvas import Canvas, canvas_of
from stexcel.fill.places.delmal import DelmalPlace, MarkPlace, delmal_places
from stexcel.fill.places.lists import ListPlace, list_places
from stexcel.fill.places.person import person_places, revision_places, signature_places
from stexcel.layout.book import read_book
from stexcel.layout.labels import Field
from stexcel.layout.profile import Profile
from stexcel.layout.reading import Kind, Reading
from stexcel.model import CellRef, Iup, SignatureRole
from stexcel.regelverk import Regelverk
from stexcel.workbook import Grid, read_grid_bytes

__all__ = ["DelmalPlace", "ListPlace", "MarkPlace", "Places", "places_in", "places_of", "with_content"]


@dataclass(frozen=True)
class Places:
    """The places of one workbook, each filled or empty: look at ``grid`` for what stands there now.

    ``person``: the cell of each basic fact; a label that stands twice counts once, where the reader would look first.
    ``lists``: every table in reading order, those of delmål and matrices too. ``delmal``: the cells of each delmål
    that the workbook lists. ``signatures``: where a date makes the reader see a signature. ``revisions``: cells at a
    label for dates of revision, besides the lists of them. ``iup`` and ``reading`` are what was read.
    """

    person: Mapping[Field, CellRef]
    lists: tuple[ListPlace, ...]
    delmal: Mapping[str, tuple[DelmalPlace, ...]]
    signatures: Mapping[SignatureRole, tuple[CellRef, ...]]
    revisions: tuple[CellRef, ...]
    grid: Grid
    iup: Iup
    reading: Reading
    canvas: Canvas = field(default_factory=Canvas)

    def lists_of(self, *kinds: Kind) -> tuple[ListPlace, ...]:
        """The lists of the kinds, in reading order, without those about single delmål."""
        return tuple(one for one in self.lists if one.kind in kinds and not one.scope)


def with_content(places: Places, grid: Grid, regelverk: Regelverk, profiles: Sequence[Profile] = ()) -> Places:
    """The places of the same workbook when more stands in it; no row has moved."""
    iup, reading = read_book(grid, regelverk, profiles)
    lists = list_places(grid, reading, places.canvas)
    delmal = delmal_places(grid, iup, reading, lists)
    return replace(places, lists=lists, delmal=delmal, grid=grid, iup=iup, reading=reading)


def places_in(data: bytes, suffix: str, regelverk: Regelverk, profiles: Sequence[Profile] = ()) -> Places:
    """The places of a workbook file, which must be one that can be written.

    Raises :class:`stexcel.workbook.WorkbookError` for one that cannot be read or written.
    """
    grid = read_grid_bytes(data, suffix)
    return places_of(grid, regelverk, profiles, canvas_of(data, grid))


def places_of(
    grid: Grid, regelverk: Regelverk, profiles: Sequence[Profile] = (), canvas: Canvas | None = None
) -> Places:
    """The places of the workbook with this content.

    ``canvas`` (:func:`stexcel.fill.places.canvas.canvas_of`) tells where the file has drawn the rows of lists, and
    which cells hold formulas; without it a list goes on until something stands below it.
    """
    known = canvas or Canvas()
    iup, reading = read_book(grid, regelverk, profiles)
    lists = list_places(grid, reading, known)
    return Places(
        person_places(grid, iup, reading, regelverk, profiles),
        lists,
        delmal_places(grid, iup, reading, lists),
        signature_places(grid, iup, reading, regelverk, profiles),
        revision_places(grid, reading),
        grid,
        iup,
        reading,
        known,
    )
