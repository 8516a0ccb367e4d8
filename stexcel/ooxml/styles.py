"""Styles: what a cell's style says, and new styles added last so that all numbers in use stay what they were."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_datetime

from stexcel.ooxml.book import Book, is_true
from stexcel.ooxml.errors import RefusedFile
from stexcel.ooxml.package import Package
from stexcel.ooxml.relations import free_name, related, with_relation, with_type
from stexcel.ooxml.xmlpart import (
    Document,
    Element,
    add,
    child,
    children,
    ensure,
    insert_ordered,
    make,
    new_document,
    parse,
    serialize,
)

DAY_FORMAT, MOMENT_FORMAT = 14, 22
"""Built-in number formats for a day and for a day with time, shown as the user's own country writes them."""

_ORDER = (
    "numFmts",
    "fonts",
    "fills",
    "borders",
    "cellStyleXfs",
    "cellXfs",
    "cellStyles",
    "dxfs",
    "tableStyles",
    "colors",
    "extLst",
)
_STYLE_NUMBERS = re.compile(rb"\s(?:s|style)\s*=\s*[\"'](\d{1,5})[\"']")
_FONT_ORDER = ("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name")
_EAST_ASIAN_DATES = frozenset((*range(27, 37), *range(50, 59)))
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_MINIMAL = (
    '<styleSheet xmlns="{}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


@dataclass(frozen=True, slots=True)
class Look:
    """How cells of a new sheet look, on top of the workbook's own standard."""

    bold: bool = False
    link: bool = False
    shaded: bool = False
    number_format: int = 0
    wrapped: bool = True


class Styles:
    """The styles of one workbook while it is being edited; :meth:`save` gives the package with what was added.

    The part is read when it is first needed: text can be written into a workbook whose styles are damaged.
    """

    def __init__(self, package: Package, book: Book, main: str) -> None:
        self._book = book
        self._part = next(iter(related(package, book.part, "styles")), "")
        self._package, self._main = package, main
        self._opened: Document | None = None
        self._before = 0

    @property
    def _document(self) -> Document:
        if self._opened is None:
            self._opened = _open(self._package, self._part, self._main)
            self._before = len(children(child(self._opened.root, "cellXfs"), "xf"))
        return self._opened

    def is_locked(self, style: int) -> bool:
        """Whether a cell with the style is locked when its sheet is protected: so it is, unless the style says no."""
        xf = self._xf(style)
        protection = None if xf is None else child(xf, "protection")
        return protection is None or is_true(protection.get("locked", "1"))

    def shows_day(self, style: int) -> bool:
        """Whether a number in a cell with the style is shown as a day."""
        xf = self._xf(style)
        text = xf.get("numFmtId", "") if xf is not None else ""
        number = int(text) if text.isdecimal() else 0
        if number in _EAST_ASIAN_DATES:
            return True
        return is_datetime(self._format_code(number)) in ("date", "datetime")

    def with_day(self, style: int, *, moment: bool) -> int:
        """The number of a style that is like ``style`` but shows a day, with time of day if ``moment``."""
        base = self._xf(style)
        made = deepcopy(base) if base is not None else make(self._list("cellXfs"), "xf")
        made.set("numFmtId", str(MOMENT_FORMAT if moment else DAY_FORMAT))
        made.set("applyNumberFormat", "1")
        return self._place("cellXfs", made)

    def look(self, look: Look) -> int:
        """The number of the style for a look."""
        xf = make(self._list("cellXfs"), "xf")
        values = {
            "numFmtId": str(look.number_format),
            "fontId": str(self._font(look)),
            "fillId": str(self._shade() if look.shaded else 0),
            "borderId": "0",
            "xfId": "0",
            "applyNumberFormat": str(int(bool(look.number_format))),
            "applyFont": str(int(look.bold or look.link)),
            "applyFill": str(int(look.shaded)),
            "applyAlignment": "1",
        }
        for name, value in values.items():
            xf.set(name, value)
        add(xf, "alignment", {"vertical": "top", "wrapText": str(int(look.wrapped))})
        return self._place("cellXfs", xf)

    def save(self, package: Package) -> Package:
        """The package with the styles that were added; the same package if there were none."""
        if self._opened is None or len(children(child(self._document.root, "cellXfs"), "xf")) == self._before:
            return package
        if self._part:
            return package.with_part(self._part, serialize(self._document))
        folder = self._book.part.rpartition("/")[0]
        usual = f"{folder}/styles.xml".lstrip("/")
        part = free_name(package, usual.replace(".xml", "{}.xml")) if package.has(usual) else usual
        package = with_type(package.with_part(part, serialize(self._document)), part, _TYPE)
        return with_relation(package, self._book.part, "styles", part, self._book.relation_base)[0]

    def _xf(self, style: int) -> Element | None:
        found = children(child(self._document.root, "cellXfs"), "xf")
        return found[style] if style < len(found) else None

    def _format_code(self, number: int) -> str:
        for element in children(child(self._document.root, "numFmts"), "numFmt"):
            if element.get("numFmtId") == str(number):
                return element.get("formatCode", "")
        return BUILTIN_FORMATS.get(number, "General")

    def _font(self, look: Look) -> int:
        if not (look.bold or look.link):
            return 0
        fonts = self._list("fonts")
        first = next(iter(children(fonts, "font")), None)
        made = deepcopy(first) if first is not None else make(fonts, "font")
        if look.bold:
            _set_font(made, "b", {})
        if look.link:
            _set_font(made, "u", {})
            _set_font(made, "color", {"rgb": "FF0563C1"})
        return self._place("fonts", made)

    def _shade(self) -> int:
        fill = make(self._list("fills"), "fill")
        pattern = add(fill, "patternFill", {"patternType": "solid"})
        add(pattern, "fgColor", {"rgb": "FFE7E6E6"})
        add(pattern, "bgColor", {"indexed": "64"})
        return self._place("fills", fill)

    def _list(self, name: str) -> Element:
        found = ensure(self._document.root, name, _ORDER)
        if name == "cellXfs" and not children(found, "xf"):
            # Cells without a style have the first one.
            add(found, "xf", {"numFmtId": "0", "fontId": "0", "fillId": "0", "borderId": "0"})
        return found

    def _place(self, name: str, element: Element) -> int:
        """The number of an element that looks the same, or of this one, added last."""
        parent = self._list(name)
        wanted = _essence(element)
        present = parent.findall("*")
        for number, existing in enumerate(present):
            if existing.tag == element.tag and _essence(existing) == wanted:
                return number
        number = len(present)
        while name == "cellXfs" and number in self._missing:
            # Cells that have a style that is not there look as with the first, and go on doing so.
            parent.append(deepcopy(present[0]))
            number += 1
        parent.append(element)
        parent.set("count", str(number + 1))
        return number

    @cached_property
    def _missing(self) -> frozenset[int]:
        """The numbers that cells have as their style though the workbook has not so many."""
        found: set[int] = set()
        for sheet in self._book.sheets:
            with suppress(RefusedFile):
                data = self._package.read(sheet.part).replace(b"\0", b"")
                found.update(map(int, _STYLE_NUMBERS.findall(data)))
        return frozenset(number for number in found if number >= self._before)


def style_of(cell: Element | None) -> int:
    """The number of a cell's style; 0 is the workbook's standard."""
    text = cell.get("s", "0") if cell is not None else "0"
    return int(text) if text.isdecimal() else 0


def _open(package: Package, part: str, main: str) -> Document:
    if part:
        return parse(package.read(part), part)
    return new_document(etree.fromstring(_MINIMAL.format(main)))


def _set_font(font: Element, name: str, attributes: Mapping[str, str]) -> None:
    for element in children(font, name):
        font.remove(element)
    insert_ordered(font, make(font, name, attributes), _FONT_ORDER)


def _essence(element: Element) -> Sequence[object]:
    """What makes two styles the same: names, attributes and content, whatever prefixes they are written with."""
    inner = tuple(_essence(part) for part in element.findall("*"))
    return (element.tag, tuple(sorted(element.attrib.items())), inner)
