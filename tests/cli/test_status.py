"""``stexcel status`` as a user meets it: in a process of its own, with real folders."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import time
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from stexcel.own_results import is_own_result
from stexcel.status.history_file import FILE_NAME
from tests.cli.program import FRESH, environment, stexcel

EXAMPLES = Path(__file__).parents[1] / "exempel"
UNITS = Path(__file__).parents[1] / "enheter"
TODAY = ("--today", "2026-11-01")
pytestmark = pytest.mark.filterwarnings("ignore:Unknown extension is not supported")


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    """A folder with three doctors."""
    folder = tmp_path / "klinik"
    shutil.copytree(EXAMPLES / "L01", folder)
    return folder


class Program:
    """The program, run from a folder and with the cache in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.more = {"XDG_CACHE_HOME": str(folder / "cache")}

    def __call__(self, *args: str | Path) -> subprocess.CompletedProcess[str]:
        """Runs ``stexcel status`` to its end."""
        return stexcel("status", *args, cwd=self.folder, more=self.more)

    def started(self, *args: str | Path) -> subprocess.Popen[str]:
        """Starts ``stexcel status`` and leaves it running."""
        command = [*FRESH, "status", *map(str, args)]
        env = environment(self.more)
        return subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8", cwd=self.folder, env=env)


@pytest.fixture
def status(tmp_path: Path) -> Program:
    return Program(tmp_path)


def doctors(path: Path) -> dict[str, tuple[object, ...]]:
    """The rows of the table of doctors on the front page, by name."""
    sheet = load_workbook(path)["Översikt"]
    table = sheet.tables["Lakare"]
    _, *rows = sheet[table.ref]
    found = {str(row[0].value): tuple(cell.value for cell in row[1:]) for row in rows}
    return {name: row for name, row in found.items() if not name.startswith("Summa")}


def front(path: Path) -> str:
    """All words on the front page."""
    return "\n".join(str(cell.value) for row in load_workbook(path)["Översikt"] for cell in row if cell.value)


def test_both_results_are_written_and_the_summary_is_told(clinic: Path, status: Program, tmp_path: Path) -> None:
    result = status("klinik", *TODAY, "-o", "status.xlsx", "--html", "status.html")
    assert (result.returncode, result.stdout) == (1, "")
    assert "status.xlsx och status.html: läget 2026-11-01, 2 röda och 1 " in result.stderr
    assert len(doctors(tmp_path / "status.xlsx")) == 3
    assert "Nora Wiklander" in (tmp_path / "status.html").read_text(encoding="utf-8")
    assert (clinic / FILE_NAME).is_file()


def test_the_help_is_swedish_and_the_command_is_listed(status: Program) -> None:
    assert "Visar läget för alla ST-läkare" in status("--help").stdout


def test_something_to_write_has_to_be_named(clinic: Path, status: Program) -> None:
    result = status("klinik")
    assert result.returncode == 2
    assert "-o status.xlsx, --html status.html" in result.stderr


def test_own_result_is_replaced_and_never_read(clinic: Path, status: Program, tmp_path: Path) -> None:
    for day in ("2026-03-01", "2026-11-01"):
        assert status("klinik", "--today", day, "-o", "klinik/status.xlsx").returncode == 1
    assert is_own_result(clinic / "status.xlsx")
    assert len(doctors(clinic / "status.xlsx")) == 3
    assert "läget 2026-11-01" in front(clinic / "status.xlsx").casefold()


@pytest.mark.parametrize("name", ["annan.xlsx", "annan.html", "klinik/L01-psyk-luckor.xlsx"])
def test_anything_else_is_refused_before_anything_is_read(
    clinic: Path, status: Program, tmp_path: Path, name: str
) -> None:
    if not name.startswith("klinik"):
        (tmp_path / name).write_text("klinikens egen", encoding="utf-8")
    before = (tmp_path / name).read_bytes()
    result = status("klinik", *TODAY, "--html" if name.endswith("html") else "-o", name)
    assert result.returncode == 2
    assert "inte ett resultat från stexcel" in result.stderr
    assert (tmp_path / name).read_bytes() == before
    assert not (clinic / FILE_NAME).exists()


def test_a_workbook_that_is_not_there_yet_is_no_target_for_its_own_name(clinic: Path, status: Program) -> None:
    result = status("klinik", *TODAY, "-o", "borta/status.xlsx")
    assert (result.returncode, "mappen finns inte" in result.stderr) == (2, True)
    result = status("klinik", *TODAY, "-o", "status.ods")
    assert (result.returncode, "ska sluta på .xlsx" in result.stderr) == (2, True)
    result = status("klinik", *TODAY, "-o", "klinik")
    assert (result.returncode, "är en mapp" in result.stderr) == (2, True)


