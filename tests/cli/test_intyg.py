"""``stexcel intyg`` as a user meets it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from stexcel.codes import HSLF_2021, SOSFS_2015
from stexcel.intyg.model import Kind
from stexcel.intyg.pdf import read_form
from tests.cli.program import stexcel
from tests.intyg.forms import Drawn, drawn, form, save_forms
from tests.intyg.iup import save_iup

TODAY = ("--today", "2026-11-01")
PERSONAL_ID = "19900101-2385"


@pytest.fixture(scope="module")
def drawn_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two doctors' IUPs and the blank forms."""
    folder = tmp_path_factory.mktemp("intyg")
    (folder / "iup").mkdir()
    save_iup(folder / "iup" / "asa.xlsx", SOSFS_2015)
    save_iup(folder / "iup" / "nils.xlsx", HSLF_2021, name="Nils Berg")
    save_forms(folder / "blanketter")
    return folder


@pytest.fixture
def folder(drawn_once: Path, tmp_path: Path) -> Path:
    """The same in a folder of the test's own."""
    shutil.copytree(drawn_once, tmp_path, dirs_exist_ok=True)
    return tmp_path


def saved(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_form_for_every_finished_activity_and_a_list_of_what_is_left(folder: Path) -> None:
    result = stexcel("intyg", "iup", "--forms", "blanketter", "-o", "ut", *TODAY, cwd=folder)
    assert (result.returncode, result.stderr) == (0, "")
    assert saved(folder / "ut") == [
        f"{who}/{name}.pdf"
        for who in ("asa", "nils")
        for name in (
            "auskultation-2024-04-01-auskultation-pa-stralfysik",
            "klinisk-tjanstgoring-2024-01-01-hematologkliniken",
            "kurs-2024-05-06-palliativ-vard",
            "kvalitetsarbete-utan-datum-ny-rutin-for-provsvar",
            "skriftligt-arbete-utan-datum-overlevnad-efter-stralning",
        )
    ]
    assert "a4 klart 2025-03-02 men intyg saknas" in result.stdout
    assert "Personnummer (lämnas tomt om det inte anges med --personnummer)" in result.stdout
    assert "inte prövat på Socialstyrelsens egna blanketter" in " ".join(result.stdout.split())


def test_earlier_forms_are_kept_unless_told(folder: Path) -> None:
    run = ("intyg", "iup/asa.xlsx", "--forms", "blanketter", "-o", "ut", *TODAY)
    stexcel(*run, cwd=folder)
    signed = folder / "ut" / "asa" / "kurs-2024-05-06-palliativ-vard.pdf"
    made = signed.read_bytes()
    signed.write_bytes(b"undertecknat")
    again = stexcel(*run, cwd=folder)
    assert "Finns redan och är inte rörda" in again.stdout
    assert signed.read_bytes() == b"undertecknat"
    stexcel(*run, "--overwrite", cwd=folder)
    assert signed.read_bytes() == made


def test_json_names_every_field_and_no_value(folder: Path) -> None:
    run = ("intyg", "iup/asa.xlsx", "--forms", "blanketter", "-o", "ut", *TODAY)
    result = stexcel(*run, "--format", "json", "--personnummer", PERSONAL_ID, cwd=folder)
    document = json.loads(result.stdout)
    (doctor,) = document["st_lakare"]
    for made in doctor["blanketter"]:
        fields = {one["falt"] for one in (*made["ifyllda"], *made["tomma"])}
        assert fields == {one.name for one in read_form(folder / made["fil"]).fields}
        assert {"Personnummer"} <= {one["falt"] for one in made["ifyllda"]}
    assert [one["delmal"] for one in doctor["klara_utan_intyg"]] == ["a4", "a5"]
    assert "2385" not in result.stdout


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (("--personnummer", PERSONAL_ID), "gäller en enda ST-läkare"),
        (("--personnummer", "19900101-0000"), "inget giltigt personnummer"),
    ],
)
def test_personal_number_is_for_one_doctor(more: tuple[str, str], why: str, folder: Path) -> None:
    result = stexcel("intyg", "iup", "--forms", "blanketter", "-o", "ut", *more, *TODAY, cwd=folder)
    assert (result.returncode, why in result.stderr, (folder / "ut").exists()) == (2, True, False)


def test_bad_forms_are_told_and_the_others_are_used(folder: Path) -> None:
    forms = folder / "blanketter"
    (forms / "trasig.pdf").write_bytes(b"inte en pdf")
    (forms / "kurs-2015.pdf").write_bytes(drawn("Okänd blankett", "", [Drawn("Text1", "")]))
    result = stexcel("intyg", "iup/asa.xlsx", "--forms", "blanketter", "-o", "ut", *TODAY, cwd=folder)
    assert result.returncode == 1
    assert "blanketter/trasig.pdf: filen är ingen PDF" in result.stdout
    assert "blanketter/kurs-2015.pdf: det framgår inte vilket intyg den är" in result.stdout
    assert "Fält: Text1" in result.stdout
    assert "blanketten ”Intyg om kurs” (SOSFS 2015:8) saknas" in " ".join(result.stdout.split())
    assert "hos Socialstyrelsen" in " ".join(result.stdout.split())
    assert len(saved(folder / "ut")) == 4


