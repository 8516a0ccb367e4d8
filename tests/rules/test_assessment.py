from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from stexcel import regelverk
from stexcel.codes import HSLF_2021
from stexcel.document import Document
from stexcel.findings import FileReport, Finding
from stexcel.model import Assessment, Iup, LoggedAssessment, Meeting, MeetingKind, Placement
from stexcel.rules import Thresholds, check_document
from tests.build import TODAY, at, check, found, iup, person

YEARS = person(start=date(2024, 2, 1))
SUMMER_25, SPRING_26 = date(2025, 9, 1), date(2026, 3, 2)


def logged(*rows: str, sheet: str = "Logg") -> tuple[LoggedAssessment, ...]:
    """Rows of a log, written as ``2026-03-01 CBD a1,c2``; the row's number is that of its place."""
    return tuple(_logged(row.split(" "), number, sheet) for number, row in enumerate(rows, start=1))


def _logged(words: list[str], row: int, sheet: str) -> LoggedAssessment:
    day, method, *codes = words
    method = method.replace("_", " ")
    delmal = tuple(codes[0].split(",")) if codes else ()
    return LoggedAssessment(method, method, at(row, 2, sheet), date.fromisoformat(day), delmal)


def of(code: str, *rows: str, thresholds: Thresholds | None = None, **facts: Any) -> list[Finding]:
    """The findings with a code of an IUP with a log."""
    content = iup(**{"person": YEARS, "assessments": logged(*rows), **facts})
    return [finding for finding in report(content, thresholds).findings if finding.code == code]


def report(content: Iup, thresholds: Thresholds | None = None) -> FileReport:
    limits = thresholds or Thresholds()
    return check_document(Document("x.xlsx", None, content), regelverk.load(), today=TODAY, thresholds=limits)


ENOUGH = [f"{day} CBD c1" for day in ("2025-07-01", "2025-08-01", "2025-10-01", "2025-12-31")]
ENOUGH += [f"{day} DOPS c2" for day in ("2026-01-01", "2026-03-01", "2026-05-01", "2026-06-30")]


def test_four_assessments_a_term_are_enough() -> None:
    assert of("STX302", *ENOUGH) == []


def test_term_with_too_few_is_told_at_its_last_assessment() -> None:
    (finding,) = of("STX302", *ENOUGH[:-1])
    assert (finding.summary, str(finding.cell)) == ("för få bedömningar VT26", "Logg!B7")
    assert "VT26: 3. Minst 4 väntas." in finding.text


def test_terms_stand_in_order_of_time_also_where_the_first_is_empty() -> None:
    findings = of("STX302", "2025-03-01 CBD c1", "2026-03-01 CBD c1")
    assert [(one.summary, str(one.cell)) for one in findings] == [
        ("för få bedömningar HT25", "Logg!B1"),
        ("för få bedömningar VT26", "Logg!B2"),
    ]


def test_running_term_and_plans_are_not_judged() -> None:
    assert of("STX302", *ENOUGH, "2026-12-01 CBD c1") == []
    assert len(of("STX302", *ENOUGH[:4])) == 1


def test_workbook_without_a_log_is_told_once() -> None:
    (finding,) = of("STX302")
    assert finding.summary == "inga dokumenterade bedömningar"
    assert of("STX302", person=person(start=date(2026, 7, 1))) == []


def test_part_of_a_term_asks_for_its_share_rounded_down() -> None:
    half = person(start=date(2026, 4, 1))
    assert of("STX302", "2026-04-10 CBD c1", "2026-05-10 CBD c1", person=half) == []
    (finding,) = of("STX302", "2026-04-10 CBD c1", person=half)
    assert "Minst 2 väntas (4 för hela tiden" in finding.text


def test_leave_asks_for_less() -> None:
    off = Placement("Föräldraledighet", at(9), date(2025, 7, 1), date(2026, 6, 1), 0)
    assert of("STX302", placements=(off,)) == []
    assert len(of("STX302", "2026-06-20 CBD c1")) == 2


def test_assessments_a_year_are_only_counted_where_the_region_asks() -> None:
    yearly = Thresholds(assessments_per_year=9)
    assert [one.summary for one in of("STX302", *ENOUGH, thresholds=yearly)] == [
        "för få bedömningar de senaste tolv månaderna"
    ]
    assert of("STX302", *ENOUGH, thresholds=Thresholds(assessments_per_year=5)) == []


def test_terms_can_be_left_unjudged() -> None:
    assert of("STX302", thresholds=Thresholds(assessments_per_term=0)) == []


def test_row_without_delmal_is_told_by_itself() -> None:
    (finding,) = of("STX303", "2026-01-12 CBD a1", "2026-02-12 DOPS", "2026-12-12 EPA")
    assert (str(finding.cell), "”DOPS” 2026-02-12" in finding.text) == ("Logg!B2", True)


