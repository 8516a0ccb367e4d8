"""Every reference in a formula leads to what it led to before the rows came in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stexcel.ooxml.address import Area, parse_areas
from stexcel.ooxml.growth import Growth
from stexcel.ooxml.references import Unreadable, references
from stexcel.ooxml.shifting import Shifter, SpansSheets

_TABS = ("Ett", "Blad", "Mål a")
_LIST = Growth("Blad", 11, 2, grows=True)
_PLAIN = Growth("Blad", 11, 2)


def here(growth: Growth = _LIST) -> Shifter:
    return Shifter(growth, "Blad", _TABS)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("A10+A11", "A10+A13"),
        ("$A$11*$A12", "$A$13*$A14"),
        ("SUM(B2:B10)", "SUM(B2:B10)"),
        ("SUM(B2:B11)", "SUM(B2:B13)"),
        ("SUM(B11:B2)", "SUM(B13:B2)"),
        ("SUM(A:A,1:3,$9:$12)", "SUM(A:A,1:3,$9:$14)"),
        ("A1:INDEX(A1:A20,3)", "A1:INDEX(A1:A22,3)"),
        ("INDEX(A1:A9,1):A20", "INDEX(A1:A9,1):A22"),
        ("Blad!A12&'blad'!A12", "Blad!A14&'blad'!A14"),
        ("Blad!A1:Blad!B20", "Blad!A1:Blad!B22"),
        ("Ett!A12+'Mål a'!A12+[1]Blad!A12", "Ett!A12+'Mål a'!A12+[1]Blad!A12"),
        ('"A12"&A12', '"A12"&A14'),
        ("Kurs[[#This Row],[Dagar]]+LOG10(5)+Blad_a12+#REF!", "Kurs[[#This Row],[Dagar]]+LOG10(5)+Blad_a12+#REF!"),
        ("A12  +\n A13", "A14  +\n A15"),
        ("ABCD12+XFE12+A1048577", "ABCD12+XFE12+A1048577"),
        ("A1:A1048576", "A1:A1048576"),
        ("@A12", "@A14"),
        ("_xlfn.ANCHORARRAY(A12)", "_xlfn.ANCHORARRAY(A14)"),
        ("{1,2;3}*A12", "{1,2;3}*A14"),
    ],
)
def test_a_formula_of_a_cell(old: str, new: str) -> None:
    assert here(_PLAIN).cell(old) == new


def test_a_list_takes_the_new_rows_in_but_a_running_sum_ends_in_its_row() -> None:
    assert here().cell("SUM(B2:B10)+SUM(B10:B2)+SUM(B10:C10)+SUM(B2:B9)") == (
        "SUM(B2:B12)+SUM(B12:B2)+SUM(B10:C10)+SUM(B2:B9)"
    )
    assert here().cell("SUM(B$2:B10)/SUM(B$2:B$10)", is_repeated=True) == "SUM(B$2:B10)/SUM(B$2:B$12)"
    narrow = Growth("Blad", 11, 2, moves=False, grows=True, first_column=2, last_column=3)
    assert here(narrow).cell("SUM(B2:B10)+SUM(A2:B10)+A11") == "SUM(B2:B12)+SUM(A2:B10)+A11"


def test_other_sheets_say_which_sheet_they_mean() -> None:
    other = Shifter(_LIST, "Ett", _TABS)
    assert other.cell("A12+Blad!A12") == "A12+Blad!A14"
    assert Shifter(_LIST, "", _TABS).cell("Blad!$B$2:$B$10") == "Blad!$B$2:$B$12"


def test_names_count_rows_without_dollar_from_where_they_are_used() -> None:
    assert (
        Shifter(_LIST, "", _TABS).name("Blad!$A$12+Blad!A12+Blad!$A$2:$A$10") == "Blad!$A$14+Blad!A12+Blad!$A$2:$A$12"
    )


@pytest.mark.parametrize(
    ("areas", "old", "new"),
    [
        ("A3:A20", "$C3<$D2", "$C3<$D2"),
        ("A12:A20", "D12>1", "D14>1"),
        ("A12:A20", "D1>1", "D1>1"),
        ("A2:A5", "D12>$D$12", "D14>$D$14"),
        ("A12:A20", "D5>1", "D7>1"),
        ("A12:A20", "COUNTIF($A$2:$A$10,A12)", "COUNTIF($A$2:$A$12,A14)"),
        ("C5 A3", "A3=Blad!$C$11", "A3=Blad!$C$13"),
        ("A2:A9", "Ett!A12", "Ett!A12"),
    ],
)
def test_formulas_of_formats_count_from_the_first_cell(areas: str, old: str, new: str) -> None:
    assert here().area(old, parse_areas(areas)) == new


def test_the_same_cells_of_several_sheets_cannot_follow() -> None:
    with pytest.raises(SpansSheets):
        here().cell("SUM(Ett:Blad!A12)")
    with pytest.raises(SpansSheets):
        here().cell("SUM('Ett:Mål a'!A12)")
    assert here().cell("SUM(Ett:Blad!A3)") == "SUM(Ett:Blad!A3)"
    assert Shifter(Growth("Mål a", 11, 1), "Mål a", _TABS).cell("SUM(Ett:Blad!A12)") == "SUM(Ett:Blad!A12)"


def test_a_formula_that_cannot_be_taken_apart_is_told() -> None:
    with pytest.raises(Unreadable):
        here().cell('"A12')
    with pytest.raises(Unreadable):
        here().cell("A12)")


@given(st.integers(1, 40), st.integers(1, 5), st.lists(st.tuples(st.integers(1, 60), st.integers(1, 60)), min_size=1))
def test_a_range_holds_what_it_held_and_new_rows_only(at: int, count: int, ranges: list[tuple[int, int]]) -> None:
    growth = Growth("Blad", at, count)
    formula = "+".join(f"SUM(A{first}:$A${last})" for first, last in ranges)
    for reference, (first, last) in zip(references(here(growth).cell(formula)), ranges, strict=True):
        area = reference.area
        assert area is not None
        old = range(min(first, last), max(first, last) + 1)
        new = set(range(area.first_row, area.last_row + 1))
        moved = {row + count if row >= at else row for row in old}
        assert moved <= new
        assert new - moved <= set(range(at, at + count))


def test_areas_of_formats_reach_the_new_rows() -> None:
    narrow = Growth("Blad", 11, 2, moves=False, grows=True, first_column=2, last_column=3)
    assert _LIST.formatted(Area(10, 1, 10, 3)) == (Area(10, 1, 12, 3),)
    assert narrow.formatted(Area(2, 1, 10, 2)) == (Area(2, 1, 10, 2), Area(11, 2, 12, 2))
    assert narrow.formatted(Area(2, 5, 10, 6)) == (Area(2, 5, 10, 6),)
    assert _LIST.formatted(Area(11, 1, 12, 1)) == (Area(13, 1, 14, 1),)
