"""One small report that every renderer is proven on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from stexcel import regelverk
from stexcel.findings import Report
from stexcel.model import (
    CellRef,
    Course,
    Document,
    LoggedAssessment,
    Meeting,
    Note,
    NoteKind,
    Part,
    PartStatement,
    Period,
    Placement,
    Problem,
    ProblemKind,
    Signature,
    SignatureRole,
)
from stexcel.rules import check_document, check_run
from tests.build import TODAY, at, iup, person, value

GRID = """
a1  | klinisk_tjanstgoring, kurs | Mini-CEX    | VT25 | 2025-05-02
a6  | klinisk_tjanstgoring       | Medsittning | HT25 | uppfyllt
b1  | klinisk_tjanstgoring, kurs |             | VT26 |
b2  | klinisk_tjanstgoring, kurs |             | VT26 | ej
c1  |                            | CBD         |      |
BT1 | klinisk_tjanstgoring       | CBD         | VT24 | 2024-05-02
"""


def sample_report() -> Report:
    """A plan with gaps, the same doctor again, and a file that could not be opened."""
    first = iup(
        GRID,
        placements=(Placement("Onkologen", CellRef("Plan", 5, 1), date(2026, 2, 1), None, 80, ("a1",)),),
        courses=(Course("SK-kurs [strålning]", CellRef("Kurser", 3, 1), Period(date(2026, 3, 2), date(2026, 3, 6))),),
        meetings=(Meeting(date(2026, 9, 1), CellRef("Samtal", 2, 1), "Ivar Torsell", "hemligt", True),),
        assessments=(LoggedAssessment("CBD", "CBD", CellRef("Logg", 2, 1), date(2026, 9, 2), ("c1",)),),
        revisions=(value(date(2026, 8, 1), 9),),
        signatures=(
            Signature(SignatureRole.ST, True, at(40)),
            Signature(SignatureRole.SUPERVISOR, False, at(41)),
        ),
        parts=(PartStatement(Part.SELF_STUDY, True, at(30)),),
        notes=(Note(NoteKind.UNPARSED, "”hösten” kunde inte tolkas som en tid.", at(3, 4)),),
    )
    again = iup("a1 | kurs | CBD", person=person(specialty=None))
    documents = (
        Document("st/nora.xlsx", "1" * 64, first),
        Document("st/nora gammal.xls", "2" * 64, again),
        Document("st/trasig.xlsx", "3" * 64, problem=Problem(ProblemKind.UNREADABLE, "Filen är skadad.")),
    )
    reports = [check_document(document, regelverk.load(), today=TODAY) for document in documents]
    return Report(check_run(reports), TODAY, "0.1.0")


def crashed_report() -> Report:
    """A file on which the program failed."""
    document = Document("st/x.xlsx", None, problem=Problem(ProblemKind.CRASH, "Fel i programmet."))
    return Report((check_document(document, regelverk.load(), today=TODAY),), TODAY, "0.1.0")


def clean_report() -> Report:
    """A report from which all findings are taken away."""
    report = sample_report()
    return replace(report, files=tuple(replace(file, findings=()) for file in report.files[:1]))