def test_log_that_never_names_delmal_is_told_once() -> None:
    (finding,) = of("STX303", "2026-01-12 CBD", "2026-02-12 DOPS", "2026-03-12 EPA")
    assert (str(finding.cell), "3 bedömningarna" in finding.text) == ("Logg!B1", True)


def test_logs_on_two_sheets_are_judged_apart() -> None:
    rows = logged("2026-01-12 CBD a1") + logged("2026-02-12 CBD", "2026-03-12 DOPS", sheet="Annan logg")
    (finding,) = of("STX303", assessments=rows)
    assert str(finding.cell) == "Annan logg!B1"


def test_kollegium_is_about_the_whole_competence() -> None:
    assert of("STX303", "2026-01-12 CBD a1", "2026-05-12 Specialistkollegium") == []


def test_unknown_method_is_told_once_at_its_first_place() -> None:
    content = iup("a1 | kurs | Annan", person=YEARS)
    row = content.delmal["a1"].rows[0]
    other = Assessment("Annan", "Loggboksgenomgång", at(1, 3))
    delmal = {"a1": replace(content.delmal["a1"], rows=(row,), assessments=(other,))}
    again = (LoggedAssessment("Annan", "loggboksgenomgång ", at(3, 2), date(2026, 2, 2), ("a1",)),)
    told = found(check(replace(content, delmal=delmal, assessments=again)), "STX306")
    assert told == [(None, "Delmål!C1")]
    assert of("STX306", "2026-01-12 CBD a1") == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Muntligt förhör", False),
        ("Kunskapsprov efter kursen", False),
        ("Muntlig redovisning", False),
        ("Skriftligt test", False),
        ("Oral exam", False),
        ("Dikteringsgranskning", True),
        ("Provtagning på avdelningen", True),
        ("Samtal med patient", True),
    ],
)
def test_plain_tests_are_understood_as_they_stand(text: str, told: bool) -> None:
    rows = (LoggedAssessment("Annan", text, at(1, 2), date(2026, 2, 2), ("a1",)),)
    assert bool(of("STX306", assessments=rows)) is told


@pytest.mark.parametrize(
    ("methods", "told"),
    [
        (["CBD"] * 4, True),
        (["CBD"] * 3, False),
        (["CBD", "CBD", "CBD", "DOPS"], False),
    ],
)
def test_one_method_for_everything_that_was_made(methods: list[str], told: bool) -> None:
    rows = [f"2026-0{number}-12 {method} a1" for number, method in enumerate(methods, start=1)]
    assert bool(of("STX307", *rows)) is told


def test_kollegium_is_a_method_among_the_assessments_and_none_among_the_meetings() -> None:
    made = [f"2026-0{month}-12 CBD a1" for month in range(1, 5)]
    meeting = Meeting(date(2026, 5, 12), at(9), kind=MeetingKind.KOLLEGIUM)
    assert of("STX307", *made, "2026-05-12 Specialistkollegium") == []
    assert len(of("STX307", *made, meetings=(meeting,))) == 1
    yearly = tuple(Meeting(date(year, 5, 12), at(year), kind=MeetingKind.KOLLEGIUM) for year in range(2022, 2026))
    assert of("STX307", meetings=yearly) == []


def test_one_method_for_everything_that_is_planned() -> None:
    def planned(count: int, last: str) -> list[tuple[str | None, str]]:
        lines = [f"c{number} | kurs | CBD" for number in range(1, count)]
        return found(check(iup("\n".join([*lines, f"c{count} | kurs | {last}"]), person=YEARS)), "STX307")

    assert planned(5, "CBD") == [(None, "Delmål!C1")]
    assert planned(4, "CBD") == []
    assert planned(5, "DOPS") == []


def test_what_is_planned_does_not_matter_once_enough_is_made() -> None:
    lines = "\n".join(f"c{number} | kurs | CBD" for number in range(1, 6))
    delmal = iup(lines).delmal
    varied = [f"2026-0{month}-12 {method} a1" for month, method in enumerate(("CBD", "DOPS", "EPA", "CBD"), start=1)]
    assert of("STX307", *varied, delmal=delmal) == []


def areas(*rows: str, **facts: Any) -> list[str]:
    """The areas that are told to be without assessment."""
    return [finding.summary.split()[0] for finding in of("STX308", *rows, **facts)]


