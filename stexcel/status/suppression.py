"""What describes too few doctors is taken out of an anonymous status, and everything that leads to a file.

A doctor's row keeps what the status counts: shares, findings, meetings. Facts that point somebody out (specialty,
regulation, days of start and end, degree) stay only where at least three doctors share them, and so do numbers about
groups. What is taken out is told, so that nobody takes it for nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from stexcel.status.status import (
    About,
    Assessments,
    CourseRow,
    Coverage,
    Matrix,
    OverviewRow,
    Place,
    Progress,
    ProgressLine,
    Sheet,
    Status,
    TermStanding,
)

FEWEST = 3
"""A group has to have so many doctors to be shown."""
TOO_FEW = f"färre än {FEWEST}"
UNIT_NAME = "Anonymt underlag"
OTHER_METHODS = "övriga metoder"

_POINTING_OUT = ("specialty", "regulation", "start", "planned_end", "end_at_fte", "percent")
_NOWHERE = Place("")
_NOTHING = "Visas inte i ett anonymt underlag."
_WITHHELD = {
    Sheet.COVERAGE: f"Tal som gäller {TOO_FEW} ST-läkare visas inte. En tom ruta är {TOO_FEW}, också ingen.",
    Sheet.TIMELINE: f"{_NOTHING} Placeringar och ledighet pekar ut den enskilde.",
    Sheet.ASSESSMENTS: (
        "Vem som bedömer visas inte i ett anonymt underlag. Metoder som "
        f"{TOO_FEW} ST-läkare har haft står som {OTHER_METHODS}."
    ),
    Sheet.COURSES: "Kursernas namn och datum visas inte i ett anonymt underlag.",
    Sheet.SUPERVISORS: f"{_NOTHING} De flesta handledare har {TOO_FEW} ST-läkare.",
}
_REMARK = (
    "Anonymt underlag: namn, filer och enheter är ersatta eller borttagna. Specialitet, föreskrift, tider och grad "
    f"visas bara där minst {FEWEST} ST-läkare har samma; en tom ruta där betyder att uppgiften inte visas."
)
T = TypeVar("T")
Numbers = tuple[int | None, ...]


def suppressed(status: Status) -> Status:
    """The status without what describes fewer than :data:`FEWEST` doctors, and without places and names of units."""
    if len(status.supervision or status.overview) < FEWEST:
        return _too_few(status)
    shown = replace(
        status,
        unit_name=UNIT_NAME,
        overview=tuple(_overview(status.overview)),
        progress=_progress(status.progress),
        matrix=_matrix(status.matrix),
        coverage=tuple(_coverage(one) for one in status.coverage if _is_enough(one)),
        timeline=None,
        assessments=_assessments(status.assessments) if status.assessments else None,
        courses=tuple(_course(one) for one in status.courses),
        supervisors=(),
        about=_about(status.about),
        remarks=(_REMARK, *status.remarks),
        withheld={**_WITHHELD, **status.withheld},
    )
    return without_places(shown)


def without_places(value: T) -> T:
    """The same frozen data with every :class:`Place` in it empty."""
    found: Any = value
    if isinstance(found, Place):
        found = _NOWHERE
    elif is_dataclass(found) and not isinstance(found, type):
        old = {one.name: getattr(found, one.name) for one in fields(found)}
        new = {name: without_places(part) for name, part in old.items()}
        changed = {name: part for name, part in new.items() if part is not old[name]}
        found = replace(found, **changed) if changed else found
    elif type(found) is tuple:
        parts = tuple(without_places(part) for part in found)
        found = found if all(new is old for new, old in zip(parts, found, strict=True)) else parts
    return found  # type: ignore[no-any-return]


def _too_few(status: Status) -> Status:
    told = f"Underlaget gäller {TOO_FEW} ST-läkare, och visas därför inte alls i anonym form."
    return Status(
        status.day,
        UNIT_NAME,
        about=About(status.about.version, light_rules=status.about.light_rules),
        remarks=(told,),
        withheld=dict.fromkeys(Sheet, told),
    )


def _overview(rows: Sequence[OverviewRow]) -> Iterator[OverviewRow]:
    """The rows with facts that point somebody out only where enough share them."""
    counts = {name: Counter(getattr(row, name) for row in rows) for name in _POINTING_OUT}
    for row in rows:
        hidden = {name: None for name in _POINTING_OUT if counts[name][getattr(row, name)] < FEWEST}
        yield replace(row, **hidden, unit=None, supervisor=None, term=_plain(row.term))  # type: ignore[arg-type]


def _progress(progress: Progress) -> Progress:
    """Where everyone stands today; the days before tell when the training began."""
    lines = (ProgressLine(one.doctor, one.points[-1:], one.undated) for one in progress.lines)
    return replace(progress, lines=tuple(lines))


def _matrix(matrix: Matrix) -> Matrix:
    few = [group for group in matrix.groups if len(group.rows) < FEWEST]
    told = [f"Delmålen för en grupp med {TOO_FEW} ST-läkare visas inte."] * len(few)
    return Matrix(tuple(group for group in matrix.groups if group not in few), (*matrix.left_out, *told))


def _is_enough(coverage: Coverage) -> bool:
    return max((row.of for row in coverage.rows), default=0) >= FEWEST


def _coverage(coverage: Coverage) -> Coverage:
    rows = (
        replace(row, planned=_hidden(row.planned), made=_hidden(row.made))
        for row in coverage.rows
        if row.doctors >= FEWEST and row.of >= FEWEST
    )
    return replace(coverage, rows=tuple(rows))


def _hidden(numbers: Numbers) -> Numbers:
    return tuple(number if number is not None and number >= FEWEST else None for number in numbers)


def _assessments(one: Assessments) -> Assessments:
    """The assessments without assessors; methods that few doctors have had are taken together."""
    doctors: dict[str, set[str]] = defaultdict(set)
    for count in one.counts:
        doctors[count.method].add(count.doctor.key)
    shown = {method: method if len(doctors[method]) >= FEWEST else OTHER_METHODS for method in one.methods}
    methods = tuple(dict.fromkeys(shown.values()))
    return replace(
        one,
        methods=methods,
        counts=tuple(replace(count, method=shown[count.method]) for count in one.counts),
        totals=tuple(_together(numbers, [shown[method] for method in one.methods], methods) for numbers in one.totals),
        doctors=tuple(replace(row, terms=tuple(_plain(term) for term in row.terms)) for row in one.doctors),
        assessors=(),
        without_assessor=0,
    )


def _together(numbers: Sequence[int], shown: Sequence[str], methods: Sequence[str]) -> tuple[int, ...]:
    return tuple(sum(n for n, name in zip(numbers, shown, strict=True) if name == method) for method in methods)


def _plain(term: TermStanding | None) -> TermStanding | None:
    return replace(term, methods=()) if term else None


def _course(row: CourseRow) -> CourseRow:
    return replace(row, start=None, end=None)


def _about(about: About) -> About:
    return replace(about, rule_data=tuple(one for one in about.rule_data if one.doctors >= FEWEST))
