"""How much one file may take of the computer, as ``[lasning]`` in the configuration says it."""

from __future__ import annotations

from stexcel.config.table import Table
from stexcel.workbook.limits import LimitInfo, Limits, all_limits


def read_limits(table: Table) -> Limits:
    """The limits of the table, the usual ones where it is silent; raises :class:`stexcel.config.source.ConfigError`."""
    known = {one.key: one for one in all_limits()}
    table.only(tuple(known))
    return Limits(**{known[key].name: _limit(table, known[key]) for key in table.data})


def _limit(table: Table, limit: LimitInfo) -> int:
    value = table.number(limit.key)
    if not limit.least <= value <= limit.most:
        text = f"”{table.name(limit.key)}” är {value}, men ska vara mellan {limit.least} och {limit.most}."
        raise table.error(limit.key, text)
    return value
