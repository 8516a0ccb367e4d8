"""Which file of the old version belongs to which of the new: by doctor, else by the name of the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import NamedTuple

from stexcel.diff.entries import folded, paired
from stexcel.findings import FileReport
from stexcel.model import Person
from stexcel.names import Likeness, person_key
from stexcel.names import compare as compare_names


@dataclass(frozen=True)
class Paired:
    """The pairs, and the files that have no counterpart."""

    pairs: tuple[tuple[FileReport, FileReport], ...]
    only_old: tuple[FileReport, ...]
    only_new: tuple[FileReport, ...]


@dataclass(frozen=True)
class _Candidate:
    """A file with what it may be recognised by; a key that several files of its side share is ``None``."""

    report: FileReport
    keys: tuple[Hashable, ...]


def pair_files(old: Sequence[FileReport], new: Sequence[FileReport], roots: tuple[str, str]) -> Paired:
    """Pairs the files of two versions; ``roots`` are the folders (or files) that were given.

    The same doctor with the same specialty first, then the same doctor; among several files of one doctor the name of
    the file decides. Files without a doctor's name, or with a name that is merely alike, belong together when their
    names inside the folders do. A single file on each side is always a pair, since the user says so.
    """
    if len(old) == len(new) == 1:
        return Paired(((old[0], new[0]),), (), ())
    left, right = _candidates(old, roots[0]), _candidates(new, roots[1])
    pairs, left, right = paired(left, right, lambda candidate: candidate.keys)
    named, left, right = _by_file_name(left, right, roots)
    both = [(one.report, other.report) for one, other in (*pairs, *named)]
    return Paired(tuple(both), tuple(one.report for one in left), tuple(one.report for one in right))


def pair_units(
    old: Sequence[FileReport], new: Sequence[FileReport], roots: tuple[str, str]
) -> tuple[tuple[FileReport, FileReport], ...]:
    """The workbooks of the same unit: by their names inside the folders, by the unit's name, or the only ones."""
    left, right = (
        [_UnitFile(report, _unit_keys(report, root)) for report in side if report.document.unit]
        for side, root in zip((old, new), roots, strict=True)
    )
    pairs, left, right = paired(left, right, lambda file: file.keys)
    if len(left) == len(right) == 1:
        pairs.append((left[0], right[0]))
    return tuple((one.report, other.report) for one, other in pairs)


class _UnitFile(NamedTuple):
    """A unit's workbook with what it may be recognised by."""

    report: FileReport
    keys: tuple[Hashable, ...]


def _unit_keys(report: FileReport, root: str) -> tuple[Hashable, ...]:
    name = report.document.unit.name if report.document.unit else None
    return (folded(local_name(report.document.path, root)), folded(name.value) if name else None)


def local_name(path: str, root: str) -> str:
    """The path inside the folder that was given, or the file's own name."""
    try:
        inside = PurePosixPath(path).relative_to(root).as_posix()
    except ValueError:
        inside = "."
    return PurePosixPath(path).name if inside == "." else inside


def _candidates(reports: Sequence[FileReport], root: str) -> list[_Candidate]:
    keys = [_keys(report, root) for report in reports]
    counts = Counter(key for own in keys for key in enumerate(own))
    return [
        _Candidate(report, tuple(key if counts[level, key] == 1 else None for level, key in enumerate(own)))
        for report, own in zip(reports, keys, strict=True)
    ]


def _keys(report: FileReport, root: str) -> tuple[Hashable, ...]:
    person = _person(report)
    doctor = person_key(person.name.value) if person.name else ()
    if not doctor:
        return (None, None, None)
    specialty = folded(person.specialty.value) if person.specialty else None
    return ((doctor, local_name(report.document.path, root)), (doctor, specialty), doctor)


def _person(report: FileReport) -> Person:
    return report.document.iup.person if report.document.iup else Person()


Matched = tuple[list[tuple[_Candidate, _Candidate]], list[_Candidate], list[_Candidate]]


def _by_file_name(left: list[_Candidate], right: list[_Candidate], roots: tuple[str, str]) -> Matched:
    """Pairs what has no doctor in common, unless the files clearly are about different people."""
    pairs, only_old = list[tuple[_Candidate, _Candidate]](), list[_Candidate]()
    names = {folded(local_name(other.report.document.path, roots[1])): other for other in right}
    for one in left:
        name = folded(local_name(one.report.document.path, roots[0]))
        other = names.get(name)
        if other is not None and _may_be_one(_person(one.report), _person(other.report)):
            pairs.append((one, names.pop(name)))
        else:
            only_old.append(one)
    return pairs, only_old, [other for other in right if all(other is not pair[1] for pair in pairs)]


def _may_be_one(one: Person, other: Person) -> bool:
    """Whether two names may be one person's: unknown, alike, or with a name in common, as after a marriage."""
    if one.name is None or other.name is None:
        return True
    if compare_names(one.name.value, other.name.value) is not Likeness.OTHER:
        return True
    return bool(set(person_key(one.name.value)) & set(person_key(other.name.value)))