@pytest.mark.parametrize(("lock", "program"), [("~$status.xlsx", "Excel"), (".~lock.status.xlsx#", "LibreOffice")])
def test_a_result_that_is_open_is_left_whole(
    clinic: Path, status: Program, tmp_path: Path, lock: str, program: str
) -> None:
    status("klinik", "--today", "2026-03-01", "-o", "status.xlsx")
    before = (tmp_path / "status.xlsx").read_bytes()
    (tmp_path / lock).write_bytes(b"Sanna")
    result = status("klinik", *TODAY, "-o", "status.xlsx", "--html", "status.html")
    assert result.returncode == 2
    assert f"är öppen i {program}" in result.stderr
    assert (tmp_path / "status.xlsx").read_bytes() == before
    assert (tmp_path / "status.html").is_file()  # what could be done is done


def test_no_iup_is_told_and_an_earlier_result_is_kept(clinic: Path, status: Program, tmp_path: Path) -> None:
    status("klinik", *TODAY, "-o", "status.xlsx")
    before = (tmp_path / "status.xlsx").read_bytes()
    (tmp_path / "annat").mkdir()
    Workbook().save(tmp_path / "annat" / "tom.xlsx")
    result = status("annat", *TODAY, "-o", "status.xlsx")
    assert result.returncode == 2
    assert "Inget IUP kunde läsas" in result.stderr and "annat/tom.xlsx" in result.stderr
    assert (tmp_path / "status.xlsx").read_bytes() == before
    (tmp_path / "tomt").mkdir()
    result = status("tomt", *TODAY, "-o", "status.xlsx")
    assert (result.returncode, "Inga arbetsböcker" in result.stderr) == (2, True)
    result = status("finns-inte", *TODAY, "-o", "status.xlsx")
    assert (result.returncode, "finns inte" in result.stderr) == (2, True)


def test_a_file_that_cannot_be_read_is_grey_and_named(clinic: Path, status: Program, tmp_path: Path) -> None:
    (clinic / "trasig.xlsx").write_bytes(b"PK\x03\x04 inte en arbetsbok")
    result = status("klinik", *TODAY, "-o", "status.xlsx")
    assert result.returncode == 1
    assert "Obs: trasig.xlsx är inte bedömd" in result.stderr
    rows = doctors(tmp_path / "status.xlsx")
    assert len(rows) == 4
    assert rows["trasig.xlsx"][0] == "grå – ej bedömd"


def test_two_files_for_one_doctor_are_both_shown_and_told(clinic: Path, status: Program, tmp_path: Path) -> None:
    shutil.copy(clinic / "L01-psyk-luckor.xlsx", clinic / "kopia.xlsx")
    result = status("klinik", *TODAY, "-o", "status.xlsx")
    assert result.returncode == 1
    assert "STX007" in front(tmp_path / "status.xlsx")
    assert "Nora Wiklander har flera filer" in result.stderr


def test_trends_come_with_the_second_run_and_an_old_day_can_be_redrawn(
    clinic: Path, status: Program, tmp_path: Path
) -> None:
    first = status("klinik", "--today", "2026-03-01", "-o", "mars.xlsx")
    assert "ingen tidigare körning" in first.stderr
    second = status("klinik", *TODAY, "-o", "nov.xlsx")
    assert "ingen tidigare körning" not in second.stderr
    again = status("klinik", *TODAY, "--as-of", "2026-03-01", "-o", "igen.xlsx", "--html", "igen.html")
    assert again.returncode == 1
    assert "igen.xlsx och igen.html: läget 2026-03-01" in again.stderr
    assert (tmp_path / "igen.html").read_text(encoding="utf-8").count("inte sparade i historiken") == 7
    then, now = doctors(tmp_path / "mars.xlsx"), doctors(tmp_path / "igen.xlsx")
    assert {name: row[5:11] for name, row in then.items()} == {name: row[5:11] for name, row in now.items()}
    assert "inte sparade i historiken" in front(tmp_path / "igen.xlsx")
    missing = status("klinik", "--as-of", "2025-01-01", "-o", "aldrig.xlsx")
    assert (missing.returncode, "Sparade dagar: 2026-03-01 och 2026-11-01" in missing.stderr) == (2, True)
    assert not (tmp_path / "aldrig.xlsx").exists()


def test_a_broken_history_never_stops_a_run(clinic: Path, status: Program, tmp_path: Path) -> None:
    (clinic / FILE_NAME).write_bytes(b"inte en databas, men lika bra" * 100)
    result = status("klinik", *TODAY, "-o", "status.xlsx")
    assert result.returncode == 1
    assert "är skadad" in result.stderr
    assert len(doctors(tmp_path / "status.xlsx")) == 3


def test_without_history_nothing_is_kept(clinic: Path, status: Program) -> None:
    result = status("klinik", *TODAY, "-o", "status.xlsx", "--no-history")
    assert (result.returncode, "Historiken är avstängd" in result.stderr) == (1, True)
    assert not (clinic / FILE_NAME).exists()
    wrong = status("klinik", "-o", "status.xlsx", "--no-history", "--as-of", "2026-01-01")
    assert (wrong.returncode, "går inte ihop" in wrong.stderr) == (2, True)


