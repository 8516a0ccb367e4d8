"""Codes under a heading for delmål that no målbeskrivning can have: ``c99``, ``b0``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stexcel.layout.cells import Row
from stexcel.layout.delmal_text import exact_codes
from stexcel.layout.reading import Kind, Table
from stexcel.layout.roles import Role
from stexcel.layout.view import View
from stexcel.model import Note, NoteKind

_READ = (
    Kind.DELMAL,
    Kind.MATRIX,
    Kind.ACTIVITIES,
    Kind.PLACEMENTS,
    Kind.COURSES,
    Kind.ASSESSMENTS,
    Kind.MEETINGS,
)
_CODE = r"(?:st[\s.-]?)?[abc]\s?\d{1,3}|bt\s?\d{1,3}"
_ONLY_CODES = re.compile(rf"\s*(?:{_CODE})(?:\s*(?:[,;/+&\n]|\boch\b|\s)\s*(?:{_CODE}))*[\s.,;]*", re.IGNORECASE)
_EACH = re.compile(_CODE, re.IGNORECASE)


def unknown_codes(view: View, table: Table) -> Iterator[Note]:
    """A note for each cell of a column for delmål with codes beyond the numbers that there are."""
    if table.kind not in _READ or not table.having(Role.DELMAL):
        return
    for index in range(table.body[0], min(table.body[1], view.height - 1) + 1):
        row = Row(view, table, index)
        for entry in () if row.is_example else row.entries(Role.DELMAL):
            unknown = codes_unknown(entry.value) if isinstance(entry.value, str) else ()
            if unknown:
                what = "är inget delmål som finns" if len(unknown) == 1 else "är inga delmål som finns"
                named = ", ".join(f"”{code}”" for code in unknown)
                about = "delmal_row" if table.kind is Kind.DELMAL else "delmal"
                yield Note(NoteKind.UNPARSED, f"{named} {what}.", entry.ref, about, unknown)


def codes_unknown(text: str) -> tuple[str, ...]:
    """The codes that cannot be, in a text that holds nothing but codes."""
    if _ONLY_CODES.fullmatch(text) is None:
        return ()
    written = (match.group().strip() for match in _EACH.finditer(text))
    return tuple(dict.fromkeys(code for code in written if not exact_codes(code)))
