"""Everything that the commands tell on the terminal goes through here, so that no personal number gets there."""

from __future__ import annotations

import click

from stexcel.shown import shown


def echo(text: str | bytes, *, nl: bool = True, err: bool = False, is_own: bool = False) -> None:
    """Tells the text, without personal numbers that stand in a workbook, or in the name of a file or a sheet.

    ``is_own`` is for what nobody but the program has written: its examples have invented numbers.
    """
    click.echo(shown(text) if isinstance(text, str) and not is_own else text, nl=nl, err=err)
