"""``stexcel annotate``: the findings as notes and a sheet in a copy of the workbook."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from stexcel import api, ooxml
from stexcel.cli import options
from stexcel.cli.echo import echo
from stexcel.cli.options import NEVER
from stexcel.cli.output import refuse_existing, refuse_folder
from stexcel.cli.settings import load_setup
from stexcel.cli.swedish import SwedishCommand
from stexcel.cli.validate import exit_code
from stexcel.findings import FileReport, Report
from stexcel.own_results import COPY_SUFFIXES, is_annotated_copy
from stexcel.render.annotation import annotation
from stexcel.render.words import verdict
from stexcel.workbook import WorkbookError, read_bytes


@click.command(cls=SwedishCommand)
@click.argument("path", metavar="FIL", type=options.FILE)
@click.option(
    "-o", "--output", type=options.FILE, metavar="KOPIA", required=True, help="Kopian som anmärkningarna skrivs i."
)
@click.option("--overwrite", is_flag=True, help="Ersätt en tidigare kopia från stexcel.")
@options.today
@options.profiles
@options.regelverk
def annotate(
    path: Path, output: Path, overwrite: bool, today: date | None, profiles: tuple[Path, ...], regelverk: Path | None
) -> int:
    """Skriver anmärkningarna i en kopia av en arbetsbok, som kommentarer i cellerna och ett blad Kontroll.

    Allt annat i kopian är som i originalet, som aldrig ändras. Görs det om på kopian ersätts de gamla
    anmärkningarna av de nya.
    """
    _check_output(path, output, overwrite=overwrite)
    setup = load_setup([path], today, profiles, regelverk)
    try:
        source = read_bytes(path)
        report = api.validate([path], setup)
        file = _judged(path, report)
        written = ooxml.apply(source, annotation(file, report))
        ooxml.write_atomically(output, written.data, source=path)
    except ooxml.RefusedTarget as error:
        raise click.ClickException(str(error)) from error
    except WorkbookError as error:
        raise click.ClickException(f"{path.as_posix()}: {error}") from error
    echo(f"{output.as_posix()}: {verdict(file)}. Se bladet {', '.join(written.new_sheets)}.", err=True)
    for unplaced in written.unplaced:
        echo(f"{unplaced.note.sheet}!{unplaced.note.cell} har ingen kommentar: {unplaced.reason}", err=True)
    return exit_code(report, NEVER)


def _check_output(source: Path, output: Path, *, overwrite: bool) -> None:
    """Raises :class:`click.ClickException` for a name that the copy must not have.

    Only an earlier copy of stexcel's own is ever replaced: any other workbook may be someone's original.
    """
    refuse_folder(output, source)
    name = output.as_posix()
    if source.suffix.lower() in COPY_SUFFIXES and output.suffix.lower() != source.suffix.lower():
        raise click.ClickException(
            f"{name} har inte samma filändelse som {source.name}. Välj ett namn som slutar på {source.suffix}."
        )
    refuse_existing(output, overwrite=overwrite)
    if output.exists() and not output.samefile(source) and not is_annotated_copy(output):
        raise click.ClickException(
            f"{name} är ingen kopia från stexcel och skrivs inte över, inte ens med --overwrite. Ange ett annat namn "
            "efter -o."
        )


def _judged(path: Path, report: Report) -> FileReport:
    """The file's own report; raises :class:`WorkbookError` if there is nothing to write about."""
    file = next(file for file in report.files if file.document.path == path.as_posix())
    if file.document.problem is not None:
        raise WorkbookError(file.document.problem.told)
    return file
