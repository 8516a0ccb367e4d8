"""Values of the basic facts as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stexcel.codes import HSLF_2021, SOSFS_2015
from stexcel.layout.person_values import percent, person_name, regulation
from stexcel.workbook import Cell


@pytest.mark.parametrize(
    ("value", "share"),
    [
        (100, 100),
        (80, 80),
        (0.8, 80),
        (1, 100),
        (1.0, 100),
        (0.75, 75),
        ("80 %", 80),
        ("80%", 80),
        ("80", 80),
        ("0,8", 80),
        ("0.8", 80),
        ("100 procent", 100),
        ("Heltid", 100),
        ("heltid (100 %)", 100),
        ("Halvtid", 50),
        ("ca 75 %", 75),
        ("Deltid 80 %", 80),
        ("0", 0),
        (0, 0),
        (120, 120),
        ("250 %", 250),
        (2.5, 250),
        (1.5, 150),
        (-10, -10),
    ],
)
def test_degree(value: Cell, share: int) -> None:
    assert percent(value) == share


@pytest.mark.parametrize("value", [None, True, "", "Deltid", "Anna Ek", 2025, "2025", 45000, "60 månader", "5 år", "-"])
def test_no_degree(value: Cell) -> None:
    assert percent(value) is None


@given(st.integers(2, 100))
def test_degree_written_any_way_is_the_same(share: int) -> None:
    written: list[Cell] = [
        share,
        f"{share}",
        f"{share} %",
        f"{share}%",
        share / 100,
        f"{share / 100:.2f}".replace(".", ","),
    ]
    assert {percent(value) for value in written} == {share}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("SOSFS 2015:8", SOSFS_2015),
        ("sosfs 2015: 8", SOSFS_2015),
        ("2015:8", SOSFS_2015),
        ("Målbeskrivning 2015", SOSFS_2015),
        ("ST enligt SOSFS", SOSFS_2015),
        ("HSLF-FS 2021:8", HSLF_2021),
        ("HSLFS-FS 2021:8", HSLF_2021),
        ("2021:8", HSLF_2021),
        ("2021", HSLF_2021),
    ],
)
def test_regulation(text: str, code: str) -> None:
    assert regulation(text) == code


@pytest.mark.parametrize("text", ["", "2008:17", "SOSFS 2015:8 eller HSLF-FS 2021:8", "Målbeskrivning", "2022"])
def test_no_regulation(text: str) -> None:
    assert regulation(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Anna Ek", "Anna Ek"),
        ("Anna-Karin Öberg Lind", "Anna-Karin Öberg Lind"),
        ("Ek, Anna", "Anna Ek"),
        ("af Ek, Anna Maria", "Anna Maria af Ek"),
        ("Anna Ek, Medicinkliniken", "Anna Ek, Medicinkliniken"),
        ("Dr Anna Ek", "Anna Ek"),
        ("Överläkare Anna Ek", "Anna Ek"),
        ("Anna Ek, specialist i onkologi", "Anna Ek"),
        ("Anna Ek (överläkare)", "Anna Ek"),
        ("Anna Ek 2025-03-12", "Anna Ek"),
        ("Per O'Brien", "Per O'Brien"),
        ("Ali al-Hassan", "Ali al-Hassan"),
        ("Maria de la Cruz", "Maria de la Cruz"),
    ],
)
def test_name(text: str, name: str) -> None:
    assert person_name(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Anna",
        "-",
        "2025-03-12",
        "a1",
        "80 %",
        "Mall version 3 – fylls i av ST-läkare",
        "Vår utbildningsplan",
        "Den som är utsedd av verksamhetschefen att vara handledare",
    ],
)
def test_no_name(text: str) -> None:
    assert person_name(text) is None


@given(st.one_of(st.text(max_size=65), st.integers(), st.floats(), st.dates(), st.none(), st.booleans()))
def test_no_cell_makes_it_fail(value: Cell) -> None:
    share = percent(value)
    assert share is None or -1000 < share <= 1000
    if isinstance(value, str):
        name = person_name(value)
        assert name is None or name in value
        assert regulation(value) in (SOSFS_2015, HSLF_2021, None)
