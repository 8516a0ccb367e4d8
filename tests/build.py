"""Small IUPs written as text grids: one line per row of a delmål table, columns parted by ``|``.

::

    a1 | klinisk_tjanstgoring, kurs | CBD | VT25 | 2025-05-02
    b1 | kurs                       |     |      | uppfyllt
    c1 |                            | CBD |      | ej

The columns are code, activity types, methods, planned term, and fulfilment: a date, ``uppfyllt``,
``signerat`` or ``ej``. The code stands in column A of the sheet Delmål, on the row of its line.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any, TypeVar

from stexcel import regelverk
from stexcel.codes import SOSFS_2015
from stexcel.document import Document
from stexcel.findings import FileReport
from stexcel.model import (
    Activity,
    ActivityType,
    Assessment,
    CellRef,
    Delmal,
    DelmalRow,
    Done,
    Iup,
    Period,
    Person,
    Value,
)
from stexcel.rules import check_document

T = TypeVar("T")

TODAY = date(2026, 11, 1)
SHEET = "Delmål"
SPRING_25 = Period(date(2025, 1, 1), date(2025, 6, 30))


def at(row: int, column: int = 1, sheet: str = SHEET) -> CellRef:
    """A cell."""
    return CellRef(sheet, row, column)


def value(content: T, row: int = 1) -> Value[T]:
    """A value in column B of the sheet with personal facts."""
    return Value(content, str(content), at(row, 2, "Person"))


def person(**changes: Any) -> Person:
    """A doctor of whom all the basic facts are known; ``None`` removes a fact."""
    facts = {
        "name": "Nora Wiklander",
        "specialty": "Onkologi",
        "regulation": SOSFS_2015,
        "start": date(2026, 2, 1),
        "planned_end": date(2031, 1, 31),
        "fte": 100,
        "supervisor": "Ivar Torsell",
        **changes,
    }
    known = [(name, fact) for name, fact in facts.items() if fact is not None]
    return Person(**{name: value(fact, row) for row, (name, fact) in enumerate(known, start=1)})


def iup(grid: str = "", **parts: Any) -> Iup:
    """The IUP of a text grid and whatever else is given."""
    rows: dict[str, list[DelmalRow]] = defaultdict(list)
    for number, line in enumerate((line for line in grid.splitlines() if line.strip()), start=1):
        code, *cells = (cell.strip() for cell in line.split("|"))
        rows[code].append(_row(number, *cells))
    delmal = {
        code: Delmal(
            code,
            tuple(places),
            tuple(activity for place in places for activity in place.activities),
            tuple(assessment for place in places for assessment in place.assessments),
        )
        for code, places in rows.items()
    }
    return Iup(**{"person": person(), "delmal": delmal, "layouts": ("tabell",), **parts})


def _row(number: int, kinds: str = "", methods: str = "", planned: str = "", done: str = "") -> DelmalRow:
    return DelmalRow(
        at(number),
        activities=tuple(
            Activity(f"{kind} {number}", frozenset({ActivityType(kind)}), at(number, 2)) for kind in _words(kinds)
        ),
        assessments=tuple(Assessment(method, method, at(number, 3)) for method in _words(methods)),
        planned=(Value(SPRING_25, planned, at(number, 4)),) if planned else (),
        done=_done(done, at(number, 5)) if done else None,
    )


def _done(text: str, cell: CellRef) -> Done:
    if text in {"uppfyllt", "ej", "signerat"}:
        return Done(text != "ej", text, cell, signed=text == "signerat")
    return Done(True, text, cell, date=date.fromisoformat(text))


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def check(content: Iup, *, today: date = TODAY, path: str = "st/x.xlsx") -> FileReport:
    """The report of one IUP."""
    return check_document(Document(path, "0" * 64, content), regelverk.load(), today=today)


def found(report: FileReport, code: str) -> list[tuple[str | None, str]]:
    """Delmål and place of the findings with a code."""
    return [(finding.delmal, finding.place) for finding in report.findings if finding.code == code]
