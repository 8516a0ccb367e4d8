"""Codes of rules in the configuration: which rules apply, and that a code is one that exists."""

from __future__ import annotations

from stexcel.config.known import Known
from stexcel.config.lines import Key
from stexcel.config.nearest import nearest
from stexcel.config.table import Table

RULE_KEYS = ("utom", "endast")
NOT_READ = (
    "den säger att ingenting i en fil är kontrollerat. Ska filen inte kontrolleras: skriv den i ”utom” högst upp i "
    'filen, till exempel utom = ["arkiv/**"].'
)
"""Why a code that says that a file was not read cannot be silenced, and what to do instead."""


def read_off(table: Table, known: Known) -> frozenset[str]:
    """The codes that ``[regler]`` switches off: those that ``utom`` names, or all but those of ``endast``.

    Raises :class:`stexcel.config.source.ConfigError`.
    """
    table.only(RULE_KEYS)
    if {"utom", "endast"} <= table.data.keys():
        raise table.error("endast", "”regler.utom” och ”regler.endast” kan inte stå tillsammans. Behåll en av dem.")
    if "endast" in table.data:
        return frozenset(known.codes) - _codes(table, "endast", known) - known.not_read - known.never_off
    return _codes(table, "utom", known) if "utom" in table.data else frozenset()


def _codes(table: Table, name: str, known: Known) -> frozenset[str]:
    found = tuple(map(str.upper, table.texts(name)))
    if not found:
        raise table.error(name, f"”{table.name(name)}” är en tom lista. Ta bort raden, eller skriv minst en kod.")
    for index, code in enumerate(found):
        check_code(table, (name, index), code, known)
        if code in found[:index]:
            raise table.item_error(name, index, f"{code} står två gånger i ”{table.name(name)}”. Behåll en.")
        if name == "utom" and code in known.never_off:
            text = f"{code} kan inte stängas av: den säger att programmet självt har gjort fel."
            raise table.item_error(name, index, text)
        if name == "utom" and code in known.not_read:
            raise table.item_error(name, index, f"{code} kan inte stängas av: {NOT_READ}")
    return frozenset(found)


def check_code(table: Table, key: Key, code: str, known: Known) -> None:
    """Raises :class:`stexcel.config.source.ConfigError` for a code that no rule has."""
    if code not in known.codes:
        near = nearest(code, known.codes)
        meant = f"Menade du ”{near}”?" if near else "Koderna visas med: stexcel rule"
        text = f"koden ”{code}” finns inte. {meant}"
        raise table.source.error((*table.key, *key), text)
