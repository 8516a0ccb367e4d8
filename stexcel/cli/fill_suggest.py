"""``stexcel fill IUP --suggest``: suggestions in a copy of somebody's IUP."""

from __future__ import annotations

from pathlib import Path

import click

from stexcel import ooxml
from stexcel import regelverk as rule_data
from stexcel.api import Setup
from stexcel.cli.echo import echo
from stexcel.cli.output import refuse_existing, refuse_folder
from stexcel.fill.errors import FillError
from stexcel.fill.idea_library.read import Library, find_library, read_library
from stexcel.fill.places.book import places_in
from stexcel.fill.suggestions.suggest import suggest, told
from stexcel.ooxml import RefusedTarget
from stexcel.read import unit_in
from stexcel.regelverk import Regelverk
from stexcel.workbook import WorkbookError, read_bytes


def fill_suggest(source: Path, output: Path, library: Path | None, setup: Setup, *, overwrite: bool) -> int:
    """Writes the copy and tells what was suggested, and what was not and why."""
    _check(source, output, overwrite=overwrite)
    rules = rule_data.load(setup.regelverk_csv)
    try:
        data = read_bytes(source)
        places = places_in(data, source.suffix, rules, setup.profiles)
        if unit_in(places.grid, places.iup, rules) is not None:
            raise FillError("filen är enhetens arbetsbok. Förslag kan bara göras i en ST-läkares IUP.")
        offered = _library(source, library, rules)
        suggested = suggest(data, places, rules, offered)
        ooxml.write_atomically(output, suggested.data, source=source)
    except RefusedTarget as error:
        raise click.ClickException(str(error)) from error
    except (FillError, WorkbookError) as error:
        raise click.ClickException(f"{source.as_posix()}: {error}") from error
    echo(f"{output.as_posix()}:")
    for line in told(suggested):
        echo(f"  {line}")
    return 0


def _check(source: Path, output: Path, *, overwrite: bool) -> None:
    """Raises :class:`click.ClickException` for a name that the copy must not have."""
    refuse_folder(output, source)
    if output.suffix.lower() != source.suffix.lower():
        name = output.as_posix()
        raise click.ClickException(f"{name}: kopian måste ha samma filändelse som källan ({source.suffix}).")
    refuse_existing(output, overwrite=overwrite)


def _library(source: Path, given: Path | None, rules: Regelverk) -> Library | None:
    """The library that was given or is found, with its faults told; raises :class:`click.ClickException`."""
    path = given or find_library(source)
    if path is None:
        return None
    try:
        library = read_library(path, rules)
    except WorkbookError as error:
        raise click.ClickException(f"{path.as_posix()}: {error}") from error
    for fault in library.faults:
        echo(f"{path.as_posix()}: {fault}")
    return library
