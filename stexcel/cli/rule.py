"""``stexcel rule``: what a rule demands, why, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from stexcel.cli import options
from stexcel.cli.output import Format, chosen_format, write
from stexcel.cli.swedish import Choice, SwedishCommand
from stexcel.explain import RulePage, UnknownRule, all_pages, chosen_codes
from stexcel.render.rules_json import render_rules_json
from stexcel.render.rules_md import render_rule_chapter, render_rule_page
from stexcel.render.rules_text import render_rule_list, render_rule_pages

FORMATS = (Format("text", (".txt",)), Format("md", (".md",)), Format("json", (".json",)))


@click.command(cls=SwedishCommand)
@click.argument("codes", metavar="[KOD]...", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Visa alla regler i sin helhet.")
@click.option(
    "--format",
    "style",
    type=Choice([one.name for one in FORMATS]),
    help="Text att läsa, Markdown för en handbok eller JSON för program. Annars efter filnamnet, eller text.",
)
@click.option("-o", "--output", type=options.FILE, metavar="FIL", help="Skriv resultatet till en fil.")
def rule(codes: tuple[str, ...], every: bool, style: str | None, output: Path | None) -> None:
    """Förklarar regler: vad, varför, källa, vad man gör, exempel och hur gränsen ställs.

    Koden kan skrivas STX302, stx302 eller 302. Utan kod visas en lista över alla regler.
    """
    if every and codes:
        raise click.UsageError("Ange antingen --all eller en eller flera koder.")
    form = chosen_format(style, output, FORMATS)
    pages = {page.code: page for page in all_pages()}
    try:
        chosen = [pages[code] for code in chosen_codes(codes, pages)]
    except UnknownRule as error:
        raise click.ClickException(str(error)) from error
    shown = list(pages.values()) if every or not chosen else chosen
    write(
        _render(shown, form.name, whole=every or not chosen, listed=not (every or chosen)),
        output,
        never=(),
        is_own=True,
    )


def _render(pages: Sequence[RulePage], style: str, *, whole: bool, listed: bool) -> str:
    if style == "json":
        return render_rules_json(pages)
    if style == "md":
        return render_rule_chapter(pages) if whole else "\n".join(map(render_rule_page, pages))
    return render_rule_list(pages) if listed else render_rule_pages(pages)
