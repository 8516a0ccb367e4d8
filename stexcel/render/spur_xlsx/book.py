"""The whole workbook: its sheets in order and its properties. The same inspection gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from io import BytesIO
from pathlib import Path

from xlsxwriter import Workbook

from stexcel.own_results import MARK
from stexcel.render.excel_sheet import EXCEL, Capacity, plain
from stexcel.render.spur_words import PLAN_TITLE, TITLE, unit_name
from stexcel.render.spur_xlsx.desk import Desk
from stexcel.render.spur_xlsx.doctors import draw_doctors
from stexcel.render.spur_xlsx.evidence import draw_evidence
from stexcel.render.spur_xlsx.plan import draw_plan
from stexcel.render.spur_xlsx.questions import draw_questions
from stexcel.render.spur_xlsx.sections import draw_sections
from stexcel.render.spur_xlsx.styles import PALETTES
from stexcel.render.spur_xlsx.summary import draw_summary
from stexcel.render.xlsx.styles import Styles, options
from stexcel.spur.model import Inspection

_LONGEST_PROPERTY = 200


def render_spur_xlsx(inspection: Inspection, folder: Path, capacity: Capacity = EXCEL) -> bytes:
    """The workbook as bytes, with links as seen from the folder where it will lie."""
    drawers = (draw_summary, draw_sections, draw_doctors, draw_evidence, draw_questions, draw_plan)
    return _book(inspection, TITLE, drawers, folder, capacity)


def render_plan_xlsx(inspection: Inspection, folder: Path) -> bytes:
    """The action plan alone, as its sheet in the whole workbook."""
    return _book(inspection, PLAN_TITLE, (draw_plan,), folder, EXCEL)


def _book(
    inspection: Inspection, title: str, drawers: tuple[Callable[[Desk], None], ...], folder: Path, capacity: Capacity
) -> bytes:
    out = BytesIO()
    with Workbook(out, {**options(), "in_memory": True}) as book:
        book.set_properties(_properties(inspection, title))
        desk = Desk.of(inspection, Styles.of(book, PALETTES), folder, capacity)
        for draw in drawers:
            draw(desk)
    return out.getvalue()


def _properties(inspection: Inspection, title: str) -> dict[str, object]:
    """What Excel tells of the file; the time is that of the inspection, never of the clock."""
    return {
        "title": plain(f"{title} {unit_name(inspection)} {inspection.day}")[:_LONGEST_PROPERTY],
        "subject": "Kriterium för kriterium: vad filerna visar och vad enheten uppger",
        "category": MARK,
        "comments": plain(f"Skapad med stexcel {inspection.version}"),
        "created": datetime.combine(inspection.day, time()),
    }
