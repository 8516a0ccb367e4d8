"""The front page: the grades, strengths and weaknesses, and what all of it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stexcel.regelverk import load_spur
from stexcel.render.spur_words import (
    GRADES,
    RANGES,
    TITLE,
    UNKNOWN,
    WHAT_IT_IS,
    checked,
    counted,
    doctors,
    file_note,
    files_read,
    hash_words,
    merged,
    moves,
    names,
    path_to_b,
    people,
    settings,
    standing,
    unit_name,
)
from stexcel.render.spur_xlsx.desk import Desk
from stexcel.render.spur_xlsx.styles import STANDINGS
from stexcel.render.words import shown_path
from stexcel.render.xlsx.page import Page
from stexcel.render.xlsx.styles import Kind
from stexcel.render.xlsx.table import Cell, Column, Row, Table
from stexcel.spur.model import FileRead, Inspection, Point, RegulationResult, SectionResult, Status
from stexcel.status.model import RuleData
from stexcel.status.status import Place

NAME = "Sammanfattning"
_WIDTHS = (38.0, 10.0, 28.0, 88.0, 13.0, 9.0, 8.0, 9.0)
_GRADES = (
    Column("Avsnitt", _WIDTHS[0]),
    Column("Grad", _WIDTHS[1], Kind.CENTRED),
    Column("Läge", _WIDTHS[2]),
    Column("Vad som avgör graden, och vägen till B", _WIDTHS[3]),
    Column("Utan enhetens uppgifter", _WIDTHS[4], Kind.CENTRED),
    *(Column(status.word.capitalize(), _WIDTHS[5 + at], Kind.NUMBER, "sum") for at, status in enumerate(Status)),
)
_FILES = (
    Column("Fil", _WIDTHS[0]),
    Column("Läst", _WIDTHS[1]),
    Column("Vad", _WIDTHS[2]),
    Column("SHA-256", _WIDTHS[3]),
)
_RULE_DATA = (
    Column("Specialitet", _WIDTHS[0]),
    Column("Delmål", _WIDTHS[1], Kind.NUMBER),
    Column("Föreskrift", _WIDTHS[2]),
    Column("Hur uppgifterna är kontrollerade mot föreskriften", _WIDTHS[3]),
)


def draw_summary(desk: Desk) -> None:
    """Draws the front page."""
    inspection = desk.inspection
    page = desk.page(NAME, f"{TITLE}: {unit_name(inspection)}", WHAT_IT_IS, _WIDTHS)
    page.row += 1
    _facts(page, inspection)
    if inspection.remarks:
        page.row += 1
        page.remarks(inspection.remarks)
    for number, part in enumerate(inspection.regulations):
        page.section(f"Grad per avsnitt: {part.regulation}, {doctors(part)}", new_page=number > 0)
        area = page.table(Table(f"Grader{part.year}", _GRADES, _grades(part), "Inga avsnitt."))
        page.colour_rows((area.first, 1, area.last, 2), 2, STANDINGS)
    _legend(page)
    for heading, name, points in (
        ("Styrkor", "Styrkor", inspection.strengths),
        ("Svagheter", "Svagheter", inspection.weaknesses),
        ("Förbättringspotential", "Forbattringar", inspection.potential),
    ):
        page.section(heading, new_page=name == "Styrkor")
        page.table(_points(desk, name, heading, points))
    _basis(desk, page)
    page.set_up(frozen=(1, 0))


def _facts(page: Page, inspection: Inspection) -> None:
    facts = (
        ("Enhet", unit_name(inspection)),
        ("Verksamhetschef", inspection.head or UNKNOWN),
        ("Studierektor", inspection.studierektor or UNKNOWN),
        ("ST-läkare", people(inspection)),
        ("Läget", str(inspection.day)),
        ("Underlag", f"{files_read(inspection)}. Lästa med stexcel {inspection.version}."),
    )
    for name, value in facts:
        _pair(page, name, value)


def _pair(page: Page, name: str, value: str) -> None:
    """A name, and a text over the columns that follow it."""
    row, last = page.row, 3
    page.write(row, 0, name, Kind.TEXT, page.styles.strong)
    page.sheet.merge_range(row, 1, row, last, "", page.styles.cells[Kind.TEXT])
    page.write(row, 1, value, Kind.TEXT)
    page.fit(row, value, 1, last + 1)
    page.row += 1


def _grades(part: RegulationResult) -> Iterator[Row]:
    for one in part.sections:
        told = one.section
        yield [
            f"{told.id} {told.title}",
            Cell(one.grade.text, f"internal:'{told.id}'!A1", "Visa avsnittet"),
            standing(one).words,
            _decides(one),
            one.verified.text,
            *counted(one.criteria).values(),
        ]


def _decides(section: SectionResult) -> str | None:
    """What moves the grade, and the way to B, in brief; the sheet of the section has all of it."""
    way = path_to_b(section)
    return "\n".join(filter(None, [moves(section), f"Till B: {way}." if way else ""])) or None


def _legend(page: Page) -> None:
    page.section("Så läses graderna")
    for grade, text in GRADES.items():
        _pair(page, grade.value, text)
    page.sentence(RANGES)


def _points(desk: Desk, name: str, heading: str, points: Sequence[Point]) -> Table:
    columns = (
        Column("Rubrik", _WIDTHS[0]),
        Column("Kriterium", _WIDTHS[1], Kind.CENTRED),
        Column("Föreskrift", _WIDTHS[2]),
        Column(heading, _WIDTHS[3]),
    )
    return Table(
        name, columns, (_point(desk, one, of) for one, of in merged(points)), "Inget att nämna i det som kunde bedömas."
    )


def _point(desk: Desk, point: Point, regulations: Sequence[str]) -> Row:
    title = load_spur().criteria[point.criterion].title
    told = point.sentence.removeprefix(f"{title}: ")
    return [title, desk.criterion(point.criterion), names(regulations), f"{told[:1].upper()}{told[1:]}"]


def _basis(desk: Desk, page: Page) -> None:
    """What was checked and by whom, and with which rule data."""
    inspection = desk.inspection
    page.section("Vad som är kontrollerat, och av vem", new_page=True)
    for part in inspection.regulations:
        for name, text in checked(part):
            _pair(page, name, text)
    for name, text in settings(inspection):
        _pair(page, name, text)
    page.section("Regelunderlag")
    rule_data = map(_rule_data, inspection.rule_data)
    page.table(Table("Regelunderlag", _RULE_DATA, rule_data, "Ingen målbeskrivning är använd."))
    page.section("Filer som lästes")
    page.table(Table("Filer", _FILES, (_file(desk, one) for one in inspection.files), "Inga filer."))
    for name, note in _notes(inspection.files):
        _pair(page, name, note)


def _rule_data(one: RuleData) -> Row:
    return [one.specialty, one.delmal, one.regulation, one.verification]


def _notes(files: Sequence[FileRead]) -> Iterator[tuple[str, str]]:
    """What was not checked, once for all files of which the same is to be said."""
    said: dict[str, list[str]] = {}
    for one in files:
        if file_note(one):
            said.setdefault(file_note(one), []).append(one.name)
    for note, named in said.items():
        yield "\n".join(named), note


def _file(desk: Desk, one: FileRead) -> Row:
    path = shown_path(one.path)
    return [
        Cell(path, desk.link(Place(one.path))),
        "ja" if one.problem is None else "nej",
        f"{one.kind.value}: {one.name}",
        hash_words(one.sha256),
    ]
