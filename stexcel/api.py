"""The product as functions: what the command line, the add-in and other programs call."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import stexcel
from stexcel import batch, regelverk
from stexcel.document import Document
from stexcel.findings import FileReport, LimitsInForce, Report
from stexcel.frames.build import FAULTS, Frames, build_frames, fault_frame
from stexcel.frames.rows import UNIT, Content, content_of
from stexcel.frames.schemas import check_tables
from stexcel.layout import Profile
from stexcel.layout.inspection import Inspection, inspect_book
from stexcel.layout.unit.inspection import inspect_unit
from stexcel.left_out import not_read, other_units
from stexcel.model import Iup
from stexcel.policy import NO_POLICY, Policy
from stexcel.read import crashed, read
from stexcel.regelverk import Regelverk
from stexcel.rules import Thresholds, check_document, check_run
from stexcel.rules.engine import DEFAULTS
from stexcel.rules.thresholds import changed_limits
from stexcel.rules.unit_limits import units_not_checked
from stexcel.workbook import (
    EVERYTHING,
    Found,
    WorkbookError,
    read_grid,
    search_workbooks,
)


@dataclass(frozen=True, slots=True)
class Setup:
    """What files are read and judged by: the day, the clinic's own rule data and templates, the limits, the policy.

    ``unit`` is a unit's own workbook that belongs to the run wherever it lies.
    """

    today: date
    regelverk_csv: Path | None = None
    profiles: tuple[Profile, ...] = ()
    thresholds: Thresholds = DEFAULTS
    policy: Policy = NO_POLICY
    unit: Path | None = None


def validate(
    paths: Iterable[Path],
    setup: Setup,
    *,
    jobs: int = 1,
    keep_content: bool = True,
    progress: batch.Progress | None = None,
    executor: Executor | None = None,
) -> Report:
    """Checks all workbooks among the files and folders, in the order of their paths.

    With ``keep_content=False`` the report keeps only who each IUP is about, so that memory does not grow
    with the content of the files. A file that cannot be read, or that makes the program fail, is a finding.
    Raises :class:`stexcel.workbook.WorkbookError` for a path that does not exist, a run without workbooks or a
    ``setup.unit`` that is no unit's workbook, and :class:`stexcel.regelverk.RegelverkError` for a faulty
    ``setup.regelverk_csv``.
    """
    paths = list(paths)
    _regelverk(setup.regelverk_csv)
    found = _found(paths, setup.policy)
    files = _with_unit(found.files, setup)
    check = FileCheck(setup, keep_content)
    task = batch.Task(check.run, check.lost)
    reports: list[FileReport] = []
    results = batch.run(task, files, jobs=jobs, executor=executor, progress=progress)
    others: list[str] = []
    faults = check_tables(_contents(_of_this_unit(results, setup.unit, others), reports), today=setup.today)
    policy, today = setup.policy, setup.today
    checked = check_run(
        reports,
        _regelverk(setup.regelverk_csv),
        today=today,
        thresholds=setup.thresholds,
        off=policy.off,
        faults=faults,
    )
    return Report(
        policy.apply(checked, today=today),
        today,
        stexcel.__version__,
        config=policy.report(checked, paths, today=today),
        switched_off=tuple(sorted(policy.off)),
        limits=units_not_checked([report.document for report in checked], policy.off),
        in_force=LimitsInForce(policy.profile, changed_limits(setup.thresholds)),
        left_out=(*not_read(found), *other_units(others, setup.unit)),
    )


def _with_unit(files: Sequence[Path], setup: Setup) -> Sequence[Path]:
    """The files of a run with the unit's workbook among them; raises :class:`WorkbookError` if it is none."""
    if setup.unit is None:
        return files
    if not setup.unit.is_file():
        why = "det är en mapp. Ange filen i den" if setup.unit.is_dir() else "filen finns inte. Kontrollera namnet"
        raise WorkbookError(f"{setup.unit.as_posix()} är angiven som enhetens arbetsbok, men {why}.")
    document = read(setup.unit, _regelverk(setup.regelverk_csv), (), is_unit=True)
    if document.problem is not None:
        raise WorkbookError(f"{document.path}: {document.problem.told}")
    known = {file.resolve() for file in files}
    return files if setup.unit.resolve() in known else sorted([*files, setup.unit])


@dataclass(frozen=True)
class Tables:
    """The content of a run as tables by name; ``crashes`` are tracebacks meant for the log, never for the user.

    ``left_out`` are Swedish sentences about workbooks that were there but not read.
    """

    frames: Frames
    today: date
    crashes: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def export(
    paths: Iterable[Path],
    setup: Setup,
    *,
    jobs: int = 1,
    progress: batch.Progress | None = None,
    executor: Executor | None = None,
) -> Tables:
    """The content of all workbooks among the files and folders as tables, for statistics of one's own.

    A file that cannot be read stands in the table of files with the reason. Raises as :func:`validate` does.
    """
    _regelverk(setup.regelverk_csv)
    found = _found(paths, setup.policy)
    files = _with_unit(found.files, setup)
    read = FileRead(setup)
    task = batch.Task(read.run, read.lost)
    others: list[str] = []
    results = batch.run(task, files, jobs=jobs, executor=executor, progress=progress)
    readings = list(_of_this_unit(results, setup.unit, others))
    contents = [reading.content for reading in readings]
    faults = check_tables(contents, today=setup.today)
    crashes = [reading.crash for reading in readings if reading.crash]
    if faults.failure is not None:
        crashes += traceback.format_exception(faults.failure)
    frames = {**build_frames(contents), FAULTS.name: fault_frame(contents, faults.found)}
    left_out = (*not_read(found), *other_units(others, setup.unit))
    return Tables(frames, setup.today, tuple(crashes), left_out)


