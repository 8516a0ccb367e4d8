"""``stexcel catalogue status``: how sure the rows are that IUPs are judged on."""

from __future__ import annotations

from pathlib import Path

import click

from stexcel import regelverk as rule_data
from stexcel.catalogue.status import all_rows, doctors, judged_on
from stexcel.cli import options
from stexcel.cli.catalogue_files import read_files
from stexcel.cli.output import chosen_format, write
from stexcel.cli.settings import load_setup
from stexcel.cli.swedish import SwedishCommand
from stexcel.render.catalogue_status import render_status, render_status_json


@click.command("status", cls=SwedishCommand)
@click.argument("path", metavar="[MAPP]", type=options.FILE, required=False)
@options.regelverk
@options.text_or_json
@options.output
def status(path: Path | None, regelverk: Path | None, style: str | None, output: Path | None) -> None:
    """Visar per specialitet och föreskrift hur säkra underlagets rader är.

    Med en mapp visas de målbeskrivningar som mappens ST-läkare bedöms mot, och vilka som bedöms på rader som ingen har
    kontrollerat. Slutkoden är 0, och 2 när körningen inte kunde göras.
    """
    form = chosen_format(style, output, options.TEXT_OR_JSON)
    setup = load_setup([path or Path()], None, (), regelverk)
    documents = read_files([path], setup) if path is not None else ()
    rules = rule_data.load(setup.regelverk_csv)
    found = doctors(documents, rules)
    rows = tuple(rows for rows, _ in judged_on(found)) if path is not None else all_rows(rules)
    render = render_status_json if form.name == "json" else render_status
    write(render(rows, found), output, never=[Path(document.path) for document in documents])
