"""``stexcel catalogue`` as a user meets it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from shutil import copyfile

import pytest

from stexcel.catalogue.model import Official
from stexcel.codes import SOSFS_2015
from stexcel.model import ActivityType
from stexcel.regelverk import Regelverk
from tests.catalogue.invented import official
from tests.catalogue.print import printed
from tests.cli.program import ROOT, stexcel

DAY = ("--today", "2026-11-23")
IUP = ROOT / "tests" / "exempel" / "L01" / "L01-psyk-luckor.xlsx"
KURS = frozenset({ActivityType.KURS})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    clinic = tmp_path / "klinik"
    clinic.mkdir()
    for name in ("nora.xlsx", "samma mall.xlsx"):
        copyfile(IUP, clinic / name)
    return clinic


def psychiatry(regelverk: Regelverk) -> Official:
    goals = regelverk.malbeskrivning(SOSFS_2015, "Psykiatri")
    assert goals is not None
    one = official(codes=tuple(goals.requirements))
    delmal = {
        code: replace(
            one.delmal[code],
            title=row.title,
            required=row.required,
            recommended=row.recommended,
            certified_by=row.certified_by,
        )
        for code, row in goals.requirements.items()
    }
    return replace(one, delmal=delmal)


@pytest.fixture
def pdf(tmp_path: Path, regelverk: Regelverk) -> Path:
    path = tmp_path / "mal.pdf"
    path.write_bytes(printed([psychiatry(regelverk)]))
    return path


def test_an_import_marks_the_findings_with_their_page(folder: Path, pdf: Path) -> None:
    before = stexcel("validate", folder, *DAY)
    assert "Kontrollerat mot" not in before.stdout
    imported = stexcel("catalogue", "import", pdf, "--folder", folder, "--yes", *DAY)
    assert imported.returncode == 0, imported.stderr
    assert "Psykiatri, SOSFS 2015:8: 24 delmål lästa" in imported.stdout
    assert "24 av 24 stämmer med de rader som gäller i dag." in imported.stdout
    after = stexcel("validate", folder, *DAY)
    assert "Kontrollerat mot Målbeskrivning psykiatri, s. " in after.stdout
    data = json.loads(stexcel("validate", folder, "--format", "json", *DAY).stdout)
    found = {one["kod"]: one["kontrollerad"] for file in data["filer"] for one in file["fynd"]}
    assert found["STX104"].startswith("Målbeskrivning psykiatri, s. ")
    assert found["STX103"] is None  # a målbeskrivning says nothing of methods of assessment


def test_nothing_is_stored_without_a_yes(folder: Path, pdf: Path) -> None:
    ended = stexcel("catalogue", "import", pdf, "--folder", folder, *DAY)
    assert ended.returncode == 2
    assert "Avbrutet." in ended.stderr
    assert not list(folder.glob("*.csv"))
    assert not list(folder.glob("*.toml"))


def test_what_differs_is_shown_and_the_rows_are_used(folder: Path, tmp_path: Path, regelverk: Regelverk) -> None:
    one = psychiatry(regelverk)
    changed = {**one.delmal, "a3": replace(one.delmal["a3"], required=(KURS,), certified_by="kursledare|handledare")}
    path = tmp_path / "mal.pdf"
    path.write_bytes(printed([replace(one, delmal=changed)]))
    ended = stexcel("catalogue", "import", path, "--folder", folder, "--yes", *DAY)
    assert "23 av 24 stämmer" in ended.stdout
    assert "krav: klinisk tjänstgöring under handledning → kurs" in ended.stdout
    assert "intyg av: handledare → kursledare eller handledare" in ended.stdout


def test_one_of_several_specialties(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "alla.pdf"
    path.write_bytes(printed([official("Onkologi"), official()]))
    ended = stexcel("catalogue", "import", path, "--folder", folder, "--specialty", "onkologi", "--yes", *DAY)
    assert ended.returncode == 0, ended.stderr
    rows = (folder / "malbeskrivningar.csv").read_text(encoding="utf-8-sig")
    assert "Onkologi" in rows
    assert "Psykiatri" not in rows
    ended = stexcel("catalogue", "import", path, "--folder", folder, "--specialty", "Urologi", "--yes", *DAY)
    assert ended.returncode == 2
    assert "Där finns: Onkologi, Psykiatri." in ended.stderr


def test_a_specialty_that_is_not_read_for_certain_is_not_stored(folder: Path, tmp_path: Path) -> None:
    faulty = official("Onkologi")
    path = tmp_path / "alla.pdf"
    path.write_bytes(printed([replace(faulty, listed=(*faulty.listed, "c3")), official()]))
    ended = stexcel("catalogue", "import", path, "--folder", folder, "--yes", *DAY)
    assert ended.returncode == 1
    assert "Fel: Delmål som ska finnas men vars tabell inte går att läsa: c3." in ended.stdout
    rows = (folder / "malbeskrivningar.csv").read_text(encoding="utf-8-sig")
    assert "Onkologi" not in rows
    assert "Psykiatri" in rows


@pytest.mark.parametrize("content", [b"%PDF-1.4 inget", b"hej", printed([official()], password="hemlig")])
def test_bad_input_stores_nothing(folder: Path, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "fel.pdf"
    path.write_bytes(content)
    ended = stexcel("catalogue", "import", path, "--folder", folder, "--yes", *DAY)
    assert ended.returncode == 2
    assert ended.stderr.startswith("Fel: ")
    assert "Traceback" not in ended.stderr
    assert sorted(one.name for one in folder.iterdir()) == ["nora.xlsx", "samma mall.xlsx"]


def test_status_tells_who_is_judged_on_what(folder: Path, pdf: Path) -> None:
    stexcel("catalogue", "import", pdf, "--folder", folder, "--yes", *DAY)
    shown = stexcel("catalogue", "status", folder)
    assert shown.returncode == 0, shown.stderr
    assert "0 av 2 ST-läkare bedöms på okontrollerade rader." in shown.stdout
    assert "Läst ur mal.pdf (2026-11-23): Psykiatri." in shown.stdout
    data = json.loads(stexcel("catalogue", "status", folder, "--format", "json").stdout)
    (rows,) = data["malbeskrivningar"]
    assert len(rows["delmal"]["kontrollerade"]) == 24
    assert [one["okontrollerade"] for one in data["st_lakare"]] == [[], []]


def test_status_of_every_specialty(tmp_path: Path) -> None:
    shown = stexcel("catalogue", "status", cwd=tmp_path)
    assert shown.returncode == 0, shown.stderr
    (line,) = [line for line in shown.stdout.splitlines() if line.startswith("Rättspsykiatri  ") and "2015:8" in line]
    assert line.split()[-3:] == ["11", "0", "13"]  # officiella, transkriberade, okontrollerade
    assert "kontrollerade: inlästa" not in shown.stdout


def test_an_audit_tells_once_for_each_template(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "mal.pdf"
    codes = (*(f"a{n}" for n in range(1, 8)), *(f"b{n}" for n in range(1, 6)), *(f"c{n}" for n in range(1, 13)))
    path.write_bytes(printed([official(codes=codes)]))
    stexcel("catalogue", "import", path, "--folder", folder, "--yes", *DAY)
    shown = stexcel("catalogue", "audit", folder)
    assert shown.returncode == 1, shown.stderr
    assert "Mall 1 (2 filer): Psykiatri, SOSFS 2015:8, 24 delmål" in shown.stdout
    assert "Mall 2" not in shown.stdout
    assert "  Saknas: a7\n" in shown.stdout
    assert "  Finns inte i målbeskrivningen: c13\n" in shown.stdout
    assert "  Har en annan lydelse: a1–a6, b1–b5 och c1–c12\n" in shown.stdout
    (template,) = json.loads(stexcel("catalogue", "audit", folder, "--format", "json").stdout)["mallar"]
    assert {one["slag"] for one in template["skillnader"]} == {
        "saknas",
        "finns inte i målbeskrivningen",
        "har en annan lydelse",
    }


def test_an_audit_without_differences(tmp_path: Path) -> None:
    copyfile(ROOT / "tests" / "exempel" / "L01" / "L01-onk-komplett.xlsx", tmp_path / "iup.xlsx")
    shown = stexcel("catalogue", "audit", tmp_path)
    assert shown.returncode == 0, shown.stdout
    assert "Samma delmål som målbeskrivningen." in shown.stdout


def test_help_is_in_swedish() -> None:
    shown = stexcel("catalogue")
    assert shown.returncode == 0
    assert "Kommandon:" in shown.stdout
    assert [line.split()[0] for line in shown.stdout.splitlines() if line.startswith("  ")][-5:].count("import") == 1
