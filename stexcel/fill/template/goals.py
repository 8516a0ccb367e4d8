"""The sheets with a row for each delmål."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from xlsxwriter.format import Format
from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from stexcel.fill.template.choices import CODES, DONE, GOAL_STATES, METHODS
from stexcel.fill.template.content import Content, Goal, bt_goals
from stexcel.fill.template.draft import Draft
from stexcel.fill.template.listing import LINE_HEIGHT, restrict, write_frame
from stexcel.fill.template.page import HEADER_ROW, Column, Holds, Page

SHEET, BT_SHEET = "Delmål", "Bastjänstgöring"
CODE, ACTIVITY, METHOD, WHEN, STATE, DAY = (
    "Delmål", "Utbildningsaktiviteter", "Bedömningsmetoder", "Planerat", "Status", "Klart datum",
)  # fmt: skip
_TITLE, _NEEDS = "Rubrik", "Kommentar om krav"
_WHAT_TO_DO = "Hur delmålet ska nås, till exempel placering, kurs, seminarium."
_GUIDE = (
    "Skriv för varje delmål vilka utbildningsaktiviteter som leder dit, hur det bedöms och när. Sätt status till Klart "
    "med datum och signatur först när delmålet är uppfyllt."
)
_COLUMNS = (
    Column(CODE, 9, name="Delmal_kod"),
    Column(_TITLE, 26, "Vad delmålet handlar om."),
    Column(_NEEDS, 28, "Aktiviteter som målbeskrivningen kräver.", Holds.FIXED),
    Column(ACTIVITY, 44, _WHAT_TO_DO, name="Delmal_aktivitet"),
    Column(METHOD, 24, "Välj i listan, eller skriv flera med komma emellan.", choices=METHODS, name="Delmal_metod"),
    Column(WHEN, 12, "Datum eller termin, till exempel HT26.", name="Delmal_tid"),
    Column("Kommentar om underlag", 28, "Vad som visar att delmålet nås: intyg, bedömningar, arbeten."),
    Column(STATE, 12, "Välj i listan.", choices=GOAL_STATES, name="Delmal_status"),
    Column(DAY, 12, "Dagen då delmålet var uppfyllt.", Holds.DAY, name="Delmal_klart"),
    Column("Signatur", 12, "Handledarens."),
)


_FILL = 0.9
"""Characters that a column surely has room for, as a share of its width."""


@dataclass(frozen=True)
class Rows:
    """The rows of one goal group, from 0, both included."""

    first: int
    last: int


def goals_page(content: Content) -> Page:
    """The delmål of the specialty."""
    return Page(SHEET, _GUIDE, _COLUMNS, len(content.goals))


def bt_page() -> Page:
    """The delmål of bastjänstgöringen, without names for formulas."""
    columns = tuple(replace(column, name="") for column in _COLUMNS if column.heading != _NEEDS)
    guide = "Fylls i om bastjänstgöringen (BT) ingår i din ST. Rubriker och kompetenskrav står i föreskriften."
    return Page(BT_SHEET, guide, columns, len(bt_goals()))


def rows_of(content: Content, group: str) -> Rows:
    """Where the rows of a group stand."""
    numbers = [index for index, goal in enumerate(content.goals) if goal.group == group]
    return Rows(HEADER_ROW + 1 + numbers[0], HEADER_ROW + 1 + numbers[-1])


def c_codes(content: Content) -> str:
    """The cells with the codes of group c, as a formula on any sheet names them."""
    rows = rows_of(content, "c")
    return f"{quote_sheetname(SHEET)}!$A${rows.first + 1}:$A${rows.last + 1}"


def write_goals(draft: Draft, page: Page, goals: Sequence[Goal]) -> None:
    """The sheet, with a stronger line above each goal group."""
    sheet = write_frame(draft, page)
    before: str | None = None
    for row, goal in enumerate(goals, start=page.first):
        sheet.set_row(row, _height(page, goal))
        _row(draft, sheet, page, goal, row, is_first=goal.group != before)
        before = goal.group
    for index, column in enumerate(page.columns):
        if column.heading not in (CODE, ACTIVITY):
            restrict(sheet, column, (page.first, index, page.last, index))
    _mark_undated(draft, sheet, page)


def _height(page: Page, goal: Goal) -> float:
    """Room for what the template says in the row, and for two lines at least."""
    told = {_TITLE: goal.title, _NEEDS: goal.needs}
    lines = [
        sum(math.ceil(len(line) / (_FILL * column.width)) for line in told.get(column.heading, "").split("\n"))
        for column in page.columns
    ]
    return LINE_HEIGHT * max(2, *lines) + 2


def _row(draft: Draft, sheet: Worksheet, page: Page, goal: Goal, row: int, *, is_first: bool) -> None:
    known = {CODE: goal.code, _TITLE: goal.title, _NEEDS: goal.needs}
    for index, column in enumerate(page.columns):
        style = _style(draft, column, is_first=is_first)
        if text := known.get(column.heading):
            sheet.write_string(row, index, text, style)
        else:
            sheet.write_blank(row, index, None, style)
    activity = page.index(ACTIVITY)
    hint = "\n".join(filter(None, (_WHAT_TO_DO, goal.help)))
    restrict(sheet, replace(page.columns[activity], hint=hint), (row, activity, row, activity))
    if not goal.code:
        code = replace(page.columns[0], hint="Skriv eller välj delmålets kod.", choices=CODES)
        restrict(sheet, code, (row, 0, row, 0))


def _style(draft: Draft, column: Column, *, is_first: bool) -> Format:
    styles = draft.styles
    if column.heading == CODE:
        return styles.first_code if is_first else styles.code
    if column.holds is Holds.DAY:
        return styles.first_day if is_first else styles.day
    if column.holds is Holds.FIXED:
        return styles.first_fixed if is_first else styles.fixed
    return styles.first_text if is_first else styles.text


def _mark_undated(draft: Draft, sheet: Worksheet, page: Page) -> None:
    """Colours what is said to be done without a date; the sheet Översikt says it in words."""
    state, day = (xl_rowcol_to_cell(page.first, page.index(heading), col_abs=True) for heading in (STATE, DAY))
    sheet.conditional_format(
        page.first, page.index(STATE), page.last, page.index(DAY),
        {"type": "formula", "criteria": f'=AND({state}="{DONE}",{day}="")', "format": draft.styles.late},
    )  # fmt: skip
