"""``stexcel addin uninstall``: the buttons out of the user's Excel again."""

from __future__ import annotations

import click

from stexcel.addin.install.errors import InstallError
from stexcel.addin.install.files import uninstall as take_away
from stexcel.addin.install.places import places
from stexcel.cli.addin_computer import computer_of
from stexcel.cli.echo import echo
from stexcel.cli.swedish import SwedishCommand


@click.command(cls=SwedishCommand)
@click.pass_context
def uninstall(ctx: click.Context) -> None:
    """Tar bort fliken ST/IUP ur ditt Excel: exakt de filer som ”stexcel addin install” lade dit."""
    try:
        removed = take_away(places(computer_of(ctx)))
    except InstallError as error:
        raise click.ClickException(str(error)) from error
    for path in removed:
        echo(f"Tog bort {path}")
    echo("Knapparna är borttagna. De försvinner när Excel startas om." if removed else "Inga knappar var inlagda.")
