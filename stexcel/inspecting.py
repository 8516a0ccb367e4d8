"""How one file is read, to be shown to whoever wonders."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from stexcel import batch
from stexcel.api import Setup, read_in_run, rule_data
from stexcel.document import Document
from stexcel.layout.inspection import Inspection, inspect_book
from stexcel.layout.unit.inspection import inspect_unit
from stexcel.read import crashed, never_done
from stexcel.workbook import WorkbookError, read_grid


def inspect(path: Path, setup: Setup) -> Inspection:
    """How one file is read. Raises :class:`WorkbookError` for a file that cannot be read."""
    alone = FileInspection(setup)
    [found] = batch.run(setup.task(alone.run, alone.lost, alone.hung), [path])
    if isinstance(found, WorkbookError):
        raise found
    return found


@dataclass(frozen=True, slots=True)
class FileInspection:
    """How one file is read, as one picklable value."""

    setup: Setup

    def run(self, path: Path) -> Inspection | WorkbookError:
        """The inspection, or why the file cannot be read."""
        setup, regelverk = self.setup, rule_data(self.setup)
        try:
            grid = read_grid(setup.place(path), setup.limits)
        except WorkbookError as error:
            return error
        inspection = inspect_book(path.as_posix(), grid, regelverk, setup.profiles)
        is_unit = read_in_run(path, setup).unit is not None
        return replace(inspection, unit=inspect_unit(grid, regelverk)) if is_unit else inspection

    def lost(self, path: Path) -> Inspection | WorkbookError:
        """Why there is no inspection of a file whose process died."""
        return _why(crashed(path, None, self.setup.limits))

    def hung(self, path: Path) -> Inspection | WorkbookError:
        """Why there is no inspection of a file that took too long."""
        return _why(never_done(path, self.setup.limits))


def _why(document: Document) -> WorkbookError:
    return WorkbookError(document.problem.told if document.problem is not None else document.path)
