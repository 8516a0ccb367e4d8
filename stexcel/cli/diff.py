"""``stexcel diff``: what has happened between two versions of the same IUPs."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from stexcel import api, batch
from stexcel.cli import options
from stexcel.cli.echo import echo
from stexcel.cli.failure import EXIT_CLEAN, EXIT_FAILED, tell_crashes
from stexcel.cli.output import chosen_format, write
from stexcel.cli.settings import load_setup
from stexcel.cli.swedish import Count, SwedishCommand
from stexcel.diff import DEFAULT_BACKDATED_DAYS, Comparison, compare
from stexcel.findings import Report
from stexcel.render.diff_json import render_diff_json
from stexcel.render.diff_text import WIDTH, render_diff_text
from stexcel.workbook import WorkbookError


@click.command(cls=SwedishCommand)
@click.argument("old", metavar="GAMMAL", type=options.FILE)
@click.argument("new", metavar="NY", type=options.FILE)
@options.today
@options.text_or_json
@options.output
@click.option(
    "--backdated-days",
    type=Count(),
    default=DEFAULT_BACKDATED_DAYS,
    help=(
        "Fråga om det som är nyss inskrivet men daterat fler dagar än så före det sista i den äldre versionen. "
        f"Förvalt {DEFAULT_BACKDATED_DAYS}."
    ),
)
def diff(old: Path, new: Path, today: date | None, style: str | None, output: Path | None, backdated_days: int) -> int:
    """Visar vad som hänt mellan två versioner av IUP: två filer, eller två mappar.

    Innehållet jämförs och inte cellerna: flyttade rader och en ny mall är ingen skillnad. Båda versionerna bedöms
    per samma dag och med inställningarna för NY. Slutkoden är 0 vare sig något har ändrats eller inte, och 2 när
    jämförelsen inte kunde göras.
    """
    form = chosen_format(style, output, options.TEXT_OR_JSON)
    _check_apart(old, new)
    setup = load_setup([new], today, (), None)
    try:
        files = api.workbooks([old, new])
        jobs = batch.default_jobs()
        before = api.validate([old], _for_old(setup, old, new), jobs=jobs)
        after = api.validate([new], setup, jobs=jobs)
    except WorkbookError as error:
        raise click.ClickException(str(error)) from error
    comparison = compare(before, after, (old.as_posix(), new.as_posix()), backdated_days=backdated_days)
    write(_render(comparison, form.name, to_terminal=output is None), output, never=files)
    return _exit_code(comparison, before, after)


def _for_old(setup: api.Setup, old: Path, new: Path) -> api.Setup:
    """The same settings, in which the patterns for files of the new folder are for those of the old one."""
    policy = setup.policy
    folder = policy.selection.folder
    if folder is None or folder.resolve() != new.resolve():
        return setup
    return replace(setup, policy=replace(policy, selection=replace(policy.selection, folder=old)))


def _check_apart(old: Path, new: Path) -> None:
    """A version that lies inside the other would be compared with itself."""
    one, other = old.resolve(), new.resolve()
    if one != other and (one in other.parents or other in one.parents):
        inner, outer = (old, new) if other in one.parents else (new, old)
        raise click.ClickException(
            f"{inner.as_posix()} ligger inne i {outer.as_posix()}. Lägg de två versionerna bredvid varandra, "
            "eller ange de filer som ska jämföras."
        )


def _render(comparison: Comparison, style: str, *, to_terminal: bool) -> str:
    if style == "json":
        return render_diff_json(comparison)
    if to_terminal and sys.stdout.isatty():
        return render_diff_text(comparison, width=shutil.get_terminal_size((WIDTH, 24)).columns)
    return render_diff_text(comparison)


def _exit_code(comparison: Comparison, *reports: Report) -> int:
    """0, or 2 when nothing could be compared or the program failed on a file; the crashes go to the log."""
    if not any(report.crashed for report in reports):
        if comparison.is_about_something:
            return EXIT_CLEAN
        echo("Fel: Inget kunde jämföras. Kontrollera att båda versionerna har samma ST-läkare.", err=True)
        return EXIT_FAILED
    traces = [trace for report in reports for file in report.files for trace in file.crashes]
    tell_crashes(traces, "Ett fel i programmet gjorde att allt inte blev kontrollerat och jämfört.")
    return EXIT_FAILED
