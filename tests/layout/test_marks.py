"""Ticks as people make them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stexcel.layout.marks import boxed, mark, options, ticked_of


@pytest.mark.parametrize(
    "value",
    [
        "X",
        "x",
        "x ",
        "(x)",
        "[X]",
        "xx",
        "✓",
        "✔",
        "☒",
        "☑",
        "●",
        "√",
        "Ja",
        "ja.",
        "JA",
        "1",
        1,
        1.0,
        True,
        "Ok",
        "SANT",
    ],
)
def test_tick(value: object) -> None:
    assert mark(value) is True


@pytest.mark.parametrize("value", ["☐", "□", "-", "–", "Nej", "nej", "0", 0, False, "Ej", "FALSKT", "✗"])
def test_refusal(value: object) -> None:
    assert mark(value) is False


@pytest.mark.parametrize(
    "value", [None, "", "Medicinkliniken", "a1", "VT25", "Jan", 2, 0.5, 2025, "100 %", "Kanske", "xyz"]
)
def test_no_mark(value: object) -> None:
    assert mark(value) is None


@pytest.mark.parametrize(
    ("text", "state", "rest"),
    [
        ("☒ Ja", True, "Ja"),
        ("☑ Kvalitetsarbete", True, "Kvalitetsarbete"),
        ("☐ Nej", False, "Nej"),
        ("☐Kurs", False, "Kurs"),
        ("✓ Klart", True, "Klart"),
        ("x Kurs", True, "Kurs"),
        ("X Medicinkliniken", True, "Medicinkliniken"),
    ],
)
def test_box_with_text(text: str, state: bool, rest: str) -> None:
    assert boxed(text) == (state, rest)


@pytest.mark.parametrize("text", ["", "☒", "Ja", "Kurs ☒", "Xylofon", "xx", "x"])
def test_no_box_with_text(text: str) -> None:
    assert boxed(text) is None


@pytest.mark.parametrize(
    ("text", "ticked"),
    [
        ("☑ Kurs ☐ Utvecklingsarbete", ("Kurs",)),
        ("[ ] Kurs\n[x] Seminarium\n[x] Auskultation", ("Seminarium", "Auskultation")),
        ("☐ Kurs ☐ Utvecklingsarbete", ()),
    ],
)
def test_options(text: str, ticked: tuple[str, ...]) -> None:
    assert options(text)
    assert ticked_of(text) == ticked


@pytest.mark.parametrize("text", ["☑ Kurs", "☒ Ja ☐ Nej", "☐ Ja ☒ Nej Datum: 2026-01-17", "Kurs ☐", "Kurs, seminarium"])
def test_no_options(text: str) -> None:
    assert options(text) == ()


@given(st.one_of(st.text(max_size=12), st.integers(), st.floats(), st.dates(), st.none(), st.booleans()))
def test_no_cell_makes_it_fail(value: object) -> None:
    assert mark(value) in (True, False, None)
    if isinstance(value, str):
        box = boxed(value)
        assert box is None or (box[1] and box[1] in value)
