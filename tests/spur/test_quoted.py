"""The evidence quotes the cells of the very files that were assessed, or nothing."""

from __future__ import annotations

import shutil
from datetime import date, datetime, time
from hashlib import sha256
from pathlib import Path

import pytest
from openpyxl import Workbook

from stexcel import api
from stexcel.model import CellRef
from stexcel.render.spur_proofs import EMPTY, proofs
from stexcel.spur.assess import assess
from stexcel.spur.model import Evidence, Inspection
from stexcel.spur.quoted import read_cells, text_of
from stexcel.survey import survey
from tests.conftest import EXAMPLES

TODAY = date(2026, 11, 1)


def quoted(folder: Path) -> Inspection:
    return assess(survey([folder], api.Setup(TODAY)), read_cells)


def evidence(found: Inspection) -> list[Evidence]:
    results = [one for part in found.regulations for one in part.results.values()]
    own = [item for one in results for item in one.evidence]
    return own + [item for one in results for doctor in one.doctors for item in doctor.evidence]


def saved(path: Path) -> str:
    book = Workbook()
    page = book.worksheets[0]
    page.title = "Blad"
    page.append(["Mini-CEX", date(2026, 2, 3), None, 0.5, "811218-9876 Ahl"])
    page.append(["x" * 300, datetime(2026, 2, 3, 13, 30), True, time(8, 5)])
    page["A3"] = "båda"
    page.merge_cells("A3:C3")
    book.save(path)
    return sha256(path.read_bytes()).hexdigest()


def test_every_cell_of_the_evidence_is_quoted() -> None:
    found = [one for one in evidence(quoted(EXAMPLES / "varnamo")) if one.cell is not None]
    assert len(found) > 500
    assert all(one.value is not None for one in found)
    first = next(one for one in found if one.code == "STX103")
    assert first.claim == "Delmål a1 har ingen kopplad bedömningsmetod."
    assert first.value == "a1"


def test_only_a_cell_that_was_read_is_told_to_be_empty(tmp_path: Path) -> None:
    known = saved(tmp_path / "fil.xlsx")
    path = (tmp_path / "fil.xlsx").as_posix()
    cells = [CellRef("Blad", 1, 3), CellRef("Blad", 90, 90), CellRef("Annat", 1, 1)]
    assert read_cells([(path, cell) for cell in cells], {path: known}) == {(path, cells[0]): "", (path, cells[1]): ""}


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("A1", "Mini-CEX"),
        ("B1", "2026-02-03"),
        ("D1", "0,5"),
        ("E1", "[personnummer visas inte] Ahl"),
        ("B2", "2026-02-03 13:30"),
        ("C2", "SANT"),
        ("D2", "08:05"),
        ("C3", "båda"),
    ],
)
def test_cell_is_quoted_as_people_read_it(tmp_path: Path, place: str, expected: str) -> None:
    known = saved(tmp_path / "fil.xlsx")
    path = (tmp_path / "fil.xlsx").as_posix()
    cell = CellRef("Blad", int(place[1]), ord(place[0]) - ord("A") + 1)
    assert read_cells([(path, cell)], {path: known}) == {(path, cell): expected}


def test_long_text_is_cut_and_said_to_go_on() -> None:
    assert len(text_of("ord " * 200)) <= 200
    assert text_of("ord " * 200).endswith("…")


def test_file_that_is_changed_or_gone_is_not_quoted(tmp_path: Path) -> None:
    folder = tmp_path / "enhet"
    shutil.copytree(EXAMPLES / "borasonkologi", folder)
    before = survey([folder], api.Setup(TODAY))
    (folder / "borasonkologi-st1.xlsx").unlink()
    shutil.copyfile(folder / "borasonkologi-st3.xlsx", folder / "borasonkologi-st2.xlsx")
    found = evidence(assess(before, read_cells))
    kept = {(one.path, one.cell, one.claim): one.value for one in evidence(assess(before))}
    changed = [one for one in found if one.path.endswith(("st1.xlsx", "st2.xlsx"))]
    assert changed
    assert all(one.value == kept[one.path, one.cell, one.claim] for one in changed)
    assert any(one.value != kept[one.path, one.cell, one.claim] for one in found if one not in changed)


def test_sheet_of_evidence_tells_empty_from_not_read() -> None:
    found = quoted(EXAMPLES / "borasonkologi")
    told = {(one.path, one.cell, one.claim): one.value for one in proofs(found)}
    for one in evidence(found):
        expected = EMPTY if one.value == "" else one.value or ""
        assert told[one.path, one.cell, one.claim] == expected
