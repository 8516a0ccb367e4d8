"""A judged IUP to the list of what its application needs."""

from __future__ import annotations

from stexcel.findings import FileReport
from stexcel.intyg.dossier import dossier
from stexcel.ready.basics import basics, outside, time
from stexcel.ready.goals import goals
from stexcel.ready.model import Readiness
from stexcel.rules.context import Context
from stexcel.status.digest import digest


def readiness(report: FileReport, context: Context, version: str) -> Readiness:
    """The list; the report's document has to be one that holds an IUP."""
    person = context.iup.person
    items = (
        *basics(context),
        *time(context, report.time),
        *goals(context, digest(report, context), dossier(report, context)),
        *outside(context),
    )
    return Readiness(
        report.document.path,
        person.name.value if person.name else None,
        person.specialty.value if person.specialty else None,
        context.regulation,
        context.today,
        version,
        items,
        report.limits,
    )
