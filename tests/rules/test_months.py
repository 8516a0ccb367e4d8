"""The arithmetic of time: laws that hold for any placements."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stexcel.rules.months import Gap, Span, full_time_months, gaps, overlaps, until

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
SPANS = st.builds(
    lambda start, days, percent: Span(start, start + timedelta(days=days), percent),
    DAYS,
    st.integers(0, 900),
    st.sampled_from([0, 25, 50, 80, 100]),
)
LISTS = st.lists(SPANS, max_size=6)
FULL = 100


def span(start: str, end: str, percent: int = FULL) -> Span:
    return Span(date.fromisoformat(start), date.fromisoformat(end), percent)


@given(LISTS.flatmap(lambda spans: st.tuples(st.just(spans), st.permutations(spans))))
def test_order_never_matters(pair: tuple[list[Span], list[Span]]) -> None:
    spans, shuffled = pair
    assert full_time_months(shuffled) == pytest.approx(full_time_months(spans))
    assert gaps(shuffled) == gaps(spans)
    assert {(one.start, one.end, one.percent) for one in overlaps(shuffled)} == {
        (one.start, one.end, one.percent) for one in overlaps(spans)
    }


@given(LISTS, st.integers(0, 5), st.integers(0, 900))
def test_splitting_leaves_no_gap_and_no_overlap(spans: list[Span], index: int, days: int) -> None:
    if not spans:
        return
    whole = spans[index % len(spans)]
    last = min(whole.start + timedelta(days=days), whole.end)
    parts = [whole._replace(end=last)]
    if last < whole.end:
        parts.append(whole._replace(start=last + timedelta(days=1)))
    split = [one for one in spans if one is not whole] + parts
    assert gaps(split) == gaps(spans)
    # A part of a month counts as its share of that month, so the cut may move the total by a fraction of a day or two.
    assert full_time_months(split) == pytest.approx(full_time_months(spans), abs=0.2)
    before = sum((one.end - one.start).days + 1 for one in overlaps(spans))
    assert (before > 0) or not overlaps(split)


@given(SPANS.filter(lambda one: one.percent > 0), st.integers(1, 60))
def test_splitting_at_whole_months_never_changes_the_total(whole: Span, months: int) -> None:
    first = date(whole.start.year, whole.start.month, 1)
    middle = date(first.year + (first.month - 1 + months) // 12, (first.month - 1 + months) % 12 + 1, 1)
    end = date(middle.year + 1, middle.month, 1) - timedelta(days=1)
    parts = [Span(first, middle - timedelta(days=1), whole.percent), Span(middle, end, whole.percent)]
    assert full_time_months(parts) == pytest.approx(full_time_months([Span(first, end, whole.percent)]))
    assert full_time_months(parts) == pytest.approx((months + 12) * whole.percent / FULL)


@given(LISTS, SPANS)
def test_leave_never_adds_and_service_never_takes_away(spans: list[Span], one: Span) -> None:
    total = full_time_months(spans)
    leave, service = one._replace(percent=0), one._replace(percent=FULL)
    assert full_time_months([*spans, leave]) <= total + 0.1
    assert full_time_months([*spans, service]) >= total - 0.1


@given(LISTS, SPANS)
def test_leave_overlaps_nothing_and_fills_gaps(spans: list[Span], one: Span) -> None:
    leave = one._replace(percent=0)
    assert [(o.start, o.end) for o in overlaps([*spans, leave])] == [(o.start, o.end) for o in overlaps(spans)]
    inside = [gap for gap in gaps(spans) if leave.start <= gap.start and gap.end <= leave.end]
    assert not set(inside) & set(gaps([*spans, leave]))


@given(LISTS, DAYS)
def test_served_is_never_more_than_planned_and_all_of_it_in_the_end(spans: list[Span], day: date) -> None:
    served = full_time_months(until(spans, day))
    assert 0 <= served <= full_time_months(spans) + 0.1
    assert until(spans, date(2099, 1, 1)) == tuple(spans)
    assert all(one.end <= day for one in until(spans, day))


@given(st.lists(SPANS.map(lambda one: one._replace(percent=50)), max_size=2))
def test_two_half_time_placements_never_exceed_full_time(spans: list[Span]) -> None:
    assert overlaps(spans) == ()


@given(LISTS)
def test_every_gap_lies_between_spans_and_touches_none(spans: list[Span]) -> None:
    for gap in gaps(spans):
        assert gap.days > 0
        assert not any(one.start <= gap.end and gap.start <= one.end for one in spans)
        assert any(one.end == gap.start - timedelta(days=1) for one in spans)
        assert any(one.start == gap.end + timedelta(days=1) for one in spans)


def test_overlap_names_its_spans_and_their_sum() -> None:
    (found,) = overlaps([span("2025-01-01", "2025-06-30"), span("2025-05-01", "2025-09-30", 80)])
    assert (found.start, found.end) == (date(2025, 5, 1), date(2025, 6, 30))
    assert (found.indexes, found.percent) == ((0, 1), 180)


def test_a_shared_day_of_handing_over_is_no_overlap() -> None:
    assert overlaps([span("2025-01-01", "2025-06-30"), span("2025-06-30", "2025-09-30")]) == ()
    assert len(overlaps([span("2025-01-01", "2025-06-30"), span("2025-06-29", "2025-09-30")])) == 1


def test_gap_has_both_its_days() -> None:
    assert gaps([span("2025-01-01", "2025-01-31"), span("2025-02-15", "2025-03-31")]) == (
        Gap(date(2025, 2, 1), date(2025, 2, 14)),
    )
    assert Gap(date(2025, 2, 1), date(2025, 2, 14)).days == 14
