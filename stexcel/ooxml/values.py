"""Values as they stand in a cell's XML: text escaped, days as numbers; and what no cell can hold."""

import math
import re
from datetime import date, datetime, timedelta

from stexcel.ooxml.edits import CellValue
from stexcel.ooxml.xmlpart import Element, add, children, named

MAX_TEXT = 32_767
"""Characters (as Excel counts them, in UTF-16) that one cell or note can hold."""

_EXACT = 2**53
_LARGEST = 9.99999999999999e307
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NEW_LINES = re.compile(r"\r\n?")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_EPOCH_1900, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_FIRST_1900 = datetime(1900, 3, 1)
_DAY = timedelta(days=1)


class Impossible(Exception):
    """A value that no cell can hold: what is wrong and what to do, in Swedish."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what, remedy)
        self.what, self.remedy = what, remedy


def escaped(text: str) -> str:
    """Text as a workbook's XML holds it: what XML cannot say, and what would be taken for that, as ``_x0041_``."""
    marked = _LOOKS_ESCAPED.sub("_x005F_", _NEW_LINES.sub("\n", text))
    return _NOT_IN_XML.sub(lambda match: f"_x{ord(match[0]):04X}_", marked)


def unescaped(text: str) -> str:
    """The text that ``_x0041_`` and the like in XML stand for."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def set_text(element: Element, text: str) -> None:
    """The element's text, escaped, with outer blanks kept."""
    element.text = escaped(text)
    if text != text.strip() or "\n" in text:
        element.set(_SPACE, "preserve")


def too_long(text: str) -> bool:
    """Whether neither a cell nor a note can hold the text."""
    return len(text.encode("utf-16-le", "surrogatepass")) > 2 * MAX_TEXT


def fill_cell(cell: Element, value: CellValue, *, from_1904: bool) -> None:
    """Gives the cell the value in place of its content; style and whatever else it has stay.

    Raises :class:`Impossible` before anything is changed.
    """
    kind, text = _as_xml(value, from_1904)
    for name in ("f", "v", "is"):
        for element in children(cell, name):
            cell.remove(element)
    # They tie the old value to data types and spilled formulas.
    for attribute in ("t", "cm", "vm"):
        cell.attrib.pop(attribute, "")
    if kind == "inlineStr":
        cell.set("t", kind)
        inline = add(cell, "is")
        set_text(add(inline, "t"), text)
        _first(cell, inline)
    elif kind:
        if kind != "n":
            cell.set("t", kind)
        _first(cell, add(cell, "v", text=text))


def serial(value: date, *, from_1904: bool) -> float:
    """The day (and time) as the number that Excel stores; :class:`Impossible` before its calendar begins."""
    moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
    if moment.tzinfo is not None:
        raise Impossible("ett klockslag med tidszon kan inte stå i en cell.", "Ange lokal tid.")
    if moment < (_EPOCH_1904 if from_1904 else _FIRST_1900):
        raise Impossible(
            f"datumet {moment:%Y-%m-%d} ligger före Excels kalender.", "Rätta datumet, eller skriv det som text."
        )
    return (moment - (_EPOCH_1904 if from_1904 else _EPOCH_1900)) / _DAY


def _as_xml(value: CellValue, from_1904: bool) -> tuple[str, str]:
    """The cell's type (empty for no content, ``n`` for the type that needs no saying) and its text."""
    if value is None or value == "":
        return "", ""
    if isinstance(value, str):
        return "inlineStr", _checked_text(value)
    if isinstance(value, bool):
        return "b", str(int(value))
    if isinstance(value, date):
        return "n", _number(serial(value, from_1904=from_1904))
    return "n", _number(value)


def _checked_text(text: str) -> str:
    if too_long(text):
        raise Impossible("texten är längre än de 32 767 tecken som en cell rymmer.", "Korta den.")
    return text


def _number(value: float) -> str:
    if abs(value) > _LARGEST or math.isnan(value):
        raise Impossible("talet går inte att skriva i Excel.", "Rätta talet, eller skriv det som text.")
    # Excel's numbers are 64-bit floats; a whole number that does not fit would silently become another.
    if int(float(value)) != int(value):
        raise Impossible("talet har fler siffror än Excel kan hålla.", "Skriv det som text.")
    return repr(int(value) if float(value).is_integer() and abs(value) <= _EXACT else value)


def _first(cell: Element, content: Element) -> None:
    """Extensions of a cell come after its content."""
    cell.remove(content)
    cell.insert(0, content)


def text_of(element: Element | None) -> str:
    """The text of an inline string, comment or shared string: plain or in runs, without reading aids."""
    if element is None:
        return ""
    plain = [piece.text or "" for piece in children(element, "t")]
    runs = [piece.text or "" for run in children(element, "r") for piece in run.findall(named(run, "t"))]
    return "".join(plain + runs)
