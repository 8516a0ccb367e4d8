from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from stexcel.codes import HSLF_2021
from stexcel.findings import Level
from stexcel.model import Activity, ActivityType
from stexcel.regelverk import Malbeskrivning, load
from tests.build import SPRING_25, at, check, found, iup, person


def malbeskrivning(regulation: str = "SOSFS 2015:8", specialty: str = "Onkologi") -> Malbeskrivning:
    goals = load().malbeskrivning(regulation, specialty)
    assert goals is not None
    return goals


def grid_of(goals: Malbeskrivning, *, without: tuple[str, ...] = ()) -> str:
    """A complete plan for all delmål but some."""
    return "\n".join(
        f"{code} | {', '.join(sorted(min(kinds) for kinds in need.required)) or 'kurs'} | CBD | VT25"
        for code, need in goals.requirements.items()
        if code not in without
    )


COMPLETE = grid_of(malbeskrivning())


def test_complete_plan_has_no_findings_on_delmal() -> None:
    assert [finding for finding in check(iup(COMPLETE)).findings if finding.code.startswith("STX1")] == []


def test_missing_delmal_points_at_the_sheet_of_its_group() -> None:
    report = check(iup(grid_of(malbeskrivning(), without=("c3",))))
    assert found(report, "STX101") == [("c3", "Delmål")]


def test_missing_group_replaces_its_missing_delmal() -> None:
    a_codes = malbeskrivning().codes_in("a")
    report = check(iup(grid_of(malbeskrivning(), without=a_codes)))
    assert found(report, "STX107") == [("a", "Delmål")]
    assert found(report, "STX101") == []
    (finding,) = (finding for finding in report.findings if finding.code == "STX107")
    assert "a1, a2, a3, a4, a5 och a6" in finding.text


def test_delmal_without_activity_or_assessment() -> None:
    report = check(iup("a1 | | CBD\na2 | klinisk_tjanstgoring, kurs | "))
    assert found(report, "STX102") == [("a1", "Delmål!A1")]
    assert found(report, "STX103") == [("a2", "Delmål!A2")]


def test_required_activity_is_named_in_plain_swedish() -> None:
    report = check(iup("a1 | klinisk_tjanstgoring | CBD | VT25"))
    (finding,) = (finding for finding in report.findings if finding.code == "STX104")
    assert (finding.delmal, finding.summary) == ("a1", "krävd aktivitet saknas (kurs)")


def test_delmal_without_activity_is_not_also_told_which_are_required() -> None:
    report = check(iup("a1 | | CBD | VT25"))
    assert found(report, "STX104") == found(report, "STX108") == []


@pytest.mark.parametrize("kind", ["kvalitetsarbete", "utvecklingsarbete"])
def test_quality_and_development_work_stand_for_each_other(kind: str) -> None:
    assert found(check(iup(f"a4 | klinisk_tjanstgoring, {kind} | CBD | VT25")), "STX104") == []
    young = iup(f"STa2 | {kind}, kurs | CBD | VT25", person=person(regulation=HSLF_2021))
    assert found(check(young), "STX104") == []


def test_unrecognised_activity_is_mentioned_as_a_possibility() -> None:
    (finding,) = (f for f in check(iup("a6 | annan | CBD | VT25")).findings if f.code == "STX104")
    assert "En av aktiviteterna kunde inte hänföras till någon typ" in finding.text


def test_unknown_delmal_gets_no_other_findings() -> None:
    report = check(iup("c99 | | "))
    assert found(report, "STX105") == [("c99", "Delmål!A1")]
    assert not [finding for finding in report.findings if finding.code in {"STX102", "STX103"}]


def test_bt_delmal_are_never_unknown() -> None:
    report = check(iup("BT1 | | \nSTa1 | kurs | CBD | VT25", person=person(regulation=HSLF_2021)))
    assert not [finding for finding in report.findings if finding.delmal == "BT1"]


def test_codes_of_the_other_regulation_give_one_finding() -> None:
    report = check(iup(COMPLETE + "\nSTa1 | |\nSTc2 | |"))
    assert len(found(report, "STX110")) == 1
    (finding,) = (finding for finding in report.findings if finding.code == "STX110")
    assert finding.delmal is None
    assert "STa1" in finding.text
    assert "STc2" in finding.text
    assert not [f for f in report.findings if f.delmal in {"STa1", "STc2"}]
    assert found(check(iup(COMPLETE)), "STX110") == []


@pytest.mark.parametrize(
    "grid",
    [
        "a1 | kurs | CBD | VT25 | 2025-05-02\na2 | kurs | CBD\na1 | klinisk_tjanstgoring | CBD | HT27 | ej",
        "a1 | kurs | CBD | VT25 | 2025-05-02\na2 | kurs | CBD\na1 | | | | 2026-01-01",
    ],
    ids=["fulfilled and not", "two dates"],
)
def test_contradictory_rows(grid: str) -> None:
    assert found(check(iup(grid)), "STX106") == [("a1", "Delmål!A3")]


