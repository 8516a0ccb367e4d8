"""``stexcel new``: a new IUP for one resident."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from stexcel import regelverk
from stexcel.cli import options
from stexcel.cli.echo import echo
from stexcel.cli.swedish import Day, SwedishCommand
from stexcel.fill.errors import FillError
from stexcel.fill.new import Order, meant, new_iup
from stexcel.fill.template.content import Doctor
from stexcel.frames.years import is_possible_start
from stexcel.ooxml import OoxmlError, replace_with_backup, write_atomically
from stexcel.system_errors import reason

_SUFFIX = ".xlsx"


@click.command(cls=SwedishCommand)
@click.option("--specialty", metavar="NAMN", help="Specialiteten, till exempel Reumatologi; måste anges.")
@click.option("--regulation", metavar="ÅR", help="Föreskriften, 2015 eller 2021; måste anges.")
@click.option("--name", metavar="NAMN", help="ST-läkarens namn.")
@click.option("--start", type=Day(), help="Dagen då ST började.")
@click.option("--end", type=Day(), help="Dagen då ST beräknas vara klar.")
@click.option("--supervisor", metavar="NAMN", help="Huvudhandledarens namn.")
@click.option("--studierektor", metavar="NAMN", help="Studierektorns namn.")
@click.option("--head", metavar="NAMN", help="Verksamhetschefens namn.")
@click.option("--unit", metavar="NAMN", help="Enhetens namn.")
@click.option("-o", "--output", type=options.FILE, metavar="FIL.xlsx", help="Filen som ska skapas; måste anges.")
@click.option("--overwrite", is_flag=True, help="Ersätt en fil som redan finns. Den gamla sparas i samma mapp.")
def new(specialty: str | None, regulation: str | None, output: Path | None, overwrite: bool, **known: Any) -> None:
    """Skapar ett nytt IUP för en ST-läkare, med specialitetens delmål och de uppgifter som anges.

    Det som utelämnas fylls i senare i Excel. En fil som redan finns ersätts bara med --overwrite, och den gamla sparas
    då i samma mapp med tid i namnet.
    """
    if specialty is None:
        raise click.UsageError("--specialty saknas. Ange specialiteten, till exempel --specialty Reumatologi.")
    if regulation is None:
        raise click.UsageError("--regulation saknas. Ange --regulation 2015 eller --regulation 2021.")
    if output is None:
        raise click.UsageError("--output saknas. Ange filen som ska skapas, till exempel -o iup.xlsx.")
    start: date | None = known["start"]
    if start is not None and not is_possible_start(start, date.today()):
        raise click.UsageError(f"--start: ST kan inte börja {start}. Kontrollera årtalet.")
    _refuse(output, overwrite=overwrite)
    try:
        order, rules = Order(specialty, regulation, Doctor(**known)), regelverk.load()
        chosen = meant(order, rules)
        kept = _save(output, new_iup(order, rules), datetime.now())
    except (FillError, OoxmlError) as error:
        raise click.ClickException(str(error)) from error
    echo(
        f"{output.as_posix()} är skapad för {chosen.specialty} enligt {chosen.regulation}.{kept} Öppna den i Excel och "
        "börja på fliken Start."
    )


def _save(output: Path, made: bytes, now: datetime) -> str:
    """Saves the workbook, and tells the name of the copy of a file that stood there: somebody may have filled it in."""
    if not output.exists():
        write_atomically(output, made)
        return ""
    try:
        old = output.read_bytes()
    except OSError as error:
        raise click.ClickException(
            f"{output.as_posix()} går inte att läsa ({reason(error)}), så det som står där kan inte sparas undan. "
            "Ange ett annat namn efter -o."
        ) from error
    return f" Den gamla filen heter nu {replace_with_backup(output, old, made, now).name}."


def _refuse(output: Path, *, overwrite: bool) -> None:
    """Raises :class:`click.ClickException` for a name that the file must not have."""
    name = output.as_posix()
    if output.suffix.lower() != _SUFFIX:
        raise click.UsageError(f"{name} är inget namn på en Excelfil. Välj ett namn som slutar på {_SUFFIX}.")
    if output.exists() and not overwrite:
        raise click.ClickException(
            f"{name} finns redan och skrivs inte över. Ange ett annat namn efter -o, eller --overwrite för att ersätta."
        )
