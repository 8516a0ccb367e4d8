"""The check of new rows finds what has not followed; each fault here is made by hand."""

import re
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stexcel.ooxml import FaultyResult, InsertRows, apply
from stexcel.ooxml.book import open_book
from stexcel.ooxml.newrows import planned, with_new_rows
from stexcel.ooxml.verify import State
from stexcel.ooxml.verifyrows import verify_rows
from tests.ooxml.lists import clinic
from tests.ooxml.packages import SHEET, handmade, opened, unpacked, with_parts

_SOURCE = clinic()
_EDIT = InsertRows("Blad", 10, 3)


def checked(part: str, old: str, new: str) -> None:
    """Checks a result in which ``old`` has become ``new`` in a part, once."""
    package, book = open_book(_SOURCE)
    plan = planned(package, book, _EDIT)
    data = with_new_rows(package, book, plan, force=False).to_bytes()
    content = unpacked(data)[part].decode()
    assert re.search(old, content), content
    verify_rows(State(_SOURCE, *open_book(_SOURCE)), with_parts(data, {part: re.sub(old, new, content, count=1)}), plan)


def test_what_was_asked_for_passes() -> None:
    checked(SHEET, "<f>C10[*]2</f>", "<f>C10*2</f>")


@pytest.mark.parametrize(
    ("part", "old", "new", "what"),
    [
        (SHEET, r"SUM\(C2:C13\)", "SUM(C2:C10)x", "formeln i cell C14"),
        (SHEET, r"C14\+\$C\$3", "C11+$C$3", "formeln i cell D14"),
        (SHEET, "<f>C10[*]2</f>", "<f>C13*2</f>", "formeln i cell E10"),
        (SHEET, r'<c r="A18">', '<c r="A19">', "cell A18"),
        (SHEET, r'<c r="C3"><v>3</v>', '<c r="C3"><v>4</v>', "cell C3"),
        (SHEET, r'<c r="A3" s="\d+"', '<c r="A3" s="0"', "cell A3"),
        (SHEET, '(<row r="11".*?)<c r="A11" s="1"/>', r'\1<c r="A11" s="1"><v>1</v></c>', "cell A11"),
        (SHEET, 'showInputMessage="1"', 'showInputMessage="0"', None),
        (SHEET, "<pageMargins [^>]*/>", "", "utanför cellerna på bladet ”Blad”"),
        ("xl/worksheets/sheet2.xml", "Blad!C14", "Blad!C11", "formeln i cell A2 på bladet ”Mål a”"),
        ("xl/worksheets/sheet2.xml", '"list"', '"whole"', "utanför cellerna på bladet ”Mål a”"),
        ("xl/workbook.xml", "Kurser", "Kurs", "namn"),
        ("xl/charts/chart1.xml", "<c:legendPos", "<c:legend", "chart1"),
        ("xl/styles.xml", "Calibri", "Arial", "styles"),
        ("xl/sharedStrings.xml", "Summa", "Suma", "sharedStrings"),
    ],
)
def test_a_difference_is_found(part: str, old: str, new: str, what: str | None) -> None:
    if what is None:
        checked(part, old, new)
        return
    with pytest.raises(FaultyResult, match=f"{what}.*källan är orörd"):
        checked(part, old, new)


_FORMULAS = st.builds(
    lambda first, last, fixed: f"SUM(A{first}:{'$A$' if fixed else 'A'}{last})",
    st.integers(1, 20),
    st.integers(1, 20),
    st.booleans(),
)


@settings(max_examples=60, deadline=None)
@given(
    numbers=st.dictionaries(st.integers(1, 20), st.integers(1, 99), min_size=1),
    formulas=st.dictionaries(st.integers(1, 20), _FORMULAS),
    after=st.integers(1, 21),
    count=st.integers(1, 4),
    grow=st.booleans(),
)
def test_sums_are_what_they_were(
    numbers: dict[int, int], formulas: dict[int, str], after: int, count: int, grow: bool
) -> None:
    """Every sum adds up the same numbers as before, counted by hand from what another program reads."""
    rows = "".join(
        f'<row r="{row}">'
        + (f'<c r="A{row}"><v>{numbers[row]}</v></c>' if row in numbers else "")
        + (f'<c r="B{row}"><f>{formulas[row]}</f></c>' if row in formulas else "")
        + "</row>"
        for row in sorted(numbers.keys() | formulas.keys())
    )
    sheet = opened(apply(handmade(rows), [InsertRows("Blad", after, count, grow)]).data)["Blad"]
    values = {row: sheet.cell(row, 1).value for row in range(1, 30)}
    new_numbers = {row: value for row, value in values.items() if isinstance(value, int)}
    for row, formula in formulas.items():
        found = sheet.cell(row + count if row > after else row, 2).value
        assert _sum(str(found).removeprefix("="), new_numbers) == _sum(formula, numbers)


def _sum(formula: str, numbers: Mapping[int, int]) -> int:
    first, last = sorted(int(number) for number in re.findall(r"A\$?(\d+)", formula))
    return sum(numbers.get(row, 0) for row in range(first, last + 1))
