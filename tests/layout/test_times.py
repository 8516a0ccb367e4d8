"""Dates and terms as people write them, and what only looks like them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stexcel.layout.time_forms import term
from stexcel.layout.times import (
    days,
    days_in,
    is_undated_time,
    leading_day,
    parse_text,
    period,
    times_in,
    without_days,
)
from stexcel.model import Period


def _span(text: str) -> Period:
    """``2025-01-01/2025-06-30`` or one day."""
    first, _, last = text.partition("/")
    return Period(date.fromisoformat(first), date.fromisoformat(last or first))


DAYS = {
    "2025-03-12": "2025-03-12",
    "2025-3-12": "2025-03-12",
    "2025.03.12": "2025-03-12",
    "2025/03/12": "2025-03-12",
    "2025-03-12 00:00:00": "2025-03-12",
    "20250312": "2025-03-12",
    "250312": "2025-03-12",
    "25-03-12": "2025-03-12",
    "12/3 -25": "2025-03-12",
    "12/3-25": "2025-03-12",
    "12/3 25": "2025-03-12",
    "12/3 2025": "2025-03-12",
    "12/3/2025": "2025-03-12",
    "12/3 –25": "2025-03-12",
    "12.3.2025": "2025-03-12",
    "12.03.25": "2025-03-12",
    "12 mars 2025": "2025-03-12",
    "den 12 mars 2025": "2025-03-12",
    "12:e mars 2025": "2025-03-12",
    "12 mars -25": "2025-03-12",
    "12 Mar 2025": "2025-03-12",
    "1 okt. 2025": "2025-10-01",
    "31 dec 2025": "2025-12-31",
    "Klart 2025-03-12": "2025-03-12",
    "fr.o.m. 2025-03-12": "2025-03-12",
    "2025-03-12 (prel.)": "2025-03-12",
    "2025-03-12.": "2025-03-12",
}

PERIODS = {
    "VT25": "2025-01-01/2025-06-30",
    "vt 25": "2025-01-01/2025-06-30",
    "VT-25": "2025-01-01/2025-06-30",
    "VT 2025": "2025-01-01/2025-06-30",
    "VT'25": "2025-01-01/2025-06-30",
    "2025 VT": "2025-01-01/2025-06-30",
    "våren 2025": "2025-01-01/2025-06-30",
    "Vårterminen 2025": "2025-01-01/2025-06-30",
    "HT25": "2025-07-01/2025-12-31",
    "ht 2026": "2026-07-01/2026-12-31",
    "hösten 2026": "2026-07-01/2026-12-31",
    "Höst-26": "2026-07-01/2026-12-31",
    "sommaren 2025": "2025-06-01/2025-08-31",
    "mars 2025": "2025-03-01/2025-03-31",
    "Mars -25": "2025-03-01/2025-03-31",
    "feb 2024": "2024-02-01/2024-02-29",
    "2025-03": "2025-03-01/2025-03-31",
    "2025 mars": "2025-03-01/2025-03-31",
    "mars-maj 2025": "2025-03-01/2025-05-31",
    "sept–nov 2025": "2025-09-01/2025-11-30",
    "Q1 2026": "2026-01-01/2026-03-31",
    "kv. 4 2026": "2026-10-01/2026-12-31",
    "2026 Q2": "2026-04-01/2026-06-30",
    "v. 12 2025": "2025-03-17/2025-03-23",
    "vecka 12, 2025": "2025-03-17/2025-03-23",
    "v12-13 2025": "2025-03-17/2025-03-30",
    "2025 v. 12": "2025-03-17/2025-03-23",
    "2025": "2025-01-01/2025-12-31",
    "år 2025": "2025-01-01/2025-12-31",
    "2025-09-01 – 2026-08-31": "2025-09-01/2026-08-31",
    "2025-09-01 - 2026-08-31": "2025-09-01/2026-08-31",
    "2025-09-01--2026-08-31": "2025-09-01/2026-08-31",
    "2025-09-01 till 2026-08-31": "2025-09-01/2026-08-31",
    "2025-09-01 t.o.m. 2026-08-31": "2025-09-01/2026-08-31",
    "VT25-HT26": "2025-01-01/2026-12-31",
    "VT25–HT25": "2025-01-01/2025-12-31",
    "VT25/HT25": "2025-01-01/2025-12-31",
    "mars 2025 – maj 2026": "2025-03-01/2026-05-31",
    "mars – maj 2026": "2026-03-01/2026-05-31",
    "2025-2026": "2025-01-01/2026-12-31",
    "ca VT25": "2025-01-01/2025-06-30",
    "preliminärt HT 25": "2025-07-01/2025-12-31",
    "VT25?": "2025-01-01/2025-06-30",
    "VT25 (4 mån)": "2025-01-01/2025-06-30",
    "1/3-31/8 2025": "2025-03-01/2025-08-31",
    "1/3 – 31/8 2025": "2025-03-01/2025-08-31",
    "1/3 2025 - 31/8 2025": "2025-03-01/2025-08-31",
}

NO_TIMES = [
    "",
    "a1",
    "c12",
    "Mini-CEX",
    "10 veckor",
    "6 månader",
    "100 %",
    "80%",
    "0,8",
    "070-123 45 67",
    "08-585 800 00",
    "A4",
    "360-grader",
    "2015:8",
    "SOSFS 2015:8",
    "HSLF-FS 2021:8",
    "2025-13-40",
    "30/2 2025",
    "31/4 -25",
    "v. 60 2025",
    "Q5 2026",
    "VT",
    "hösten",
    "ST-år 2",
    "vecka 12",
    "Kurs i Lund 2 dagar",
    "1-2",
    "12/3",
    "3 av 5",
    "19850312-1234",
    "HT25-VT25",
]


@pytest.mark.parametrize(("text", "day"), DAYS.items())
def test_day(text: str, day: str) -> None:
    found = parse_text(text)
    assert found == _span(day)
    assert found.is_day


@pytest.mark.parametrize(("text", "span"), PERIODS.items())
def test_period(text: str, span: str) -> None:
    assert parse_text(text) == _span(span)


@pytest.mark.parametrize("text", NO_TIMES)
def test_text_that_states_no_time(text: str) -> None:
    assert parse_text(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "v. 12",
        "vecka 12",
        "v 12-14",
        "VT",
        "hösten",
        "mars",
        "mars-april",
        "ST-år 2",
        "år 3",
        "löpande",
        "Löpande under hela ST",
        "Kontinuerligt",
        "T3",
        "termin 4",
        "Sista året",
        "under hela ST",
    ],
)
def test_time_without_a_year(text: str) -> None:
    assert is_undated_time(text)
    assert parse_text(text) is None


@pytest.mark.parametrize(
    "text",
    ["VT25", "2025-03-12", "Mini-CEX", "Kurs", "c1", "10 veckor", "Medicinkliniken", "Marsvin", "Ja", "ST-läkare"],
)
def test_no_time_without_a_year(text: str) -> None:
    assert not is_undated_time(text)


def test_cells_that_are_no_text() -> None:
    assert period(date(2025, 3, 12)) == _span("2025-03-12")
    assert period(datetime(2025, 3, 12, 14, 30)) == _span("2025-03-12")
    assert period(2025) == _span("2025-01-01/2025-12-31")
    assert period(20250312) == _span("2025-03-12")
    assert period(45728, serial=True) == _span("2025-03-12")
    assert period(45728) is None
    assert [period(value) for value in (None, True, 12, 0.5, 100, 2025.5)] == [None] * 6


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12/8 -26 PU", "2026-08-12"),
        ("2025-02-02, 2025-08-07", "2025-02-02 2025-08-07"),
        ("3/2 -26, 13/8 -26", "2026-02-03 2026-08-13"),
        ("Anna Ek 2025-06-02", "2025-06-02"),
        ("Klart 250602 /AE", "2025-06-02"),
        ("Godkänd 12 maj 2025 av AE", "2025-05-12"),
        ("AE", ""),
        ("VT25", ""),
        ("Ring 070-123 45 67", ""),
        ("SOSFS 2015:8", ""),
        ("19850312-1234", ""),
    ],
)
def test_days_inside_text(text: str, found: str) -> None:
    assert [str(day) for day in days_in(text)] == found.split()
    assert days(text) == days_in(text)


def test_days_of_other_cells() -> None:
    assert days(date(2025, 3, 12)) == (date(2025, 3, 12),)
    assert days(45728) == (date(2025, 3, 12),)
    assert days(2025) == days(None) == days(True) == ()


@pytest.mark.parametrize(
    ("text", "rest"), [("12/8 -26 PU", "PU"), ("2025-06-02 / Anna Ek", "Anna Ek"), ("2025-06-02", ""), ("AE", "AE")]
)
def test_what_stands_beside_a_day(text: str, rest: str) -> None:
    assert without_days(text) == rest


_MONTHS = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
]
_DAY = st.dates(date(2000, 1, 1), date(2060, 12, 31))
_YEAR = st.integers(2000, 2060)


def _spellings(day: date) -> list[str]:
    year, month, number = day.year, day.month, day.day
    short = f"{year % 100:02d}"
    name = _MONTHS[month - 1]
    return [
        day.isoformat(),
        f"{year}-{month}-{number}",
        f"{year}{month:02d}{number:02d}",
        f"{short}{month:02d}{number:02d}",
        f"{short}-{month:02d}-{number:02d}",
        f"{year}.{month:02d}.{number:02d}",
        f"{year}/{month:02d}/{number:02d}",
        f"{number}/{month} {year}",
        f"{number}/{month} -{short}",
        f"{number}/{month}-{short}",
        f"{number}/{month}/{year}",
        f"{number}.{month}.{year}",
        f"{number} {name} {year}",
        f"{number} {name[:3]} {year}",
        f"{number} {name} -{short}",
        f"den {number} {name.upper()} {year}",
    ]


@given(_DAY)
def test_every_spelling_of_a_day_is_that_day(day: date) -> None:
    assert {text: parse_text(text) for text in _spellings(day)} == {text: Period(day, day) for text in _spellings(day)}


@given(_DAY, st.text("abcÅÖ /,.", max_size=8))
def test_day_is_found_inside_text(day: date, name: str) -> None:
    assert days_in(f"{name} {day.isoformat()} {name}") == (day,)


@given(_DAY, _DAY, st.sampled_from([" – ", " - ", "–", " till ", " t.o.m. "]))
def test_span_of_days(one: date, other: date, dash: str) -> None:
    first, last = sorted((one, other))
    assert parse_text(f"{first.isoformat()}{dash}{last.isoformat()}") == Period(first, last)


@given(_YEAR, st.booleans())
def test_term_written_any_way_is_the_same_period(year: int, autumn: bool) -> None:
    short = f"{year % 100:02d}"
    name, word, whole = ("HT", "hösten", "höstterminen") if autumn else ("VT", "våren", "vårterminen")
    spellings = [
        f"{name}{short}",
        f"{name} {short}",
        f"{name}-{short}",
        f"{name}{year}",
        f"{name} {year}",
        name.lower() + short,
        f"{year} {name}",
        f"{word} {year}",
        f"{whole} {year}",
        f"{word} -{short}",
        f"{name}'{short}",
        f"ca {name}{short}",
        f"{name}{short}?",
    ]
    assert {text: parse_text(text) for text in spellings} == dict.fromkeys(spellings, term(year, autumn=autumn))


@given(_YEAR)
def test_terms_follow_each_other_without_gap(year: int) -> None:
    spring, autumn, following = term(year, autumn=False), term(year, autumn=True), term(year + 1, autumn=False)
    assert (autumn.start - spring.end).days == 1
    assert (following.start - autumn.end).days == 1


@given(
    st.text(max_size=60)
    | st.text("0123456789-/–. vhtqQVHTår", max_size=24)
    | st.integers(-(10**9), 10**9)
    | st.floats()
    | st.sampled_from([float("inf"), float("nan")])
)
def test_no_cell_makes_it_fail(value: object) -> None:
    found = period(value, serial=True)
    assert found is None or found.start <= found.end
    if isinstance(value, str):
        assert all(isinstance(day, date) for day in days(value))
        assert isinstance(is_undated_time(value), bool)
        assert isinstance(without_days(value), str)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("VT25, HT26", 2),
        ("2025-03-01; 2026-04-01", 2),
        ("HT25 och löpande", 2),
        ("VT25", 0),
        ("Kurs VT25, HT26", 0),
        ("löpande, varje år", 0),
        ("2025-01-01 – 2025-06-30", 0),
    ],
)
def test_several_times_in_one_cell(text: str, count: int) -> None:
    assert len(times_in(text)) == count


@pytest.mark.parametrize("between", ["\n", " ", ", ", "; ", "\n\n"])
def test_list_of_days_however_they_are_parted(between: str) -> None:
    assert days(between.join(["2024-10-19", "2025-09-19", "2026-07-28"])) == (
        date(2024, 10, 19),
        date(2025, 9, 19),
        date(2026, 7, 28),
    )


@pytest.mark.parametrize("text", ["2024-10-19 12", "12/3-25 08", "2024-10-19 123456"])
def test_number_right_after_a_day_leaves_it_unsure(text: str) -> None:
    assert days(text) == ()


@pytest.mark.parametrize(
    ("line", "said"),
    [("14/4 360-grader a5", "360-grader a5"), ("14/4 2 DOPS", "2 DOPS"), ("14 april: CBD", "CBD"), ("14/4", "")],
)
def test_line_that_begins_with_a_day_of_a_known_year(line: str, said: str) -> None:
    assert leading_day(line, 2021) == (date(2021, 4, 14), said)


@pytest.mark.parametrize("line", ["14/4 22", "14/4-15/4 Kurs", "14/4 15/4 Kurs", "14/4-5", "14/14 DOPS", "DOPS 14/4"])
def test_line_that_begins_with_no_such_day(line: str) -> None:
    found = leading_day(line, 2021)
    assert found is None or found[0].year != 2021