def test_the_cache_changes_nothing_and_can_be_left_out(clinic: Path, status: Program, tmp_path: Path) -> None:
    common = ("klinik", *TODAY, "--no-history", "-o")
    status(*common, "ett.xlsx")
    kept = [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    status(*common, "två.xlsx")
    status(*common, "tre.xlsx", "--no-cache")
    first, second, third = ((tmp_path / name).read_bytes() for name in ("ett.xlsx", "två.xlsx", "tre.xlsx"))
    assert first == second == third
    assert kept
    shutil.rmtree(tmp_path / "cache")
    status(*common, "fyra.xlsx", "--no-cache")
    assert not (tmp_path / "cache").exists()


def test_a_changed_file_is_read_anew(clinic: Path, status: Program, tmp_path: Path) -> None:
    common = ("klinik", *TODAY, "--no-history", "-o")
    status(*common, "ett.xlsx")
    shutil.copy(EXAMPLES / "L02" / "L02-kir-2021.xlsx", clinic / "L01-psyk-luckor.xlsx")
    status(*common, "två.xlsx")
    before, after = doctors(tmp_path / "ett.xlsx"), doctors(tmp_path / "två.xlsx")
    assert "Nora Wiklander" in before and "Nora Wiklander" not in after
    assert len(after) == 3


def test_anonymous_results_have_no_names(clinic: Path, status: Program, tmp_path: Path) -> None:
    result = status("klinik", *TODAY, "--anonymous", "-o", "ut.xlsx", "--html", "ut.html")
    assert result.returncode == 1
    with ZipFile(tmp_path / "ut.xlsx") as book:
        raw = b"\n".join(book.read(name) for name in book.namelist()).decode("utf-8", "replace")
    raw += (tmp_path / "ut.html").read_text(encoding="utf-8")
    told = [
        word for word in ("Wiklander", "Nora", "L01", tmp_path.name) if re.search(rf"\b{word}\b", raw + result.stderr)
    ]
    assert told == []
    assert sorted(doctors(tmp_path / "ut.xlsx")) == ["ST-läkare 01", "ST-läkare 02", "ST-läkare 03"]


def test_the_units_own_workbook_may_lie_elsewhere(clinic: Path, status: Program, tmp_path: Path) -> None:
    shutil.copy(UNITS / "u03_enhet.xlsx", tmp_path / "enhet.xlsx")
    status("klinik", *TODAY, "--enhet", "enhet.xlsx", "-o", "status.xlsx")
    sheet = load_workbook(tmp_path / "status.xlsx")["Handledare"]
    _, *rows = sheet[sheet.tables["Handledare"].ref]
    assert any(cell.value == "ja" for row in rows for cell in row)


def test_the_exit_code_follows_fail_on(clinic: Path, status: Program) -> None:
    assert status("klinik", *TODAY, "-o", "status.xlsx", "--fail-on", "never").returncode == 0


def test_a_watch_writes_anew_when_a_file_is_saved(clinic: Path, status: Program, tmp_path: Path) -> None:
    program = status.started("klinik", *TODAY, "-o", "klinik/status.xlsx", "--watch")
    assert program.stderr is not None
    told: list[str] = []

    def until(words: str) -> None:
        for line in program.stderr or ():
            told.append(line)
            if words in line:
                return
        raise AssertionError(told)

    try:
        until("Väntar på ändringar")
        first = (clinic / "status.xlsx").read_bytes()
        (clinic / "~$L01-psyk-luckor.xlsx").write_bytes(b"l\xe5s")
        time.sleep(3)
        assert (clinic / "status.xlsx").read_bytes() == first
        shutil.copy(EXAMPLES / "L02" / "L02-kir-2021.xlsx", clinic / "ny.xlsx")
        until("En fil har ändrats")
        until("klinik/status.xlsx: läget")
        assert len(doctors(clinic / "status.xlsx")) == 4
    finally:
        program.send_signal(signal.SIGINT)
        rest = program.communicate(timeout=60)[1]
    assert program.returncode == 0
    assert "Bevakningen är avslutad." in rest
    assert sum("En fil har ändrats" in line for line in told) == 1


def test_a_watch_goes_on_after_a_fault(clinic: Path, status: Program, tmp_path: Path) -> None:
    (tmp_path / "~$status.xlsx").write_bytes(b"Sanna")
    program = status.started("klinik", *TODAY, "-o", "status.xlsx", "--watch")
    assert program.stderr is not None
    lines = iter(program.stderr)
    told = [next(lines), next(lines)]
    program.send_signal(signal.SIGINT)
    program.communicate(timeout=60)
    assert "är öppen i Excel" in told[0]
    assert program.returncode == 0
