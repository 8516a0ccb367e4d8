"""Places for signatures that stand together: under ``Underskrifter``, or ``Roll | Namn | Datum | Signatur``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from stexcel.layout.answers import is_answer
from stexcel.layout.basics import SIGNATURE_ROLES
from stexcel.layout.labels import field_of
from stexcel.layout.times import days
from stexcel.layout.view import View
from stexcel.model import Signature, SignatureRole
from stexcel.workbook import Cell

_WORD = (
    r"(?:(?:underskrift|signatur|namnteckning|undertecknande|undertecknat|godkännande|påskrift|signering)\w*|"
    r"undertecknad|underskriv(?:et|en|na)|signera(?:d|t|de|s))"
)
_HEADING = re.compile(
    rf"\W*(?:\d+\W*)?(?:(?:datum|namn|ort|iup)\W+(?:och\W+)?)*{_WORD}(?:\W+(?:och|av|datum|namn|iup|planen|programmet))*\W*(?:\([^)]*\))?\W*",
    re.IGNORECASE,
)
_SIGN = re.compile(r"(?:underskrift|signatur|namnteckning|sign|påskrift|signerad|signerat)\b\.?", re.IGNORECASE)
_DATE = re.compile(r"(?:datum|dat)\b\.?", re.IGNORECASE)
_NAME = re.compile(r"namn(?!teckning)|namnförtydligande", re.IGNORECASE)
_MOST_ROWS = 8


def signature_rows(view: View) -> tuple[Signature, ...]:
    """A place for every row below such a heading whose label names one of those who sign.

    Where headings tell name, date and signature apart, a printed name alone is no signature.
    """
    found = [place for row, column, text in view.texts for place in _below(view, row, column, text)]
    if _HEADING.fullmatch(view.sheet.name):
        found += _listed(view, 0, 0, {})
    return tuple(dict.fromkeys(found))


def _below(view: View, row: int, column: int, text: str) -> Iterator[Signature]:
    """The places below a text, if it heads any."""
    if _HEADING.fullmatch(text) is None:
        return
    headings, first = _headings(view, row), row + 1
    if not headings:
        if sum(value is not None for value in view.rows[row]) > 1:
            yield from _in_row(view, row, column)
            yield from _own(view, row, column)
            return
        headings = _headings(view, first)
        first += bool(headings)
    yield from _listed(view, first, min(headings, default=column), headings)


def _in_row(view: View, row: int, heading: int) -> Iterator[Signature]:
    """The places beside a heading: at labels that end with a colon, or inside those that have their answer after it."""
    cells = view.rows[row]
    asked = {
        column: found
        for column, text in enumerate(cells)
        if column > heading and isinstance(text, str) and (found := _asked(text)) is not None
    }
    for column, (role, answer) in asked.items():
        if answer:
            dates = days(answer)
            yield Signature(role, is_answer(answer), view.ref(row, column), dates[0] if dates else None)
        else:
            after = view.extent(row, column)[1] + 1
            end = min((other for other in asked if other > column), default=view.width)
            yield _signature_at(view, role, row, range(after, max(end, after + 1)))


def _own(view: View, row: int, column: int) -> Iterator[Signature]:
    """The doctor's own place, at a heading with one dated answer over those of the supervisor and the chief."""
    beside = [other for other in range(column + 1, view.width) if view.rows[row][other] is not None]
    below = view.rows[row + 1][column] if row + 1 < view.height else None
    role = _role(below) if isinstance(below, str) else None
    if len(beside) == 1 and days(view.rows[row][beside[0]]) and role not in (None, SignatureRole.ST):
        yield _signature_at(view, SignatureRole.ST, row, beside)


def _asked(text: str) -> tuple[SignatureRole, str] | None:
    """Whose signature a label with a colon asks for, and what stands after the colon."""
    label, colon, answer = text.partition(":")
    role = _role(label) if colon else None
    return None if role is None else (role, answer.strip())


def _headings(view: View, row: int) -> Mapping[int, str]:
    """The headings of a row that tells date and signature apart, by column; empty for any other row."""
    if row >= view.height:
        return {}
    texts = {column: value for column, value in enumerate(view.rows[row]) if isinstance(value, str)}
    known = [text for text in texts.values() if _SIGN.match(text) or _DATE.match(text) or _NAME.match(text)]
    if len(known) < 2:
        return {}
    first = next(iter(texts.values()))
    return texts if first in known or _role(first) is None or _HEADING.fullmatch(first) else {}


def _listed(view: View, first: int, column: int, headings: Mapping[int, str]) -> Iterator[Signature]:
    """The places of those who sign, who stand side by side with the places below them, or one in each row."""
    beside = [(other, role) for other, role in _roles(view, first) if other >= column]
    if len(beside) > 1 and not _roles(view, first + 1):
        yield from (_signature_at(view, role, first + 1, [other]) for other, role in beside)
    else:
        yield from _places(view, first, column, headings)


def _roles(view: View, row: int) -> list[tuple[int, SignatureRole]]:
    cells = view.rows[row] if row < view.height else ()
    found = ((column, _role(value)) for column, value in enumerate(cells) if isinstance(value, str))
    return [(column, role) for column, role in found if role is not None]


def _places(view: View, first: int, column: int, headings: Mapping[int, str]) -> Iterator[Signature]:
    begun = False
    for row in range(first, min(first + _MOST_ROWS, view.height)):
        label = view.rows[row][column]
        role = _role(label) if isinstance(label, str) else None
        if role is not None:
            begun = True
            yield _signature(view, row, column, role, headings)
        elif begun or any(value is not None for value in view.rows[row]):
            return


def _role(label: str) -> SignatureRole | None:
    found = field_of(label)
    return SIGNATURE_ROLES.get(found[0]) if found is not None else None


def _signature(view: View, row: int, column: int, role: SignatureRole, headings: Mapping[int, str]) -> Signature:
    after = view.extent(row, column)[1] + 1
    columns = [other for other in headings if other > column] or range(after, view.width)
    evidence = [other for other in columns if not _NAME.match(headings.get(other, ""))]
    signing = [other for other in evidence if _SIGN.match(headings.get(other, ""))]
    return _signature_at(view, role, row, evidence or [after], signing)


def _signature_at(
    view: View, role: SignatureRole, row: int, columns: Sequence[int], signing: Sequence[int] = ()
) -> Signature:
    """The place in a row's cells: the first filled one, else the one for signing, else the first."""
    cells = view.rows[row] if row < view.height else ()
    values = {column: cells[column] for column in columns if column < len(cells)}
    filled = [column for column, value in values.items() if _is_filled(value)]
    dates = [day for value in values.values() for day in days(value)]
    place = (filled or [*signing, *columns])[0]
    return Signature(role, bool(filled), view.ref(row, place), dates[0] if dates else None)


def _is_filled(value: Cell) -> bool:
    return value is not None and (not isinstance(value, str) or is_answer(value))
