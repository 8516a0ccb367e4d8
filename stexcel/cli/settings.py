"""What a command works with: the options, and what ``stexcel.toml`` says where an option is not given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from stexcel import regelverk as rule_data
from stexcel.api import Setup
from stexcel.config import ConfigError, find_config
from stexcel.layout import ProfileError, load_profile
from stexcel.regelverk import RegelverkError


def load_setup(paths: Sequence[Path], today: date | None, profiles: Sequence[Path], regelverk: Path | None) -> Setup:
    """What the run judges by; today is today unless told. Raises :class:`click.ClickException`.

    Profiles of the options are used for every workbook that has their sheets, those of ``stexcel.toml`` for
    workbooks of their own template.
    """
    try:
        config = find_config(paths)
        own_rows = regelverk or config.regelverk
        if own_rows is not None:
            rule_data.load(own_rows)
        given = [replace(load_profile(path), always=True) for path in profiles]
        known = [load_profile(path) for path in config.profiles]
    except (ConfigError, ProfileError, RegelverkError) as error:
        raise click.ClickException(str(error)) from error
    return Setup(today or date.today(), own_rows, (*given, *known))
