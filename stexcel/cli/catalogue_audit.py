"""``stexcel catalogue audit``: the delmål of a clinic's templates beside those of the målbeskrivning."""

from __future__ import annotations

from pathlib import Path

import click

from stexcel import regelverk as rule_data
from stexcel.catalogue.audit import audit as audited
from stexcel.cli import options
from stexcel.cli.catalogue_files import read_files
from stexcel.cli.failure import EXIT_CLEAN, EXIT_FAILED, EXIT_FINDINGS
from stexcel.cli.output import chosen_format, write
from stexcel.cli.settings import load_setup
from stexcel.cli.swedish import SwedishCommand
from stexcel.regelverk import Regelverk, match_specialty
from stexcel.render.catalogue_audit import render_audit, render_audit_json


@click.command("audit", cls=SwedishCommand)
@click.argument("paths", metavar="FIL/MAPP...", type=options.FILE, nargs=-1, required=True)
@click.option("--specialty", metavar="NAMN", help="Specialiteten för arbetsböcker som inte anger den, som en tom mall.")
@options.profiles
@options.regelverk
@options.text_or_json
@options.output
def audit(
    paths: tuple[Path, ...],
    specialty: str | None,
    profiles: tuple[Path, ...],
    regelverk: Path | None,
    style: str | None,
    output: Path | None,
) -> int:
    """Jämför delmålen i klinikens IUP-mallar med målbeskrivningen, en gång per mall.

    Filer med samma delmål och rubriker räknas som en mall. Visar delmål som saknas, som inte finns i
    målbeskrivningen, som har en annan lydelse och som hör till den andra föreskriften. Slutkod 0 när inget skiljer, 1
    när något skiljer, och 2 när ingen mall kunde jämföras.
    """
    form = chosen_format(style, output, options.TEXT_OR_JSON)
    setup = load_setup(paths, None, profiles, regelverk)
    rules = rule_data.load(setup.regelverk_csv)
    documents = read_files(paths, setup)
    unread = tuple(one for one in documents if one.iup is None and one.unit is None)
    templates = audited(documents, rules, _official(specialty, rules))
    render = render_audit_json if form.name == "json" else render_audit
    write(render(templates, unread), output, never=[Path(document.path) for document in documents])
    if all(one.why for one in templates):
        return EXIT_FAILED
    return EXIT_FINDINGS if unread or any(one.differences or one.why for one in templates) else EXIT_CLEAN


def _official(specialty: str | None, rules: Regelverk) -> str | None:
    if specialty is None:
        return None
    name = match_specialty(specialty, tuple(rules.specialties))
    if name is None:
        raise click.UsageError(f"--specialty: ”{specialty}” är ingen specialitet. Skriv till exempel Reumatologi.")
    return name
