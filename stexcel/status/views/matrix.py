"""Doctors by delmål, and delmål by activity and method over the whole unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from stexcel import codes
from stexcel.model import ActivityType
from stexcel.rules.words import ACTIVITY_WORDS, listing
from stexcel.status.model import DelmalStatus, Link, Resident
from stexcel.status.status import Coverage, CoverageRow, Gap, Matrix, MatrixCell, MatrixGroup, MatrixRow
from stexcel.status.views.subjects import Subjects, place_of

UNKNOWN_REGULATION = "okänd föreskrift"
NO_ACTIVITY = "ingen aktivitet"
UNTYPED = "aktivitet av okänd typ"


def matrix(subjects: Subjects) -> Matrix:
    """A group for each regulation, the younger first, with the doctors by name."""
    groups = _by_regulation(subjects.residents)
    left_out = tuple(
        f"{subjects.doctor(one).name}: inga delmål är kända ({listing(one.unknown) or 'inga hittades'})."
        for one in subjects.residents
        if not one.delmal
    )
    return Matrix(tuple(_group(subjects, regulation, some) for regulation, some in groups), left_out)


def coverage(subjects: Subjects) -> tuple[Coverage, ...]:
    """The unit's delmål by type of activity and method, for each regulation."""
    return tuple(_coverage(regulation, some) for regulation, some in _by_regulation(subjects.residents))


def _by_regulation(residents: Sequence[Resident]) -> list[tuple[str, list[Resident]]]:
    groups: dict[str, list[Resident]] = defaultdict(list)
    for one in residents:
        if one.delmal:
            groups[one.regulation or UNKNOWN_REGULATION].append(one)
    order = (*reversed(codes.REGULATIONS), UNKNOWN_REGULATION)
    return sorted(groups.items(), key=lambda group: order.index(group[0]))


def _codes(residents: Sequence[Resident]) -> tuple[str, ...]:
    return tuple(sorted({delmal.code for one in residents for delmal in one.delmal}, key=codes.sort_key))


def _group(subjects: Subjects, regulation: str, residents: Sequence[Resident]) -> MatrixGroup:
    shown = _codes(residents)
    details = {delmal: _detail(delmal) for delmal in {delmal for one in residents for delmal in one.delmal}}
    return MatrixGroup(regulation, shown, tuple(_row(subjects, one, shown, details) for one in residents))


def _row(
    subjects: Subjects, resident: Resident, shown: Sequence[str], details: Mapping[DelmalStatus, str]
) -> MatrixRow:
    own = {delmal.code: delmal for delmal in resident.delmal}
    cells = (_cell(resident, own[code], details) if code in own else None for code in shown)
    return MatrixRow(subjects.doctor(resident), tuple(cells))


def _cell(resident: Resident, delmal: DelmalStatus, details: Mapping[DelmalStatus, str]) -> MatrixCell:
    """The cell; the many that say the same share one text."""
    return MatrixCell(delmal.link, place_of(resident.path, delmal.cell), details[delmal])


def _detail(delmal: DelmalStatus) -> str:
    if delmal.link is Link.MISSING:
        return f"{delmal.code} finns inte i IUP."
    activities = listing(_activities(delmal)) or "saknas"
    told = [f"aktivitet: {activities}", f"bedömning: {listing(delmal.methods) or 'saknas'}"]
    told += [f"gjord bedömning: {listing(delmal.assessed)}"] if delmal.assessed else []
    told += [f"klart {delmal.done_on}" if delmal.done_on else "klart utan datum"] if delmal.link is Link.DONE else []
    return f"{delmal.code}: {'; '.join(told)}."


def _activities(delmal: DelmalStatus) -> list[str]:
    words = [ACTIVITY_WORDS[kind] for kind in ActivityType if kind in delmal.types]
    return words or ([UNTYPED] if delmal.active else [])


def _coverage(regulation: str, residents: Sequence[Resident]) -> Coverage:
    by_code: dict[str, list[DelmalStatus]] = defaultdict(list)
    for one in residents:
        for delmal in one.delmal:
            by_code[delmal.code].append(delmal)
    used = {method for one in residents for delmal in one.delmal for method in (*delmal.methods, *delmal.assessed)}
    methods = tuple(sorted(used))
    rows = (row for code in _codes(residents) for row in _coverage_rows(code, by_code[code], methods))
    return Coverage(regulation, methods, tuple(rows))


def _coverage_rows(code: str, found: Sequence[DelmalStatus], methods: Sequence[str]) -> Iterator[CoverageRow]:
    """A row for each type of activity that anybody has, and one for those who have none."""
    gap, names = _gap(found), [*ACTIVITY_WORDS.values(), UNTYPED, NO_ACTIVITY]
    rows: dict[str, list[DelmalStatus]] = defaultdict(list)
    for one in found:
        for name in _activities(one) or [NO_ACTIVITY]:
            rows[name].append(one)
    for name in sorted(rows, key=names.index):
        yield CoverageRow(
            code,
            name,
            len(rows[name]),
            len(found),
            _numbers(methods, [one.methods for one in rows[name]]),
            _numbers(methods, [one.assessed for one in rows[name]]),
            gap,
        )


def _numbers(methods: Sequence[str], found: Sequence[Collection[str]]) -> tuple[int, ...]:
    return tuple(sum(method in some for some in found) for method in methods)


def _gap(found: Sequence[DelmalStatus]) -> Gap:
    active, planned = any(one.active for one in found), any(one.methods for one in found)
    made = any(one.assessed for one in found)
    if active:
        return Gap.NONE if made else Gap.NEVER_MADE if planned else Gap.NEVER_PLANNED
    return Gap.NO_ACTIVITY if planned or made else Gap.NOTHING
