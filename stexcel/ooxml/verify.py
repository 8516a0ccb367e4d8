"""The finished file read back and compared with what was asked, before it is handed out.

The archive is read with the standard library and the cells with the reader that all checks of IUPs use; neither
shares code with what wrote the file. Every part that no edit may touch must be the same bytes.
"""

import posixpath
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import TypeVar

from stexcel.ooxml.address import Place
from stexcel.ooxml.archive import part_key
from stexcel.ooxml.book import Book, SheetPart, open_book
from stexcel.ooxml.edits import CellEdit, CellValue, Edit, Hyperlink, NewSheet, Note, Notes, Written
from stexcel.ooxml.errors import FaultyResult, RefusedFile
from stexcel.ooxml.excerpts import excerpt, is_spread_out
from stexcel.ooxml.newsheet import earlier_sheet
from stexcel.ooxml.package import Package, open_package
from stexcel.ooxml.readers import PLAIN, Reader, Readers, Reading, best_reading
from stexcel.ooxml.relations import related, relations, relations_part
from stexcel.ooxml.slices import differing_parts
from stexcel.ooxml.targets import per_sheet
from stexcel.ooxml.verifycells import differing_cells, expected_cells
from stexcel.ooxml.verifylinks import differing_links
from stexcel.ooxml.verifynotes import differing_notes
from stexcel.ooxml.verifyxml import differing_book, differing_sheet, differing_styles
from stexcel.workbook import WorkbookError

_Read = TypeVar("_Read")

_TYPES = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class State:
    """A workbook before or after: its bytes, its parts and its workbook part."""

    data: bytes
    package: Package
    book: Book


def opened(data: bytes) -> State:
    """The workbook to compare; raises the errors of :func:`stexcel.ooxml.book.open_book`."""
    return State(data, *open_book(data))


def verify(before: State, written: Written, edits: Sequence[Edit]) -> None:
    """Raises :class:`FaultyResult` if the result differs from the source in anything that was not asked for.

    New rows are not checked here but by :func:`stexcel.ooxml.verifyrows.verify_rows`; ``before`` has them already.
    """
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
    readers = [Readers(state.data, state.package, state.book) for state in (before, after)]
    kept, found = _both(readers[0], readers[1], lambda reader: reader.tabs())
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


class CellsOf:
    """The cells of some parts before and after, as one and the same reader reads them.

    ``pairs`` has both versions of each part; with rows that are the same in both they may leave out.
    """

    def __init__(self, before: State, after: State, pairs: Mapping[str, tuple[bytes, bytes]]) -> None:
        spread_out = is_spread_out([data for pair in pairs.values() for data in pair])
        self._before = _readers(before, {part: old for part, (old, _) in pairs.items()}, spread_out)
        self._after = _readers(after, {part: new for part, (_, new) in pairs.items()}, spread_out)

    def __call__(self, sheet: str) -> tuple[Reading, Reading]:
        """The cells of the tab in both versions."""
        return _both(self._before, self._after, lambda reader: reader.read(sheet))

    def plain(self, sheet: str) -> Reading:
        """The cells of the tab in the new version, without formats."""
        return self._after.reader(PLAIN).read(sheet)


def _readers(state: State, sheets: Mapping[str, bytes], spread_out: bool) -> Readers:
    data = excerpt(state.package, state.book, sheets)
    package = open_package(data)
    return Readers(data, package, state.book, plain_only=spread_out)


def _both(before: Readers, after: Readers, read: Callable[[Reader], _Read]) -> tuple[_Read, _Read]:
    """What the best reader that manages both versions reads in them."""
    rank, old = best_reading(before, read)
    try:
        with suppress(WorkbookError):
            return old, read(after.reader(rank))
        # What the usual reader cannot decode may have come with the new content.
        return read(before.reader(PLAIN)), read(after.reader(PLAIN))
    except WorkbookError as error:
        raise faulty(f"innehållet går inte att läsa ({error})") from error


def _check_sheets(before: State, after: State, edits: Sequence[Edit]) -> None:
    """Of the sheets that there were, only what was asked for differs."""
    asked, linked = _cells(before.book, edits), _links(before.book, edits)
    own = _own_sheets(before.package, before.book, edits)
    contents = {sheet.part: _contents(before, after, sheet.part) for sheet in before.book.sheets}
    changed = [sheet for sheet in before.book.sheets if contents[sheet.part][0] != contents[sheet.part][1]]
    for sheet in changed:
        if sheet in linked:
            refuse(differing_links(before.package, after.package, sheet, linked[sheet]))
    changed = [sheet for sheet in changed if sheet not in own]
    asked_of = {sheet.part: _asked_of(sheet.part, asked) for sheet in changed}
    pairs = {
        part: differing_parts(*contents[part], {place.row for place in values}) for part, values in asked_of.items()
    }
    read = CellsOf(before, after, pairs)
    for sheet in changed:
        values = asked_of[sheet.part]
        refuse(differing_sheet(sheet.name, *pairs[sheet.part], values, linked=sheet in linked))
        pair, plain = read(sheet.name), partial(read.plain, sheet.name)
        _refuse_cell(sheet.name, differing_cells(*pair, values, from_1904=before.book.from_1904, plain=plain))


