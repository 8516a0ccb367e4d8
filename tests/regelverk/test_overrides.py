"""A clinic's own rows are put on top of ours, and every mistake in them is told with its line."""

from pathlib import Path

import pytest

from stexcel.codes import HSLF_2021, SOSFS_2015
from stexcel.model import ActivityType
from stexcel.regelverk import Regelverk, RegelverkError, Verification, load

HEADER = "foreskrift,specialitet,delmal,titel,krav_aktiviteter,kontroll\n"


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    file = folder / "egen.csv"
    file.write_bytes(text.encode(encoding))
    return file


def test_a_row_takes_the_place_of_ours(tmp_path: Path, regelverk: Regelverk) -> None:
    own = load(written(tmp_path, HEADER + f"{SOSFS_2015},Onkologi,c3,Egen titel,kurs|seminarium,officiell\n"))
    changed, ours = (
        own.malbeskrivning(SOSFS_2015, "Onkologi"),
        regelverk.malbeskrivning(SOSFS_2015, "Onkologi"),
    )
    assert changed is not None
    assert ours is not None
    assert list(changed.requirements) == list(ours.requirements)
    c3 = changed.requirements["c3"]
    assert (c3.title, c3.verification) == ("Egen titel", Verification.OFFICIAL)
    assert c3.required == (frozenset({ActivityType.KURS, ActivityType.SEMINARIUM}),)
    assert {code for code in ours.requirements if changed.requirements[code] != ours.requirements[code]} == {"c3"}
    assert own.malbeskrivning(HSLF_2021, "Onkologi") == regelverk.malbeskrivning(HSLF_2021, "Onkologi")


def test_a_row_is_added_in_its_place(tmp_path: Path) -> None:
    own = load(written(tmp_path, HEADER + f"{HSLF_2021},Onkologi,STc20,Nytt,kurs,\n")).malbeskrivning(
        HSLF_2021, "Onkologi"
    )
    assert own is not None
    assert own.codes_in("c")[-1] == "STc20"
    assert own.requirements["STc20"].verification is Verification.TRANSCRIBED


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig"])
def test_as_swedish_excel_saves_it(tmp_path: Path, encoding: str) -> None:
    text = (
        "Foreskrift;Specialitet;Delmal;Titel;Krav_aktiviteter\r\n"
        f'{SOSFS_2015};"Öron-, näs- och halssjukdomar";c1;"Två\r\nrader";"klinisk_tjanstgoring;kurs"\r\n'
        ";;;;\r\n"
    )
    own = load(written(tmp_path, text, encoding)).malbeskrivning(SOSFS_2015, "Öron-, näs- och halssjukdomar")
    assert own is not None
    assert own.requirements["c1"].required == (
        frozenset({ActivityType.KLINISK}),
        frozenset({ActivityType.KURS}),
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            HEADER + "SOSFS 2015:9,Onkologi,c1,,kurs,\n",
            "rad 2: okänd föreskrift ”SOSFS 2015:9”. Menas ”SOSFS 2015:8”",
        ),
        (
            HEADER + f"{SOSFS_2015},Onkolgi,c1,,kurs,\n",
            "rad 2: okänd specialitet ”Onkolgi”. Menas ”Onkologi”",
        ),
        (HEADER + f"{SOSFS_2015},Onkologi,c1,,kurser,\n", "rad 2: okänd aktivitet ”kurser”. Menas ”kurs”"),
        (
            HEADER + f"{SOSFS_2015},Onkologi,c1,,kurs,ja\n",
            "rad 2: okänd kontroll ”ja”. Välj bland: officiell",
        ),
        (HEADER + f"{SOSFS_2015},Onkologi,C 1,,kurs,\n", "rad 2: ”C 1” är inte en delmålskod"),
        (HEADER + f"{SOSFS_2015},Onkologi,STc1,,kurs,\n", "rad 2: ”STc1” hör inte till SOSFS 2015:8"),
        (HEADER + f"{HSLF_2021},Onkologi,BT3,,kurs,\n", "rad 2: ”BT3” hör till bastjänstgöringen"),
        (HEADER + 2 * f"{SOSFS_2015},Onkologi,c1,,kurs,\n", "rad 3: c1 för Onkologi .* redan"),
        ("foreskrift,specialitet,delmål,krav_aktiviteter\n", "rad 1: okänd kolumn ”delmål”. Menas ”delmal”"),
        ("foreskrift,specialitet,delmal\n", "rad 1: kolumnen ”krav_aktiviteter” saknas"),
        ("", "rad 1: kolumnen ”foreskrift” saknas"),
    ],
)
def test_a_mistake_is_told_with_file_and_line(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(RegelverkError, match=f"egen.csv {says}"):
        load(written(tmp_path, text))


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    rows = f"{SOSFS_2015},Onkologi,x1,,kurs,\n{SOSFS_2015},Trollkonst,c1,,trolla,\n"
    with pytest.raises(RegelverkError) as caught:
        load(written(tmp_path, HEADER + rows))
    assert [line.split(": ")[0].rsplit(" ", 1)[1] for line in str(caught.value).splitlines()] == [
        "2",
        "3",
        "3",
    ]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RegelverkError, match="går inte att läsa"):
        load(tmp_path / "borta.csv")
