"""What a command works with: the options, and what ``stexcel.toml`` says where an option is not given."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from stexcel.api import Setup
from stexcel.settings import SettingsError, make_setup


def load_setup(
    paths: Sequence[Path],
    today: date | None,
    profiles: Sequence[Path],
    regelverk: Path | None,
    unit: Path | None = None,
) -> Setup:
    """What the run judges by; today is today unless told. Raises :class:`click.ClickException`."""
    try:
        return make_setup(paths, clock=date.today(), today=today, profiles=profiles, regelverk=regelverk, unit=unit)
    except SettingsError as error:
        raise click.ClickException(str(error)) from error
