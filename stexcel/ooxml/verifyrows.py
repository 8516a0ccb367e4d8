"""New rows checked: every old cell stands where it should with what it had, and every formula means what it meant."""

import re
from collections.abc import Iterator

from stexcel.ooxml.address import Place
from stexcel.ooxml.book import SheetPart
from stexcel.ooxml.formulas import with_own_texts
from stexcel.ooxml.growparts import owned_parts
from stexcel.ooxml.growth import Growth
from stexcel.ooxml.newrows import Plan
from stexcel.ooxml.readers import Reading
from stexcel.ooxml.references import Corner, Reference, references
from stexcel.ooxml.relations import related, relations_part
from stexcel.ooxml.sheetxml import all_cells
from stexcel.ooxml.verify import CellsOf, State, check_archive, check_book, opened, refuse
from stexcel.ooxml.verifycells import differing_cells
from stexcel.ooxml.verifyxml import Essence, essence
from stexcel.ooxml.xmlpart import Element, child, local, parse

_UNTOUCHED = frozenset({"theme", "styles", "sharedStrings", "vbaProject", "image", "printerSettings", "hyperlink"})
_MAY_GROW = frozenset({"sheetData", "mergeCells", "dimension"})
_DIGITS = re.compile(r"\d+")


def verify_rows(before: State, result: bytes, plan: Plan) -> None:
    """Raises :class:`FaultyResult` where the result is not the source with the rows of the plan in it."""
    check_archive(before.package, result, _allowed(before))
    after = opened(result)
    check_book(before, after)
    refuse(_wrong_names(before, after))
    for sheet in before.book.sheets:
        refuse(_wrong_sheet(before, after, sheet, plan.growth))
    for part in owned_parts(before.package, before.book):
        if part.kind == "vmlDrawing" or not after.package.has(part.name):
            continue
        old, new = before.package.read(part.name), after.package.read(part.name)
        if old != new and _skeleton(parse(old, part.name).root) != _skeleton(parse(new, part.name).root):
            refuse(f"delen {part.name} ändrades på ett sätt som inte var avsett")


def _wrong_names(before: State, after: State) -> str | None:
    old, new = (parse(state.package.read(state.book.part), state.book.part).root for state in (before, after))
    pair = [[_skeleton(element) for element in root.iter("{*}definedName")] for root in (old, new)]
    return None if pair[0] == pair[1] else "arbetsbokens namn ändrades på ett sätt som inte var avsett"


def _allowed(before: State) -> frozenset[str]:
    """The keys of the parts that may change: all that can refer to cells."""
    package, book = before.package, before.book
    names = {"[content_types].xml", book.part, relations_part(book.part), *related(package, book.part, "calcChain")}
    names |= {sheet.part for sheet in book.sheets}
    names |= {owned.name for owned in owned_parts(package, book) if owned.kind not in _UNTOUCHED}
    return frozenset(map(_key, names))


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def _wrong_sheet(before: State, after: State, sheet: SheetPart, growth: Growth) -> str | None:
    old_data, new_data = before.package.read(sheet.part), after.package.read(sheet.part)
    if old_data == new_data:
        return None
    here = growth.is_about(sheet.name)
    old, new = parse(old_data, sheet.part).root, parse(new_data, sheet.part).root
    if list(_around(old, here)) != list(_around(new, here)):
        return f"något utanför cellerna på bladet ”{sheet.name}” ändrades på ett sätt som inte var avsett"
    if sheet.has_cells:
        before_cells, after_cells = CellsOf(before, after, {sheet.part: (old_data, new_data)})(sheet.name)
        expected = _moved(before_cells, growth) if here else before_cells
        wrong = differing_cells(expected, after_cells, {}, from_1904=False)
        if wrong is not None:
            return f"cell {wrong.a1} på bladet ”{sheet.name}” läses inte som den ska"
    return _wrong_cells(old, new, sheet.name, growth)


def _moved(reading: Reading, growth: Growth) -> Reading:
    return {growth.row(number): row for number, row in reading.items()}


