from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stexcel.document import Document, Problem, ProblemKind
from stexcel.findings import CRASH_CODE, Exemption, FileReport, Finding, Level, Silenced
from stexcel.rules.exceptions import CheckedFile, silence, unneeded
from tests.build import TODAY

ANNA = "st/anna.xlsx"


def finding(code: str = "STX302", delmal: str | None = None) -> Finding:
    return Finding(code, Level.KRAV, "kort", "Lång text.", "Gör något.", "källa", delmal)


def checked(*findings: Finding, name: str | None = ANNA, problem: Problem | None = None) -> CheckedFile:
    return CheckedFile(name, FileReport(Document(name or "annan/anna.xlsx", None, problem=problem), findings))


def exemption(file: str = "anna*.xlsx", code: str = "STX302", delmal: str | None = None, days: int = 0) -> Exemption:
    return Exemption(file, code, "Föräldraledig", 4, delmal, TODAY + timedelta(days))


def told(*files: CheckedFile, one: Exemption, whole_folder: bool = False) -> list[str]:
    findings = unneeded(files, [one], today=TODAY, whole_folder=whole_folder)
    assert all((finding.code, finding.level) == ("STX009", Level.INFO) for finding in findings)
    return [finding.text for finding in findings]


@pytest.mark.parametrize(
    ("one", "delmal", "silent"),
    [
        (exemption(), None, True),
        (exemption(), "c3", True),
        (exemption(file="st/*.xlsx"), None, True),
        (exemption(file="bo.xlsx"), None, False),
        (exemption(code="STX301"), None, False),
        (exemption(delmal="c3"), "c3", True),
        (exemption(delmal="c3"), "c4", False),
        (exemption(delmal="c3"), None, False),
        (exemption(delmal="c"), "c3", True),
        (exemption(delmal="c"), "STc3", True),
        (exemption(delmal="c"), "c", True),
        (exemption(delmal="c"), "a3", False),
        (exemption(delmal="STc3"), "c3", False),
        (exemption(days=-1), None, False),
    ],
)
def test_finding_is_silenced_by_an_exception_for_its_file_code_and_delmal(
    one: Exemption, delmal: str | None, silent: bool
) -> None:
    seen = finding(delmal=delmal)
    (report,) = silence([checked(seen)], [one], today=TODAY)
    assert report.findings == (() if silent else (seen,))
    assert report.silenced == ((Silenced(seen, "Föräldraledig", TODAY),) if silent else ())
    assert report.counts[Level.KRAV] == (0 if silent else 1)


def test_first_exception_that_fits_gives_the_reason() -> None:
    late = replace(exemption(), until=None, reason="Alla")
    (report,) = silence([checked(finding())], [exemption(days=-9), late, exemption()], today=TODAY)
    assert report.silenced == (Silenced(finding(), "Alla", None),)


def test_failure_of_the_program_and_files_elsewhere_are_never_silenced() -> None:
    everything = [exemption(file="*", code=CRASH_CODE), exemption(file="*")]
    files = [checked(finding(CRASH_CODE)), checked(finding(), name=None)]
    assert silence(files, everything, today=TODAY) == tuple(file.report for file in files)


CODES = st.sampled_from([CRASH_CODE, "STX101", "STX102", "STX302"])
DELMAL = st.sampled_from([None, "a1", "c3", "STc3"])


@settings(deadline=None, derandomize=True)
@given(
    st.lists(st.lists(st.builds(finding, CODES, DELMAL), max_size=6), max_size=4),
    st.lists(
        st.builds(exemption, st.sampled_from(["*", "0", "[12]"]), CODES, DELMAL | st.just("c"), st.integers(-1, 1)),
        max_size=4,
    ),
)
def test_no_finding_is_lost_and_an_exception_that_silences_is_never_called_unneeded(
    found: list[list[Finding]], exemptions: list[Exemption]
) -> None:
    files = [checked(*findings, name=str(index)) for index, findings in enumerate(found)]
    reports = silence(files, exemptions, today=TODAY)
    for file, report in zip(files, reports, strict=True):
        silenced = [one.finding for one in report.silenced]
        assert sorted([*report.findings, *silenced], key=str) == sorted(file.report.findings, key=str)
        assert all(one.code != CRASH_CODE for one in silenced)
    for one in exemptions:
        alone = silence(files, [one], today=TODAY)
        if any(report.silenced for report in alone):
            assert told(*files, one=one, whole_folder=True) == []


def test_exception_that_fits_nothing_is_told_with_its_line() -> None:
    assert told(checked(finding("STX301")), one=exemption()) == [
        "Rad 4: undantaget för STX302 i ”anna*.xlsx” behövs inte: kontrollen gav inget sådant fynd."
    ]
    assert told(checked(finding(delmal="c4")), one=exemption(delmal="c3")) == [
        "Rad 4: undantaget för STX302, delmål c3 i ”anna*.xlsx” behövs inte: kontrollen gav inget sådant fynd."
    ]


def test_exception_that_has_expired_is_told_also_when_it_would_fit() -> None:
    assert told(checked(finding()), one=exemption(days=-1)) == [
        f"Rad 4: undantaget för STX302 i ”anna*.xlsx” gällde till och med {date(2026, 10, 31)} och tystar inget längre."
    ]
    assert told(checked(finding()), one=exemption(days=0)) == []


def test_exception_for_files_that_were_not_checked_is_judged_only_with_the_whole_folder() -> None:
    bo = checked(name="bo.xlsx")
    for one in (exemption(), exemption(days=-1)):
        assert told(bo, one=one) == []
        assert len(told(bo, one=one, whole_folder=True)) == 1
    assert told(bo, one=exemption(), whole_folder=True) == [
        "Rad 4: undantaget för STX302 i ”anna*.xlsx” gäller ingen av filerna som kontrollerades."
    ]


def test_exception_may_still_be_needed_where_a_file_could_not_be_checked() -> None:
    broken = Problem(ProblemKind.UNREADABLE, "Trasig.")
    assert told(checked(problem=broken), one=exemption()) == []
    assert told(checked(finding(CRASH_CODE)), one=exemption()) == []
    assert told(checked(), checked(problem=broken, name="anna2.xlsx"), one=exemption()) == []
