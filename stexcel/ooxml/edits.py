"""What can be asked of the writer, as plain frozen data."""

from dataclasses import dataclass
from datetime import date, datetime

CellValue = str | int | float | bool | date | datetime | None
"""What a cell can be given. ``None`` and the empty text empty it. Text is always text, also when it begins with
``=``, ``+``, ``-`` or ``@``. A ``date`` is a day; a ``datetime`` has no time zone and is written to the second."""


@dataclass(frozen=True, slots=True)
class CellEdit:
    """One cell's new content. ``sheet`` is a tab's name and ``cell`` an address such as ``B7``."""

    sheet: str
    cell: str
    value: CellValue


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """What a click on a cell leads to: ``address`` elsewhere, or ``location`` in the workbook (``'Mål a'!B7``, a name).

    Exactly one of the two is given, or none to take away the cell's link. The cell's content and look stay.
    """

    sheet: str
    cell: str
    address: str = ""
    location: str = ""


@dataclass(frozen=True, slots=True)
class InsertRows:
    """``count`` new empty rows right under the row ``after``, with its look, height, choices and merged cells.

    With ``grow`` the row ``after`` is the last of a list, and what is about the list is about the new rows too:
    sums, charts, names, print areas, tables and cells merged down the list; formulas that are repeated down the
    list go on in the new rows. Without it only ranges that go on below the new rows have them, as in Excel.
    """

    sheet: str
    after: int
    count: int = 1
    grow: bool = True


@dataclass(frozen=True, slots=True)
class GrowTable:
    """``count`` new empty rows last in a table (by its name in formulas), above its totals.

    The rows under the table are taken where they are free there; otherwise whole rows are inserted.
    """

    table: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class NewRows:
    """Where new rows are: the tab, the number of the first one, and how many they are."""

    sheet: str
    first: int
    count: int


@dataclass(frozen=True, slots=True)
class Note:
    """A note at a cell; several at one cell become one, in order, with a blank line between."""

    sheet: str
    cell: str
    text: str


@dataclass(frozen=True, slots=True)
class Notes:
    """All the notes that ``author`` has in the workbook: those from an earlier run are replaced by these."""

    author: str
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A cell's text in a new sheet, leading to a cell of another sheet in the same workbook."""

    text: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a new sheet: its heading, and its width in characters."""

    heading: str
    width: float


@dataclass(frozen=True, slots=True)
class NewSheet:
    """A sheet to add last: ``above`` is lines of text, then comes the row of headings, then ``rows``.

    ``marker`` is the defined name that the sheet is known by: a hidden name in the workbook that points at it,
    which Excel and LibreOffice keep when they save and which follows the sheet when it is renamed. A sheet that
    the marker points at is from an earlier run and is replaced, and so is one that a marker in ``replaces`` points at.
    Letters, digits, ``_`` and ``.``, with a letter or ``_`` first.
    """

    title: str
    marker: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[CellValue | Link, ...], ...]
    above: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()

    @property
    def markers(self) -> tuple[str, ...]:
        """The names by which an earlier one is known."""
        return (self.marker, *self.replaces)


RowEdit = InsertRows | GrowTable
Edit = CellEdit | Hyperlink | InsertRows | GrowTable | Notes | NewSheet


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A note that has no place in the workbook, and why (a Swedish sentence)."""

    note: Note
    reason: str


@dataclass(frozen=True, slots=True)
class Written:
    """The finished workbook, the notes that could not be placed in it, what the new sheets are called, and where the
    new rows are, one for each edit that asked for some.
    """

    data: bytes
    unplaced: tuple[Unplaced, ...] = ()
    new_sheets: tuple[str, ...] = ()
    new_rows: tuple[NewRows, ...] = ()
