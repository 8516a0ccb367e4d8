"""A sheet of our own in an open workbook, with a table of texts and links; it is known by a hidden defined name."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from xlwings import Book, Sheet

from stexcel.addin import native
from stexcel.addin.errors import ButtonError
from stexcel.ooxml import CellValue, Link, NewSheet
from stexcel.ooxml.tabs import free_title, reference

_SHADE = (231, 230, 230)
_BLUE = (5, 99, 193)
_STRUCTURE = (
    "Arbetsbokens struktur är skyddad, så bladet Kontroll kan inte {} Inget är ändrat. Ta bort skyddet under Granska i "
    "menyn och tryck igen."
)
_Typed = str | int | float | bool | date | None


def find_sheet(book: Book, markers: Collection[str]) -> Sheet | None:
    """The sheet that one of the markers points at."""
    for marker in markers:
        if marker in book.names and "#REF!" not in str(book.names[marker].refers_to):
            sheet: Sheet = book.names[marker].refers_to_range.sheet
            return sheet
    return None


def refuse_sheet(book: Book, markers: Collection[str]) -> None:
    """Raises :class:`ButtonError` where the sheet can be neither made nor written anew."""
    present = find_sheet(book, markers)
    if present is None and native.has_locked_structure(book):
        raise ButtonError(_STRUCTURE.format("läggas till."))
    if present is not None and native.is_locked(present):
        raise ButtonError(
            f"Bladet ”{present.name}” från den förra kontrollen är skyddat. Inget är ändrat. Ta bort skyddet under "
            "Granska i menyn och tryck igen."
        )


def write_sheet(book: Book, content: NewSheet, marker: str) -> Sheet:
    """Makes the sheet last in the workbook, or anew where it was before. Raises as :func:`refuse_sheet`.

    ``marker`` is what a new sheet is known by; one from before is known by any of the content's own.
    """
    refuse_sheet(book, content.markers)
    sheet = find_sheet(book, content.markers) or _added(book, content, marker)
    native.remove_filter(sheet)
    sheet.clear()
    _fill(sheet, content)
    _dress(sheet, content)
    return sheet


def refuse_removal(book: Book, markers: Collection[str]) -> None:
    """Raises :class:`ButtonError` where the sheet is there and cannot be removed."""
    sheet = find_sheet(book, markers)
    if sheet is None:
        return
    if native.has_locked_structure(book):
        raise ButtonError(_STRUCTURE.format("tas bort."))
    if sheet.visible and not any(other.visible for other in book.sheets if other.name != sheet.name):
        raise ButtonError(f"”{sheet.name}” är det enda blad som syns. Visa ett annat blad och tryck igen.")


def remove_sheet(book: Book, markers: Collection[str]) -> bool:
    """Removes the sheet, and tells whether there was one. Raises as :func:`refuse_removal`."""
    refuse_removal(book, markers)
    sheet = find_sheet(book, markers)
    if sheet is not None:
        sheet.delete()
    for marker in markers:
        if marker in book.names:
            book.names[marker].delete()
    return sheet is not None


def _added(book: Book, content: NewSheet, marker: str) -> Sheet:
    title = free_title([sheet.name for sheet in book.sheets], content.title)
    sheet = book.sheets.add(title, after=book.sheets[len(book.sheets) - 1])
    if marker in book.names:
        book.names[marker].delete()
    native.hide(book.names.add(marker, f"={reference(sheet.name, '$A$1')}"))
    return sheet


def _fill(sheet: Sheet, content: NewSheet) -> None:
    """The values in one write, and then the links."""
    width = len(content.columns)
    lines = [*([text] for text in content.above), [column.heading for column in content.columns], *content.rows]
    table = [[_as_typed(value) for value in line] + [None] * (width - len(line)) for line in lines]
    sheet.range((1, 1), (len(table), width)).value = table
    visible = {other.name for other in sheet.book.sheets if other.visible}
    for row, column, link in _links(content):
        if link.sheet in visible:
            _link(sheet, row, column, link)


def _as_typed(value: CellValue | Link) -> _Typed:
    """A text as one types it so that it is a text, whatever it begins with and however much it looks like a day."""
    text = value.text if isinstance(value, Link) else value
    return f"'{text}" if isinstance(text, str) and text else text or None


def _links(content: NewSheet) -> Iterator[tuple[int, int, Link]]:
    for number, row in enumerate(content.rows, _heading_row(content) + 1):
        for column, value in enumerate(row, 1):
            if isinstance(value, Link):
                yield number, column, value


def _link(sheet: Sheet, row: int, column: int, link: Link) -> None:
    """A link in the cell; what it shows must not be taken for anything but text."""
    cell = sheet.range((row, column))
    is_plain = link.text[:1].isalpha()
    shown = link.text if is_plain else "länk"
    cell.add_hyperlink(f"#{reference(link.sheet, link.cell)}", shown, f"Gå till {link.text}")
    if not is_plain:
        cell.value = _as_typed(link)


def _dress(sheet: Sheet, content: NewSheet) -> None:
    heading, last, width = _heading_row(content), _heading_row(content) + len(content.rows), len(content.columns)
    for number, column in enumerate(content.columns, 1):
        sheet.range((1, number)).column_width = column.width
    table = sheet.range((heading, 1), (last, width))
    table.wrap_text = True
    table.vertical_alignment = "top"
    headings = sheet.range((heading, 1), (heading, width))
    headings.font.bold = True
    headings.color = _SHADE
    for _, column_number, _ in list(_links(content))[:1]:
        sheet.range((heading + 1, column_number), (last, column_number)).font.color = _BLUE
    native.freeze_rows(sheet, heading)
    native.add_filter(table)
    table.rows.autofit()


def _heading_row(content: NewSheet) -> int:
    return len(content.above) + 1
