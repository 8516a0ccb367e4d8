"""``stexcel history``: what is kept of earlier runs of ``stexcel status``, and how to be rid of it."""

from __future__ import annotations

from pathlib import Path

import click

from stexcel import regelverk
from stexcel.cache import default_folder
from stexcel.cli import options
from stexcel.cli.echo import echo
from stexcel.cli.settings import load_setup
from stexcel.cli.swedish import SwedishCommand, SwedishGroup
from stexcel.status.forget import ForgetError, forget_all, forget_doctor, keys_for
from stexcel.status.history import store_of


@click.group(cls=SwedishGroup, invoke_without_command=True)
@click.pass_context
def history(ctx: click.Context) -> None:
    """Det som sparas av tidigare körningar av status."""
    if ctx.invoked_subcommand is None:
        echo(ctx.get_help())


@history.command(cls=SwedishCommand)
@click.argument("paths", metavar="SÖKVÄG...", nargs=-1, required=True, type=options.FILE)
@click.option("--name", metavar="NAMN", help="ST-läkaren som tas bort, med namnet så som det står i IUP.")
@click.option(
    "--specialty", metavar="NAMN", help="Specialiteten så som den står i IUP, om den inte är en av de vanliga."
)
@click.option("--all", "is_all", is_flag=True, help="Ta bort hela historiken för mappen.")
def forget(paths: tuple[Path, ...], name: str | None, specialty: str | None, is_all: bool) -> None:
    """Tar bort en ST-läkare, eller alla, ur historiken.

    Ange samma mappar eller filer som för status. Arbetsböckerna ändras inte. Körs status igen medan IUP-filen ligger
    kvar sparas ST-läkaren på nytt: ta bort eller flytta filen först.
    """
    if is_all == (name is not None):
        raise click.UsageError("Ange antingen --name NAMN eller --all.")
    path = _history_of(paths)
    try:
        if name is None:
            forget_all(path)
            echo(f"{path.as_posix()} är borttagen. {_elsewhere()}")
            return
        usual = regelverk.load().specialties
        forgotten = forget_doctor(path, keys_for(name, (*usual, specialty) if specialty else usual))
    except ForgetError as error:
        raise click.ClickException(str(error)) from error
    if not forgotten:
        raise click.ClickException(
            f"{name} finns inte i {path.as_posix()}, så inget är borttaget. Skriv namnet så som det står i IUP, och "
            "ange --specialty om specialiteten har ett ovanligt namn. --all tar bort alla."
        )
    days = "1 dag" if forgotten.days == 1 else f"{forgotten.days} dagar"
    echo(f"{name} är borttagen ur {path.as_posix()}: {days}. {_elsewhere()}")


def _history_of(paths: tuple[Path, ...]) -> Path:
    """The file with the history of the paths; raises :class:`click.ClickException` where there is none."""
    store = store_of(paths, load_setup(paths, None, (), None).policy.config)
    if store is None or not store.path.exists():
        where = paths[0].as_posix() if len(paths) == 1 else "sökvägarna"
        raise click.ClickException(f"Det finns ingen historik för {where}, så inget är borttaget.")
    return store.path


def _elsewhere() -> str:
    """What else has the doctor's name."""
    return (
        "Statusarbetsböcker och andra resultat som redan är skrivna är kvar, och så är mellanlagret "
        f"{default_folder().as_posix()}, där det som inte har använts på 60 dagar tas bort."
    )
