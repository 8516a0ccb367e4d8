"""``stexcel spur``: what a unit can show an inspection, what it cannot, and what it plans to do about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from stexcel.cli import options
from stexcel.cli.echo import echo
from stexcel.cli.failure import EXIT_CLEAN, EXIT_FAILED
from stexcel.cli.output import chosen_format, write
from stexcel.cli.spur_files import TargetFolder
from stexcel.cli.spur_folder import hide, names_of, write_folder
from stexcel.cli.spur_plan import code_of, followed, read_actions
from stexcel.cli.spur_questions import check_target, write_questions
from stexcel.cli.spur_run import Reading, Wanted, read_inspection
from stexcel.cli.swedish import SwedishCommand
from stexcel.regelverk import load_guides
from stexcel.render.spur_json import render_follow_up_json, render_interview_json, render_spur_json
from stexcel.render.spur_text import render_follow_up, render_interview, render_spur_text
from stexcel.spur.interview import interview
from stexcel.spur.model import Inspection

_FILES = frozenset(suffix for one in options.TEXT_OR_JSON for suffix in one.suffixes)
"""What the name of a file with the assessment as text or data ends with; any other name is a folder's."""


@click.command(cls=SwedishCommand)
@click.argument("paths", metavar="SÖKVÄG...", nargs=-1, required=True, type=options.FILE)
@click.option(
    "-o",
    "--output",
    type=options.FILE,
    metavar="MAPP",
    help="Mappen för underlaget. Ett namn på .json eller .txt är en fil, liksom med --follow-up och --interview.",
)
@options.unit
@options.today
@options.text_or_json
@click.option(
    "--anonymous", "is_anonymous", is_flag=True, help="Skriv också kopior utan namn, för bruk utanför enheten."
)
@click.option("--zip", "is_zip", is_flag=True, help="Packa också allt i en fil, spur.zip.")
@click.option("--overwrite", is_flag=True, help="Skriv över filer som finns redan.")
@click.option(
    "--follow-up",
    "plan",
    type=options.FILE,
    metavar="HANDLINGSPLAN",
    help="Följ upp en handlingsplan (.xlsx eller .docx) mot dagens filer. Slutkod 1 om någon rad är försenad.",
)
@click.option(
    "--interview", "is_interview", is_flag=True, help="Visa frågor att öva på, med enhetens egna tal bredvid."
)
@click.option(
    "--questions",
    type=options.FILE,
    metavar="FIL.xlsx",
    help="Skriv det som enheten behöver svara på, i en kopia av enhetens arbetsbok eller en ny.",
)
@click.option("--no-cache", is_flag=True, help="Läs om alla filer, också de som inte har ändrats.")
@options.jobs
@options.profiles
@options.regelverk
def spur(
    paths: tuple[Path, ...],
    output: Path | None,
    unit: Path | None,
    today: date | None,
    style: str | None,
    is_anonymous: bool,
    is_zip: bool,
    overwrite: bool,
    plan: Path | None,
    is_interview: bool,
    questions: Path | None,
    no_cache: bool,
    jobs: int | None,
    profiles: tuple[Path, ...],
    regelverk: Path | None,
) -> int:
    """Samlar underlag inför en SPUR-inspektion: kriterium för kriterium, med bevis, frågor och handlingsplan.

    Graden skrivs som ett spann så länge något inte går att bedöma ur filerna. Enhetens egna svar visas för sig,
    skilda från det som programmet har kontrollerat. Arbetsböckerna ändras aldrig.
    """
    wanted = Wanted(paths, today, unit, profiles, regelverk, jobs, has_cache=not no_cache)
    ways = [
        name
        for name, is_asked in (("--follow-up", plan), ("--interview", is_interview), ("--questions", questions))
        if is_asked
    ]
    _refuse_mixed(ways, is_anonymous=is_anonymous, is_zip=is_zip)
    if questions is not None:
        if output is not None or style is not None:
            raise click.UsageError("--questions skriver en egen fil och går inte ihop med -o eller --format.")
        check_target(questions, overwrite=overwrite)
        return write_questions(_read(wanted), questions)
    if plan is not None:
        return _follow_up(wanted, plan, style, output)
    if is_interview:
        return _interview(wanted, style, output, is_anonymous=is_anonymous)
    if output is None or (output.suffix.lower() in _FILES and not output.is_dir()):
        if is_zip:
            raise click.UsageError("--zip behöver en mapp att skriva i: ange -o MAPP.")
        return _show(wanted, style, output, is_anonymous=is_anonymous)
    target = TargetFolder(output, overwrite)
    target.check(names_of(is_anonymous=is_anonymous, is_zip=is_zip))
    reading = _read(wanted)
    write_folder(reading, target, is_anonymous=is_anonymous, is_zip=is_zip)
    if style is not None:
        echo(_render(style)(hide(reading) if is_anonymous else reading.inspection), nl=False)
    return reading.code


def _refuse_mixed(ways: list[str], *, is_anonymous: bool, is_zip: bool) -> None:
    if len(ways) > 1:
        raise click.UsageError(f"{' och '.join(ways)} går inte ihop: välj ett i taget.")
    if ways and is_zip:
        raise click.UsageError(f"--zip går inte ihop med {ways[0]}.")
    if is_anonymous and ways and ways[0] != "--interview":
        raise click.UsageError(f"--anonymous går inte ihop med {ways[0]}: det gäller enhetens egna filer.")


def _read(wanted: Wanted) -> Reading:
    """What was read; what has to be known about it is told at once."""
    reading = read_inspection(wanted)
    for remark in reading.remarks:
        echo(f"Obs: {remark}", err=True)
    return reading


def _show(wanted: Wanted, style: str | None, output: Path | None, *, is_anonymous: bool) -> int:
    form = chosen_format(style, output, options.TEXT_OR_JSON)
    reading = _read(wanted)
    shown = hide(reading) if is_anonymous else reading.inspection
    write(_render(form.name)(shown), output, never=reading.files)
    return reading.code


def _render(style: str) -> Callable[[Inspection], str]:
    return render_spur_json if style == "json" else render_spur_text


def _follow_up(wanted: Wanted, plan: Path, style: str | None, output: Path | None) -> int:
    form = chosen_format(style, output, options.TEXT_OR_JSON)
    actions, notes = read_actions(plan)
    reading = _read(wanted)
    found = followed(reading, plan, actions, notes)
    render = render_follow_up_json if form.name == "json" else render_follow_up
    write(render(found), output, never=[*reading.files, plan])
    return code_of(found, reading)


def _interview(wanted: Wanted, style: str | None, output: Path | None, *, is_anonymous: bool) -> int:
    form = chosen_format(style, output, options.TEXT_OR_JSON)
    reading = _read(wanted)
    found = interview(hide(reading) if is_anonymous else reading.inspection, load_guides())
    render = render_interview_json if form.name == "json" else render_interview
    write(render(found), output, never=reading.files)
    return reading.code if reading.code == EXIT_FAILED else EXIT_CLEAN
