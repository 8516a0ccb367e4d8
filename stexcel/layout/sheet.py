"""Everything that one sheet says: its tables, blocks, single lines and labelled fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stexcel.layout.anchors import Anchor, sheet_codes
from stexcel.layout.block_labels import Block, shared_labels
from stexcel.layout.blocks import read_block
from stexcel.layout.certificates import listed_certificates
from stexcel.layout.course_lines import read_course_lines
from stexcel.layout.delmal_table import read_delmal_table
from stexcel.layout.doubts import doubt_of
from stexcel.layout.facts import DatedAssessment, Extract, Fact, KeyRow
from stexcel.layout.labels import SIGNING_FIELDS
from stexcel.layout.lines import read_lines
from stexcel.layout.lists import read_list
from stexcel.layout.matrix import read_matrix
from stexcel.layout.meetings import labelled_meetings
from stexcel.layout.parts import part_statements
from stexcel.layout.person import Found, find_fields
from stexcel.layout.placement_headings import placement_facts
from stexcel.layout.reading import Kind, Table, Unread
from stexcel.layout.roles import Role
from stexcel.layout.scopes import blocks_of, claimed, inside_of, is_form, scoped
from stexcel.layout.signatures import signature_rows
from stexcel.layout.tables import find_tables
from stexcel.layout.unknown_codes import unknown_codes
from stexcel.layout.unread_dates import unread_dates, unread_fulfilments
from stexcel.layout.view import Place, View
from stexcel.workbook import Sheet


@dataclass(frozen=True)
class SheetContent:
    """What one sheet gave."""

    facts: tuple[Fact, ...] = ()
    fields: tuple[Found, ...] = ()
    tables: tuple[Table, ...] = ()
    forms: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()


def read_sheet(sheet: Sheet, settled: list[Table] | None = None) -> SheetContent:
    """Everything that one sheet says; ``settled`` are its tables where a profile knows them."""
    view = View(sheet)
    tables = find_tables(view) if settled is None else settled
    anchors = blocks_of(view, tables)
    tables = [table for table in (scoped(table, anchors, sheet) for table in tables) if not is_form(view, table)]
    pairs = [(view.turned if table.transposed else view, table) for table in tables]
    facts: list[Fact] = []
    taken: set[Place] = set()
    inside: set[Place] = set()
    read: list[tuple[Table, Sequence[Fact]]] = []
    for one, table in pairs:
        extract = read_table(one, table)
        facts.extend((*extract.facts, *unread_dates(one, table, extract.rows), *unknown_codes(one, table)))
        read.append((table, extract.facts))
        inside |= inside_of(table, extract.rows)
        if table.kind is not Kind.OTHER:
            taken |= claimed(table, extract.rows)
    facts.extend(placement_facts(view, read, taken))
    blocks = list(_blocks(view, anchors, tables, taken))
    for rows, used in blocks:
        facts.extend(rows)
        taken |= used
    lines = list(_lines(view, taken, inside))
    facts.extend(fact for fact, _ in lines)
    taken |= {place for _, place in lines}
    facts.extend(part_statements(view, pairs, taken | inside))
    of_delmal = bool(sheet_codes(sheet))
    fields = tuple(field for field in find_fields(view, taken) if not (of_delmal and field.field in SIGNING_FIELDS))
    facts.extend(() if of_delmal else signature_rows(view))
    facts.extend([*unread_fulfilments(facts), *(note for one, table in pairs if (note := doubt_of(one, table)))])
    forms = [_form(table) for table in tables if table.kind not in (Kind.OTHER, Kind.PART)] + (
        ["block"] if blocks else []
    )
    taken |= {field.place for field in fields} | {field.value_place for field in fields}
    return SheetContent(tuple(facts), fields, tuple(tables), tuple(forms), tuple(_unread(view, taken)))


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
) -> Iterator[tuple[tuple[KeyRow | DatedAssessment, ...], frozenset[Place]]]:
    """The blocks that hold labels or tables; a code that stands alone on a sheet says nothing."""
    scopes = {table.scope for table in tables if table.scope}
    shared = shared_labels(view, anchors)
    for anchor in anchors:
        rows, used = read_block(Block(view, anchor, taken, shared))
        if len(used) > 2 or anchor.codes in scopes or sheet_codes(view.sheet):
            yield rows, used


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


def _unread(view: View, taken: set[Place]) -> Iterator[Unread]:
    for row, cells in enumerate(view.rows):
        for column, value in enumerate(cells):
            if value is not None and (row, column) not in taken:
                yield Unread(view.ref(row, column), str(value), "text utanför tabeller och fält")
