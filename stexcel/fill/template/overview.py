"""The sheet that counts: what is planned, assessed and done, the time served, and what to see to.

Every formula carries the value that it has in a new workbook, since not every program counts when it opens a file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.utility import quote_sheetname, xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from stexcel.fill.template.checks import Check, all_checks
from stexcel.fill.template.choices import DONE, MONTHS, SUGGESTED, UNKNOWN, of_specialty
from stexcel.fill.template.content import Content, Goal, bt_goals
from stexcel.fill.template.draft import Draft
from stexcel.fill.template.goals import ACTIVITY, CODE, DAY, METHOD, STATE, WHEN, Rows, bt_page, goals_page, rows_of
from stexcel.fill.template.page import Page

SHEET = "Översikt"
FINE, LATE, UNCHECKED = "✓ I ordning", "! Se över", "– Inte kontrollerat"
_FIRST = 3
_WIDTHS = (62, 12, 14, 12, 12, 12, 12, 12, 12, 12)
_MEASURES = ("Aktivitet", "Bedömning", "Tid", "Uppfyllt")


@dataclass(frozen=True)
class Counted:
    """A formula and its value in a new workbook."""

    formula: str
    value: float | str


def write_overview(draft: Draft) -> None:
    """The sheet."""
    sheet = draft.sheet(SHEET)
    for index, width in enumerate(_WIDTHS):
        sheet.set_column(index, index, width)
    sheet.set_row(1, 20)
    sheet.merge_range(1, 0, 1, len(_WIDTHS) - 1, "Räknas fram ur de andra flikarna. Skriv ingenting här.",
                      draft.styles.guide)  # fmt: skip
    row = _shares(draft, sheet, _FIRST)
    row = _time(draft, sheet, row + 1)
    row = _checks(draft, sheet, row + 1)
    sheet.print_area(0, 0, row, len(_WIDTHS) - 1)


def _shares(draft: Draft, sheet: Worksheet, row: int) -> int:
    """How many of the rows of each group have what they need; gives the row after."""
    _headings(draft, sheet, row, ("Läget i målen", "Antal", *(text for one in _MEASURES for text in (one, "Andel"))))
    groups = [_group(draft.content, name) for name in "abc"]
    total = row + len(groups) + 1
    for at, (label, counted) in enumerate(groups, start=row + 1):
        _share_row(draft, sheet, at, label, counted)
    _share_row(draft, sheet, total, "Hela ST", _sums(row + 1, total - 1, groups), strong=True)
    if draft.content.has_bt:
        _share_row(draft, sheet, total + 1, "BT, om den ingår", _counts(bt_page(), _all_rows(bt_page()), bt_goals()))
    last = total + draft.content.has_bt
    _bars(sheet, row + 1, last)
    return last + 1


def _group(content: Content, name: str) -> tuple[str, list[Counted]]:
    return f"Grupp {name}", _counts(goals_page(content), rows_of(content, name), content.group(name))


def _all_rows(page: Page) -> Rows:
    return Rows(page.first, page.last)


def _sums(first: int, last: int, groups: Sequence[tuple[str, list[Counted]]]) -> list[Counted]:
    """The sums of the columns with counts."""
    columns = (1, *range(2, 2 + 2 * len(_MEASURES), 2))
    values = [sum(float(one[index].value) for _, one in groups) for index in range(len(columns))]
    return [
        Counted(f"=SUM({xl_rowcol_to_cell(first, column)}:{xl_rowcol_to_cell(last, column)})", value)
        for column, value in zip(columns, values, strict=True)
    ]


def _counts(page: Page, rows: Rows, goals: Sequence[Goal]) -> list[Counted]:
    """How many rows have a code, and how many of them each of the things measured; suggestions do not count."""

    def cells(heading: str) -> str:
        letters = xl_col_to_name(page.index(heading), col_abs=True)
        return f"{quote_sheetname(page.sheet)}!{letters}${rows.first + 1}:{letters}${rows.last + 1}"

    coded = f'({cells(CODE)}<>"")'
    written = [
        f'=SUMPRODUCT({coded}*({cells(heading)}<>"")*(LEFT({cells(heading)},{len(SUGGESTED)})<>"{SUGGESTED}"))'
        for heading in (ACTIVITY, METHOD, WHEN)
    ]
    done = f'=SUMPRODUCT({coded}*((({cells(STATE)}="{DONE}")+({cells(DAY)}<>""))>0))'
    number = sum(goal.code != "" for goal in goals)
    return [Counted(f"=SUMPRODUCT({coded}*1)", number), *(Counted(one, 0) for one in (*written, done))]


def _share_row(
    draft: Draft, sheet: Worksheet, row: int, label: str, counted: Sequence[Counted], *, strong: bool = False
) -> None:
    styles = draft.styles
    count, share = (styles.total, styles.total_share) if strong else (styles.count, styles.share)
    sheet.write(row, 0, label, styles.label)
    sheet.write_formula(row, 1, counted[0].formula, count, counted[0].value)
    all_of = xl_rowcol_to_cell(row, 1, col_abs=True)
    for column, one in zip(range(2, 2 + 2 * len(_MEASURES), 2), counted[1:], strict=True):
        part = xl_rowcol_to_cell(row, column)
        sheet.write_formula(row, column, one.formula, count, one.value)
        sheet.write_formula(row, column + 1, f'=IF({all_of}=0,"",{part}/{all_of})', share, 0)


def _bars(sheet: Worksheet, first: int, last: int) -> None:
    for column in range(3, 3 + 2 * len(_MEASURES), 2):
        sheet.conditional_format(
            first, column, last, column,
            {"type": "data_bar", "bar_color": "#9CC3DA", "min_type": "num", "min_value": 0,
             "max_type": "num", "max_value": 1},
        )  # fmt: skip


def _time(draft: Draft, sheet: Worksheet, row: int) -> int:
    """Months of full time, planned and served; gives the row after."""
    least = draft.content.months or UNKNOWN
    otherwise, short = (str(least), least) if isinstance(least, int) else (f'"{UNKNOWN}"', "")
    _headings(draft, sheet, row, ("Tid omräknad till heltid", "Månader"))
    planned, served, needed = (xl_rowcol_to_cell(row + offset, 1) for offset in (1, 2, 3))
    lines = (
        ("Inplanerad tid", Counted("=SUM(Plan_manader)+SUM(Sido_manader)", 0)),
        ("Fullgjord tid till och med i dag", Counted("=SUM(Plan_hittills)+SUM(Sido_hittills)", 0)),
        ("Minsta tid enligt föreskriften", Counted(f"={of_specialty(MONTHS, otherwise)}", least)),
        ("Återstår att fullgöra", Counted(f'=IF(ISNUMBER({needed}),MAX(0,{needed}-{served}),"")', short)),
        ("Saknas i planen", Counted(f'=IF(ISNUMBER({needed}),MAX(0,{needed}-{planned}),"")', short)),
    )
    for at, (label, counted) in enumerate(lines, start=row + 1):
        sheet.write(at, 0, label, draft.styles.label)
        sheet.write_formula(at, 1, counted.formula, draft.styles.months, counted.value)
    draft.book.define_name("Tid_saknas", f"={quote_sheetname(SHEET)}!$B${row + len(lines) + 1}")
    return row + len(lines) + 1


def _checks(draft: Draft, sheet: Worksheet, row: int) -> int:
    """What to see to, each with a count, a verdict in words and colour, and what to do; gives the last row."""
    _headings(draft, sheet, row, ("Att se över", "Antal", "Läge"))
    sheet.merge_range(row, 3, row, len(_WIDTHS) - 1, "Gör så här", draft.styles.header)
    checks = all_checks(draft.content)
    for at, check in enumerate(checks, start=row + 1):
        cell = xl_rowcol_to_cell(at, 1)
        verdict = f'=IF(ISNUMBER({cell}),IF({check.late.replace("#", cell)},"{LATE}","{FINE}"),"{UNCHECKED}")'
        sheet.write(at, 0, check.what, draft.styles.label)
        sheet.write_formula(at, 1, f"={check.count}", draft.styles.count, check.at_first)
        sheet.write_formula(at, 2, verdict, draft.styles.state, _at_first(check))
        sheet.merge_range(at, 3, at, len(_WIDTHS) - 1, check.action, draft.styles.text)
    area = (row + 1, 2, row + len(checks), 2)
    for text, style in ((FINE, draft.styles.fine), (LATE, draft.styles.late)):
        sheet.conditional_format(*area, {"type": "cell", "criteria": "==", "value": f'"{text}"', "format": style})
    return row + len(checks)


def _at_first(check: Check) -> str:
    """The verdict in a new workbook."""
    if isinstance(check.at_first, str):
        return UNCHECKED
    return LATE if check.is_late_at_first else FINE


def _headings(draft: Draft, sheet: Worksheet, row: int, texts: Sequence[str]) -> None:
    for index, text in enumerate(texts):
        sheet.write(row, index, text, draft.styles.header)
