"""The file with the residents, whatever kind it is: TOML, CSV, or the unit's own workbook."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from stexcel.config.source import ConfigError
from stexcel.fill.errors import FillError
from stexcel.fill.people.csv import read_csv
from stexcel.fill.people.model import People, Records, Stated, as_people
from stexcel.fill.people.toml import read_toml
from stexcel.fill.people.unit import read_unit_file
from stexcel.regelverk import Regelverk
from stexcel.workbook import SUFFIXES

NOTHING: Mapping[str, Stated] = MappingProxyType({})


def read_people(path: Path, regelverk: Regelverk, otherwise: Mapping[str, Stated] = NOTHING) -> People:
    """The residents that a file tells of.

    ``otherwise`` (see :data:`stexcel.fill.people.KEYS`) is what holds for those of whom the file does not say it.

    Raises :class:`FillError` (a :class:`stexcel.fill.people.PeopleError` where it has a sentence for every fault) for
    a file that cannot be read, is of another kind, or says something that cannot be used. A personal number is never
    handed on.
    """
    try:
        return as_people(path, _records(path, regelverk), regelverk, otherwise)
    except ConfigError as error:
        raise FillError(str(error)) from error


def _records(path: Path, regelverk: Regelverk) -> Records:
    suffix = path.suffix.lower()
    if suffix == ".toml":
        return read_toml(path)
    if suffix == ".csv":
        return read_csv(path)
    if suffix in SUFFIXES:
        return read_unit_file(path, regelverk)
    raise FillError(
        f"{path.as_posix()}: uppgifterna om ST-läkarna läses ur en .toml-fil, en .csv-fil eller enhetens arbetsbok "
        "(.xlsx). Ange en sådan efter --data."
    )
