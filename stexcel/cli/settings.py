"""What a command works with: the options, and what ``stexcel.toml`` says where an option is not given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from stexcel import regelverk as rule_data
from stexcel.api import Setup
from stexcel.config import Config, ConfigError, Known, find_config
from stexcel.findings import CRASH_CODE
from stexcel.layout import ProfileError, load_profile
from stexcel.policy import Policy
from stexcel.regelverk import RegelverkError
from stexcel.rules import Thresholds, all_rules
from stexcel.rules.exceptions import UNNEEDED
from stexcel.rules.registry import NOT_READ
from stexcel.rules.thresholds import all_thresholds
from stexcel.workbook import EVERYTHING, Selection


def load_setup(
    paths: Sequence[Path],
    today: date | None,
    profiles: Sequence[Path],
    regelverk: Path | None,
    unit: Path | None = None,
) -> Setup:
    """What the run judges by; today is today unless told. Raises :class:`click.ClickException`.

    Profiles of the options are used for every workbook that has their sheets, those of ``stexcel.toml`` for
    workbooks of their own template.
    """
    try:
        config = find_config(paths, known())
        own_rows = regelverk or config.regelverk
        if own_rows is not None:
            rule_data.load(own_rows)
        given = [replace(load_profile(path), always=True) for path in profiles]
        templates = [load_profile(path) for path in config.templates]
    except (ConfigError, ProfileError, RegelverkError) as error:
        raise click.ClickException(str(error)) from error
    return Setup(
        today or config.today or date.today(),
        own_rows,
        (*given, *templates),
        thresholds=_thresholds(config.thresholds),
        policy=Policy(config.path, config.unused, _selection(config), config.off, config.exemptions, config.profile),
        unit=unit or config.unit,
    )


def known() -> Known:
    """What this version of the program has thresholds and rules for."""
    return Known(
        thresholds={threshold.key: threshold.least for threshold in all_thresholds()},
        codes=tuple(info.code for info in all_rules()),
        never_off=frozenset({CRASH_CODE}),
        never_excepted=frozenset({UNNEEDED.code}),
        not_read=frozenset(NOT_READ) - {CRASH_CODE},
    )


def _thresholds(limits: Mapping[str, int]) -> Thresholds:
    names = {threshold.key: threshold.name for threshold in all_thresholds()}
    return Thresholds(**{names[key]: value for key, value in limits.items()})


def _selection(config: Config) -> Selection:
    narrows = config.path is not None and (config.files or config.left_out)
    return Selection(config.path.parent, config.files, config.left_out) if config.path and narrows else EVERYTHING
