"""``stexcel status``: the whole unit on a few sheets, with history."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from stexcel.cli import options
from stexcel.cli.echo import echo
from stexcel.cli.status_files import check_targets, write_targets
from stexcel.cli.status_memory import Asked, Outcome, can_remember, opened_cache, remembered
from stexcel.cli.status_region import build_region
from stexcel.cli.status_run import Run, default_jobs, executor_of, read_status
from stexcel.cli.swedish import Choice, Day, SwedishCommand
from stexcel.cli.watch import watch
from stexcel.render.status_html import render_status_html
from stexcel.render.status_xlsx import render_status_xlsx
from stexcel.rules.words import listing
from stexcel.status.status import Light, Status

_BY_UNIT = "enhet"


@click.command(cls=SwedishCommand)
@click.argument("paths", metavar="SÖKVÄG...", nargs=-1, required=True, type=options.FILE)
@click.option("-o", "--output", type=options.FILE, metavar="FIL.xlsx", help="Statusarbetsboken som skrivs.")
@click.option("--html", type=options.FILE, metavar="FIL.html", help="Skriv också, eller bara, en webbsida.")
@options.unit
@options.today
@click.option("--as-of", type=Day(), help="Visa läget en tidigare dag, så som historiken har sparat det.")
@click.option("--by", type=Choice([_BY_UNIT]), help="Jämför enheter: en rad och ett blad per undermapp.")
@click.option("--anonymous", "is_anonymous", is_flag=True, help="Ersätt alla namn, för bruk utanför enheten.")
@click.option("--no-history", is_flag=True, help="Läs och spara ingen historik.")
@click.option("--no-cache", is_flag=True, help="Läs om alla filer, också de som inte har ändrats.")
@click.option("--watch", "is_watching", is_flag=True, help="Skriv om när en fil sparas, tills Ctrl-C trycks.")
@options.fail_on
@options.jobs
@click.option("--executor", metavar="dask://SERVER:8786", help="Läs filerna i ett kluster, där de har samma sökvägar.")
@options.profiles
@options.regelverk
def status(
    paths: tuple[Path, ...],
    output: Path | None,
    html: Path | None,
    unit: Path | None,
    today: date | None,
    as_of: date | None,
    by: str | None,
    is_anonymous: bool,
    no_history: bool,
    no_cache: bool,
    is_watching: bool,
    fail_on: str,
    jobs: int | None,
    executor: str | None,
    profiles: tuple[Path, ...],
    regelverk: Path | None,
) -> int:
    """Visar läget för alla ST-läkare i en enhet: vem som ligger efter, med vad, och vad som ska göras i månaden.

    Varje körning sparas i en historik i mappen, utan namn, så att trender kan visas. Ett tidigare resultat ersätts;
    arbetsböckerna ändras aldrig.
    """
    if as_of is not None and (no_history or is_watching):
        raise click.UsageError("--as-of går inte ihop med --no-history eller --watch: läget hämtas ur historiken.")
    if by is not None and (html is not None or unit is not None):
        raise click.UsageError("--by enhet går inte ihop med --html eller --enhet: det skriver en arbetsbok, -o.")
    run = Run(
        paths=paths,
        targets=check_targets(output, html),
        today=today,
        as_of=as_of,
        is_anonymous=is_anonymous,
        has_history=not no_history,
        has_cache=not no_cache and can_remember(),
        fail_on=fail_on,
        jobs=default_jobs(jobs),
        cluster=executor,
        profiles=profiles,
        regelverk=regelverk,
        unit=unit,
    )
    build = build_region if by is not None else build_status
    return watch(run.watched, lambda: build(run)) if is_watching else build(run)


def build_status(run: Run) -> int:
    """Reads, draws and writes once, and gives the exit code; draws nothing anew where nothing has changed."""
    setup = run.setup(run.paths)
    asked = Asked(run.targets, (run.is_anonymous, run.fail_on), run.has_history)
    with opened_cache(run.has_cache and run.as_of is None) as cache:
        outcome = remembered(cache, run.paths, setup, asked, lambda: _outcome(run))
    write_targets(run.targets, outcome.xlsx, outcome.html)
    for line in outcome.told:
        echo(line, err=True)
    return outcome.code


def _outcome(run: Run) -> Outcome:
    """Everything that a run gives, without writing it."""
    with executor_of(run) as executor:
        reading = read_status(run, run.paths, executor)
    drawn, targets = reading.status, run.targets
    told = [f"{targets.names}: läget {drawn.day}, {_lights(drawn)}.", *(f"Obs: {remark}" for remark in drawn.remarks)]
    return Outcome(
        render_status_xlsx(drawn, targets.xlsx.parent) if targets.xlsx is not None else None,
        render_status_html(drawn, targets.html.parent).encode() if targets.html is not None else None,
        tuple(told),
        reading.code,
    )


def _lights(drawn: Status) -> str:
    """How many there are of each light."""
    lights = [(light, sum(row.judgement.light is light for row in drawn.overview)) for light in Light]
    return listing([_counted(number, light) for light, number in lights if number]) or "inget visas"


def _counted(number: int, light: Light) -> str:
    return f"{number} {light.value}{'' if number == 1 or light is Light.GREY else 'a'}"
