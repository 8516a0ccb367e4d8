"""The workbook while it is written."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from stexcel.fill.template.content import Content
from stexcel.fill.template.style import Styles

A4 = 9
TITLE_HEIGHT = 26.0


@dataclass(frozen=True)
class Draft:
    """The book, its formats, and what is to stand in it."""

    book: Workbook
    styles: Styles
    content: Content

    def sheet(self, name: str, title: str = "") -> Worksheet:
        """A new sheet with its title, set up to be printed on A4 in landscape."""
        sheet = self.book.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_row(0, TITLE_HEIGHT)
        sheet.write(0, 0, title or name, self.styles.title)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.set_footer("&L&A&RSida &P av &N")
        return sheet
