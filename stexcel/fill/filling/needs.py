"""The activities that the målbeskrivning requires, where the template asks for the activities of each delmål."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stexcel.fill.filling.boxes import open_boxes
from stexcel.fill.filling.steps import Short, Step, Steps
from stexcel.fill.filling.template import Template, free_rows
from stexcel.fill.places.book import DelmalPlace, ListPlace
from stexcel.layout.activities import activity_types
from stexcel.layout.reading import Kind
from stexcel.layout.roles import Role
from stexcel.layout.text import fold
from stexcel.model import ActivityType, CellRef, Iup
from stexcel.ooxml import CellValue
from stexcel.regelverk import Malbeskrivning
from stexcel.rules.words import ACTIVITY_WORDS, any_of, listing

Need = frozenset[ActivityType]
"""Activities of which one is required."""

_TICK = "X"
_TICKS = ("x", "☒", "☑", "✓", "ja", "planerad", "planerat")
_OWN_COLUMN = {ActivityType.KURS: Role.COURSE, ActivityType.KLINISK: Role.PLACEMENT}
_LABELS = (Role.ACTIVITY, Role.NAME, Role.PLACEMENT, Role.COURSE)
_PLAIN = frozenset(
    map(fold, (
        *ACTIVITY_WORDS.values(), "Kurser", "Klinisk tjänstgöring", "Tjänstgöring", "Placering", "Auskultationer",
        "Seminarier", "Konferenser", "Skriftligt arbete", "Vetenskapligt arbete", "Kvalitets-/utvecklingsarbete",
        "Kvalitets- och utvecklingsarbete",
    ))
)  # fmt: skip
"""Headings that are about every activity of a sort, and not about one course or placement."""


@dataclass(frozen=True)
class Meets:
    """Whether an IUP has an activity of the required sorts for each delmål."""

    needs: tuple[tuple[str, Need], ...]

    def __call__(self, iup: Iup) -> bool:
        return not any(unmet(iup, code, (need,)) for code, need in self.needs)


def unmet(iup: Iup, code: str, needs: Sequence[Need]) -> tuple[Need, ...]:
    """The needs of a delmål for which an IUP has no activity."""
    delmal = iup.delmal.get(code)
    types = frozenset(kind for one in delmal.activities for kind in one.types) if delmal is not None else frozenset()
    return tuple(need for need in needs if not need & types)


def need_steps(template: Template, wanted: Malbeskrivning) -> Steps:
    """What is required of the delmål that the template lists, where nothing there answers to it."""
    plan = _Plan(template)
    for code, requirement in wanted.requirements.items():
        if code in template.iup.delmal:
            for need in unmet(template.iup, code, requirement.required):
                plan.add(code, need)
    return plan.steps()


class _Plan:
    """The cells as they come to be written, a need at a time; a cell that several delmål share has what each needs."""

    def __init__(self, template: Template) -> None:
        self._template = template
        self._lines: dict[CellRef, list[str]] = {}
        self._needs: dict[CellRef, list[tuple[str, Need]]] = {}
        self._rows: dict[tuple[str, int, str], int] = {}
        self._lacking: dict[Need, list[str]] = {}
        self._short: dict[int, tuple[ListPlace, set[str]]] = {}

    def add(self, code: str, need: Need) -> None:
        """Plans where an activity is written, or remembers that there is no place for it."""
        places = self._template.places.delmal.get(code, ())
        found = (
            next(self._ticks(places, need), None)
            or next(self._boxes(places, need), None)
            or self._cell(places, need)
            or next(self._in_matrix(places, need), None)
        )
        if found is None:
            self._lacking.setdefault(need, []).append(code)
            return
        for cell, text in found:
            lines = self._lines.setdefault(cell, [])
            lines.extend(() if text in lines else (text,))
        self._needs.setdefault(found[0][0], []).append((code, need))

    def steps(self) -> Steps:
        """All that was planned, a step for each cell, and what has no place."""
        steps = tuple(self._step(cell, needs) for cell, needs in self._needs.items())
        labels = self._labels()
        by_hand = tuple(
            f"{any_of(need)} för {listing(codes)}: mallen har ingen tom cell för det"
            for need, codes in self._lacking.items()
        )
        if by_hand and not any(map(_asks, self._template.places.delmal.values())):
            by_hand = ("mallen har ingen plats för aktiviteter vid delmålen, så de som krävs skrevs inte",)
        short = tuple(Short(one, len(texts)) for one, texts in self._short.values() if one.can_grow)
        return Steps((*labels, *steps), by_hand, short)

    def _step(self, cell: CellRef, needs: Sequence[tuple[str, Need]]) -> Step:
        codes = listing(tuple(dict.fromkeys(code for code, _ in needs)))
        words = listing(tuple(dict.fromkeys(any_of(need) for _, need in needs)))
        values: dict[CellRef, CellValue] = {cell: "\n".join(self._lines[cell])}
        return Step(f"{words} för {codes}", values, Meets(tuple(needs)))

    def _labels(self) -> tuple[Step, ...]:
        """The new rows of matrices; whether they are right is seen by the ticks in them."""
        return tuple(
            Step("rad i matrisen", {cell: lines[0]}, lambda iup: True)
            for cell, lines in self._lines.items()
            if cell not in self._needs
        )

    def _is_open(self, cell: CellRef) -> bool:
        return not self._template.hindrance(cell)

    def _ticks(self, places: Sequence[DelmalPlace], need: Need) -> Iterator[list[tuple[CellRef, str]]]:
        """The cells to tick under a heading, or beside a label, for just such activities."""
        for place in places:
            for mark in place.marks:
                plain = mark.period is None and not mark.method and fold(mark.heading) in _PLAIN
                if plain and need & activity_types(mark.heading) and self._is_open(mark.cell):
                    yield [(mark.cell, self._tick(mark.cell))]

    def _boxes(self, places: Sequence[DelmalPlace], need: Need) -> Iterator[list[tuple[CellRef, str]]]:
        """The box to tick among those of a cell, or a cell that is a box with its text to the right."""
        asked = (cell for place in places for cell in place.cells.get(Role.ACTIVITY, ()))
        ticked_in = (one.cell for place in places for one in place.marks if not one.method and one.period is None)
        for cell in itertools.chain(asked, ticked_in):
            for text, ticked in open_boxes(self._template, cell):
                fits = fold(text) in _PLAIN and need & activity_types(text)
                if fits and cell not in self._lines and not self._template.barrier(cell):
                    yield [(cell, ticked)]

    def _tick(self, cell: CellRef) -> str:
        choices = self._template.places.canvas.choices(cell)
        return next((item for item in choices.items if item.casefold() in _TICKS), _TICK) if choices else _TICK

    def _cell(self, places: Sequence[DelmalPlace], need: Need) -> list[tuple[CellRef, str]] | None:
        """The first empty cell for activities of the sort, or for activities of any sort."""
        own = [role for kind, role in _OWN_COLUMN.items() if kind in need]
        for role in (*own, Role.ACTIVITY):
            for cell in self._cells(places, role):
                text = self._text(cell, need, places[0])
                if text is not None and self._is_open(cell):
                    return [(cell, text)]
        return None

    def _cells(self, places: Sequence[DelmalPlace], role: Role) -> Iterator[CellRef]:
        """The cells for a role, and for forms those beside and below its labels, where answers may stand as well."""
        for place in places:
            yield from place.cells.get(role, ())
        keys = {place.key for place in places if place.is_block}
        for block in self._template.places.reading.blocks:
            labels = (one for one in block.labels if block.key in keys and one.role is role)
            for one in labels:
                yield self._template.beside(one.label)
                yield one.label._replace(row=one.label.row + 1)

    def _text(self, cell: CellRef, need: Need, place: DelmalPlace) -> str | None:
        """How the need is written in a cell; ``None`` where the cell's list has no such choice, or it is chosen.

        In forms below each other the delmål is named: the same text in most of them would look like a label.
        """
        choices = self._template.places.canvas.choices(cell)
        if choices is None:
            return f"{_words(need)} för {place.code}" if place.is_block else _words(need)
        if self._lines.get(cell):
            return None
        return next((item for item in choices.items if need & activity_types(item)), None)

    def _in_matrix(self, places: Sequence[DelmalPlace], need: Need) -> Iterator[list[tuple[CellRef, str]]]:
        """A tick in a row of its own for the activity, in a matrix with the delmål across the top."""
        for place in places:
            if place.kind is not Kind.MATRIX or place.list is None or Role.ASSESSMENT in place.list.columns:
                continue
            column, label = place.list.codes.get(place.code), self._label_column(place.list)
            row = None if label is None else self._row(place.list, _words(need))
            if column is not None and label is not None and row is not None:
                tick, name = place.list.cell(row, column), place.list.cell(row, label)
                if self._is_open(tick) and self._is_open(name):
                    yield [(tick, self._tick(tick)), (name, _words(need))]

    def _label_column(self, one: ListPlace) -> int | None:
        return next((one.columns[role][0] for role in _LABELS if role in one.columns), None)

    def _is_free(self, one: ListPlace, row: int) -> bool:
        """Whether a row can be written under every delmål; one that is merged to a heading cannot."""
        return all(self._is_open(one.cell(row, column)) for column in one.codes.values())

    def _row(self, one: ListPlace, text: str) -> int | None:
        """The free row that the text has or can have."""
        key = (one.sheet, one.header[0], text)
        if key not in self._rows:
            taken = {row for (sheet, header, _), row in self._rows.items() if (sheet, header) == key[:2]}
            free = next(
                (row for row in free_rows(self._template, one) if row not in taken and self._is_free(one, row)), None
            )
            if free is None:
                self._short.setdefault(id(one), (one, set()))[1].add(text)
                return None
            self._rows[key] = free
        return self._rows[key]


def _asks(places: Sequence[DelmalPlace]) -> bool:
    """Whether the template has any cell for the activities of a delmål."""
    roles = (Role.ACTIVITY, *_OWN_COLUMN.values())
    return any(
        place.kind is Kind.MATRIX or place.marks or any(role in place.cells for role in roles) for place in places
    )


def _words(need: Need) -> str:
    """The need as a text that is read as what it is."""
    text = any_of(need)
    return f"{text[:1].upper()}{text[1:]} enligt målbeskrivningen"
