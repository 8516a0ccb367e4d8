"""The finished file read back and compared with what was asked, before it is handed out.

The archive is read with the standard library and the cells with the reader that all checks of IUPs use; neither
shares code with what wrote the file. Every part that no edit may touch must be the same bytes.
"""

import posixpath
import zipfile
import zlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import TypeVar

from stexcel.ooxml.address import Place
from stexcel.ooxml.book import Book, SheetPart, open_book
from stexcel.ooxml.cells import values_by_sheet
from stexcel.ooxml.edits import CellEdit, Edit, Hyperlink, NewSheet, Note, Notes, Written
from stexcel.ooxml.errors import FaultyResult, RefusedFile
from stexcel.ooxml.links import links_by_sheet
from stexcel.ooxml.newsheet import marked_sheet
from stexcel.ooxml.package import Package, part_key
from stexcel.ooxml.readers import Reader, Readers, Reading, best_reading
from stexcel.ooxml.relations import related, relations, relations_part
from stexcel.ooxml.verifycells import differing_cells, expected_cells
from stexcel.ooxml.verifylinks import differing_links
from stexcel.ooxml.verifynotes import differing_notes
from stexcel.ooxml.verifyxml import differing_book, differing_sheet, differing_styles
from stexcel.workbook import WorkbookError

_Read = TypeVar("_Read")

_TYPES = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class State:
    """A workbook before or after: its parts, its workbook part, and readers of its cells."""

    package: Package
    book: Book
    readers: Readers


def opened(data: bytes) -> State:
    """The workbook to compare; raises the errors of :func:`stexcel.ooxml.book.open_book`."""
    package, book = open_book(data)
    return State(package, book, Readers(data, package, book))


def verify(source: bytes, written: Written, edits: Sequence[Edit]) -> None:
    """Raises :class:`FaultyResult` if the result differs from the source in anything that was not asked for.

    New rows are not checked here but by :func:`stexcel.ooxml.verifyrows.verify_rows`; ``source`` has them already.
    """
    before = opened(source)
    check_archive(before.package, written.data, _allowed(before.package, before.book, edits))
    after = opened(written.data)
    refuse(_dangling(before.package, after.package))
    check_book(before, after)
    _check_sheets(before, after, edits)
    for edit in edits:
        if isinstance(edit, Notes):
            placed = Notes(edit.author, _placed(edit, written))
            refuse(differing_notes(before.package, before.book, after.package, after.book, placed))
    sheets = [edit for edit in edits if isinstance(edit, NewSheet)]
    for title, sheet in zip(written.new_sheets, sheets, strict=True):
        _check_new_sheet(after, title, sheet)


def check_book(before: State, after: State) -> None:
    """The tabs are the same, and the workbook part and the styles have only gained."""
    kept, found = _both(before, after, lambda reader: reader.tabs())
    if found[: len(kept)] != kept:
        raise faulty("bladen har inte samma namn och ordning")
    refuse(differing_book(before.package.read(before.book.part), after.package.read(after.book.part)))
    for part in related(before.package, before.book.part, "styles"):
        try:
            old = before.package.read(part)
        except RefusedFile:
            # Nothing can be added to styles that cannot be read, so they are as they were.
            continue
        refuse(differing_styles(old, after.package.read(part)))


def readings(before: State, after: State, sheet: str) -> tuple[Reading, Reading]:
    """The cells of a sheet before and after, as one and the same reader reads them."""
    return _both(before, after, lambda reader: reader.read(sheet))


def _both(before: State, after: State, read: Callable[[Reader], _Read]) -> tuple[_Read, _Read]:
    rank, old = best_reading(before.readers, read)
    try:
        return old, read(after.readers.reader(rank))
    except WorkbookError as error:
        raise faulty(f"innehållet går inte att läsa ({error})") from error


def _check_sheets(before: State, after: State, edits: Sequence[Edit]) -> None:
    """Of the sheets that there were, only what was asked for differs."""
    asked = values_by_sheet(before.book, [edit for edit in edits if isinstance(edit, CellEdit)])
    linked = links_by_sheet(before.book, [edit for edit in edits if isinstance(edit, Hyperlink)])
    own = _own_sheets(before.package, before.book, edits)
    for sheet in before.book.sheets:
        old, new = before.package.read(sheet.part), after.package.read(sheet.part)
        if sheet in linked:
            refuse(differing_links(before.package, after.package, sheet, linked[sheet]))
        if old == new or sheet in own:
            continue
        # Two tabs may show the same part.
        values = {
            at: value for other, cells in asked.items() if other.part == sheet.part for at, value in cells.items()
        }
        refuse(differing_sheet(sheet.name, old, new, values, linked=sheet in linked))
        pair = readings(before, after, sheet.name)
        _refuse_cell(sheet.name, differing_cells(*pair, values, from_1904=before.book.from_1904))


