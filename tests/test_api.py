from __future__ import annotations

import hashlib
import shutil
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from stexcel import api
from stexcel.model import ProblemKind
from stexcel.workbook import WorkbookError

EXAMPLES = Path(__file__).parent / "exempel"
ONE = EXAMPLES / "L01" / "L01-psyk-luckor.xlsx"
SETUP = api.Setup(date(2026, 11, 1))


def test_document_knows_its_bytes_and_its_path_with_forward_slashes() -> None:
    document = api.read_document(ONE)
    assert document.sha256 == hashlib.sha256(ONE.read_bytes()).hexdigest()
    assert document.path == ONE.as_posix()
    assert document.problem is None


def test_workbook_without_an_iup(tmp_path: Path) -> None:
    book = Workbook()
    book.create_sheet("Inköp").append(["Vara", "Pris"])
    book.save(tmp_path / "x.xlsx")
    document = api.read_document(tmp_path / "x.xlsx")
    assert document.problem is not None
    assert document.problem.kind is ProblemKind.NO_IUP


@pytest.mark.parametrize("unit", ["borasonkologi", "varnamo"])
def test_register_of_a_unit_is_nobodys_iup(unit: str) -> None:
    """It has names, dates of start, codes of SPUR criteria and an action plan, but of many people."""
    document = api.read_document(EXAMPLES / unit / "enhet.xlsx")
    assert document.problem is not None
    assert document.problem.kind is ProblemKind.NO_IUP


def test_text_with_the_wrong_suffix(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_text("hej")
    problem = api.read_document(tmp_path / "x.xlsx").problem
    assert problem is not None
    assert problem.kind is ProblemKind.UNREADABLE
    assert problem.text[0].isupper()


def test_folder_without_workbooks(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="Inga arbetsböcker"):
        api.validate([tmp_path], SETUP)


def test_same_doctor_twice_is_found_although_content_is_not_kept(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        shutil.copy(ONE, tmp_path / name)
    report = api.validate([tmp_path], SETUP, keep_content=False)
    assert [finding.code for file in report.files for finding in file.findings].count("STX007") == 2
    assert all(file.document.iup and not file.document.iup.delmal for file in report.files)
    assert report.files[0].total > 0


def test_findings_do_not_depend_on_whether_content_is_kept() -> None:
    kept, dropped = (api.validate([ONE], SETUP, keep_content=keep) for keep in (True, False))
    assert kept.files[0].findings == dropped.files[0].findings
    assert kept.files[0].document.iup
    assert kept.files[0].document.iup.delmal


def test_lost_process_is_told_about_its_file() -> None:
    report = api.FileCheck(SETUP, keep_content=True).lost(ONE)
    assert report.crashed
    assert [finding.code for finding in report.findings] == ["STX000"]
    assert report.crashes
