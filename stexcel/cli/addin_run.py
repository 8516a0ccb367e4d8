"""``stexcel addin run``: what the buttons in Excel start."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from stexcel.addin.errors import ButtonError
from stexcel.addin.log import log_failure
from stexcel.addin.native import tell_outside
from stexcel.addin.run import Button, Press, press
from stexcel.cli import options
from stexcel.cli.failure import EXIT_CLEAN, EXIT_FAILED
from stexcel.cli.swedish import Choice, SwedishCommand


@click.command(cls=SwedishCommand, hidden=True)
@click.argument("button", metavar="KNAPP", type=Choice([one.value for one in Button]))
@click.option("--window", type=int, metavar="HWND", help="Excelfönstrets handtag.")
@click.option("--workbook", metavar="NAMN", help="Arbetsbokens namn i Excel.")
@click.option("--folder", type=options.FILE, metavar="MAPP", help="Mappen som användaren valde.")
@options.today
def run(button: str, window: int | None, workbook: str | None, folder: Path | None, today: date | None) -> int:
    """Gör det som en knapp i Excel är till för, i den öppna arbetsboken. Svaret visas i Excel."""
    now = datetime.now()
    try:
        done = press(Press(Button(button), window, workbook, folder, today or now.date()), now)
    except ButtonError as error:
        log_failure(error, button, now)
        tell_outside(window, str(error))
        raise click.ClickException(str(error)) from error
    return EXIT_CLEAN if done else EXIT_FAILED
