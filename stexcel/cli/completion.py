"""``stexcel completion``: what makes the Tab key complete commands, options and file names."""

from __future__ import annotations

import click
from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

from stexcel.cli.echo import echo
from stexcel.cli.swedish import Choice, SwedishCommand

_SHELLS: dict[str, type[ShellComplete]] = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}
_VARIABLE = "_STEXCEL_COMPLETE"
"""By which click is asked for completions: made from the name of the program."""


@click.command(cls=SwedishCommand)
@click.argument("shell", metavar="bash|zsh|fish", type=Choice([*_SHELLS]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Skriver den text som låter Tabb-tangenten fylla i kommandon, flaggor och filnamn i skalet.

    \b
    bash:  stexcel completion bash > ~/.stexcel-komplettering
           och sedan raden  . ~/.stexcel-komplettering  sist i ~/.bashrc
    zsh:   stexcel completion zsh > ~/.stexcel-komplettering
           och sedan raden  . ~/.stexcel-komplettering  sist i ~/.zshrc
    fish:  stexcel completion fish > ~/.config/fish/completions/stexcel.fish

    Öppna sedan ett nytt fönster. För PowerShell finns ingen komplettering.
    """
    made = _SHELLS[shell](ctx.find_root().command, {}, "stexcel", _VARIABLE)
    echo(made.source_template % made.source_vars())
