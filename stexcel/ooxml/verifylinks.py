"""Links before and after: those asked for lead where they should, and all others where they did."""

from collections.abc import Mapping

from stexcel.ooxml.address import Place, parse_place
from stexcel.ooxml.book import SheetPart
from stexcel.ooxml.edits import Hyperlink
from stexcel.ooxml.links import link_at
from stexcel.ooxml.package import Package
from stexcel.ooxml.relations import external_target, relation_id
from stexcel.ooxml.xmlpart import Element, parse


def differing_links(before: Package, after: Package, sheet: SheetPart, asked: Mapping[Place, Hyperlink]) -> str | None:
    """The first link that is not as asked, or that has changed though nobody asked."""
    root = parse(after.read(sheet.part), sheet.part).root
    for place, link in asked.items():
        if link_at(after, sheet, root, place) != (link.address, link.location):
            return f"länken i cell {place.a1} på bladet ”{sheet.name}” är inte som den ska"
    old = parse(before.read(sheet.part), sheet.part).root
    if _others(before, sheet, old, asked) != _others(after, sheet, root, asked):
        return f"en annan länk på bladet ”{sheet.name}” ändrades"
    return None


def _others(
    package: Package, sheet: SheetPart, root: Element, asked: Mapping[Place, Hyperlink]
) -> list[tuple[str, str, str]]:
    """Where all links but those asked for are, and what they lead to."""
    return [
        (ref, external_target(package, sheet.part, relation_id(element)), element.get("location", ""))
        for element in root.iter("{*}hyperlink")
        if parse_place((ref := element.get("ref", "")).partition(":")[0]) not in asked
    ]
