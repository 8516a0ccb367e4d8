"""The workbook part: its sheets in the order of the tabs, its calendar and when it recalculates."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stexcel.ooxml.errors import RefusedFile
from stexcel.ooxml.package import Package, open_package
from stexcel.ooxml.relations import (
    STRICT,
    TRANSITIONAL,
    existing_relations,
    related,
    relation_id,
    relations,
)
from stexcel.ooxml.splice import spliced
from stexcel.ooxml.xmlpart import Element, child, children, ensure, namespace, parse

ORDER = (
    "fileVersion",
    "fileSharing",
    "workbookPr",
    "workbookProtection",
    "bookViews",
    "sheets",
    "functionGroups",
    "externalReferences",
    "definedNames",
    "calcPr",
    "oleSize",
    "customWorkbookViews",
    "pivotCaches",
    "smartTagPr",
    "smartTagTypes",
    "webPublishing",
    "fileRecoveryPr",
    "webPublishObjects",
    "extLst",
)
"""The order of the workbook's children in its schema."""

_STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_TRUE = ("1", "true", "on")

_NO_WORKBOOK = (
    "filen är ingen Excel-arbetsbok av det slag som går att skriva i utan förlust (.xlsx eller .xlsm). Öppna den i "
    "Excel, spara den som Excel-arbetsbok (.xlsx) och försök igen."
)
_SIGNED = (
    "filen är digitalt signerad, och varje ändring gör signaturen ogiltig. Inget skrevs. Spara en osignerad kopia "
    "(Arkiv > Info > Visa signaturer > Ta bort signatur) och använd den."
)


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A tab: its name, its number in the workbook (``sheetId``), its part and what kind of sheet it is."""

    name: str
    number: str
    part: str
    kind: str

    @property
    def has_cells(self) -> bool:
        """Whether it is a worksheet, and no chart, dialog or macro sheet."""
        return self.kind == "worksheet"


@dataclass(frozen=True, slots=True)
class Book:
    """The workbook part; ``strict`` tells which of the two families of namespaces it uses."""

    part: str
    sheets: tuple[SheetPart, ...]
    strict: bool
    from_1904: bool

    @property
    def relation_base(self) -> str:
        """What the types of this workbook's relationships begin with; also the namespace of ``r:id``."""
        return STRICT if self.strict else TRANSITIONAL

    def sheet(self, name: str) -> SheetPart | None:
        """The tab with the name: as written, else without regard to case as Excel does."""
        exact = (sheet for sheet in self.sheets if sheet.name == name)
        alike = (sheet for sheet in self.sheets if sheet.name.casefold() == name.casefold())
        return next(exact, None) or next(alike, None)


def is_true(value: str | None) -> bool:
    """An XML attribute as a truth value; missing is false."""
    return (value or "").casefold() in _TRUE


def open_book(data: bytes) -> tuple[Package, Book]:
    """The file as a package and its workbook part.

    Raises the errors of :func:`stexcel.ooxml.package.open_package`, and :class:`RefusedFile` for what is no
    .xlsx or .xlsm, and for a file with a digital signature, which any change would break.
    """
    package = open_package(data)
    top = relations(package, "")
    if any("digital-signature" in name for name in package.names) or any(
        relation.kind == "origin" or "_xmlsignatures" in relation.target for relation in top
    ):
        raise RefusedFile(_SIGNED)
    return package, read_book(package)


def read_book(package: Package) -> Book:
    """The workbook part of a package; :class:`RefusedFile` if it has none in XML."""
    part = next(iter(related(package, "", "officeDocument")), "")
    if not part or part.casefold().endswith(".bin") or not package.has("[Content_Types].xml"):
        raise RefusedFile(_NO_WORKBOOK)
    root = parse(package.read(part), part).root
    properties = child(root, "workbookPr")
    return Book(
        part,
        tuple(_sheets(package, part, root)),
        namespace(root) == _STRICT_MAIN,
        properties is not None and is_true(properties.get("date1904")),
    )


def recalculated_on_load(package: Package, book: Book) -> Package:
    """The package where Excel computes all formulas anew when it opens the file, if there are any formulas.

    What depends on a changed cell has a saved value that is no longer true.
    """
    if not any(_has_formulas(package, sheet.part) for sheet in book.sheets):
        return package
    data = package.read(book.part)
    document = parse(data, book.part)
    settings = ensure(document.root, "calcPr", ORDER)
    if is_true(settings.get("fullCalcOnLoad")):
        return package
    settings.set("fullCalcOnLoad", "1")
    return package.with_part(book.part, spliced(data, document, settings, "fullCalcOnLoad"))


def _has_formulas(package: Package, part: str) -> bool:
    """Whether there is any; in a damaged part no program finds any."""
    try:
        return _FORMULA.search(package.read(part)) is not None
    except RefusedFile:
        return False


def _sheets(package: Package, part: str, root: Element) -> Iterator[SheetPart]:
    targets = existing_relations(package, part)
    for sheet in children(child(root, "sheets"), "sheet"):
        relation = targets.get(relation_id(sheet))
        if relation is not None:
            yield SheetPart(sheet.get("name", ""), sheet.get("sheetId", ""), relation.target, relation.kind)
