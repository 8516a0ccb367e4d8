"""A group of commands that are imported when they are run: the list of them answers without what they need."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any, NamedTuple

import click
from click.shell_completion import CompletionItem

from stexcel.cli.swedish import SwedishGroup


class Lazy(NamedTuple):
    """Where a command is, and its line in the list of commands; a command without a line is not listed."""

    module: str
    attribute: str
    help: str


class LazyGroup(SwedishGroup):
    """A group that knows its commands' names and imports a command first when it is run."""

    def __init__(self, *args: Any, lazy: Mapping[str, Lazy], **settings: Any) -> None:
        super().__init__(*args, **settings)
        self._lazy = lazy

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of those that are listed, in the order in which a user meets them."""
        return [name for name, lazy in self._lazy.items() if lazy.help]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Imports the command."""
        lazy = self._lazy.get(cmd_name)
        if lazy is None:
            return None
        command = getattr(import_module(lazy.module), lazy.attribute)
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing them."""
        with formatter.section("Kommandon"):
            formatter.write_dl([(name, lazy.help) for name, lazy in self._lazy.items() if lazy.help])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands that begin so, without importing them; else the group's own options."""
        commands = [
            CompletionItem(name, help=lazy.help)
            for name, lazy in self._lazy.items()
            if lazy.help and name.startswith(incomplete)
        ]
        return [*commands, *click.Command.shell_complete(self, ctx, incomplete)]
