from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from stexcel import api
from stexcel.render.annotation import TITLE
from tests.build import TODAY
from tests.cli.program import stexcel
from tests.cli.test_validate import EXAMPLES
from tests.grids import grid, save

SOURCE = EXAMPLES / "L01" / "L01-psyk-luckor.xlsx"
DAY = ("--today", TODAY.isoformat())


def annotate(source: Path, copy: Path, *more: str) -> tuple[int, str]:
    result = stexcel("annotate", source, "-o", copy, *DAY, *more)
    return result.returncode, result.stderr


def findings_of(path: Path) -> list[tuple[str, str, str]]:
    (file,) = api.validate([path], api.Setup(TODAY)).files
    return [(finding.code, finding.place, finding.text) for finding in file.findings]


def test_every_finding_stands_at_its_cell_and_in_the_sheet(tmp_path: Path) -> None:
    copy = tmp_path / "kopia.xlsx"
    before = SOURCE.read_bytes()
    code, told = annotate(SOURCE, copy)
    assert code == 0
    assert TITLE in told
    assert SOURCE.read_bytes() == before
    book = load_workbook(copy)
    findings = findings_of(SOURCE)
    rows = [str(row[1].value) for row in book[TITLE].iter_rows(min_row=4) if row[1].value]
    assert sorted(rows) == sorted(code for code, _, _ in findings)
    for code_, place, text in findings:
        sheet, _, cell = place.rpartition("!")
        if sheet:
            comment = book[sheet][cell].comment
            assert comment is not None
            assert f"{code_}: {text}" in comment.text


def test_copy_is_read_as_the_source(tmp_path: Path) -> None:
    copy = tmp_path / "kopia.xlsx"
    annotate(SOURCE, copy)
    assert findings_of(copy) == findings_of(SOURCE)


def test_second_round_replaces_the_first(tmp_path: Path) -> None:
    first, second = tmp_path / "en.xlsx", tmp_path / "två.xlsx"
    annotate(SOURCE, first)
    annotate(first, second)
    one, two = load_workbook(first), load_workbook(second)
    assert one.sheetnames == two.sheetnames
    for sheet in one:
        comments = [(cell.coordinate, cell.comment.text) for row in sheet for cell in row if cell.comment]
        again = [(cell.coordinate, cell.comment.text) for row in two[sheet.title] for cell in row if cell.comment]
        assert comments == again


def test_what_was_not_checked_stands_in_the_sheet(tmp_path: Path) -> None:
    copy = tmp_path / "kopia.xlsx"
    source = EXAMPLES / "L01" / "L01-med-2021.xlsx"
    annotate(source, copy)
    rows = [(row[0].value, row[4].value) for row in load_workbook(copy)[TITLE].iter_rows(min_row=4)]
    report = api.validate([source], api.Setup(TODAY))
    unchecked = [text for level, text in rows if level == "ej kontrollerat"]
    assert unchecked == [*report.files[0].limits, *report.limits]
    assert "STX501–STX508" in str(unchecked[-1])


def test_existing_copy_is_kept_unless_told_to_overwrite(tmp_path: Path) -> None:
    copy = tmp_path / "kopia.xlsx"
    copy.write_bytes(b"egen")
    code, told = annotate(SOURCE, copy)
    assert code == 2
    assert "--overwrite" in told
    assert copy.read_bytes() == b"egen"


def test_only_an_earlier_copy_is_ever_replaced(tmp_path: Path) -> None:
    other = tmp_path / "annan.xlsx"
    shutil.copy(EXAMPLES / "L01" / "L01-med-2021.xlsx", other)
    before = other.read_bytes()
    code, told = annotate(SOURCE, other, "--overwrite")
    assert (code, other.read_bytes()) == (2, before)
    assert "är ingen kopia från stexcel och skrivs inte över, inte ens med --overwrite" in told
    copy = tmp_path / "kopia.xlsx"
    assert annotate(SOURCE, copy)[0] == 0
    assert annotate(SOURCE, copy, "--overwrite")[0] == 0


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("kopia.xlsm", "kopia.xlsm har inte samma filändelse som L01-psyk-luckor.xlsx"),
        ("kopia", "kopia har inte samma filändelse"),
        ("mapp", "mapp är en mapp"),
        ("saknas/kopia.xlsx", "saknas/kopia.xlsx: mappen finns inte"),
    ],
)
def test_copy_that_cannot_have_the_name_is_told_once(name: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "mapp").mkdir()
    code, told = annotate(SOURCE, tmp_path / name)
    assert code == 2
    assert told.startswith(f"Fel: {tmp_path.as_posix()}/{message}")


def test_limits_that_are_not_the_defaults_stand_above_the_list(tmp_path: Path) -> None:
    shutil.copy(SOURCE, tmp_path / "iup.xlsx")
    (tmp_path / "stexcel.toml").write_text("[troskel]\nsamtal_dagar = 900\n", encoding="utf-8")
    annotate(tmp_path / "iup.xlsx", tmp_path / "kopia.xlsx")
    above = [row[0].value for row in load_workbook(tmp_path / "kopia.xlsx")[TITLE].iter_rows(max_row=4)]
    assert "Ändrade från förvalet: samtal_dagar = 900 (förval 45)." in above


def test_unit_workbook_is_annotated_too(tmp_path: Path) -> None:
    copy = tmp_path / "enhet.xlsx"
    assert annotate(EXAMPLES / "borasonkologi" / "enhet.xlsx", copy)[0] == 0
    book = load_workbook(copy)
    assert "STX508" in {row[1].value for row in book[TITLE].iter_rows(min_row=4)}
    assert "STX508" in book["Handlingsplan"]["D2"].comment.text


def test_older_format_cannot_be_annotated_and_says_why(tmp_path: Path) -> None:
    code, told = annotate(EXAMPLES / "L14" / "L14-ort-1.xls", tmp_path / "kopia.xlsx")
    assert code == 2
    assert ".xls" in told
    assert not (tmp_path / "kopia.xlsx").exists()


def test_workbook_that_is_no_iup_is_not_annotated(tmp_path: Path) -> None:
    save(grid("Konto | Budget\n4010 | 120000"), tmp_path / "budget.xlsx")
    code, told = annotate(tmp_path / "budget.xlsx", tmp_path / "kopia.xlsx")
    assert code == 2
    assert "inte ut att vara ett IUP" in told
    assert not (tmp_path / "kopia.xlsx").exists()


def test_source_is_never_the_copy(tmp_path: Path) -> None:
    source = tmp_path / "iup.xlsx"
    source.write_bytes(SOURCE.read_bytes())
    code, told = annotate(source, source, "--overwrite")
    assert code == 2
    assert "källan" in told
    assert source.read_bytes() == SOURCE.read_bytes()
