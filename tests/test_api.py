from __future__ import annotations

import hashlib
import shutil
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from stexcel import api
from stexcel.document import ProblemKind
from stexcel.workbook import WorkbookError
from tests.grids import grid, save

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
    assert document.iup is None
    assert document.problem is None
    assert document.unit is not None


def test_criteria_of_an_action_plan_are_not_taken_for_delmal(tmp_path: Path) -> None:
    plan = "".join(f"{criterion} | Kurs | 2027-01-01 | SR\n" for criterion in ("A1", "A2", "B1", "B2", "C1", "C3"))
    drawn = f"""== Handledare ==
Namn | Handledarutbildning | Huvudhandledare för
Eva Ek | 2014 | Nils Berg
== Ledning ==
Studierektor | Eva Ek
== Handlingsplan ==
Kriterium | Åtgärd | Klart senast | Ansvarig
{plan}"""
    save(grid(drawn), tmp_path / "x.xlsx")
    assert api.read_document(tmp_path / "x.xlsx").unit is not None


def test_iup_with_a_list_of_supervisors_stays_an_iup(tmp_path: Path) -> None:
    goals = "".join(f"c{number} | Auskultation | CBD\n" for number in range(1, 14))
    drawn = f"""== IUP ==
Huvudhandledare | Ivar Torsell
Studierektor | Eva Ek
== Handledare ==
Namn | Specialitet | Handledarutbildning
Ivar Torsell | Onkologi | 2014
Eva Ek | Onkologi | 2010
== Åtgärdsplan ==
Problem | Åtgärd | Ansvarig | Klart senast
Ligger efter | Läser | Ivar Torsell | 2026-02-01
== Delmål ==
Delmål | Aktivitet | Bedömning
{goals}"""
    save(grid(drawn), tmp_path / "x.xlsx")
    assert api.read_document(tmp_path / "x.xlsx").iup is not None


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
    report = api.FileCheck(SETUP, keep_content=True).lost(ONE).report
    assert report.crashed
    assert [finding.code for finding in report.findings] == ["STX000"]
    assert report.crashes
