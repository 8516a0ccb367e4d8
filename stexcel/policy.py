"""What the settings of a folder decide about a run: which files and rules, and what is excepted - all of it told."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from stexcel.document import Document
from stexcel.findings import Exemption, FileReport
from stexcel.patterns import matches, relative_name
from stexcel.rules.exceptions import UNNEEDED, CheckedFile, silence, unneeded
from stexcel.rules.registry import NOT_READ
from stexcel.workbook import EVERYTHING, Selection, find_workbooks, search_workbooks


@dataclass(frozen=True)
class Policy:
    """Decisions that narrow a run, and ``config``, the file that they come from.

    ``unused`` are other such files in folders that are checked, which the run does not go by. ``off`` are codes of
    rules that are not run. ``profile`` is the name of the profile of limits that the file chooses.
    """

    config: Path | None = None
    unused: tuple[Path, ...] = ()
    selection: Selection = EVERYTHING
    off: frozenset[str] = frozenset()
    exemptions: tuple[Exemption, ...] = ()
    profile: str | None = None

    def apply(self, reports: Sequence[FileReport], *, today: date) -> tuple[FileReport, ...]:
        """The reports of a run with what is excepted set aside; that a file was not read never is."""
        exemptions = [one for one in self.exemptions if one.code not in NOT_READ]
        return silence(self._checked(reports), exemptions, today=today)

    def report(self, reports: Sequence[FileReport], paths: Sequence[Path], *, today: date) -> FileReport | None:
        """What is to be said of the settings themselves after a run over ``paths``; ``None`` when it is nothing.

        ``reports`` are the reports before :meth:`apply`.
        """
        place = self.config or next(iter(self.unused), None)
        if place is None:
            return None
        findings = unneeded(
            self._checked(reports), self.exemptions, today=today, whole_folder=self._covers_folder(paths)
        )
        limits = (*self._other_settings(reports), *self._left_out(reports, paths), *self._idle_patterns(paths))
        if UNNEEDED.code in self.off:
            findings = ()
        if not findings and not limits:
            return None
        return FileReport(Document(place.as_posix(), None), findings, limits)

    def _checked(self, reports: Sequence[FileReport]) -> list[CheckedFile]:
        folder = self.config.parent if self.config else None
        return [
            CheckedFile(relative_name(Path(report.document.path), folder) if folder else None, report)
            for report in reports
        ]

    def _covers_folder(self, paths: Sequence[Path]) -> bool:
        """Whether everything in the folder of the settings was checked."""
        if self.config is None:
            return False
        folder = Path(os.path.realpath(self.config.parent))
        return any(folder.is_relative_to(os.path.realpath(path)) for path in paths)

    def _other_settings(self, reports: Sequence[FileReport]) -> list[str]:
        """A sentence for every file that would have settled other things for some of the checked workbooks."""
        checked = [Path(report.document.path) for report in reports]
        used = f"inställningarna i {self.config.as_posix()}" if self.config else "de förvalda inställningarna"
        return [
            f"Filerna i {path.parent.as_posix()} är kontrollerade med {used}, inte med mappens egen {path.name}. "
            "Kontrollera mappen för sig om dess egna inställningar ska gälla."
            for path in self.unused
            if any(relative_name(file, path.parent) is not None for file in checked)
        ]

    def _left_out(self, reports: Sequence[FileReport], paths: Sequence[Path]) -> list[str]:
        """A sentence about the workbooks that the patterns leave out; one that is named outright is not among them."""
        if self.selection == EVERYTHING:
            return []
        checked = {os.path.realpath(report.document.path) for report in reports}
        unwanted = (path for path in find_workbooks(paths) if not self.selection.takes(path))
        count = sum(os.path.realpath(path) not in checked for path in unwanted)
        if not count:
            return []
        subject = "En arbetsbok är inte kontrollerad" if count == 1 else f"{count} arbetsböcker är inte kontrollerade"
        return [f"{subject}, eftersom ”filer” och ”utom” i filen väljer bort {'den' if count == 1 else 'dem'}."]

    def _idle_patterns(self, paths: Sequence[Path]) -> list[str]:
        """A sentence for every pattern that no workbook fits; told when everything in the folder was looked through."""
        folder = self.selection.folder
        if folder is None or not self._covers_folder(paths):
            return []
        found = search_workbooks(paths)
        names = [
            name
            for path in (*found.files, *found.copies, *found.others)
            if (name := relative_name(path, folder)) is not None
        ]
        return [
            f"Mönstret ”{pattern}” i ”{key}” passar ingen arbetsbok i mappen. Rätta eller ta bort det."
            for key, patterns in (("filer", self.selection.files), ("utom", self.selection.left_out))
            for pattern in patterns
            if not any(matches(name, [pattern]) for name in names)
        ]


NO_POLICY = Policy()
"""Everything is read, and everything is checked."""
