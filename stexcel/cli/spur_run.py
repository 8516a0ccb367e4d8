"""One reading for ``stexcel spur``: from what the user has asked for to the survey and the assessment of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from stexcel import api
from stexcel.cli.failure import EXIT_CLEAN, EXIT_FAILED, EXIT_FINDINGS
from stexcel.cli.nothing_read import require_iup
from stexcel.cli.options import NEVER
from stexcel.cli.progress import shown_progress
from stexcel.cli.settings import load_setup
from stexcel.cli.status_memory import can_remember, opened_cache
from stexcel.cli.status_run import default_jobs
from stexcel.cli.validate import exit_code
from stexcel.settings import sources_of
from stexcel.spur.assess import assess
from stexcel.spur.model import Inspection, Status
from stexcel.spur.package import Source
from stexcel.spur.quoted import read_cells
from stexcel.status.model import Survey
from stexcel.survey import survey
from stexcel.survey_cache import SurveyMemory
from stexcel.workbook import WorkbookError


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be read, and how."""

    paths: tuple[Path, ...]
    today: date | None
    unit: Path | None
    profiles: tuple[Path, ...]
    regelverk: Path | None
    jobs: int | None
    has_cache: bool


@dataclass(frozen=True)
class Reading:
    """What was read and what it amounts to; ``files`` are the workbooks that were read."""

    survey: Survey
    inspection: Inspection
    files: tuple[Path, ...]
    sources: tuple[Source, ...]

    @property
    def code(self) -> int:
        """0 where nothing fails, 1 where a criterion does or a file could not be read, 2 where the program failed."""
        if exit_code(self.survey.report, NEVER) == EXIT_FAILED:
            return EXIT_FAILED
        parts = self.inspection.regulations
        fails = any(one.status is Status.FAILS for part in parts for one in part.results.values())
        return EXIT_FINDINGS if fails or self.survey.report.unread else EXIT_CLEAN

    @property
    def remarks(self) -> Iterator[str]:
        """What the user has to be told before anything is shown."""
        yield from self.inspection.remarks
        for part in self.inspection.regulations:
            for one in part.results.values():
                if one.contradiction:
                    yield f"{one.criterion.id}, {part.regulation}: {one.contradiction}"


def read_inspection(wanted: Wanted) -> Reading:
    """Reads every file once and assesses it; raises :class:`click.ClickException` where there is nothing to assess."""
    setup = load_setup(wanted.paths, wanted.today, wanted.profiles, wanted.regelverk, wanted.unit)
    try:
        files = api.prepare(wanted.paths, setup).files
        with (
            shown_progress("Läser", len(files)) as progress,
            opened_cache(wanted.has_cache and can_remember()) as cache,
        ):
            memory = SurveyMemory(cache, setup) if cache is not None else None
            found = survey(wanted.paths, setup, jobs=default_jobs(wanted.jobs), progress=progress, cache=memory)
    except WorkbookError as error:
        raise click.ClickException(str(error)) from error
    require_iup(found, "det finns inget att bedöma")
    return Reading(found, assess(found, read_cells), tuple(files), tuple(sources_of(setup, wanted.profiles)))
