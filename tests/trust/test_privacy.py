"""Personal numbers that are planted in every text, comment, property, tab and name get into no output at all."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.comments import Comment

from stexcel.api import Setup, validate
from stexcel.model import CellRef
from stexcel.personal_ids import HIDDEN, has_personal_id, hide
from stexcel.shown import shown
from stexcel.traces import trace_of
from stexcel.workbook.comments import Comment as Read
from stexcel.workbook.comments import comments_in
from tests.grids import grid, save
from tools.trust.planting import EXAMPLES, FEW, UNITS, every_example
from tools.trust.privacy import key_of, leaks, pairs_in, personal_id
from tools.trust.sockets import watch

_PLANTED = 12 * 40


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("klinik")


def test_no_number_gets_out_and_no_command_opens_a_socket(folder: Path) -> None:
    calls = watch()
    found = leaks(FEW, folder)
    assert calls == []
    assert found.planted > 100
    assert found.found == {}
    results = [path for path in (folder / "ut").rglob("*") if path.is_file()]
    assert {path.suffix for path in results} >= {
        ".txt",
        ".json",
        ".sarif",
        ".html",
        ".xlsx",
        ".csv",
        ".parquet",
        ".toml",
    }
    assert HIDDEN in (folder / "ut" / "fynd.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_no_number_gets_out_of_any_layout(tmp_path: Path) -> None:
    found = leaks(every_example(), tmp_path)
    assert found.found == {}


@pytest.mark.parametrize("index", range(_PLANTED))
def test_every_way_of_writing_is_known_and_would_be_noticed(index: int) -> None:
    number = personal_id(index)
    text = f"Patient {number}, trygg"
    assert has_personal_id(number)
    assert hide(text) == f"Patient {HIDDEN}, trygg"
    assert key_of(number) in pairs_in(text)


def test_planted_numbers_are_all_different() -> None:
    assert len({key_of(personal_id(index)) for index in range(_PLANTED)}) == _PLANTED


@pytest.mark.parametrize(
    "text",
    [
        "2025-03-12 – 2026-03-11",
        "2025-03-12 1430",
        "20250312-VT25",
        "250312-HT25",
        "0.1212121212",
        "3,121212121212",
        f"{'a' * 20}121212121212{'b' * 20}",
        "STX101, STX102",
        "HSLF-FS 2021:8",
        "A1 B12 C3",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert hide(text) == text


@given(st.text(alphabet="0123456789-+ KMab.,/\u2013", max_size=40))
def test_what_is_hidden_is_hidden_for_good(text: str) -> None:
    assert not has_personal_id(hide(text).replace(HIDDEN, "|"))


def test_numbers_in_the_names_of_files_and_sheets_are_found(tmp_path: Path) -> None:
    drawn = grid(
        f"""
        == {personal_id(0)} ==
        ST-läkare | Nora Wiklander
        Specialitet | Onkologi
        Föreskrift | SOSFS 2015:8
        a1 | Kurs
        a2 | Kurs
        a3 | Kurs
        """
    )
    path = tmp_path / f"IUP {personal_id(12)}.xlsx"
    save(drawn, path)
    (file,) = validate([path], Setup(date(2026, 11, 1))).files
    told = [finding.text for finding in file.findings if finding.code == "STX005"]
    assert len(told) == 2
    assert any("Bladets namn" in text for text in told)
    assert any("Filens eller mappens namn" in text for text in told)


@pytest.mark.parametrize("name", ["L01/L01-psyk-luckor.xlsx", "u03_enhet.xlsx"])
def test_numbers_in_comments_are_found_where_they_stand(name: str, tmp_path: Path) -> None:
    book = load_workbook(next(path for path in (EXAMPLES / name, UNITS / name) if path.exists()))
    sheet = book.worksheets[1]
    sheet["C7"].comment = Comment(f"Patient {personal_id(3)}", "A")
    sheet["AB12"].comment = Comment("Fråga handledaren", "A")
    book.save(tmp_path / "x.xlsx")
    (file,) = validate([tmp_path / "x.xlsx"], Setup(date(2026, 11, 1))).files
    told = [one for one in file.findings if one.code == "STX005" and "kommentar" in one.text]
    assert [one.cell for one in told] == [CellRef(sheet.title, 7, 3)]


def test_threaded_comments_are_found_and_broken_ones_stop_nothing(tmp_path: Path) -> None:
    plain = tmp_path / "x.xlsx"
    save(grid("a1 | Kurs"), plain)
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" Target="{}"/></Relationships>'
    )
    thread = '<Comments xmlns="x"><threadedComment ref="AB12"><text>Patienten</text></threadedComment></Comments>'
    for target in ("../threadedComments/threadedComment1.xml", "/xl/threadedComments/threadedComment1.xml"):
        for content, found in ((thread, (Read("Blad1", 12, 28, "Patienten"),)), ("<trasig", ())):
            copy = tmp_path / "kopia.xlsx"
            shutil.copyfile(plain, copy)
            with ZipFile(copy, "a") as package:
                package.writestr("xl/worksheets/_rels/sheet1.xml.rels", rels.format(target))
                package.writestr("xl/threadedComments/threadedComment1.xml", content)
            assert comments_in(copy.read_bytes()) == found


def test_log_has_the_place_and_kind_of_an_error_but_no_text_of_a_workbook() -> None:
    try:
        try:
            raise KeyError("Patienten Sixten Lund")
        except KeyError as error:
            raise OSError(13, "Sixten Lund", "Sixten Lund.xlsx") from error
    except OSError as error:
        told = trace_of(error)
    lines = [line for line in told.splitlines() if not line.startswith(" ")]
    assert "Lund" not in "".join(lines)
    assert lines[0] == lines[-2] == "Traceback (most recent call last):"
    assert "KeyError" in lines
    assert lines[-1] == "PermissionError (EACCES)"
    assert re.search(r'File ".*test_privacy\.py", line \d+', told)


def test_signs_that_steer_a_terminal_are_shown_as_signs() -> None:
    assert shown("a\x1b]8;;http://x\x07b\rc\u202ed") == "a␛]8;;http://x␇b␍c\ufffdd"
    assert shown("rad\r\nrad\n\tfet \x1b[1mord\x1b[0m") == "rad\r\nrad\n\tfet \x1b[1mord\x1b[0m"
