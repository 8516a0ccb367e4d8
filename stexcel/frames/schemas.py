"""One pandera schema per table, and the check of all tables of a run: every fault at once, each at its cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Any

import pandera.polars as pa
import polars as pl
from pandera.api.polars.types import PolarsData
from pandera.errors import SchemaErrors

from stexcel.frames import iup_tables as iup
from stexcel.frames import record_tables
from stexcel.frames.build import TYPES, Frames, all_columns, build_frames, rows_in
from stexcel.frames.demands import BEGUN, ST_START, TODAY, UNKNOWN_DELMAL, Demand, demands, possible_start
from stexcel.frames.faults import Fault, TableFaults
from stexcel.frames.rows import FILES, TABLES, Content, Row
from stexcel.frames.spec import LIST_SEPARATOR, Table
from stexcel.frames.years import YEARS_BEFORE_CREDIT

PORTION = 100
"""Files whose rows are checked together; more at once saves no time and takes more memory."""
_LONGEST = 60
_ROW, _PLACED = "_rad", "_placerad"
_DEMAND = re.compile(r"krav (\d+)")


class InvariantError(Exception):
    """A table breaks a law that no workbook can break: the program is wrong."""


def check_tables(contents: Iterable[Content], *, today: date, portion: int = PORTION) -> TableFaults:
    """The faults of all files, in their order; the rows of a portion at a time are held in memory.

    All contents are taken even when a check fails; the failure is then told in the result.
    """
    source = iter(contents)
    found: list[Fault] = []
    failure: Exception | None = None
    first = 0
    while some := list(islice(source, portion)):
        try:
            found += _faults(some, first, today)
        except Exception as error:  # noqa: BLE001 - raised again where failures of checks are told, as a finding
            failure = failure or error
        first += len(some)
    return TableFaults(tuple(found), failure)


def schema_of(table: Table[Any], wanted: Sequence[Demand] = ()) -> pa.DataFrameSchema:
    """The table's schema: types, allowed values, unique keys, and what its rows must fulfil.

    The failure of a demand is named by its number, that of anything else is not.
    """
    columns = {
        column.name: pa.Column(
            TYPES[column.kind], [pa.Check.isin(column.allowed)] if column.allowed else [], nullable=True
        )
        for column in all_columns(table)
    }
    checks = [_check(number, demand) for number, demand in enumerate(wanted)]
    return pa.DataFrameSchema(columns, checks=checks, unique=list(table.key) or None)


def _check(number: int, demand: Demand) -> pa.Check:
    def holds(data: PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(demand.holds.fill_null(value=True))

    return pa.Check(holds, error=f"krav {number}")


def _faults(contents: Sequence[Content], first: int, today: date) -> Iterator[Fault]:
    """The faults of some files, file by file; a value that several tables show is told once, by the first of them."""
    frames = build_frames(contents)
    wanted = demands(today)
    for _ in _failures(FILES, frames[FILES.name], ()):
        raise InvariantError(FILES.name)
    found = [
        fault
        for table in TABLES
        for fault in _faults_of(table, _checked(table, frames, today), wanted.get(table.name, ()), contents)
    ]
    told: set[tuple[object, ...]] = set()
    for fault in sorted(found, key=lambda fault: fault.file):
        key = (fault.file, fault.cell, fault.value)
        if fault.cell is None or key not in told:
            told.add(key)
            yield replace(fault, file=first + fault.file)


def _faults_of(
    table: Table[Any], frame: pl.DataFrame, wanted: Sequence[Demand], contents: Sequence[Content]
) -> Iterator[Fault]:
    """The faults of one table; of several in one value only the first that its demands name."""
    failures = list(_failures(table, frame, wanted))
    rows = rows_in(table, contents) if failures else []
    told: set[tuple[int, str]] = set()
    for index, number in sorted(failures):
        demand = wanted[number]
        if (index, demand.column) not in told:
            told.add((index, demand.column))
            yield _fault(table, demand, frame.row(index, named=True), *rows[index])


def _failures(table: Table[Any], frame: pl.DataFrame, wanted: Sequence[Demand]) -> Iterator[tuple[int, int]]:
    """Row and number of each demand that fails. Raises :class:`InvariantError` for anything else that does."""
    if frame.is_empty():
        return
    try:
        schema_of(table, wanted).validate(frame, lazy=True)
    except SchemaErrors as errors:
        for case in errors.failure_cases.select("check", "column", "index").iter_rows(named=True):
            numbered = _DEMAND.fullmatch(str(case["check"]))
            if numbered is None or case["index"] is None:
                raise InvariantError(f"{table.name}.{case['column']}: {case['check']}") from None
            yield case["index"], int(numbered[1])


def _fault(table: Table[Any], demand: Demand, fields: Mapping[str, Any], file: int, row: Row) -> Fault:
    """The fault in the words of its demand, at the cell of its value."""
    shown = {name: _short(value) if isinstance(value, str) else value for name, value in fields.items()}
    return Fault(
        file,
        table.name,
        demand.column,
        fields[demand.column],
        row.cells.get(demand.column, row.cell),
        demand.text(shown),
        demand.action,
        fields["delmal"] if table is iup.DELMAL else None,
    )


def _short(text: str) -> str:
    """The text on one line, cut where it is too long for a sentence."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"


def _checked(table: Table[Any], frames: Frames, today: date) -> pl.DataFrame:
    """The table with the columns that its demands compare with."""
    frame = frames[table.name].with_columns(pl.lit(today).alias(TODAY))
    frame = frame.join(_starts(frames, today), on="fil", how="left", maintain_order="left")
    return frame if table.links is None else _with_unknown_delmal(frame, table.links, frames[iup.DELMAL.name])


def _starts(frames: Frames, today: date) -> pl.DataFrame:
    """For each file with a possible ST start, that start, and the first placement if it is not much earlier."""
    starts = frames[iup.DOCTORS.name].filter(possible_start(today)).select("fil", pl.col("start").alias(ST_START))
    placed = frames[record_tables.PLACEMENTS.name].select("fil", "start").join(starts, on="fil")
    credited = placed.filter(pl.col("start") >= pl.col(ST_START).dt.offset_by(f"-{YEARS_BEFORE_CREDIT}y"))
    first = credited.group_by("fil").agg(pl.col("start").min().alias(_PLACED))
    return starts.join(first, on="fil", how="left").select(
        "fil", ST_START, pl.min_horizontal(ST_START, _PLACED).alias(BEGUN)
    )


def _with_unknown_delmal(frame: pl.DataFrame, links: str, delmal: pl.DataFrame) -> pl.DataFrame:
    """The table with the delmål of each row that its file does not have; null where it has all of them."""
    numbered = frame.with_row_index(_ROW)
    named = numbered.select(_ROW, "fil", pl.col(links).str.split(LIST_SEPARATOR).alias("delmal"))
    unknown = named.explode("delmal").drop_nulls("delmal").join(delmal, on=["fil", "delmal"], how="anti")
    told = unknown.group_by(_ROW, maintain_order=True).agg(pl.col("delmal").str.join(LIST_SEPARATOR))
    renamed = told.rename({"delmal": UNKNOWN_DELMAL})
    return numbered.join(renamed, on=_ROW, how="left", maintain_order="left").drop(_ROW)
