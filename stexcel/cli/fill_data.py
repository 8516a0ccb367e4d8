"""``stexcel fill MALL --data``: one ready IUP for each resident."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from stexcel import regelverk as rule_data
from stexcel.api import Setup
from stexcel.cli.echo import echo
from stexcel.cli.failure import EXIT_CLEAN, EXIT_FAILED, EXIT_FINDINGS
from stexcel.fill.errors import FillError
from stexcel.fill.filling.folder import Outcome, check_targets, target_paths, write_all
from stexcel.fill.filling.template import open_template
from stexcel.fill.people.files import read_people
from stexcel.fill.people.model import REGULATION, SPECIALTY


@dataclass(frozen=True)
class Request:
    """What the user asks for. ``specialty`` and ``regulation`` are those of whom the file states none."""

    template: Path
    data: Path
    folder: Path
    specialty: str | None = None
    regulation: str | None = None
    force: bool = False
    overwrite: bool = False


def fill_data(request: Request, setup: Setup) -> int:
    """Writes the files and tells what each of them holds and lacks; the exit code of the run."""
    known = {SPECIALTY: request.specialty, REGULATION: request.regulation}
    try:
        rules = rule_data.load(setup.regelverk_csv)
        people = read_people(request.data, rules, {key: value for key, value in known.items() if value})
        template = open_template(request.template, rules, setup.profiles, force=request.force)
        paths = target_paths(people.residents, request.folder, template.suffix)
        check_targets(paths, (request.template, request.data), overwrite=request.overwrite)
        for remark in people.remarks:
            echo(f"{request.data.as_posix()}: {remark}")
        outcomes: list[Outcome] = []
        for outcome in write_all(template, people.residents, paths):
            echo("\n".join(_told(outcome)))
            outcomes.append(outcome)
    except FillError as error:
        raise click.ClickException(str(error)) from error
    return exit_code(outcomes)


def exit_code(outcomes: list[Outcome]) -> int:
    """2 where somebody has no file, 1 where something is left to do by hand."""
    if any(outcome.filled is None for outcome in outcomes):
        return EXIT_FAILED
    return EXIT_FINDINGS if any(outcome.filled and outcome.filled.by_hand for outcome in outcomes) else EXIT_CLEAN


def _told(outcome: Outcome) -> Iterator[str]:
    """What came of one resident, line by line."""
    filled, wanted = outcome.filled, outcome.resident.malbeskrivning
    if filled is None:
        yield f"{outcome.resident.name}: inget IUP skrevs: {outcome.problem}"
        return
    needs = sum(len(one.required) for one in wanted.requirements.values())
    yield (
        f"{outcome.path.as_posix()}: {wanted.specialty}, {wanted.regulation}; {filled.facts} personuppgifter, "
        f"{filled.delmal} av {len(wanted.requirements)} delmål, {filled.needs} av {needs} krav på aktiviteter."
    )
    yield from (f"  Att göra för hand: {one}" for one in filled.by_hand)
    yield from (f"  Obs: {one}" for one in filled.remarks)
