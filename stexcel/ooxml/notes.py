"""Notes at cells: comments, the boxes they are drawn in, and everything that ties these to their sheet.

Where a cell has a note, ours is appended to it. Where a cell has a thread, nothing is written: the comment that
stands in for a thread is rewritten by Excel from the thread, and text in it would be lost or never seen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from stexcel.ooxml.address import Place, parse_place
from stexcel.ooxml.book import Book, SheetPart
from stexcel.ooxml.boxes import Measures, box_beside, height_for, measures_of
from stexcel.ooxml.comments import (
    Comment,
    add_comment,
    append_block,
    block_of,
    comments_of,
    is_threaded,
    remove_blocks,
)
from stexcel.ooxml.edits import Note, Notes, Unplaced
from stexcel.ooxml.errors import RefusedEdits, refused_cell
from stexcel.ooxml.guards import merged_areas
from stexcel.ooxml.package import Package
from stexcel.ooxml.relations import (
    existing_relations,
    free_name,
    related,
    relation_id,
    with_default_type,
    with_relation,
    with_type,
    without_part,
)
from stexcel.ooxml.sheetxml import ORDER
from stexcel.ooxml.targets import wrong_place
from stexcel.ooxml.values import too_long
from stexcel.ooxml.vml import has_shapes, new_drawing, with_boxes, without_boxes
from stexcel.ooxml.xmlpart import Element, child, children, insert_ordered, make, named, namespace, parse, serialize

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_THREADED = (
    "cellen har en kommentarstråd, och en anteckning på samma cell skulle skada den eller aldrig synas. "
    "Anteckningen skrevs inte."
)


@dataclass(frozen=True, slots=True)
class _Noted:
    """A sheet with the texts that it is to have, by cell."""

    sheet: SheetPart
    texts: Mapping[Place, str]
    measures: Measures


def with_notes(package: Package, book: Book, notes: Notes) -> tuple[Package, tuple[Unplaced, ...]]:
    """The package with these notes and no others by their author, and the notes that found no place.

    Raises :class:`RefusedEdits` for sheets and addresses that are not there, and for texts that are too long.
    """
    by_sheet = _by_sheet(book, notes)
    unplaced: list[Unplaced] = []
    for sheet in book.sheets:
        if not sheet.has_cells:
            continue
        package = _without_own(package, sheet, notes.author)
        asked = by_sheet.get(sheet, [])
        threaded = _threaded_places(package, sheet)
        unplaced += [Unplaced(note, _THREADED) for place, note in asked if place in threaded]
        placed = [(place, note) for place, note in asked if place not in threaded]
        if placed:
            package = _with_own(package, book, sheet, notes.author, placed)
    return package, tuple(unplaced)


def note_place(root: Element, place: Place) -> Place:
    """Where a note for the cell is seen: in a merged range at its first cell."""
    return next((area.top_left for area in merged_areas(root) if area.holds(place)), place)


def _by_sheet(book: Book, notes: Notes) -> dict[SheetPart, list[tuple[Place, Note]]]:
    found: dict[SheetPart, list[tuple[Place, Note]]] = {}
    reasons = []
    for note in notes.notes:
        sheet, place = book.sheet(note.sheet), parse_place(note.cell)
        if sheet is None or not sheet.has_cells or place is None:
            reasons.append(wrong_place(book, note.sheet, note.cell))
        elif too_long(block_of(notes.author, note.text)):
            what = "anteckningen är längre än de 32 767 tecken som Excel rymmer."
            reasons.append(refused_cell(note.sheet, note.cell, what, "Korta den."))
        else:
            found.setdefault(sheet, []).append((place, note))
    if reasons:
        raise RefusedEdits(reasons)
    return found


def _threaded_places(package: Package, sheet: SheetPart) -> frozenset[Place]:
    threads = [
        parse_place(element.get("ref", ""))
        for part in related(package, sheet.part, "threadedComment")
        for element in children(parse(package.read(part), part).root, "threadedComment")
    ]
    stand_ins = [comment.place for comment in _comments(package, sheet) if is_threaded(comment)]
    return frozenset(place for place in (*threads, *stand_ins) if place is not None)


def _comments(package: Package, sheet: SheetPart) -> list[Comment]:
    part = _comments_part(package, sheet)
    return list(comments_of(parse(package.read(part), part).root)) if part else []


def _comments_part(package: Package, sheet: SheetPart) -> str:
    return next(iter(related(package, sheet.part, "comments")), "")


def _without_own(package: Package, sheet: SheetPart, author: str) -> Package:
    """The sheet without the author's blocks, without notes that held nothing else, and without parts then empty."""
    part = _comments_part(package, sheet)
    if not part:
        return package
    document = parse(package.read(part), part)
    touched = [comment for comment in comments_of(document.root) if remove_blocks(comment, author)]
    if not touched:
        return package
    # LibreOffice saves notes without their authors.
    emptied = [comment for comment in touched if comment.author.strip() in (author, "") and not comment.text.strip()]
    for comment in emptied:
        parent = comment.element.getparent()
        if parent is not None:
            parent.remove(comment.element)
    package = _without_boxes(package, sheet, [comment.place for comment in emptied])
    if not list(children(child(document.root, "commentList"), "comment")):
        return without_part(package, sheet.part, part)
    return package.with_part(part, serialize(document))


