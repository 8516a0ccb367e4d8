"""One IUP into one template: placed, written without loss, read back, and what is left over listed in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from stexcel.fill.errors import FillError
from stexcel.fill.migration.atoms import Atom, Key, Sort, atoms_of
from stexcel.fill.migration.leftover import Leftover, leftovers, sheet_of
from stexcel.fill.migration.place import Placed, Reader, Task, place
from stexcel.fill.migration.refusals import check_template, has_delmal, other_programme
from stexcel.fill.migration.source import Source, source_of
from stexcel.fill.places.book import Places
from stexcel.model import Iup, Note
from stexcel.ooxml import CellEdit, apply
from stexcel.regelverk import Malbeskrivning
from stexcel.workbook import Grid, read_grid_bytes


@dataclass(frozen=True)
class Template:
    """The workbook to fill in, and its suffix with a dot."""

    data: bytes
    suffix: str = ".xlsx"


@dataclass(frozen=True)
class Doubt:
    """Something that the new workbook is read to say and the old one is not."""

    what: str
    text: str
    where: str


@dataclass(frozen=True)
class Migrated:
    """The new workbook, and what came of each statement of the old one.

    ``total`` and ``moved`` count statements by their sort. ``differs`` says how the template's programme is another.
    """

    data: bytes
    iup: Iup
    total: Mapping[Sort, int]
    moved: Mapping[Sort, int]
    left: tuple[Leftover, ...]
    doubts: tuple[Doubt, ...]
    differs: str | None = None
    full: tuple[str, ...] = ()


def migrate(old: Grid, name: str, template: Template, reader: Reader, *, other_programme_too: bool = False) -> Migrated:
    """The content of an old IUP in a copy of the template; ``name`` is the old file's, for the list of leftovers.

    Raises :class:`FillError` for a template that cannot be used, and for one of another regulation, specialty or set of
    delmål unless ``other_programme_too``; :class:`stexcel.workbook.WorkbookError` for a file that cannot be written.
    """
    source = source_of(old, reader.regelverk, reader.profiles)
    places = reader.places(template.data, template.suffix)
    check_template(places)
    own = malbeskrivning_of(source.iup, reader)
    differs = other_programme(places, source.iup, own, reader.regelverk)
    if differs is not None and not other_programme_too:
        raise FillError(
            f"{differs}. Delmålen är då inte desamma. Ange --other-programme om innehållet ändå ska flyttas; delmål "
            "som mallen inte har hamnar på bladet Ej placerat."
        )

    def has(code: str) -> bool:
        return has_delmal(places, source.iup, code, differs=differs is not None)

    def kept(codes: Sequence[str]) -> Sequence[str]:
        return [code for code in codes if has(code)]

    task = Task(source, reader, kept, own if differs is None else None, template.suffix)
    placed = place(task, template.data, places)
    written = _written(placed)
    new = read_grid_bytes(written, template.suffix)
    before, after = atoms_of(source.iup), reader.iup(new)
    said = atoms_of(after)
    left = leftovers(source, before, said, new, has)
    data = apply(written, [sheet_of(left, name)]).data if left else written
    return Migrated(
        data,
        after,
        Counter(atom.sort for atom in before.values()),
        Counter(atom.sort for key, atom in before.items() if key in said),
        left,
        tuple(_doubts(before, said, atoms_of(places.iup), source, after, places)),
        differs,
        placed.full,
    )


def malbeskrivning_of(iup: Iup, reader: Reader) -> Malbeskrivning | None:
    """The målbeskrivning of the resident's specialty and regulation, where both are known."""
    specialty = iup.person.specialty
    if specialty is None or iup.regulation is None:
        return None
    return reader.regelverk.malbeskrivning(iup.regulation, specialty.value)


def _written(placed: Placed) -> bytes:
    edits = [CellEdit(cell.sheet, cell.a1, value) for cell, value in placed.values.items()]
    return apply(placed.data, edits).data


def _doubts(
    before: Mapping[Key, Atom],
    said: Mapping[Key, Atom],
    own: Mapping[Key, Atom],
    source: Source,
    after: Iup,
    places: Places,
) -> list[Doubt]:
    """What is only read in the new workbook, not in the old one nor in the template, and new remarks of the reader."""
    found = [
        Doubt(f"{atom.what} {atom.code}".strip(), atom.text, str(atom.cell))
        for key, atom in said.items()
        if key not in before and key not in own
    ]
    known = {one.text for one in (*source.iup.notes, *places.iup.notes)}
    return found + [Doubt("Läsarens anmärkning", one.text, str(one.cell)) for one in _new(after.notes, known)]


def _new(notes: Sequence[Note], known: set[str]) -> list[Note]:
    return [one for one in notes if one.text not in known]
