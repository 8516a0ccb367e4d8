"""The tables of the page: grades, questions, the action plan, and what all of it rests on."""

from __future__ import annotations

from stexcel.regelverk import load_spur
from stexcel.render.html_tables import UNKNOWN, Cell, Href, Table, columns, day
from stexcel.render.spur_html.sections import anchor_of
from stexcel.render.spur_words import (
    NO_PLAN,
    STATUS_MARKS,
    checked,
    counted,
    file_note,
    file_state,
    hash_words,
    kinds,
    moves,
    names,
    path_to_b,
    plan_status,
    settings,
    standing,
)
from stexcel.render.words import shown_path
from stexcel.spur.model import FileRead, Inspection, PlanRow, RegulationResult, SectionResult, Status
from stexcel.status.status import Place

_SHOWN_DIGITS = 12
"""Enough of a digest to tell two files from each other; the workbook has all of it."""


def grades(part: RegulationResult) -> Table:
    """The grade of every section, with what decides it."""
    heads = columns(
        "Avsnitt",
        "Grad",
        "Läge",
        "Utan enhetens uppgifter",
        *(status.word.capitalize() for status in Status),
        "Vad som avgör graden",
        "Till B",
        numbers=tuple(status.word.capitalize() for status in Status),
    )
    return Table(f"Grad per avsnitt, {part.regulation}", heads, tuple(_grade(part, one) for one in part.sections), "")


def _grade(part: RegulationResult, section: SectionResult) -> tuple[Cell, ...]:
    stands = standing(section)
    return (
        Cell(f"{section.section.id} {section.section.title}", f"#{anchor_of(section.section.id, part.year)}"),
        Cell(section.grade.text, mark=stands.mark),
        Cell(stands.words),
        Cell(section.verified.text),
        *(Cell(str(number)) for number in counted(section.criteria).values()),
        Cell(moves(section) or "–"),
        Cell(path_to_b(section) or "–"),
    )


def questions(inspection: Inspection) -> Table:
    """What the unit has to answer."""
    rows = tuple(
        (Cell(one.criterion), Cell(one.question, below=names(one.regulations)), Cell(one.against or "–"))
        for one in inspection.questions
    )
    return Table("Frågor till enheten", columns("Kriterium", "Fråga", "Talar emot"), rows, "Inget är obesvarat.")


def plan(inspection: Inspection) -> Table:
    """The action plan, in the same words as the document."""
    heads = columns(
        "Kriterium", "Brist", "Planerad åtgärd", "Klart senast", "Ansvarig", "Uppföljning", "Ansvarig för uppföljning"
    )
    return Table("Handlingsplan", heads, tuple(map(_planned, inspection.plan)), NO_PLAN)


def _planned(row: PlanRow) -> tuple[Cell, ...]:
    criterion = load_spur().criteria[row.criterion]
    return (
        Cell(row.criterion, below=kinds(criterion, row.regulations)),
        Cell(row.problem, below=f"Berörda: {', '.join(row.doctors)}" if row.doctors else ""),
        Cell(row.action, below=f"Avslutas när: {row.condition_text}"),
        Cell(day(row.due, "datum saknas")),
        Cell(row.responsible or "ansvarig saknas", below=plan_status(row)),
        Cell(day(row.follow_up, "datum saknas")),
        Cell(row.follow_up_by or "ansvarig saknas"),
    )


def about(inspection: Inspection, href: Href) -> tuple[Table, ...]:
    """In the order in which they are shown."""
    return (_checked(inspection), _rule_data(inspection), _files(inspection, href))


def _checked(inspection: Inspection) -> Table:
    told = [pair for part in inspection.regulations for pair in checked(part)] + settings(inspection)
    rows = tuple((Cell(name), Cell(text)) for name, text in told)
    return Table("Vad som är kontrollerat, och av vem", columns("Vad", "Hur"), rows, "Inget är bedömt.")


def _rule_data(inspection: Inspection) -> Table:
    rows = tuple(
        (Cell(one.specialty), Cell(one.regulation), Cell(str(one.delmal)), Cell(one.verification))
        for one in inspection.rule_data
    )
    heads = columns("Specialitet", "Föreskrift", "Delmål", "Kontroll mot föreskriften", numbers=("Delmål",))
    return Table("Regelunderlag", heads, rows, "Ingen målbeskrivning är använd.")


def _files(inspection: Inspection, href: Href) -> Table:
    rows = tuple(_file(one, href) for one in inspection.files)
    return Table("Filer som lästes", columns("Fil", "Vad", "Läsning", "SHA-256, början"), rows, "Inga filer.")


def _file(one: FileRead, href: Href) -> tuple[Cell, ...]:
    mark = STATUS_MARKS[Status.OPEN] if file_note(one) else STATUS_MARKS[Status.FULFILLED]
    return (
        Cell(shown_path(one.path) or UNKNOWN, href(Place(one.path))),
        Cell(one.kind.value, below=one.name),
        Cell(file_state(one), mark=mark, below=file_note(one)),
        Cell(hash_words(one.sha256)[:_SHOWN_DIGITS]),
    )
