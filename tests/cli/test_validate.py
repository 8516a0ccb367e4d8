"""The command as a user meets it: in a process of its own, with real files."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.program import stexcel

EXAMPLES = Path(__file__).parents[1] / "exempel"
ONE = EXAMPLES / "L01" / "L01-psyk-luckor.xlsx"
TODAY = ("--today", "2026-11-01")


def test_findings_give_exit_code_1_and_a_verdict() -> None:
    result = stexcel("validate", ONE, *TODAY)
    assert result.returncode == 1
    assert "Nora Wiklander" in result.stdout
    assert "Sammanställning" in result.stdout
    assert result.stderr == ""


def test_never_fails_on_findings_when_told_so() -> None:
    assert stexcel("validate", ONE, *TODAY, "--fail-on", "never").returncode == 0


def test_clean_file_gives_exit_code_0() -> None:
    result = stexcel("validate", EXAMPLES / "L01" / "L01-onk-komplett.xlsx", *TODAY)
    assert (result.returncode, "brister mot krav" in result.stdout) == (0, False)


def test_json_to_a_file_is_one_document_with_paths_as_given(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES / "L01", tmp_path / "mapp" / "L01")
    result = stexcel("validate", "mapp", *TODAY, "--format", "json", "-o", "ut.json", cwd=tmp_path)
    assert (result.returncode, result.stdout) == (1, "")
    document = json.loads((tmp_path / "ut.json").read_text(encoding="utf-8"))
    assert [file["fil"] for file in document["filer"]] == [
        f"mapp/L01/{name}.xlsx" for name in ("L01-med-2021", "L01-onk-komplett", "L01-psyk-luckor")
    ]
    assert document["idag"] == "2026-11-01"


def test_output_is_the_same_however_many_processes(tmp_path: Path) -> None:
    for number in range(70):
        shutil.copy(ONE, tmp_path / f"{number:02d}.xlsx")
    alone, together = (
        stexcel("validate", tmp_path, *TODAY, "--format", "json", "--jobs", jobs).stdout for jobs in ("1", "2")
    )
    assert len(json.loads(alone)["filer"]) == 70
    assert alone == together


def test_damaged_file_is_a_finding_and_the_others_are_checked(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"inte en arbetsbok")
    shutil.copy(ONE, tmp_path / "b.xlsx")
    result = stexcel("validate", tmp_path, *TODAY, "--format", "json")
    first, second = json.loads(result.stdout)["filer"]
    assert [finding["kod"] for finding in first["fynd"]] == ["STX001"]
    assert second["person"]["namn"] == "Nora Wiklander"
    assert result.returncode == 1


def test_source_is_never_overwritten(tmp_path: Path) -> None:
    shutil.copy(ONE, tmp_path / "iup.xlsx")
    before = (tmp_path / "iup.xlsx").read_bytes()
    result = stexcel("validate", "iup.xlsx", "-o", "../" + tmp_path.name + "/iup.xlsx", cwd=tmp_path)
    assert result.returncode == 2
    assert "är en av arbetsböckerna" in result.stderr
    assert (tmp_path / "iup.xlsx").read_bytes() == before


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("validate",), "SÖKVÄG... saknas"),
        (("validate", "finns-inte.xlsx"), "finns inte"),
        (("validate", "."), "Inga arbetsböcker"),
        (("validate", ".", "--today", "i dag"), "--today: ”i dag” är inget datum"),
        (("validate", ".", "--fail-on", "allt"), "--fail-on: ”allt” är inget av krav, rad, lokal, never"),
        (("validate", ".", "--format", "xml"), "--format: ”xml” är inget av text, json, sarif, xlsx, html"),
        (("validate", ".", "--format", "xlsx"), "--format xlsx behöver en fil"),
        (("validate", ".", "--format", "html", "-o", "fynd.xlsx"), "--format html passar inte filnamnet fynd.xlsx"),
        (("validate", ".", "--format", "xlsx", "-o", "fynd.xls"), "--format xlsx passar inte filnamnet fynd.xls"),
        (("validate", ".", "-o", "fynd.docx"), "Av filnamnet fynd.docx framgår inte vilket format"),
        (("validate", ".", "--jobs", "0"), "--jobs: ”0” ska vara ett heltal, minst 1"),
        (("validate", ".", "--jobs"), "Flaggan --jobs behöver ett värde"),
        (("validate", ".", "--formt", "json"), "Flaggan --formt finns inte. Menade du --format?"),
        (("validate", ".", "--today", "9999-12-31"), "--today: 9999-12-31 ligger utanför åren 2000–2100"),
        (("validate", ".", "--today", "2026-13-01"), "--today: ”2026-13-01” är ett datum som inte finns"),
        (("validate", "-rf.xlsx"), "Flaggan -r finns inte. Är -rf.xlsx en fil: skriv ./-rf.xlsx"),
        (("annotate", "iup.xlsx"), "--output saknas. Skriv -o KOPIA: Kopian som anmärkningarna skrivs i."),
        (("annotate", "iup.xlsx", "-o", "ut.xlsx"), "iup.xlsx: filen finns inte. Kontrollera namnet"),
        (("validera", "."), "Kommandot ”validera” finns inte"),
        (("validate", ".", "--regelverk", "saknas.csv"), "saknas.csv"),
        (("validate", ".", "--profile", "saknas.toml"), "saknas.toml"),
    ],
)
def test_run_that_cannot_be_done_is_told_in_swedish(args: tuple[str, ...], message: str, tmp_path: Path) -> None:
    result = stexcel(*args, cwd=tmp_path)
    assert result.returncode == 2
    assert result.stderr.startswith("Fel: ")
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_output_that_cannot_be_written(tmp_path: Path) -> None:
    result = stexcel("validate", ONE, "-o", tmp_path / "saknas" / "ut.txt")
    assert result.returncode == 2
    assert "mappen finns inte" in result.stderr


def test_suffix_of_the_file_chooses_the_format(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES / "L01", tmp_path / "st")
    for name in ("fynd.txt", "fynd.json", "fynd.sarif", "fynd.sarif.json", "fynd.xlsx", "fynd.html", "fynd"):
        assert stexcel("validate", "st", *TODAY, "--fail-on", "never", "-o", f"ut-{name}", cwd=tmp_path).stderr == ""
    text = (tmp_path / "ut-fynd.txt").read_text(encoding="utf-8")
    assert text == stexcel("validate", "st", *TODAY, cwd=tmp_path).stdout
    assert (tmp_path / "ut-fynd").read_text(encoding="utf-8") == text
    assert json.loads((tmp_path / "ut-fynd.json").read_text(encoding="utf-8"))["filer"]
    for name in ("ut-fynd.sarif", "ut-fynd.sarif.json"):
        assert json.loads((tmp_path / name).read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert (tmp_path / "ut-fynd.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    cells = [row[3] for row in load_workbook(tmp_path / "ut-fynd.xlsx")["Fynd"].iter_rows(min_row=2)]
    targets = {cell.hyperlink.target for cell in cells if cell.hyperlink}
    assert "st\\L01-psyk-luckor.xlsx" in targets


def test_format_that_is_asked_for_goes_to_any_fitting_file(tmp_path: Path) -> None:
    for style, name in (("sarif", "fynd.json"), ("json", "fynd.dat"), ("text", "fynd.md")):
        result = stexcel("validate", ONE, *TODAY, "--format", style, "-o", name, cwd=tmp_path)
        assert (result.returncode, result.stderr) == (1, "")
    assert "runs" in json.loads((tmp_path / "fynd.json").read_text(encoding="utf-8"))
    assert stexcel("validate", ONE, *TODAY, "--format", "html").stdout.startswith("<!DOCTYPE html>")


def test_result_among_the_workbooks_is_written_anew_and_never_checked(tmp_path: Path) -> None:
    shutil.copy(ONE, tmp_path / "iup.xlsx")
    for _ in range(2):
        result = stexcel("validate", ".", *TODAY, "-o", "fynd.xlsx", cwd=tmp_path)
        assert (result.returncode, result.stderr) == (1, "")
    overview = load_workbook(tmp_path / "fynd.xlsx")["Översikt"]
    files = [row[1] for row in overview.iter_rows(values_only=True)]
    assert files[files.index("Fil") + 1 :] == ["iup.xlsx"]


def test_earlier_result_is_replaced_also_when_it_is_named_among_the_workbooks(tmp_path: Path) -> None:
    shutil.copy(ONE, tmp_path / "iup.xlsx")
    for files in (("iup.xlsx",), ("iup.xlsx", "fynd.xlsx")):
        result = stexcel("validate", *files, *TODAY, "-o", "fynd.xlsx", cwd=tmp_path)
        assert (result.returncode, result.stderr) == (1, "")


def test_workbook_that_is_not_ours_is_never_overwritten(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        shutil.copy(ONE, tmp_path / name)
    before = (tmp_path / "b.xlsx").read_bytes()
    result = stexcel("validate", "a.xlsx", *TODAY, "-o", "b.xlsx", cwd=tmp_path)
    assert result.returncode == 2
    assert "b.xlsx finns redan och är inte ett resultat från stexcel" in result.stderr
    assert (tmp_path / "b.xlsx").read_bytes() == before


@pytest.mark.parametrize("args", [(), ("--help",), ("validate", "--help")])
def test_help_is_swedish(args: tuple[str, ...]) -> None:
    result = stexcel(*args)
    assert result.returncode == 0
    assert result.stdout.startswith("Användning: ")
    assert "Flaggor:" in result.stdout
    for english in (
        "Usage",
        "Options",
        "Commands",
        "Show",
        "default",
        "exit",
        "required",
        "OPTIONS",
        "COMMAND",
    ):
        assert english not in result.stdout


def test_help_does_not_load_what_only_commands_need() -> None:
    script = (
        "import sys\nfrom stexcel.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "sys.exit(bool({'rich', 'python_calamine', 'stexcel.api', 'stexcel.layout'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert result.returncode == 0


def test_folder_is_no_file_to_write(tmp_path: Path) -> None:
    result = stexcel("validate", ONE, "-o", tmp_path, *TODAY)
    assert result.returncode == 2
    assert f"Fel: {tmp_path.as_posix()} är en mapp. Ange ett filnamn efter -o" in result.stderr


@pytest.mark.parametrize(
    ("name", "sentence", "action"),
    [
        ("~$iup.xlsx", "Filen är ett tillfälligt lås som Excel lägger", "Peka på arbetsboken själv"),
        ("fynd.xlsx", "Filen är ett resultat som stexcel har skrivit", "Peka på IUP-filerna"),
    ],
)
def test_named_file_that_is_no_ones_has_advice_of_its_own(
    name: str, sentence: str, action: str, tmp_path: Path
) -> None:
    stexcel("validate", ONE, "-o", tmp_path / "fynd.xlsx", *TODAY)
    (tmp_path / "~$iup.xlsx").write_bytes(b"\x05Eva Ek")
    told = json.loads(stexcel("validate", tmp_path / name, *TODAY, "--format", "json").stdout)
    (finding,) = told["filer"][0]["fynd"]
    assert finding["text"].startswith(sentence)
    assert finding["atgard"].startswith(action)


def test_changed_limits_are_told_in_json_and_sarif(tmp_path: Path) -> None:
    shutil.copy(ONE, tmp_path / "iup.xlsx")
    (tmp_path / "stexcel.toml").write_text('profil = "spur-2"\n', encoding="utf-8")
    changed = {"revision_manader": {"varde": 6, "forval": 12}}
    told = json.loads(stexcel("validate", tmp_path, *TODAY, "--format", "json").stdout)["konfiguration"]
    assert (told["profil"], told["trosklar"]) == ("spur-2", changed)
    log = json.loads(stexcel("validate", tmp_path, *TODAY, "--format", "sarif").stdout)
    properties = log["runs"][0]["properties"]
    assert (properties["profil"], properties["trosklar"]) == ("spur-2", changed)
