"""``stexcel catalogue import``: an official målbeskrivning as PDF into the clinic's own rule data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from stexcel import regelverk as rule_data
from stexcel.catalogue.compare import compare
from stexcel.catalogue.errors import CatalogueError
from stexcel.catalogue.model import Official, OfficialText
from stexcel.catalogue.read import read_official
from stexcel.catalogue.store import Place, place_for, save
from stexcel.cli import options
from stexcel.cli.echo import echo
from stexcel.cli.failure import EXIT_CLEAN, EXIT_FAILED, EXIT_FINDINGS
from stexcel.cli.settings import load_setup
from stexcel.cli.swedish import SwedishCommand
from stexcel.regelverk import Regelverk, RegelverkError, match_specialty
from stexcel.render.catalogue_import import render_comparison

_YES = frozenset({"j", "ja"})


@click.command("import", cls=SwedishCommand)
@click.argument("path", metavar="FIL.pdf", type=options.FILE)
@click.option(
    "--folder",
    type=options.FILE,
    default=".",
    metavar="MAPP",
    help="Mappen med IUP-filerna, vars stexcel.toml raderna ska gälla för. Annars den mapp du står i.",
)
@click.option("--specialty", metavar="NAMN", help="Läs bara in den här specialiteten ur en fil med flera.")
@click.option("--yes", is_flag=True, help="Spara utan att fråga.")
@options.today
def import_(path: Path, folder: Path, specialty: str | None, yes: bool, today: date | None) -> int:
    """Läser in en officiell målbeskrivning och sparar raderna som kontrollerade.

    Först visas vad som skiljer mot de rader som gäller i dag. Raderna sparas i den egna fil som regelverk i
    stexcel.toml anger, annars i malbeskrivningar.csv bredvid den, med filens kontrollsumma, sida och dag. Slutkod 0
    när allt är läst, 1 när något inte gick att läsa säkert eller inte sparades, och 2 när inget gick att läsa.
    """
    if not folder.is_dir():
        raise click.UsageError(f"--folder: {folder.as_posix()} är ingen mapp. Ange mappen med IUP-filerna.")
    setup = load_setup([folder], today, (), None)
    try:
        applied = rule_data.load(setup.regelverk_csv)
        text = read_official(path, applied)
        chosen = _chosen(text, specialty, applied)
        place = place_for(folder, setup.policy.config, setup.regelverk_csv)
        usable = _show(chosen, applied)
        if not usable:
            echo("Fel: inget i filen gick att läsa säkert. Inget är sparat.", err=True)
            return EXIT_FAILED
        if not yes and not _confirmed(place):
            echo("Inget är sparat.")
            return EXIT_FINDINGS
        save(place, usable, text, setup.today)
    except (CatalogueError, RegelverkError) as error:
        raise click.ClickException(str(error)) from error
    echo(_saved(place, usable))
    return EXIT_CLEAN if len(usable) == len(chosen) else EXIT_FINDINGS


def _chosen(text: OfficialText, specialty: str | None, applied: Regelverk) -> tuple[Official, ...]:
    if specialty is None:
        return text.found
    name = match_specialty(specialty, tuple(applied.specialties))
    chosen = tuple(one for one in text.found if one.specialty == name)
    if not chosen:
        there = ", ".join(dict.fromkeys(one.specialty for one in text.found))
        raise CatalogueError(f"--specialty: ”{specialty}” finns inte i {text.name}. Där finns: {there}.")
    return chosen


def _show(chosen: Sequence[Official], applied: Regelverk) -> tuple[Official, ...]:
    """Tells what every målbeskrivning changes, and gives those that can be used."""
    for one in chosen:
        echo(render_comparison(one, () if one.faults else compare(one, applied)))
    return tuple(one for one in chosen if not one.faults)


def _confirmed(place: Place) -> bool:
    answer: str = click.prompt(
        f"Spara raderna i {place.rows.as_posix()}? (ja/nej)", default="nej", show_default=False, err=True
    )
    return answer.strip().casefold() in _YES


def _saved(place: Place, usable: Sequence[Official]) -> str:
    rows = sum(len(one.delmal) for one in usable)
    named = f" {place.config.as_posix()} anger nu filen." if place.config else ""
    return f"{rows} rader är sparade som kontrollerade i {place.rows.as_posix()}.{named}"
