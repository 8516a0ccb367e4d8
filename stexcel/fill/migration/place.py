"""Placing what an IUP says in a template: tried in memory, read, and taken back where it is read as something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from stexcel.fill.migration.atoms import Atom, Key, Sort, atoms_of
from stexcel.fill.migration.board import Put, Wish, merged, put_in, rows_for
from stexcel.fill.migration.delmal import delmal_puts, new_rows
from stexcel.fill.migration.links import first_free, link_puts, matrix_puts, tick_puts
from stexcel.fill.migration.lists import Codes, Lists, logged, wishes_of
from stexcel.fill.migration.parts import part_puts
from stexcel.fill.migration.person import person_puts, revision_puts, signature_puts
from stexcel.fill.migration.source import Source
from stexcel.fill.places.book import ListPlace, Places, places_in, with_content
from stexcel.fill.places.trial import with_values
from stexcel.layout.book import read_iup
from stexcel.layout.profile import Profile
from stexcel.layout.roles import Role
from stexcel.model import CellRef, Iup
from stexcel.ooxml import CellValue, GrowTable, InsertRows, RefusedEdits, apply
from stexcel.regelverk import Malbeskrivning, Regelverk
from stexcel.workbook import Grid

_ROUNDS = 8
"""More than the simpler ways of writing one thing that there are."""


@dataclass(frozen=True)
class Reader:
    """How workbooks are read in this run."""

    regelverk: Regelverk
    profiles: tuple[Profile, ...] = ()

    def iup(self, grid: Grid) -> Iup:
        """The content of a workbook."""
        return read_iup(grid, self.regelverk, self.profiles)

    def places(self, data: bytes, suffix: str) -> Places:
        """The places of a workbook file."""
        return places_in(data, suffix, self.regelverk, self.profiles)

    def places_with(self, places: Places, values: Mapping[CellRef, CellValue]) -> Places:
        """The places of the same workbook with some more in it."""
        return with_content(places, with_values(places.grid, values), self.regelverk, self.profiles)


@dataclass(frozen=True)
class Placed:
    """The template with rows added, what is to be written in it, and the lists that could not get more rows."""

    data: bytes
    values: Mapping[CellRef, CellValue]
    full: tuple[str, ...]


@dataclass(frozen=True)
class Task:
    """What is moved where: ``kept`` takes away the delmål that the template does not have."""

    source: Source
    reader: Reader
    kept: Codes
    malbeskrivning: Malbeskrivning | None
    suffix: str


def place(task: Task, template: bytes, places: Places) -> Placed:
    """What is to be written in the template with these places.

    Raises :class:`stexcel.workbook.WorkbookError` for a file that cannot be written.
    """
    lists = Lists(places, task.source, task.kept)
    wishes = wishes_of(lists)
    wanted = task.kept(
        [
            code
            for code, one in task.source.iup.delmal.items()
            if one.activities or one.assessments or one.planned or one.done or one.rows
        ]
    )
    rows = new_rows(places, task.source, task.malbeskrivning, wanted)
    needed = [wish.list for wish in wishes] + [number for number, codes in rows.items() for _ in codes]
    data, full = _grown(template, places, needed)
    if data is not template:
        places = task.reader.places(data, task.suffix)
    base = _delmal_rows(places, rows)
    if base:
        places = task.reader.places_with(places, merged(base))
    puts = _fill(task, places, atoms_of(places.iup))
    return Placed(data, merged([*base, *puts]), full)


def _grown(template: bytes, places: Places, needed: Sequence[int]) -> tuple[bytes, tuple[str, ...]]:
    """The template with rows where its lists are too short; from the last list up, so that rows stay where they are."""
    full: list[str] = []
    order = sorted(set(needed), key=lambda number: -places.lists[number].last)
    for number in order:
        one = places.lists[number]
        lacking = needed.count(number) - len(one.free)
        if lacking <= 0:
            continue
        try:
            template = apply(template, [_edit(one, lacking)]).data if one.can_grow else template
        except RefusedEdits:
            full.append(one.title or one.sheet)
    return template, tuple(full)


def _edit(one: ListPlace, count: int) -> GrowTable | InsertRows:
    return GrowTable(one.table_name, count) if one.table_name else InsertRows(one.sheet, one.last, count)


def _delmal_rows(places: Places, rows: Mapping[int, Sequence[tuple[str, str]]]) -> list[Put]:
    """The rows of delmål that the template lacks."""
    found: list[Put] = []
    for number, codes in rows.items():
        one = places.lists[number]
        for row, (code, title) in zip(one.free, codes, strict=False):
            values: dict[CellRef, CellValue] = {one.cell(row, one.columns[Role.DELMAL][0]): code}
            values |= {one.cell(row, column): title for column in one.columns.get(Role.TITLE, ())[:1] if title}
            put = put_in(places, values)
            found += [put] if put is not None else []
    return found


def _fill(task: Task, places: Places, before: Mapping[Key, Atom]) -> list[Put]:
    """Everything else: first what has places of its own, then the links that are still missing."""
    source, free = task.source, first_free(places)
    lists = Lists(places, source, task.kept)
    codes = task.kept(list(source.iup.delmal))
    check = _Check(task.reader, places, atoms_of(source.iup), before)
    puts = check.settled(
        [
            *person_puts(places, source),
            *signature_puts(places, source),
            *revision_puts(places, source),
            *rows_for(places, wishes_of(lists), free),
            *delmal_puts(places, source, codes),
            *part_puts(places, source, free),
        ]
    )
    logs = _missing_logs(lists, check.missing(puts))
    puts = check.settled([*puts, *rows_for(places, logs, free)])
    puts = check.settled([*puts, *tick_puts(places, _links_of(check.missing(puts), codes))])
    puts = check.settled([*puts, *matrix_puts(places, _links_of(check.missing(puts), codes), free)])
    return check.settled([*puts, *_links(places, puts, _links_of(check.missing(puts), codes))])


_Links = Mapping[str, Sequence[tuple[str, bool]]]


def _missing_logs(lists: Lists, missing: Mapping[Key, Atom]) -> Iterator[Wish]:
    """Assessments that were dated beside their delmål, for the log."""
    keys = {atom.key[:3] for atom in missing.values() if atom.sort is Sort.LOG and atom.of is None}
    for one in lists.source.iup.assessments:
        wish = logged(lists, one)
        if wish is not None and wish.about in keys and lists.source.row_of(one.cell) is None:
            yield wish


def _links_of(missing: Mapping[Key, Atom], codes: Sequence[str]) -> _Links:
    """The missing links of each delmål: their texts, and whether they are methods."""
    found: dict[str, list[tuple[str, bool]]] = {}
    for atom in missing.values():
        if atom.sort in (Sort.ACTIVITY, Sort.ASSESSMENT) and atom.code in codes:
            found.setdefault(atom.code, []).append((atom.text, atom.sort is Sort.ASSESSMENT))
    return found


def _links(places: Places, puts: Sequence[Put], missing: _Links) -> Iterator[Put]:
    taken = merged(puts)
    for code, links in missing.items():
        activities = [text for text, is_method in links if not is_method]
        yield from link_puts(places, taken, code, activities, [text for text, is_method in links if is_method])


@dataclass(frozen=True)
class _Check:
    """What is read of the template with something written in it, against what the old workbook says."""

    reader: Reader
    places: Places
    old: Mapping[Key, Atom]
    before: Mapping[Key, Atom]

    def settled(self, puts: Sequence[Put]) -> list[Put]:
        """The puts that are read as what they are; others in a simpler form, or taken back."""
        kept = list(puts)
        for _ in range(_ROUNDS):
            read = self._read(kept)
            strange = {atom.cell for key, atom in read.items() if key not in self.old and key not in self.before}
            wrong = [_is_wrong(put, strange, read) for put in kept]
            if not any(wrong):
                return kept
            kept = [one for put, bad in zip(kept, wrong, strict=True) for one in ([put] if not bad else _simpler(put))]
        return [put for put in kept if not _is_wrong(put, set(), self._read(kept))]

    def missing(self, puts: Sequence[Put]) -> Mapping[Key, Atom]:
        """What the old workbook says and the new one does not yet."""
        read = self._read(puts)
        return {key: atom for key, atom in self.old.items() if key not in read}

    def _read(self, puts: Sequence[Put]) -> Mapping[Key, Atom]:
        return atoms_of(self.reader.iup(with_values(self.places.grid, merged(puts))))


def _is_wrong(put: Put, strange: set[CellRef], read: Mapping[Key, Atom]) -> bool:
    return bool(put.values.keys() & strange) or (put.about is not None and put.about not in read)


def _simpler(put: Put) -> list[Put]:
    return [put.simpler] if put.simpler is not None else []
