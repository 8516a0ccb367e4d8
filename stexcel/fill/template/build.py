"""Puts the sheets together: the templates and the workbooks for residents are the same workbook."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook

from stexcel.fill.template.choices import write_lists
from stexcel.fill.template.content import Content, bt_goals
from stexcel.fill.template.draft import Draft
from stexcel.fill.template.goals import bt_page, goals_page, write_goals
from stexcel.fill.template.growing import let_rows_grow
from stexcel.fill.template.listing import write_page
from stexcel.fill.template.overview import write_overview
from stexcel.fill.template.pages import (
    ACTION_PLAN,
    ASSESSMENTS,
    COURSES,
    INTRODUCTION,
    REVIEWS,
    SELF_STUDY,
    SUPERVISION,
    TEACHING,
)
from stexcel.fill.template.plan import PLACEMENTS, SIDE_ROTATIONS, write_plan
from stexcel.fill.template.start import write_start
from stexcel.fill.template.style import styles_for
from stexcel.fill.template.works import FORMS, write_form

_CREATED = datetime(2026, 1, 1)
"""A fixed day: the same content gives the same bytes."""


def make(content: Content) -> bytes:
    """The workbook as an .xlsx file; the same content gives the same bytes."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"title": f"IUP enligt {content.regulation}", "created": _CREATED})
        draft = Draft(book, styles_for(book), content)
        write_start(draft)
        write_overview(draft)
        write_goals(draft, goals_page(content), content.goals)
        if content.has_bt:
            write_goals(draft, bt_page(), bt_goals())
        _write_lists_and_forms(draft)
        write_lists(draft)
    return let_rows_grow(out.getvalue(), _goal_sheets(content))


def _goal_sheets(content: Content) -> tuple[int, ...]:
    """Where the sheets with delmål are among the sheets, from 1."""
    return (3, 4) if content.has_bt else (3,)


def _write_lists_and_forms(draft: Draft) -> None:
    for plan in (PLACEMENTS, SIDE_ROTATIONS):
        write_plan(draft, plan)
    for page in (INTRODUCTION, COURSES, SUPERVISION, REVIEWS, ASSESSMENTS, TEACHING, SELF_STUDY):
        write_page(draft, page)
    for form in FORMS:
        write_form(draft, form)
    write_page(draft, ACTION_PLAN)
