"""A PDF to the målbeskrivningar in it, each complete and certain, or with what is wrong with it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from stexcel import codes
from stexcel.catalogue.activities import NotUnderstood, activities, certified_by
from stexcel.catalogue.errors import CatalogueError
from stexcel.catalogue.model import Official, OfficialDelmal, OfficialText
from stexcel.catalogue.page import Page
from stexcel.catalogue.parts import Printed, contents
from stexcel.catalogue.pdf import read_bytes, read_pages
from stexcel.catalogue.sections import Section, section_at, sections_of
from stexcel.catalogue.text import paragraphs
from stexcel.regelverk import Regelverk, pages_told
from stexcel.rules.words import listing

T = TypeVar("T")

_ADVICE = "Allmänna råd"
_SHOWN = 80


def read_official(path: Path, regelverk: Regelverk) -> OfficialText:
    """The målbeskrivningar of a PDF.

    Raises :class:`CatalogueError` for a file that cannot be read, and for one that is no målbeskrivning.
    """
    data = read_bytes(path)
    found = officials(read_pages(data, path.as_posix()), regelverk)
    if not found:
        raise CatalogueError(
            f"{path.as_posix()} är ingen målbeskrivning: inga delmål med utbildningsaktiviteter och uppföljning eller "
            "intyg hittades. Ange myndighetens målbeskrivning som PDF. Inget är sparat."
        )
    return OfficialText(path.name, hashlib.sha256(data).hexdigest(), found)


def officials(pages: Sequence[Page], regelverk: Regelverk) -> tuple[Official, ...]:
    """The målbeskrivningar of the pages, in their order; empty where there is none."""
    document = contents(pages)
    printed = [one for one in document.delmal if not codes.is_bt(one.code)]
    if not printed:
        return ()
    sections = sections_of(document.prose, tuple(regelverk.specialties))
    if not sections:
        return (_nameless(printed[0].code),)
    common = [one for one in printed if section_at(sections, one.place) is None]
    return tuple(_official(own, common) for own in _divided(printed, sections))


def _nameless(code: str) -> Official:
    fault = (
        "Det framgår inte vilken specialitet delmålen gäller: varken ”För … gäller …” eller en rubrik med "
        "specialitetens namn hittades."
    )
    return Official(codes.regulation_of(code) or "", "Okänd specialitet", (), MappingProxyType({}), (fault,))


@dataclass(frozen=True, slots=True)
class _Own:
    """What the document has under one specialty and regulation."""

    section: Section
    regulation: str
    listed: tuple[str, ...]
    printed: tuple[Printed, ...]


def _divided(printed: Sequence[Printed], sections: Sequence[Section]) -> Iterator[_Own]:
    """What stands under each specialty, by regulation."""
    for section in _merged(sections):
        under = [one for one in printed if (at := section_at(sections, one.place)) and at.name == section.name]
        for regulation in codes.REGULATIONS:
            listed = tuple(code for code in section.listed if codes.regulation_of(code) == regulation)
            own = tuple(one for one in under if codes.regulation_of(one.code) == regulation)
            if listed or own:
                yield _Own(section, regulation, listed, own)


def _merged(sections: Sequence[Section]) -> Iterator[Section]:
    """The sections, those with the same name as one: its name may stand on every page."""
    by_name: dict[str, Section] = {}
    for section in sections:
        first = by_name.setdefault(section.name, section)
        listed = dict.fromkeys((*first.listed, *section.listed))
        by_name[section.name] = replace(first, listed=tuple(listed))
    yield from by_name.values()


def _official(own: _Own, common: Sequence[Printed]) -> Official:
    """One specialty's målbeskrivning; what all have in common is taken where the specialty has none of its own."""
    described = {one.code for one in own.printed}
    shared = [one for one in common if one.code in own.listed and one.code not in described]
    faults: list[str] = []
    if own.section.specialty is None:
        faults.append(f"Specialiteten ”{own.section.name}” finns inte i regelverket.")
    delmal: dict[str, OfficialDelmal] = {}
    for one in (*shared, *own.printed):
        read, wrong = _delmal(one)
        if delmal.setdefault(one.code, read) != read:
            wrong = (*wrong, f"Delmål {one.code} står flera gånger med olika innehåll ({pages_told(read.pages)}).")
        faults += wrong
    faults += _incomplete(own.listed, tuple(delmal))
    ordered = {code: delmal[code] for code in sorted(delmal, key=codes.sort_key)}
    name = own.section.specialty or own.section.name
    return Official(own.regulation, name, own.listed, MappingProxyType(ordered), tuple(faults))


def _delmal(one: Printed) -> tuple[OfficialDelmal, tuple[str, ...]]:
    """A delmål, and what in it is not understood."""
    learnt, middle, last = one.columns
    at = next((index for index, line in enumerate(middle) if line == _ADVICE), len(middle))
    faults: list[str] = []
    demanded, advised = middle[:at], middle[at + 1 :]
    read = OfficialDelmal(
        code=one.code,
        title="" if codes.group_of(one.code) == "c" else one.title,
        required=_understood(activities, demanded, (), one, faults),
        recommended=_understood(activities, advised, (), one, faults),
        certified_by=_understood(certified_by, last, "", one, faults),
        competence="\n".join(paragraphs(learnt)),
        pages=one.pages,
    )
    if not read.competence:
        faults.append(f"Delmål {one.code} ({pages_told(one.pages)}): kompetenskravet hittades inte.")
    return read, tuple(faults)


def _understood(
    read: Callable[[Sequence[str]], T], lines: Sequence[str], otherwise: T, one: Printed, faults: list[str]
) -> T:
    try:
        return read(lines)
    except NotUnderstood as error:
        faults.append(f"Delmål {one.code} ({pages_told(one.pages)}): ”{_shortened(str(error))}” går inte att tolka.")
        return otherwise


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()} …"


def _incomplete(listed: Sequence[str], described: Sequence[str]) -> Iterator[str]:
    """What does not go together: the delmål that apply and those that are described, or a number that is left out."""
    groups = {codes.group_of(code) for code in described}
    if listed and not described:
        yield f"Inget av delmålen {listing(listed)} har en tabell som går att läsa."
    expected = [code for code in listed if codes.group_of(code) in groups] or _unbroken(described)
    missing = [code for code in expected if code not in described]
    if missing:
        yield f"Delmål som ska finnas men vars tabell inte går att läsa: {listing(missing)}."
    extra = [code for code in described if listed and code not in listed]
    if extra:
        yield f"Delmål som har en tabell men inte hör till dem som gäller: {listing(extra)}."


def _unbroken(described: Sequence[str]) -> list[str]:
    """The codes from the first to the last number of each group."""
    last: dict[str, int] = {}
    for code in described:
        prefix = code.rstrip("0123456789")
        last[prefix] = max(int(code.removeprefix(prefix)), last.get(prefix, 0))
    return [f"{prefix}{number}" for prefix, most in last.items() for number in range(1, most + 1)]
