"""Links at cells: to an address elsewhere, which needs a relationship, or to a place in the workbook."""

import re
from collections.abc import Sequence

from lxml import etree

from stexcel.ooxml.address import Place, parse_area
from stexcel.ooxml.book import Book, SheetPart
from stexcel.ooxml.edits import Hyperlink
from stexcel.ooxml.errors import RefusedEdits, refused_cell
from stexcel.ooxml.guards import read_guards
from stexcel.ooxml.package import Package
from stexcel.ooxml.relations import external_target, relation_id, with_external, without_external
from stexcel.ooxml.sheetxml import ORDER, Rows
from stexcel.ooxml.styles import Styles, style_of
from stexcel.ooxml.targets import per_sheet
from stexcel.ooxml.xmlpart import Element, child, children, ensure, named, namespace, parse, serialize

MAX_ADDRESS = 2_079
"""Characters of an address that Excel can follow."""

_MAX_LOCATION = 255
_UNFIT = re.compile(r"[\x00-\x20\x7f<>\"{}|\\^`]")
_SCHEMES = ("http:", "https:", "mailto:", "file:", "ftp:", "tel:")
_SCHEME = re.compile(r"[A-Za-z][\w+.-]*:")


def with_links(package: Package, book: Book, links: Sequence[Hyperlink], *, force: bool) -> Package:
    """The package with the links, each instead of the one that its cell had; all others stay.

    Raises :class:`RefusedEdits` with the reason for every link that cannot be made, and then makes none.
    """
    by_sheet = per_sheet(book, ((link.sheet, link.cell, link) for link in links))
    reasons = [reason for sheet, asked in by_sheet.items() for reason in _reasons(package, book, sheet, asked, force)]
    if reasons:
        raise RefusedEdits(reasons)
    for sheet, asked in by_sheet.items():
        for place, link in asked.items():
            package = _with_link(package, book, sheet, place, link)
    return package


def link_at(package: Package, sheet: SheetPart, root: Element, place: Place) -> tuple[str, str]:
    """The address and the location that the link at exactly this cell leads to; empty where there is none."""
    element = _element_at(root, place)
    if element is None:
        return "", ""
    return external_target(package, sheet.part, relation_id(element)), element.get("location", "")


def _reasons(package: Package, book: Book, sheet: SheetPart, asked: dict[Place, Hyperlink], force: bool) -> list[str]:
    root = parse(package.read(sheet.part), sheet.part).root
    guards, rows = read_guards(package, sheet.part, root), Rows(root)
    styles = Styles(package, book, namespace(root))
    wide = [area for area in (parse_area(e.get("ref", "")) for e in _elements(root)) if area and not area.single]
    found = []
    for place, link in asked.items():
        locked = guards.protected and styles.is_locked(style_of(rows.cell(place)))
        obstacle = guards.link_obstacle(place, locked=locked, force=force)
        what, remedy = (obstacle.what, obstacle.remedy) if obstacle is not None else _unfit(link)
        own = [area for area in guards.merged if area.top_left == place]
        shared = next((area for area in wide if area.holds(place) and area not in own), None)
        if not what and shared is not None:
            what, remedy = f"cellen delar en länk med {shared.a1}.", "Ta bort den länken i Excel först."
        if what:
            found.append(refused_cell(sheet.name, place.a1, what, remedy))
    return found


def _unfit(link: Hyperlink) -> tuple[str, str]:
    """What is wrong with where a link leads and what to do about it; both empty if nothing is."""
    scheme = _SCHEME.match(link.address)
    if link.address and link.location:
        return "länken leder både till en adress och till ett ställe i arbetsboken.", "Ange det ena."
    if len(link.address) > MAX_ADDRESS or len(link.location) > _MAX_LOCATION:
        return "länken är längre än Excel klarar.", "Korta den."
    if _UNFIT.search(link.address) or (scheme and not link.address.casefold().startswith(_SCHEMES)):
        return f"”{link.address}” är ingen adress som Excel kan följa.", "Skriv den som https://… utan blanksteg."
    return "", ""


def _with_link(package: Package, book: Book, sheet: SheetPart, place: Place, link: Hyperlink) -> Package:
    document = parse(package.read(sheet.part), sheet.part)
    old = _element_at(document.root, place)
    identity = relation_id(old) if old is not None else ""
    if old is not None:
        _remove(old)
    used = {relation_id(element) for element in _elements(document.root)}
    if identity and identity not in used and external_target(package, sheet.part, identity):
        package = without_external(package, sheet.part, identity)
    if link.address or link.location:
        base, parent = book.relation_base, ensure(document.root, "hyperlinks", ORDER)
        made = etree.SubElement(parent, named(parent, "hyperlink"), nsmap={"r": base})
        made.set("ref", place.a1 if old is None else old.get("ref", place.a1))
        if link.address:
            package, identity = with_external(package, sheet.part, "hyperlink", link.address, base)
            made.set(f"{{{base}}}id", identity)
        else:
            made.set("location", link.location)
    return package.with_part(sheet.part, serialize(document))


def _elements(root: Element) -> list[Element]:
    return children(child(root, "hyperlinks"), "hyperlink")


def _element_at(root: Element, place: Place) -> Element | None:
    """The link whose range begins with the cell."""
    areas = ((element, parse_area(element.get("ref", ""))) for element in _elements(root))
    return next((element for element, area in areas if area is not None and area.top_left == place), None)


def _remove(element: Element) -> None:
    """Takes a link away, and the list of links if it was the last."""
    parent = element.getparent()
    if parent is None:
        return
    parent.remove(element)
    whole = parent.getparent()
    if whole is not None and not len(parent):
        whole.remove(parent)
