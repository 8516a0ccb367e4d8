"""Which files a run is about."""

from pathlib import Path

import pytest

from stexcel.left_out import others_left_out
from stexcel.workbook import Selection, WorkbookError, find_workbooks, search_workbooks


def touch(folder: Path, *names: str) -> None:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()


def names_in(folder: Path, *paths: Path) -> list[str]:
    return [file.relative_to(folder).as_posix() for file in find_workbooks(paths or (folder,))]


def test_workbooks_everywhere_below_in_a_fixed_order(tmp_path: Path) -> None:
    touch(tmp_path, "b.XLSX", "A.xlsm", "c/d.xls", "C2/e.ods", "c/f/g.xlsb", "brev.docx", "x.csv")
    assert names_in(tmp_path) == ["A.xlsm", "b.XLSX", "c/d.xls", "c/f/g.xlsb", "C2/e.ods"]


def test_lock_files_and_hidden_files_are_left_out(tmp_path: Path) -> None:
    touch(tmp_path, "iup.xlsx", "~$iup.xlsx", ".dold.xlsx", ".git/x.xlsx")
    assert names_in(tmp_path) == ["iup.xlsx"]


def test_documents_that_may_be_someones_iup_are_told_of_but_not_read(tmp_path: Path) -> None:
    touch(tmp_path, "iup.xlsx", "b.docx", "a/A.PDF", "c.numbers", "bild.png", "~$b.docx", "x.csv")
    found = search_workbooks([tmp_path])
    assert [file.name for file in found.files] == ["iup.xlsx"]
    assert [file.name for file in found.others] == ["A.PDF", "b.docx", "c.numbers"]
    (told,) = others_left_out(found)
    place = tmp_path.as_posix()
    assert told == (
        f"3 andra dokument är inte lästa: {place}/a/A.PDF, {place}/b.docx, {place}/c.numbers. "
        "Är något av dem ett IUP är det inte kontrollerat."
    )
    assert search_workbooks([tmp_path], Selection(tmp_path, (), ("*.docx", "a/**", "c.*"))).others == ()
    assert [file.name for file in search_workbooks([tmp_path / "b.docx"]).files] == ["b.docx"]


def test_a_file_named_outright_is_included_whatever_its_suffix(tmp_path: Path) -> None:
    touch(tmp_path, "iup.txt")
    assert names_in(tmp_path, tmp_path / "iup.txt") == ["iup.txt"]


def test_a_file_reached_twice_is_there_once(tmp_path: Path) -> None:
    touch(tmp_path, "a/iup.xlsx")
    assert names_in(tmp_path, tmp_path, tmp_path / "a", tmp_path / "a" / "iup.xlsx") == ["a/iup.xlsx"]


def test_what_does_not_exist_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="finns inte"):
        find_workbooks([tmp_path / "borta"])


def test_a_link_to_a_folder_above_does_not_go_round(tmp_path: Path) -> None:
    touch(tmp_path, "a/iup.xlsx")
    try:
        (tmp_path / "a" / "upp").symlink_to(tmp_path, target_is_directory=True)
    except OSError:
        pytest.skip("this system does not let us make links")
    assert names_in(tmp_path) == ["a/iup.xlsx"]


def test_a_folder_with_a_workbooks_name_is_searched(tmp_path: Path) -> None:
    touch(tmp_path, "mapp.xlsx/iup.xlsx")
    assert names_in(tmp_path) == ["mapp.xlsx/iup.xlsx"]
