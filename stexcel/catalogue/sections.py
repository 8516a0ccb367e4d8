"""Which specialty a delmål of the document belongs to, and which delmål the document says apply."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from stexcel import codes
from stexcel.catalogue.page import Line
from stexcel.catalogue.text import joined
from stexcel.layout.delmal_text import exact_codes
from stexcel.regelverk import match_specialty

_BEGINS = re.compile(r"För\s+\S")
_CODE = r"(?:ST)?[abc]\s?\d{1,2}"
_SENTENCE = re.compile(
    r"För\s+(?P<name>[^.;:]+?)\s+gäller\s+(?:delmålen\s+|delmål\s+)?"
    rf"(?P<codes>{_CODE}(?:[\s,–—\-−]|och\b|samt\b|{_CODE}|\d)*)"
)
_MOST_LINES = 6
Place = tuple[int, float]


@dataclass(frozen=True, slots=True)
class Section:
    """Where the målbeskrivning of a specialty begins. ``specialty`` is ``None`` where the name is not known.

    ``listed`` is empty where the document does not say which delmål apply.
    """

    place: Place
    name: str
    specialty: str | None
    listed: tuple[str, ...] = ()


def sections_of(prose: Sequence[Line], names: Collection[str]) -> tuple[Section, ...]:
    """The sections in the order of the pages: from the sentences ``För … gäller …``.

    Without any such sentence every line that is the name of a specialty and nothing else begins a section.
    """
    told = tuple(_told(prose, names))
    return told or tuple(Section((line.page, line.top), line.text, line.text) for line in prose if line.text in names)


def _told(prose: Sequence[Line], names: Collection[str]) -> Iterator[Section]:
    for index, line in enumerate(prose):
        if not _BEGINS.match(line.text):
            continue
        following = [one.text for one in prose[index : index + _MOST_LINES] if one.page - line.page <= 1]
        match = _SENTENCE.match(joined(following))
        listed = _listed(match["codes"]) if match else ()
        if match and listed:
            yield Section((line.page, line.top), match["name"], match_specialty(match["name"], names), listed)


def _listed(text: str) -> tuple[str, ...]:
    found = exact_codes(text.strip(" ,."))
    return tuple(sorted((code for code in found if not codes.is_bt(code)), key=codes.sort_key))


def section_at(sections: Sequence[Section], place: Place) -> Section | None:
    """The last section that begins before the place; ``None`` where there is none, as for what all have in common."""
    before = [section for section in sections if section.place < place]
    return before[-1] if before else None
