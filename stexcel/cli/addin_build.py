"""``stexcel addin build``: the add-in for Excel, made of the macros' text."""

from __future__ import annotations

from pathlib import Path

import click

from stexcel.addin import build as builder
from stexcel.addin.macros import MacroError, read_macros
from stexcel.cli import options
from stexcel.cli.echo import echo
from stexcel.cli.swedish import SwedishCommand
from stexcel.ooxml import RefusedTarget, write_atomically
from stexcel.resources import macros_dir

_SUFFIX = ".xlam"


@click.command(cls=SwedishCommand)
@click.option(
    "-o", "--output", type=options.FILE, metavar=f"FIL{_SUFFIX}", required=True, help="Tillägget som ska byggas."
)
@click.option("--macros", type=options.FILE, metavar="MAPP", help="Makrona i klartext. Annars de som följer med.")
@click.option("--overwrite", is_flag=True, help="Ersätt en fil som redan finns.")
def build(output: Path, macros: Path | None, overwrite: bool) -> None:
    """Bygger Exceltillägget av makrona i klartext.

    Samma text ger samma fil varje gång och på varje dator, så att den som har läst makrona kan bygga tillägget själv
    och jämföra.
    """
    name = output.as_posix()
    if output.suffix.lower() != _SUFFIX:
        raise click.UsageError(f"{name} är inget namn på ett Exceltillägg. Välj ett namn som slutar på {_SUFFIX}.")
    if output.exists() and not overwrite:
        raise click.ClickException(f"{name} finns redan. Ange ett annat namn efter -o, eller --overwrite.")
    try:
        data = builder.build(read_macros(macros or macros_dir()))
        write_atomically(output, data)
    except (MacroError, RefusedTarget) as error:
        raise click.ClickException(str(error)) from error
    echo(f"{name} är byggt.")
