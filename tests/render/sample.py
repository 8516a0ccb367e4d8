"""One small report that every renderer is proven on, made by hand so that no rule changes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from stexcel.document import Document, Problem, ProblemKind
from stexcel.findings import CRASH_CODE, FileReport, Finding, Level, Report, Silenced, TrainingTime
from stexcel.model import (
    CellRef,
    Course,
    LoggedAssessment,
    Meeting,
    Note,
    NoteKind,
    Part,
    PartStatement,
    Period,
    Placement,
    Signature,
    SignatureRole,
)
from stexcel.unit import Unit
from tests.build import TODAY, at, iup, person, value

GRID = """
a1  | klinisk_tjanstgoring, kurs | Mini-CEX    | VT25 | 2025-05-02
a6  | klinisk_tjanstgoring       | Medsittning | HT25 | uppfyllt
b1  | klinisk_tjanstgoring, kurs |             | VT26 |
b2  | klinisk_tjanstgoring, kurs |             | VT26 | ej
c1  |                            | CBD         |      |
BT1 | klinisk_tjanstgoring       | CBD         | VT24 | 2024-05-02
"""


class SampleRule(NamedTuple):
    """What is told about a rule."""

    code: str
    level: Level
    title: str
    why: str
    action: str
    source: str
    spur: tuple[str, ...] = ()


GOALS = "SOSFS 2015:8 respektive HSLF-FS 2021:8, specialitetens målbeskrivning"
RULES = (
    SampleRule(CRASH_CODE, Level.KRAV, "programfel i en kontroll", "", "Kontrollera filen för hand.", "stexcel"),
    SampleRule("STX001", Level.KRAV, "filen går inte att läsa", "", "Be om en ny kopia.", "stexcel"),
    SampleRule("STX006", Level.INFO, "kunde inte tolkas", "", "Skriv om värdet.", "stexcel"),
    SampleRule("STX009", Level.INFO, "undantag som inte behövs", "", "Ta bort undantaget.", "stexcel"),
    SampleRule(
        "STX101",
        Level.KRAV,
        "delmål saknas",
        "Alla delmål i målbeskrivningen ska finnas i programmet.",
        "Lägg till delmålet med utbildningsaktiviteter och bedömningsmetod.",
        GOALS,
        ("E3", "F1"),
    ),
    SampleRule("STX102", Level.KRAV, "utbildningsaktivitet saknas", "Den behövs.", "Skriv vilken aktivitet.", GOALS),
    SampleRule("STX103", Level.KRAV, "bedömningsmetod saknas", "Den behövs.", "Skriv hur det bedöms.", GOALS),
    SampleRule("STX301", Level.LOKAL, "få handledarsamtal", "De behövs.", "Boka fler samtal.", "regional ST-rutin"),
    SampleRule("STX401", Level.RAD, "internutbildning saknas", "Den behövs.", "Skriv vad som ingår.", "allmänna råd"),
    SampleRule("STX502", Level.KRAV, "handledare utan utbildning", "Den behövs.", "Boka en plats.", "SOSFS 2015:8"),
)
_RULES = {rule.code: rule for rule in RULES}


def finding(code: str, text: str, delmal: str | None = None, cell: CellRef | None = None, sheet: str = "") -> Finding:
    """A finding of one of the rules."""
    rule = _RULES[code]
    place = cell.sheet if cell else sheet or None
    return Finding(code, rule.level, rule.title, text, rule.action, rule.source, delmal, place, cell)


def missing(delmal: str) -> Finding:
    """A delmål that the sheet with delmål lacks."""
    return finding("STX101", f"{delmal} finns inte i programmet.", delmal, sheet="Delmål")


def sorted_findings(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """In the order in which reports keep them."""
    return tuple(sorted(findings, key=lambda one: one.sort_key))


def nora() -> FileReport:
    """A plan with gaps, and a finding that an exception takes out of the counts."""
    content = iup(
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
    findings = (
        finding("STX006", "”hösten” kunde inte tolkas som en tid.", cell=at(3, 4)),
        finding("STX401", "IUP innehåller ingen planerad internutbildning."),
        finding("STX301", "Två handledarsamtal är inskrivna, tre behövs.", sheet="Samtal [2026] & annat"),
        *map(missing, ("a2", "a3", "c2", "c10")),
        finding("STX102", "c1 har ingen utbildningsaktivitet.", "c1", at(5)),
        finding("STX103", "b1 har ingen bedömningsmetod.", "b1", at(3)),
        finding("STX103", "b2 har ingen bedömningsmetod.", "b2", at(4)),
    )
    silenced = (
        Silenced(finding("STX103", "a6 har ingen bedömningsmetod.", "a6", at(2)), "Bedöms i nästa version.", TODAY),
        Silenced(finding("STX401", "IUP innehåller inget seminarium."), "=SUMMA(1) är inget skäl <b>"),
    )
    return FileReport(
        Document("st/nora.xlsx", "1" * 64, content),
        sorted_findings(findings),
        ("Planerad tid är inte kontrollerad: datum saknas.",),
        fulfilled=2,
        total=24,
        time=TrainingTime(58.5, 9.0, 60),
        silenced=silenced,
    )


def older() -> FileReport:
    """The same doctor in a file with an awkward name, in a folder beside; her specialty is not known."""
    content = iup("a1 | kurs | CBD", person=person(specialty=None))
    odd = CellRef("Nora's #1 – å ä ö", 7, 28)
    findings = (finding("STX102", "=1+1 är ingen utbildningsaktivitet.", "a1", odd),)
    limits = ("Specialiteten är inte känd. Därför är det inte kontrollerat om delmål saknas.",)
    path = "st/äldre & annat/Nora #1 100% [gammal].xls"
    return FileReport(Document(path, "2" * 64, content), findings, limits, total=1)


def damaged() -> FileReport:
    """A file that could not be opened."""
    problem = Problem(ProblemKind.UNREADABLE, "Filen är skadad.")
    return FileReport(
        Document("st/trasig.xlsx", "3" * 64, problem=problem),
        (finding("STX001", problem.text),),
        ("Inget innehåll i filen är kontrollerat.",),
    )


def unit() -> FileReport:
    """The unit's own workbook."""
    text = "Eva Ek är huvudhandledare men saknar handledarutbildning."
    return FileReport(
        Document("enhet.xlsx", "4" * 64, unit=Unit(value("Onkologkliniken"))),
        (finding("STX502", text, cell=CellRef("Handledare", 4, 3)),),
    )


def sample_report() -> Report:
    """Plans, a unit and a damaged file, with exceptions, a rule that is switched off and a remark on the settings."""
    parts = (unit(), nora(), older(), damaged())
    settings = FileReport(
        Document("stexcel.toml", None),
        (finding("STX009", "Undantaget för STX102 i st/*.xlsx har gått ut 2026-10-01."),),
    )
    limits = ("Handledarna är inte jämförda med något register: enheten saknar ett.",)
    return Report(parts, TODAY, "0.1.0", settings, ("STX205",), limits)


def crashed_report() -> Report:
    """A file on which the program failed."""
    problem = Problem(ProblemKind.CRASH, "Fel i programmet.")
    file = FileReport(
        Document("st/x.xlsx", None, problem=problem),
        (finding(CRASH_CODE, problem.text),),
        ("Inget innehåll i filen är kontrollerat.",),
        crashes=("Traceback: hemligt",),
    )
    return Report((file,), TODAY, "0.1.0")


def clean_report() -> Report:
    """A report from which all findings are taken away."""
    return Report((replace(nora(), findings=(), silenced=()),), TODAY, "0.1.0")