def _check_new_sheet(after: State, title: str, sheet: NewSheet) -> None:
    if after.book.sheet(title) is None:
        raise faulty(f"bladet ”{title}” saknas")
    found, _ = readings(after, after, title)
    _refuse_cell(title, differing_cells({}, found, expected_cells(sheet), from_1904=after.book.from_1904))


def check_archive(before: Package, result: bytes, allowed: frozenset[str]) -> None:
    """Parts that may not change have the same content, order and name, and nothing else has gone."""
    try:
        with zipfile.ZipFile(BytesIO(result)) as archive:
            _compare_entries(before, archive, allowed)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError) as error:
        raise faulty(f"arkivet går inte att läsa ({error})") from error


def _compare_entries(before: Package, archive: zipfile.ZipFile, allowed: frozenset[str]) -> None:
    listed = [(info, info.orig_filename) for info in archive.infolist()]
    at = 0
    for entry in before.archive.entries:
        key = part_key(entry.name)
        if at < len(listed) and part_key(listed[at][1]) == key:
            info = listed[at][0]
            at += 1
            if key not in allowed and (info.CRC, info.file_size) != (entry.crc, entry.size):
                raise faulty(f"delen {entry.name} ändrades")
        elif key not in allowed:
            raise faulty(f"delen {entry.name} saknas eller har flyttats")
    for info in archive.infolist():
        if not _is_sound(archive, info) and _was_sound(before, info):
            raise faulty(f"delen {info.orig_filename} går inte att läsa")


def _is_sound(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bool:
    try:
        archive.read(info)
    except (zipfile.BadZipFile, zlib.error, EOFError):
        return False
    return True


def _was_sound(before: Package, info: zipfile.ZipInfo) -> bool:
    """Whether the part could be read before, or is new; programs open files where one they do not need cannot be."""
    if not before.has(info.orig_filename):
        return True
    with suppress(WorkbookError):
        before.read(info.orig_filename)
        return True
    return False


def _allowed(package: Package, book: Book, edits: Sequence[Edit]) -> frozenset[str]:
    """The keys of the parts that the edits may change or remove."""
    names = {_TYPES, book.part, relations_part(book.part)}
    names.update(related(package, book.part, "styles"), related(package, book.part, "calcChain"))
    names |= {sheet.part for sheet in values_by_sheet(book, [e for e in edits if isinstance(e, CellEdit)])}
    for sheet in links_by_sheet(book, [e for e in edits if isinstance(e, Hyperlink)]):
        names |= {sheet.part, relations_part(sheet.part)}
    if any(isinstance(edit, Notes) for edit in edits):
        for sheet in book.sheets:
            names |= {sheet.part, relations_part(sheet.part)}
            names.update(related(package, sheet.part, "comments"), related(package, sheet.part, "vmlDrawing"))
    for sheet in _own_sheets(package, book, edits):
        names |= _with_all_below(package, sheet.part)
    return frozenset(map(part_key, names))


def _own_sheets(package: Package, book: Book, edits: Sequence[Edit]) -> set[SheetPart]:
    found = (marked_sheet(package, book, edit.marker) for edit in edits if isinstance(edit, NewSheet))
    return {sheet for sheet in found if sheet is not None}


def _with_all_below(package: Package, part: str) -> set[str]:
    """The part, what it points at, what that points at, and the lists of these relationships."""
    found: set[str] = set()
    waiting = [part]
    while waiting:
        name = waiting.pop()
        if name not in found and package.has(name):
            found |= {name, relations_part(name)}
            waiting += [relation.target for relation in relations(package, name) if relation.target]
    return found


def _dangling(before: Package, after: Package) -> str | None:
    """A relationship of the result that leads nowhere, though it did not in the source."""
    for name in after.names:
        if not name.endswith(".rels") or (before.has(name) and before.read(name) == after.read(name)):
            continue
        folder, _, file = name.replace("\\", "/").rpartition("/")
        owner = posixpath.join(folder.removesuffix("_rels"), file.removesuffix(".rels"))
        for relation in relations(after, owner):
            if relation.target and not after.has(relation.target) and before.has(relation.target):
                return f"delen {owner} pekar på {relation.target} som inte finns"
    return None


def _placed(edit: Notes, written: Written) -> tuple[Note, ...]:
    missed = {missing.note for missing in written.unplaced}
    return tuple(note for note in edit.notes if note not in missed)


def refuse(difference: str | None) -> None:
    """Raises :class:`FaultyResult` if there is a difference."""
    if difference is not None:
        raise faulty(difference)


def _refuse_cell(sheet: str, place: Place | None) -> None:
    if place is not None:
        raise faulty(f"cell {place.a1} på bladet ”{sheet}” läses inte som den ska")


def faulty(what: str) -> FaultyResult:
    """The error for a result that is not what was asked for."""
    return FaultyResult(
        f"Kontrollen av den färdiga filen misslyckades: {what}. Inget skrevs och källan är orörd. Det är ett fel i "
        "programmet eller en ovanlig fil: öppna filen i Excel, spara den på nytt och försök igen."
    )
