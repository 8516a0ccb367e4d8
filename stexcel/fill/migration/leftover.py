"""What could not be placed: statements that are missing in the new workbook, and texts that stand nowhere in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from stexcel.codes import sort_key
from stexcel.fill.migration.atoms import Atom, Key, Sort, same
from stexcel.fill.migration.source import Source
from stexcel.fill.migration.values import text_of
from stexcel.layout.answers import is_answer, is_requirement
from stexcel.layout.delmal_text import exact_codes, group_heading
from stexcel.layout.labels import field_of, named_part
from stexcel.layout.marks import mark
from stexcel.layout.person_values import is_share
from stexcel.layout.reading import Kind
from stexcel.layout.roles import Role, is_known
from stexcel.layout.times import period, without_days
from stexcel.layout.topics import topic_of
from stexcel.model import CellRef
from stexcel.ooxml import Column, NewSheet
from stexcel.own_sheets import LEFT_FIRST_WORDS, LEFT_MARKER
from stexcel.personal_ids import hide
from stexcel.workbook import Cell, Grid

TITLE = "Ej placerat"
_COLUMNS = (
    Column("Vad", 34),
    Column("Delmål", 10),
    Column("Text", 70),
    Column("Stod i", 28),
    Column("Varför", 52),
)
_WORD = re.compile(r"[^\W_]{2,}")
_NO_CODE = "Delmålet finns inte i den nya mallen."
_NO_PLACE = "Den nya mallen har ingen plats där det läses rätt."
_UNREAD = "Texten hör inte till något som läses i det gamla IUP:t."
_REMARK = "Den nya mallen har ingen plats för texten."


@dataclass(frozen=True, slots=True)
class Leftover:
    """One thing that was not placed: what it is, its text, where it stood and why it is here."""

    what: str
    code: str
    text: str
    cell: CellRef
    why: str
    sort: Sort | None = None


def leftovers(
    source: Source, old: Mapping[Key, Atom], new: Mapping[Key, Atom], content: Grid, has_place: Callable[[str], bool]
) -> tuple[Leftover, ...]:
    """Everything in the old workbook that the new one (``content``) does not say.

    ``has_place`` tells whether the template has a delmål.
    """
    missing = [atom for key, atom in old.items() if key not in new]
    told = tuple(_statements(missing, has_place))
    unread = tuple(_texts(source, missing, _said_in(content), " ".join(same(one.text) for one in told)))
    return told + unread


def _statements(missing: Sequence[Atom], has_place: Callable[[str], bool]) -> Iterator[Leftover]:
    """The missing statements, the details of one record together with it."""
    bases = {atom.key for atom in missing if atom.of is None}
    for atom in missing:
        if atom.of in bases:
            continue
        details = [one for one in missing if one.of == atom.key]
        text = "; ".join([atom.text, *_details(details)])
        why = _NO_CODE if atom.code and not has_place(atom.code) else _NO_PLACE
        yield Leftover(atom.what, atom.code, text, atom.cell, why, atom.sort)


def _details(details: Sequence[Atom]) -> Iterator[str]:
    codes = sorted((one.code for one in details if one.code and one.text == one.code), key=sort_key)
    if codes:
        yield f"Delmål: {', '.join(codes)}"
    for one in details:
        if not (one.code and one.text == one.code):
            label = re.split(r" för (?:placeringen|kursen) |, ", one.what, maxsplit=1)[0]
            yield f"{label}: {one.text}"


@dataclass(frozen=True)
class _Said:
    """The texts of a workbook: whole cells and lines, and all words."""

    whole: str
    words: frozenset[str]

    def holds(self, text: str) -> bool:
        """Whether the text, or each line of it, stands somewhere."""
        return all(same(line) in self.whole for line in text.split("\n"))


def _said_in(grid: Grid) -> _Said:
    texts = [text_of(value) for sheet in grid.sheets for row in sheet.rows for value in row if value is not None]
    return _Said(
        "\n".join(same(line) for text in texts for line in (text, *text.split("\n"))),
        frozenset(word.casefold() for text in texts for word in _WORD.findall(text)),
    )


def _texts(source: Source, missing: Sequence[Atom], said: _Said, told: str) -> Iterator[Leftover]:
    """The cells of the old workbook whose text stands nowhere, labels and template text aside."""
    explained = _explained(source)
    unread = {one.cell for one in source.reading.unread}
    told_words = {*said.words, *(word.casefold() for word in _WORD.findall(told))}
    lacking = {atom.cell for atom in missing}
    skipped = _skipped(source)
    for cell, value in _cells(source.grid, skipped):
        text = text_of(value)
        if cell in explained or _says_nothing(value) or said.holds(text) or same(text) in told:
            continue
        if cell in unread and _is_label(text):
            continue
        if cell not in unread and (_is_whole(value) or _words(text) <= (told_words if cell in lacking else said.words)):
            continue
        row = source.row_of(cell)
        what = f"{row.headings[cell]} ({row.list.sheet})" if row is not None else "Övrig text"
        yield Leftover(what, _code_of(source, cell), text, cell, _UNREAD if cell in unread else _REMARK)
    yield from _sheets(source, skipped, said)


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}


def _is_whole(value: Cell) -> bool:
    """Whether a cell that was read says nothing beside the value that it was read as: codes, a time, a degree."""
    if not isinstance(value, str):
        return True
    bare = without_days(value)
    return not _WORD.search(bare) or bool(exact_codes(value)) or period(value) is not None or is_share(value)


def _is_label(text: str) -> bool:
    """Whether a text that was not read only names what stands beside or below it."""
    return any((field_of(text), named_part(text), is_known(text), group_heading(text), topic_of(text)))


def _sheets(source: Source, skipped: Mapping[str, str], said: _Said) -> Iterator[Leftover]:
    """The sheets that are not read at all and hold what stands nowhere else."""
    for sheet in source.grid.sheets:
        why = skipped.get(sheet.name)
        values = (value for row in sheet.rows for value in row if value is not None)
        if why is not None and not all(said.holds(text_of(value)) for value in values):
            reason = f"{why[:1].upper()}{why[1:]}. Det finns kvar i den gamla filen."
            yield Leftover("Helt blad", "", f"Bladet ”{sheet.name}”", CellRef(sheet.name, 1, 1), reason)


def _skipped(source: Source) -> Mapping[str, str]:
    """The sheets that were not read at all, and why."""
    names = {sheet.name: sheet for sheet in source.grid.sheets}
    return {
        one.cell.sheet: one.reason
        for one in source.reading.unread
        if one.text == one.cell.sheet
        and one.cell.a1 == "A1"
        and "text utanför" not in one.reason
        and one.cell.sheet in names
    }


def _cells(grid: Grid, skipped: Mapping[str, str]) -> Iterator[tuple[CellRef, Cell]]:
    for sheet in grid.sheets:
        for row, cells in enumerate(sheet.rows if sheet.name not in skipped else (), start=1):
            yield from (
                (CellRef(sheet.name, row, column), value)
                for column, value in enumerate(cells, start=1)
                if value is not None
            )


def _says_nothing(value: Cell) -> bool:
    """Whether a cell is a tick, or says that nothing is there."""
    if mark(value) is not None:
        return True
    return isinstance(value, str) and (not is_answer(value) or is_requirement(value))


def _explained(source: Source) -> frozenset[CellRef]:
    """The headings, labels, titles and key cells of the old template, which are not what somebody filled in."""
    found: set[CellRef] = set()
    for one in source.lists:
        rows = range(one.header[0], one.header[1] + 1)
        columns = range(one.table.columns[0].index + 1, one.table.columns[-1].index + 2)
        found.update(one.cell(row, column) for row in rows for column in columns)
        if one.kind in (Kind.DELMAL, Kind.MATRIX):
            keys = [*one.columns.get(Role.DELMAL, ()), *one.columns.get(Role.TITLE, ())]
            found.update(one.cell(row, column) for row in one.rows for column in keys)
    for field in source.reading.fields:
        found.update({field.label} - set(field.values))
    for block in source.reading.blocks:
        found.update({block.key, *(label.label for label in block.labels)})
        found.update(cell for label in block.labels if label.role is Role.TITLE for cell in label.answers)
    titles = {one.title for one in source.lists if one.title} | {sheet.name for sheet in source.grid.sheets}
    found.update(cell for cell, value in _cells(source.grid, {}) if value in titles)
    return frozenset(found)


def _code_of(source: Source, cell: CellRef) -> str:
    """The delmål whose row or form holds a cell."""
    codes = (
        code
        for code, places in source.delmal.items()
        for place in places
        if any(cell in cells for cells in place.cells.values())
    )
    return next(codes, "")


def sheet_of(left: Sequence[Leftover], file: str) -> NewSheet:
    """The sheet that lists what was not placed."""
    count = "en sak" if len(left) == 1 else f"{len(left)} saker"
    above = (
        f"{LEFT_FIRST_WORDS} ur {hide(file)}",
        f"Här står {count} som inte fick någon plats i mallen. Flytta för hand det som ska med. Ta sedan bort bladet.",
    )
    rows = tuple((hide(one.what), one.code, hide(one.text), hide(str(one.cell)), one.why) for one in left)
    return NewSheet(TITLE, LEFT_MARKER, _COLUMNS, rows, above)
