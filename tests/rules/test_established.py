"""When the programme was drawn up, who has signed it, and whether its regulation could apply."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from stexcel.codes import HSLF_2021
from stexcel.model import Course, Part, PartStatement, Placement, Signature, SignatureRole
from tests.build import at, check, found, iup, person, value

START = date(2025, 2, 1)


def signed(day: date | None, role: SignatureRole = SignatureRole.ST, row: int = 20) -> Signature:
    return Signature(role, True, at(row), day)


def late(established: date | None = None, **parts: Any) -> list[tuple[str | None, str]]:
    facts = person(start=START, planned_end=None, established=established)
    return found(check(iup(person=facts, **parts)), "STX201")


def test_established_within_six_months_of_the_start() -> None:
    assert late(date(2025, 8, 1)) == []
    assert late(date(2025, 8, 2)) == [(None, "Person!B7")]
    assert late(date(2025, 1, 15)) == []


def test_first_dated_signature_counts_where_no_day_is_told() -> None:
    assert late(signatures=(signed(date(2025, 9, 1)), signed(date(2025, 5, 1), row=21))) == []
    assert late(signatures=(signed(date(2025, 9, 1)), signed(None, row=21))) == [(None, "Delmål!A20")]
    empty = Signature(SignatureRole.ST, False, at(20), date(2025, 9, 1))
    assert late(signatures=(empty,)) == []


def test_told_day_wins_over_signatures() -> None:
    assert late(date(2025, 4, 1), signatures=(signed(date(2025, 9, 1)),)) == []


def test_early_revision_proves_that_the_programme_existed() -> None:
    assert late(signatures=(signed(date(2025, 12, 1)),), revisions=(value(date(2025, 6, 1)),)) == []


def test_without_evidence_nothing_is_claimed_but_said() -> None:
    old = check(iup(person=person(start=START), revisions=(value(date(2026, 8, 1)),)))
    assert found(old, "STX201") == []
    assert any("STX201" in limit for limit in old.limits)
    fresh = check(iup(person=person(start=date(2026, 6, 1))))
    assert not any("STX201" in limit for limit in fresh.limits)
    unknown = check(iup(person=person(start=None)))
    assert any("STX201" in limit for limit in unknown.limits)


def test_missing_signatures_are_told_apart_from_missing_places() -> None:
    places = (signed(date(2025, 3, 1)), Signature(SignatureRole.SUPERVISOR, False, at(21)))
    findings = [one for one in check(iup(signatures=places)).findings if one.code == "STX202"]
    assert [one.place for one in findings] == ["", "Delmål!A21"]
    assert "ingen plats för godkännande" in findings[0].text
    assert findings[1].text == "IUP är inte undertecknat: den huvudansvariga handledaren har inte skrivit under."


def test_missing_places_for_all_are_one_finding() -> None:
    (finding,) = (one for one in check(iup()).findings if one.code == "STX202")
    assert "ST-läkarens underskrift" in finding.text
    assert "handledares underskrift" in finding.text


def test_one_of_head_and_studierektor_is_enough() -> None:
    signatures = tuple(signed(date(2025, 3, 1), role, row) for row, role in enumerate(SignatureRole, 20))
    empty = Signature(SignatureRole.APPROVER, False, at(30))
    assert found(check(iup(signatures=(*signatures, empty))), "STX202") == []


@pytest.mark.parametrize(
    ("regulation", "start", "wrong"),
    [
        (HSLF_2021, date(2021, 6, 30), True),
        (HSLF_2021, date(2021, 7, 1), False),
        ("SOSFS 2015:8", date(2020, 1, 1), False),
        ("SOSFS 2015:8", date(2024, 1, 1), False),
        (HSLF_2021, None, False),
    ],
)
def test_regulation_and_start(regulation: str, start: date | None, wrong: bool) -> None:
    report = check(iup(person=person(regulation=regulation, start=start)))
    assert bool(found(report, "STX206")) is wrong


def introduced(**parts: Any) -> bool:
    return found(check(iup(**parts)), "STX211") == []


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Introduktion", True),
        ("Vårdcentralen, introduktion", True),
        ("Introduktionsvecka", True),
        ("Introduktion på kliniken", True),
        ("Introduktion till verksamheten", True),
        ("Introduktionskurs för nya ST-läkare", True),
        ("Introduktionskurs i SPSS", False),
        ("Introduktion till statistik", False),
        ("Introduktion i medicinsk etik", False),
    ],
)
def test_placement_or_course_that_is_an_introduction(text: str, counts: bool) -> None:
    assert introduced(courses=(Course(text, at(4)),)) is counts
    assert introduced(placements=(Placement(text, at(4)),)) is counts


def test_planned_introduction() -> None:
    assert introduced(parts=(PartStatement(Part.INTRODUCTION, True, at(5)),))
    empty = check(iup(parts=(PartStatement(Part.INTRODUCTION, False, at(5)),)))
    assert found(empty, "STX211") == [(None, "Delmål!A5")]


def test_lagging_without_action_plan() -> None:
    behind = person(start=date(2022, 11, 1), planned_end=date(2027, 10, 31))
    grid = "a1 | kurs | CBD | VT25 | 2025-05-02"
    report = check(iup(grid, person=behind))
    assert found(report, "STX212") == [(None, "Person!B4")]
    assert any(one.code == "STX212" and "ingen åtgärdsplan" in one.text for one in report.findings)
    plan = PartStatement(Part.ACTION_PLAN, True, at(9))
    assert found(check(iup(grid, person=behind, parts=(plan,))), "STX212") == []
    empty = PartStatement(Part.ACTION_PLAN, False, at(9))
    assert found(check(iup(grid, person=behind, parts=(empty,))), "STX212") == [(None, "Delmål!A9")]
    assert found(check(iup(grid)), "STX212") == []
