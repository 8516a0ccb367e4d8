"""A sheet cut at its rows is the same sheet, and what cannot be cut safely is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stexcel.ooxml.slices import cut, differing_parts, open_rows
from tests.ooxml.basis import ROWS, sheet

_NUMBERS = range(2, 40, 3)
_SHEET = sheet("".join(f'<row r="{row}" ht="9"><c r="A{row}"><v>{row}</v></c></row>' for row in _NUMBERS)).encode()


@given(st.sets(st.integers(1, 45), max_size=6))
def test_rows_that_are_left_out_come_back_as_the_bytes_they_were(wanted: set[int]) -> None:
    tree = open_rows(_SHEET, "blad", wanted)
    assert tree.to_bytes() == _SHEET
    kept = {int(row.get("r", "")) for row in tree.document.root.iter("{*}row")}
    assert wanted & set(_NUMBERS) <= kept
    assert len(kept) <= 2 * len(wanted)


def test_only_rows_that_differ_are_compared() -> None:
    changed = _SHEET.replace(b"<v>8</v>", b"<v>9</v>").replace(b'<row r="14"', b'<row r="15"')
    old, new = differing_parts(_SHEET, changed, {20})
    assert [list(found.rows) for found in map(cut, (old, new)) if found] == [[8, 14, 20], [8, 15, 20]]


@pytest.mark.parametrize(
    "rows",
    [
        "",
        ROWS.replace("<row ", "<!-- <row r='3'> --><row ", 1),
        ROWS.replace("EKG", "<![CDATA[<row r='3'>]]>"),
        ROWS.replace("<row ", "<?x <row r='3'>?><row ", 1),
        ROWS.replace(' r="3"', "", 1),
        ROWS.replace('<row r="5"', '<row r="2"'),
        ROWS.replace('<row r="5"', '<row r="3"'),
        ROWS.replace('<row r="5"', '<row t="r=&quot;5&quot;"'),
    ],
)
def test_what_cannot_be_cut_safely_is_taken_as_a_whole(rows: str) -> None:
    data = sheet(rows).encode()
    assert cut(data) is None
    assert open_rows(data, "blad", {2}).left_out == ()
    assert differing_parts(data, data, ()) == (data, data)


def test_sheets_of_two_bytes_a_letter_are_not_cut() -> None:
    assert cut(sheet().encode("utf-16")) is None


@pytest.mark.parametrize("start", ["<row\n", "<row\t", "<row x='r=\"7\"' ", '<row xmlns:q="urn:q" q:r="9" '])
def test_the_number_of_a_row_is_found_among_its_attributes(start: str) -> None:
    slices = cut(sheet(ROWS.replace("<row ", start)).encode())
    assert slices is not None and list(slices.rows) == [1, 2, 3, 5]


def test_formulas_that_fill_several_rows_are_always_there() -> None:
    rows = '<row r="1"><c r="A1"><f t="array" ref="A1:A9">B1:B9</f></c></row><row r="2"/><row r="30"/><row r="31"/>'
    tree = open_rows(sheet(rows).encode(), "blad", {5})
    assert [row.get("r") for row in tree.document.root.iter("{*}row")] == ["1", "30"]
