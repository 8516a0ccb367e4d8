"""The template that IUPs are written in: opened once, and refused where it is none or somebody's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from stexcel import ooxml
from stexcel.fill.errors import FillError
from stexcel.fill.filling.percents import percent_cells
from stexcel.fill.filling.steps import Short
from stexcel.fill.places.book import ListPlace, Places, places_in
from stexcel.fill.places.trial import value_at
from stexcel.layout import Profile
from stexcel.layout.answers import is_template_text
from stexcel.layout.labels import PERSON_FIELDS, Field
from stexcel.layout.profile import facts_of
from stexcel.layout.reading import LabelledField
from stexcel.layout.roles import Role, best_role
from stexcel.layout.text import shown
from stexcel.model import CellRef, Iup, LoggedAssessment, Meeting
from stexcel.ooxml import GrowTable, InsertRows
from stexcel.own_results import COPY_SUFFIXES, is_annotated_copy, is_own_result
from stexcel.read import unit_in
from stexcel.regelverk import Regelverk
from stexcel.workbook import Cell, WorkbookError, read_bytes


@dataclass(frozen=True)
class Template:
    """A workbook to fill in, and where in it things are written. ``force`` also writes locked cells.

    ``refused`` are cells that have been tried: what was written there is read as something else.
    """

    data: bytes
    suffix: str
    places: Places
    regelverk: Regelverk
    profiles: tuple[Profile, ...] = ()
    force: bool = False
    refused: frozenset[CellRef] = frozenset()

    @property
    def iup(self) -> Iup:
        """What the template says before it is filled in."""
        return self.places.iup

    @cached_property
    def percents(self) -> frozenset[CellRef]:
        """The cells that show percent."""
        return percent_cells(self.data)

    def longer(self, short: Sequence[Short]) -> Template:
        """The template with new rows in lists, each at its end.

        Raises :class:`WorkbookError` where rows cannot be put in without harm.
        """
        last_first = sorted(short, key=lambda one: -one.place.last)
        edits = [
            GrowTable(one.place.table_name, one.rows)
            if one.place.table_name
            else InsertRows(one.place.sheet, one.place.last, one.rows)
            for one in last_first
        ]
        data = ooxml.apply(self.data, edits, force=self.force).data
        return replace(self, data=data, places=places_in(data, self.suffix, self.regelverk, self.profiles))

    def value(self, cell: CellRef) -> Cell:
        """What stands in a cell."""
        return value_at(self.places.grid, cell)

    def hindrance(self, cell: CellRef) -> str:
        """Why a cell must not be written, as the rest of a Swedish sentence; empty where it may."""
        value = self.value(cell)
        if value is None or (isinstance(value, str) and is_template_text(value)):
            return self.barrier(cell)
        return self.barrier(cell) or f"i {cell} står redan ”{shown(value)}”"

    def barrier(self, cell: CellRef) -> str:
        """As :meth:`hindrance`, whatever stands in the cell."""
        if self.places.canvas.is_formula(cell):
            return f"cellen {cell} har en formel"
        if self.places.canvas.is_locked(cell) and not self.force:
            return f"cellen {cell} är låst; lås upp den eller ange --force"
        if self._is_hidden(cell):
            return f"cellen {cell} är sammanslagen med andra"
        return f"det som skrevs i {cell} lästes inte tillbaka rätt och togs bort" if cell in self.refused else ""

    def beside(self, cell: CellRef) -> CellRef:
        """The cell to the right of another, or of the merged range that it is the first of."""
        place = (cell.row - 1, cell.column - 1)
        merged = [
            right for sheet in self.places.grid.sheets if sheet.name == cell.sheet
            for top, left, _, right in sheet.merged if (top, left) == place
        ]  # fmt: skip
        return cell._replace(column=(merged[0] + 1 if merged else cell.column) + 1)

    def _is_hidden(self, cell: CellRef) -> bool:
        """Whether the cell lies in a merged range of which it is not the first one."""
        row, column = cell.row - 1, cell.column - 1
        return any(
            top <= row <= bottom and left <= column <= right and (row, column) != (top, left)
            for sheet in self.places.grid.sheets
            if sheet.name == cell.sheet
            for top, left, bottom, right in sheet.merged
        )


def open_template(
    path: Path, regelverk: Regelverk, profiles: Sequence[Profile] = (), *, force: bool = False
) -> Template:
    """The template in a file.

    Raises :class:`FillError` for what is no empty IUP, and :class:`WorkbookError` for a file that cannot be read or
    written without loss; both with Swedish text.
    """
    name = path.as_posix()
    if path.suffix.lower() not in COPY_SUFFIXES:
        raise FillError(f"{name}: mallen måste vara .xlsx eller .xlsm. Öppna den i Excel och spara om den som .xlsx.")
    if is_own_result(path) or is_annotated_copy(path):
        raise FillError(f"{name} är ett resultat från stexcel, ingen mall. Ange klinikens egen tomma mall.")
    try:
        data = read_bytes(path)
        places = places_in(data, path.suffix, regelverk, profiles)
    except WorkbookError as error:
        raise FillError(f"{name}: {error}") from error
    _check(name, places, is_unit=unit_in(places.grid, places.iup, regelverk) is not None)
    return Template(data, path.suffix, places, regelverk, tuple(profiles), force)


def free_rows(template: Template, one: ListPlace) -> tuple[int, ...]:
    """The rows of a list that can be written: of a table (ListObject) those inside it."""
    tables = template.places.canvas.sheet(one.sheet).tables
    body = next((table.body for table in tables if table.name == one.table_name), None)
    if body is None:
        return one.free
    return tuple(row for row in one.free if body.first_row <= row <= body.last_row)


def key_column(one: ListPlace) -> int | None:
    """The column (from 1) where a list asks for delmål.

    The heading alone says so as long as the list is empty: what stands further down may look like its content.
    """
    known = one.columns.get(Role.DELMAL)
    headed = (column.index + 1 for column in one.table.columns if best_role(column.header) is Role.DELMAL)
    return known[0] if known else next(headed, None)


def is_guess(places: Places, field: Field) -> bool:
    """Whether a fact stands in a title or a sentence, although a better label has a cell of its own for it."""
    fact, labels = facts_of(places.iup.person)[field], _labels(places, field)
    best = max((one.score for one in labels), default=0.0)
    asked = {cell for one in labels if one.score == best for cell in one.values}
    return fact is not None and bool(asked) and fact.cell not in asked


def is_phrase(places: Places, field: Field) -> bool:
    """Whether a fact was guessed from what stands at words that may be no label at all."""
    fact = facts_of(places.iup.person)[field]
    near = {cell for one in places.reading.fields if one.field is field for cell in (one.label, *one.values)}
    return fact is not None and fact.cell in near and is_guess(places, field)


def _labels(places: Places, field: Field) -> list[LabelledField]:
    """The labels for a fact that have a cell of their own for the answer."""
    return [one for one in places.reading.fields if one.field is field and one.label not in one.values]


def _check(name: str, places: Places, *, is_unit: bool) -> None:
    """Raises :class:`FillError` for a workbook that must not be filled in."""
    if is_unit:
        raise FillError(f"{name} är enhetens arbetsbok, ingen mall för IUP. Ange den efter --data i stället.")
    has_lists = any(one.codes or key_column(one) for one in places.lists)
    if not places.person.keys() & PERSON_FIELDS or not (places.delmal or has_lists):
        raise FillError(
            f"{name} ser inte ut att vara en mall för IUP: där hittades inte både ST-läkarens uppgifter och delmål. "
            f"Visa hur den läses med: stexcel inspect {name}"
        )
    owner = _owner(places)
    if owner is not None:
        cell, text = owner
        raise FillError(f"{name} är redan ifylld: i {cell} står ”{text}”. Ange en tom mall.")


def _owner(places: Places) -> tuple[CellRef, str] | None:
    """Something that only one person's IUP says, and where."""
    iup, known = places.iup, facts_of(places.iup.person)
    stated = [known[field] for field in (Field.NAME, Field.START, Field.PLANNED_END) if not is_phrase(places, field)]
    facts = [(fact.cell, fact.text) for fact in stated if fact is not None]
    facts += [(one.done.cell, one.done.text) for one in iup.delmal.values() if one.done and one.done.has_evidence]
    dated: tuple[Meeting | LoggedAssessment, ...] = (*iup.meetings, *iup.assessments)
    facts += [(one.cell, str(one.date)) for one in dated if one.date]
    facts += [(one.cell, one.name) for one in iup.placements if one.start]
    facts += [(one.cell, "underskrift") for one in iup.signatures if one.signed]
    return next(iter(facts), None)
