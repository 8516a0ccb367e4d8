"""A sheet of our own, added last: a table with headings, filter and links to cells of the other sheets.

The sheet is known by a hidden defined name that points at it (see :class:`stexcel.ooxml.edits.NewSheet`). The
list of sheet names in ``docProps/app.xml`` is left as it is: programs read names from the workbook part, and
Excel opens files where the two differ without a word and rewrites the list when it saves.
"""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from lxml import etree

from stexcel.ooxml.address import Area, Place
from stexcel.ooxml.book import ORDER, Book, SheetPart, read_book
from stexcel.ooxml.edits import CellValue, Column, Link, NewSheet
from stexcel.ooxml.errors import RefusedEdits, refused_cell
from stexcel.ooxml.package import Package
from stexcel.ooxml.relations import free_name, with_relation, with_type, without_relations
from stexcel.ooxml.styles import DAY_FORMAT, MOMENT_FORMAT, Look, Styles
from stexcel.ooxml.tabs import free_title, reference
from stexcel.ooxml.values import Impossible, fill_cell
from stexcel.ooxml.xmlpart import (
    Element,
    add,
    child,
    children,
    ensure,
    named,
    namespace,
    new_document,
    parse,
    serialize,
)

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_FILTER = "_xlnm._FilterDatabase"
_LINE_HEIGHT, _MOST_LINES = 15, 27


@dataclass(frozen=True, slots=True)
class _Looks:
    """The numbers of the styles that the sheet's cells have."""

    plain: int
    line: int
    heading: int
    link: int
    day: int
    moment: int

    def of(self, value: CellValue | Link) -> int:
        """The style for a value in the table."""
        if isinstance(value, Link):
            return self.link
        if isinstance(value, datetime):
            return self.moment
        return self.day if isinstance(value, date) else self.plain


def with_sheet(package: Package, book: Book, sheet: NewSheet) -> tuple[Package, Book, str]:
    """The package with the sheet, its workbook part anew, and what the sheet is called there.

    The title is shortened and freed from what Excel forbids; if another sheet has it, a number follows.
    Raises :class:`RefusedEdits` for values that no cell can hold.
    """
    main = namespace(parse(package.read(book.part), book.part).root)
    styles = Styles(package, book, main)
    data = _sheet_xml(sheet, main, styles, book.from_1904)
    package = styles.save(package)
    own = earlier_sheet(package, book, sheet)
    if own is None:
        package, own = _with_new_part(package, book, sheet.title)
    # Excel may have given the sheet of an earlier run settings and drawings.
    package = without_relations(package, own.part)
    package = _with_names(package.with_part(own.part, data), book, own, sheet)
    return package, read_book(package), own.name


def earlier_sheet(package: Package, book: Book, sheet: NewSheet) -> SheetPart | None:
    """The sheet of an earlier run that the new one replaces, if the workbook has one."""
    found = (marked_sheet(package, book, marker) for marker in sheet.markers)
    return next((one for one in found if one is not None), None)


def marked_sheet(package: Package, book: Book, marker: str) -> SheetPart | None:
    """The sheet that the marker points at, if the workbook has one."""
    root = parse(package.read(book.part), book.part).root
    for name in children(child(root, "definedNames"), "definedName"):
        if name.get("name") == marker and name.get("localSheetId") is None:
            quoted = (name.text or "").rpartition("!")[0]
            return book.sheet(quoted.removeprefix("'").removesuffix("'").replace("''", "'"))
    return None


def _sheet_xml(sheet: NewSheet, main: str, styles: Styles, from_1904: bool) -> bytes:
    root = etree.fromstring(f'<worksheet xmlns="{main}"/>')
    table = _table_area(sheet)
    add(add(root, "sheetPr"), "pageSetUpPr", {"fitToPage": "1"})
    add(root, "dimension", {"ref": Area(1, 1, table.last_row, table.last_column).a1})
    _add_view(root, table.first_row)
    add(root, "sheetFormatPr", {"defaultRowHeight": "15"})
    _add_columns(root, sheet)
    _add_rows(add(root, "sheetData"), sheet, _looks(styles), from_1904)
    add(root, "autoFilter", {"ref": table.a1})
    _add_links(root, sheet, table.first_row)
    add(root, "pageMargins", dict.fromkeys(("left", "right", "top", "bottom", "header", "footer"), "0.5"))
    add(root, "pageSetup", {"paperSize": "9", "orientation": "landscape", "fitToHeight": "0"})
    return serialize(new_document(root))


def _table_area(sheet: NewSheet) -> Area:
    """The headings and the rows under them."""
    first = len(sheet.above) + 1
    return Area(first, 1, first + len(sheet.rows), max(1, len(sheet.columns)))


def _add_columns(root: Element, sheet: NewSheet) -> None:
    if sheet.columns:
        columns = add(root, "cols")
        for number, column in enumerate(sheet.columns, 1):
            place = {"min": str(number), "max": str(number)}
            add(columns, "col", {**place, "width": str(column.width), "customWidth": "1"})


