"""Many workbooks as the status sees them: the report of a run, and what the status keeps of each file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from stexcel import batch
from stexcel.api import Checked, FileCheck, Judged, Reader, Run, Setup, prepare, read_in_run, rule_data
from stexcel.findings import FileReport
from stexcel.rules.context import Context
from stexcel.status.digest import digest
from stexcel.status.model import Resident, RuleData, Survey
from stexcel.status.sharing import Shared


@dataclass(frozen=True, slots=True)
class Surveyed:
    """What a survey needs of one file; ``resident`` is ``None`` where no IUP could be judged."""

    checked: Checked
    resident: Resident | None


@dataclass(frozen=True, slots=True)
class FileSurvey:
    """Everything that happens to one file of a survey, as one picklable value."""

    setup: Setup
    read: Reader = read_in_run

    def run(self, path: Path) -> Surveyed:
        """What is kept of one file; never raises, since a failure of the program is a finding too."""
        return Surveyed(*self._check.run_with(path, _digest))

    def lost(self, path: Path) -> Surveyed:
        """What is left of a file whose process died while it was read."""
        return Surveyed(self._check.lost(path), None)

    def hung(self, path: Path) -> Surveyed:
        """What is left of a file that took so long that its reading was stopped."""
        return Surveyed(self._check.hung(path), None)

    @property
    def _check(self) -> FileCheck:
        return FileCheck(self.setup, keep_content=False, read=self.read)


@dataclass(frozen=True, slots=True)
class Found:
    """What a run has found in all files, before anything is excepted."""

    judged: Judged
    residents: tuple[Resident, ...]


class Memory(batch.Memory[Path, Surveyed], Protocol):
    """Results of earlier runs with the same set-up: of single files, and of all the files of a run.

    What was read of a file before, on whatever day, is known to ``reader``.
    """

    @property
    def reader(self) -> Reader:
        """Reads the files that have not been read before."""

    def recall_all(self, files: Sequence[Path]) -> Found | None:
        """What was found in exactly these files, where none has changed."""

    def keep_all(self, files: Sequence[Path], found: Found) -> None:
        """Remembers what was just found in all files."""


def has_crashed(one: Surveyed) -> bool:
    """Whether the program failed on the file, so that another try may give a better result."""
    return one.checked.report.crashed


def _digest(report: FileReport, context: Context) -> Resident | None:
    return digest(report, context) if report.document.iup is not None else None


def survey(
    paths: Iterable[Path],
    setup: Setup,
    *,
    jobs: int = 1,
    progress: batch.Progress | None = None,
    executor: Executor | None = None,
    cache: Memory | None = None,
) -> Survey:
    """Checks all workbooks among the files and folders as :func:`stexcel.api.validate` does, and keeps their digests.

    The content of a file is dropped as soon as it is judged. ``cache`` has results of earlier runs with the same setup.
    Raises as :func:`stexcel.api.validate` does.
    """
    run = prepare(paths, setup)
    found = cache.recall_all(run.files) if cache is not None else None
    if found is None:
        read = cache.reader if cache is not None and executor is None else read_in_run  # elsewhere is no such cache
        work = FileSurvey(setup.sent_to(executor), read)
        task = replace(setup.task(work.run, work.lost, work.hung), failed=has_crashed)
        results = batch.run(task, run.files, jobs=jobs, executor=executor, progress=progress, memory=cache)
        found = _found(run, results)
        if cache is not None:
            cache.keep_all(run.files, found)
    elif progress is not None:
        progress(len(run.files))
    residents = {one.path: one for one in found.residents}
    report = run.report_of(found.judged)
    units = {file.document.path: file.document.unit for file in report.files if file.document.unit is not None}
    return Survey(
        report,
        residents,
        units,
        setup.thresholds,
        setup.policy.exemptions,
        tuple(_rule_data(residents.values(), setup)),
    )


def _found(run: Run, results: Iterable[Surveyed]) -> Found:
    residents: list[Resident] = []
    return Found(run.judged(_kept(results, residents)), tuple(residents))


def _kept(results: Iterable[Surveyed], residents: list[Resident]) -> Iterator[Checked]:
    """What was checked of each file as it comes; the residents are put aside."""
    shared = Shared()
    for one in results:
        if one.resident is not None:
            residents.append(shared.resident(one.resident))
        yield replace(one.checked, report=shared.report(one.checked.report))


def _rule_data(residents: Iterable[Resident], setup: Setup) -> Iterator[RuleData]:
    """The målbeskrivningar that the residents were compared with."""
    used = Counter((one.regulation, one.specialty) for one in residents)
    for regulation, specialty in sorted((one, other) for one, other in used if one and other):
        goals = rule_data(setup).malbeskrivning(regulation, specialty)
        if goals is not None:
            yield RuleData(regulation, specialty, len(goals.requirements), goals.verification.value)
