"""What a run works with: what is asked for, and what ``stexcel.toml`` says where nothing is asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

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
from stexcel.spur.package import Source
from stexcel.workbook import EVERYTHING, Selection


class SettingsError(Exception):
    """What a run is to go by cannot be used; the text is Swedish and says where and what to do."""


def make_setup(
    paths: Sequence[Path],
    *,
    clock: date,
    today: date | None = None,
    profiles: Sequence[Path] = (),
    regelverk: Path | None = None,
    unit: Path | None = None,
) -> Setup:
    """What a run over the paths judges by; raises :class:`SettingsError`.

    The day is ``today`` if that is asked for, else the one in ``stexcel.toml``, else what the ``clock`` says. Profiles
    that are asked for are used for every workbook that has their sheets, those of ``stexcel.toml`` for workbooks of
    their own template.
    """
    try:
        config = find_config(paths, known())
        own_rows = regelverk or config.regelverk
        if own_rows is not None:
            rule_data.load(own_rows)
        given = [replace(load_profile(path), always=True) for path in profiles]
        templates = [load_profile(path) for path in config.templates]
    except (ConfigError, ProfileError, RegelverkError) as error:
        raise SettingsError(str(error)) from error
    return Setup(
        today or config.today or clock,
        own_rows,
        (*given, *templates),
        thresholds=_thresholds(config.thresholds),
        policy=Policy(config.path, config.unused, _selection(config), config.off, config.exemptions, config.profile),
        unit=unit or config.unit,
        limits=config.limits,
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


def sources_of(setup: Setup, profiles: Sequence[Path] = ()) -> Iterator[Source]:
    """The files that a run judges by, beside the workbooks; ``profiles`` are those that were asked for."""
    files = [(setup.policy.config, "inställningar"), (setup.regelverk_csv, "egna rader till regelverket")]
    for path, kind in [*files, *((profile, "mallprofil") for profile in profiles)]:
        if path is not None:
            yield Source(path.as_posix(), kind, hashlib.sha256(path.read_bytes()).hexdigest())
