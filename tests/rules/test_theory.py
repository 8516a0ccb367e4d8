"""Amounts of time in texts, teaching tied to delmål, and courses whose day has passed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stexcel import regelverk
from stexcel.document import Document
from stexcel.findings import FileReport, Level
from stexcel.model import Course, Iup, Part, PartStatement, Period
from stexcel.rules import Thresholds, check_document
from stexcel.rules.amounts import hours_per_week, weeks
from tests.build import TODAY, at, check, found, iup


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("2 tim/vecka", 2),
        ("2–4 h per vecka", 4),
        ("2 tim/vecka inläsningstid, i schema", 2),
        ("Självstudier 4 timmar/vecka, schemalagt", 4),
        ("två timmars självstudietid i veckan", 2),
        ("3 tim i veckan", 3),
        ("ca 2,5 tim./v", 2.5),
        ("en halv dag i veckan", 4),
        ("En halvdag per vecka", 4),
        ("1/2 dag per vecka", 4),
        ("halvdag varannan vecka", 2),
        ("8 timmar var fjärde vecka", 2),
        ("30 min/dag", 2.5),
        ("en dag i månaden", 96 / 52),
        ("2 veckor per termin", 80 / 26),
    ],
)
def test_hours_per_week(text: str, hours: float) -> None:
    assert hours_per_week(text) == pytest.approx(hours)


@pytest.mark.parametrize("text", ["Fredagar 13–15", "v. 12", "Löpande", "4 timmar", "10 v VT27", "Läser ST-boken", ""])
def test_texts_that_tell_no_hours_per_week(text: str) -> None:
    assert hours_per_week(text) is None


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Journalgranskning av antibiotikaval, 10 veckor HT26", 10),
        ("Uppföljning (10 v) VT27", 10),
        ("8–10 veckor", 10),
        ("tio veckor", 10),
        ("10v", 10),
        ("50 dagar", 10),
        ("400 timmar", 10),
        ("3 månader", 13),
        ("20 % under 6 månader", 5.2),
        ("2 veckor, fördelat på 1 dag per vecka", 2),
    ],
)
def test_weeks(text: str, amount: float) -> None:
    assert weeks(text) == pytest.approx(amount)


@pytest.mark.parametrize("text", ["v. 12–14 2026", "vecka 10", "2 tim/vecka", "VT26", "kl. 8.15–9", ""])
def test_texts_that_tell_no_weeks(text: str) -> None:
    assert weeks(text) is None


@given(st.text(max_size=60))
def test_any_text_gives_an_amount_or_none(text: str) -> None:
    for amount in (hours_per_week(text), weeks(text)):
        assert amount is None or amount >= 0


def planned(part: Part, text: str, **limits: int) -> FileReport:
    content = iup(parts=(PartStatement(part, True, at(7), text),))
    document = Document("st/x.xlsx", None, content)
    return check_document(document, regelverk.load(), today=TODAY, thresholds=Thresholds(**limits))


@pytest.mark.parametrize(
    ("code", "part", "text", "limit", "amount"),
    [
        ("STX403", Part.SELF_STUDY, "2–4 tim/vecka", "self_study_hours", 4),
        ("STX404", Part.SCIENTIFIC_WORK, "Registerstudie, 10 veckor", "science_weeks", 10),
        ("STX405", Part.QUALITY_WORK, "PM för blodtransfusion, 2 v", "quality_weeks", 2),
    ],
)
def test_too_little_time_is_a_local_finding(code: str, part: Part, text: str, limit: str, amount: int) -> None:
    assert found(planned(part, text), code) == []
    assert found(planned(part, text, **{limit: amount}), code) == []
    report = planned(part, text, **{limit: amount + 1})
    assert found(report, code) == [(None, "Delmål!A7")]
    assert [one.level for one in report.findings if one.code == code] == [Level.LOKAL]


@pytest.mark.parametrize(
    ("part", "limit"),
    [
        (Part.SELF_STUDY, "self_study_hours"),
        (Part.SCIENTIFIC_WORK, "science_weeks"),
        (Part.QUALITY_WORK, "quality_weeks"),
    ],
)
def test_time_that_cannot_be_read_is_said_not_to_be_checked(part: Part, limit: str) -> None:
    report = planned(part, "Enligt plan", **{limit: 2})
    assert not [one for one in report.findings if one.summary == "mindre tid än regionens mål"]
    assert any("Hur mycket tid" in one for one in report.limits)
    assert not any("Hur mycket tid" in one for one in planned(part, "Enligt plan").limits)


def teaching(content: Iup) -> list[tuple[str | None, str]]:
    return found(check(content), "STX406")


def test_internal_teaching_is_tied_to_delmal_from_either_side() -> None:
    plain = PartStatement(Part.INTERNAL_TEACHING, True, at(7), "Fredagar")
    tied = PartStatement(Part.INTERNAL_TEACHING, True, at(8), "Fredagar: c1", ("c1",))
    assert teaching(iup(parts=(plain,))) == [(None, "Delmål!A7")]
    assert teaching(iup(parts=(plain, tied))) == []
    assert teaching(iup()) == []
    assert teaching(iup(parts=(PartStatement(Part.INTERNAL_TEACHING, False, at(7)),))) == []


def course(name: str, day: date, completed: bool | None, row: int, sheet: str = "Kurser") -> Course:
    return Course(name, at(row, 1, sheet), Period(day, day), completed=completed)


def test_passed_course_that_is_not_taken() -> None:
    courses = (
        course("Etik", date(2025, 3, 1), True, 2),
        course("Lagar", date(2026, 3, 1), False, 3),
        course("Ledarskap", date(2026, 5, 1), None, 4),
        course("Palliativ vård", TODAY, None, 5),
        course("Metodik", date(2027, 3, 1), None, 6),
        Course("Utan datum", at(7, 1, "Kurser"), completed=False),
    )
    assert found(check(iup(courses=courses)), "STX408") == [(None, "Kurser!A3"), (None, "Kurser!A4")]


def test_course_that_is_taken_elsewhere_in_the_workbook() -> None:
    courses = (
        course("Etik", date(2025, 3, 1), False, 2),
        course("ETIK ", date(2025, 9, 1), True, 3),
    )
    assert found(check(iup(courses=courses)), "STX408") == []


def test_list_that_never_tells_is_said_not_to_be_checked() -> None:
    courses = (course("Etik", date(2025, 3, 1), None, 2), course("Lagar", date(2025, 3, 1), True, 2, "Intyg"))
    report = check(iup(courses=courses))
    assert found(report, "STX408") == []
    assert any("en kurs med passerat datum" in one for one in report.limits)


def test_course_planned_for_a_term_has_passed_when_the_term_has() -> None:
    spring = Course("Etik", at(2), Period(date(2026, 1, 1), date(2026, 6, 30)), completed=False)
    autumn = Course("Lagar", at(3), Period(date(2026, 7, 1), date(2026, 12, 31)), completed=False)
    assert found(check(iup(courses=(spring, autumn))), "STX408") == [(None, "Delmål!A2")]
