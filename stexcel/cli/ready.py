"""``stexcel ready``: everything that one doctor's application needs, and how far it has come."""

from __future__ import annotations

import shutil
import sys
from datetime import date
from pathlib import Path

import click

import stexcel
from stexcel import api
from stexcel.cli import options
from stexcel.cli.failure import EXIT_CLEAN, EXIT_FAILED, EXIT_FINDINGS, tell_crashes
from stexcel.cli.output import chosen_format, write
from stexcel.cli.settings import load_setup
from stexcel.cli.swedish import SwedishCommand
from stexcel.ready.make import readiness
from stexcel.render.paragraphs import WIDTH
from stexcel.render.ready_json import render_ready_json
from stexcel.render.ready_text import render_ready
from stexcel.rules.context import Context
from stexcel.rules.engine import check_context


@click.command(cls=SwedishCommand)
@click.argument("path", metavar="FIL", type=options.FILE)
@options.today
@options.text_or_json
@options.output
@options.regelverk
@options.profiles
def ready(
    path: Path,
    today: date | None,
    style: str | None,
    output: Path | None,
    regelverk: Path | None,
    profiles: tuple[Path, ...],
) -> int:
    """Visar allt som ansökan om specialistkompetens kräver för en ST-läkare: klart, planerat eller saknas.

    Det som inte kunde läsas är ”ej kontrollerat” och räknas aldrig som vare sig klart eller saknat. Slutkoden är 0 när
    allt som IUP kan visa är klart, annars 1.
    """
    form = chosen_format(style, output, options.TEXT_OR_JSON)
    if path.is_dir():
        raise click.UsageError(f"{path.as_posix()} är en mapp. Ange en ST-läkares fil.")
    setup = load_setup([path], today, profiles, regelverk)
    document = api.read_in_run(path, setup)
    if document.problem is not None:
        raise click.ClickException(f"{document.path}: {document.problem.told}")
    if document.iup is None:
        raise click.ClickException(f"{document.path} är enhetens arbetsbok. Ange en ST-läkares fil.")
    context = Context(document, api.rule_data(setup), setup.today, setup.thresholds)
    report = check_context(context, off=setup.policy.off)
    found = readiness(report, context, stexcel.__version__)
    if form.name == "json":
        text = render_ready_json(found)
    else:
        is_terminal = output is None and sys.stdout.isatty()
        text = render_ready(found, width=shutil.get_terminal_size((WIDTH, 24)).columns if is_terminal else WIDTH)
    write(text, output, never=[path])
    if report.crashes:
        tell_crashes(report.crashes, "Ett fel i programmet gjorde att allt inte blev kontrollerat.")
        return EXIT_FAILED
    return EXIT_CLEAN if found.is_ready else EXIT_FINDINGS
