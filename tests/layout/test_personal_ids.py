"""Personal numbers: found by date and check digit, and never repeated. All numbers here are invented."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stexcel.layout.personal_ids import HIDDEN, has_personal_id, without_personal_ids
from stexcel.model import NoteKind
from tests.grids import grid


def _with_check_digit(nine: str) -> str:
    """The nine digits and the one that makes them a personal number."""
    doubled = (int(digit) * (2 - index % 2) for index, digit in enumerate(nine))
    return nine + str(-sum(value // 10 + value % 10 for value in doubled) % 10)


_BIRTHS = st.dates(date(1930, 1, 1), date(2025, 12, 31))


@given(_BIRTHS, st.integers(0, 999), st.sampled_from(["", "-", "+"]), st.booleans())
def test_valid_number_is_found(born: date, serial: int, dash: str, century: bool) -> None:
    ten = _with_check_digit(f"{born:%y%m%d}{serial:03d}")
    text = f"{born.year // 100 if century else ''}{ten[:6]}{dash}{ten[6:]}"
    assert has_personal_id(text)
    assert has_personal_id(f"CBD om patient {text}, god insats")


@given(_BIRTHS, st.integers(0, 999), st.integers(1, 9))
def test_wrong_check_digit_is_no_number(born: date, serial: int, off: int) -> None:
    ten = _with_check_digit(f"{born:%y%m%d}{serial:03d}")
    assert not has_personal_id(f"{ten[:6]}-{ten[6:9]}{(int(ten[9]) + off) % 10}")


def test_coordination_number_has_sixty_added_to_the_day() -> None:
    assert has_personal_id(_with_check_digit("850372123"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "070-123 45 67",
        "2025-03-12",
        "20250312",
        "250312-250415",
        "2025-03-12 – 2026-03-11",
        "Org.nr 556036-0793",
        "8513450000",
        "Diarienr 2024/12345",
        "a1, a2, c12",
    ],
)
def test_other_numbers(text: str) -> None:
    assert not has_personal_id(text)


def test_note_points_at_the_cell_and_does_not_repeat_the_number() -> None:
    number = _with_check_digit("850312123")
    drawn = grid(
        f"""
        == Logg ==
        Datum      | Innehåll
        2025-03-12 | "CBD, patient {number[:6]}-{number[6:]}"
        2025-04-12 | Mini-CEX
        """
    )
    hidden, (note,) = without_personal_ids(drawn.sheets[0])
    assert str(note.cell) == "Logg!B2"
    assert hidden.rows[1][1] == f"CBD, patient {HIDDEN}"
    assert note.kind is NoteKind.PERSONAL_ID
    assert not any(character.isdigit() for character in note.text)


def test_own_number_that_a_label_asks_for_is_no_note() -> None:
    number = _with_check_digit("850312123")
    drawn = grid(f'Namn | Anna Ek\nPersonnummer: | "{number[:6]}-{number[6:]}"')
    assert without_personal_ids(drawn.sheets[0])[1] == ()


@given(st.text(max_size=40) | st.text("0123456789-+ ", max_size=24))
def test_no_text_makes_it_fail(text: str) -> None:
    assert has_personal_id(text) in (True, False)
