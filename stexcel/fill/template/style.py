"""How the workbook looks: one ink, one accent, pale fills; contrast enough to be read in print and by all."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.format import Format

INK, ACCENT, PALE, LINE, MUTED = "#1F2933", "#1F5A7A", "#E8F0F5", "#C8D3DA", "#52606D"
DAY = "yyyy-mm-dd"


@dataclass(frozen=True)
class Styles:
    """The formats of cells by their use, and those that conditions put over them."""

    title: Format
    guide: Format
    box: Format
    section: Format
    header: Format
    upright: Format
    label: Format
    text: Format
    day: Format
    percent: Format
    months: Format
    fixed: Format
    code: Format
    first_text: Format
    first_fixed: Format
    first_code: Format
    first_day: Format
    bar_cell: Format
    count: Format
    share: Format
    total: Format
    total_share: Format
    state: Format
    fine: Format
    late: Format
    service: Format
    leave: Format


def styles_for(book: Workbook) -> Styles:
    """The formats of a workbook."""
    base = {"font_name": "Calibri", "font_size": 11, "font_color": INK, "valign": "top"}
    thin = {**base, "border": 1, "border_color": LINE}
    wrapped = {**thin, "text_wrap": True}
    day = {**thin, "num_format": DAY, "align": "left"}
    fixed = {**wrapped, "bg_color": PALE, "align": "left"}
    code = {**thin, "bold": True, "bg_color": PALE}
    head = {**wrapped, "bold": True, "font_color": "#FFFFFF", "bg_color": ACCENT, "valign": "vcenter"}
    group = {"top": 2, "top_color": ACCENT}
    bold = {**thin, "bold": True, "bg_color": PALE}
    centred = {"align": "right"}
    made = book.add_format
    return Styles(
        title=made({**base, "bold": True, "font_size": 16, "font_color": ACCENT}),
        guide=made({**base, "text_wrap": True, "font_color": MUTED}),
        box=made({**wrapped, "bg_color": PALE}),
        section=made({**base, "bold": True, "font_size": 13, "font_color": ACCENT, "valign": "vcenter"}),
        header=made(head),
        upright=made({**head, "rotation": 90, "text_wrap": False, "num_format": "yyyy-mm", "bold": False,
                      "font_size": 9, "align": "center", "border_color": "#FFFFFF"}),
        label=made({**thin, "bold": True, "bg_color": PALE, "text_wrap": True}),
        text=made(wrapped),
        day=made(day),
        percent=made({**thin, "num_format": "0%", "align": "left"}),
        months=made({**thin, "num_format": "0.0", "bg_color": PALE}),
        fixed=made(fixed),
        code=made(code),
        first_text=made({**wrapped, **group}),
        first_fixed=made({**fixed, **group}),
        first_code=made({**code, **group}),
        first_day=made({**day, **group}),
        bar_cell=made({**base, "left": 4, "left_color": LINE, "bottom": 4, "bottom_color": LINE}),
        count=made({**thin, **centred}),
        share=made({**thin, **centred, "num_format": "0%"}),
        total=made({**bold, **centred}),
        total_share=made({**bold, **centred, "num_format": "0%"}),
        state=made({**thin, "bold": True, "indent": 1}),
        fine=made({"font_color": "#1B5E20", "bg_color": "#E3F1E4"}),
        late=made({"font_color": "#7A3E00", "bg_color": "#FCE8C8"}),
        service=made({"bg_color": ACCENT, "pattern": 1}),
        leave=made({"fg_color": MUTED, "bg_color": "#FFFFFF", "pattern": 14}),
    )  # fmt: skip
