"""One attribute of one element given in a part's bytes, so that every other byte stays as it was."""

import re

from lxml import etree

from stexcel.ooxml.errors import RefusedFile
from stexcel.ooxml.xmlpart import Document, Element, local, parse, serialize

_END_OF_TAG = re.compile(rb"\s*/?>\Z")


def spliced(data: bytes, document: Document, element: Element, attribute: str) -> bytes:
    """The part ``data`` as it is in the tree, where ``element`` was given the ``attribute`` or was made with it alone.

    Where that cannot be done in the bytes themselves, or would say something else, the tree is written anew.
    """
    value = f' {attribute}="{element.get(attribute, "")}"'.encode("ascii")
    found = None if b"\0" in data or b"<!" in data else _in_bytes(data, element, attribute, value)
    return found if found is not None and _says(found, document) else serialize(document)


def _in_bytes(data: bytes, element: Element, attribute: str, value: bytes) -> bytes | None:
    tags = list(_tag(element).finditer(data))
    if len(tags) == 1:
        old = re.compile(rb"\s+" + attribute.encode("ascii") + rb"\s*=\s*(?:\"[^\"]*\"|'[^']*')")
        tag = _END_OF_TAG.sub(lambda match: value + match[0], old.sub(b"", tags[0][0]))
        return data[: tags[0].start()] + tag + data[tags[0].end() :]
    at = _place(data, element)
    return None if tags or at < 0 else b"".join((data[:at], b"<", _name(element), value, b"/>", data[at:]))


def _place(data: bytes, element: Element) -> int:
    """Where a new element goes: before the next one or at the end of the one it is in; -1 where that is unclear."""
    follower = element.getnext()
    if follower is None:
        return data.rfind(b"</")
    tags = list(_tag(follower).finditer(data))
    return tags[0].start() if tags else -1


def _tag(element: Element) -> re.Pattern[bytes]:
    return re.compile(rb"<" + re.escape(_name(element)) + rb"(?=[\s/>])[^<>]*>")


def _name(element: Element) -> bytes:
    """The element's name with its prefix."""
    return (f"{element.prefix}:{local(element)}" if element.prefix else local(element)).encode()


def _says(data: bytes, document: Document) -> bool:
    """Whether the bytes say what the tree says."""
    try:
        root = parse(data, "").root
    except RefusedFile:
        return False
    return etree.tostring(root, method="c14n") == etree.tostring(document.root, method="c14n")
