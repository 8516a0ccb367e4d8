"""The invented clinic as frozen data, read from a file of the package."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from stexcel.demo.forms import Line

_FILE = Path(__file__).parent / "data" / "klinik.toml"


@dataclass(frozen=True, slots=True)
class Leave:
    """Days without training, both included."""

    kind: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Resident:
    """One resident. ``told`` says what is typical of the programme.

    ``pace`` is how much of what should be done by now is done, in percent, and ``planned`` the share of the delmål that
    have activities. Talks, revisions and the like stand until the day that ``until`` names for them, else until today.
    ``more`` are rows of their own by sheet, and the sheets in ``empty`` have nothing.
    """

    name: str
    told: str
    regulation: str
    start: date
    end: date
    supervisor: str
    percent: int = 100
    pace: int = 100
    planned: int = 100
    leave: tuple[Leave, ...] = ()
    until: dict[str, date] = field(default_factory=dict)
    empty: tuple[str, ...] = ()
    more: tuple[tuple[str, Line], ...] = ()


@dataclass(frozen=True, slots=True)
class Clinic:
    """The clinic. ``unit`` are the labels of its own workbook, and ``registers`` the rows of its sheets.

    ``newcomers`` begin soon and have no IUP yet.
    """

    today: date
    specialty: str
    placements: tuple[Line, ...]
    unit: Line
    registers: dict[str, tuple[Line, ...]]
    documents: dict[str, Line]
    residents: tuple[Resident, ...]
    newcomers: tuple[Line, ...]


def load_clinic() -> Clinic:
    """The clinic of the package."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return Clinic(
        today=data["idag"],
        specialty=data["specialitet"],
        placements=tuple(data["placering"]),
        unit=data["enhet"],
        registers={sheet: tuple(rows) for sheet, rows in data["register"].items()},
        documents=data["dokument"],
        residents=tuple(map(_resident, data["st"])),
        newcomers=tuple(data["ny"]),
    )


def _resident(row: dict[str, Any]) -> Resident:
    return Resident(
        name=row["namn"],
        told=row["visar"],
        regulation=row["foreskrift"],
        start=row["start"],
        end=row["slut"],
        supervisor=row["handledare"],
        percent=row.get("procent", 100),
        pace=row.get("takt", 100),
        planned=row.get("planerat", 100),
        leave=tuple(Leave(one["slag"], one["fran"], one["till"]) for one in row.get("ledig", ())),
        until=row.get("till", {}),
        empty=tuple(row.get("tomt", ())),
        more=tuple((one["blad"], one["rad"]) for one in row.get("mer", ())),
    )
