"""``stexcel validate``: check IUP workbooks against the målbeskrivning."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from stexcel import api, batch
from stexcel.cli.failure import EXIT_CLEAN, EXIT_FAILED, EXIT_FINDINGS, tell_crashes
from stexcel.cli.output import write
from stexcel.cli.settings import load_setup
from stexcel.cli.swedish import Choice, Count, Day, SwedishCommand
from stexcel.findings import Level, Report
from stexcel.render.json import render_json
from stexcel.render.text import WIDTH, render_text
from stexcel.workbook import WorkbookError

NEVER = "never"
_FAIL_ON = {level.ascii: level for level in (Level.KRAV, Level.RAD, Level.LOKAL)}
_FILE = click.Path(path_type=Path)


@click.command(cls=SwedishCommand)
@click.argument("paths", metavar="SÖKVÄG...", nargs=-1, required=True, type=_FILE)
@click.option("--today", type=Day(), help="Räkna som om det vore den här dagen. Annars dagens datum.")
@click.option(
    "--format",
    "style",
    type=Choice(["text", "json"]),
    default="text",
    help="Text att läsa eller JSON för program.",
)
@click.option("-o", "--output", type=_FILE, metavar="FIL", help="Skriv resultatet till en fil.")
@click.option(
    "--fail-on",
    type=Choice([*_FAIL_ON, NEVER]),
    default=Level.KRAV.ascii,
    help="Lägsta nivå som ger slutkod 1. Förvalt krav; never ger aldrig 1.",
)
@click.option("--jobs", type=Count(), help="Antal samtidiga processer. Annars ett per processorkärna.")
@click.option(
    "--profile",
    "profiles",
    type=_FILE,
    multiple=True,
    metavar="FIL",
    help="Mallprofil; kan anges flera gånger.",
)
@click.option("--regelverk", type=_FILE, metavar="FIL.csv", help="Egna rader till regelverket.")
def validate(
    paths: tuple[Path, ...],
    today: date | None,
    style: str,
    output: Path | None,
    fail_on: str,
    jobs: int | None,
    profiles: tuple[Path, ...],
    regelverk: Path | None,
) -> int:
    """Kontrollerar IUP-arbetsböcker: filer, eller mappar med alla undermappar.

    För varje delmål i målbeskrivningen sägs om utbildningsaktivitet eller bedömningsmetod saknas, och i
    vilken cell. Ingenting skrivs någonsin i arbetsböckerna.
    """
    setup = load_setup(paths, today, profiles, regelverk)
    try:
        files = api.workbooks(paths)
        with _progress(len(files)) as progress:
            report = api.validate(
                files,
                setup,
                jobs=jobs or batch.default_jobs(),
                keep_content=style == "json",
                progress=progress,
            )
    except WorkbookError as error:
        raise click.ClickException(str(error)) from error
    write(_render(report, style, to_terminal=output is None), output, never=files)
    return exit_code(report, fail_on)


def _render(report: Report, style: str, *, to_terminal: bool) -> str:
    if style == "json":
        return render_json(report)
    if to_terminal and sys.stdout.isatty():
        width = shutil.get_terminal_size((WIDTH, 24)).columns
        return render_text(report, width=width, color="NO_COLOR" not in os.environ)
    return render_text(report)


def exit_code(report: Report, fail_on: str) -> int:
    """0, 1 or 2; the crashes of the run go to the log."""
    if report.crashed:
        traces = [trace for file in report.files for trace in file.crashes]
        tell_crashes(traces, "Ett fel i programmet gjorde att allt inte blev kontrollerat, se STX000.")
        return EXIT_FAILED
    if fail_on != NEVER and report.has_findings_at(_FAIL_ON[fail_on]):
        return EXIT_FINDINGS
    return EXIT_CLEAN


@contextmanager
def _progress(total: int) -> Iterator[batch.Progress | None]:
    """A progress bar on the error stream, when a person is watching it."""
    if not sys.stderr.isatty():
        yield None
        return
    columns = (TextColumn("Kontrollerar"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda count: bar.advance(task, count)
