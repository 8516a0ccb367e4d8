"""Done delmål against the time of the training, one line for each resident."""

from __future__ import annotations

from stexcel.status.model import Link, Resident
from stexcel.status.status import Progress, ProgressLine, ProgressPoint
from stexcel.status.views.subjects import Subjects


def progress(subjects: Subjects) -> Progress:
    """The lines by name; those without a known time or delmål are named instead."""
    residents = subjects.residents
    return Progress(
        tuple(_line(subjects, one, one.expected) for one in residents if one.expected is not None and one.delmal),
        subjects.survey.thresholds.lag_points,
        tuple(subjects.doctor(one).name for one in residents if one.expected is None or not one.delmal),
    )


def _line(subjects: Subjects, one: Resident, today: float) -> ProgressLine:
    done = [delmal for delmal in one.delmal if delmal.link is Link.DONE]
    days = [delmal.done_on for delmal in done if delmal.done_on is not None]
    points = [
        ProgressPoint(day, elapsed, 100 * sum(other <= day for other in days) / len(one.delmal))
        for day, elapsed in one.elapsed
        if day < subjects.today
    ]
    start = [ProgressPoint(one.start, 0.0, 0.0)] if one.start and all(one.start < point.day for point in points) else []
    last = ProgressPoint(subjects.today, today, 100 * len(done) / len(one.delmal))
    return ProgressLine(subjects.doctor(one), (*start, *points, last), len(done) - len(days))
