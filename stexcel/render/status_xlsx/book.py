"""The whole workbook: its sheets in order and its properties. The same status gives the same bytes."""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO
from pathlib import Path

from xlsxwriter import Workbook

from stexcel.own_results import MARK
from stexcel.render.excel_sheet import EXCEL, Capacity, plain
from stexcel.render.status_xlsx.about import draw_about
from stexcel.render.status_xlsx.assessments import draw_assessments
from stexcel.render.status_xlsx.chart_data import ChartData
from stexcel.render.status_xlsx.coverage import draw_coverage
from stexcel.render.status_xlsx.desk import Desk
from stexcel.render.status_xlsx.findings import draw_findings
from stexcel.render.status_xlsx.matrix import draw_matrix
from stexcel.render.status_xlsx.overview import draw_overview
from stexcel.render.status_xlsx.people import draw_courses, draw_supervision, draw_supervisors
from stexcel.render.status_xlsx.styles import PALETTES
from stexcel.render.status_xlsx.timeline import draw_timeline
from stexcel.render.status_xlsx.trends import draw_trends
from stexcel.render.xlsx.styles import Styles, options
from stexcel.status.status import Status

_LONGEST_PROPERTY = 200
_MOST_IN_MEMORY = 500
"""Doctors; the parts of a larger workbook wait in files only the user can read, until all is put together."""


def workbook(out: BytesIO, *, in_memory: bool) -> Workbook:
    """An empty workbook in which no text becomes a formula or a link, in the font of all sheets."""
    return Workbook(out, {**options(), "in_memory": in_memory})


def render_status_xlsx(status: Status, folder: Path, capacity: Capacity = EXCEL) -> bytes:
    """The workbook as bytes, with links as seen from the folder where it will lie."""
    out = BytesIO()
    in_memory = len(status.overview) <= _MOST_IN_MEMORY
    with workbook(out, in_memory=in_memory) as book:
        book.set_properties(_properties(status))
        desk = Desk.of(status, Styles.of(book, PALETTES), folder, capacity)
        data = ChartData()
        draw_overview(desk, data)
        draw_matrix(desk)
        draw_coverage(desk)
        draw_findings(desk)
        draw_timeline(desk)
        draw_assessments(desk, data)
        draw_supervision(desk)
        draw_courses(desk)
        draw_supervisors(desk)
        draw_trends(desk, data)
        draw_about(desk)
        data.draw(desk)
    return out.getvalue()


def _properties(status: Status) -> dict[str, object]:
    """What Excel tells of the file; the time is that of the status, never of the clock."""
    return {
        "title": plain(f"ST-status {status.unit_name} {status.day}")[:_LONGEST_PROPERTY],
        "subject": "Läget för ST-läkarnas individuella utbildningsprogram",
        "category": MARK,
        "comments": plain(f"Skapad med stexcel {status.about.version}"),
        "created": datetime.combine(status.day, time()),
    }
