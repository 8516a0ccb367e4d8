"""How parts point at each other, and what each of them is: relationships and content types.

Parts are found only through relationships: the order of tabs is not the order of part numbers, targets may be
absolute, and names may differ in case.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote

from lxml import etree

from stexcel.ooxml.archive import part_key
from stexcel.ooxml.errors import RefusedFile
from stexcel.ooxml.package import Package
from stexcel.ooxml.xmlpart import Document, Element, add, children, local, make, new_document, parse, serialize

TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES_PART = "[Content_Types].xml"
_NUMBERED = re.compile(r"rId(\d+)")


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship; ``kind`` is the last word of its type, ``target`` a part's name (empty if external)."""

    id: str
    kind: str
    target: str


def relations(package: Package, part: str) -> tuple[Relation, ...]:
    """The relationships of a part, or of the whole package for the empty name; none if it has no list of them.

    Programs open files where such a list is damaged as if there were none.
    """
    name = relations_part(part)
    if not package.has(name):
        return ()
    try:
        root = parse(package.read(name), name).root
    except RefusedFile:
        return ()
    return tuple(_relation(element, part) for element in root if local(element) == "Relationship")


def related(package: Package, part: str, kind: str) -> tuple[str, ...]:
    """The parts of a kind that ``part`` points at and that exist."""
    targets = (relation.target for relation in relations(package, part) if relation.kind == kind)
    found = (_existing(package, target) for target in targets if target)
    return tuple(name for name in found if name)


def existing_relations(package: Package, part: str) -> dict[str, Relation]:
    """The relationships of a part that lead to parts that exist, by their ids."""
    found = ((r, _existing(package, r.target) if r.target else None) for r in relations(package, part))
    return {relation.id: Relation(relation.id, relation.kind, name) for relation, name in found if name}


def relation_id(element: Element) -> str:
    """The id of the relationship that an element refers to, in whichever namespace; empty if to none."""
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith("}id")), "")


def with_relation(package: Package, part: str, kind: str, target: str, base: str) -> tuple[Package, str]:
    """The package where ``part`` points at ``target``, and the id of that relationship.

    ``base`` is :data:`TRANSITIONAL` or :data:`STRICT`.
    """
    relative = posixpath.relpath("/" + target, "/" + posixpath.dirname(part))
    return _with_target(package, part, {"Type": f"{base}/{kind}", "Target": relative})


def with_external(package: Package, part: str, kind: str, address: str, base: str) -> tuple[Package, str]:
    """The package where ``part`` points at an address outside it, and the id of that relationship."""
    return _with_target(package, part, {"Type": f"{base}/{kind}", "Target": address, "TargetMode": "External"})


def external_target(package: Package, part: str, identity: str) -> str:
    """The address outside the package that a relationship of the part leads to; empty if it leads to none."""
    name = relations_part(part)
    listed = parse(package.read(name), name).root if package.has(name) else ()
    found = (element for element in listed if element.get("Id") == identity)
    return next((e.get("Target", "") for e in found if e.get("TargetMode", "").casefold() == "external"), "")


def without_external(package: Package, part: str, identity: str) -> Package:
    """The package where the part's relationship to an address outside is gone; a list then empty goes too."""
    name = relations_part(part)
    document = parse(package.read(name), name)
    _remove(document.root, [element for element in document.root.findall("*") if element.get("Id") == identity])
    return package.with_part(name, serialize(document)) if len(document.root) else package.without(name)


def without_part(package: Package, owner: str, part: str) -> Package:
    """The package without ``part``, what only it points at, the owner's relationship to it and their types."""
    package = _without_relation(package, owner, part)
    return without_relations(_without_type(package, part).without(part), part)


def without_relations(package: Package, part: str) -> Package:
    """The package where ``part`` points at nothing, without the parts that nothing else points at."""
    own = [relation.target for relation in relations(package, part) if relation.target]
    package = package.without(relations_part(part))
    pointed_at = set(_all_targets(package))
    for target in own:
        if package.has(target) and part_key(target) not in pointed_at:
            package = without_part(package, "", target)
    return package