def _wrong_cells(old: Element, new: Element, sheet: str, growth: Growth) -> str | None:
    with_own_texts(old)
    with_own_texts(new)
    here = growth.is_about(sheet)
    found = {cell.place: cell.element for cell in all_cells(new)}
    for cell in all_cells(old):
        place = growth.place(cell.place) if here else cell.place
        other = found.pop(place, None)
        # A row may come in several pieces with one cell in each of them.
        if other is None or not (_alike(cell.element, other) or place in found):
            if not (here and not growth.moves and _is_new(place, growth)):
                return f"cell {place.a1} på bladet ”{sheet}” är inte vad den var i {cell.place.a1}"
        elif not _means_the_same(_formula(cell.element), _formula(other), sheet, growth):
            return f"formeln i cell {place.a1} på bladet ”{sheet}” räknar inte med samma celler som förut"
    added = next((place for place in found if not (here and _is_new(place, growth))), None)
    return None if added is None else f"cell {added.a1} på bladet ”{sheet}” har kommit till"


def _is_new(place: Place, growth: Growth) -> bool:
    return growth.at <= place.row < growth.at + growth.count


def _alike(old: Element, new: Element) -> bool:
    """Whether two cells differ in nothing but address and formula."""
    return _but_formula(old) == _but_formula(new) and (child(old, "f") is None) == (child(new, "f") is None)


def _but_formula(cell: Element) -> Essence:
    kept = tuple(essence(part) for part in cell.findall("*") if local(part) != "f")
    return (tuple(sorted(item for item in cell.attrib.items() if item[0] != "r")), kept)


def _formula(cell: Element) -> str:
    formula = child(cell, "f")
    return "" if formula is None else formula.text or ""


def _means_the_same(old: str, new: str, sheet: str, growth: Growth) -> bool:
    before, after = references(old), references(new)
    same_words = _DIGITS.sub("#", old) == _DIGITS.sub("#", new)
    return same_words and len(before) == len(after) and all(map(_Leads(sheet, growth), before, after))


class _Leads:
    """Whether a reference leads to the same cells as before, or to a whole list with its new rows."""

    def __init__(self, sheet: str, growth: Growth) -> None:
        self._sheet, self._growth = sheet, growth

    def __call__(self, old: Reference, new: Reference) -> bool:
        if not self._growth.is_about(old.sheet or self._sheet):
            return old == new
        if new.last is None or old.last is None:
            return new.last is old.last and self._follows(old.first, new.first)
        ends = ((old.first, new.first), (old.last, new.last))
        starts, stops = sorted(ends, key=lambda pair: pair[0].row)
        return self._follows(*starts) and (self._follows(*stops) or self._takes_in(starts[0], *stops))

    def _follows(self, old: Corner, new: Corner) -> bool:
        row = old.row
        if self._growth.moves and row >= self._growth.at:
            row = min(row + self._growth.count, 1_048_576)
        return (new.letters, new.fixed, new.row) == (old.letters, old.fixed, row)

    def _takes_in(self, start: Corner, old: Corner, new: Corner) -> bool:
        growth = self._growth
        is_list = growth.grows and start.row < old.row == growth.at - 1
        return is_list and (new.letters, new.fixed, new.row) == (old.letters, old.fixed, old.row + growth.count)


def _around(root: Element, here: bool) -> Iterator[Essence]:
    """What a sheet has besides its cells, whatever the numbers in it."""
    for element in root.findall("*"):
        if local(element) not in _MAY_GROW or (not here and local(element) != "sheetData"):
            yield _skeleton(element)


def _skeleton(element: Element) -> Essence:
    """What an element says but for all numbers; lists of ranges may have got one more."""
    attributes = tuple(sorted((str(name), _plain(str(name), str(value))) for name, value in element.attrib.items()))
    inner = tuple(_skeleton(part) for part in element.findall("*"))
    text = "" if inner else _plain(local(element), element.text or "")
    return (element.tag, attributes, text, inner)


def _plain(name: str, text: str) -> str:
    return "" if name.endswith("ref") else _DIGITS.sub("#", text)
