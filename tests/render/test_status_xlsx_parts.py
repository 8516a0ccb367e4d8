"""The small reckonings behind the status workbook: lanes of the timeline, heights, headings and lines."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stexcel.render.status_xlsx.charts import done_at
from stexcel.render.status_xlsx.timeline import Span, lanes_of, span_of
from stexcel.render.xlsx.table import lines_of, unique
from stexcel.status.status import Bar, BarKind, Doctor, Place, ProgressLine, ProgressPoint

DOCTOR = Doctor("k", "Sanna Ek", Place("st/sanna.xlsx"))
MONTHS = tuple(date(2026 + (10 + index) // 12, (10 + index) % 12 + 1, 1) for index in range(24))
DAYS = st.dates(date(2025, 1, 1), date(2029, 12, 31))


def bar(start: date, end: date) -> Bar:
    return Bar(DOCTOR, "Neurologi", BarKind.SIDE, start, end, 100, None, None, DOCTOR.place)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2026, 11, 1), date(2026, 11, 30), Span(0, 1)),
        (date(2026, 11, 1), date(2026, 11, 15), Span(0, 0)),
        (date(2026, 11, 16), date(2026, 12, 31), Span(1, 3)),
        (date(2026, 12, 3), date(2026, 12, 4), Span(2, 2)),
        (date(2026, 1, 1), date(2030, 1, 1), Span(0, 47)),
        (date(2027, 2, 16), date(2027, 2, 28), Span(7, 7)),
        (date(2026, 11, 14), date(2026, 12, 17), Span(1, 2)),
    ],
)
def test_bar_fills_the_half_months_that_it_has_the_middle_of(start: date, end: date, expected: Span) -> None:
    assert span_of(bar(start, end), MONTHS) == expected


@given(st.dates(MONTHS[0], date(2028, 1, 31)), st.integers(16, 120), st.integers(16, 120))
def test_bars_that_follow_each_other_share_no_half_month(start: date, first: int, second: int) -> None:
    change = start + timedelta(days=first)
    before, after = bar(start, change - timedelta(days=1)), bar(change, change + timedelta(days=second))
    assert span_of(before, MONTHS).last + 1 == span_of(after, MONTHS).first


@given(st.lists(st.tuples(DAYS, st.integers(0, 500)), max_size=8))
def test_lanes_keep_every_bar_and_none_covers_another(drawn: list[tuple[date, int]]) -> None:
    bars = [bar(start, start + timedelta(days=length)) for start, length in drawn]
    lanes = lanes_of(bars, MONTHS)
    assert sorted((one.start, one.end) for lane in lanes for one, _ in lane) == sorted(
        (one.start, one.end) for one in bars
    )
    for lane in lanes:
        spans = [span for _, span in lane]
        assert all(0 <= span.first <= span.last < 2 * len(MONTHS) for span in spans)
        assert all(before.last < after.first for before, after in pairwise(spans))


@given(st.lists(st.text(max_size=300), max_size=12))
def test_headings_are_what_a_table_may_have(raw: list[str]) -> None:
    made = unique(raw)
    assert len(made) == len(raw)
    assert len({heading.casefold() for heading in made}) == len(made)
    assert all(heading and len(heading) <= 255 and "\n" not in heading for heading in made)


def test_headings_that_need_no_change_are_kept() -> None:
    assert unique(["Klart", "klart", "", "Mål\n i dag"]) == ["Klart", "klart (2)", "–", "Mål i dag"]


@given(st.text(st.sampled_from("ab \n"), max_size=200), st.integers(2, 60))
def test_text_takes_at_least_the_lines_that_its_letters_fill(text: str, width: int) -> None:
    told, room = lines_of(text, width), max(1, int(width * 1.18 - 1))
    assert told >= sum(max(1, -(-sum(map(len, line.split())) // room)) for line in text.split("\n"))
    assert told >= lines_of(text, width + 10)


def test_words_are_moved_whole_to_the_next_line() -> None:
    assert lines_of("i fas", 20) == 1
    assert lines_of("åtgärd krävs nu", 8) == 2
    assert lines_of("specialistkollegium", 8) == 3


def test_line_of_a_doctor_ends_today() -> None:
    first, middle, today = (
        ProgressPoint(date(2026, 1, 1), share, done) for share, done in ((0, 0), (20.4, 10), (50.5, 30))
    )
    line = ProgressLine(DOCTOR, (first, middle, today))
    assert [done_at(line, percent) for percent in (0, 20, 21, 50, 51, 52)] == [0, 0, 10, 10, 30, None]
    lone = ProgressLine(DOCTOR, (today,))
    assert [done_at(lone, percent) for percent in (0, 50, 51, 52)] == [None, None, 30, None]
    late = ProgressLine(DOCTOR, (first, ProgressPoint(date(2026, 1, 1), 240, 80)))
    assert [done_at(late, percent) for percent in (149, 150)] == [0, 80]
