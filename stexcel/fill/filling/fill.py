"""One resident's IUP from a clinic's template: written, read back, and what is left to do by hand."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from stexcel import ooxml
from stexcel.fill.errors import FillError
from stexcel.fill.filling.delmal import compared, delmal_steps
from stexcel.fill.filling.needs import need_steps, unmet
from stexcel.fill.filling.person import facts, person_steps, says
from stexcel.fill.filling.steps import Step, Steps, joined
from stexcel.fill.filling.template import Template, is_phrase
from stexcel.fill.people.model import Resident
from stexcel.fill.places.book import places_of
from stexcel.fill.places.trial import with_values
from stexcel.layout import read_iup
from stexcel.layout.labels import Field
from stexcel.layout.text import shown
from stexcel.model import CellRef, Iup
from stexcel.regelverk import Malbeskrivning
from stexcel.rules.words import listing
from stexcel.workbook import read_grid_bytes

_TRIES = 3
"""How often what is read as something else is taken back, and written in another cell if there is one."""


@dataclass(frozen=True)
class Filled:
    """A finished IUP. ``by_hand`` are Swedish sentences about what has to be done in it, ``remarks`` about the rest.

    ``facts``, ``delmal`` and ``needs`` count what it says of the resident, its delmål, and the required activities.
    """

    data: bytes
    facts: int
    delmal: int
    needs: int
    by_hand: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def fill_template(template: Template, resident: Resident) -> Filled:
    """The template filled in for one resident; all that is counted has been read back from the result.

    Raises :class:`FillError` where the template is for another specialty or regulation, and
    :class:`stexcel.workbook.WorkbookError` where it cannot be written without loss.
    """
    wanted = resident.malbeskrivning
    _check(template, wanted)
    template = _with_room(template, resident)
    plan, data, iup = _written(template, resident)
    known = sum(says(iup, field, fact) for field, fact in facts(resident).items())
    present = [one for code, one in wanted.requirements.items() if code in iup.delmal]
    met = sum(len(one.required) - len(unmet(iup, one.code, one.required)) for one in present)
    by_hand = (
        *resident.remarks,
        *plan.by_hand,
        *_differences(iup, wanted),
        *_unasked(template.iup, iup, {cell for step in plan.steps for cell in step.values}),
    )
    remarks = (*_doubts(template), *_unchecked(wanted))
    return Filled(data, known, len(present), met, tuple(map(_sentence, by_hand)), remarks)


def _check(template: Template, wanted: Malbeskrivning) -> None:
    """Raises :class:`FillError` for a template that is for others than the resident."""
    stated = template.iup.person.specialty
    is_known = stated is not None and stated.value in template.regelverk.specialties
    if stated is not None and is_known and stated.value != wanted.specialty:
        raise FillError(f"mallen är för {stated.value} ({stated.cell}), inte för {wanted.specialty}.")
    regulation = template.iup.regulation
    if regulation is not None and regulation != wanted.regulation:
        raise FillError(f"mallen är för {regulation}, inte för {wanted.regulation}. Ange en mall för den.")


def _with_room(template: Template, resident: Resident) -> Template:
    """The template with new rows in the lists that are too short."""
    short = _plan(template, resident).short
    return template.longer(short) if short else template


def _plan(template: Template, resident: Resident) -> Steps:
    """What to write of the person, of the delmål, and of the activities that are required of them."""
    rows = delmal_steps(template, resident.malbeskrivning)
    needs = need_steps(_as_written(template, rows.steps), resident.malbeskrivning)
    return joined(person_steps(template, resident), rows, needs)


def _written(template: Template, resident: Resident) -> tuple[Steps, bytes, Iup]:
    """What was written, the workbook, and what is read in it: nothing is left there that is read as something else."""
    for _ in range(_TRIES):
        plan = _plan(template, resident)
        data, iup = _apply(template, plan.steps)
        wrong = plan.unmet(iup)
        if not wrong:
            return plan, data, iup
        template = replace(template, refused=template.refused | {cell for step in wrong for cell in step.values})
    plan = _plan(template, resident)
    data, iup = _apply(template, plan.steps)
    wrong = plan.unmet(iup)
    taken_back = (
        f"{step.what}: det som skrevs i {step.place} lästes inte tillbaka rätt och togs bort" for step in wrong
    )
    plan = replace(
        plan, steps=tuple(step for step in plan.steps if step not in wrong), by_hand=(*plan.by_hand, *taken_back)
    )
    return plan, *_apply(template, plan.steps)


def _as_written(template: Template, steps: Sequence[Step]) -> Template:
    """The template as it will be with the rows of its delmål, in memory."""
    cells = {cell: value for step in steps for cell, value in step.values.items()}
    if not cells:
        return template
    places = template.places
    grid = with_values(places.grid, cells)
    return replace(template, places=places_of(grid, template.regelverk, template.profiles, places.canvas))


def _apply(template: Template, steps: Sequence[Step]) -> tuple[bytes, Iup]:
    edits = [edit for step in steps for edit in step.edits]
    data = ooxml.apply(template.data, edits, force=template.force).data if edits else template.data
    return data, read_iup(read_grid_bytes(data, template.suffix), template.regelverk, template.profiles)


def _differences(iup: Iup, wanted: Malbeskrivning) -> tuple[str, ...]:
    """How the delmål of an IUP differ from those of the målbeskrivning, and what it requires but the IUP lacks."""
    missing, foreign = compared(iup, wanted)
    told: list[str] = []
    if missing:
        told.append(f"delmål som inte finns i mallen och måste läggas till: {listing(missing)}")
    if foreign:
        told.append(
            f"mallen har delmål som inte finns i målbeskrivningen för {wanted.specialty}: {listing(foreign)}. "
            "Kontrollera att det är rätt mall"
        )
    return tuple(told)


def _unasked(before: Iup, after: Iup, written: Set[CellRef]) -> tuple[str, ...]:
    """What is read in other cells than those that were written, although it was not read there before."""
    return tuple(
        f"i {listing(tuple(map(str, sorted(cells))))} läses nu {name}, vilket ingen har bett om. Kontrollera"
        for name, old, new in (
            ("placeringar", before.placements, after.placements),
            ("kurser", before.courses, after.courses),
            ("möten", before.meetings, after.meetings),
            ("bedömningar", before.assessments, after.assessments),
            ("revisioner", before.revisions, after.revisions),
        )
        if (cells := {one.cell for one in new} - {one.cell for one in old} - written)
    )


def _doubts(template: Template) -> tuple[str, ...]:
    """That a sentence in the template may be about somebody else."""
    name = template.iup.person.name
    if name is None or not is_phrase(template.places, Field.NAME):
        return ()
    return (f"I mallens cell {name.cell} står ”{shown(name.text)}”. Kontrollera att det inte är någon annans namn.",)


def _unchecked(wanted: Malbeskrivning) -> tuple[str, ...]:
    """That the rule data of some delmål have not been checked, where that is so."""
    codes = [code for code, one in wanted.requirements.items() if one.is_unverified]
    if not codes:
        return ()
    return (f"Kraven för {listing(codes)} är inte kontrollerade i regelverket. Läs målbeskrivningen.",)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}"
