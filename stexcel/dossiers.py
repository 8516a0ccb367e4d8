"""Many workbooks as what is to be certified of each; see :mod:`stexcel.intyg`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from stexcel import batch
from stexcel.api import Checked, FileCheck, Setup, prepare
from stexcel.findings import FileReport
from stexcel.intyg.dossier import dossier
from stexcel.intyg.model import Dossier
from stexcel.intyg.result import Unread
from stexcel.left_out import not_read
from stexcel.rules.context import Context


@dataclass(frozen=True)
class Dossiers:
    """The IUPs of a run and what each has to be certified; ``crashes`` are tracebacks for the log."""

    found: tuple[Dossier, ...]
    unread: tuple[Unread, ...] = ()
    left_out: tuple[str, ...] = ()
    crashes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Read:
    report: FileReport
    dossier: Dossier | None


@dataclass(frozen=True, slots=True)
class _FileDossier:
    """Everything that happens to one file of the run, as one picklable value."""

    setup: Setup

    def run(self, path: Path) -> _Read:
        """What one file has to be certified; never raises, since a file that makes the program fail is told."""
        checked, made = self._check.run_with(path, _of)
        return _Read(checked.report, made)

    def lost(self, path: Path) -> _Read:
        """What is left of a file whose process died while it was read."""
        return _without(self._check.lost(path))

    def hung(self, path: Path) -> _Read:
        """What is left of a file that took so long that its reading was stopped."""
        return _without(self._check.hung(path))

    @property
    def _check(self) -> FileCheck:
        return FileCheck(self.setup, keep_content=False)


def _of(report: FileReport, context: Context) -> Dossier | None:
    return dossier(report, context) if report.document.iup is not None else None


def _without(checked: Checked) -> _Read:
    return _Read(checked.report, None)


def read_dossiers(paths: Iterable[Path], setup: Setup, *, jobs: int = 1) -> Dossiers:
    """What the IUPs among the files and folders have to be certified, in the order of their paths.

    Raises as :func:`stexcel.api.validate` does.
    """
    run = prepare(paths, setup)
    work = _FileDossier(setup)
    read = list(batch.run(batch.Task(work.run, work.lost, work.hung), run.files, jobs=jobs))
    problems = ((one.report.document.path, one.report.document.problem) for one in read)
    return Dossiers(
        tuple(one.dossier for one in read if one.dossier is not None),
        tuple(Unread(path, problem.told) for path, problem in problems if problem is not None),
        not_read(run.found),
        tuple(crash for one in read for crash in one.report.crashes),
    )
