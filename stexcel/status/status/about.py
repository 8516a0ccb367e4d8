"""What the status rests on: files, rule data, limits and exceptions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from stexcel.findings import SetLimit
from stexcel.status.status.basics import Light, Place


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of the run; ``state`` is ”läst”, or why nothing in it was checked, and ``limits`` what was not checked."""

    place: Place
    sha256: str | None
    kind: str
    who: str
    state: str
    limits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleDataRow:
    """A målbeskrivning that the run was compared with, and how sure its rows are (”officiell”, ”okontrollerad”)."""

    regulation: str
    specialty: str
    delmal: int
    verification: str
    doctors: int


@dataclass(frozen=True, slots=True)
class ExceptionRow:
    """An exception in ``stexcel.toml`` that holds or has run out; ``silenced`` is how many findings it took."""

    file: str
    code: str
    delmal: str | None
    reason: str
    until: date | None
    silenced: int

    def is_expired(self, today: date) -> bool:
        """Whether it no longer holds."""
        return self.until is not None and self.until < today


@dataclass(frozen=True, slots=True)
class About:
    """What the status rests on. ``limits`` has every limit with its value; ``profile`` a named set of them.

    ``light_rules`` are the sentences that say when the light is red, yellow, green and grey.
    """

    version: str
    files: tuple[FileRow, ...] = ()
    rule_data: tuple[RuleDataRow, ...] = ()
    limits: tuple[SetLimit, ...] = ()
    profile: str | None = None
    exceptions: tuple[ExceptionRow, ...] = ()
    switched_off: tuple[str, ...] = ()
    not_checked: tuple[str, ...] = ()
    """What could not be checked in the run as a whole, and workbooks that were not read."""
    light_rules: tuple[tuple[Light, str], ...] = ()
