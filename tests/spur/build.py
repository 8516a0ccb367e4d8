"""Small units to assess: IUPs and a unit's workbook that are written in the tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from stexcel.codes import SOSFS_2015
from stexcel.document import Problem
from stexcel.model import CellRef, Iup, Period, Value
from stexcel.spur.assess import assess
from stexcel.spur.model import CriterionResult, Inspection
from stexcel.unit import (
    Action,
    Answer,
    Attested,
    DocumentKind,
    GoverningDocument,
    RegisteredDoctor,
    Reply,
    Section,
    Studierektor,
    Supervisor,
    Unit,
)
from tests.build import TODAY
from tests.status.build import good, survey

UNIT = "st/enhet.xlsx"
DECIDED = date(2025, 3, 1)


def cell(row: int, column: int = 1, sheet: str = "Handledare") -> CellRef:
    return CellRef(sheet, row, column)


def text(value: str, row: int, column: int = 1, sheet: str = "Handledare") -> Value[str]:
    return Value(value, value, cell(row, column, sheet))


def attested(when: date | None, row: int, column: int, sheet: str = "Handledare", said: str | None = None) -> Attested:
    """A day; without one nothing has been done, and ``said`` is what stands there instead."""
    period = Period(when, when) if when is not None else None
    return Attested(when is not None, cell(row, column, sheet), period, str(when) if when else said or "")


def supervisor(name: str = "Ivar Torsell", row: int = 2, **changes: Any) -> Supervisor:
    facts = {
        "name": text(name, row),
        "specialty": text("Onkologi", row, 2),
        "training": attested(date(2015, 5, 12), row, 3),
        "updated": attested(date(2026, 3, 1), row, 4),
        "doctors": (text("Nora Wiklander", row, 5),),
    }
    return Supervisor(**{**facts, **changes})


def document(kind: DocumentKind, row: int, when: date | None = DECIDED, said: str = "") -> GoverningDocument:
    title = text(kind.value, row, 1, "Styrdokument")
    return GoverningDocument(title, attested(when, row, 2, "Styrdokument", said), (kind,))


def documents(*without: DocumentKind) -> tuple[GoverningDocument, ...]:
    kinds = [kind for kind in DocumentKind if kind not in without]
    return tuple(document(kind, row) for row, kind in enumerate(kinds, start=2))


STUDIEREKTOR = Studierektor(
    text("Saga Lind", 2, 2, "Studierektor"),
    text("Onkologi", 3, 2, "Studierektor"),
    attested(date(2012, 1, 1), 4, 2, "Studierektor"),
)


def unit(**changes: Any) -> Unit:
    """A unit's workbook in which nothing is missing."""
    facts: dict[str, Any] = {
        "name": text("Onkologen", 1),
        "head": text("Amir Thulin", 5, 2, "Studierektor"),
        "studierektor": STUDIEREKTOR,
        "supervisors": (supervisor(),),
        "documents": documents(),
        "sections": {
            Section.SUPERVISORS: cell(1),
            Section.DOCUMENTS: cell(1, 1, "Styrdokument"),
            Section.STUDIEREKTOR: cell(1, 1, "Studierektor"),
        },
    }
    return Unit(**{**facts, **changes})


def action(criterion: str | None, row: int = 2, **changes: Any) -> Action:
    return Action(cell(row, 1, "Handlingsplan"), criterion, action="Gör något", **changes)


def answer(criterion: str, reply: Reply, row: int = 2, **changes: Any) -> Answer:
    return Answer(criterion, cell(row, 3, "SPUR"), reply, reply.value, **changes)


def registered(name: str, row: int = 2, **changes: Any) -> RegisteredDoctor:
    return RegisteredDoctor(text(name, row, 1, "ST-läkare"), **changes)


def assessed(*iups: Iup | Problem, of: Unit | None = None, **settings: Any) -> Inspection:
    """The inspection of a unit with the IUPs; ``of`` is its workbook."""
    contents: dict[str, Iup | Unit | Problem] = {f"st/{number}.xlsx": one for number, one in enumerate(iups, start=1)}
    if of is not None:
        contents[UNIT] = of
    return assess(survey(contents, **settings))


def result(inspection: Inspection, criterion: str, regulation: str = SOSFS_2015) -> CriterionResult:
    """A criterion under a regulation."""
    (part,) = (one for one in inspection.regulations if one.regulation == regulation)
    return part.results[criterion]


REVISED = (Value(TODAY - timedelta(days=30), "", CellRef("Revision", 2, 1)),)


def doctor(name: str, **changes: Any) -> Iup:
    """An IUP of somebody of whom nothing is to be said; with an empty name, of somebody whose name is not told."""
    content = good(**{"revisions": REVISED, **changes})
    who = replace(content.person, name=Value(name, name, CellRef("Person", 1, 2)) if name else None)
    return replace(content, person=who)
