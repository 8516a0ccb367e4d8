"""Whose IUPs are to be written: TOML, CSV and the unit's own workbook, right and wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from stexcel.codes import HSLF_2021, SOSFS_2015
from stexcel.fill.errors import FillError
from stexcel.fill.people.files import read_people
from stexcel.fill.people.model import PeopleError
from stexcel.fill.template.content import Doctor
from stexcel.regelverk import Regelverk

ID_NUMBER = "640823-3234"
EVA = Doctor(
    "Eva Ek", date(2026, 9, 1), date(2031, 8, 31), 80, "Pär Öst", "Kim Sjö", "Bo Alm", "Reumatologkliniken"
)  # fmt: skip
WHOLE = """\
namn = "Eva Ek"
specialitet = "reumatologi"
foreskrift = 2021
start = 2026-09-01
slut = "31 aug 2031"
procent = 80
handledare = "Pär Öst"
studierektor = "Kim Sjö"
chef = "Bo Alm"
enhet = "Reumatologkliniken"
"""
TABLE = (
    "ST-läkare;Specialitet;Föreskrift;ST-start;Planerat slut;Tjänstgöringsgrad;Huvudhandledare;Studierektor;"
    "Verksamhetschef;Klinik\n"
    "Eva Ek;reumatologi;2021:8;2026-09-01;2031-08-31;80 %;Pär Öst;Kim Sjö;Bo Alm;Reumatologkliniken\n"
)


def write(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def faults(path: Path, regelverk: Regelverk) -> tuple[str, ...]:
    with pytest.raises(PeopleError) as error:
        read_people(path, regelverk)
    return error.value.reasons


@pytest.mark.parametrize("around", ["{}", "[st]\n{}", "[[st]]\n{}"])
def test_one_person_in_toml(tmp_path: Path, regelverk: Regelverk, around: str) -> None:
    (eva,) = read_people(write(tmp_path, "eva.toml", around.format(WHOLE)), regelverk).residents
    assert (eva.name, eva.doctor) == ("Eva Ek", EVA)
    assert (eva.malbeskrivning.specialty, eva.malbeskrivning.regulation) == ("Reumatologi", HSLF_2021)


def test_several_people_share_what_stands_above_them(tmp_path: Path, regelverk: Regelverk) -> None:
    text = (
        'studierektor = "Kim Sjö"\nforeskrift = "2015"\nspecialitet = "Kirurgi"\n'
        '[[st]]\nnamn = "Eva Ek"\n\n[[st]]\nnamn = "Eva Ek"\nforeskrift = "HSLF-FS 2021:8"\nstudierektor = "Bo By"\n'
    )
    first, second = read_people(write(tmp_path, "alla.toml", text), regelverk).residents
    assert (first.doctor.studierektor, first.malbeskrivning.regulation, first.where) == ("Kim Sjö", SOSFS_2015, "rad 4")
    assert (second.doctor.studierektor, second.malbeskrivning.regulation) == ("Bo By", HSLF_2021)


def test_every_fault_in_toml_is_told_with_its_line(tmp_path: Path, regelverk: Regelverk) -> None:
    text = (
        'handlerdare = "Pär Öst"\n[[st]]\nnamn = "Eva Ek"\nspecialitet = "Onkologi"\nforeskrift = 2019\n'
        'start = 2027-01-01\nslut = 2026-01-01\nprocent = 250\n[[st]]\npersonnummer = "x"\nnamn = "Bo By"\n'
        'specialitet = "Rymdmedicin"\nstart = "HT26"\n'
    )
    told = faults(write(tmp_path, "fel.toml", text), regelverk)
    for line, what in (
        ("rad 1", "Menade du ”handledare”?"),
        ("rad 2", "föreskriften ”2019” finns inte"),
        ("rad 2", "slutet 2026-01-01 är före starten"),
        ("rad 2", "”250” ska vara hela procent"),
        ("rad 9", "specialiteten ”Rymdmedicin” finns inte"),
        ("rad 9", "föreskriften saknas"),
        ("rad 9", "starten ”HT26” är ingen dag"),
        ("rad 10", "förs aldrig över"),
    ):
        assert any(f"fel.toml, {line}: " in one and what in one for one in told), (line, what, told)
    assert len(told) == 8


def test_a_name_belongs_to_one_person(tmp_path: Path, regelverk: Regelverk) -> None:
    text = 'namn = "Eva Ek"\nforeskrift = 2021\nspecialitet = "Kirurgi"\n[[st]]\nstart = 2026-01-01\n'
    assert "utanför [[st]]" in faults(write(tmp_path, "a.toml", text), regelverk)[0]


@pytest.mark.parametrize(
    ("delimiter", "encoding"), [(";", "utf-8"), (",", "utf-8-sig"), (";", "cp1252"), ("\t", "utf-16")]
)
def test_tables_as_programs_save_them(tmp_path: Path, regelverk: Regelverk, delimiter: str, encoding: str) -> None:
    path = write(tmp_path, "enhet.csv", TABLE.replace(";", delimiter), encoding)
    (eva,) = read_people(path, regelverk).residents
    assert (eva.doctor, eva.malbeskrivning.specialty, eva.where) == (EVA, "Reumatologi", "rad 2")


def test_a_title_names_in_two_columns_and_blank_lines(tmp_path: Path, regelverk: Regelverk) -> None:
    text = (
        'sep=;\nVåra ST-läkare;;;\n\nEfternamn;Förnamn;Specialitet;Föreskrift;\nEk;"Eva\nMaria";Kirurgi;2015;\n;;;;\n'
        "By;Bo;Ortopedi;2021;\n"
    )
    eva, bo = read_people(write(tmp_path, "e.csv", text), regelverk).residents
    assert (eva.name, eva.where) == ("Eva Maria Ek", "rad 5")
    assert (bo.name, bo.where) == ("Bo By", "rad 8")


def test_columns_that_are_left_out_are_told_and_slips_are_faults(tmp_path: Path, regelverk: Regelverk) -> None:
    head, row = "Namn;Specialitet;Föreskrift;Personnr;Telefon;Lönegrupp", f"Eva Ek;Kirurgi;2021;{ID_NUMBER};070;3"
    people = read_people(write(tmp_path, "a.csv", f"{head}\n{row}\n"), regelverk)
    assert len(people.residents) == 1
    assert ID_NUMBER not in str(people)
    assert [one for one in people.remarks if "Personnr" in one and "aldrig" in one]
    assert [one for one in people.remarks if "Lönegrupp" in one]
    told = faults(write(tmp_path, "b.csv", "Namn;Specialitet;Föreskrift;Prosent\nEva Ek;Kirurgi;2021;80\n"), regelverk)
    assert told == (f"{(tmp_path / 'b.csv').as_posix()}, rad 1: kolumnen ”Prosent” finns inte. Menade du ”procent”?",)


def test_every_fault_in_a_table_is_told_with_its_row(tmp_path: Path, regelverk: Regelverk) -> None:
    text = (
        "Namn;Specialitet;Föreskrift;Handledare;Huvudhandledare\n;Kirurgi;2021;;\nEva Ek;;2021;;\n"
        f"Bo By;Kirurgi;;;\nCia Dal;Kirurgi;2021;;;extra\nDan {ID_NUMBER};Kirurgi;2021;;\n"
    )
    told = faults(write(tmp_path, "fel.csv", text), regelverk)
    for row, what in (
        (1, "betyder båda handledare"),
        (2, "namnet saknas"),
        (3, "specialiteten saknas"),
        (4, "föreskriften saknas"),
        (5, "fler fält än rubrikraden"),
        (6, "personnummer"),
    ):
        assert any(f"rad {row}: " in one and what in one for one in told), (row, told)
    assert not any(ID_NUMBER in one for one in told)


def test_what_the_file_does_not_say_can_be_given(tmp_path: Path, regelverk: Regelverk) -> None:
    path = write(tmp_path, "a.csv", "Namn;Specialitet\nEva Ek;\nBo By;Ortopedi\n")
    given = {"specialitet": "Kirurgi", "foreskrift": "2021"}
    found = read_people(path, regelverk, given).residents
    assert [one.malbeskrivning.specialty for one in found] == ["Kirurgi", "Ortopedi"]


def test_the_residents_of_a_unit(tmp_path: Path, regelverk: Regelverk) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "ST-läkare"
    for row in (
        ("ST-läkare", "Specialitet", "Föreskrift", "ST-start", "Beräknas klar", "Handledare", "Personnummer", "Slutat"),
        ("Eva Ek", "Reumatologi", "HSLF-FS 2021:8", date(2026, 9, 1), date(2031, 8, 31), "Pär Öst", ID_NUMBER, None),
        ("Bo By", "Reumatologi", "HSLF-FS 2021:8", date(2025, 9, 1), "VT 2030", "Pär Öst", None, None),
    ):
        sheet.append(row)
    leader = book.create_sheet("Studierektor")
    for label, value in (("Studierektor", "Kim Sjö"), ("Studierektorsutbildning", "2019-05-01")):
        leader.append((label, value))
    path = tmp_path / "enhet.xlsx"
    book.save(path)
    people = read_people(path, regelverk)
    eva, bo = people.residents
    assert eva.doctor == Doctor("Eva Ek", date(2026, 9, 1), date(2031, 8, 31), None, "Pär Öst", "Kim Sjö", None, None)
    assert (bo.doctor.end, bo.where) == (None, "bladet ST-läkare, rad 3")
    assert "VT 2030" in bo.remarks[0]
    assert ID_NUMBER not in str(people)


def test_a_unit_that_states_no_specialty(examples: Path, regelverk: Regelverk) -> None:
    path = examples / "varnamo" / "enhet.xlsx"
    assert all("specialiteten saknas" in one and "--specialty" in one for one in faults(path, regelverk))
    people = read_people(path, regelverk, {"specialitet": "Allmänmedicin"})
    assert {one.malbeskrivning.specialty for one in people.residents} == {"Allmänmedicin"}
    assert len(people.residents) == 7


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("a.txt", "Eva Ek", "--data"),
        ("a.csv", "Eva Ek\n", "ingen rubrikrad"),
        ("a.csv", "", "ingen rubrikrad"),
        ("a.csv", 'Namn;Specialitet\n"Eva;Ek\n', "saknas"),
        ("a.csv", "Namn;Specialitet;Föreskrift\n", "ingen ST-läkare"),
        ("a.toml", "", "ingen ST-läkare"),
        ("a.toml", "st = 3\n", "[[st]]"),
        ("a.toml", f'namn = "{ID_NUMBER}"\n', "personnummer"),
        ("a.toml", "namn = Eva\n", "TOML"),
        ("a.xlsx", "nej", "a.xlsx"),
    ],
)
def test_files_that_cannot_be_used(tmp_path: Path, regelverk: Regelverk, name: str, text: str, why: str) -> None:
    with pytest.raises(FillError) as error:
        read_people(write(tmp_path, name, text), regelverk)
    assert why in str(error.value)
    assert ID_NUMBER not in str(error.value)


def test_a_workbook_without_residents(tmp_path: Path, regelverk: Regelverk, examples: Path) -> None:
    with pytest.raises(FillError):
        read_people(examples / "L01" / "L01-onk-komplett.xlsx", regelverk)
    with pytest.raises(FillError):
        read_people(tmp_path / "borta.csv", regelverk)
