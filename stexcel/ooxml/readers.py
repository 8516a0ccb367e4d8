"""Two readers of finished files, neither of which shares code with what wrote them.

The first is the one that all checks of IUPs use. Some files that Excel and LibreOffice open are beyond it; those
are read by the second, which looks at nothing but cells. Both versions of a sheet are read by the same reader.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from io import BytesIO
from typing import Protocol, TypeVar
from xml.etree import ElementTree

from python_calamine import CalamineWorkbook

from stexcel.ooxml.address import parse_place
from stexcel.ooxml.book import Book
from stexcel.ooxml.errors import RefusedFile, damaged_part
from stexcel.ooxml.package import Package
from stexcel.ooxml.relations import related
from stexcel.workbook import WorkbookError
from stexcel.workbook.limits import DEFAULTS
from stexcel.workbook.sniff import explain
from stexcel.workbook.spread import check_spread
from stexcel.workbook.zipguard import check_archive

Reading = Mapping[int, Sequence[object]]
"""The rows of a sheet by number, each with its cells from column A; a cell without content is the empty text."""

PLAIN = 1
"""The rank of the reader that looks at nothing but cells."""

_Read = TypeVar("_Read")

_PANIC = "PanicException"
_TOO_MANY = (
    "ett blad har innehåll så långt bort att det inte går att kontrollera. Gå till bladets sista cell i Excel "
    "(Ctrl+End), ta bort de tomma raderna och kolumnerna och spara filen igen."
)


class Reader(Protocol):
    """A workbook being read. Its methods raise :class:`stexcel.workbook.WorkbookError`."""

    def tabs(self) -> list[tuple[str, str]]:
        """The name of each sheet and how it is shown."""

    def read(self, name: str) -> Reading:
        """The cells of a sheet."""


class UsualReader:
    """The reader that all checks of IUPs use."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._parts = check_archive(data)
        check_spread(data, self._parts)
        self._workbook = self._safely(lambda: CalamineWorkbook.from_filelike(BytesIO(data)))

    def tabs(self) -> list[tuple[str, str]]:
        """The name of each sheet and how it is shown."""
        return [(sheet.name, str(sheet.visible)) for sheet in self._workbook.sheets_metadata]

    def read(self, name: str) -> Reading:
        """The cells of a sheet."""
        sheet = self._safely(lambda: self._workbook.get_sheet_by_name(name))
        return dict(enumerate(self._safely(lambda: sheet.to_python(skip_empty_area=False)), 1))

    def _safely(self, read: Callable[[], _Read]) -> _Read:
        try:
            return read()
        except Exception as error:
            raise explain(self._data, self._parts) from error
        except BaseException as error:
            # A panic in the parser does not derive from Exception, and its class cannot be imported.
            if type(error).__name__ != _PANIC:
                raise
            raise explain(self._data, self._parts) from error


class PlainReader:
    """A reader that only looks for cells and what stands in them: no formats, so days are numbers."""

    def __init__(self, package: Package, book: Book) -> None:
        self._package, self._book = package, book
        self._strings: list[str] = []
        # Without them a string is read as its number, which is the same before and after.
        with suppress(WorkbookError):
            for part in related(package, book.part, "sharedStrings"):
                self._strings += [_text(item) for item in self._tree(part) if _is(item, "si")]

    def tabs(self) -> list[tuple[str, str]]:
        """The name of each sheet and how it is shown."""
        sheets = (element for element in self._tree(self._book.part).iter() if _is(element, "sheet"))
        return [(sheet.get("name", ""), sheet.get("state", "visible")) for sheet in sheets]

    def read(self, name: str) -> Reading:
        """The cells of a sheet."""
        sheet = self._book.sheet(name)
        if sheet is None:
            raise damaged_part(name)
        found: dict[int, list[object]] = {}
        number = total = 0
        for row in (element for element in self._tree(sheet.part).iter() if _is(element, "row")):
            number = _row_number(row) or number + 1
            self._fill(found.setdefault(number, []), row)
            total += len(found[number])
            if total > DEFAULTS.cells:
                raise RefusedFile(_TOO_MANY)
        return found

    def _fill(self, values: list[object], row: ElementTree.Element) -> None:
        column = 0
        for cell in (element for element in row if _is(element, "c")):
            place = parse_place(cell.get("r", ""))
            column = place.column if place is not None else column + 1
            if not len(cell):
                continue
            values += [""] * (column - len(values))
            values[column - 1] = self._value(cell)

    def _value(self, cell: ElementTree.Element) -> object:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return "".join(_text(part) for part in cell if _is(part, "is"))
        text = next((part.text or "" for part in cell if _is(part, "v")), "")
        if kind == "s" and text.strip().isdecimal():
            number = int(text)
            return self._strings[number] if number < len(self._strings) else text
        if kind == "b":
            return text.strip() in ("1", "true")
        if kind == "n":
            with suppress(ValueError):
                return float(text)
        return text

    def _tree(self, part: str) -> ElementTree.Element:
        try:
            return ElementTree.fromstring(self._package.read(part))
        except (ElementTree.ParseError, ValueError, LookupError) as error:
            raise damaged_part(part) from error


class Readers:
    """The readers of one file, each opened when it is first needed.

    With ``plain_only`` the usual one is not tried: it would need too much memory.
    """

    def __init__(self, data: bytes, package: Package, book: Book, *, plain_only: bool = False) -> None:
        plain: Callable[[], Reader] = lambda: PlainReader(package, book)  # noqa: E731
        self._makers = (plain if plain_only else lambda: UsualReader(data), plain)
        self._opened: dict[int, Reader] = {}

    def reader(self, rank: int) -> Reader:
        """The reader of the rank, 0 being the best; raises :class:`stexcel.workbook.WorkbookError`."""
        if rank not in self._opened:
            self._opened[rank] = self._makers[rank]()
        return self._opened[rank]


def best_reading(readers: Readers, read: Callable[[Reader], _Read]) -> tuple[int, _Read]:
    """The rank of the best reader that manages the file, and what it reads.

    Raises :class:`stexcel.workbook.WorkbookError` where none does.
    """
    try:
        return 0, read(readers.reader(0))
    except WorkbookError:
        return PLAIN, read(readers.reader(PLAIN))


def _is(element: ElementTree.Element, name: str) -> bool:
    return element.tag.rpartition("}")[2] == name


def _row_number(row: ElementTree.Element) -> int:
    text = row.get("r", "")
    if text.isdecimal():
        return int(text)
    places = (parse_place(cell.get("r", "")) for cell in row)
    return next((place.row for place in places if place is not None), 0)


def _text(element: ElementTree.Element) -> str:
    """The text in a string's element, without reading aids."""
    pieces = []
    for inner in element:
        if _is(inner, "t"):
            pieces.append(inner.text or "")
        elif not _is(inner, "rPh"):
            pieces.append(_text(inner))
    return "".join(pieces)
