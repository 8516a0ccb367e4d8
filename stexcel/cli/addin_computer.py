"""What the commands that install the buttons share: the computer they are about, and what they say of its settings."""

from __future__ import annotations

from pathlib import PureWindowsPath

import click

from stexcel.addin.install.computer import WINDOWS, Computer, this_computer
from stexcel.addin.install.errors import InstallError
from stexcel.addin.install.places import Places
from stexcel.addin.install.trust import Judgement, judge
from stexcel.cli.echo import echo


def computer_of(ctx: click.Context) -> Computer:
    """The computer that whoever calls the command gives, else this one; raises :class:`click.ClickException`."""
    try:
        return ctx.find_object(Computer) or this_computer()
    except InstallError as error:
        raise click.ClickException(str(error)) from error


def tell_hindrances(computer: Computer, where: Places) -> tuple[Judgement, ...]:
    """Says what stands in the way of the buttons, and gives it."""
    if computer.platform != WINDOWS:
        echo(
            "Inte kontrollerat: Excels säkerhetsinställningar på macOS. Se Excel > Inställningar > Säkerhet om fliken "
            "inte syns."
        )
        return ()
    found = judge(computer.registry, PureWindowsPath(where.addin.parent))
    for one in found:
        echo(f"{one.verdict.value.capitalize()}: {one.text} {one.remedy}")
    return found