def with_type(package: Package, part: str, content_type: str) -> Package:
    """The package where the part has a content type of its own."""
    document = _types(package)
    add(document.root, "Override", {"PartName": "/" + part, "ContentType": content_type})
    return package.with_part(_TYPES_PART, serialize(document))


def with_default_type(package: Package, extension: str, content_type: str) -> Package:
    """The package where all parts with the extension have the type, unless they have one of their own."""
    document = _types(package)
    for element in children(document.root, "Default"):
        if element.get("Extension", "").casefold() == extension:
            return package
    attributes = {"Extension": extension, "ContentType": content_type}
    document.root.insert(0, make(document.root, "Default", attributes))
    return package.with_part(_TYPES_PART, serialize(document))


def free_name(package: Package, pattern: str) -> str:
    """A part name that is not taken: ``pattern`` has ``{}`` where the number goes."""
    number = 1
    while package.has(pattern.format(number)):
        number += 1
    return pattern.format(number)


def relations_part(part: str) -> str:
    """The name of the part that lists a part's relationships."""
    folder, name = posixpath.split(part.replace("\\", "/"))
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _with_target(package: Package, part: str, attributes: Mapping[str, str]) -> tuple[Package, str]:
    name = relations_part(part)
    document = _list_of(package, name)
    taken = {element.get("Id", "") for element in document.root}
    numbers = [int(match[1]) for match in map(_NUMBERED.fullmatch, taken) if match]
    identity = f"rId{max(numbers, default=0) + 1}"
    add(document.root, "Relationship", {"Id": identity, **attributes})
    return package.with_part(name, serialize(document)), identity


def _relation(element: Element, part: str) -> Relation:
    kind = element.get("Type", "").rpartition("/")[2]
    external = element.get("TargetMode", "").casefold() == "external"
    target = "" if external else _resolved(part, element.get("Target", ""))
    return Relation(element.get("Id", ""), kind, target)


def _resolved(part: str, target: str) -> str:
    folder = posixpath.dirname("/" + part.replace("\\", "/").lstrip("/"))
    path = target.replace("\\", "/").partition("#")[0]
    return posixpath.normpath(posixpath.join(folder, path)).lstrip("/") if path else ""


def _existing(package: Package, target: str) -> str | None:
    """The part that a target means: letters may be escaped in the one and not in the other."""
    return next((name for name in (target, unquote(target), quote(target)) if package.has(name)), None)


def _list_of(package: Package, name: str) -> Document:
    if package.has(name):
        return parse(package.read(name), name)
    return new_document(etree.fromstring(f'<Relationships xmlns="{_RELATIONS}"/>'))


def _without_relation(package: Package, owner: str, part: str) -> Package:
    name = relations_part(owner)
    if not package.has(name):
        return package
    document = parse(package.read(name), name)
    doomed = [
        element
        for element in children(document.root, "Relationship")
        if part_key(_relation(element, owner).target) == part_key(part)
    ]
    if not doomed:
        return package
    _remove(document.root, doomed)
    # A list that was made for one relationship goes with it, so that adding and removing leaves no trace.
    return package.with_part(name, serialize(document)) if len(document.root) or not owner else package.without(name)


def _without_type(package: Package, part: str) -> Package:
    document = _types(package)
    doomed = [
        element
        for element in children(document.root, "Override")
        if part_key(element.get("PartName", "")) == part_key(part)
    ]
    if not doomed:
        return package
    _remove(document.root, doomed)
    return package.with_part(_TYPES_PART, serialize(document))


def _remove(parent: Element, doomed: Iterable[Element]) -> None:
    for element in doomed:
        parent.remove(element)


def _types(package: Package) -> Document:
    return parse(package.read(_TYPES_PART), _TYPES_PART)


def _all_targets(package: Package) -> Iterator[str]:
    for name in package.names:
        folder, _, file = name.replace("\\", "/").rpartition("/")
        if folder.endswith("_rels") and file.endswith(".rels"):
            owner = posixpath.join(folder.removesuffix("_rels"), file.removesuffix(".rels"))
            yield from (part_key(relation.target) for relation in relations(package, owner))
