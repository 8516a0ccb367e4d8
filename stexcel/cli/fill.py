"""``stexcel fill``: content for a workbook, everything else left as it is. One module for each way to say what."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path

import click
from click.core import ParameterSource

from stexcel.cli import options
from stexcel.cli.fill_cells import Settings, fill_cells
from stexcel.cli.fill_data import Request, fill_data
from stexcel.cli.fill_suggest import fill_suggest
from stexcel.cli.settings import load_setup
from stexcel.cli.swedish import SwedishCommand

_CELLS, _DATA, _SUGGEST = "--set", "--data", "--suggest"
_OPENING: Mapping[str, str] = {
    "texts": _CELLS, "numbers": _CELLS, "days": _CELLS, "data": _DATA, "suggest": _SUGGEST,
}  # fmt: skip
"""The options that say which way is meant."""
_BELONGING: Mapping[str, Collection[str]] = {
    "in_place": (_CELLS,),
    "force": (_CELLS, _DATA),
    "specialty": (_DATA,),
    "regulation": (_DATA,),
    "library": (_SUGGEST,),
    "profiles": (_DATA, _SUGGEST),
    "regelverk": (_DATA, _SUGGEST),
}
"""The ways that other options are about."""


@click.command(cls=SwedishCommand)
@click.argument("source", metavar="FIL", type=options.FILE)
@click.option(
    "-o", "--output", type=options.FILE, metavar="KOPIA", help="Kopian som skrivs, eller med --data mappen för dem."
)
@click.option(
    "--set",
    "texts",
    multiple=True,
    metavar="BLAD!CELL=TEXT",
    help="Text i en cell, till exempel ”Mål a!B7=EKG”. Utan text töms cellen. Kan anges flera gånger.",
)
@click.option("--set-number", "numbers", multiple=True, metavar="BLAD!CELL=TAL", help="Ett tal, till exempel 2,5.")
@click.option(
    "--set-date", "days", multiple=True, metavar="BLAD!CELL=DATUM", help="Ett datum, till exempel 2026-11-01."
)
@click.option("--in-place", is_flag=True, help="Skriv i filen själv. Den gamla sparas i samma mapp med tid i namnet.")
@click.option(
    "--data",
    type=options.FILE,
    metavar="FIL",
    help="Uppgifter om en eller flera ST-läkare (.toml, .csv eller enhetens arbetsbok): FIL är då en tom mall.",
)
@click.option("--specialty", metavar="NAMN", help="Specialiteten för dem som --data inte säger någon om.")
@click.option("--regulation", metavar="ÅR", help="Föreskriften, 2015 eller 2021, för dem som --data inte säger den om.")
@click.option("--suggest", is_flag=True, help="Skriv förslag i tomma celler för aktiviteter och bedömningar.")
@click.option(
    "--library",
    type=options.FILE,
    metavar="FIL.xlsx",
    help="Klinikens bibliotek för --suggest. Annars bibliotek.xlsx i samma mapp eller närmast ovanför.",
)
@click.option("--force", is_flag=True, help="Skriv också i låsta celler på skyddade blad. Skyddet är kvar.")
@click.option("--overwrite", is_flag=True, help="Skriv över kopian om den redan finns.")
@options.profiles
@options.regelverk
@click.pass_context
def fill(
    ctx: click.Context,
    source: Path,
    output: Path | None,
    texts: tuple[str, ...],
    numbers: tuple[str, ...],
    days: tuple[str, ...],
    in_place: bool,
    data: Path | None,
    specialty: str | None,
    regulation: str | None,
    suggest: bool,
    library: Path | None,
    force: bool,
    overwrite: bool,
    profiles: tuple[Path, ...],
    regelverk: Path | None,
) -> int:
    """Fyller i en arbetsbok: enstaka celler, ett IUP per ST-läkare ur en mall, eller förslag. Allt annat är kvar.

    Med --set skrivs text i enstaka celler, också om den ser ut som ett tal, ett datum eller en formel. Ett bladnamn
    med utropstecken eller likhetstecken skrivs inom apostrofer: ”'Mål a=b'!B7=EKG”.

    Med --data blir FIL, en tom mall, ett ifyllt IUP för varje ST-läkare, i mappen efter -o: personuppgifter, delmål
    och de aktiviteter som målbeskrivningen kräver. Slutkod 1: något återstår att göra för hand, och det sägs vad.

    Med --suggest får en kopia förslag där ett delmål saknar aktivitet eller bedömning. Förslagen börjar med
    ”Förslag:” och räknas inte förrän någon har tagit bort ordet.
    """
    mode = _mode(ctx)
    if mode == _CELLS:
        return fill_cells(
            source, output, Settings(texts, numbers, days), in_place=in_place, force=force, overwrite=overwrite
        )
    if output is None:
        raise click.UsageError(f"-o saknas. Ange {'mappen' if mode == _DATA else 'kopian'} som ska skrivas.")
    setup = load_setup([source], date.today(), profiles, regelverk)
    if data is not None:
        request = Request(source, data, output, specialty, regulation, force=force, overwrite=overwrite)
        return fill_data(request, setup)
    return fill_suggest(source, output, library, setup, overwrite=overwrite)


def _mode(ctx: click.Context) -> str:
    """The one way that the options mean; :class:`click.UsageError` for several, and for options of another."""
    given = [name for name in ctx.params if ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE]
    modes = list(dict.fromkeys(_OPENING[name] for name in given if name in _OPENING))
    if len(modes) > 1:
        raise click.UsageError(f"{' och '.join(modes)} går inte att ange tillsammans. Gör det i två steg.")
    mode = modes[0] if modes else _CELLS
    for name in given:
        if mode not in _BELONGING.get(name, (mode,)):
            option = next(max(param.opts, key=len) for param in ctx.command.params if param.name == name)
            raise click.UsageError(f"{option} hör ihop med {' och '.join(_BELONGING[name])}, inte med {mode}.")
    return mode
