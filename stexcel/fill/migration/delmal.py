"""What is said of each delmål, in the template's cells for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from stexcel.codes import group_of, sort_key
from stexcel.fill.migration.atoms import atoms_of, same
from stexcel.fill.migration.board import DOING, Put, put_in
from stexcel.fill.migration.source import Source
from stexcel.fill.migration.values import joined, period_value, text_of
from stexcel.fill.places.book import DelmalPlace, ListPlace, MarkPlace, Places
from stexcel.fill.places.trial import value_at
from stexcel.layout.done import DoneCell, read_done
from stexcel.layout.reading import Kind
from stexcel.layout.roles import Role
from stexcel.layout.times import without_days
from stexcel.model import Activity, ActivityType, Assessment, CellRef, Delmal, DelmalRow, Done, Iup, Period
from stexcel.ooxml import CellValue
from stexcel.regelverk import Malbeskrivning

_FULFILMENT = (Role.DONE, Role.SIGNATURE, Role.CERTIFICATE)
_TITLES = (Role.TITLE, Role.CONTENT)
_TICK = "X"


def new_rows(
    places: Places, source: Source, malbeskrivning: Malbeskrivning | None, wanted: Sequence[str]
) -> Mapping[int, list[tuple[str, str]]]:
    """The delmål that the template's tables lack, with their titles, by the number of the table they fit in.

    A table without any delmål gets all those of the målbeskrivning too.
    """
    tables = [
        (number, one)
        for number, one in enumerate(places.lists)
        if one.kind is Kind.DELMAL and not one.transposed and Role.DELMAL in one.columns
    ]
    required = malbeskrivning.requirements if malbeskrivning is not None else {}
    blank = not places.iup.specialty_delmal
    codes = {*wanted, *(required if blank else ())} - set(places.delmal)
    found: dict[int, list[tuple[str, str]]] = {}
    for code in sorted(codes, key=sort_key) if tables else ():
        number = _table_for(places, tables, code)
        old = source.iup.delmal.get(code)
        titles = [
            required[code].title if code in required else "",
            *(row.title or "" for row in (old.rows if old else ())),
        ]
        found.setdefault(number, []).append((code, next(filter(None, titles), "")))
    return found


def _table_for(places: Places, tables: Sequence[tuple[int, ListPlace]], code: str) -> int:
    """The table that has most delmål of the same group; the first one where none has."""
    alike = {
        number: sum(
            1
            for other, at in places.delmal.items()
            if any(place.list is one for place in at) and _family(other) == _family(code)
        )
        for number, one in tables
    }
    return max(alike, key=lambda number: (alike[number], -number))


def _family(code: str) -> str:
    return "BT" if code.startswith("BT") else group_of(code)


def delmal_puts(places: Places, source: Source, codes: Iterable[str]) -> Iterator[Put]:
    """What the old workbook says where the delmål are the subject."""
    for code in codes:
        delmal = source.iup.delmal[code]
        for place in places.delmal.get(code, ())[:1]:
            activities = [one for row in delmal.rows for one in row.activities]
            assessments = [one for row in delmal.rows for one in row.assessments]
            yield from _doing(places, source, place, activities)
            yield from _cells_with(places, place, (Role.ASSESSMENT,), _texts(source, assessments))
            yield from _planned(places, source, place, delmal)
            yield from _done(places, source, place, delmal)
            yield from _comments(places, source, place, code)
            yield from _title(places, source, place, code)


def _doing(places: Places, source: Source, place: DelmalPlace, activities: Sequence[Activity]) -> Iterator[Put]:
    """Activities in the column for them; courses and placements in columns of their own where there are such."""
    columns = {role: place.cells[role] for role in DOING if role in place.cells}
    if not columns:
        return
    main = next(iter(columns))
    sorted_out: dict[Role, list[Activity]] = {}
    for one in activities:
        role = (
            Role.COURSE
            if ActivityType.KURS in one.types
            else Role.PLACEMENT
            if one.types == {ActivityType.KLINISK}
            else main
        )
        sorted_out.setdefault(role if role in columns else main, []).append(one)
    for role, own in sorted_out.items():
        yield from _cells_with(places, place, (role,), _texts(source, own))


def _texts(source: Source, found: Sequence[Activity | Assessment]) -> list[str]:
    """What is written in the old cells, each cell once; where a cell only ticks, what the tick stands for."""
    texts: dict[str, None] = {}
    for one in found:
        raw = value_at(source.grid, one.cell)
        whole = raw if isinstance(raw, str) and same(one.text) in same(raw) else one.text
        texts[whole] = None
    return list(texts)


def _cells_with(places: Places, place: DelmalPlace, roles: Sequence[Role], texts: Sequence[str]) -> Iterator[Put]:
    cell = next(
        (cell for role in roles for cell in place.cells.get(role, ()) if value_at(places.grid, cell) is None), None
    )
    put = put_in(places, {cell: joined(texts)}) if cell is not None and texts else None
    if put is not None:
        yield put


def _planned(places: Places, source: Source, place: DelmalPlace, delmal: Delmal) -> Iterator[Put]:
    values = _times(source, delmal)
    cells = [cell for role in (Role.PLANNED, Role.START, Role.DATE) for cell in place.cells.get(role, ())]
    empty = [cell for cell in cells if value_at(places.grid, cell) is None]
    for cell in empty[:1] if values else ():
        put = put_in(places, {cell: joined(values, ", ")})
        if put is not None:
            yield put
    if not cells:
        yield from _terms(places, place.marks, delmal)


def _terms(places: Places, marks: Sequence[MarkPlace], delmal: Delmal) -> Iterator[Put]:
    """Ticks in the columns of the terms that are planned."""
    for one in delmal.planned:
        for mark in marks:
            when, own = one.value, mark.period
            if when is not None and own is not None and when.start <= own.start and own.end <= when.end:
                put = put_in(places, {mark.cell: _TICK})
                if put is not None:
                    yield put


def _times(source: Source, delmal: Delmal) -> list[CellValue]:
    """The planned times, those that follow each other as one."""
    spans = [atom for atom in atoms_of(Iup(delmal={delmal.code: delmal})).values() if atom.key[0] == "planerat"]
    found: list[CellValue] = []
    for atom in spans:
        own = [one for one in delmal.planned if one.cell == atom.cell]
        _, _, start, end = atom.key
        whole = [
            one
            for one in own
            if one.value is None or (one.value.start.isoformat(), one.value.end.isoformat()) == (start, end)
        ]
        raw = value_at(source.grid, atom.cell)
        if whole and raw is not None and text_of(raw) == whole[0].text:
            found.append(joined([raw]))
        elif start:
            found.append(period_value(Period(_iso(start), _iso(end))))
        else:
            found.append(atom.text)
    return found


def _iso(text: str) -> date:
    return date.fromisoformat(text)


def _done(places: Places, source: Source, place: DelmalPlace, delmal: Delmal) -> Iterator[Put]:
    """The statement of fulfilment in the way of writing it that is read most like the old one."""
    done = delmal.done
    if done is None:
        return
    wanted = _done_keys(done)
    best: tuple[int, Put] | None = None
    for values in _ways(places, source, place, done):
        put = put_in(places, values)
        if put is None:
            continue
        read = _done_keys(_read(place, put.values))
        score = len(wanted & read) - 2 * len(read - wanted)
        if score > 0 and (best is None or score > best[0]):
            best = (score, put)
    if best is not None:
        yield best[1]


def _read(place: DelmalPlace, values: Mapping[CellRef, CellValue]) -> Done | None:
    roles = {cell: role for role in _FULFILMENT for cell in place.cells.get(role, ())}
    cells = [(cell, roles[cell], value) for cell, value in values.items() if cell in roles]
    return read_done([DoneCell(role, value, cell) for cell, role, value in sorted(cells, key=lambda one: one[0])])


def _done_keys(done: Done | None) -> frozenset[tuple[str, ...]]:
    row = DelmalRow(CellRef("", 1, 1), done=done)
    one = Iup(delmal={"a1": Delmal("a1", (row,), (), ())})
    return frozenset(atoms_of(one)) if done is not None else frozenset()


def _ways(places: Places, source: Source, place: DelmalPlace, done: Done) -> Iterator[dict[CellRef, CellValue]]:
    """Ways of writing a statement of fulfilment: spread over the columns that ask for its parts, or as it stood."""
    canvas = places.canvas
    raw = value_at(source.grid, done.cell)
    text: CellValue = joined([raw]) if raw is not None and text_of(raw) == done.text else done.text
    cells = [cell for cell in place.cells.get(Role.DONE, ()) if value_at(places.grid, cell) is None]
    states = {cell: choice for cell in cells if (choice := _state(places, cell, fulfilled=done.fulfilled))}
    dated = [cell for cell in cells if canvas.shows_day(cell)] or [cell for cell in cells if not canvas.choices(cell)]
    signing, proving = (place.cells.get(role, ())[:1] for role in (Role.SIGNATURE, Role.CERTIFICATE))
    day: dict[CellRef, CellValue] = {cell: done.date for cell in dated[:1] if done.date is not None}
    who = _signature(source, place.code) or without_days(done.text) or done.text
    sign: dict[CellRef, CellValue] = {cell: who for cell in signing if done.signed}
    proof: dict[CellRef, CellValue] = {cell: done.text for cell in proving if done.certificate}
    firsts = [{cell: state} for cell, state in states.items()][:1] or [{}]
    if not done.fulfilled:
        yield from ({cell: text} for cell in cells)
    for state in firsts:
        yield {**state, **day, **sign, **proof}
        yield {**state, **day}
    for cell in cells:
        yield {cell: text}
        yield {cell: text, **sign, **proof}
        yield {cell: done.date, **sign, **proof}
    yield {**sign, **proof}
    for cell in (*signing, *proving):
        yield {cell: text}


def _signature(source: Source, code: str) -> str:
    """What stands in the old cells for the signature of a delmål."""
    cells = (cell for one in source.delmal.get(code, ()) for cell in one.cells.get(Role.SIGNATURE, ()))
    texts = (value for cell in cells if isinstance(value := value_at(source.grid, cell), str))
    return without_days(next(texts, ""))


def _state(places: Places, cell: CellRef, *, fulfilled: bool) -> str | None:
    choices = places.canvas.choices(cell)
    for item in choices.items if choices is not None else ():
        done = read_done([DoneCell(Role.DONE, item, cell)])
        if done is not None and done.fulfilled is fulfilled:
            return item
    return None


def _comments(places: Places, source: Source, place: DelmalPlace, code: str) -> Iterator[Put]:
    """Comments on the delmål; a column of the same name first, else the last one for comments."""
    old = [cell for one in source.delmal.get(code, ()) for cell in one.cells.get(Role.COMMENT, ())]
    texts = [text_of(value) for cell in old if (value := value_at(source.grid, cell)) is not None]
    empty = [cell for cell in place.cells.get(Role.COMMENT, ()) if value_at(places.grid, cell) is None]
    if texts and empty:
        put = put_in(places, {empty[-1]: joined(texts)})
        if put is not None:
            yield put


def _title(places: Places, source: Source, place: DelmalPlace, code: str) -> Iterator[Put]:
    """What the delmål is about, where the template leaves it to the clinic."""
    old = [cell for one in source.delmal.get(code, ()) for role in _TITLES for cell in one.cells.get(role, ())]
    texts = [value for cell in old if isinstance(value := value_at(source.grid, cell), str)]
    titles = [row.title for row in source.iup.delmal[code].rows if row.title]
    for cell in place.cells.get(Role.TITLE, ())[:1] if titles or texts else ():
        put = put_in(places, {cell: (titles or texts)[0]})
        if put is not None:
            yield put
