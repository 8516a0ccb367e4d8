"""click in Swedish: headings of the help, types with Swedish answers, and click's own complaints."""

from __future__ import annotations

import re
import sys
import unicodedata
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from stexcel.days import strange_day

_LIKE_A_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NEAR = 0.7
"""How alike two options must be for the one to be taken for a slip of the pen; 1 is the same."""
HELP = "Visa hjälpen."


class _SwedishHelp(click.Command):
    """The headings of a help page."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **{"options_metavar": "[FLAGGOR]", **settings})

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """What click makes of the words; a complaint always knows the command that it is about."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """How the command is written."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix="Användning: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options with their help."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        records = [_with_demand(record, option) for option in options if (record := option.get_help_record(ctx))]
        if records:
            with formatter.section("Flaggor"):
                formatter.write_dl(records)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option that shows the help."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = HELP
        return option


def _with_demand(record: tuple[str, str], option: click.Option) -> tuple[str, str]:
    """The line of an option in the help, which says in Swedish that it must be given."""
    name, text = record
    if not option.required:
        return record
    return name, f"{text.removesuffix('[required]').rstrip().rstrip('.')}; måste anges."


class SwedishCommand(_SwedishHelp):
    """A command whose help is in Swedish."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The values of the options and arguments; a Swedish complaint about what is left over."""
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            what = "Ordet" if len(rest) == 1 else "Orden"
            raise click.UsageError(
                f"{what} {', '.join(f'”{one}”' for one in rest)} hör inte hit. Har ett namn mellanslag: skriv det inom "
                'citattecken, till exempel "Anna IUP.xlsx".',
                ctx,
            )
        return rest


_WHOLE_LINE = 200
"""Characters of the first sentence of a command's help that stand in the list of a group."""


class SwedishGroup(_SwedishHelp, click.Group):
    """A group whose help is in Swedish."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **{"subcommand_metavar": "KOMMANDO [ARGUMENT]...", **settings})

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, then the commands."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands."""
        with formatter.section("Kommandon"):
            formatter.write_dl([(name, one.get_short_help_str(_WHOLE_LINE)) for name, one in self.commands.items()])

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
        """The value, or a Swedish complaint. Capitals and the dots over letters make no difference."""
        for choice in self.choices:
            if plain_word(str(value)) == plain_word(choice):
                return str(choice)
        raise click.BadParameter(f"”{value}” är inget av {', '.join(self.choices)}.", ctx, param)


class File(click.ParamType[Path]):
    """A file or a folder by its path; whether it is there, and may be read, is told where it is used."""

    name = "FIL"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path, or a Swedish complaint about one that is empty, which would be the current folder."""
        if str(value).strip():
            return Path(value)
        raise click.BadParameter("sökvägen är tom. Skriv namnet på en fil eller mapp.", ctx, param)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The shell itself knows which files there are."""
        return [CompletionItem(incomplete, type="file")]


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
    """What click complains about, in Swedish; what the program itself complains about, as it is."""
    match error:
        case click.MissingParameter():
            return f"{_label(error.param)} saknas.{_what_to_write(error.param)}"
        case click.NoSuchOption():
            return f"Flaggan {error.option_name} finns inte.{_meant(error)}"
        case click.BadOptionUsage():
            return f"Flaggan {error.option_name} {_misused(error)}"
        case click.BadArgumentUsage():
            return "Ett argument har för få värden."
        case click.BadParameter() if error.param is not None and isinstance(error.param.type, click.Path):
            return f"{_label(error.param)}: filen går inte att använda. Kontrollera namnet, och att du har behörighet."
        case click.BadParameter():
            return f"{_label(error.param)}: {error.message}"
        case click.FileError():
            return f"Filen {error.ui_filename} går inte att öppna."
        case click.NoSuchCommand():
            return f"Kommandot ”{error.command_name}” finns inte."
    return error.message


def _misused(error: click.BadOptionUsage) -> str:
    """Whether the option lacks its value, or has been given one that it does not take."""
    option = next((one for one in _options(error) if error.option_name in (*one.opts, *one.secondary_opts)), None)
    if option is not None and (option.is_flag or option.count):
        return "tar inget värde. Skriv den ensam."
    return "behöver ett värde."


def _options(error: click.UsageError) -> list[click.Option]:
    """The options of the command that the complaint is about."""
    params = error.ctx.command.get_params(error.ctx) if error.ctx else []
    return [param for param in params if isinstance(param, click.Option)]


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
    known = {name.lstrip("-"): name for option in _options(error) for name in option.opts if name.startswith("--")}
    written_long = error.option_name.removeprefix("--") if error.option_name.startswith("--") else ""
    near = get_close_matches(written_long, known, n=1, cutoff=_NEAR)
    return f" Menade du {known[near[0]]}?" if near else ""


def _label(param: click.Parameter | None) -> str:
    """How the parameter is called where the user types it."""
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    return param.human_readable_name if param is not None else "Ett argument"


def plain_word(word: str) -> str:
    """The word in small letters without dots and rings, as it may be typed on any keyboard."""
    letters = unicodedata.normalize("NFKD", word.strip().casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
