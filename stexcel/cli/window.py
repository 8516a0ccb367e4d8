"""``stexcel window``: the buttons in a window of their own."""

from __future__ import annotations

from datetime import date, datetime
from importlib import import_module
from pathlib import Path

import click

from stexcel.cli import options
from stexcel.cli.swedish import SwedishCommand

_NO_TKINTER = (
    "Fönstret behöver tkinter, som saknas i den här installationen av Python. Windows: kör Pythons "
    "installationsprogram, välj Modify och kryssa i tcl/tk. macOS: brew install python-tk. Linux: apt install "
    "python3-tk. Det färdigbyggda programmet har det med sig."
)


@click.command(cls=SwedishCommand)
@click.argument("files", metavar="[FIL]...", nargs=-1, type=options.FILE)
@options.today
def window(files: tuple[Path, ...], today: date | None) -> None:
    """Öppnar ett fönster med samma knappar som fliken ST/IUP i Excel.

    Det arbetar i den arbetsbok som är öppen i Excel, eller på filer. Inga makron behövs, och Excel behöver inte starta
    något program.
    """
    try:
        screen, parts = import_module("tkinter"), import_module("stexcel.addin.window.window")
    except ImportError as error:
        raise click.ClickException(_NO_TKINTER) from error

    def clock() -> datetime:
        now = datetime.now()
        return datetime.combine(today, now.time()) if today else now

    try:
        opened = parts.Window(parts.Surroundings(clock), files)
    except screen.TclError as error:
        raise click.ClickException(
            "Det finns ingen skärm att öppna fönstret på. Använd kommandona i stället."
        ) from error
    opened.run()
