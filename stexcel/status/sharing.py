"""Equal parts of many digests and findings as one object, so that a region's thousands of files fit in memory.

What comes from another process or from a cache has texts, days and cells of its own for every file, although rules say
the same few things of all files, and files of one layout have the same things in the same cells.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import replace
from typing import TypeVar, cast

from stexcel.findings import FileReport, Finding
from stexcel.status.model import Assessed, Attended, DelmalStatus, Met, Placed, Resident

H = TypeVar("H", bound=Hashable)


class Shared:
    """The parts that are known so far, by their type: ``1`` and ``1.0`` are equal, but not the same thing to show."""

    def __init__(self) -> None:
        self._known: defaultdict[type, dict[Hashable, Hashable]] = defaultdict(dict)

    def _one(self, value: H) -> H:
        """The first value that was equal and of the same type."""
        return cast(H, self._known[type(value)].setdefault(value, value))

    def report(self, file: FileReport) -> FileReport:
        """The report with the texts of its findings shared."""
        limits = tuple(self._one(limit) for limit in file.limits)
        return replace(
            file,
            findings=tuple(self._finding(one) for one in file.findings),
            limits=limits,
            unchecked=self._one(file.unchecked),
        )

    def _finding(self, one: Finding) -> Finding:
        return replace(
            one,
            code=self._one(one.code),
            summary=self._one(one.summary),
            text=self._one(one.text),
            action=self._one(one.action),
            source=self._one(one.source),
            delmal=self._one(one.delmal),
            sheet=self._one(one.sheet),
            cell=self._one(one.cell),
            verified=self._one(one.verified),
        )

    def resident(self, one: Resident) -> Resident:
        """The digest with its facts shared."""
        return replace(
            one,
            delmal=tuple(self._one(self._delmal(status)) for status in one.delmal),
            placements=tuple(self._placed(placed) for placed in one.placements),
            courses=tuple(self._attended(course) for course in one.courses),
            meetings=tuple(self._met(met) for met in one.meetings),
            assessments=tuple(self._assessed(assessed) for assessed in one.assessments),
            terms=tuple(self._one(term) for term in one.terms),
            due=tuple(self._one(due) for due in one.due),
        )

    def _delmal(self, one: DelmalStatus) -> DelmalStatus:
        return replace(
            one,
            code=self._one(one.code),
            done_on=self._one(one.done_on),
            types=self._one(one.types),
            methods=self._one(one.methods),
            assessed=self._one(one.assessed),
            cell=self._one(one.cell),
        )

    def _placed(self, one: Placed) -> Placed:
        start, end = self._one(one.start), self._one(one.end)
        return replace(one, name=self._one(one.name), cell=self._one(one.cell), start=start, end=end)

    def _attended(self, one: Attended) -> Attended:
        name, delmal = self._one(one.name), self._one(one.delmal)
        return replace(one, name=name, cell=self._one(one.cell), when=self._one(one.when), delmal=delmal)

    def _met(self, one: Met) -> Met:
        return replace(one, day=self._one(one.day), cell=self._one(one.cell), supervisor=self._one(one.supervisor))

    def _assessed(self, one: Assessed) -> Assessed:
        return replace(
            one,
            method=self._one(one.method),
            day=self._one(one.day),
            cell=self._one(one.cell),
            delmal=self._one(one.delmal),
            assessor=self._one(one.assessor),
        )
