"""What the rules found, one row for each finding."""

from __future__ import annotations

from dataclasses import dataclass

from stexcel.findings import Level
from stexcel.status.status.basics import Place


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding. ``who`` is the doctor, the unit, or the file; ``excepted`` the reason of an exception that holds."""

    who: str
    key: str | None
    code: str
    level: Level
    summary: str
    text: str
    action: str
    source: str
    group: str
    """The group of rules: ”delmål”, ”programmet”, ..."""
    delmal: str | None
    place: Place
    excepted: str | None = None
