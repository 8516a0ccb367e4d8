"""Rules about placements: which are counted, where they are done, overlaps and gaps, supervision, links to delmål."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from stexcel import regelverk
from stexcel.document import Document
from stexcel.findings import FileReport, Level
from stexcel.model import Activity, ActivityType, CellRef, Delmal, DelmalRow, Iup, Meeting, Placement
from stexcel.rules import Thresholds
from stexcel.rules.context import Context
from stexcel.rules.naming import mentions, names
from stexcel.rules.schedule import schedule
from stexcel.rules.sides import Where, setting
from tests.build import TODAY, at, check, found, iup, person

MAIN = "Ivar Torsell"


def placement(name: str, start: str, end: str, row: int = 5, sheet: str = "Plan", **more: Any) -> Placement:
    return Placement(
        name, CellRef(sheet, row, 1), date.fromisoformat(start), date.fromisoformat(end), **{"percent": 100, **more}
    )


def report(*placements: Placement, **parts: Any) -> FileReport:
    return check(iup(placements=placements, **parts))


def where(one: Placement, **facts: Any) -> Where:
    content = iup(placements=(one,), person=person(**facts))
    return setting(Context(Document("x", None, content), regelverk.load(), TODAY, Thresholds()), one).where


def scheduled(*placements: Placement) -> list[str]:
    content = Iup(placements=placements)
    context = Context(Document("x", None, content), regelverk.load(), TODAY, Thresholds())
    return [str(one.cell) for one in schedule(context)]


# Which placements make the schedule


def test_placements_told_among_delmal_are_not_counted_where_a_list_tells_more() -> None:
    row = placement("Hematologkliniken", "2024-02-01", "2024-04-30")
    told = placement("Hematologkliniken", "2024-01-01", "2024-06-30", 7, "Delmål", percent=None)
    assert scheduled(row, told) == ["Plan!A5"]
    assert found(report(row, told), "STX207") == []


def test_second_list_without_degree_adds_only_what_the_first_does_not_tell() -> None:
    first = placement("Hematologkliniken", "2024-02-01", "2024-04-30")
    again = placement("Hematologklinik", "2024-02-01", "2024-04-30", 5, "Sido", percent=None, supervisor="Eva Ek")
    other = placement("Kirurgkliniken", "2024-05-01", "2024-06-30", 6, "Sido", percent=None, supervisor="Mia Mo")
    assert scheduled(first, again, other) == ["Plan!A5", "Sido!A6"]


def test_what_is_only_planned_for_a_term_does_not_overlap_what_has_days() -> None:
    exact = placement("Mottagningen", "2024-09-02", "2025-08-01", 5, percent=None)
    term = placement("Tjänstgöring på centrum", "2024-07-01", "2024-12-31", 16, percent=None)
    later = placement("Avdelningen", "2026-01-01", "2026-06-30", 17, percent=None)
    assert scheduled(exact, term, later) == ["Plan!A5", "Plan!A17"]


def test_all_placements_count_where_none_tells_more_than_another() -> None:
    assert len(scheduled(*(placement("A", "2024-01-01", "2024-06-30", row, percent=None) for row in (5, 6)))) == 2


# Where a placement is done


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (placement("Strålbehandlingen", "2024-02-01", "2024-04-30", supervisor=MAIN), Where.HOME),
        (placement("Strålbehandlingen", "2024-02-01", "2024-04-30", supervisor="Torsell, Ivar"), Where.HOME),
        (placement("Strålbehandlingen", "2024-02-01", "2024-04-30", supervisor="IT"), Where.HOME),
        (placement("Strålbehandlingen", "2024-02-01", "2024-04-30", supervisor="Huvudhandledare"), Where.HOME),
        (placement("Strålbehandlingen", "2024-02-01", "2024-04-30", supervisor=MAIN, side=True), Where.HOME),
        (placement("Strålbehandlingen", "2024-02-01", "2024-04-30", supervisor="Eva Ek"), Where.SIDE),
        (placement("Onkologmottagningen", "2024-02-01", "2024-04-30", supervisor="Eva Ek"), Where.HOME),
        (placement("Onkologen", "2024-02-01", "2024-04-30"), Where.HOME),
        (placement("Strålbehandlingen", "2024-02-01", "2024-04-30"), Where.UNKNOWN),
        (placement("Strålbehandlingen", "2024-02-01", "2024-04-30", side=True), Where.SIDE),
        (placement("Onkologkliniken", "2024-02-01", "2024-04-30", side=True), Where.SIDE),
        (placement("Kirurgkliniken", "2024-02-01", "2024-04-30", side=False), Where.HOME),
        (placement("Onkologkliniken", "2024-02-01", "2024-04-30", site="Lundabergs sjukhus"), Where.SIDE),
        (placement("Strålbehandlingen", "2024-02-01", "2024-04-30", site="Ekholmen"), Where.UNKNOWN),
        (placement("Strålbehandlingen", "2024-02-01", "2024-04-30", site="Hemkliniken"), Where.UNKNOWN),
        (placement("Universitetssjukhuset, onkologi", "2024-02-01", "2024-04-30"), Where.SIDE),
        (placement("Onkologi, Lunds sjukhus", "2024-02-01", "2024-04-30"), Where.SIDE),
        (placement("Onkologi, Ekholmens sjukhus", "2024-02-01", "2024-04-30"), Where.HOME),
        (placement("Föräldraledighet", "2024-02-01", "2024-04-30", percent=0), Where.NOT_PLACEMENT),
        (placement("Bastjänstgöring (BT)", "2024-02-01", "2024-04-30", supervisor="Eva Ek"), Where.NOT_PLACEMENT),
    ],
)
def test_where_a_placement_is_done(one: Placement, expected: Where) -> None:
    assert where(one, unit="Onkologkliniken, Ekholmens sjukhus") is expected


def test_nothing_is_known_of_other_hospitals_without_the_own_one() -> None:
    assert where(placement("Universitetssjukhuset, hematologi", "2024-02-01", "2024-04-30")) is Where.UNKNOWN


def test_unit_of_a_vardcentral_is_home_and_its_town_is_not() -> None:
    facts = {"unit": "Lundabergs vårdcentral", "specialty": "Allmänmedicin"}
    assert where(placement("Vårdcentralen, BVC", "2024-02-01", "2024-04-30"), **facts) is Where.HOME
    assert where(placement("Lundabergs ungdomsmottagning", "2024-02-01", "2024-04-30"), **facts) is Where.UNKNOWN


# 207


def test_overlap_points_at_the_later_placement_and_names_both() -> None:
    first = placement("Onkologen", "2025-01-01", "2025-06-30")
    second = placement("Hematologen", "2025-05-01", "2025-09-30", 6, percent=80)
    result = report(first, second)
    assert found(result, "STX207") == [(None, "Plan!A6")]
    (text,) = (one.text for one in result.findings if one.code == "STX207")
    assert text == "”Onkologen” och ”Hematologen” pågår samtidigt 2025-05-01 – 2025-06-30, tillsammans 180 % av heltid."


def test_half_time_side_by_side_and_leave_within_a_placement_are_fine() -> None:
    halves = [placement("A", "2025-01-01", "2025-06-30", row, percent=50) for row in (5, 6)]
    leave = placement("Föräldraledig", "2025-03-01", "2025-04-30", 7, percent=0)
    assert found(report(*halves, leave), "STX207") == []


def test_bars_of_a_time_line_may_share_the_column_where_one_follows_the_other() -> None:
    times = [("2023-10-01", "2024-06-30"), ("2024-04-01", "2024-12-31"), ("2024-10-01", "2025-06-30")]
    bars = [placement(f"Enhet {row}", *time, row, percent=None) for row, time in enumerate(times, 5)]
    assert found(report(*bars), "STX207") == []
    assert len(found(report(*bars[:2]), "STX207")) == 1
    known = [placement(f"Enhet {row}", *time, row) for row, time in enumerate(times, 5)]
    assert len(found(report(*known), "STX207")) == 2


def test_gap_is_a_finding_with_its_days_and_points_at_what_follows() -> None:
    first = placement("A", "2025-01-01", "2025-05-31", supervisor=MAIN)
    second = placement("B", "2025-07-01", "2025-12-31", 6, supervisor=MAIN)
    result = report(first, second)
    assert found(result, "STX207") == [(None, "Plan!A6")]
    assert any("2025-06-01 – 2025-06-30 (30 dagar)" in one.text for one in result.findings)
    leave = placement("Tjänstledig", "2025-06-01", "2025-06-30", 7, percent=0)
    assert found(report(first, second, leave), "STX207") == []


def test_gaps_are_not_claimed_where_an_undated_placement_may_fill_them() -> None:
    first = placement("A", "2025-01-01", "2025-05-31", supervisor=MAIN)
    second = placement("B", "2025-07-01", "2025-12-31", 6, supervisor=MAIN)
    undated = Placement("C", at(7, sheet="Plan"), percent=100)
    result = report(first, second, undated)
    assert found(result, "STX207") == []
    assert any("Luckor" in limit for limit in result.limits)


def test_list_of_side_rotations_has_no_gaps() -> None:
    sides = [
        placement("A", "2025-01-01", "2025-03-31", 5, side=True, supervisor="Eva Ek"),
        placement("B", "2025-05-01", "2025-06-30", 6, side=True, supervisor="Eva Ek"),
    ]
    assert found(report(*sides), "STX207") == []
    sparse = [placement("A", "2023-01-01", "2023-03-31"), placement("B", "2025-05-01", "2025-06-30", 6)]
    assert found(report(*sparse), "STX207") == []


# 208 and 209


def level_of(result: FileReport, code: str) -> list[Level]:
    return [one.level for one in result.findings if one.code == code]


def test_side_rotation_longer_than_a_month_needs_a_supervisor() -> None:
    month = placement("Hematologen", "2025-02-01", "2025-02-28", side=True)
    longer = placement("Hematologen", "2025-02-01", "2025-03-01", side=True)
    assert found(report(month), "STX208") == []
    assert level_of(report(longer), "STX208") == [Level.KRAV]
    assert (
        found(report(placement("Hematologen", "2025-02-01", "2025-06-01", side=True, supervisor="Eva")), "STX208") == []
    )


def test_unnamed_supervisor_is_only_advice_where_nothing_tells_side_from_home() -> None:
    home = placement("Onkologmottagningen", "2024-01-01", "2024-12-31", supervisor=MAIN)
    unknown = placement("Strålbehandlingen", "2025-01-01", "2025-03-31", 6)
    result = report(home, unknown)
    assert found(result, "STX208") == [(None, "Plan!A6")]
    assert level_of(result, "STX208") == [Level.RAD]


def test_no_supervisors_at_all_are_said_not_to_be_checked() -> None:
    result = report(
        placement("Onkologmottagningen", "2024-01-01", "2024-12-31"),
        placement("Strålbehandlingen", "2025-01-01", "2025-03-31", 6),
    )
    assert found(result, "STX208") == []
    assert any("STX208" in limit and "Strålbehandlingen" in limit for limit in result.limits)


@pytest.mark.parametrize("more", [{"certificate": "Ja"}, {"follow_up": "2025-04-02"}])
def test_ended_side_rotation_with_evidence_is_followed_up(more: dict[str, Any]) -> None:
    assert found(report(placement("Hematologen", "2025-02-01", "2025-03-31", side=True, **more)), "STX209") == []


def test_ended_side_rotation_without_evidence() -> None:
    assert found(report(placement("Hematologen", "2025-02-01", "2025-03-31", side=True)), "STX209") == [
        (None, "Plan!A5")
    ]
    assert found(report(placement("Hematologen", "2026-10-01", "2026-11-01", side=True)), "STX209") == []
    assert found(report(placement("Hematologen", "2025-02-01", "2025-03-31", supervisor=MAIN)), "STX209") == []


@pytest.mark.parametrize(
    ("day", "content", "followed"),
    [
        (date(2025, 4, 10), "Uppföljning av hematologen, mål nådda", True),
        (date(2025, 3, 5), "Halvvägs på Hematologen", True),
        (date(2025, 2, 10), "Start på hematologen", False),
        (date(2025, 4, 10), "Genomgång av IUP", False),
        (date(2025, 4, 10), None, False),
    ],
)
def test_meeting_about_the_placement_is_a_follow_up(day: date, content: str | None, followed: bool) -> None:
    side = placement("Hematologen", "2025-02-01", "2025-03-31", side=True)
    result = report(side, meetings=(Meeting(day, at(9), MAIN, content),))
    assert (found(result, "STX209") == []) is followed


# 210


def linked(*texts: str, kind: ActivityType = ActivityType.KLINISK) -> dict[str, Delmal]:
    activities = tuple(Activity(text, frozenset({kind}), at(1)) for text in texts)
    return {"c1": Delmal("c1", (DelmalRow(at(1)),), activities, ())}


def unlinked(*placements: Placement, delmal: dict[str, Delmal], **facts: Any) -> int:
    content = Iup(person=person(**facts), delmal=delmal, placements=placements, layouts=("tabell",))
    return len(found(check(content), "STX210"))


HOME = placement("Onkologmottagningen", "2024-01-01", "2024-12-31", delmal=("c1",))


@pytest.mark.parametrize(
    ("name", "activity", "linked_to"),
    [
        ("Hematologkliniken", "Hematologkliniken", True),
        ("Hematologkliniken", "Hematologklinik, 3 mån", True),
        ("Akutmottagningen, ortopedi", "Akutmottagningen", True),
        ("Hematologkliniken", "Klinisk tjänstgöring", False),
        ("Hematologkliniken", "Kirurgkliniken", False),
        ("Medicinkliniken", "Sjukhus", True),
        ("Vårdcentralen, BVC", "Vårdcentralen, mottagning", False),
    ],
)
def test_placement_is_linked_by_name(name: str, activity: str, linked_to: bool) -> None:
    one = placement(name, "2025-01-01", "2025-03-31", 6)
    assert unlinked(HOME, one, delmal=linked(activity)) == (0 if linked_to else 1)


def test_course_with_the_name_does_not_link() -> None:
    one = placement("Strålbehandlingen", "2025-01-01", "2025-03-31", 6)
    assert unlinked(HOME, one, delmal=linked("Strålbehandling", kind=ActivityType.KURS)) == 1


def test_many_unlinked_placements_are_one_finding_when_none_is_linked() -> None:
    several = [placement(name, "2025-01-01", "2025-03-31", row) for row, name in enumerate(("Ett", "Två", "Tre"), 5)]
    assert unlinked(*several, delmal=linked("Annat")) == 1
    assert unlinked(HOME, *several, delmal=linked("Annat")) == 3


def test_leave_and_bt_of_the_younger_regulation_need_no_delmal() -> None:
    leave = placement("Föräldraledighet", "2025-01-01", "2025-03-31", 6, percent=0)
    basic = placement("Bastjänstgöring (BT)", "2025-01-01", "2025-03-31", 7)
    assert unlinked(HOME, leave, delmal=linked("Annat")) == 0
    assert unlinked(HOME, basic, delmal=linked("Annat"), regulation="HSLF-FS 2021:8") == 0


@pytest.mark.parametrize(
    ("text", "name", "named"),
    [
        ("Tjänstgöring på Hematologkliniken", "Hematologklinik", True),
        ("Tjänstgöring", "Placering", False),
        ("Medicin", "Medicinkliniken", False),
    ],
)
def test_names(text: str, name: str, named: bool) -> None:
    assert names(text, name) is named


def test_mention_needs_every_telling_word() -> None:
    assert mentions("Uppföljning av universitetssjukhuset, onkologi", "Universitetssjukhuset, onkologi")
    assert not mentions("Onkologi", "Universitetssjukhuset, onkologi")


def test_workbook_without_placements_says_what_is_not_checked() -> None:
    assert any("STX210" in limit for limit in check(iup("a1 | kurs | CBD")).limits)
