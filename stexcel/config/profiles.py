"""Profiles of thresholds: those that come with the program, the clinic's own, and how they extend each other."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from stexcel.config.known import Known
from stexcel.config.nearest import nearest
from stexcel.config.source import ConfigError
from stexcel.config.table import Table

MOST = 1000
"""The largest limit that is taken: a thousand years back is still a date, and more is a slip of the finger."""

PROFILE_KEYS = _EXTENDS, _TEXT = "utgar_fran", "beskrivning"


@dataclass(frozen=True)
class ThresholdProfile:
    """A named set of limits. ``values`` and ``sources`` are by the Swedish key; ``extends`` is the name of another."""

    name: str
    text: str = ""
    extends: str | None = None
    values: Mapping[str, int] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)


@cache
def bundled_profiles() -> Mapping[str, ThresholdProfile]:
    """The profiles that come with the program, by name. Their sources are Swedish phrases."""
    data = tomllib.loads((files("stexcel.config") / "profiles.toml").read_text(encoding="utf-8"))
    return MappingProxyType({name: _bundled(name, table) for name, table in data.items()})


def _bundled(name: str, table: Mapping[str, object]) -> ThresholdProfile:
    limits = {key: limit for key, limit in table.items() if isinstance(limit, dict)}
    extends = table.get(_EXTENDS)
    return ThresholdProfile(
        name,
        str(table[_TEXT]),
        None if extends is None else str(extends),
        MappingProxyType({key: limit["varde"] for key, limit in limits.items()}),
        MappingProxyType({key: limit["kalla"] for key, limit in limits.items()}),
    )


def thresholds_of(root: Table, known: Known) -> Mapping[str, int]:
    """The limits that a file sets, by key: its profile with what that extends, and its own on top.

    A limit that is not there has its default. Raises :class:`ConfigError`.
    """
    tables = root.table("profiler")
    own = {name: _own_profile(tables, name, known) for name in tables.data}
    profiles = {**bundled_profiles(), **own}
    for name in own:
        _check_extends(tables.table(name), profiles)
    chosen = root.text("profil")
    if chosen is not None and chosen not in profiles:
        raise _unknown(root, "profil", chosen, profiles)
    limits: dict[str, int] = {}
    for profile in reversed(_chain(chosen, profiles)):
        limits |= profile.values
    return limits | _limits(root.table("troskel"), known)


def _own_profile(tables: Table, name: str, known: Known) -> ThresholdProfile:
    if name in bundled_profiles():
        text = f'profilen ”{name}” finns redan i stexcel. Ge den egna ett annat namn och skriv {_EXTENDS} = "{name}".'
        raise tables.error(name, text)
    table = tables.table(name)
    values = _limits(table, known, PROFILE_KEYS)
    return ThresholdProfile(name, table.text(_TEXT) or "", table.text(_EXTENDS), values)


def _check_extends(table: Table, profiles: Mapping[str, ThresholdProfile]) -> None:
    """Raises :class:`ConfigError` when a profile extends one that does not exist, or at last itself."""
    above = table.text(_EXTENDS)
    if above is None:
        return
    if above not in profiles:
        raise _unknown(table, _EXTENDS, above, profiles)
    names = [profile.name for profile in _chain(above, profiles)]
    if len(set(names)) == 1 < len(names):
        text = f"profilen ”{above}” utgår från sig själv. Ta bort ”{_EXTENDS}”, eller ange en annan profil."
        raise table.error(_EXTENDS, text)
    if names[-1] in names[:-1]:
        ring = " → ".join(f"”{name}”" for name in names[names.index(names[-1]) :])
        text = f"profilerna utgår från varandra i en ring: {ring}. Ta bort ”{_EXTENDS}” i en av dem."
        raise table.error(_EXTENDS, text)


def _chain(name: str | None, profiles: Mapping[str, ThresholdProfile]) -> list[ThresholdProfile]:
    """The profile, the one that it extends, and so on; in a ring the last is one that stands before."""
    chain: list[ThresholdProfile] = []
    while name is not None and name in profiles:
        again = any(profile.name == name for profile in chain)
        chain.append(profiles[name])
        if again:
            break
        name = profiles[name].extends
    return chain


def _limits(table: Table, known: Known, others: tuple[str, ...] = ()) -> dict[str, int]:
    """The limits of a table, which may also hold the keys in ``others``."""
    table.only((*known.thresholds, *others))
    return {name: _limit(table, name, known) for name in table.data if name not in others}


def _limit(table: Table, name: str, known: Known) -> int:
    value = table.number(name)
    least = known.thresholds[name]
    if not least <= value <= MOST:
        raise table.error(name, f"”{table.name(name)}” är {value}, men ska vara mellan {least} och {MOST}.")
    return value


def _unknown(table: Table, key: str, name: str, profiles: Mapping[str, ThresholdProfile]) -> ConfigError:
    names = ", ".join(profiles)
    near = nearest(name, profiles)
    meant = f" Menade du ”{near}”?" if near else ""
    return table.error(key, f"profilen ”{name}” finns inte.{meant} Profilerna är {names}.")
