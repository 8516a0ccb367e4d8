"""Findings as people read them: the whole programme first, then group by group, like remarks together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from stexcel.findings import FileReport, Finding, Level, Silenced
from stexcel.regelverk import told_together

_SUBJECT = re.compile(r"(?P<name>”[^”]+”) (?P<rest>[^\d]+)")
READING = "läsning"
"""Key of the section with what is only about how the file was read."""
GROUP_NAMES = {
    "": "Hela programmet",
    "a": "a-delmål",
    "b": "b-delmål",
    "c": "c-delmål",
    READING: "Om läsningen",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Delmål that share a place: several without a cell under their sheet, or one with its own."""

    delmal: tuple[str, ...]
    finding: Finding

    @property
    def label(self) -> str:
        """The delmål as a list."""
        return ", ".join(self.delmal)


@dataclass(frozen=True, slots=True)
class Kind:
    """Remarks that say the same of several places; they have code, level, summary and action in common."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The one that speaks for all in what they have in common."""
        return self.findings[0]

    @property
    def by_delmal(self) -> bool:
        """Whether the summary and the delmål say everything; otherwise each has its own text."""
        delmal = self.first.delmal
        return delmal is not None and len(delmal) > 1

    @property
    def subjects(self) -> tuple[str, ...]:
        """The quoted name that each of several sentences begins with, where they are alike in all the rest.

        A rest with a number is told in full, since it is a fact and no mere repetition. Empty where they differ.
        """
        matches = [_SUBJECT.fullmatch(finding.text) for finding in self.findings]
        told = [match for match in matches if match is not None]
        if len(told) < max(2, len(matches)) or len({match["rest"] for match in told}) > 1:
            return ()
        return tuple(match["name"] for match in told)

    @property
    def lead(self) -> str:
        """What all have in common, to be followed by the delmål or the names; empty where each has its own text."""
        return self.first.summary if self.by_delmal or self.subjects else ""

    @property
    def verified(self) -> str:
        """Where all of it stands in the official målbeskrivning; empty unless that is known of every remark."""
        known = [finding.verified for finding in self.findings if finding.verified is not None]
        return told_together(known) if len(known) == len(self.findings) else ""

    @property
    def source(self) -> str:
        """What the remarks rest on, with the pages of all of them."""
        return f"{self.verified}, kontrollerad mot dokumentet" if self.verified else self._unverified_source

    @property
    def _unverified_source(self) -> str:
        """The source of the first that has no page of its own: no page may speak for another delmål."""
        return next((one.source for one in self.findings if one.verified is None), self.first.source)

    @property
    def places(self) -> tuple[Place, ...]:
        """Where the remarks stand, those of one sheet without cells together."""
        return tuple(_places(self.findings))


@dataclass(frozen=True, slots=True)
class Section:
    """The remarks under one heading, the strictest first. ``key`` is one of :data:`GROUP_NAMES`."""

    key: str
    kinds: tuple[Kind, ...]

    @property
    def name(self) -> str:
        """The heading."""
        return GROUP_NAMES[self.key]


def sections(report: FileReport) -> Iterator[Section]:
    """The headings of one file that have something under them."""
    about_reading = [finding for finding in report.findings if finding.level is Level.INFO]
    demands = [finding for finding in report.findings if finding.level is not Level.INFO]
    for group, findings in groupby(demands, key=lambda finding: finding.group):
        yield Section(group, _kinds(findings))
    if about_reading:
        yield Section(READING, _kinds(about_reading))


@dataclass(frozen=True, slots=True)
class Excepted:
    """Remarks alike that are set aside for the same reason; ``why`` is one of them."""

    kind: Kind
    why: Silenced


def excepted(report: FileReport) -> Iterator[Excepted]:
    """What exceptions take out of the counts, like remarks with the same reason together."""
    groups: dict[tuple[object, ...], list[Silenced]] = {}
    for one in report.silenced:
        finding = one.finding
        key = (finding.code, finding.level, finding.summary, finding.action, one.reason, one.until)
        groups.setdefault(key, []).append(one)
    for alike in groups.values():
        yield Excepted(Kind(tuple(one.finding for one in alike)), alike[0])


def _kinds(findings: Iterable[Finding]) -> tuple[Kind, ...]:
    kinds: dict[tuple[str, Level, str, str], list[Finding]] = {}
    for finding in sorted(findings, key=lambda finding: (finding.level.rank, finding.code)):
        kinds.setdefault((finding.code, finding.level, finding.summary, finding.action), []).append(finding)
    return tuple(Kind(tuple(alike)) for alike in kinds.values())


def _places(findings: Sequence[Finding]) -> Iterator[Place]:
    for sheet, group in groupby(findings, key=lambda finding: finding.sheet if finding.cell is None else ""):
        alike = list(group)
        if sheet:
            yield Place(tuple(str(finding.delmal) for finding in alike), alike[0])
        else:
            yield from (Place((str(finding.delmal),), finding) for finding in alike)