def workbooks(paths: Iterable[Path], policy: Policy = NO_POLICY) -> list[Path]:
    """The workbooks among the files and folders that are to be read; raises :class:`WorkbookError` if there is none."""
    return list(_found(paths, policy).files)


def _found(paths: Iterable[Path], policy: Policy) -> Found:
    found = search_workbooks(paths, policy.selection)
    if not found.files:
        text = "Inga arbetsböcker (.xlsx, .xlsm, .xls, .xlsb, .ods) finns där du pekade."
        if policy.selection != EVERYTHING:
            text += " ”filer” och ”utom” i stexcel.toml kan ha valt bort dem."
        raise WorkbookError(" ".join((text, *not_read(found))))
    return found


def read_document(path: Path, *, rule_data: Regelverk | None = None, profiles: Sequence[Profile] = ()) -> Document:
    """One file as a document. An unreadable file is a document with a problem, not an exception."""
    return read(path, rule_data or _regelverk(None), profiles)


def inspect(path: Path, setup: Setup) -> Inspection:
    """How one file is read. Raises :class:`WorkbookError` for a file that cannot be read."""
    grid, rule_data = read_grid(path), _regelverk(setup.regelverk_csv)
    inspection = inspect_book(path.as_posix(), grid, rule_data, setup.profiles)
    is_unit = _read_in_run(path, setup).unit is not None
    return replace(inspection, unit=inspect_unit(grid, rule_data)) if is_unit else inspection


@lru_cache(maxsize=4)
def _regelverk(csv: Path | None) -> Regelverk:
    """The rule data, read once per process."""
    return regelverk.load(csv)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a run needs of one file: its report, and its content as rows of tables."""

    report: FileReport
    content: Content


def _contents(results: Iterable[Checked], reports: list[FileReport]) -> Iterator[Content]:
    """The rows of each file as they come; the reports are put aside, so that no row has to be kept."""
    for checked in results:
        reports.append(checked.report)
        yield checked.content


@dataclass(frozen=True, slots=True)
class Reading:
    """One file as rows of tables; ``crash`` is the traceback, if the program failed."""

    content: Content
    crash: str | None = None


_OfFile = TypeVar("_OfFile", Checked, Reading)


def _of_this_unit(results: Iterable[_OfFile], unit: Path | None, others: list[str]) -> Iterator[_OfFile]:
    """What belongs to the run; where a unit's workbook is named, the paths of other units' are put aside."""
    own = unit.resolve() if unit else None
    for result in results:
        content = result.content
        if own is not None and content.kind == UNIT and Path(content.path).resolve() != own:
            others.append(content.path)
        else:
            yield result


@dataclass(frozen=True, slots=True)
class FileRead:
    """Reading one file of a run without judging it, as one picklable value."""

    setup: Setup

    def run(self, path: Path) -> Reading:
        """The rows of one file; never raises, since a file that made the program fail is told as such."""
        try:
            return Reading(content_of(_read_in_run(path, self.setup)))
        except Exception as error:  # noqa: BLE001 - told in the table of files; the traceback goes to the log
            return Reading(content_of(crashed(path, error)), traceback.format_exc())

    def lost(self, path: Path) -> Reading:
        """What is left of a file whose process died while it was read."""
        return Reading(content_of(crashed(path, None)), f"process died while reading {path.as_posix()}")


@dataclass(frozen=True, slots=True)
class FileCheck:
    """Everything that happens to one file of a run, as one picklable value."""

    setup: Setup
    keep_content: bool

    def run(self, path: Path) -> Checked:
        """The report and rows of one file; never raises, since a failure of the program is a finding too."""
        try:
            report = self._check(_read_in_run(path, self.setup))
            content = content_of(report.document)
        except Exception as error:  # noqa: BLE001 - told as STX000; the traceback goes to the log
            return self._failed(crashed(path, error), traceback.format_exc())
        return Checked(replace(report, document=_sendable(report.document, self.keep_content)), content)

    def lost(self, path: Path) -> Checked:
        """The report of a file whose process died while it was read."""
        return self._failed(crashed(path, None), f"process died while reading {path.as_posix()}")

    def _failed(self, document: Document, trace: str) -> Checked:
        report = self._check(document)
        return Checked(replace(report, crashes=(*report.crashes, trace)), content_of(document))

    def _check(self, document: Document) -> FileReport:
        setup = self.setup
        rule_data = _regelverk(setup.regelverk_csv)
        return check_document(document, rule_data, today=setup.today, thresholds=setup.thresholds, off=setup.policy.off)


def _read_in_run(path: Path, setup: Setup) -> Document:
    is_unit = setup.unit is not None and path.resolve() == setup.unit.resolve()
    return read(path, _regelverk(setup.regelverk_csv), setup.profiles, is_unit=is_unit)


def _sendable(document: Document, keep_content: bool) -> Document:
    """The document as it goes back to the run: whole, or only with who it is about."""
    iup = document.iup
    return document if keep_content or iup is None else replace(document, iup=Iup(iup.person, layouts=iup.layouts))
