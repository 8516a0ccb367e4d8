"""``stexcel inspect``: show how a workbook is read, and save that as a profile to correct."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import click

from stexcel import ooxml
from stexcel.cli import options
from stexcel.cli.echo import echo
from stexcel.cli.output import chosen_format, write
from stexcel.cli.settings import load_setup
from stexcel.cli.swedish import SwedishCommand
from stexcel.inspecting import inspect as inspect_file
from stexcel.layout import dump_profile
from stexcel.layout.inspection import Inspection
from stexcel.render.inspection import WIDTH, render_inspection
from stexcel.render.inspection_json import render_inspection_json
from stexcel.shown import shown
from stexcel.workbook import WorkbookError


@click.command(cls=SwedishCommand)
@click.argument("path", metavar="FIL", type=options.FILE)
@options.text_or_json
@options.output
@click.option(
    "--profile",
    "profiles",
    type=options.FILE,
    multiple=True,
    metavar="FIL",
    help="Visa läsningen med en mallprofil; kan anges flera gånger.",
)
@click.option(
    "--save-profile",
    "saved",
    type=options.FILE,
    metavar="FIL.toml",
    help="Spara läsningen som en mallprofil att rätta för hand.",
)
def inspect(path: Path, style: str | None, output: Path | None, profiles: tuple[Path, ...], saved: Path | None) -> None:
    """Visar hur en arbetsbok läses: tabeller, kolumner och uppgifter, och vad som inte läses.

    Är något fel läst sparar du läsningen med --save-profile, rättar den filen och anger den med --profile.
    Ingenting skrivs någonsin i arbetsboken.
    """
    form = chosen_format(style, output, options.TEXT_OR_JSON)
    setup = load_setup([path], None, profiles, None)
    try:
        inspection = inspect_file(path, setup)
    except WorkbookError as error:
        raise click.ClickException(f"{path.as_posix()}: {error}") from error
    if saved is not None:
        _save(inspection, saved)
    write(_render(inspection, form.name, to_terminal=output is None), output, never=[path])
    if saved is not None:
        echo(_saved(path, saved), err=True)


def _render(inspection: Inspection, style: str, *, to_terminal: bool) -> str:
    if style == "json":
        return render_inspection_json(inspection)
    if to_terminal and sys.stdout.isatty():
        width = shutil.get_terminal_size((WIDTH, 24)).columns
        return render_inspection(inspection, width=width, color="NO_COLOR" not in os.environ)
    return render_inspection(inspection)


def _save(inspection: Inspection, path: Path) -> None:
    """Writes the profile; a file that is there already may hold corrections, so it is never overwritten."""
    text = shown(dump_profile(inspection.as_profile(path.stem), inspection.grid))
    if path.exists():
        raise click.ClickException(
            f"{path.as_posix()} finns redan och kan innehålla rättelser. Ange ett annat namn efter "
            "--save-profile, eller ta bort filen först."
        )
    try:
        ooxml.write_atomically(path, text.encode())
    except ooxml.RefusedTarget as error:
        raise click.ClickException(str(error)) from error


def _saved(path: Path, profile: Path) -> str:
    name = profile.as_posix()
    return (
        f"Mallprofilen är sparad i {name}. Rätta den vid behov och se resultatet med\n"
        f'  stexcel inspect "{path.as_posix()}" --profile "{name}"\n'
        "För att den ska användas för alla filer med samma mall, skriv i stexcel.toml bredvid filerna:\n"
        f'  [[mall]]\n  profil = "{profile.name}"'
    )
