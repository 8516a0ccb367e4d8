"""``stexcel addin``: the buttons in Excel."""

from __future__ import annotations

import click

from stexcel.cli.echo import echo
from stexcel.cli.lazy import Lazy, LazyGroup

COMMANDS = {
    "install": Lazy("stexcel.cli.addin_install", "install", "Lägg in fliken ST/IUP i ditt Excel."),
    "uninstall": Lazy("stexcel.cli.addin_uninstall", "uninstall", "Ta bort fliken ST/IUP ur ditt Excel."),
    "status": Lazy("stexcel.cli.addin_status", "status", "Säg om knapparna är inlagda, och vad som hindrar dem."),
    "build": Lazy("stexcel.cli.addin_build", "build", "Bygg Exceltillägget (.xlam) av makrona i klartext."),
    # The buttons themselves call it; nobody types it.
    "run": Lazy("stexcel.cli.addin_run", "run", ""),
}


@click.group(cls=LazyGroup, lazy=COMMANDS, invoke_without_command=True)
@click.pass_context
def addin(ctx: click.Context) -> None:
    """Knapparna i Excel: fliken ST/IUP."""
    if ctx.invoked_subcommand is None:
        echo(ctx.get_help())
