"""The comments of an .xlsx or .xlsm file: no content is read from them, but what must not stand there is looked for."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, ParseError

from stexcel.workbook.errors import UnreadableFile
from stexcel.workbook.sniff import ZIP_MARK
from stexcel.workbook.zipguard import Part, check_archive, inflate

_BOOK = "xl/workbook.xml"
_KINDS = ("/comments", "/threadedComment")
"""How the types of relations to comments end, in Excel's old form and in its new one."""
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ID, _LETTERS = "}id", 26


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, and its cell counted from 1 as in Excel."""

    sheet: str
    row: int
    column: int
    text: str


def comments_in(data: bytes) -> tuple[Comment, ...]:
    """The comments of a workbook that could be read; none for other kinds of files, and for parts that are broken."""
    if not data.startswith(ZIP_MARK):
        return ()
    parts = {part.name: part for part in check_archive(data)}
    if not any("omment" in name for name in parts):
        return ()
    try:
        return tuple(_comments(data, parts))
    except (ParseError, UnreadableFile, ValueError):
        return ()


def _comments(data: bytes, parts: Mapping[str, Part]) -> Iterator[Comment]:
    for name, place in _sheets(data, parts):
        for kind, target in _relations(data, parts, place).values():
            if kind.endswith(_KINDS) and target in parts:
                yield from _of_part(name, ElementTree.fromstring(inflate(data, parts[target])))


def _sheets(data: bytes, parts: Mapping[str, Part]) -> Iterator[tuple[str, str]]:
    """The sheets and the parts that hold them."""
    if _BOOK not in parts:
        return
    relations = _relations(data, parts, _BOOK)
    for one in _named(ElementTree.fromstring(inflate(data, parts[_BOOK])), "sheet"):
        key = next((value for name, value in one.attrib.items() if name.endswith(_ID)), "")
        if key in relations:
            yield one.get("name", ""), relations[key][1]


def _relations(data: bytes, parts: Mapping[str, Part], of: str) -> Mapping[str, tuple[str, str]]:
    """The relations of a part by their ids: their types, and the parts that they lead to."""
    folder, name = posixpath.split(of)
    place = f"{folder}/_rels/{name}.rels"
    if place not in parts:
        return {}
    found = _named(ElementTree.fromstring(inflate(data, parts[place])), "Relationship")
    return {
        one.get("Id", ""): (
            one.get("Type", ""),
            posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/"),
        )
        for one in found
    }


def _of_part(sheet: str, root: Element) -> Iterator[Comment]:
    for name in ("comment", "threadedComment"):
        for one in _named(root, name):
            cell = _CELL.fullmatch(one.get("ref", ""))
            if cell is not None:
                yield Comment(sheet, int(cell[2]), _column(cell[1]), "".join(one.itertext()).strip())


def _named(root: Element, name: str) -> Iterator[Element]:
    """The elements of a name, in whatever name space."""
    return (one for one in root.iter() if one.tag.rpartition("}")[2] == name)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number
