"""``stexcel export`` as a user meets it: in a process of its own, with real files."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.program import stexcel
from tests.programs import soffice_path

EXAMPLES = Path(__file__).parents[1] / "exempel"
TODAY = ("--today", "2026-11-01")


def test_folder_becomes_tables_and_unread_files_are_said(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES / "L01", tmp_path / "mapp")
    (tmp_path / "mapp" / "trasig.xlsx").write_bytes(b"inte en arbetsbok")
    result = stexcel("export", "mapp", "-o", "ut", *TODAY, cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert "4 arbetsböcker" in result.stdout
    assert "1 av dem kunde inte läsas; orsaken står i filer.csv" in result.stdout
    files = (tmp_path / "ut" / "filer.csv").read_text(encoding="utf-8-sig")
    assert "mapp/trasig.xlsx" in files
    assert "inte läst" in files
    assert "required" not in stexcel("export", "--help").stdout
    assert {path.suffix for path in (tmp_path / "ut").iterdir()} == {".csv", ".parquet", ".json"}
    again = stexcel("export", "mapp", "-o", "ut", *TODAY, cwd=tmp_path)
    assert (again.returncode, again.stdout) == (0, result.stdout)


def test_export_of_nothing_that_could_be_read_has_failed(tmp_path: Path) -> None:
    (tmp_path / "trasig.xlsx").write_bytes(b"inte en arbetsbok")
    result = stexcel("export", "trasig.xlsx", "-o", "ut", *TODAY, cwd=tmp_path)
    assert result.returncode == 2
    assert result.stdout.startswith("1 arbetsbok genomgången, ")
    assert "Den kunde inte läsas; orsaken står i filer.csv." in result.stdout
    assert "Ingen av filerna kunde läsas" in result.stderr
    assert "trasig.xlsx" in (tmp_path / "ut" / "filer.csv").read_text(encoding="utf-8-sig")


def test_doctors_are_in_the_table_as_excel_in_sweden_reads_it(tmp_path: Path) -> None:
    assert stexcel("export", EXAMPLES / "L01", "-o", tmp_path / "ut", *TODAY).returncode == 0
    head, *doctors = (tmp_path / "ut" / "st_lakare.csv").read_text(encoding="utf-8-sig").splitlines()
    assert head.startswith("fil;blad;cell;st_lakare;specialitet;foreskrift;start")
    assert len(doctors) == 3
    assert any("Nora Wiklander" in line for line in doctors)


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("export",), "SÖKVÄG... saknas"),
        (("export", "."), "--output saknas"),
        (("export", ".", "-o", "ut"), "Inga arbetsböcker"),
        (("export", "finns-inte.xlsx", "-o", "ut"), "finns inte"),
        (("export", ".", "-o", "ut", "--today", "i dag"), "--today: ”i dag” är inget datum"),
    ],
)
def test_export_that_cannot_be_done_is_told_in_swedish(args: tuple[str, ...], message: str, tmp_path: Path) -> None:
    result = stexcel(*args, cwd=tmp_path)
    assert result.returncode == 2
    assert result.stderr.startswith("Fel: ")
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "ut").exists()


def test_folder_with_files_of_somebody_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "kurser.csv").write_text("mitt", encoding="utf-8")
    result = stexcel("export", EXAMPLES / "L01", "-o", tmp_path, *TODAY)
    assert result.returncode == 2
    assert "kurser.csv finns redan" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["kurser.csv"]


def test_spreadsheet_program_opens_the_table(tmp_path: Path) -> None:
    """LibreOffice parts the columns at the semicolons and reads the letters right."""
    assert stexcel("export", EXAMPLES / "L01", "-o", tmp_path / "ut", *TODAY).returncode == 0
    office = soffice_path()
    subprocess.run(
        [office, f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}", "--headless", "--convert-to", "xlsx",
         "--infilter=CSV:59,34,76,1", "--outdir", str(tmp_path), str(tmp_path / "ut" / "st_lakare.csv")],
        check=True, capture_output=True,
    )  # fmt: skip
    sheet = load_workbook(tmp_path / "st_lakare.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[1]][:4] == ["fil", "blad", "cell", "st_lakare"]
    assert sheet.max_row == 4


def test_tables_are_never_put_among_the_workbooks(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES / "L01", tmp_path / "mapp")
    before = sorted(path.name for path in (tmp_path / "mapp").iterdir())
    result = stexcel("export", "mapp", "-o", "mapp", *TODAY, cwd=tmp_path)
    assert result.returncode == 2
    assert "Fel: mapp är mappen med arbetsböckerna." in result.stderr
    assert sorted(path.name for path in (tmp_path / "mapp").iterdir()) == before