def test_inspect_shows_every_field_and_saves_a_mapping_that_works(folder: Path) -> None:
    shown = stexcel("intyg", "--forms", "blanketter", "--inspect", "--save-mapping", "lista.toml", cwd=folder)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "form1.sida1.falt2 (”Den sökandes personnummer”): personnummer" in shown.stdout
    (folder / "lista.toml").rename(folder / "blanketter" / "lista.toml")
    again = stexcel("intyg", "--forms", "blanketter", "--inspect", "--format", "json", cwd=folder)
    assert all(one["egen_faltlista"] and one["anvands"] for one in json.loads(again.stdout)["blanketter"])
    refused = stexcel("intyg", "--forms", "blanketter", "--save-mapping", "blanketter/lista.toml", cwd=folder)
    assert (refused.returncode, "kan vara rättad" in refused.stderr) == (2, True)


def test_faulty_mapping_stops_the_run(folder: Path) -> None:
    (folder / "blanketter" / "lista.toml").write_text("[[blankett]]\nslag = 'kurs'\n", encoding="utf-8")
    result = stexcel("intyg", "iup", "--forms", "blanketter", "-o", "ut", *TODAY, cwd=folder)
    assert result.returncode == 2
    assert "blanketter/lista.toml, blankett 1: foreskrift saknas" in result.stderr
    assert not (folder / "ut").exists()


def test_check_compares_both_ways_in_every_format(folder: Path) -> None:
    stexcel("intyg", "iup", "--forms", "blanketter", "-o", "ut", *TODAY, cwd=folder)
    (folder / "ut" / "asa" / "kurs-2024-05-06-palliativ-vard.pdf").unlink()
    (folder / "ut" / "skadad.pdf").write_bytes(form(Kind.COURSE, SOSFS_2015)[:700])
    text = stexcel("intyg", "iup", "--check", "ut", *TODAY, cwd=folder)
    assert text.returncode == 1
    assert "Kurs, Palliativ vård (2024-05-06): avslutad, men intyg saknas." in text.stdout
    assert "ut/skadad.pdf: filen är skadad" in text.stdout
    document = json.loads(stexcel("intyg", "iup", "--check", "ut", *TODAY, "--format", "json", cwd=folder).stdout)
    found = [one["vad"] for one in document["st_lakare"][0]["anmarkningar"]]
    assert found.count("rad utan intyg") == 1
    assert [one["fil"] for one in document["inte_lasta_intyg"]] == ["ut/skadad.pdf"]
    stexcel("intyg", "iup", "--check", "ut", *TODAY, "-o", "jamfort.xlsx", cwd=folder)
    sheet = load_workbook(folder / "jamfort.xlsx")["Anmärkningar"]
    rows = [row for row in sheet.iter_rows(min_row=2, values_only=True) if row[1] == "rad utan intyg"]
    assert [(row[0], row[4]) for row in rows] == [("Åsa Öberg", "Kurser")]


def test_unread_iup_never_looks_like_agreement(folder: Path) -> None:
    (folder / "iup" / "trasig.xlsx").write_bytes(b"inte en arbetsbok")
    made = stexcel("intyg", "iup", "--forms", "blanketter", "-o", "ut", *TODAY, cwd=folder)
    assert (made.returncode, "iup/trasig.xlsx är inte läst" in made.stdout) == (1, True)
    checked = stexcel("intyg", "iup", "--check", "ut", *TODAY, cwd=folder)
    assert "iup/trasig.xlsx är inte läst" in checked.stdout


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ((), "Ange mappen eller filerna med IUP"),
        (("iup",), "--output saknas"),
        (("iup", "-o", "ut"), "--forms saknas"),
        (("iup", "--forms", "ingen", "-o", "ut"), "ingen finns inte"),
        (("iup", "--forms", "iup", "-o", "ut"), "har inga PDF-filer"),
        (("iup", "--check", "iup"), "har inga PDF-filer"),
        (("iup", "--forms", "blanketter", "-o", "iup/asa.xlsx"), "är en fil"),
        (("--inspect",), "--forms saknas"),
        (("iup", "--forms", "blanketter", "-o", "ut", "--format", "excel"), "bara tillsammans med --check"),
    ],
)
def test_what_is_lacking_is_asked_for(words: tuple[str, ...], why: str, folder: Path) -> None:
    result = stexcel("intyg", *words, cwd=folder)
    assert result.returncode == 2
    assert why in " ".join(result.stderr.split())
