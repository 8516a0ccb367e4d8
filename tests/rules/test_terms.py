from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stexcel.model import Placement
from stexcel.rules.terms import Days, Term, leave_in, moved_by_leave, served_days, served_share
from tests.build import at

DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))
LEAVES = st.lists(st.tuples(DAYS, st.integers(0, 400)), max_size=6).map(
    lambda found: leave_in(placement(start, start + timedelta(days=length)) for start, length in found)
)


def placement(start: date | None, end: date | None, percent: int | None = 0) -> Placement:
    return Placement("Föräldraledighet", at(1), start, end, percent)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 1, 1), "VT26"),
        (date(2026, 6, 30), "VT26"),
        (date(2026, 7, 1), "HT26"),
        (date(2026, 12, 31), "HT26"),
        (date(2009, 3, 1), "VT09"),
    ],
)
def test_term_of_a_day(day: date, name: str) -> None:
    assert str(Term.of(day)) == name


def test_terms_sort_by_time() -> None:
    assert Term(2025, autumn=True) < Term(2026, autumn=False) < Term(2026, autumn=True)


@given(DAYS)
def test_terms_follow_each_other_without_gaps(day: date) -> None:
    term = Term.of(day)
    assert term.first <= day <= term.last
    assert term.previous.last + timedelta(days=1) == term.first
    assert Term.of(term.first) == Term.of(term.last) == term


def test_leave_is_dated_placements_of_no_percent_merged_where_they_meet() -> None:
    found = leave_in(
        [
            placement(date(2026, 3, 1), date(2026, 3, 31)),
            placement(date(2026, 2, 1), date(2026, 2, 28)),
            placement(date(2026, 6, 1), date(2026, 6, 30)),
            placement(date(2026, 6, 10), date(2026, 6, 12)),
            placement(date(2026, 9, 1), date(2026, 9, 30), 100),
            placement(date(2026, 10, 1), None),
            placement(date(2026, 12, 1), date(2026, 11, 1)),
        ]
    )
    assert found == (Days(date(2026, 2, 1), date(2026, 3, 31)), Days(date(2026, 6, 1), date(2026, 6, 30)))


def test_share_counts_start_end_and_leave() -> None:
    term = Days(date(2026, 1, 1), date(2026, 6, 30))
    whole = Days(date(2024, 1, 1), date(2029, 12, 31))
    assert served_share(term, whole, ()) == 1
    assert served_share(term, whole, [Days(date(2025, 12, 1), date(2026, 1, 31))]) == Fraction(150, 181)
    assert served_share(term, Days(date(2026, 6, 30), date(2029, 12, 31)), ()) == Fraction(1, 181)
    assert served_share(term, Days(date(2026, 7, 1), date(2029, 12, 31)), ()) == 0
    assert served_share(Days(date(2026, 2, 1), date(2026, 1, 1)), whole, ()) == 0


@given(DAYS, DAYS, DAYS, LEAVES)
def test_days_served_add_up_wherever_a_stretch_is_cut(
    one: date, other: date, cut: date, leave: tuple[Days, ...]
) -> None:
    first, middle, last = sorted((one, other, cut))
    whole = served_days(Days(first, last), leave)
    parts = served_days(Days(first, middle), leave) + served_days(Days(middle + timedelta(days=1), last), leave)
    assert whole == parts
    assert 0 <= whole <= Days(first, last).length


@given(after=DAYS, length=st.integers(1, 400), leave=LEAVES)
def test_day_that_is_moved_by_leave_leaves_as_many_days_at_work(
    after: date, length: int, leave: tuple[Days, ...]
) -> None:
    plain = after + timedelta(days=length)
    moved = moved_by_leave(after, plain, leave)
    assert moved >= plain
    assert served_days(Days(after + timedelta(days=1), moved), leave) == length
