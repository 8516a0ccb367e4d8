"""``stexcel demo``: an invented clinic, and everything that the program makes of it."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path

import click

from stexcel import regelverk
from stexcel.cli import options
from stexcel.cli.echo import echo
from stexcel.cli.export import export
from stexcel.cli.failure import EXIT_CLEAN, EXIT_FAILED
from stexcel.cli.spur import spur
from stexcel.cli.status import status
from stexcel.cli.swedish import SwedishCommand
from stexcel.cli.validate import validate
from stexcel.demo.clinic import Clinic, load_clinic
from stexcel.demo.make import UNIT, clinic_files, newcomers_csv
from stexcel.resources import templates_dir
from stexcel.system_errors import reason

_IUP, _RESULTS, _TEMPLATES, _NEWCOMERS = "IUP", "resultat", "mallar", "nya-st.csv"


@dataclass(frozen=True, slots=True)
class Step:
    """A command that is run with the words a user would write, and what it gives."""

    command: click.Command
    words: tuple[str, ...]
    gives: str


@click.command(cls=SwedishCommand)
@click.option("-o", "--output", "folder", type=options.FILE, metavar="MAPP", help="Ny mapp för allt; måste anges.")
def demo(folder: Path | None) -> int:
    """Gör en påhittad klinik med sju ST-läkare och typiska brister, och kör kommandona på den.

    Varje kommando visas som du själv skulle skriva det. Mappen får inte finnas, eller ska vara tom.
    """
    if folder is None:
        raise click.UsageError("--output saknas. Ange en ny mapp, till exempel -o demo.")
    clinic = load_clinic()
    write_clinic(clinic, folder)
    echo(_told(clinic, folder))
    for step in steps(folder):
        name = f"stexcel {step.command.name}"
        echo(f"\n{step.gives}\n$ {name} {shlex.join(step.words)}")
        if step.command.main(list(step.words), prog_name=name, standalone_mode=False) == EXIT_FAILED:
            return EXIT_FAILED
    iup, results = (folder / _IUP).as_posix(), (folder / _RESULTS).as_posix()
    echo(
        f"\nKlart. Öppna först {results}/status.html i en webbläsare, sedan status.xlsx och fynd.xlsx i Excel. "
        f"Ändra gärna i filerna i {iup}, och kör kommandona igen. "
        f"Tomma mallar finns i {(folder / _TEMPLATES).as_posix()}."
    )
    return EXIT_CLEAN


def steps(folder: Path) -> tuple[Step, ...]:
    """The commands, in the order in which a newcomer meets them."""
    iup, results = (folder / _IUP).as_posix(), (folder / _RESULTS).as_posix()
    unit = f"{iup}/{UNIT}"
    return (
        Step(validate, (iup, "-o", f"{results}/fynd.xlsx"), "Alla anmärkningar, med länkar till cellerna:"),
        Step(validate, (iup, "-o", f"{results}/granskning.html"), "Samma som webbsida:"),
        Step(
            status,
            (iup, "-o", f"{results}/status.xlsx", "--html", f"{results}/status.html"),
            "Hela enheten: vem som ligger efter, och vad som ska göras i månaden:",
        ),
        Step(
            spur,
            (iup, "--enhet", unit, "-o", f"{results}/spur", "--zip"),
            "Underlag, frågor och handlingsplan inför en SPUR-inspektion:",
        ),
        Step(export, (iup, "-o", f"{results}/tabeller"), "Innehållet som tabeller för egen statistik:"),
    )


def write_clinic(clinic: Clinic, folder: Path) -> None:
    """Writes the clinic, and the empty templates that come with the program.

    Raises :class:`click.ClickException` for a folder that holds something, or cannot be made.
    """
    name = folder.as_posix()
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise click.ClickException(f"{name} finns redan och är inte tom. Ange en ny mapp efter -o.")
        for part in (_IUP, _RESULTS, _TEMPLATES):
            (folder / part).mkdir(parents=True)
        for file, data in clinic_files(clinic, regelverk.load()):
            (folder / _IUP / file).write_bytes(data)
        for template in sorted(templates_dir().glob("*.xlsx")):
            (folder / _TEMPLATES / template.name).write_bytes(template.read_bytes())
        (folder / _NEWCOMERS).write_bytes(newcomers_csv(clinic))
    except OSError as error:
        raise click.ClickException(f"{name} går inte att skriva ({reason(error)}). Ange en annan mapp.") from error


def _told(clinic: Clinic, folder: Path) -> str:
    """Who the residents are, and what is typical of each."""
    lines = [f"{(folder / _IUP).as_posix()}: {clinic.unit['Enhet']}, en påhittad klinik, läget {clinic.today}."]
    return "\n".join([*lines, *(f"  {one.name}: {one.told}" for one in clinic.residents)])