def _asked_of(part: str, asked: Mapping[SheetPart, Mapping[Place, CellValue]]) -> dict[Place, CellValue]:
    """What the cells of a part are to hold; two tabs may show the same part."""
    return {at: value for sheet, cells in asked.items() if sheet.part == part for at, value in cells.items()}


def _contents(before: State, after: State, part: str) -> tuple[bytes, bytes]:
    """Both versions of a part; nothing for one that is packed as the very same bytes, which need not be unpacked."""
    if before.package.holds_the_same(after.package, part):
        return b"", b""
    return before.package.read(part), after.package.read(part)


def _check_new_sheet(after: State, title: str, sheet: NewSheet) -> None:
    made = after.book.sheet(title)
    if made is None:
        raise faulty(f"bladet ”{title}” saknas")
    data = after.package.read(made.part)
    found, _ = CellsOf(after, after, {made.part: (data, data)})(title)
    _refuse_cell(title, differing_cells({}, found, expected_cells(sheet), from_1904=after.book.from_1904))


def check_archive(before: Package, result: bytes, allowed: frozenset[str]) -> None:
    """Parts that may not change have the same content, order and name, and nothing else has gone."""
    try:
        with zipfile.ZipFile(BytesIO(result)) as archive:
            _compare_entries(before, archive, result, allowed)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError) as error:
        raise faulty(f"arkivet går inte att läsa ({error})") from error


def _compare_entries(before: Package, archive: zipfile.ZipFile, result: bytes, allowed: frozenset[str]) -> None:
    listed = [(info, info.orig_filename) for info in archive.infolist()]
    at = 0
    for entry in before.archive.entries:
        key = entry.key
        if at < len(listed) and part_key(listed[at][1]) == key:
            info = listed[at][0]
            at += 1
            if key not in allowed and (info.CRC, info.file_size) != (entry.crc, entry.size):
                raise faulty(f"delen {entry.name} ändrades")
        elif key not in allowed:
            raise faulty(f"delen {entry.name} saknas eller har flyttats")
    for info in archive.infolist():
        if not _is_copy(before, result, info) and not _is_sound(archive, info) and _was_sound(before, info):
            raise faulty(f"delen {info.orig_filename} går inte att läsa")


def _is_copy(before: Package, result: bytes, info: zipfile.ZipInfo) -> bool:
    """Whether the entry is packed as the same bytes as before: then it can be read if it could be read."""
    lengths = result[info.header_offset + 26 : info.header_offset + 30]
    start = info.header_offset + 30 + int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
    return before.holds_raw(
        info.orig_filename, result[start : start + info.compress_size], info.compress_type, info.CRC
    )


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
    names |= {sheet.part for sheet in _cells(book, edits)}
    for sheet in _links(book, edits):
        names |= {sheet.part, relations_part(sheet.part)}
    if any(isinstance(edit, Notes) for edit in edits):
        for sheet in book.sheets:
            names |= {sheet.part, relations_part(sheet.part)}
            names.update(related(package, sheet.part, "comments"), related(package, sheet.part, "vmlDrawing"))
    for sheet in _own_sheets(package, book, edits):
        names |= _with_all_below(package, sheet.part)
    return frozenset(map(part_key, names))


def _cells(book: Book, edits: Sequence[Edit]) -> dict[SheetPart, dict[Place, CellValue]]:
    return per_sheet(book, ((edit.sheet, edit.cell, edit.value) for edit in edits if isinstance(edit, CellEdit)))


def _links(book: Book, edits: Sequence[Edit]) -> dict[SheetPart, dict[Place, Hyperlink]]:
    return per_sheet(book, ((edit.sheet, edit.cell, edit) for edit in edits if isinstance(edit, Hyperlink)))


def _own_sheets(package: Package, book: Book, edits: Sequence[Edit]) -> set[SheetPart]:
    found = (earlier_sheet(package, book, edit) for edit in edits if isinstance(edit, NewSheet))
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
        if not name.endswith(".rels") or before.holds_the_same(after, name):
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
