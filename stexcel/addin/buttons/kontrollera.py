"""Kontrollera: the findings of the workbook as it stands, as notes at its cells and on a sheet with links."""

from __future__ import annotations

from datetime import date

from xlwings import Book

from stexcel import api
from stexcel.addin.errors import ButtonError
from stexcel.addin.marks import noted, put_findings, sheets_of
from stexcel.addin.outcome import Outcome, joined
from stexcel.addin.reading import Source, opened
from stexcel.addin.session import kept
from stexcel.findings import FileReport, Report
from stexcel.ooxml import Unplaced
from stexcel.render.annotation import annotation
from stexcel.render.words import verdict
from stexcel.rules.words import listing
from stexcel.settings import make_setup


def kontrollera(book: Book, today: date) -> Outcome:
    """Replaces the marks of an earlier press. Raises what :func:`stexcel.addin.errors.sentence` knows.

    Where something fails on the way, nothing of ours is left in the workbook.
    """
    with kept(book, "stexcel: kontrollerar …"):
        with opened(book) as source:
            report = judged(source, today)
        file = own_report(source, report)
        notes, sheet = annotation(file, report)
        title, unplaced = put_findings(book, notes, sheet, noted(book))
    crashes = tuple(trace for one in report.files for trace in one.crashes)
    told = f"{verdict(file)}. Se bladet {title}."
    return Outcome(joined(told, *_about(unplaced), source.remark), crashes=crashes)


def judged(source: Source, today: date) -> Report:
    """The report of the workbook, by the settings that lie beside it; ``today`` is the day unless they say another."""
    return api.validate_open(source.path, source.file, make_setup([source.path], clock=today))


def own_report(source: Source, report: Report) -> FileReport:
    """The workbook's own part of the report; raises :class:`ButtonError` where nothing could be judged."""
    file = next(file for file in report.files if file.document.path == source.path.as_posix())
    if file.document.problem is not None:
        raise ButtonError(f"{file.document.problem.told} Inget är ändrat.")
    return file


def _about(unplaced: tuple[Unplaced, ...]) -> list[str]:
    """That some notes are missing, with the sheets and why; the findings stand on the sheet all the same."""
    told = []
    for why in dict.fromkeys(one.reason for one in unplaced):
        sheets = sheets_of([one for one in unplaced if one.reason == why])
        count = sum(one.reason == why for one in unplaced)
        what = "En anteckning" if count == 1 else f"{count} anteckningar"
        told.append(f"{what} på {listing([f'”{name}”' for name in sheets])} skrevs inte: {why}")
    return told
