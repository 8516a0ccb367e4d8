"""click in Swedish: headings of the help, types with Swedish answers, and click's own complaints."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from stexcel.days import strange_day

_LIKE_A_DAY = re.compile(r"\d{4}-\d\d-\d\d")
HELP = "Visa hjälpen."


class _SwedishHelp(click.Command):
    """The headings of a help page."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **{"options_metavar": "[FLAGGOR]", **settings})

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """How the command is written."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix="Användning: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options with their help."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx))]
        if records:
            with formatter.section("Flaggor"):
                formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option that shows the help."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = HELP
        return option


class SwedishCommand(_SwedishHelp):
    """A command whose help is in Swedish."""


class SwedishGroup(_SwedishHelp, click.Group):
    """A group whose help is in Swedish."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **{"subcommand_metavar": "KOMMANDO [ARGUMENT]...", **settings})

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, then the commands."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word names, or a complaint that lists those that exist."""
        if args and self.get_command(ctx, args[0]) is None:
            known = ", ".join(self.list_commands(ctx))
            raise click.UsageError(f"Kommandot ”{args[0]}” finns inte. De som finns: {known}.", ctx)
        return super().resolve_command(ctx, args)


class Choice(click.Choice[str]):
    """One of a few words."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The value, or a Swedish complaint."""
        if value in self.choices:
            return str(value)
        raise click.BadParameter(f"”{value}” är inget av {', '.join(self.choices)}.", ctx, param)


class Day(click.ParamType[date]):
    """A day as ISO 8601."""

    name = "ÅÅÅÅ-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The value, or a Swedish complaint."""
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(value)
        except ValueError:
            fault = "är ett datum som inte finns" if _LIKE_A_DAY.fullmatch(value) else "är inget datum"
            raise click.BadParameter(f"”{value}” {fault}. Skriv det som 2026-11-01.", ctx, param) from None
        if strange := strange_day(day):
            raise click.BadParameter(strange, ctx, param)
        return day


class Count(click.ParamType[int]):
    """A whole number that is at least one."""

    name = "ANTAL"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The value, or a Swedish complaint."""
        if str(value).isdecimal() and int(value) >= 1:
            return int(value)
        raise click.BadParameter(f"”{value}” ska vara ett heltal, minst 1.", ctx, param)


def complaint(error: click.ClickException) -> str:
    """What click complains about, in Swedish."""
    if isinstance(error, click.MissingParameter):
        return f"{_label(error.param)} saknas.{_what_to_write(error.param)}"
    if isinstance(error, click.NoSuchOption):
        return f"Flaggan {error.option_name} finns inte.{_meant(error)}"
    if isinstance(error, click.BadOptionUsage):
        return f"Flaggan {error.option_name} behöver ett värde."
    if isinstance(error, click.BadParameter):
        return f"{_label(error.param)}: {error.message}"
    return error.message


def _what_to_write(param: click.Parameter | None) -> str:
    """How an option that is missing is written, and what it is for."""
    if not isinstance(param, click.Option):
        return ""
    return f" Skriv {min(param.opts, key=len)} {param.metavar or param.type.name}: {(param.help or '').rstrip('.')}."


def _meant(error: click.NoSuchOption) -> str:
    """The nearest option, or how a file with a name like an option is written."""
    written = sys.argv[1:]
    file = next((one for one in written if one.startswith(error.option_name[:2]) and Path(one).suffix), None)
    if file is not None and not file.startswith("--"):
        return f" Är {file} en fil: skriv ./{file}"
    return f" Menade du {error.possibilities[0]}?" if error.possibilities else ""


def _label(param: click.Parameter | None) -> str:
    """How the parameter is called where the user types it."""
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    return param.human_readable_name if param is not None else "Ett argument"
