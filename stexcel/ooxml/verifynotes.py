"""Notes before and after: ours are there and drawn, and nobody else's text is another than it was."""

from collections.abc import Iterator
from xml.etree import ElementTree

from stexcel.ooxml.address import Place, parse_place
from stexcel.ooxml.book import Book, SheetPart
from stexcel.ooxml.comments import block_of, without_blocks
from stexcel.ooxml.edits import Notes
from stexcel.ooxml.notes import note_place
from stexcel.ooxml.package import Package
from stexcel.ooxml.relations import related
from stexcel.ooxml.values import unescaped
from stexcel.ooxml.vml import noted_places
from stexcel.ooxml.xmlpart import parse


def differing_notes(before: Package, old_book: Book, after: Package, new_book: Book, notes: Notes) -> str | None:
    """The first note that is not as asked, or that has lost what somebody else wrote in it."""
    for sheet in old_book.sheets:
        if not sheet.has_cells:
            continue
        root = parse(before.read(sheet.part), sheet.part).root
        asked: dict[Place, list[str]] = {}
        for note in notes.notes:
            place = parse_place(note.cell)
            if place is not None and old_book.sheet(note.sheet) == sheet:
                asked.setdefault(note_place(root, place), []).append(note.text)
        wrong = _wrong_note(dict(_texts(before, sheet)), dict(_texts(after, sheet)), asked, notes.author)
        if wrong is None and asked:
            wrong = next(iter(asked.keys() - _drawn(after, sheet)), None)
        if wrong is not None:
            return f"anteckningen vid cell {wrong.a1} på bladet ”{sheet.name}” är inte som den ska"
    return None


def _wrong_note(
    old: dict[Place, str], new: dict[Place, str], asked: dict[Place, list[str]], author: str
) -> Place | None:
    for place in old.keys() | new.keys() | asked.keys():
        kept = without_blocks(old.get(place, ""), author)
        found = new.get(place, "")
        if without_blocks(found, author) != kept:
            return place
        if place in asked and not found.endswith(_plain(block_of(author, "\n\n".join(asked[place])))):
            return place
        if place not in asked and found != kept:
            return place
    return None


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _texts(package: Package, sheet: SheetPart) -> Iterator[tuple[Place, str]]:
    for part in related(package, sheet.part, "comments"):
        for comment in ElementTree.fromstring(package.read(part)).iter():
            place = parse_place(comment.get("ref", "")) if comment.tag.endswith("}comment") else None
            if place is not None:
                yield place, "".join(_pieces(comment))


def _pieces(element: ElementTree.Element) -> Iterator[str]:
    """The text in an element, without reading aids."""
    for inner in element:
        if inner.tag.endswith("}t"):
            yield unescaped(inner.text or "")
        elif not inner.tag.endswith("}rPh"):
            yield from _pieces(inner)


def _drawn(package: Package, sheet: SheetPart) -> frozenset[Place]:
    parts = related(package, sheet.part, "vmlDrawing")
    return frozenset(place for part in parts for place in noted_places(package.read(part)))
