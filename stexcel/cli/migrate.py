"""``stexcel migrate``: the content of old IUPs in copies of a new template."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from stexcel import regelverk as rule_data
from stexcel.cli import options
from stexcel.cli.echo import echo
from stexcel.cli.failure import EXIT_CLEAN, EXIT_FAILED, EXIT_FINDINGS
from stexcel.cli.progress import shown_progress
from stexcel.cli.settings import load_setup
from stexcel.cli.swedish import SwedishCommand
from stexcel.fill.errors import FillError
from stexcel.fill.migration.place import Reader
from stexcel.fill.migration.report import HEADING, report_text
from stexcel.fill.migration.run import Job, Outcome, run
from stexcel.ooxml import write_atomically
from stexcel.system_errors import reason
from stexcel.workbook import WorkbookError, find_workbooks

REPORT = "migrering.txt"
"""The report's name in the folder of the results."""


@click.command(cls=SwedishCommand)
@click.argument("paths", metavar="GAMMALT...", nargs=-1, required=True, type=options.FILE)
@click.option(
    "--template", type=options.FILE, metavar="MALL.xlsx", help="Den nya, tomma mallen. Annars stexcels egen mall."
)
@click.option("-o", "--output", "folder", type=options.FILE, metavar="MAPP", help="Mappen att skriva i; måste anges.")
@click.option(
    "--other-programme",
    is_flag=True,
    help="Flytta också till en mall för en annan föreskrift eller specialitet. Delmål som saknas där placeras inte.",
)
@click.option("--overwrite", is_flag=True, help="Skriv över filer som redan finns i mappen.")
@options.profiles
@options.regelverk
def migrate(
    paths: tuple[Path, ...],
    template: Path | None,
    folder: Path | None,
    other_programme: bool,
    overwrite: bool,
    profiles: tuple[Path, ...],
    regelverk: Path | None,
) -> int:
    """Flyttar innehållet i gamla IUP till kopior av en ny mall, som läses tillbaka och jämförs.

    Det som mallen inte har plats för hamnar på bladet Ej placerat i den nya filen, med sin gamla cell. De gamla
    filerna ändras aldrig. Slutkod: 0 allt är flyttat, 1 något är ej placerat eller att kontrollera, 2 en fil kunde
    inte flyttas.
    """
    if folder is None:
        raise click.UsageError("--output saknas. Ange mappen att skriva i, till exempel -o nya.")
    setup = load_setup(paths, date.today(), profiles, regelverk)
    reader = Reader(rule_data.load(setup.regelverk_csv), setup.profiles)
    job = Job(folder, reader, template, other_programme, overwrite)
    try:
        files = [path for path in find_workbooks(paths) if path in paths or not _is_inside(path, folder)]
        if not files:
            raise click.ClickException("Där finns inga arbetsböcker att flytta.")
        _make(folder)
        outcomes = _run(job, files)
        report = report_text(outcomes, template.as_posix() if template else "stexcels egen, en ny för varje ST-läkare")
        _save(folder / REPORT, report)
    except (FillError, WorkbookError) as error:
        raise click.ClickException(f"{template.as_posix()}: {error}" if template else str(error)) from error
    echo(report, nl=False)
    return _exit_code(outcomes)


def _run(job: Job, files: Sequence[Path]) -> list[Outcome]:
    outcomes: list[Outcome] = []
    with shown_progress("Flyttar", len(files)) as progress:
        for one in run(job, files):
            outcomes.append(one)
            if progress is not None:
                progress(1)
    return outcomes


def _make(folder: Path) -> None:
    """The folder, where it is not there already."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        name = folder.as_posix()
        raise click.ClickException(f"{name} går inte att använda som mapp ({reason(error)}). Ange en annan.") from error


def _is_inside(path: Path, folder: Path) -> bool:
    """Whether a file is one of an earlier run's results."""
    return folder.resolve() in path.resolve().parents


def _save(path: Path, report: str) -> None:
    """Saves the report over that of an earlier run, never over anything else."""
    if path.exists() and not path.read_text(encoding="utf-8", errors="replace").startswith(HEADING):
        raise click.ClickException(f"{path.as_posix()} finns redan och är ingen rapport från stexcel. Flytta den.")
    write_atomically(path, report.encode())


def _exit_code(outcomes: Sequence[Outcome]) -> int:
    if any(one.failed for one in outcomes):
        return EXIT_FAILED
    remains = any(one.migrated is not None and (one.migrated.left or one.migrated.doubts) for one in outcomes)
    return EXIT_FINDINGS if remains else EXIT_CLEAN
