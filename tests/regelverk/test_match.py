"""Specialties as people write them: recognised when they can mean one thing, and only then."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stexcel.regelverk import Regelverk, load, match_specialty
from stexcel.regelverk.tables import read_table

NAMES = tuple(load().specialties)


@pytest.mark.parametrize("name", NAMES)
def test_official_names_however_they_are_spelled(name: str) -> None:
    for text in (
        name,
        name.upper(),
        f"  {name} ",
        name.replace("-", "").replace(",", ""),
        f"ST i {name.lower()}",
    ):
        assert match_specialty(text, NAMES) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Internmed", "Internmedicin"),
        ("ort", "Ortopedi"),
        ("Ort.", "Ortopedi"),
        ("Onkologi (gren)", "Onkologi"),
        ("ST i onkologi", "Onkologi"),
        ("ST-läkare i psykiatri", "Psykiatri"),
        ("Specialist i allmänmedicin", "Allmänmedicin"),
        ("Allmän medicin", "Allmänmedicin"),
        ("Öron-näsa-hals", "Öron-, näs- och halssjukdomar"),
        ("ÖNH", "Öron-, näs- och halssjukdomar"),
        ("Anestesi", "Anestesi och intensivvård"),
        ("An/IVA", "Anestesi och intensivvård"),
        ("AnIVA", "Anestesi och intensivvård"),
        ("Barnmedicin", "Barn- och ungdomsmedicin"),
        ("BUP", "Barn- och ungdomspsykiatri"),
        ("Gyn/obst", "Obstetrik och gynekologi"),
        ("Gyn onk", "Gynekologisk onkologi"),
        ("internal medicine", "Internmedicin"),
        ("Neonatologi (gren till barn- och ungdomsmedicin)", "Neonatologi"),
        ("Kirurgi, södra sjukhuset", "Kirurgi"),
        ("Reumatolgi", "Reumatologi"),
        ("Urolgi", "Urologi"),
        ("Hud och könssjukdommar", "Hud- och könssjukdomar"),
        ("Klinisk fysologi", "Klinisk fysiologi"),
        ("Radiolog", "Radiologi"),
        ("röntgen", "Radiologi"),
        ("klin. kemi", "Klinisk kemi"),
    ],
)
def test_other_ways_to_write_a_name(text: str, name: str) -> None:
    assert match_specialty(text, NAMES) == name


@pytest.mark.parametrize(
    "text",
    [
        "", "-", "ja", "inte", "Heltid", "neuro", "Nerologi", "rätts", "Arbets", "barn",
        "Medicin", "Medicinsk", "klinisk f", "gynek", "Medicinkliniken", "Ortopedkliniken",
        "Internmedicin/kardiologi", "SOSFS 2015:8",
    ],
)  # fmt: skip
def test_what_could_be_two_or_none_is_not_guessed(text: str) -> None:
    assert match_specialty(text, NAMES) is None


def test_every_other_name_means_one_official_name(regelverk: Regelverk) -> None:
    """Aliases never collide, and none is the beginning of a guess: each leads to its own specialty alone."""
    from_table = [(name, other) for name, others in read_table("specialitetsnamn.csv") for other in others.split(";")]
    assert len(from_table) > 200
    assert all(match_specialty(other, regelverk.specialties) == name for name, other in from_table)


def test_only_the_names_given_are_answers() -> None:
    assert match_specialty("BUP", ["Onkologi", "Psykiatri"]) is None
    assert match_specialty("Onk", ["Onkologi", "Psykiatri"]) == "Onkologi"


@settings(deadline=None)
@given(st.text(max_size=250))
def test_any_text_at_all(text: str) -> None:
    assert match_specialty(text, NAMES) in (None, *NAMES)