@pytest.mark.parametrize(
    "grid",
    [
        "a1 | kurs | | VT25 | 2025-05-02\na1 | klinisk_tjanstgoring | CBD | HT25 | 2025-12-01",
        "a1 | kurs | | VT25 | 2025-05-02\na1 | klinisk_tjanstgoring | CBD | HT26 | ej",
        "a1 | kurs | CBD | VT25 | 2025-05-02\na2 | kurs\na1 | klinisk_tjanstgoring | CBD | HT27",
        "a1 | kurs | CBD | VT25 | 2025-05-02\na2 | kurs\na1 | klinisk_tjanstgoring | CBD | HT27 | 2027-01-01",
        "a1 | kurs | CBD | VT25 | 2025-05-02\na2 | kurs\na1 | | | | 2025-05-02",
    ],
    ids=["a row each", "one of two activities left", "only planned", "another activity later", "said twice"],
)
def test_rows_that_complement_each_other(grid: str) -> None:
    assert found(check(iup(grid)), "STX106") == []


def test_activity_without_time() -> None:
    timeless = iup("a1 | klinisk_tjanstgoring, kurs | CBD")
    assert found(check(timeless), "STX108") == [("a1", "Delmål!A1")]
    assert found(check(iup("a1 | klinisk_tjanstgoring, kurs | CBD | VT25")), "STX108") == []
    assert found(check(iup("a1 | klinisk_tjanstgoring, kurs | CBD | | 2025-05-02")), "STX108") == []
    dated = Activity("Kurs", frozenset({ActivityType.KURS}), at(9), SPRING_25)
    delmal = replace(timeless.delmal["a1"], activities=(dated,))
    assert found(check(replace(timeless, delmal={"a1": delmal})), "STX108") == []


def test_fulfilment_needs_evidence() -> None:
    grid = "a1 | kurs | CBD | VT25 | {}"
    assert found(check(iup(grid.format("uppfyllt"))), "STX109") == [("a1", "Delmål!E1")]
    for evidence in ("signerat", "2025-05-02", "ej"):
        assert found(check(iup(grid.format(evidence))), "STX109") == []


def test_lag_behind_elapsed_time() -> None:
    late = iup(COMPLETE, person=person(start=date(2023, 11, 1), planned_end=date(2028, 10, 31)))
    (finding,) = (finding for finding in check(late).findings if finding.code == "STX111")
    assert finding.level is Level.LOKAL
    assert "0 av" in finding.text
    assert "60 % av tiden" in finding.text
    half_time = replace(late, person=person(start=date(2023, 11, 1), planned_end=None, fte=50))
    (finding,) = (finding for finding in check(half_time).findings if finding.code == "STX111")
    assert "30 % av tiden" in finding.text


def test_nothing_is_said_of_lag_during_the_first_year_or_when_done_keeps_pace() -> None:
    assert found(check(iup(COMPLETE)), "STX111") == []
    done = "\n".join(f"{line} | 2026-01-01" for line in COMPLETE.splitlines())
    ahead = iup(done, person=person(start=date(2023, 11, 1), planned_end=date(2028, 10, 31)))
    assert found(check(ahead), "STX111") == []
    assert (check(ahead).fulfilled, check(ahead).total) == (len(COMPLETE.splitlines()),) * 2


def unverified_specialty() -> Malbeskrivning:
    """A målbeskrivning whose b-delmål have not been verified."""
    for name in load().specialties:
        goals = load().malbeskrivning("SOSFS 2015:8", name)
        if goals is not None and all(goals.requirements[code].is_unverified for code in goals.codes_in("b")):
            return goals
    raise AssertionError("the rule data has no unverified b-delmål any more")


def test_unverified_rule_data_lowers_a_demand_to_advice_and_says_so() -> None:
    goals = unverified_specialty()
    doctor = person(specialty=goals.specialty)
    report = check(iup("b1 | | CBD", person=doctor))
    (finding,) = (finding for finding in report.findings if finding.code == "STX102")
    assert finding.level is Level.RAD
    assert "läs målbeskrivningen" in finding.text
    assert any("inte kontrollerat mot författningen" in limit for limit in report.limits)
    (group,) = (f for f in check(iup("a1 | |", person=doctor)).findings if (f.code, f.delmal) == ("STX107", "b"))
    assert group.level is Level.RAD


def test_without_specialty_it_is_said_what_was_not_compared() -> None:
    report = check(iup("a1 | | CBD", person=person(specialty=None)))
    (finding,) = (finding for finding in report.findings if finding.code == "STX204")
    assert finding.level is Level.KRAV
    assert "STX101, STX104, STX105 och STX107" in finding.text
    assert any("STX107" in limit for limit in report.limits)
    assert found(report, "STX102") == [("a1", "Delmål!A1")]
    assert found(report, "STX101") == found(report, "STX107") == []
