"""``stexcel new``: a new IUP for one resident."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from stexcel import regelverk
from stexcel.cli.swedish import Day, SwedishCommand
from stexcel.fill import Doctor, FillError, Order, new_iup
from stexcel.ooxml import OoxmlError, write_atomically

_FILE = click.Path(path_type=Path)
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
@click.option("-o", "--output", type=_FILE, metavar="FIL.xlsx", help="Filen som ska skapas; måste anges.")
@click.option("--overwrite", is_flag=True, help="Skriv över en fil som redan finns.")
def new(specialty: str | None, regulation: str | None, output: Path | None, overwrite: bool, **known: Any) -> None:
    """Skapar ett nytt IUP för en ST-läkare, med specialitetens delmål och de uppgifter som anges.

    Det som utelämnas fylls i senare i Excel. En fil som redan finns skrivs inte över utan --overwrite.
    """
    if specialty is None:
        raise click.UsageError("--specialty saknas. Ange specialiteten, till exempel --specialty Reumatologi.")
    if regulation is None:
        raise click.UsageError("--regulation saknas. Ange --regulation 2015 eller --regulation 2021.")
    if output is None:
        raise click.UsageError("--output saknas. Ange filen som ska skapas, till exempel -o iup.xlsx.")
    _refuse(output, overwrite=overwrite)
    try:
        order = Order(specialty, regulation, Doctor(**known))
        write_atomically(output, new_iup(order, regelverk.load()))
    except (FillError, OoxmlError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{output.as_posix()} är skapad. Öppna den i Excel och börja på fliken Start.")


def _refuse(output: Path, *, overwrite: bool) -> None:
    """Raises :class:`click.ClickException` for a name that the file must not have."""
    name = output.as_posix()
    if output.suffix.lower() != _SUFFIX:
        raise click.UsageError(f"{name} är inget namn på en Excelfil. Välj ett namn som slutar på {_SUFFIX}.")
    if output.exists() and not overwrite:
        raise click.ClickException(
            f"{name} finns redan och skrivs inte över. Ange ett annat namn efter -o, eller --overwrite för att ersätta."
        )
