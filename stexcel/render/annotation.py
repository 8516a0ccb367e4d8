"""The findings of one file as notes at its cells and a sheet of its own, to put into a copy of the workbook."""

from __future__ import annotations

from collections.abc import Iterator

from stexcel.findings import FileReport, Finding, Report
from stexcel.ooxml import CellValue, Column, Edit, Link, NewSheet, Note, Notes
from stexcel.own_sheets import AUTHOR, FIRST_WORDS, MARKER
from stexcel.render.words import about_settings, limits_in_force, switched_off, until, verdict

TITLE = "Kontroll"
_COLUMNS = (
    Column("Nivå", 16),
    Column("Kod", 9),
    Column("Delmål", 9),
    Column("Plats", 22),
    Column("Vad", 70),
    Column("Vad man gör", 60),
    Column("Källa", 40),
)

Row = tuple[CellValue | Link, ...]


def annotation(file: FileReport, report: Report) -> tuple[Edit, ...]:
    """What to write into a copy of the file: a note at every cell with findings, and the sheet that lists them all.

    What could not be checked and what an exception silences stands in the sheet too.
    """
    notes = tuple(_notes(file))
    rows = tuple(_rows(file, report))
    return Notes(AUTHOR, notes), NewSheet(TITLE, MARKER, _COLUMNS, rows, _above(file, report))


def _above(file: FileReport, report: Report) -> tuple[str, ...]:
    """What was checked and how it went; the limits and rules only where they are not the usual ones."""
    told = (f"{FIRST_WORDS} {report.version} per {report.today}", f"{verdict(file)}.")
    unusual = (limits_in_force(report.in_force), switched_off(report))
    return (*told, *(sentence for sentence in unusual if sentence))


def _notes(file: FileReport) -> Iterator[Note]:
    for finding in file.findings:
        if finding.cell is not None:
            text = f"{finding.level.value.capitalize()} {finding.code}: {finding.text}\nGör så här: {finding.action}"
            yield Note(finding.cell.sheet, finding.cell.a1, text)


def _rows(file: FileReport, report: Report) -> Iterator[Row]:
    for finding in sorted(file.findings, key=lambda finding: finding.level.rank):
        yield _row(finding.level.value, finding, finding.text)
    for limit in (*file.limits, *report.limits, *report.left_out, *about_settings(report)):
        yield ("ej kontrollerat", None, None, None, limit, None, None)
    for silenced in file.silenced:
        text = f"{silenced.finding.text} Undantag {until(silenced)}: {silenced.reason}"
        yield _row("undantag", silenced.finding, text)


def _row(level: str, finding: Finding, text: str) -> Row:
    return (level, finding.code, finding.delmal, _place(finding), text, finding.action, finding.source)


def _place(finding: Finding) -> CellValue | Link:
    """A link to the cell, or to the top of the sheet; nothing where no place is known."""
    if finding.cell is not None:
        return Link(finding.place, finding.cell.sheet, finding.cell.a1)
    return Link(finding.sheet, finding.sheet, "A1") if finding.sheet else None