def _without_boxes(package: Package, sheet: SheetPart, places: Sequence[Place]) -> Package:
    document = parse(package.read(sheet.part), sheet.part)
    drawing = _drawing_part(package, sheet, document.root)
    if not drawing or not places:
        return package
    data = without_boxes(package.read(drawing), places)
    if has_shapes(data):
        return package.with_part(drawing, data)
    element = child(document.root, "legacyDrawing")
    if element is not None:
        document.root.remove(element)
    return without_part(package.with_part(sheet.part, serialize(document)), sheet.part, drawing)


def _with_own(
    package: Package, book: Book, sheet: SheetPart, author: str, placed: Sequence[tuple[Place, Note]]
) -> Package:
    root = parse(package.read(sheet.part), sheet.part).root
    texts: dict[Place, str] = {}
    for place, note in placed:
        seen = note_place(root, place)
        texts[seen] = f"{texts[seen]}\n\n{note.text}" if seen in texts else note.text
    noted = _Noted(sheet, texts, measures_of(root))
    package = _with_comments_part(package, book, sheet, namespace(root))
    package, full_texts = _with_texts(package, noted, author)
    return _with_boxes(package, book, noted, full_texts)


def _with_comments_part(package: Package, book: Book, sheet: SheetPart, main: str) -> Package:
    """The package where the sheet has a comments part."""
    if _comments_part(package, sheet):
        return package
    folder = book.part.rpartition("/")[0]
    part = free_name(package, f"{folder}/comments{{}}.xml".lstrip("/"))
    text = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="{main}"/>'
    package = with_type(package.with_part(part, text.encode()), part, _COMMENTS_TYPE)
    return with_relation(package, sheet.part, "comments", part, book.relation_base)[0]


def _with_texts(package: Package, noted: _Noted, author: str) -> tuple[Package, dict[Place, str]]:
    """The package with the blocks in the sheet's comments, and the whole text of every note that has one."""
    part = _comments_part(package, noted.sheet)
    document = parse(package.read(part), part)
    for name, position in (("authors", 0), ("commentList", 1)):
        if child(document.root, name) is None:
            document.root.insert(position, make(document.root, name))
    present = {comment.place: comment for comment in comments_of(document.root)}
    for place, text in noted.texts.items():
        if place in present:
            append_block(present[place], author, text)
        else:
            add_comment(document.root, place, author, text)
    package = package.with_part(part, serialize(document))
    return package, {c.place: c.text for c in comments_of(document.root) if c.place in noted.texts}


def _with_boxes(package: Package, book: Book, noted: _Noted, texts: Mapping[Place, str]) -> Package:
    boxes = {place: box_beside(place, noted.measures, height_for(text)) for place, text in texts.items()}
    package, drawing = _with_drawing(package, book, noted.sheet)
    old = package.read(drawing)
    new = with_boxes(old, boxes, drawing)
    return package if new == old else package.with_part(drawing, new)


def _with_drawing(package: Package, book: Book, sheet: SheetPart) -> tuple[Package, str]:
    """The package where the sheet has a part for boxes, and its name."""
    document = parse(package.read(sheet.part), sheet.part)
    present = _drawing_part(package, sheet, document.root)
    if present:
        return package, present
    folder = book.part.rpartition("/")[0]
    part = free_name(package, f"{folder}/drawings/vmlDrawing{{}}.vml".lstrip("/"))
    package = package.with_part(part, new_drawing(book.sheets.index(sheet) + 1))
    package = with_default_type(package, "vml", _VML_TYPE)
    package, identity = with_relation(package, sheet.part, "vmlDrawing", part, book.relation_base)
    broken = child(document.root, "legacyDrawing")
    if broken is not None:
        document.root.remove(broken)
    element = etree.Element(named(document.root, "legacyDrawing"), nsmap={"r": book.relation_base})
    element.set(f"{{{book.relation_base}}}id", identity)
    insert_ordered(document.root, element, ORDER)
    return package.with_part(sheet.part, serialize(document)), part


def _drawing_part(package: Package, sheet: SheetPart, root: Element) -> str:
    """The part that the sheet draws its boxes from; empty if it has none."""
    element = child(root, "legacyDrawing")
    if element is None:
        return ""
    relation = existing_relations(package, sheet.part).get(relation_id(element))
    return relation.target if relation is not None else ""
