"""Findings and reports: frozen data that rules make and renderers draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from stexcel import codes
from stexcel.document import Document, ProblemKind
from stexcel.model import CellRef
from stexcel.regelverk import Source

CRASH_CODE = "STX000"
"""Code of a failure of the program itself; such a finding can never be silenced."""


class Level(StrEnum):
    """Where a demand comes from, the strictest first."""

    KRAV = "krav"
    RAD = "råd"
    LOKAL = "lokal"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the strictest level."""
        return list(Level).index(self)

    @property
    def ascii(self) -> str:
        """The name as it can be typed on any keyboard."""
        return self.value.replace("å", "a")


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark about one file.

    ``summary`` is a short phrase that is equal for findings that may be listed together; ``text`` is the
    whole sentence. ``delmal`` is a code, or for STX107 a group letter, or ``None`` for the whole file.
    ``sheet`` is set whenever a place is known, ``cell`` when it is a single cell. ``verified`` is where the demand
    stands in the official målbeskrivning, when it was read from the document itself.
    """

    code: str
    level: Level
    summary: str
    text: str
    action: str
    source: str
    delmal: str | None = None
    sheet: str | None = None
    cell: CellRef | None = None
    verified: Source | None = None

    @property
    def place(self) -> str:
        """``Blad!C7``, the sheet alone, or the empty string."""
        return str(self.cell) if self.cell else self.sheet or ""

    @property
    def group(self) -> str:
        """The goal group ``a``, ``b`` or ``c``; the empty string when the finding is about the whole file."""
        return codes.group_of(self.delmal) if self.delmal else ""

    @property
    def sort_key(self) -> tuple[object, ...]:
        """The whole file first, then delmål as people read them, then code and cell."""
        cell = self.cell
        place = (cell.sheet, cell.row, cell.column) if cell else (self.sheet or "", 0, 0)
        return (self.group, _delmal_key(self.delmal), self.code, place, self.text)


def _delmal_key(delmal: str | None) -> tuple[str, str, int]:
    """Sort key that also takes a group letter, which stands before the codes of its group."""
    return ("", "", 0) if delmal is None or len(delmal) == 1 else codes.sort_key(delmal)


Counts = Mapping[Level, int]


def count_levels(findings: tuple[Finding, ...]) -> Counts:
    """Number of findings at every level, also those with none."""
    return {level: sum(finding.level is level for finding in findings) for level in Level}


@dataclass(frozen=True, slots=True)
class Exemption:
    """An exception in ``stexcel.toml``: findings of a code, in files that fit a pattern, that somebody answers for.

    ``delmal`` is a code in normal form or the letter of a whole group; ``None`` stands for all findings of the code.
    ``until`` is the last day on which it holds, ``line`` where it stands in the file.
    """

    file: str
    code: str
    reason: str
    line: int
    delmal: str | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Silenced:
    """A finding that an exception in ``stexcel.toml`` takes out of the counts, and why; it is always shown."""

    finding: Finding
    reason: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class TrainingTime:
    """Months converted to full time: ``planned`` in all, ``served`` up to today, and ``required`` at the least.

    ``None`` where it is not known, or where no shortest time is set (other than base specialties).
    """

    planned: float | None = None
    served: float | None = None
    required: int | None = None


@dataclass(frozen=True)
class FileReport:
    """What was found in one file.

    ``limits`` are Swedish sentences about what could not be checked, or only with doubt. ``crashes`` are
    tracebacks meant for the log, never for the user. ``fulfilled`` of ``total`` delmål are fulfilled, where
    the total is the målbeskrivning's when it is known. ``has_open_demands`` tells whether any of the limits is about
    a demand of the regulations, ``unchecked`` are the codes of all rules that could not be checked, or only in part.
    """

    document: Document
    findings: tuple[Finding, ...] = ()
    limits: tuple[str, ...] = ()
    fulfilled: int = 0
    total: int = 0
    crashes: tuple[str, ...] = ()
    time: TrainingTime = TrainingTime()
    silenced: tuple[Silenced, ...] = ()
    has_open_demands: bool = False
    unchecked: frozenset[str] = frozenset()

    @cached_property
    def counts(self) -> Counts:
        """Findings per level."""
        return count_levels(self.findings)

    @property
    def was_read(self) -> bool:
        """Whether there was any content to check."""
        return self.document.problem is None

    @property
    def crashed(self) -> bool:
        """Whether the program itself failed on this file."""
        problem = self.document.problem
        return (problem is not None and problem.kind is ProblemKind.CRASH) or any(
            finding.code == CRASH_CODE for finding in self.findings
        )


@dataclass(frozen=True, slots=True)
class SetLimit:
    """A limit that differs from its default: its Swedish key and meaning, the value in force and the default."""

    key: str
    meaning: str
    value: int
    default: int


@dataclass(frozen=True, slots=True)
class LimitsInForce:
    """What a run was judged by where it is not the defaults: a named profile, and every limit that differs."""

    profile: str | None = None
    changed: tuple[SetLimit, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.profile or self.changed)


NO_LIMITS = LimitsInForce()
"""All limits are the defaults."""


@dataclass(frozen=True)
class Report:
    """A whole run: the files in the order of their paths.

    ``config`` holds the findings about ``stexcel.toml`` itself, if there are any. ``switched_off`` are the codes of
    rules that the configuration leaves out of the run. ``limits`` are Swedish sentences about what could not be checked
    in the run as a whole, and ``left_out`` such sentences about workbooks that were there but not read. ``in_force``
    are the limits of rules that are not the defaults.
    """

    files: tuple[FileReport, ...]
    today: date
    version: str
    config: FileReport | None = None
    switched_off: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    in_force: LimitsInForce = NO_LIMITS
    left_out: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[FileReport, ...]:
        """Everything that has findings to show: the files, then the configuration if there are any about it."""
        return (*self.files, self.config) if self.config is not None and self.config.findings else self.files

    @property
    def unread(self) -> int:
        """How many files there were in which nothing was checked."""
        return sum(not file.was_read for file in self.files)

    @cached_property
    def counts(self) -> Counts:
        """Findings per level in all files."""
        return {level: sum(part.counts[level] for part in self.parts) for level in Level}

    @property
    def crashed(self) -> bool:
        """Whether the program itself failed on any file."""
        return any(file.crashed for file in self.files)

    def has_findings_at(self, level: Level) -> bool:
        """Whether any finding is at the level or a stricter one."""
        return any(count for found, count in self.counts.items() if found.rank <= level.rank)
