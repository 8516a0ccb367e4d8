"""``stexcel catalogue``: the official målbeskrivningar as the source of what is demanded."""

from __future__ import annotations

import click

from stexcel.cli.catalogue_audit import audit
from stexcel.cli.catalogue_import import import_
from stexcel.cli.catalogue_status import status
from stexcel.cli.echo import echo
from stexcel.cli.swedish import SwedishGroup


class _Group(SwedishGroup):
    """A group whose commands are listed in Swedish, in the order in which they are used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order in which they were added."""
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands."""
        with formatter.section("Kommandon"):
            formatter.write_dl([(name, command.get_short_help_str(80)) for name, command in self.commands.items()])


@click.group(cls=_Group, invoke_without_command=True)
@click.pass_context
def catalogue(ctx: click.Context) -> None:
    """Läser in officiella målbeskrivningar och visar hur säkra underlagets rader är."""
    if ctx.invoked_subcommand is None:
        echo(ctx.get_help())


catalogue.add_command(import_)
catalogue.add_command(status)
catalogue.add_command(audit)
