"""The front page: one row for each resident, and for each file that could not be read."""

from __future__ import annotations

from stexcel.findings import FileReport
from stexcel.status.model import Resident, TermCount
from stexcel.status.status import Doctor, OverviewRow, TermStanding
from stexcel.status.trend import Trend
from stexcel.status.views.assessments import standing
from stexcel.status.views.lights import judge, judge_unread
from stexcel.status.views.subjects import Subjects


def overview(subjects: Subjects, trend: Trend) -> tuple[OverviewRow, ...]:
    """The most urgent first, then by name."""
    rows = [_row(subjects, one, trend) for one in subjects.residents]
    rows += [_unread(file, doctor) for file, doctor in subjects.unread]
    return tuple(sorted(rows, key=lambda row: (row.judgement.light.rank, row.doctor.name.casefold(), row.doctor.key)))


def _row(subjects: Subjects, one: Resident, trend: Trend) -> OverviewRow:
    survey, doctor = subjects.survey, subjects.doctor(one)
    file = survey.reports[one.path]
    return OverviewRow(
        doctor,
        judge(one, file, survey.thresholds, survey.report.switched_off, subjects.today),
        unit=subjects.units.get(one.path),
        regulation=one.regulation,
        specialty=one.specialty,
        supervisor=one.supervisor,
        start=one.start,
        planned_end=one.planned_end,
        end_at_fte=one.end_at_fte,
        percent=one.percent,
        served=one.served_share,
        linked=one.linked_share,
        assessed=one.assessed_share,
        done=one.done_share,
        expected=one.expected,
        delmal=len(one.delmal),
        last_supervision=one.last_supervision,
        last_revision=max(one.revisions, default=None),
        term=_present_term(one.terms[-1], one, subjects) if one.terms else None,
        findings=file.counts,
        silenced=len(file.silenced),
        arrow=trend.arrow(doctor.key),
        not_checked=file.limits,
    )


def _present_term(term: TermCount, one: Resident, subjects: Subjects) -> TermStanding:
    return standing(term, one, subjects.today)


def _unread(file: FileReport, doctor: Doctor) -> OverviewRow:
    return OverviewRow(doctor, judge_unread(file), findings=file.counts, not_checked=file.limits)
