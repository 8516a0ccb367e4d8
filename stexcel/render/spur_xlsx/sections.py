"""A sheet for each section: its grade under each regulation, every criterion, and the cheapest way to B."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from stexcel.regelverk import Section, load_spur
from stexcel.render.spur_words import (
    UNKNOWN,
    claims,
    doctors,
    names,
    source,
    standing,
    step_kind,
)
from stexcel.render.spur_xlsx.desk import Desk
from stexcel.render.spur_xlsx.styles import STANDINGS, STATUSES, STEPS
from stexcel.render.xlsx.page import Page
from stexcel.render.xlsx.styles import Kind
from stexcel.render.xlsx.table import Column, Row, Table
from stexcel.spur.model import CriterionResult, RegulationResult, SectionResult, Step
from stexcel.spur.together import said_together

_CRITERIA = (
    Column("Kriterium", 10, Kind.CENTRED),
    Column("Föreskrift", 15),
    Column("Rubrik", 34),
    Column("Slag", 14),
    Column("Status", 12, Kind.CENTRED, palette=STATUSES),
    Column("Vad underlaget visar", 58),
    Column("Källa", 20),
    Column("Brister hos", 22),
    Column("Enhetens egen uppgift", 30),
    Column("Uppfyllt hos", 11, Kind.NUMBER),
    Column("Antal som brister", 11, Kind.NUMBER),
    Column("Ej bedömt hos", 11, Kind.NUMBER),
    Column("Utan enhetens uppgifter", 18, Kind.CENTRED, palette=STATUSES),
    Column("Regler", 14),
    Column("Fråga till enheten", 44),
)
_PRINTED = 9
"""The columns that are printed; the others are there to filter by."""
_GRADE_ROW = 26.0
_STEPS = (
    Column("Kriterium", 10, Kind.CENTRED),
    Column("Föreskrift", 15),
    Column("Rubrik", 34),
    Column("Vad", 14, Kind.CENTRED, palette=STEPS),
    Column("ST-läkare", 12, Kind.NUMBER),
    Column("Att göra", 58),
)


def draw_sections(desk: Desk) -> None:
    """Draws the sheets in the order of the model; a section in which nobody is judged has none."""
    parts: dict[Section, list[tuple[RegulationResult, SectionResult]]] = {}
    for part in desk.inspection.regulations:
        for section in part.sections:
            parts.setdefault(section.section, []).append((part, section))
    for told, results in sorted(parts.items(), key=lambda item: item[0].id):
        _draw(desk, told, results)


def _draw(desk: Desk, told: Section, results: list[tuple[RegulationResult, SectionResult]]) -> None:
    lead = (
        "Status står som färg och ord. Kriteriets kod leder till bevisen. Enhetens egen uppgift är inte kontrollerad. "
        "Kolumnerna till höger om den skrivs inte ut."
    )
    page = desk.page(told.id, f"{told.id} {told.title}", lead, [column.width for column in _CRITERIA], _PRINTED)
    for part, section in results:
        page.section(f"{part.regulation}, {doctors(part)}")
        _grade(page, section)
    page.row += 1
    page.table(Table(f"Avsnitt{told.id}", _CRITERIA, _criteria(desk, results), "Inga kriterier."))
    steps = list(_steps(results))
    if steps:
        page.section("Närmaste vägen till B")
        page.table(Table(f"Vag{told.id}", _STEPS, steps, ""))
    page.sheet.print_area(0, 0, page.row - 1, _PRINTED - 1)
    page.set_up(frozen=(1, 1))


def _grade(page: Page, section: SectionResult) -> None:
    """The grade in large letters, what it means beside it, and below what moves it."""
    row, style = page.row, page.styles.large
    page.sheet.set_row(row, _GRADE_ROW)
    page.write(row, 0, section.grade.text, Kind.CENTRED, style)
    page.sheet.merge_range(row, 1, row, 4, "", page.styles.cells[Kind.TEXT])
    page.write(row, 1, standing(section).words, Kind.TEXT, page.styles.middle)
    page.sheet.merge_range(row, 5, row, _PRINTED - 1, "", page.styles.cells[Kind.TEXT])
    page.write(row, 5, f"Utan enhetens egna uppgifter: {section.verified.text}", Kind.TEXT, page.styles.middle)
    page.colour_rows((row, 0, row, 4), 1, STANDINGS)
    page.row += 1
    if section.moves:
        page.sentence(" ".join(section.moves))


_Judged = Mapping[str, CriterionResult]
"""What is said of a criterion, by regulation."""


def _criteria(desk: Desk, results: Iterable[tuple[RegulationResult, SectionResult]]) -> Iterator[Row]:
    """A row for each criterion; one for each regulation where it does not come to the same under both."""
    found: dict[str, dict[tuple[str, ...], dict[str, CriterionResult]]] = {}
    for part, section in results:
        for one in section.criteria:
            outcome = (one.kind.value, one.status.value, one.verified.value, source(one))
            found.setdefault(one.criterion.id, {}).setdefault(outcome, {})[part.regulation] = one
    for identity in load_spur().criteria:
        for judged in found.get(identity, {}).values():
            yield _row(desk, judged)


def _row(desk: Desk, judged: _Judged) -> Row:
    one = next(iter(judged.values()))
    return [
        desk.criterion(one.criterion.id),
        names(list(judged)),
        one.criterion.title,
        one.kind.value,
        one.status.word,
        said_together({of: result.told for of, result in judged.items()}),
        source(one),
        ", ".join(dict.fromkeys(doctor.name for result in judged.values() for doctor in result.failing)) or None,
        said_together({of: told for of, result in judged.items() if (told := claims(result))}) or None,
        *_counts(judged),
        one.verified.word,
        ", ".join(sorted({code for result in judged.values() for code in result.codes})) or None,
        one.question,
    ]


def _counts(judged: _Judged) -> tuple[int | None, int | None, int | None]:
    """How many doctors fulfil the criterion, fail it and are not judged; nothing where nobody is judged apart."""
    if not any(one.doctors for one in judged.values()):
        return (None, None, None)
    counts = [one.counts for one in judged.values()]
    return (sum(one.fulfilled for one in counts), sum(one.fails for one in counts), sum(one.open for one in counts))


def _steps(results: Iterable[tuple[RegulationResult, SectionResult]]) -> Iterator[Row]:
    """The steps; one that is the same under both regulations once, for all the doctors whom it is about."""
    found: dict[Step, dict[str, int]] = {}
    for part, section in results:
        for step in section.path_to_b:
            found.setdefault(replace(step, doctors=0), {})[part.regulation] = step.doctors
    for step, number in found.items():
        about = sum(number.values()) or None
        yield [step.criterion, names(list(number)), step.title, step_kind(step), about, step.action or UNKNOWN]
