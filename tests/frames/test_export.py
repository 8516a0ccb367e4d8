"""The files of an export: what they hold, that spreadsheets run nothing in them, and what is never overwritten."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stexcel import api
from stexcel.document import Document
from stexcel.export import DICTIONARY, MANIFEST, ExportError, dictionary, files_of, write_tables
from stexcel.frames.build import ALL_TABLES, FAULTS, Frames, all_columns, build_frames, fault_frame
from stexcel.frames.rows import content_of
from stexcel.model import CellRef, Course, Iup, Period, Placement
from tests.build import TODAY, person

CELL = CellRef("Blad", 7, 3)


def frames_of(content: Iup) -> Frames:
    contents = [content_of(Document("x.xlsx", None, content))]
    return {**build_frames(contents), FAULTS.name: fault_frame(contents, ())}


def drawn(name: str = "Kirurgi") -> Frames:
    return frames_of(Iup(person(), placements=(Placement(name, CELL, date(2025, 1, 1), percent=80, side=True),)))


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def sums(folder: Path) -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_csv_and_parquet_read_back_as_what_was_exported(tmp_path: Path) -> None:
    written = write_tables(drawn("Åkutkirurgi; dag\noch natt"), tmp_path / "ut", today=TODAY)
    assert set(written) == set((tmp_path / "ut").iterdir())
    frame = pl.read_parquet(tmp_path / "ut" / "placeringar.parquet")
    assert frame["start"].to_list() == [date(2025, 1, 1)]
    assert frame["sidotjanstgoring"].to_list() == [True]
    (row,) = read_csv(tmp_path / "ut" / "placeringar.csv")
    assert row["placering"] == "Åkutkirurgi; dag\noch natt"
    assert (row["start"], row["slut"], row["procent"], row["sidotjanstgoring"]) == ("2025-01-01", "", "80", "ja")
    assert (tmp_path / "ut" / "placeringar.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert b"fil;blad;cell;st_lakare;" in (tmp_path / "ut" / "placeringar.csv").read_bytes()


@pytest.mark.parametrize(
    "text", ['=HYPERLINK("http://x.se";"Klicka")', "+46", "-1+1", "@SUM(A1)", "\t=1", "  =1", "\r=1", "＝1"]
)
def test_text_never_becomes_a_formula(text: str, tmp_path: Path) -> None:
    write_tables(drawn(text), tmp_path, today=TODAY)
    (row,) = read_csv(tmp_path / "placeringar.csv")
    assert row["placering"] == f"'{text}"
    assert pl.read_parquet(tmp_path / "placeringar.parquet")["placering"].to_list() == [text]


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20))
@settings(max_examples=25, deadline=None)
def test_any_text_survives_and_begins_as_text(text: str) -> None:
    content = files_of(drawn(text), today=TODAY)["placeringar.csv"].decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(content, newline=""), delimiter=";")
    assert row["placering"].removeprefix("'") in {text, text.removeprefix("'")}
    assert row["placering"][:1] not in tuple("=+-@\t\r")


def test_same_tables_give_the_same_bytes() -> None:
    assert files_of(drawn(), today=TODAY) == files_of(drawn(), today=TODAY)


def test_dictionary_explains_every_column_of_every_file() -> None:
    described = {(row["tabell"], row["kolumn"]) for row in dictionary().rows(named=True)}
    frames = drawn()
    assert described == {(name, column) for name, frame in frames.items() for column in frame.columns}
    assert all(row["betydelse"] and row["typ"] and row["kalla"] for row in dictionary().rows(named=True))
    assert {column.name for table in ALL_TABLES for column in all_columns(table)} >= {"fil", "blad", "cell"}


def test_own_earlier_export_is_replaced(tmp_path: Path) -> None:
    write_tables(drawn("Kirurgi"), tmp_path, today=TODAY)
    write_tables(drawn("Medicin"), tmp_path, today=TODAY)
    assert [row["placering"] for row in read_csv(tmp_path / "placeringar.csv")] == ["Medicin"]
    assert not list(tmp_path.glob(".*"))


def test_file_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "placeringar.csv").write_text("mitt eget", encoding="utf-8")
    (tmp_path / "annat.txt").write_text("rör ej", encoding="utf-8")
    before = sums(tmp_path)
    with pytest.raises(ExportError, match=r"placeringar\.csv finns redan"):
        write_tables(drawn(), tmp_path, today=TODAY)
    assert sums(tmp_path) == before


def test_table_that_was_changed_after_the_export_is_left_alone(tmp_path: Path) -> None:
    write_tables(drawn("Kirurgi"), tmp_path, today=TODAY)
    with (tmp_path / "kurser.csv").open("a", encoding="utf-8") as file:
        file.write("egen rad")
    before = sums(tmp_path)
    with pytest.raises(ExportError, match=r"kurser\.csv .* inte en oförändrad tidigare export"):
        write_tables(drawn("Medicin"), tmp_path, today=TODAY)
    assert sums(tmp_path) == before


def test_export_that_was_cut_short_can_be_made_again(tmp_path: Path) -> None:
    write_tables(drawn("Kirurgi"), tmp_path, today=TODAY)
    made = files_of(drawn("Medicin"), today=TODAY)
    (tmp_path / "placeringar.csv").write_bytes(made["placeringar.csv"])
    write_tables(drawn("Medicin"), tmp_path, today=TODAY)
    assert sums(tmp_path) == made


@pytest.mark.parametrize("content", ["{", "[]", '{"filer": 3}', '"x"'])
def test_unreadable_list_of_an_earlier_export(content: str, tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text(content, encoding="utf-8")
    with pytest.raises(ExportError, match="går inte att läsa som listan"):
        write_tables(drawn(), tmp_path, today=TODAY)


def test_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "ut").write_text("x", encoding="utf-8")
    with pytest.raises(ExportError, match="går inte att skriva i"):
        write_tables(drawn(), tmp_path / "ut", today=TODAY)


def test_impossible_values_are_exported_as_written_and_listed(tmp_path: Path) -> None:
    content = Iup(person(), courses=(Course("GCP", CELL, Period(date(2062, 1, 1), date(2062, 1, 1))),))
    assert frames_of(content)["kurser"]["start"].to_list() == [date(2062, 1, 1)]


def test_real_folder_is_exported_with_its_unit_and_its_broken_file(examples: Path, tmp_path: Path) -> None:
    broken = tmp_path / "trasig.xlsx"
    broken.write_bytes(b"inte en arbetsbok")
    tables = api.export([examples / "borasonkologi", broken], api.Setup(TODAY))
    assert tables.crashes == ()
    kinds = dict(tables.frames["filer"].select("fil", "slag").rows())
    assert kinds[broken.as_posix()] == "inte läst"
    assert sorted(kinds.values()) == ["IUP"] * 4 + ["enhet", "inte läst"]
    assert tables.frames["st_lakare"]["st_lakare"].null_count() == 0
    assert tables.frames["handledare"].height > 0
    write_tables(tables.frames, tmp_path / "ut", today=TODAY)
    manifest = json.loads((tmp_path / "ut" / MANIFEST).read_text(encoding="utf-8"))
    assert set(manifest["filer"]) == {path.name for path in (tmp_path / "ut").iterdir()} - {MANIFEST}
    assert DICTIONARY in manifest["filer"]


def test_processes_do_not_change_the_export(examples: Path) -> None:
    alone = api.export([examples / "L01"], api.Setup(TODAY))
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        together = api.export([examples / "L01"], api.Setup(TODAY), jobs=2, executor=pool)
    assert files_of(alone.frames, today=TODAY) == files_of(together.frames, today=TODAY)