def _add_view(root: Element, heading_row: int) -> None:
    view = add(add(root, "sheetViews"), "sheetView", {"workbookViewId": "0"})
    below = f"A{heading_row + 1}"
    pane = {"ySplit": str(heading_row), "topLeftCell": below, "activePane": "bottomLeft", "state": "frozen"}
    add(view, "pane", pane)
    add(view, "selection", {"pane": "bottomLeft", "activeCell": below, "sqref": below})


def _looks(styles: Styles) -> _Looks:
    return _Looks(
        plain=styles.look(Look()),
        line=styles.look(Look(wrapped=False)),
        heading=styles.look(Look(bold=True, shaded=True)),
        link=styles.look(Look(link=True)),
        day=styles.look(Look(number_format=DAY_FORMAT)),
        moment=styles.look(Look(number_format=MOMENT_FORMAT)),
    )


def _add_rows(data: Element, sheet: NewSheet, looks: _Looks, from_1904: bool) -> None:
    reasons = []
    for number, (values, fixed) in enumerate(_lines(sheet, looks), 1):
        lines = 1 if fixed == looks.line else _line_count(values, sheet.columns)
        # Not every program fits rows to wrapped text when it opens a file.
        row = add(data, "row", {"r": str(number), "ht": str(_LINE_HEIGHT * lines)})
        for column, value in enumerate(values, 1):
            style = fixed if fixed is not None else looks.of(value)
            cell = add(row, "c", {"r": Place(number, column).a1, "s": str(style)})
            try:
                fill_cell(cell, value.text if isinstance(value, Link) else value, from_1904=from_1904)
            except Impossible as error:
                reasons.append(refused_cell(sheet.title, Place(number, column).a1, error.what, error.remedy))
    if reasons:
        raise RefusedEdits(reasons)


def _line_count(values: Sequence[CellValue | Link], columns: Sequence[Column]) -> int:
    """How many lines the fullest cell of a row needs in its column's width."""
    counts = [1]
    for value, column in zip(values, columns, strict=False):
        text = value.text if isinstance(value, Link) else value if isinstance(value, str) else ""
        width = max(1, int(column.width))
        counts.append(sum(max(1, len(textwrap.wrap(line, width))) for line in text.split("\n")))
    return min(max(counts), _MOST_LINES)


def _lines(sheet: NewSheet, looks: _Looks) -> Iterator[tuple[tuple[CellValue | Link, ...], int | None]]:
    """Every row of the sheet, and the style of all its cells unless each has that of its value."""
    for text in sheet.above:
        yield (text,), looks.line
    yield tuple(column.heading for column in sheet.columns), looks.heading
    for row in sheet.rows:
        yield row, None


def _add_links(root: Element, sheet: NewSheet, heading_row: int) -> None:
    links = [
        (Place(number, column), value)
        for number, row in enumerate(sheet.rows, heading_row + 1)
        for column, value in enumerate(row, 1)
        if isinstance(value, Link)
    ]
    if links:
        parent = add(root, "hyperlinks")
        for place, link in links:
            add(parent, "hyperlink", {"ref": place.a1, "location": reference(link.sheet, link.cell)})


def _with_new_part(package: Package, book: Book, title: str) -> tuple[Package, SheetPart]:
    """The package with an empty part for a sheet, listed last in the workbook."""
    name = free_title((sheet.name for sheet in book.sheets), title)
    folder = book.part.rpartition("/")[0]
    part = free_name(package, f"{folder}/worksheets/sheet{{}}.xml".lstrip("/"))
    package = with_type(package.with_part(part, b""), part, _TYPE)
    package, identity = with_relation(package, book.part, "worksheet", part, book.relation_base)
    document = parse(package.read(book.part), book.part)
    sheets = ensure(document.root, "sheets", ORDER)
    numbers = (element.get("sheetId", "") for element in children(sheets, "sheet"))
    number = str(max((int(text) for text in numbers if text.isdecimal()), default=0) + 1)
    entry = etree.SubElement(sheets, named(sheets, "sheet"), nsmap={"r": book.relation_base})
    entry.set("name", name)
    entry.set("sheetId", number)
    entry.set(f"{{{book.relation_base}}}id", identity)
    return package.with_part(book.part, serialize(document)), SheetPart(name, number, part, "worksheet")


def _with_names(package: Package, book: Book, own: SheetPart, sheet: NewSheet) -> Package:
    """The package with the hidden names that mark the sheet and hold the range of its filter."""
    document = parse(package.read(book.part), book.part)
    listed = [element.get("name", "") for element in children(child(document.root, "sheets"), "sheet")]
    position = str(listed.index(own.name))
    names = ensure(document.root, "definedNames", ORDER)
    for name in children(names, "definedName"):
        is_marker = name.get("name") in sheet.markers and name.get("localSheetId") is None
        if is_marker or name.get("localSheetId") == position:
            names.remove(name)
    area = _table_area(sheet)
    filtered = {"name": _FILTER, "localSheetId": position, "hidden": "1"}
    add(names, "definedName", filtered, reference(own.name, area.absolute))
    add(names, "definedName", {"name": sheet.marker, "hidden": "1"}, reference(own.name, "$A$1"))
    return package.with_part(book.part, serialize(document))
