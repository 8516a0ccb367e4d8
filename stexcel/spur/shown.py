"""What an IUP shows that speaks for a criterion, and where: what is not pointed at is not evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from stexcel.model import ActivityType, CellRef
from stexcel.spur.case import DoctorFile
from stexcel.spur.model import Bearing, Evidence
from stexcel.status.model import Recurring, Sight

Show = Callable[[DoctorFile, date], Iterator[Evidence]]

PLANNED = "{what} är planerat i IUP."
ASSESSED = "Senaste bedömningen i loggen som gäller {what} är daterad {day}. Återkopplingen är inte läst."


def shown(name: str | None, file: DoctorFile, today: date) -> tuple[Evidence, ...]:
    """The evidence of a name that the guide uses; nothing where the IUP does not show it."""
    show = SHOWN.get(name or "")
    return tuple(show(file, today)) if show is not None else ()


def _evidence(file: DoctorFile, claim: str, cell: CellRef | None, value: str | None = None) -> Evidence:
    sheet = cell.sheet if cell is not None else None
    return Evidence(claim, Bearing.FOR, file.doctor.path, sheet, cell, value, doctor=file.doctor.path)


def _supervisor(file: DoctorFile, _: date) -> Iterator[Evidence]:
    seen, name = file.resident.sight(Sight.SUPERVISOR), file.resident.supervisor
    if seen is not None and name:
        yield _evidence(file, f"IUP namnger {name} som huvudansvarig handledare.", seen.cell, name)


def _delmal(file: DoctorFile, _: date) -> Iterator[Evidence]:
    linked = [one for one in file.resident.delmal if one.linked]
    if linked and len(linked) == len(file.resident.delmal):
        claim = f"Alla {len(linked)} delmål som programmet känner till har utbildningsaktivitet och bedömning i IUP."
        yield _evidence(file, claim, min((one.cell for one in linked if one.cell), default=None))


def _revision(file: DoctorFile, _: date) -> Iterator[Evidence]:
    seen = file.resident.sight(Sight.REVISION)
    if seen is not None:
        yield _evidence(file, f"Senaste revisionen av IUP är daterad {seen.day}.", seen.cell, str(seen.day))


def _courses(file: DoctorFile, _: date) -> Iterator[Evidence]:
    courses = file.resident.courses
    if courses:
        first = min(courses, key=lambda one: one.cell)
        number = "En kurs" if len(courses) == 1 else f"{len(courses)} kurser"
        yield _evidence(file, f"{number} står i IUP.", first.cell, first.name)
        return
    cells = [one.cell for one in file.resident.delmal if ActivityType.KURS in one.types and one.cell]
    if cells:
        yield _evidence(file, f"Kurs är utbildningsaktivitet för {len(cells)} delmål i IUP.", min(cells))


def _taken(file: DoctorFile, today: date) -> Iterator[Evidence]:
    passed = [one for one in file.resident.courses if one.when is not None and one.when.end < today]
    if passed and all(one.completed for one in passed):
        claim = f"Alla kurser med passerat datum ({len(passed)}) står som genomförda i IUP. Intygen är inte lästa."
        yield _evidence(file, claim, min(one.cell for one in passed))


def _assessments(file: DoctorFile, _: date) -> Iterator[Evidence]:
    made = [one for one in file.resident.assessments if one.day is not None]
    if made:
        linked = sum(bool(one.delmal) for one in made)
        claim = f"Loggen har {len(made)} daterade bedömningar, varav {linked} är kopplade till delmål."
        yield _evidence(file, claim, min(one.cell for one in made))


def _methods(file: DoctorFile, _: date) -> Iterator[Evidence]:
    planned = {method for one in file.resident.delmal for method in one.methods}
    methods = sorted(planned | {one.method for one in file.resident.assessments})
    if methods:
        cells = [one.cell for one in file.resident.delmal if one.methods and one.cell]
        cells = cells or [one.cell for one in file.resident.assessments]
        claim = f"IUP nämner {len(methods)} bedömningsmetoder: {', '.join(methods)}."
        claim = claim if len(methods) > 1 else f"IUP nämner en bedömningsmetod: {methods[0]}."
        yield _evidence(file, claim, min(cells, default=None))


def _recurring(what: Recurring) -> Show:
    def show(file: DoctorFile, _: date) -> Iterator[Evidence]:
        due = file.resident.due_of(what)
        if due is not None and due.last is not None:
            cells = [one.cell for one in file.resident.meetings if one.day == due.last]
            claim = f"Senast dokumenterat i IUP: {what.value} {due.last}."
            yield _evidence(file, claim, min(cells, default=None), str(due.last))

    return show


def _planned(sight: Sight) -> Show:
    def show(file: DoctorFile, _: date) -> Iterator[Evidence]:
        seen = file.resident.sight(sight)
        if seen is not None:
            yield _evidence(file, PLANNED.format(what=sight.value.capitalize()), seen.cell)

    return show


def _assessed(sight: Sight) -> Show:
    def show(file: DoctorFile, _: date) -> Iterator[Evidence]:
        seen = file.resident.sight(sight)
        if seen is not None:
            yield _evidence(file, ASSESSED.format(what=sight.value, day=seen.day), seen.cell, str(seen.day))

    return show


SHOWN: Mapping[str, Show] = {
    "iup_och_handledare": _supervisor,
    "handledare": _supervisor,
    "delmal": _delmal,
    "revision": _revision,
    "kurser": _courses,
    "gangna_kurser": _taken,
    "bedomningar": _assessments,
    "metoder": _methods,
    "handledarsamtal": _recurring(Recurring.SUPERVISION),
    "avstamning": _recurring(Recurring.RECONCILIATION),
    "utvecklingssamtal": _recurring(Recurring.DEVELOPMENT),
    "introduktion": _planned(Sight.INTRODUCTION),
    "internutbildning": _planned(Sight.INTERNAL_TEACHING),
    "internutbildning_delmal": _planned(Sight.INTERNAL_TEACHING),
    "sjalvstudier": _planned(Sight.SELF_STUDY),
    "kvalitetsarbete": _planned(Sight.QUALITY_WORK),
    "vetenskapligt_arbete": _planned(Sight.SCIENTIFIC_WORK),
    "vetenskap_bedomd": _assessed(Sight.SCIENCE),
    "ledarskap_bedomt": _assessed(Sight.LEADERSHIP),
    "kommunikation_bedomd": _assessed(Sight.COMMUNICATION),
    "undervisning_bedomd": _assessed(Sight.TEACHING),
    "handledning_bedomd": _assessed(Sight.SUPERVISING),
}
"""By the names that the guide uses."""
