"""A survey and its history to the status that is drawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from stexcel.rules.words import listing
from stexcel.status.keys import doctor_key
from stexcel.status.model import Resident, Survey
from stexcel.status.status import Status
from stexcel.status.trend import NO_TREND, Trend
from stexcel.status.views.about import about
from stexcel.status.views.actions import actions
from stexcel.status.views.assessments import assessments
from stexcel.status.views.courses import courses
from stexcel.status.views.findings import findings
from stexcel.status.views.matrix import coverage, matrix
from stexcel.status.views.meetings import supervision
from stexcel.status.views.overview import overview
from stexcel.status.views.progress import progress
from stexcel.status.views.subjects import Subjects, file_name
from stexcel.status.views.supervisors import supervisors
from stexcel.status.views.timeline import timeline

SEVERAL_UNITS = "enheter"
_MOST_TOLD = 3
"""Sentences of a kind on the front page."""


def make_status(survey: Survey, history: Trend | None = None) -> Status:
    """Everything that the sheets show; without history the trends say that there is none."""
    subjects, trend = Subjects(survey), history or NO_TREND
    staff, times = supervisors(subjects), timeline(subjects)
    return Status(
        subjects.today,
        unit_name(subjects),
        overview=overview(subjects, trend),
        actions=actions(subjects, staff, times),
        progress=progress(subjects),
        matrix=matrix(subjects),
        coverage=coverage(subjects),
        timeline=times,
        assessments=assessments(subjects),
        supervision=supervision(subjects),
        courses=courses(subjects),
        supervisors=staff,
        findings=findings(subjects),
        trends=trend,
        about=about(subjects),
        remarks=tuple(_remarks(subjects, trend)),
    )


def unit_name(subjects: Subjects) -> str:
    """The name of the only unit; how many there are where there are several; the folder where none is named."""
    own = [unit.name.value for unit in subjects.survey.units.values() if unit.name is not None]
    names = dict.fromkeys(own or [subjects.units[one.path] for one in subjects.residents if one.path in subjects.units])
    if len(names) == 1:
        return next(iter(names))
    if len(names) > 1 and len(own) > 1:
        return f"{len(names)} {SEVERAL_UNITS}"
    return common_folder([document.path for document in subjects.documents]) or "Enheten"


def common_folder(paths: Sequence[str]) -> str:
    """The name of the nearest folder that all files lie below; the empty string where they have none with a name."""
    folders = [PurePosixPath(path).parent.parts for path in paths]
    shared = [some[0] for some in zip(*folders, strict=False) if len(set(some)) == 1]
    return PurePosixPath(*shared).name if shared else ""


def _remarks(subjects: Subjects, trend: Trend) -> Iterator[str]:
    """What belongs on the front page because it limits what the rest can tell."""
    report = subjects.survey.report
    yield from _few(list(_unread(subjects)), "filer är inte bedömda; de är grå i Översikt och har sitt skäl i Fynd.")
    yield from _few(list(_several_files(subjects)), "ST-läkare har flera filer; se STX007 i Fynd.")
    if report.switched_off:
        yield f"Avstängda regler i stexcel.toml: {', '.join(report.switched_off)}."
    excepted = sum(len(file.silenced) for file in report.files)
    if excepted:
        yield f"{excepted} fynd är undantagna i stexcel.toml, se Fynd och Om."
    yield from report.limits
    yield from report.left_out
    yield from trend.remarks


def _first(names: Sequence[str]) -> Sequence[str]:
    """The first names, and how many more there are."""
    more = len(names) - _MOST_TOLD
    return [*names[:_MOST_TOLD], f"{more} till"] if more > 0 else names


def _few(told: Sequence[str], rest: str) -> Iterator[str]:
    """The first sentences, and how many more there are."""
    yield from told[:_MOST_TOLD]
    more = len(told) - _MOST_TOLD
    if more > 0:
        yield f"Ytterligare {more} {rest}"


def _unread(subjects: Subjects) -> Iterator[str]:
    """A sentence for every file that could not be judged."""
    for file, doctor in subjects.unread:
        problem = file.document.problem
        yield f"{doctor.name} är inte bedömd: {problem.text if problem else 'fel i programmet.'}"


def _several_files(subjects: Subjects) -> Iterator[str]:
    """A sentence for everyone whom more than one file is about."""
    files: dict[str, list[Resident]] = defaultdict(list)
    for one in subjects.residents:
        if one.name is not None:
            files[doctor_key(one)].append(one)
    for some in files.values():
        if len(some) > 1:
            names = listing(_first([file_name(one.path) for one in some]))
            yield f"{subjects.doctor(some[0]).name} har flera filer ({names}) och visas en gång för varje."
