"""Two versions of a part compared element by element: the first difference that an edit does not explain."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from lxml import etree

from stexcel.ooxml.address import Place
from stexcel.ooxml.edits import CellValue
from stexcel.ooxml.sheetxml import RowAt, cells_of, rows_of
from stexcel.ooxml.styles import style_of
from stexcel.ooxml.xmlpart import Element, child, children, local, parse

Essence = tuple[object, ...]
_Cells = dict[Place, Element]

_REWRITTEN = frozenset({"sheetData", "dimension", "legacyDrawing"})
_BOOK_PARTS = frozenset({"sheets", "definedNames", "calcPr"})
_CONTENT = frozenset({"t", "s", "cm", "vm", "r"})


def essence(element: Element, without: frozenset[str] = frozenset()) -> Essence:
    """What an element says: name, attributes but for ``without``, text and children, whatever the prefixes."""
    attributes = tuple(sorted((str(k), str(v)) for k, v in element.attrib.items() if str(k) not in without))
    inner = tuple(essence(part) for part in element.findall("*"))
    return (element.tag, attributes, element.text or "" if not inner else "", inner)


def differing_sheet(
    name: str, old: bytes, new: bytes, values: Mapping[Place, CellValue], *, linked: bool = False
) -> str | None:
    """What differs between two versions of a sheet other than the cells in ``values``; ``None`` if nothing.

    With ``linked`` its links are left for others to check.
    """
    before, after = (parse(data, name).root for data in (old, new))
    rewritten = _REWRITTEN | {"hyperlinks"} if linked else _REWRITTEN
    if list(_others(before, rewritten)) != list(_others(after, rewritten)):
        return f"något utanför cellerna på bladet ”{name}” ändrades"
    old_rows, new_rows = _rows(before), _rows(after)
    for number in sorted(old_rows.keys() | new_rows.keys()):
        old_pieces, new_pieces = old_rows.get(number, []), new_rows.get(number, [])
        if _written(old_pieces) == _written(new_pieces):
            continue
        wrong = _wrong_cell(_cells(old_pieces), _cells(new_pieces), values)
        if wrong is not None:
            return f"cell {wrong.a1} på bladet ”{name}” ändrades på ett sätt som inte var avsett"
        if old_pieces and _settings(old_pieces) != _settings(new_pieces):
            return f"rad {number} på bladet ”{name}” ändrades"
    return None


def _wrong_cell(old: _Cells, new: _Cells, values: Mapping[Place, CellValue]) -> Place | None:
    for place in sorted(old.keys() | new.keys()):
        pair = old.get(place), new.get(place)
        if not (_same_edited(*pair, values[place]) if place in values else _same(*pair)):
            return place
    return None


def differing_book(old: bytes, new: bytes) -> str | None:
    """What differs between two versions of the workbook part other than added sheets and names."""
    before, after = parse(old, "workbook").root, parse(new, "workbook").root
    if list(_others(before, _BOOK_PARTS)) != list(_others(after, _BOOK_PARTS)):
        return "arbetsbokens egna inställningar ändrades"
    for name in ("sheets", "definedNames"):
        kept = [essence(element) for element in _all(after, name)]
        if name == "sheets" and kept[: len(_all(before, name))] != [essence(sheet) for sheet in _all(before, name)]:
            return "listan över blad ändrades"
    old_calc, new_calc = child(before, "calcPr"), child(after, "calcPr")
    ignored = frozenset({"fullCalcOnLoad"})
    if old_calc is not None and (new_calc is None or essence(old_calc, ignored) != essence(new_calc, ignored)):
        return "inställningarna för beräkning ändrades"
    return None


def differing_styles(old: bytes, new: bytes) -> str | None:
    """Whether a style that was there is another now; added ones may stand after those."""
    if old == new:
        return None
    after = {local(element): element for element in parse(new, "styles").root}
    for element in parse(old, "styles").root.findall("*"):
        other = after.get(local(element))
        kept = [essence(part) for part in element.findall("*")]
        if other is None or [essence(part) for part in other.findall("*")][: len(kept)] != kept:
            return f"formatmallarna ({local(element)}) ändrades"
    return None


def _others(root: Element, without: frozenset[str]) -> Iterator[Essence]:
    # Bytes that are the same mean the same where their prefixes do.
    yield (tuple(sorted(root.attrib.items())), tuple(sorted((key or "", space) for key, space in root.nsmap.items())))
    for element in root.findall("*"):
        if local(element) not in without:
            yield essence(element)


def _all(root: Element, name: str) -> list[Element]:
    parent = child(root, name)
    return [] if parent is None else parent.findall("*")


def _rows(root: Element) -> dict[int, list[RowAt]]:
    """The rows by number; one row may come in several pieces."""
    found: dict[int, list[RowAt]] = {}
    for row in rows_of(root):
        found.setdefault(row.number, []).append(row)
    return found


def _written(pieces: Sequence[RowAt]) -> list[bytes]:
    """The XML of a row: where it is the same, nothing differs, and no cell need be looked at."""
    return [etree.tostring(piece.element) for piece in pieces]


def _cells(pieces: Sequence[RowAt]) -> _Cells:
    return {cell.place: cell.element for piece in pieces for cell in cells_of(piece)}


def _settings(pieces: Sequence[RowAt]) -> list[Essence]:
    """A row's own attributes: height, style and the like."""
    ignored = ("r", "spans")
    return [tuple(sorted(item for item in p.element.attrib.items() if item[0] not in ignored)) for p in pieces]


def _same(old: Element | None, new: Element | None) -> bool:
    if old is None or new is None:
        return False
    ignored = frozenset({"r"})
    if essence(old, ignored) == essence(new, ignored):
        return True
    return _text_of_own(old, new) and _but_formula(old) == _but_formula(new)


def _text_of_own(old: Element, new: Element) -> bool:
    """Whether a formula shared with another cell has become one with a text of its own."""
    before, after = child(old, "f"), child(new, "f")
    return (
        before is not None
        and before.get("t") == "shared"
        and not before.text
        and after is not None
        and bool(after.text)
        and not any(after.get(name) for name in ("t", "si", "ref"))
    )


def _but_formula(cell: Element) -> Essence:
    kept = tuple(essence(part) for part in cell.findall("*") if local(part) != "f")
    return (tuple(sorted(item for item in cell.attrib.items() if item[0] != "r")), kept)


def _same_edited(old: Element | None, new: Element | None, value: CellValue) -> bool:
    """Whether an edited cell kept its style and all that is not content; only a day may bring a new style."""
    if new is None:
        return old is None and value in (None, "")
    if old is None:
        return not children(new, "f")
    if style_of(old) != style_of(new) and not isinstance(value, date):
        return False
    before = {key: text for key, text in old.attrib.items() if key not in _CONTENT}
    after = {key: text for key, text in new.attrib.items() if key not in _CONTENT}
    return before == after and not children(new, "f")
