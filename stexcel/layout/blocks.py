"""Delmål that have a block or a whole sheet of their own: a code as heading, and labels with answers below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from stexcel.layout.answers import is_answer
from stexcel.layout.block_labels import Answer, Block
from stexcel.layout.build import activities_from, assessments_from, unique_activities, unique_assessments
from stexcel.layout.cells import Entry
from stexcel.layout.dated import dated_assessments
from stexcel.layout.done import DoneCell, read_done
from stexcel.layout.facts import DatedAssessment, KeyRow
from stexcel.layout.marks import choices, is_box, mark
from stexcel.layout.reading import Column
from stexcel.layout.roles import Role
from stexcel.layout.times import days_in, is_undated_time, period, times_in
from stexcel.layout.view import Place, View
from stexcel.model import Activity, Assessment, CellRef, DelmalRow, Period, Value

_ASIDE = re.compile(r"\s{2,}|\s*\b(?:datum|sign)", re.IGNORECASE)
_FULFILMENT = (Role.DONE, Role.SIGNATURE, Role.CERTIFICATE)


def read_block(block: Block) -> tuple[tuple[KeyRow | DatedAssessment, ...], frozenset[Place]]:
    """The delmål of a block with what its labels say, and the cells that this used."""
    answers = list(block.answers())
    anchor = block.anchor
    entries = [(answer.role, _entry(block.view, answer)) for answer in answers]
    used = {anchor.place} | {answer.place for answer in answers} | _labels(block)
    return block_facts(anchor.codes, anchor.title, block.view.ref(*anchor.place), entries), frozenset(used)


def block_facts(
    codes: Sequence[str], named: str | None, cell: CellRef, entries: Sequence[tuple[Role, Entry]]
) -> tuple[KeyRow | DatedAssessment, ...]:
    """What labelled answers say of the delmål that a cell names, with its title there as ``named``."""
    entries = _chosen(entries)
    title = next((entry.text for role, entry in entries if role is Role.TITLE), None)
    speaking = (*_FULFILMENT, Role.DATE) if _dated_done(entries) else _FULFILMENT
    row = DelmalRow(
        cell,
        title=named or title,
        requirement=title,
        activities=unique_activities(_activities(entries)),
        assessments=unique_assessments(_assessments(entries)),
        planned=tuple(_planned(entries)),
        done=read_done([DoneCell(role, entry.value, entry.ref) for role, entry in entries if role in speaking]),
    )
    dated = dated_assessments([entry for role, entry in entries if role is Role.ASSESSMENT], tuple(codes))
    return (*(KeyRow(code, row) for code in codes), *dated)


def _labels(block: Block) -> set[Place]:
    """The cells of the labels, and what stands before the code in its row."""
    row, column = block.anchor.place
    return {
        place
        for place in block.places()
        if place not in block.taken
        and (block.role(block.view.rows[place[0]][place[1]]) is not None or (place[0] == row and place[1] < column))
    }


def _entry(view: View, answer: Answer) -> Entry:
    row, column = answer.place
    return Entry(Column(column, answer.label, answer.role), view.rows[row][column], view.ref(row, column))


_Entries = Sequence[tuple[Role, Entry]]


def _dated_done(entries: _Entries) -> bool:
    return any(role in (Role.SIGNATURE, Role.PLANNED) for role, _ in entries)


def _chosen(entries: _Entries) -> list[tuple[Role, Entry]]:
    """The entries with tick boxes resolved: a ticked one is its text, one that is not ticked is no answer.

    A box may stand in its text's own cell, several in one cell, or in a cell of its own before the text.
    """
    chosen: list[tuple[Role, Entry]] = []
    waiting: tuple[str, bool] | None = None
    for role, entry in entries:
        if waiting is not None and waiting[0] == entry.column.header and not is_box(entry.text):
            if waiting[1]:
                chosen.append((role, entry))
            waiting = None
            continue
        state = mark(entry.value) if isinstance(entry.value, str) and is_box(entry.value) else None
        boxes = choices(entry.text)
        if state is not None:
            waiting = (entry.column.header, state)
        elif boxes and role is Role.DONE:
            chosen.extend((role, _dated(entry, text)) for ticked, text in boxes if ticked and text)
        elif boxes:
            chosen.extend((role, Entry(entry.column, text, entry.ref)) for ticked, text in boxes if ticked and text)
        else:
            chosen.append((role, entry))
    return chosen


def _dated(entry: Entry, text: str) -> Entry:
    """A ticked yes or no with the date that stands after the boxes: ``☒ Ja ☐ Nej Datum: 2026-01-17``."""
    answer = _ASIDE.split(text)[0]
    return Entry(entry.column, " ".join([answer, *(day.isoformat() for day in days_in(entry.text))]), entry.ref)


def _activities(entries: _Entries) -> Iterator[Activity]:
    for role, entry in entries:
        if role in (Role.ACTIVITY, Role.PLACEMENT, Role.COURSE):
            yield from activities_from(entry)


def _assessments(entries: _Entries) -> Iterator[Assessment]:
    for role, entry in entries:
        if role is Role.ASSESSMENT:
            yield from assessments_from(entry)


def _planned(entries: _Entries) -> Iterator[Value[Period | None]]:
    for role, entry in entries:
        if role not in (Role.PLANNED, Role.START) and not (role is Role.DATE and not _dated_done(entries)):
            continue
        if isinstance(entry.value, str) and not is_answer(entry.value):
            continue
        several = times_in(entry.value) if isinstance(entry.value, str) else ()
        yield from (Value(one, entry.text, entry.ref) for one in several)
        found = period(entry.value, serial=True)
        if found is not None or (isinstance(entry.value, str) and is_undated_time(entry.value)):
            yield Value(found, entry.text, entry.ref)
