"""SPUR-underlag: a folder of IUP becomes what one hands to an inspection, and the workbook of it is opened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path

from xlwings import App

from stexcel import batch
from stexcel.addin.errors import ButtonError
from stexcel.addin.files import unsaved_in
from stexcel.addin.outcome import Outcome, joined
from stexcel.folder_files import write_all
from stexcel.render.spur_documents import WORKBOOK, spur_documents
from stexcel.settings import make_setup, sources_of
from stexcel.spur.assess import assess
from stexcel.spur.model import Inspection
from stexcel.spur.quoted import read_cells
from stexcel.survey import survey
from stexcel.system_errors import reason

NAME = "SPUR-underlag"


def spur(app: App, folder: Path, today: date) -> Outcome:
    """Writes the documents into a new folder in the folder, and opens the workbook.

    Raises what :func:`stexcel.addin.errors.sentence` knows, and then nothing is written.
    """
    app.status_bar = "stexcel: gör SPUR-underlag …"
    try:
        unsaved = unsaved_in(app, folder)
        first, outcome = spur_files(folder, today)
        app.books.open(str(first))
    finally:
        app.status_bar = False
    remarks = [f"{name} har ändringar som inte är sparade och därför inte med." for name in unsaved]
    return Outcome(joined(outcome.text, *remarks))


def spur_files(folder: Path, today: date) -> tuple[Path, Outcome]:
    """The same where there is no Excel to open the workbook in; gives the workbook."""
    setup = make_setup([folder], clock=today)
    found = survey([folder], setup, jobs=batch.default_jobs())
    if not found.residents:
        raise ButtonError("Inget IUP kunde läsas i mappen, så det finns inget att bedöma. Välj en annan mapp.")
    inspection = assess(found, read_cells)
    target = _free(folder, today)
    files = spur_documents(inspection, target, tuple(sources_of(setup)))
    try:
        write_all(target, files)
    except OSError as error:
        raise ButtonError(
            f"Mappen går inte att skriva i ({reason(error)}). Välj en annan, eller flytta filerna till en mapp "
            "där du får spara."
        ) from error
    return target / WORKBOOK, Outcome(joined(*_told(inspection, target)))


def _free(folder: Path, today: date) -> Path:
    """A folder that is not there: somebody may have gone on writing in the documents of an earlier one."""
    names = (f"{NAME} {today}{f' ({number})' if number > 1 else ''}" for number in count(1))
    return next(folder / name for name in names if not (folder / name).exists())


def _told(inspection: Inspection, target: Path) -> Iterator[str]:
    yield f"Underlaget är klart och ligger i mappen {target.name}."
    for part in inspection.regulations:
        grades = ", ".join(f"{one.section.id} {one.grade.text}" for one in part.sections)
        yield f"{part.regulation}: {grades}."
    yield from inspection.remarks
