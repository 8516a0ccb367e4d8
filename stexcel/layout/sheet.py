"""Everything that one sheet says: its tables, blocks, single lines and labelled fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stexcel.layout.anchors import Anchor, sheet_codes
from stexcel.layout.block_labels import Block, shared_labels
from stexcel.layout.blocks import read_block
from stexcel.layout.calendars import read_calendars
from stexcel.layout.cell_blocks import read_cell_blocks
from stexcel.layout.certificates import listed_certificates
from stexcel.layout.course_lines import read_course_lines
from stexcel.layout.delmal_lines import read_delmal_lines
from stexcel.layout.delmal_table import read_delmal_table
from stexcel.layout.doubts import doubt_of
from stexcel.layout.facts import DatedAssessment, Extract, Fact, KeyRow
from stexcel.layout.labelled_lines import read_labelled_lines
from stexcel.layout.labels import SIGNING_FIELDS
from stexcel.layout.lacking import lacking_columns
from stexcel.layout.lines import read_lines
from stexcel.layout.lists import read_list
from stexcel.layout.matrix import read_matrix
from stexcel.layout.meetings import labelled_meetings
from stexcel.layout.method_lists import read_method_lists
from stexcel.layout.parts import part_statements
from stexcel.layout.person import Found, find_fields
from stexcel.layout.placement_headings import placement_facts
from stexcel.layout.reading import Kind, ReadBlock, Table, Unread
from stexcel.layout.roles import Role
from stexcel.layout.scopes import blocks_of, claimed, inside_of, is_form, scoped
from stexcel.layout.signatures import signature_rows
from stexcel.layout.tables import find_tables
from stexcel.layout.unknown_codes import unknown_codes
from stexcel.layout.unread_dates import unread_dates, unread_fulfilments
from stexcel.layout.unread_goals import unread_goals
from stexcel.layout.unread_mentions import unread_mentions
from stexcel.layout.view import Place, View
from stexcel.layout.written_lines import read_written
from stexcel.model import Note, NoteKind
from stexcel.workbook import Sheet


@dataclass(frozen=True)
class SheetContent:
    """What one sheet gave."""

    facts: tuple[Fact, ...] = ()
    fields: tuple[Found, ...] = ()
    tables: tuple[Table, ...] = ()
    forms: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()
    blocks: tuple[ReadBlock, ...] = ()


def read_sheet(sheet: Sheet, settled: list[Table] | None = None) -> SheetContent:
    """Everything that one sheet says; ``settled`` are its tables where a profile knows them."""
    whole = View(sheet)
    written, used = _written(whole.without(_areas(settled)) if settled else whole)
    view = whole.without(used) if used else whole
    tables = find_tables(view) if settled is None else settled
    anchors = blocks_of(view, tables)
    tables = [table for table in (scoped(table, anchors, sheet) for table in tables) if not is_form(view, table)]
    pairs = [(view.turned if table.transposed else view, table) for table in tables]
    extracts = [(one, table, read_table(one, table)) for one, table in pairs]
    facts: list[Fact] = [*written, *(fact for extract in extracts for fact in _table_facts(*extract))]
    understood = [(table, extract.rows) for _, table, extract in extracts if table.kind is not Kind.OTHER]
    taken = {place for table, rows in understood for place in claimed(table, rows)}
    covered = {place for table, rows in understood for place in claimed(table, rows, whole=True)}
    inside = {place for _, table, extract in extracts for place in inside_of(table, extract.rows)}
    facts.extend(placement_facts(view, [(table, extract.facts) for _, table, extract in extracts], taken))
    blocks = list(_blocks(view, anchors, tables, taken))
    facts.extend(fact for _, found, _ in blocks for fact in found)
    taken |= {place for _, _, places in blocks for place in places}
    lines = list(_lines(view, taken, inside))
    facts.extend(fact for fact, _ in lines)
    taken |= {place for _, place in lines}
    facts.extend(part_statements(view, pairs, taken | inside))
    of_delmal = bool(sheet_codes(sheet))
    fields = tuple(field for field in find_fields(view, taken) if not (of_delmal and field.field in SIGNING_FIELDS))
    facts.extend(() if of_delmal else signature_rows(view.without(covered)))
    facts.extend([*unread_fulfilments(facts), *_remarks(pairs)])
    forms = [_form(table) for table in tables if table.kind not in (Kind.OTHER, Kind.PART)]
    forms += (["block"] if blocks else []) + (["löpande text"] if written else [])
    taken |= {field.place for field in fields} | {field.value_place for field in fields}
    facts.extend([*unread_mentions(view, facts, taken | inside), *unread_goals(view, facts, taken)])
    return SheetContent(
        tuple(facts),
        fields,
        tuple(tables),
        tuple(forms),
        (*_undated(whole, written), *_unread(view, taken)),
        tuple(one for one, _, _ in blocks),
    )


def _table_facts(view: View, table: Table, extract: Extract) -> Iterator[Fact]:
    """What a table says, and notes on what in it could not be read."""
    yield from extract.facts
    yield from unread_dates(view, table, extract.rows)
    yield from unknown_codes(view, table)


def _remarks(pairs: Sequence[tuple[View, Table]]) -> Iterator[Note]:
    """What is to be said of the headings of the tables."""
    for view, table in pairs:
        yield from (note for note in (doubt_of(view, table), lacking_columns(view, table)) if note is not None)


def _areas(tables: Sequence[Table]) -> set[Place]:
    """The cells of tables that are known from before."""
    return {place for table in tables for place in claimed(table, range(table.body[0], table.body[1] + 1), whole=True)}


def _written(view: View) -> tuple[list[Fact], set[Place]]:
    """What stands in cells as whole lines or paragraphs, outside tables and forms, and the cells that this used."""
    facts: list[Fact] = []
    used: set[Place] = set()
    for reader in (
        read_calendars,
        read_cell_blocks,
        read_delmal_lines,
        read_labelled_lines,
        read_method_lists,
        read_written,
    ):
        found, places = reader(view.without(used) if used else view)
        facts.extend(found)
        used |= places
    return facts, used


def read_table(view: View, table: Table) -> Extract:
    """The facts of one table by its kind."""
    if table.kind is Kind.DELMAL:
        return read_delmal_table(view, table)
    if table.kind is Kind.MATRIX:
        return read_matrix(view, table)
    if table.kind in (Kind.OTHER, Kind.PART, Kind.ACTION_PLAN):
        return Extract((), ())
    return read_list(view, table)


def _lines(view: View, taken: set[Place], inside: set[Place]) -> Iterator[tuple[Fact, Place]]:
    """What single lines outside tables state: links to delmål, courses, certificates of placements, and meetings."""
    links: list[tuple[Fact, Place]] = [*read_lines(view, taken), *read_course_lines(view, taken | inside)]
    links += listed_certificates(view, taken | inside)
    yield from links
    yield from labelled_meetings(view, taken | inside | {place for _, place in links})


def _blocks(
    view: View, anchors: Sequence[Anchor], tables: Sequence[Table], taken: set[Place]
) -> Iterator[tuple[ReadBlock, tuple[KeyRow | DatedAssessment, ...], frozenset[Place]]]:
    """The blocks that hold labels or tables; a code that stands alone on a sheet says nothing."""
    scopes = {table.scope for table in tables if table.scope}
    shared = shared_labels(view, anchors)
    for anchor in anchors:
        block = Block(view, anchor, taken, shared)
        rows, used = read_block(block)
        if len(used) > 2 or anchor.codes in scopes or sheet_codes(view.sheet):
            yield ReadBlock(anchor.codes, view.ref(*anchor.place), tuple(block.labels())), rows, used


def _form(table: Table) -> str:
    if table.kind is Kind.DELMAL:
        return (
            "transponerad tabell"
            if table.transposed
            else ("terminskolumner" if len(table.having(Role.TERM)) >= 2 else "tabell")
        )
    if table.kind is Kind.MATRIX:
        return "matris"
    return "tidslinje" if table.kind is Kind.PLACEMENTS else table.kind.value


def _undated(view: View, written: Sequence[Fact]) -> Iterator[Unread]:
    """The cells of calendars with lines that no day could be read for."""
    for cell in dict.fromkeys(fact.cell for fact in written if isinstance(fact, Note) and fact.kind is NoteKind.UNREAD):
        yield Unread(cell, str(view.rows[cell.row - 1][cell.column - 1]), "rad utan dag i en kalender")


def _unread(view: View, taken: set[Place]) -> Iterator[Unread]:
    for row, cells in enumerate(view.rows):
        for column, value in enumerate(cells):
            if value is not None and (row, column) not in taken:
                yield Unread(view.ref(row, column), str(value), "text utanför tabeller och fält")
