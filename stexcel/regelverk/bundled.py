"""Reads the bundled rule data, and puts a clinic's own rows on top of it."""

from collections.abc import Mapping
from functools import cache
from itertools import groupby
from pathlib import Path
from types import MappingProxyType

from stexcel.regelverk.model import FIELDS, Key, Line, Regelverk, Specialty, SpecialtyKind
from stexcel.regelverk.overrides import REMOVED, read_overrides
from stexcel.regelverk.tables import read_table

_CHECKED = FIELDS.index("kontroll")


def load(overrides: Path | None = None) -> Regelverk:
    """The bundled regelverk, with the rows of a clinic's own CSV added or put in place of ours, or taking ours away.

    Raises :class:`stexcel.regelverk.RegelverkError` if the clinic's file cannot be used.
    """
    bundled = _bundled()
    if overrides is None:
        return bundled
    own = read_overrides(overrides, bundled.specialties)
    return Regelverk(bundled.specialties, MappingProxyType(_overlay(bundled.lines, own)))


@cache
def _bundled() -> Regelverk:
    rows = map(tuple, read_table("delmal.csv"))
    lines = {key: tuple(group) for key, group in groupby(rows, key=_key)}
    specialties = map(_specialty, read_table("specialiteter.csv"))
    by_name = {specialty.name: specialty for specialty in specialties}
    return Regelverk(MappingProxyType(by_name), MappingProxyType(lines))


def _key(line: Line) -> Key:
    return (line[0], line[1])


def _specialty(row: list[str]) -> Specialty:
    name, kind, c_2015, c_2021, remark = row
    return Specialty(name, SpecialtyKind(kind), int(c_2015), int(c_2021), remark)


def _overlay(bundled: Mapping[Key, tuple[Line, ...]], own: tuple[Line, ...]) -> dict[Key, tuple[Line, ...]]:
    lines = dict(bundled)
    for line in own:
        others = tuple(other for other in lines.get(_key(line), ()) if other[2] != line[2])
        lines[_key(line)] = others if line[_CHECKED] == REMOVED else (*others, line)
    return {key: kept for key, kept in lines.items() if kept}
