"""``stexcel validate``: check IUP workbooks against the målbeskrivning."""

from __future__ import annotations

import os
import shutil
import sys
from datetime import date
from pathlib import Path

import click

from stexcel import api, batch
from stexcel.cli import options
from stexcel.cli.failure import EXIT_CLEAN, EXIT_FAILED, EXIT_FINDINGS, tell_crashes
from stexcel.cli.options import FAIL_ON, NEVER
from stexcel.cli.output import Format, chosen_format, write
from stexcel.cli.progress import shown_progress
from stexcel.cli.settings import load_setup
from stexcel.cli.swedish import Choice, SwedishCommand
from stexcel.findings import Report
from stexcel.render.excel import render_excel
from stexcel.render.html import render_html
from stexcel.render.json import render_json
from stexcel.render.sarif import render_sarif
from stexcel.render.text import WIDTH, render_text
from stexcel.rules import all_rules
from stexcel.workbook import WorkbookError

FORMATS = (
    Format("text", (".txt",)),
    Format("json", (".json",)),
    Format("sarif", (".sarif", ".sarif.json", ".json")),
    Format("xlsx", (".xlsx",), is_text=False),
    Format("html", (".html", ".htm")),
)


@click.command(cls=SwedishCommand)
@click.argument("paths", metavar="SÖKVÄG...", nargs=-1, required=True, type=options.FILE)
@options.today
@click.option(
    "--format",
    "style",
    type=Choice([one.name for one in FORMATS]),
    help="Text, Excel (xlsx) eller HTML att läsa, JSON eller SARIF för program. Annars efter filnamnet, eller text.",
)
@click.option(
    "-o",
    "--output",
    type=options.FILE,
    metavar="FIL",
    help="Skriv resultatet till en fil: .txt, .xlsx, .html, .json eller .sarif.",
)
@options.fail_on
@options.jobs
@options.profiles
@options.regelverk
@options.unit
def validate(
    paths: tuple[Path, ...],
    today: date | None,
    style: str | None,
    output: Path | None,
    fail_on: str,
    jobs: int | None,
    profiles: tuple[Path, ...],
    regelverk: Path | None,
    unit: Path | None,
) -> int:
    """Kontrollerar IUP-arbetsböcker: filer, eller mappar med alla undermappar.

    För varje delmål i målbeskrivningen sägs om utbildningsaktivitet eller bedömningsmetod saknas, och i
    vilken cell. Ingenting skrivs någonsin i arbetsböckerna.
    """
    form = chosen_format(style, output, FORMATS)
    setup = load_setup(paths, today, profiles, regelverk, unit)
    try:
        files = api.workbooks(paths, setup.policy)
        with shown_progress("Kontrollerar", len(files)) as progress:
            report = api.validate(
                paths,
                setup,
                jobs=jobs or batch.default_jobs(),
                keep_content=form.name == "json",
                progress=progress,
            )
    except WorkbookError as error:
        raise click.ClickException(str(error)) from error
    write(_render(report, form.name, output), output, never=[*files, *([setup.unit] if setup.unit else [])])
    return exit_code(report, fail_on)


def _render(report: Report, style: str, output: Path | None) -> str | bytes:
    folder = output.parent if output else Path()
    match style:
        case "json":
            return render_json(report)
        case "sarif":
            return render_sarif(report, all_rules())
        case "xlsx":
            return render_excel(report, folder)
        case "html":
            return render_html(report, folder)
    if output is None and sys.stdout.isatty():
        width = shutil.get_terminal_size((WIDTH, 24)).columns
        return render_text(report, width=width, color="NO_COLOR" not in os.environ, on_screen=True)
    return render_text(report)


def exit_code(report: Report, fail_on: str) -> int:
    """0, 1 or 2; the crashes of the run go to the log."""
    if report.crashed:
        traces = [trace for file in report.files for trace in file.crashes]
        tell_crashes(traces, "Ett fel i programmet gjorde att allt inte blev kontrollerat, se STX000.")
        return EXIT_FAILED
    if fail_on != NEVER and report.has_findings_at(FAIL_ON[fail_on]):
        return EXIT_FINDINGS
    return EXIT_CLEAN
