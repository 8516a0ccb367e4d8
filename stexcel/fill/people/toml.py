"""Residents in a TOML file: one at the top level, or several as ``[[st]]``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from stexcel.config.nearest import nearest
from stexcel.config.source import ConfigError, read_source
from stexcel.config.table import Table
from stexcel.fill.people.model import END, KEYS, NAME, PERCENT, REGULATION, START, Record, Records, Stated

LIST = "st"
_DAYS, _NUMBERS = frozenset({START, END}), frozenset({PERCENT, REGULATION})
_PERSONAL_ID = frozenset({"personnummer", "personnr", "pnr", "fodelsedatum", "fodelsenummer", "samordningsnummer"})


def read_toml(path: Path) -> Records:
    """What the file says of each resident, with every fault in it; what stands above ``[[st]]`` holds for them all.

    Raises :class:`ConfigError` for a file that is no TOML or holds a personal number.
    """
    source = read_source(path, (*KEYS, LIST))
    top = Table(source, (), source.data)
    several = source.data.get(LIST)
    faults: list[str] = []
    shared = _values(Table(source, (), {key: value for key, value in top.data.items() if key != LIST}), faults)
    if several is None:
        return Records((Record("rad 1", shared),) if source.data else (), faults=tuple(faults))
    if NAME in shared:
        faults.append(str(top.error(NAME, f"”{NAME}” står utanför [[{LIST}]]. Skriv namnet under sin [[{LIST}]].")))
    try:
        tables = (top.table(LIST),) if isinstance(several, dict) else tuple(top.tables(LIST))
    except ConfigError as error:
        return Records(faults=(*faults, str(error)))
    records = tuple(Record(f"rad {table.line}", {**shared, **_values(table, faults)}) for table in tables)
    return Records(records, faults=tuple(faults))


def _values(table: Table, faults: list[str]) -> dict[str, Stated]:
    """What a table says; what is wrong with it is added to ``faults``."""
    values: dict[str, Stated] = {}
    for key in table.data:
        try:
            values.update((key, value) for value in _value(table, key))
        except ConfigError as error:
            faults.append(str(error))
    return values


def _value(table: Table, key: str) -> Iterator[Stated]:
    """The value of a key, if it says anything; raises :class:`ConfigError`."""
    value = table.data[key]
    if key.casefold() in _PERSONAL_ID:
        raise table.error(key, f"nyckeln ”{key}” förs aldrig över till ett IUP. Ta bort raden.")
    if key not in KEYS:
        near = nearest(key, KEYS)
        known = f" Menade du ”{near}”?" if near else f" De som finns är {', '.join(KEYS)}."
        raise table.error(key, f"nyckeln ”{key}” finns inte.{known}")
    if value == "":
        return
    if key in _DAYS and not isinstance(value, str):
        day = table.day(key)
        assert isinstance(day, date)  # the key is there
        yield day
    elif key in _NUMBERS and not isinstance(value, str):
        yield table.number(key)
    elif text := table.text(key):
        yield text
