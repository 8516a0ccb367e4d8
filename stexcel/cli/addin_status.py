"""``stexcel addin status``: whether the buttons are in the user's Excel, and what stands in their way."""

from __future__ import annotations

import click

from stexcel.addin.install.errors import InstallError
from stexcel.addin.install.files import State, state, wanted
from stexcel.addin.install.places import places
from stexcel.addin.install.trust import Verdict
from stexcel.cli.addin_computer import computer_of, tell_hindrances
from stexcel.cli.echo import echo
from stexcel.cli.failure import EXIT_CLEAN, EXIT_FINDINGS
from stexcel.cli.swedish import SwedishCommand


@click.command(cls=SwedishCommand)
@click.pass_context
def status(ctx: click.Context) -> int:
    """Säger om knapparna är inlagda i ditt Excel, och vad i säkerhetsinställningarna som hindrar dem.

    Ingenting ändras. Slutkod 0 om allt är på plats och ingenting känt hindrar, annars 1.
    """
    computer = computer_of(ctx)
    try:
        where = places(computer)
        states = {path: state(path, data) for path, data in wanted(computer, where).items()}
    except InstallError as error:
        raise click.ClickException(str(error)) from error
    for path, found in states.items():
        echo(f"{path}: {found.value}")
    is_good = set(states.values()) == {State.GOOD}
    if not is_good:
        echo("Knapparna är inte inlagda som de ska. Kör: stexcel addin install")
    echo(f"Knapparna startar {computer.program}")
    hindrances = tell_hindrances(computer, where)
    hinders = any(one.verdict is Verdict.HINDERS for one in hindrances)
    return EXIT_CLEAN if is_good and not hinders else EXIT_FINDINGS
