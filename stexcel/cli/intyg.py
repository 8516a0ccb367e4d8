"""``stexcel intyg``: official forms filled in from IUPs, shown as they are understood, or compared with IUPs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from stexcel.cli import options
from stexcel.cli.intyg_runs import CHECK_FORMATS, check, inspect, make
from stexcel.cli.settings import load_setup
from stexcel.cli.swedish import Choice, SwedishCommand
from stexcel.intyg.forms import PUBLISHED
from stexcel.layout.personal_ids import has_personal_id


@click.command(cls=SwedishCommand)
@click.argument("paths", metavar="[MAPP ELLER FIL]...", nargs=-1, type=options.FILE)
@click.option("--forms", type=options.FILE, metavar="MAPP", help="Mappen med Socialstyrelsens blanketter som PDF.")
@click.option("-o", "--output", type=options.FILE, metavar="MAPP", help="Mapp för ifyllda blanketter, eller en fil.")
@click.option("--check", "checked", type=options.FILE, metavar="MAPP", help="Jämför ifyllda intyg med IUP.")
@click.option("--inspect", "inspected", is_flag=True, help="Visa hur blanketterna förstås, fält för fält.")
@click.option("--save-mapping", type=options.FILE, metavar="FIL.toml", help="Spara det som en fältlista att rätta.")
@click.option("--personnummer", "personal_id", metavar="NUMMER", help="Fyll i personnumret, för en enda ST-läkare.")
@click.option("--overwrite", is_flag=True, help="Ersätt ifyllda blanketter som redan finns.")
@options.today
@click.option("--format", "style", type=Choice([one.name for one in CHECK_FORMATS]), help="Format för resultatet.")
@options.regelverk
@options.profiles
def intyg(
    paths: tuple[Path, ...],
    forms: Path | None,
    output: Path | None,
    checked: Path | None,
    *,
    inspected: bool,
    save_mapping: Path | None,
    personal_id: str | None,
    overwrite: bool,
    today: date | None,
    style: str | None,
    regelverk: Path | None,
    profiles: tuple[Path, ...],
) -> int:
    """Fyller i Socialstyrelsens intyg för det som är avslutat enligt IUP, eller jämför ifyllda intyg med IUP.

    stexcel intyg MAPP --forms BLANKETTER -o UT fyller i en blankett för varje avslutad placering, kurs, auskultation,
    kvalitetsarbete och vetenskapligt arbete. Inget skrivs under och inget kryssas som inte står i IUP. stexcel intyg
    MAPP --check INTYG jämför åt båda håll. stexcel intyg --forms BLANKETTER --inspect visar hur blanketterna förstås.
    """
    if style == "excel" and checked is None:
        raise click.UsageError("--format excel finns bara tillsammans med --check.")
    if inspected or save_mapping is not None:
        return inspect(_existing(forms, "--forms"), save_mapping, style, output)
    if not paths:
        raise click.UsageError("Ange mappen eller filerna med IUP, till exempel stexcel intyg IUP-mapp --forms MAPP.")
    setup = load_setup(paths, today, profiles, regelverk)
    if checked is not None:
        return check(paths, setup, _existing(checked, "--check"), forms, style, output)
    if output is None:
        raise click.UsageError("--output saknas. Ange mappen för de ifyllda blanketterna, till exempel -o intyg.")
    if personal_id is not None and not has_personal_id(personal_id):
        raise click.UsageError("--personnummer: numret är inget giltigt personnummer. Kontrollera siffrorna.")
    folder = _existing(forms, "--forms")
    return make(paths, setup, folder, output, style, personal_id=personal_id, overwrite=overwrite)


def _existing(path: Path | None, option: str) -> Path:
    """The folder that an option names; raises :class:`click.ClickException` where there is none."""
    if path is None:
        raise click.UsageError(f"{option} saknas. Ange mappen med blanketterna. {PUBLISHED}")
    if not path.exists():
        raise click.ClickException(f"{path.as_posix()} finns inte. Kontrollera {option}.")
    return path
