"""A whole workbook as a unit's register, if it is one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from stexcel.layout.personal_ids import without_personal_ids
from stexcel.layout.unit.columns import known_people, notes_on, refined
from stexcel.layout.unit.content import Content, joined
from stexcel.layout.unit.forms import read_forms
from stexcel.layout.unit.headless import headless_supervisors
from stexcel.layout.unit.leaders import leaders
from stexcel.layout.unit.records import read_actions, read_documents, read_reviews
from stexcel.layout.unit.replies import Replies, contradictions, read_replies
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
_ANSWERED = 3
"""Criteria in a sheet of answers that make a workbook a unit's."""


@dataclass(frozen=True)
class SheetRegisters:
    """A sheet without personal numbers, with what stands on it and the notes on what was hidden.

    The answers to an inspection's questions are no longer in ``view``, so that nothing else is read out of them.
    """

    view: View
    registers: tuple[Register, ...]
    replies: Replies
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class SheetsRead:
    """What sheets say, and the registers that it was read from."""

    content: Content
    registers: tuple[Register, ...]
    replies: tuple[Replies, ...] = ()


def read_unit(grid: Grid, regelverk: Regelverk, *, expected: bool = False) -> Unit | None:
    """The unit that a workbook keeps registers of; ``None`` for other workbooks.

    ``expected`` tells that someone has said that it is one: any register is then enough. Hidden sheets are only read
    where the visible ones hold nothing.
    """
    content = read_registers(grid, regelverk).content
    return unit_of(content) if is_unit(content) or (expected and _says_anything(content)) else None


def _says_anything(content: Content) -> bool:
    return bool(content.sections or content.answers)


def read_registers(grid: Grid, regelverk: Regelverk) -> SheetsRead:
    """The registers of a workbook and what they say, whether or not they are a unit's."""
    names = tuple(regelverk.specialties)
    shown = [sheet for sheet in grid.sheets if sheet.rows and sheet.visibility is Visibility.VISIBLE]
    read = _of_sheets(shown, names)
    if not _says_anything(read.content):
        read = _of_sheets([sheet for sheet in grid.sheets if sheet.rows], names)
    return read


def _find_all(sheets: Sequence[Sheet], names: Collection[str]) -> list[SheetRegisters]:
    """The registers of every sheet; what the sheets say together settles what their columns are."""
    found: list[SheetRegisters] = []
    for sheet in sheets:
        hidden, notes = without_personal_ids(sheet)
        whole = View(hidden)
        replies = read_replies(whole)
        view = whole.without(replies.places) if replies.places else whole
        registers = find_registers(view)
        taken = frozenset(place for register in registers for place in register.places)
        registers += headless_supervisors(view, taken)
        found.append(SheetRegisters(view, tuple(registers), replies, notes))
    known = known_people((register for one in found for register in one.registers), names)
    return [replace(one, registers=tuple(refined(register, known) for register in one.registers)) for one in found]


def is_unit(content: Content) -> bool:
    """Whether the registers are such as only a unit keeps: supervisors with training, or several that fit together."""
    if _ALONE in content.sure or len({one.criterion for one in content.answers}) >= _ANSWERED:
        return True
    return bool(content.sure) and len(content.sections) >= _SEVERAL


def _of_sheets(sheets: Sequence[Sheet], names: Collection[str]) -> SheetsRead:
    read = [_of_sheet(one, names) for one in _find_all(sheets, names)]
    content = joined(one.content for one in read)
    content = replace(content, notes=(*content.notes, *contradictions(content.answers)))
    return SheetsRead(
        content,
        tuple(table for one in read for table in one.registers),
        tuple(one for part in read for one in part.replies),
    )


def _of_sheet(found: SheetRegisters, names: Collection[str]) -> SheetsRead:
    parts = [_of_register(register, names) for register in found.registers]
    parts = _without_single_form(found.registers, parts)
    used = tuple(register for register, part in zip(found.registers, parts, strict=True) if part.sections)
    taken = frozenset(place for register in used for place in register.places)
    notes = tuple(note for register in used for note in notes_on(register))
    forms = read_forms(found.view, taken, names)
    replies = found.replies
    told = Content(answers=replies.answers, notes=(*found.notes, *notes, *replies.notes))
    return SheetsRead(joined([*parts, forms, told]), used, (replies,) if replies.answers else ())


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
        answers=content.answers,
        residents_since=content.residents_since,
        sections=content.sections,
        notes=content.notes,
    )
