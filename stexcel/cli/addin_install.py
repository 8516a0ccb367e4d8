"""``stexcel addin install``: the buttons into the user's own Excel."""

from __future__ import annotations

import click

from stexcel.addin.install.errors import InstallError
from stexcel.addin.install.files import install as put
from stexcel.addin.install.files import wanted
from stexcel.addin.install.places import places
from stexcel.cli.addin_computer import computer_of, tell_hindrances
from stexcel.cli.echo import echo
from stexcel.cli.swedish import SwedishCommand


@click.command(cls=SwedishCommand)
@click.pass_context
def install(ctx: click.Context) -> None:
    """Lägger in fliken ST/IUP i ditt Excel.

    Inga administratörsrättigheter behövs och inga inställningar ändras: filerna läggs i Excels egen startmapp. Görs
    det igen skrivs bara det som har ändrats.
    """
    computer = computer_of(ctx)
    try:
        where = places(computer)
        changed = put(wanted(computer, where))
    except InstallError as error:
        raise click.ClickException(str(error)) from error
    for path in changed:
        echo(f"Skrev {path}")
    done = "Knapparna är inlagda." if changed else "Knapparna var redan inlagda; ingenting behövde ändras."
    echo(f"{done} Stäng Excel helt och öppna det igen: fliken heter ST/IUP.")
    tell_hindrances(computer, where)
