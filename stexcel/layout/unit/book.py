"""A whole workbook as a unit's register, if it is one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from stexcel.layout.personal_ids import without_personal_ids
from stexcel.layout.unit.columns import known_people, notes_on, refined
from stexcel.layout.unit.content import Content, joined
from stexcel.layout.unit.forms import read_forms
from stexcel.layout.unit.leaders import leaders
from stexcel.layout.unit.records import read_actions, read_documents, read_reviews
from stexcel.layout.unit.reviews import with_told
from stexcel.layout.unit.staff import read_doctors, read_studierektor, read_supervisors
from stexcel.layout.unit.tables import Register, find_registers
from stexcel.layout.view import View
from stexcel.model import Note
from stexcel.regelverk import Regelverk
from stexcel.unit import Section, Unit
from stexcel.workbook import Grid, Sheet, Visibility

_SEVERAL = 2
"""Registers of which one that nobody else keeps makes the workbook a unit's."""
_ALONE = Section.SUPERVISORS
"""The register that makes a workbook a unit's even by itself."""


@dataclass(frozen=True)
class SheetRegisters:
    """A sheet without personal numbers, with the registers that stand on it and the notes on what was hidden."""

    view: View
    registers: tuple[Register, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class SheetsRead:
    """What sheets say, and the registers that it was read from."""

    content: Content
    registers: tuple[Register, ...]


def read_unit(grid: Grid, regelverk: Regelverk, *, expected: bool = False) -> Unit | None:
    """The unit that a workbook keeps registers of; ``None`` for other workbooks.

    ``expected`` tells that someone has said that it is one: any register is then enough. Hidden sheets are only read
    where the visible ones hold nothing.
    """
    content = read_registers(grid, regelverk).content
    return unit_of(content) if is_unit(content) or (expected and content.sections) else None


def read_registers(grid: Grid, regelverk: Regelverk) -> SheetsRead:
    """The registers of a workbook and what they say, whether or not they are a unit's."""
    names = tuple(regelverk.specialties)
    shown = [sheet for sheet in grid.sheets if sheet.rows and sheet.visibility is Visibility.VISIBLE]
    read = _of_sheets(shown, names)
    if not read.content.sections:
        read = _of_sheets([sheet for sheet in grid.sheets if sheet.rows], names)
    return read


def _find_all(sheets: Sequence[Sheet], names: Collection[str]) -> list[SheetRegisters]:
    """The registers of every sheet; what the sheets say together settles what their columns are."""
    found: list[SheetRegisters] = []
    for sheet in sheets:
        hidden, notes = without_personal_ids(sheet)
        view = View(hidden)
        found.append(SheetRegisters(view, tuple(find_registers(view)), notes))
    known = known_people((register for one in found for register in one.registers), names)
    return [replace(one, registers=tuple(refined(register, known) for register in one.registers)) for one in found]


def is_unit(content: Content) -> bool:
    """Whether the registers are such as only a unit keeps: supervisors with training, or several that fit together."""
    if _ALONE in content.sure:
        return True
    return bool(content.sure) and len(content.sections) >= _SEVERAL


def _of_sheets(sheets: Sequence[Sheet], names: Collection[str]) -> SheetsRead:
    read = [_of_sheet(one, names) for one in _find_all(sheets, names)]
    return SheetsRead(joined(one.content for one in read), tuple(table for one in read for table in one.registers))


def _of_sheet(found: SheetRegisters, names: Collection[str]) -> SheetsRead:
    parts = [_of_register(register, names) for register in found.registers]
    parts = _without_single_form(found.registers, parts)
    used = tuple(register for register, part in zip(found.registers, parts, strict=True) if part.sections)
    taken = frozenset(place for register in used for place in register.places)
    notes = tuple(note for register in used for note in notes_on(register))
    forms = read_forms(found.view, taken, names)
    return SheetsRead(joined([*parts, forms, Content(notes=(*found.notes, *notes))]), used)


def _without_single_form(registers: Sequence[Register], parts: Sequence[Content]) -> list[Content]:
    """The parts without a lone resident whose facts stand below each other: that is how a programme begins."""
    cards = [
        part
        for register, part in zip(registers, parts, strict=True)
        if register.section is Section.DOCTORS and register.view.transposed
    ]
    lone = sum(len(card.doctors) for card in cards) == 1
    return [Content() if lone and any(part is card for card in cards) else part for part in parts]


def _of_register(register: Register, names: Collection[str]) -> Content:
    match register.section:
        case Section.SUPERVISORS:
            return read_supervisors(register, names)
        case Section.DOCTORS:
            return read_doctors(register, names)
        case Section.STUDIEREKTOR:
            return read_studierektor(register, names)
        case Section.DOCUMENTS:
            return read_documents(register)
        case Section.REVIEWS:
            return read_reviews(register)
        case Section.ACTIONS:
            return read_actions(register)


def unit_of(content: Content) -> Unit:
    """The content as a unit, with one studierektor and every review once."""
    studierektor, more = leaders(content.studierektorer)
    return Unit(
        name=content.name,
        head=content.head,
        studierektor=studierektor,
        more_studierektorer=more,
        supervisors=content.supervisors,
        documents=content.documents,
        reviews=with_told(content.reviews, content.told_reviews),
        actions=content.actions,
        doctors=content.doctors,
        residents_since=content.residents_since,
        sections=content.sections,
        notes=content.notes,
    )
