"""The action plan as a sheet, which the follow-up can read again."""

from __future__ import annotations

from stexcel.render.spur_words import NO_PLAN, PLAN_LEAD, PLAN_TITLE, names, plan_status
from stexcel.render.spur_xlsx.desk import Desk
from stexcel.render.xlsx.styles import Kind
from stexcel.render.xlsx.table import Column, Row, Table
from stexcel.spur.model import PlanRow

NAME = PLAN_TITLE
COLUMNS = (
    Column("Kriterium", 10, Kind.CENTRED),
    Column("Föreskrift", 14),
    Column("Brist", 34),
    Column("Planerad åtgärd", 38),
    Column("Klart senast", 12, Kind.DATE),
    Column("Ansvarig", 18),
    Column("Uppföljning", 12, Kind.DATE),
    Column("Ansvarig för uppföljning", 18),
    Column("Berörda", 22),
    Column("Avslutas när", 30),
    Column("Status", 12),
)
"""The headings by which the follow-up finds its way."""


def draw_plan(desk: Desk) -> None:
    """Draws the plan; empty cells are for the unit to fill in."""
    page = desk.page(NAME, NAME, PLAN_LEAD, [column.width for column in COLUMNS])
    page.row += 1
    area = page.table(Table("Handlingsplan", COLUMNS, map(plan_cells, desk.inspection.plan), NO_PLAN))
    page.set_up(frozen=(area.first, 1), heading=area.top)


def plan_cells(row: PlanRow) -> Row:
    """A row of the plan under :data:`COLUMNS`."""
    return [
        row.criterion,
        names(row.regulations),
        row.problem,
        row.action,
        row.due,
        row.responsible,
        row.follow_up,
        row.follow_up_by,
        ", ".join(row.doctors) or None,
        row.condition_text,
        plan_status(row) or None,
    ]
