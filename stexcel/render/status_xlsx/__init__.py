"""The status of a unit as an Excel workbook, with a module for each sheet."""

from stexcel.render.status_xlsx.book import render_status_xlsx

__all__ = ["render_status_xlsx"]
