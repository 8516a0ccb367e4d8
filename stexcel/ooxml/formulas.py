"""Formulas that live in more than one cell: what may be overwritten, and what must be moved first."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from openpyxl.formula.tokenizer import TokenizerError
from openpyxl.formula.translate import Translator, TranslatorError

from stexcel.ooxml.address import Area, Place, parse_area
from stexcel.ooxml.book import Book, SheetPart
from stexcel.ooxml.errors import RefusedFile
from stexcel.ooxml.package import Package
from stexcel.ooxml.relations import related, without_part
from stexcel.ooxml.sheetxml import all_cells
from stexcel.ooxml.xmlpart import Element, child, children, named, parse, serialize

_SPREAD = ("array", "dataTable")


class Untranslatable(Exception):
    """A formula whose text stands in a cell that is to be overwritten, and that cannot be moved to ``place``."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.place = place


@dataclass(frozen=True, slots=True)
class _Shared:
    """A cell's formula that is one of several alike."""

    place: Place
    formula: Element

    @property
    def number(self) -> str:
        """What the cells with the same formula have in common."""
        return self.formula.get("si", "")


def spread_areas(root: Element) -> tuple[Area, ...]:
    """Where array formulas and data tables fill several cells, of which none can be changed alone."""
    areas = (
        parse_area(formula.get("ref", ""))
        for formula in _formulas(root)
        if formula.get("t") in _SPREAD and formula.get("ref")
    )
    return tuple(area for area in areas if area is not None and not area.single)


def release_shared(root: Element, overwritten: Collection[Place]) -> None:
    """Gives every cell that shares the formula of an overwritten cell its own text of it.

    The text of a shared formula stands in one cell only, as it reads there. Raises :class:`Untranslatable`.
    """
    sharing = list(_sharing(root))
    # A number may be used for one formula after another, and a cell may stand before the one with the text.
    texts = {shared.number: shared for shared in reversed(sharing) if shared.formula.text}
    for shared in sharing:
        if shared.formula.text:
            texts[shared.number] = shared
            continue
        master = texts.get(shared.number)
        if master is None or master.place not in overwritten or shared.place in overwritten:
            continue
        shared.formula.text = _translated(master.formula.text or "", master.place, shared.place)
        for attribute in ("t", "si", "ref"):
            shared.formula.attrib.pop(attribute, "")


def with_own_texts(root: Element) -> None:
    """Gives every cell that shares a formula its own text of it. Raises :class:`Untranslatable`."""
    sharing = list(_sharing(root))
    release_shared(root, {shared.place for shared in sharing if shared.formula.text})
    for shared in sharing:
        for attribute in ("t", "si", "ref") if shared.formula.text else ():
            shared.formula.attrib.pop(attribute, "")


def copied_down(text: str, origin: Place, place: Place) -> str:
    """A cell's formula as it reads when it is copied to another cell. Raises :class:`Untranslatable`."""
    return _translated(text, origin, place)


def without_calc_entries(package: Package, book: Book, cells: Mapping[SheetPart, Iterable[Place]]) -> Package:
    """The package whose calculation chain no longer lists the cells; an empty chain is removed altogether.

    An entry without a sheet number has that of the entry before it.
    """
    part = next(iter(related(package, book.part, "calcChain")), "")
    gone = {(sheet.number, place.a1) for sheet, places in cells.items() for place in places}
    if not part or not gone:
        return package
    try:
        document = parse(package.read(part), part)
    except RefusedFile:
        # Whatever opens the file does without it, as it did before.
        return package
    if not _drop_entries(document.root, gone):
        return package
    if not children(document.root, "c"):
        return without_part(package, book.part, part)
    return package.with_part(part, serialize(document))


def without_calc_chain(package: Package, book: Book) -> Package:
    """The package without its calculation chain, which Excel makes anew."""
    part = next(iter(related(package, book.part, "calcChain")), "")
    return without_part(package, book.part, part) if part else package


def _drop_entries(chain: Element, gone: Collection[tuple[str, str]]) -> bool:
    """Whether any entry was dropped."""
    sheet, inherited, dropped = "", True, False
    for entry in children(chain, "c"):
        own = entry.get("i")
        sheet = own or sheet
        if (sheet, entry.get("r", "")) in gone:
            chain.remove(entry)
            # Its number must go on to the next entry, also over several that are dropped.
            dropped, inherited = True, False
            continue
        if own is None and not inherited:
            entry.set("i", sheet)
        inherited = True
    return dropped


def _formulas(root: Element) -> Iterable[Element]:
    return root.iter(named(root, "f"))


def _sharing(root: Element) -> Iterable[_Shared]:
    if not any(formula.get("t") == "shared" for formula in _formulas(root)):
        return ()
    found = ((cell.place, child(cell.element, "f")) for cell in all_cells(root))
    return (_Shared(place, formula) for place, formula in found if formula is not None and formula.get("t") == "shared")


def _translated(text: str, origin: Place, place: Place) -> str:
    try:
        moved = Translator("=" + text, origin.a1).translate_formula(place.a1)
    except (TranslatorError, TokenizerError, ValueError, IndexError) as error:
        raise Untranslatable(place) from error
    return str(moved).removeprefix("=")
