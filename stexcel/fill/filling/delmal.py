"""Rows for the delmål that a template has room for but does not list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from stexcel.codes import GROUPS, group_of, is_bt
from stexcel.fill.filling.steps import Short, Step, Steps
from stexcel.fill.filling.template import Template, free_rows, key_column
from stexcel.fill.places.book import ListPlace
from stexcel.layout.delmal_text import group_heading, stated_codes
from stexcel.layout.reading import Kind
from stexcel.layout.roles import Role
from stexcel.model import CellRef, Iup
from stexcel.ooxml import CellValue
from stexcel.regelverk import Malbeskrivning, Requirement


@dataclass(frozen=True)
class Room:
    """A list with the delmål that are to be written in it."""

    place: ListPlace
    codes: tuple[str, ...]


def compared(iup: Iup, wanted: Malbeskrivning) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The delmål that an IUP lacks, and those that it has although the målbeskrivning has not."""
    listed = iup.specialty_delmal
    return (
        tuple(code for code in wanted.requirements if code not in listed),
        tuple(code for code in listed if code not in wanted.requirements),
    )


def delmal_steps(template: Template, wanted: Malbeskrivning) -> Steps:
    """A row for each delmål that is not listed, as far as there are empty ones; a list without delmål may be longer."""
    steps: list[Step] = []
    by_hand: list[str] = []
    short: list[Short] = []
    for room in _rooms(template, wanted):
        free = free_rows(template, room.place)
        lacking = len(room.codes) - len(free)
        if lacking > 0 and room.place.can_grow and not _codes_in(template, room.place):
            short.append(Short(room.place, lacking))
        for code, row in zip(room.codes, free, strict=False):
            values = _row(template, room.place, row, wanted.requirements[code])
            hindrances = (f"{code}: {why}" for cell in values if (why := template.hindrance(cell)))
            hindrance = next(hindrances, None)
            if hindrance is not None:
                by_hand.append(hindrance)
            else:
                steps.append(Step(code, values, _Lists(code)))
    return Steps(tuple(steps), tuple(by_hand), tuple(short))


@dataclass(frozen=True)
class _Lists:
    """Whether an IUP lists a delmål."""

    code: str

    def __call__(self, iup: Iup) -> bool:
        return self.code in iup.delmal and bool(iup.delmal[self.code].rows)


def _rooms(template: Template, wanted: Malbeskrivning) -> list[Room]:
    """The lists of delmål with what is to be written in each, from the top; none where the template has others."""
    missing, foreign = compared(template.iup, wanted)
    if foreign:
        return []
    lists = [one for one in template.places.lists if _takes_delmal(template, one)] or [
        one for one in template.places.lists if _begins_with_delmal(one)
    ]
    chosen: dict[int, tuple[str, ...]] = {}
    for group in GROUPS:
        codes = tuple(code for code in missing if group_of(code) == group)
        best = _best(template, lists, group) if codes else None
        if best is not None:
            chosen[best] = (*chosen.get(best, ()), *codes)
    return [Room(lists[index], chosen[index]) for index in sorted(chosen)]


def _takes_delmal(template: Template, one: ListPlace) -> bool:
    """Whether the list is one of the delmål of a specialty, with a column for them."""
    codes = _codes_in(template, one)
    return one.kind is Kind.DELMAL and Role.DELMAL in one.columns and not (codes and all(map(is_bt, codes)))


def _begins_with_delmal(one: ListPlace) -> bool:
    """Whether delmål are asked for first; such a list may be taken for one of courses as long as it is empty."""
    return not one.scope and key_column(one) == one.table.columns[0].index + 1


def _best(template: Template, lists: Sequence[ListPlace], group: str) -> int | None:
    """The list where a goal group belongs: where it is already, or is announced, else where no group is announced."""
    held = [[group_of(code) for code in _codes_in(template, one)] for one in lists]
    announced = [group_heading(one.title) or group_heading(one.sheet) for one in lists]
    preferences = (
        [index for index, groups in enumerate(held) if group in groups],
        [index for index, announces in enumerate(announced) if announces == group],
        [index for index, announces in enumerate(announced) if announces is None and held[index]],
        [index for index, announces in enumerate(announced) if announces is None],
    )
    return next((found[0] for found in preferences if found), None)


def _codes_in(template: Template, one: ListPlace) -> tuple[str, ...]:
    """The delmål that a list holds."""
    return tuple(
        code
        for code, places in template.places.delmal.items()
        if any(place.list is not None and place.list.table == one.table for place in places)
    )


def _row(template: Template, one: ListPlace, row: int, requirement: Requirement) -> Mapping[CellRef, CellValue]:
    return dict(_cells(template, one, row, requirement))


def _cells(
    template: Template, one: ListPlace, row: int, requirement: Requirement
) -> Iterator[tuple[CellRef, CellValue]]:
    """The delmål's code and title, in one cell where the list has no column for titles."""
    column = key_column(one)
    assert column is not None  # the list was chosen for it
    key = one.cell(row, column)
    titles = [cell for role in (Role.TITLE, Role.NAME) for cell in one.cells(row, role) if cell != key]
    text = requirement.code if titles or not requirement.title else f"{requirement.code} {requirement.title}"
    choices = template.places.canvas.choices(key)
    equal = (item for item in choices.items if requirement.code in stated_codes(item)) if choices else iter(())
    yield key, next(equal, text)
    if titles and requirement.title:
        yield titles[0], requirement.title
