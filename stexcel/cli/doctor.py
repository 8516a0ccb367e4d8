"""``stexcel doctor``: whether the program works here, and what to send to whoever helps."""

from __future__ import annotations

from pathlib import Path

import click

from stexcel.cache import default_folder
from stexcel.checkup import Places, examine
from stexcel.cli import options
from stexcel.cli.failure import EXIT_CLEAN, EXIT_FINDINGS
from stexcel.cli.output import chosen_format, write
from stexcel.cli.swedish import SwedishCommand
from stexcel.render.checkup import render_checkup_json, render_checkup_text


@click.command(cls=SwedishCommand)
@click.argument("folder", metavar="[MAPP]", required=False, type=options.FILE)
@options.text_or_json
@options.output
def doctor(folder: Path | None, style: str | None, output: Path | None) -> int:
    """Kontrollerar att stexcel fungerar på den här datorn, och i mappen där resultaten ska skrivas.

    Utan MAPP prövas mappen där kommandot körs. Texten har inga personuppgifter och går att skicka till den som
    hjälper dig. Slutkod 0 om allt fungerar, 1 om något är märkt fel.
    """
    form = chosen_format(style, output, options.TEXT_OR_JSON)
    if folder is not None and not folder.is_dir():
        raise click.ClickException(f"{folder.as_posix()} är ingen mapp. Ange mappen där resultaten ska skrivas.")
    found = examine(Places(folder or Path(), default_folder(), Path(click.get_app_dir("stexcel"))))
    render = render_checkup_json if form.name == "json" else render_checkup_text
    write(render(found), output, never=())
    return EXIT_CLEAN if found.is_sound else EXIT_FINDINGS
