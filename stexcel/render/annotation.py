"""The findings of one file as notes at its cells and a sheet of its own, to put into the workbook or a copy of it."""

from __future__ import annotations

from collections.abc import Iterator

from stexcel.findings import FileReport, Finding, Report
from stexcel.ooxml import CellValue, Column, Link, NewSheet, Note, Notes
from stexcel.own_sheets import AUTHOR, FIRST_WORDS, MARKER, OPEN_MARKER
from stexcel.personal_ids import has_personal_id, hide
from stexcel.render.words import about_settings, limits_in_force, switched_off, until, verdict

TITLE = "Kontroll"
LEVEL, CODE, PLACE, WHAT = "Nivå", "Kod", "Plats", "Vad"
"""The headings of columns that are read back from the sheet."""
_COLUMNS = (
    Column(LEVEL, 16),
    Column(CODE, 9),
    Column("Delmål", 9),
    Column(PLACE, 22),
    Column(WHAT, 70),
    Column("Vad man gör", 60),
    Column("Källa", 40),
)

Row = tuple[CellValue | Link, ...]


def annotation(file: FileReport, report: Report) -> tuple[Notes, NewSheet]:
    """What to write into the workbook or a copy: a note at every cell with findings, and the sheet that lists all.

    What could not be checked and what an exception silences stands in the sheet too.
    """
    notes = tuple(_notes(file))
    rows = tuple(_rows(file, report))
    sheet = NewSheet(TITLE, MARKER, _COLUMNS, rows, _above(file, report), replaces=(OPEN_MARKER,))
    return Notes(AUTHOR, notes), sheet


def _above(file: FileReport, report: Report) -> tuple[str, ...]:
    """What was checked and how it went; the limits and rules only where they are not the usual ones."""
    told = (f"{FIRST_WORDS} {report.version} per {report.today}", f"{verdict(file)}.")
    unusual = (limits_in_force(report.in_force), switched_off(report))
    return (*told, *(sentence for sentence in unusual if sentence))


def _notes(file: FileReport) -> Iterator[Note]:
    for finding in file.findings:
        if finding.cell is not None:
            text = f"{finding.level.value.capitalize()} {finding.code}: {finding.text}\nGör så här: {finding.action}"
            yield Note(finding.cell.sheet, finding.cell.a1, hide(text))


def _rows(file: FileReport, report: Report) -> Iterator[Row]:
    for finding in sorted(file.findings, key=lambda finding: finding.level.rank):
        yield _row(finding.level.value, finding, finding.text)
    for limit in (*file.limits, *report.limits, *report.left_out, *about_settings(report)):
        yield ("ej kontrollerat", None, None, None, hide(limit), None, None)
    for silenced in file.silenced:
        text = f"{silenced.finding.text} Undantag {until(silenced)}: {silenced.reason}"
        yield _row("undantag", silenced.finding, text)


def _row(level: str, finding: Finding, text: str) -> Row:
    return (level, finding.code, finding.delmal, _place(finding), hide(text), finding.action, finding.source)


def _place(finding: Finding) -> CellValue | Link:
    """A link to the cell, or to the top of the sheet; nothing where no place is known."""
    if finding.sheet is not None and has_personal_id(finding.sheet):
        return hide(finding.place)  # a link would repeat the name of the sheet
    if finding.cell is not None:
        return Link(finding.place, finding.cell.sheet, finding.cell.a1)
    return Link(finding.sheet, finding.sheet, "A1") if finding.sheet else None
