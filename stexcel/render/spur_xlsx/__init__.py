"""The evidence for an inspection as an Excel workbook, with a module for each kind of sheet."""

from stexcel.render.spur_xlsx.book import render_spur_xlsx

__all__ = ["render_spur_xlsx"]