def test_areas_are_told_by_method_delmal_and_words() -> None:
    assert sorted(areas("2026-03-02 CBD c1")) == ["handledning", "kommunikation", "ledarskap", "undervisning"]
    assert areas("2026-03-02 CBD a1,b1") == []
    assert areas("2026-03-02 360-grader", "2026-03-02 Bedömningsmall_undervisning") == ["handledning"]
    assert sorted(areas("2026-03-02 Medsittning")) == ["handledning", "ledarskap", "undervisning"]
    own_words = (LoggedAssessment("Annan", "Rondledning, återkoppling", at(1), SPRING_26, ("c1",)),)
    assert "ledarskap" not in areas(assessments=own_words)


def test_words_tell_which_part_of_a_wide_delmal_was_meant() -> None:
    assert sorted(areas("2026-03-02 Bedömningsmall_undervisning a1")) == ["handledning", "kommunikation", "ledarskap"]


def test_areas_of_the_younger_regulation() -> None:
    young = replace(YEARS, regulation=person(regulation=HSLF_2021).regulation)
    assert areas("2026-03-02 CBD STa5,STb1", person=young) == ["handledning", "undervisning"]
    assert areas("2026-03-02 CBD STa5,STb1,STa6", person=young) == []


def test_areas_do_not_need_a_known_specialty() -> None:
    assert areas("2026-03-02 CBD a1,b1", person=replace(YEARS, specialty=None)) == []


def test_assessments_of_an_area_grow_old() -> None:
    assert areas("2025-11-01 CBD a1,b1") == []
    assert len(areas("2025-10-31 CBD a1,b1", "2026-03-02 CBD c1")) == 4


def test_fulfilled_delmal_settles_its_areas_while_it_is_recent() -> None:
    def missing(a1: str, b1: str = "2026-05-02") -> list[str]:
        delmal = iup(f"a1 | kurs | CBD | VT25 | {a1}\nb1 | kurs | CBD | VT25 | {b1}").delmal
        return sorted(areas("2026-03-02 CBD c1", delmal=delmal))

    of_a1 = ["handledning", "ledarskap", "undervisning"]
    assert missing("2025-11-01") == []
    assert missing("2025-10-31") == of_a1
    assert missing("uppfyllt") == of_a1
    assert missing("signerat") == of_a1
    assert missing("2027-01-01") == of_a1


def test_areas_are_not_missed_in_the_first_year() -> None:
    assert areas("2026-03-02 CBD c1", person=person(start=date(2025, 11, 1))) == []


def test_without_a_log_nobody_can_tell() -> None:
    told = report(iup(person=YEARS))
    assert found(told, "STX308") == []
    assert any("STX308" in limit for limit in told.limits)
    assert not any(
        "STX308" in limit for limit in report(iup(person=YEARS, assessments=logged("2026-01-12 CBD"))).limits
    )


def test_assessed_supervision_is_counted_where_the_region_asks() -> None:
    once = Thresholds(supervising_per_term=1)
    rows = ["2025-10-01 Bedömningsmall_handledning a1", "2026-02-02 CBD a1,b1"]
    (finding,) = of("STX308", *rows, thresholds=once)
    assert finding.summary == "för få bedömningar av handledning VT26"
    assert of("STX308", *rows, "2026-03-02 Bedömningsmall_handledning", thresholds=once) == []
    none = of("STX308", "2026-02-02 CBD a1,b1", thresholds=once)
    assert [str(finding.cell) for finding in none] == ["Logg!B1", "Logg!B1"]


def test_science_is_assessed_by_journal_club_delmal_or_fulfilment() -> None:
    delmal = iup("a5 | kurs | Journal_club".replace("_", " ")).delmal
    (finding,) = of("STX407", "2026-02-02 CBD c1", delmal=delmal)
    assert (finding.delmal, finding.place) == ("a5", "Delmål!A1")
    assert "planerad (Journal club), men ingen är gjord" in finding.text
    assert of("STX407", "2026-02-02 Journal_club", delmal=delmal) == []
    assert of("STX407", "2024-02-02 CBD a5", delmal=delmal) == []
    done = iup("a5 | kurs | CBD | VT25 | 2025-05-02").delmal
    assert of("STX407", "2026-02-02 CBD c1", delmal=done) == []
    claimed = iup("a5 | kurs | CBD | VT25 | uppfyllt").delmal
    assert len(of("STX407", "2026-02-02 CBD c1", delmal=claimed)) == 1


def test_science_is_not_missed_in_the_first_year() -> None:
    assert of("STX407", "2026-02-02 CBD c1", person=person(start=date(2025, 11, 1))) == []


def test_science_that_is_planned_but_has_no_log_is_left_open() -> None:
    planned = report(iup("a5 | kurs | CBD", person=YEARS))
    assert found(planned, "STX407") == []
    assert any("STX407" in limit for limit in planned.limits)
    unplanned = report(iup("a5 | kurs |", person=YEARS))
    assert found(unplanned, "STX407") == [("a5", "Delmål!A1")]
    assert not any("STX407" in limit for limit in unplanned.limits)
