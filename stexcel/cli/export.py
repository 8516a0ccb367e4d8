"""``stexcel export``: the content of workbooks as tables, for statistics of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click
from polars import DataFrame

from stexcel import api, batch
from stexcel.cli import options
from stexcel.cli.echo import echo
from stexcel.cli.failure import EXIT_CLEAN, EXIT_FAILED, tell_crashes
from stexcel.cli.progress import shown_progress
from stexcel.cli.settings import load_setup
from stexcel.cli.swedish import SwedishCommand
from stexcel.export import ExportError, write_tables
from stexcel.frames.rows import UNREAD
from stexcel.workbook import WorkbookError


@click.command(cls=SwedishCommand)
@click.argument("paths", metavar="SÖKVÄG...", nargs=-1, required=True, type=options.FILE)
@click.option("-o", "--output", "folder", type=options.FILE, metavar="MAPP", help="Mappen att skriva i; måste anges.")
@options.today
@options.jobs
@options.profiles
@options.unit
@options.regelverk
def export(
    paths: tuple[Path, ...],
    folder: Path | None,
    today: date | None,
    jobs: int | None,
    profiles: tuple[Path, ...],
    unit: Path | None,
    regelverk: Path | None,
) -> int:
    """Sparar innehållet i IUP och i enhetens arbetsbok som tabeller: en CSV och en Parquet per tabell.

    datalexikon.csv förklarar varje kolumn. Filer som inte kunde läsas står i filer.csv med orsaken.
    Tabellerna har namn på läkare och handledare, men inte vad som sades i samtal. CSV-filerna öppnas
    i Excel; text som Excel skulle ta för en formel börjar med en apostrof.

    Slutkoden är 0 när något kunde läsas, och 2 när ingen fil kunde läsas eller exporten inte kunde göras.
    """
    if folder is None:
        raise click.UsageError("--output saknas. Ange mappen att skriva i, till exempel -o statistik.")
    setup = load_setup(paths, today, profiles, regelverk, unit)
    try:
        files = api.workbooks(paths, setup.policy)
        _refuse_among(files, folder)
        with shown_progress("Läser", len(files)) as progress:
            tables = api.export(paths, setup, jobs=jobs or batch.default_jobs(), progress=progress)
        written = write_tables(tables.frames, folder, today=tables.today)
    except (WorkbookError, ExportError) as error:
        raise click.ClickException(str(error)) from error
    echo(_summary(tables, folder, len(written)))
    if tables.crashes:
        tell_crashes(tables.crashes, "Ett fel i programmet gjorde att exporten inte är fullständig, se filer.csv.")
        return EXIT_FAILED
    listed = tables.frames["filer"]
    if _unread(listed) == listed.height:
        echo("Fel: Ingen av filerna kunde läsas, så tabellerna är tomma. Orsaken står i filer.csv.", err=True)
        return EXIT_FAILED
    return EXIT_CLEAN


def _unread(files: DataFrame) -> int:
    return files.filter(files["slag"] == UNREAD).height


def _refuse_among(files: Sequence[Path], folder: Path) -> None:
    """Raises :class:`click.ClickException` for a folder with workbooks that are read: tables do not belong there."""
    if any(file.parent.resolve() == folder.resolve() for file in files):
        raise click.ClickException(
            f"{folder.as_posix()} är mappen med arbetsböckerna. Ange en egen mapp för tabellerna efter -o, till "
            f"exempel -o {(folder / 'statistik').as_posix()}."
        )


def _summary(tables: api.Tables, folder: Path, count: int) -> str:
    files = tables.frames["filer"]
    unread = _unread(files)
    doubtful = tables.frames["orimliga_uppgifter"].height
    read = "1 arbetsbok genomgången" if files.height == 1 else f"{files.height} arbetsböcker genomgångna"
    lines = [f"{read}, {count} filer skrivna i {folder.as_posix()}."]
    if unread:
        which = "Den" if files.height == 1 else f"{unread} av dem"
        lines.append(f"{which} kunde inte läsas; orsaken står i filer.csv.")
    if doubtful:
        what = "1 uppgift kan inte stämma; den" if doubtful == 1 else f"{doubtful} uppgifter kan inte stämma; de"
        lines.append(f"{what} står i orimliga_uppgifter.csv.")
    return "\n".join((*lines, *tables.left_out))
