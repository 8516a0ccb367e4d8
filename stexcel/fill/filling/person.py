"""The basic facts of a resident in the cells where the template asks for them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from stexcel.fill.filling.steps import Step, Steps
from stexcel.fill.filling.template import Template, is_guess
from stexcel.fill.people.model import Resident
from stexcel.fill.places.canvas import Choices
from stexcel.layout.labels import Field
from stexcel.layout.person_values import percent, regulation
from stexcel.layout.profile import facts_of
from stexcel.layout.text import fold
from stexcel.model import CellRef, Iup
from stexcel.names import person_key
from stexcel.ooxml import CellValue
from stexcel.regelverk import match_specialty

Fact = str | int | date

_NAMES = frozenset({Field.NAME, Field.SUPERVISOR, Field.STUDIEREKTOR, Field.HEAD})
_WHOLE = 100


def facts(resident: Resident) -> Mapping[Field, Fact]:
    """What is known of the resident, by the field that asks for it."""
    doctor = resident.doctor
    stated: dict[Field, Fact | None] = {
        Field.NAME: resident.name,
        Field.SPECIALTY: resident.malbeskrivning.specialty,
        Field.REGULATION: resident.malbeskrivning.regulation,
        Field.START: doctor.start,
        Field.PLANNED_END: doctor.end,
        Field.FTE: doctor.percent,
        Field.SUPERVISOR: doctor.supervisor,
        Field.STUDIEREKTOR: doctor.studierektor,
        Field.HEAD: doctor.head,
        Field.UNIT: doctor.unit,
    }
    return {field: fact for field, fact in stated.items() if fact is not None}


def person_steps(template: Template, resident: Resident) -> Steps:
    """The facts that the template does not state already."""
    steps: list[Step] = []
    by_hand: list[str] = []
    for field, fact in facts(resident).items():
        if says(template.iup, field, fact) and not is_guess(template.places, field):
            continue
        what = f"{field.value} ”{fact}{' %' if field is Field.FTE else ''}”"
        cell = _place(template, field)
        why = "mallen har ingen plats för det" if cell is None else template.hindrance(cell)
        if cell is not None and not why:
            value = _value(template, cell, field, fact)
            why = f"valen i listan i {cell} har inget som passar" if value is None else ""
            steps += [Step(what, {cell: value}, partial(says, field=field, fact=fact))] if value is not None else []
        by_hand += [f"{what}: {why}"] if why else []
    return Steps(tuple(steps), tuple(by_hand))


def says(iup: Iup, field: Field, fact: Fact) -> bool:
    """Whether an IUP states the fact."""
    stated = facts_of(iup.person).get(field)
    return stated is not None and _is_same(field, stated.value, fact)


def _place(template: Template, field: Field) -> CellRef | None:
    """The cell for a fact: at the best label with an empty one, or one with a request such as ”Välj specialitet”."""
    places = template.places
    known = None if is_guess(places, field) else places.person.get(field)
    if known is not None and not template.hindrance(known):
        return known
    labels = sorted((one for one in places.reading.fields if one.field is field), key=lambda one: -one.score)
    cells = [
        cell for one in labels if one.label not in one.values for cell in (*one.values, template.beside(one.label))
    ]
    return next((cell for cell in cells if not template.hindrance(cell)), known)


def _is_same(field: Field, left: object, right: Fact) -> bool:
    if field in _NAMES:
        return bool(person_key(str(right))) and person_key(str(left)) == person_key(str(right))
    return fold(left) == fold(str(right)) if isinstance(left, str) else left == right


def _value(template: Template, cell: CellRef, field: Field, fact: Fact) -> CellValue:
    """What to write in the cell for a fact; ``None`` where the cell's list has no such choice."""
    choices = template.places.canvas.choices(cell)
    if choices is not None:
        return _choice(template, choices, field, fact)
    if field is Field.FTE and isinstance(fact, int):
        return fact / _WHOLE if cell in template.percents else f"{fact} %"
    return fact


def _choice(template: Template, choices: Choices, field: Field, fact: Fact) -> CellValue:
    """The choice that means the fact."""
    names = tuple(template.regelverk.specialties)
    for item in choices.items:
        meant: object = item
        if field is Field.SPECIALTY:
            meant = match_specialty(item, names)
        elif field is Field.REGULATION:
            meant = regulation(item)
        elif field is Field.FTE:
            meant = percent(_number(item))
        if meant is not None and _is_same(field, meant, fact):
            return _number(item) if field is Field.FTE else item
    return None


def _number(item: str) -> str | float:
    """A choice as the number that it is in the list, where it is one."""
    try:
        return float(item)
    except ValueError:
        return item
