"""The report as an Excel workbook: one row per finding with a link to its cell, and an overview of the files.

Same report, same bytes. Text is always written as text, so that nothing from a clinic's file can become a formula.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from io import BytesIO
from pathlib import Path

from xlsxwriter import Workbook

from stexcel.findings import FileReport, Finding, Level, Report
from stexcel.own_results import MARK
from stexcel.render.excel_sheet import EXCEL, UNKNOWN, Capacity, Cell, Column, Sheet, Styles, file_link
from stexcel.render.links import anchor, relative_path
from stexcel.render.words import (
    UNIT_WORKBOOK,
    limits_in_force,
    outcome,
    shown_count,
    shown_path,
    until,
    verdict,
    who,
    whole_run,
)

_ABOUT = "Gäller"
"""A doctor, a unit, or a file that says of neither."""
_LEVEL = Column("Nivå", 7)
_FINDING = (
    Column(_ABOUT, 20),
    Column("Fil", 24),
    Column("Blad", 15),
    Column("Cell", 7),
    Column("Delmål", 8),
    _LEVEL,
    Column("Kod", 9),
    Column("Text", 50),
    Column("Åtgärd", 40),
    Column("Rubrik", 24),
    Column("Källa", 34),
)
_NOT_PRINTED = ("Rubrik", "Källa")
"""Columns that a printed list does without: with them it would be too small to read."""
_SILENCED = (Column("Skäl", 40), Column("Giltighet", 22), *_FINDING)
_OVERVIEW = (
    Column(_ABOUT, 22),
    Column("Fil", 34),
    Column("Specialitet", 18),
    Column("Föreskrift", 12),
    Column("Klara delmål", 8),
    Column("Antal delmål", 8),
    *(Column(level.value.capitalize(), 7) for level in Level),
    Column("Undantag", 10),
    Column("Ej kontrollerat", 13),
    Column("Omdöme", 26),
)
_UNCHECKED = (Column(_ABOUT, 24), Column("Fil", 34), Column("Ej kontrollerat", 90))
_LIMITS = (Column("Gräns", 30), Column("Värde", 9), Column("Förval", 9), Column("Betydelse", 80), Column("Profil", 24))
_FILE, _WIDEST_FILE = "Fil", 50
_WHOLE_RUN = "Hela körningen"


def render_excel(report: Report, folder: Path, capacity: Capacity = EXCEL) -> bytes:
    """The workbook as bytes, with links as seen from the folder where it will lie."""
    out = BytesIO()
    lists = _Lists(report, folder)
    with Workbook(out, {"in_memory": True}) as book:
        book.set_properties(_properties(report))
        styles = Styles.of(book)
        footer = f"stexcel {report.version} per {report.today}"
        for sheet in lists.sheets():
            sheet.draw(book, styles, footer, capacity)
    return out.getvalue()


def _properties(report: Report) -> dict[str, object]:
    """What Excel tells of the file; the time is that of the report, never of the clock."""
    return {
        "title": f"Fynd per {report.today}",
        "category": MARK,
        "created": datetime.combine(report.today, time()),
    }


@dataclass(frozen=True)
class _Lists:
    """The rows of the lists."""

    report: Report
    folder: Path

    def sheets(self) -> tuple[Sheet, ...]:
        """The lists in the order of their sheets."""
        level = _FINDING.index(_LEVEL)
        silenced_level = _SILENCED.index(_LEVEL)
        lists = (
            Sheet("Översikt", _OVERVIEW, self._overview(), "Inga filer", above=outcome(self.report)),
            Sheet("Fynd", _FINDING, self._findings(), "Inga fynd", level, aside=len(_NOT_PRINTED)),
            Sheet("Ej kontrollerat", _UNCHECKED, self._unchecked(), "Inget att säga"),
            Sheet("Undantag", _SILENCED, self._silenced(), "Inga undantag", silenced_level, aside=len(_NOT_PRINTED)),
            Sheet(
                "Gränser",
                _LIMITS,
                self._limits(),
                limits_in_force(self.report.in_force) or "Alla gränser är de förvalda.",
            ),
        )
        return tuple(replace(one, columns=self._fitted(one.columns)) for one in lists)

    def _fitted(self, columns: Sequence[Column]) -> tuple[Column, ...]:
        """The columns with room for the files' paths, since not every program breaks a link into lines."""
        longest = max((len(shown_path(part.document.path)) for part in self.report.parts), default=0)
        width = min(_WIDEST_FILE, longest + 2)
        return tuple(one._replace(width=max(one.width, width)) if one.heading == _FILE else one for one in columns)

    def _findings(self) -> Iterator[list[Cell]]:
        for part in self.report.parts:
            path = self._path(part)
            for finding in sorted(part.findings, key=lambda finding: finding.level.rank):
                yield _finding(part, finding, path)

    def _silenced(self) -> Iterator[list[Cell]]:
        for part in self.report.parts:
            path = self._path(part)
            for silenced in part.silenced:
                why = [Cell(silenced.reason), Cell(until(silenced))]
                yield [*why, *_finding(part, silenced.finding, path)]

    def _overview(self) -> Iterator[list[Cell]]:
        for part in self.report.parts:
            iup = part.document.iup
            specialty, regulation = (iup.person.specialty, iup.regulation) if iup else (None, None)
            what = UNIT_WORKBOOK.capitalize() if part.document.unit else ""
            yield [
                *self._whose(part),
                Cell(specialty.value if specialty else what),
                Cell(regulation or ""),
                *((Cell(part.fulfilled), Cell(part.total)) if part.total else (Cell(""), Cell(""))),
                *(Cell(UNKNOWN if (count := shown_count(part, level)) is None else count) for level in Level),
                Cell(len(part.silenced)),
                Cell(len(part.limits)),
                Cell(verdict(part)),
            ]

    def _unchecked(self) -> Iterator[list[Cell]]:
        """What was not checked, of the whole run and then file by file."""
        for limit in whole_run(self.report):
            yield [Cell(_WHOLE_RUN), Cell(""), Cell(limit)]
        for part in self.report.parts:
            for limit in part.limits:
                yield [*self._whose(part), Cell(limit)]

    def _limits(self) -> Iterator[list[Cell]]:
        """The limits that are not the defaults."""
        profile = self.report.in_force.profile or ""
        for one in self.report.in_force.changed:
            yield [Cell(one.key), Cell(one.value), Cell(one.default), Cell(one.meaning), Cell(profile)]

    def _whose(self, part: FileReport) -> list[Cell]:
        return [Cell(who(part)), Cell(shown_path(part.document.path), file_link(self._path(part)))]

    def _path(self, part: FileReport) -> str:
        return relative_path(part.document.path, self.folder)


def _finding(part: FileReport, finding: Finding, path: str) -> list[Cell]:
    """The row of a finding; the most exact of file, sheet and cell is a link that opens the place."""
    link = file_link(path, anchor(finding))
    exact = "cell" if finding.cell else "sheet" if finding.sheet else "file"
    return [
        Cell(who(part)),
        Cell(shown_path(part.document.path), link if exact == "file" else ""),
        Cell(finding.sheet or "", link if exact == "sheet" else ""),
        Cell(finding.cell.a1 if finding.cell else "", link if exact == "cell" else ""),
        Cell(finding.delmal or ""),
        Cell(finding.level.value),
        Cell(finding.code),
        Cell(finding.text),
        Cell(finding.action),
        Cell(finding.summary),
        Cell(finding.source),
    ]
