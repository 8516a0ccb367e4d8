"""XML parts in and out of trees, so that what is not edited keeps its meaning: encoding, prefixes and all."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from stexcel.ooxml.errors import damaged_part

Element = etree._Element

_DECLARATION = re.compile(r"<\?xml\s[^>]*?\?>\s*")
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed part. ``start`` (byte order mark) and ``declaration`` are kept as they stood."""

    root: Element
    start: bytes
    declaration: str
    encoding: str


def parse(data: bytes, name: str) -> Document:
    """The part as a tree; :class:`RefusedFile` naming the part if it is no sound XML or has a DTD.

    No workbook has a document type; one could make the parser fetch or swell.
    """
    if b"<!DOCTYPE" in (data if b"\0" not in data else data.replace(b"\0", b"")):
        raise damaged_part(name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, strip_cdata=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged_part(name) from error
    named_encoding = root.getroottree().docinfo.encoding or "utf-8"
    # What no other program had to decode stays so: some can do it with UTF only.
    plain = (b"", "ascii" if data.isascii() and not named_encoding.casefold().startswith("utf") else named_encoding)
    start, encoding = next(((bom, kind) for bom, kind in _BOMS if data.startswith(bom)), plain)
    head = data[len(start) : len(start) + 400].decode(encoding, "replace")
    declaration = _DECLARATION.match(head)
    return Document(root, start, declaration.group() if declaration else "", encoding)


def serialize(document: Document) -> bytes:
    """The tree as a part, in the encoding it came in."""
    text = document.declaration + etree.tostring(document.root.getroottree(), encoding="unicode")
    return document.start + text.encode(document.encoding, "xmlcharrefreplace")


def new_document(root: Element) -> Document:
    """A part of our own making."""
    return Document(root, b"", '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n', "UTF-8")


def namespace(element: Element) -> str:
    """The element's namespace, empty if it has none; others' elements and ours then stand in the same."""
    return str(element.tag).rpartition("}")[0].removeprefix("{")


def local(element: Element) -> str:
    """The element's name without namespace; comments and processing instructions have one that no element has."""
    return str(element.tag).rpartition("}")[2]


def named(parent: Element, name: str) -> str:
    """The full name of a child ``name`` in the parent's own namespace (transitional or strict)."""
    space, brace, _ = str(parent.tag).rpartition("}")
    return f"{space}{brace}{name}"


def child(parent: Element, name: str) -> Element | None:
    """The first child with the name, in the parent's namespace."""
    return parent.find(named(parent, name))


def children(parent: Element | None, name: str) -> list[Element]:
    """All children with the name, in the parent's namespace; none without a parent."""
    return [] if parent is None else parent.findall(named(parent, name))


def make(parent: Element, name: str, attributes: Mapping[str, str] | None = None) -> Element:
    """A new element in the parent's namespace, to be put into the parent; it then takes the parent's prefix."""
    return etree.Element(named(parent, name), dict(attributes or {}))


def add(parent: Element, name: str, attributes: Mapping[str, str] | None = None, text: str | None = None) -> Element:
    """A new last child in the parent's namespace and with its prefix."""
    element = etree.SubElement(parent, named(parent, name), dict(attributes or {}))
    element.text = text
    return element


def ensure(parent: Element, name: str, order: Sequence[str]) -> Element:
    """The child with the name, made at its place in the schema's ``order`` if it is not there."""
    found = child(parent, name)
    if found is not None:
        return found
    made = make(parent, name)
    insert_ordered(parent, made, order)
    return made


def insert_ordered(parent: Element, element: Element, order: Sequence[str]) -> None:
    """Puts ``element`` among the parent's children where the schema's ``order`` wants it, after its equals."""
    ranks = {name: rank for rank, name in enumerate(order)}
    own = ranks[local(element)]
    for index, sibling in enumerate(parent):
        if _rank(sibling, ranks) > own:
            parent.insert(index, element)
            return
    parent.append(element)


def _rank(element: Element, ranks: Mapping[str, int]) -> int:
    """The element's place in the order; alternatives stand where their first known content does."""
    if element.tag != _COMPATIBILITY:
        return ranks.get(local(element), -1)
    return min((ranks[local(inner)] for inner in element.iterdescendants() if local(inner) in ranks), default=-1)
