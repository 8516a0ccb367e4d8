"""What a survey remembers: the result of each file, and what was found in all of them where none has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from stexcel.api import Checked, Judged, Reader, Setup, read_in_run
from stexcel.cache import Cache, CacheError, FileMemory, Form, key_of, sha256_of
from stexcel.document import Document
from stexcel.findings import FileReport
from stexcel.frames.stored import StoredContent, restored
from stexcel.status.model import Resident
from stexcel.status.sharing import Shared
from stexcel.survey import Found, Surveyed

T = TypeVar("T")

_PORTION = 250
"""Files whose findings are written together, so that a whole region's never lie in memory twice."""


@dataclass(frozen=True, slots=True)
class _StoredFile:
    """A :class:`stexcel.survey.Surveyed` as it is read again."""

    report: FileReport
    content: StoredContent
    resident: Resident | None


def _packed(one: Surveyed) -> object:
    return {"report": one.checked.report, "content": one.checked.content, "resident": one.resident}


def _unpacked(found: _StoredFile) -> Surveyed:
    return Surveyed(Checked(found.report, restored(found.content)), found.resident)


def _sha256(one: Surveyed) -> str | None:
    return None if one.checked.report.crashed else one.checked.report.document.sha256


@dataclass(frozen=True, slots=True)
class _Whole:
    """What is kept of a run beside the portions of its reports and residents."""

    others: tuple[str, ...]
    reports: int
    residents: int


@dataclass(frozen=True, slots=True)
class Readings:
    """Reads a file, unless the same bytes have been read before: unlike the judgement, that is the same on every day.

    It is used in many processes, which share the folder of the cache. ``basis`` is a key of all that reading depends
    on beside the file.
    """

    folder: Path
    basis: str

    def __call__(self, path: Path, setup: Setup) -> Document:
        """As :func:`stexcel.api.read_in_run`."""
        sha256 = sha256_of(path)
        try:
            cache = Cache(self.folder)
        except CacheError:
            return read_in_run(path, setup)
        key = key_of("reading", self.basis, path, sha256)
        known = cache.get(key, Document)
        if known is not None:
            return known
        document = read_in_run(path, setup)
        if sha256 is not None and document.sha256 == sha256:
            cache.put(key, document)
        return document


class SurveyMemory(FileMemory[Surveyed, _StoredFile]):
    """Results of earlier surveys with the same set-up as :class:`stexcel.survey.Memory`."""

    def __init__(self, cache: Cache, setup: Setup) -> None:
        super().__init__(cache, _parts(setup), Form(_StoredFile, _packed, _unpacked, _sha256))
        self._readings = Readings(cache.folder, key_of(*_parts_of_reading(setup)))

    @property
    def reader(self) -> Reader:
        """Reads the files that have not been read before, on whatever day."""
        return self._readings

    def recall_all(self, files: Sequence[Path]) -> Found | None:
        """What was found in exactly these files, where none has changed."""
        key = self.key_of_all(files)
        whole = self._cache.get(key, _Whole) if key is not None else None
        if key is None or whole is None:
            return None
        shared = Shared()
        reports = tuple(map(shared.report, self._portions(key, "reports", FileReport, whole.reports)))
        residents = tuple(map(shared.resident, self._portions(key, "residents", Resident, whole.residents)))
        if len(reports) != whole.reports or len(residents) != whole.residents:
            return None
        return Found(Judged(reports, whole.others), residents)

    def keep_all(self, files: Sequence[Path], found: Found) -> None:
        """Remembers what was found, unless something failed or a file was changed meanwhile."""
        key = self.key_of_all(files)
        if key is None or not self._is_whole(files, found):
            return
        self._keep_portions(key, "reports", found.judged.reports)
        self._keep_portions(key, "residents", found.residents)
        self._cache.put(key, _Whole(found.judged.others, len(found.judged.reports), len(found.residents)))

    def _is_whole(self, files: Sequence[Path], found: Found) -> bool:
        """Whether every file was read as it was when it was hashed."""
        read = {report.document.path: report for report in found.judged.reports}
        for file in files:
            report = read.get(file.as_posix())
            if report is not None and (report.crashed or not self.is_of(file, report.document.sha256)):
                return False
            if report is None and file.as_posix() not in found.judged.others:
                return False
        return True

    def _keep_portions(self, key: str, name: str, values: Sequence[object]) -> None:
        for start in range(0, len(values), _PORTION):
            self._cache.put(key_of(key, name, start), values[start : start + _PORTION])

    def _portions(self, key: str, name: str, kind: type[T], count: int) -> Iterator[T]:
        """All values of a name; fewer than the count if any portion is gone."""
        for start in range(0, count, _PORTION):
            yield from self._cache.get(key_of(key, name, start), tuple[kind, ...]) or ()  # type: ignore[valid-type]


def _parts(setup: Setup) -> tuple[object, ...]:
    """Everything beside the files that the result of a file depends on."""
    return setup.today, setup.thresholds, sorted(setup.policy.off), *_parts_of_reading(setup)


def _parts_of_reading(setup: Setup) -> tuple[object, ...]:
    """Those that decide how a file is read."""
    rows = hashlib.sha256(setup.regelverk_csv.read_bytes()).hexdigest() if setup.regelverk_csv is not None else None
    unit = setup.unit.resolve() if setup.unit is not None else None
    return rows, setup.profiles, unit, setup.limits
