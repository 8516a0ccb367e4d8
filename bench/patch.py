"""How long it takes to patch ten cells of a workbook with twelve sheets, the check of the result included.

Usage: python bench/patch.py

Beside it the same with openpyxl (load, write, save), in turn, so that a busy machine slows both alike; the best of
several rounds counts. The ten cells stand on one sheet, on three (as when a form is filled in) and on ten.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from io import BytesIO
from time import perf_counter

import openpyxl
import xlsxwriter

from stexcel.ooxml import write_cells

SHEETS, ROWS, COLUMNS = 12, 150, 12
ROUNDS = 7
_CHOICES = ["DOPS", "CBD", "Mini-CEX", "Medsittning"]
_HEADINGS = [
    "Delmål",
    "Aktivitet",
    "Metod",
    "När",
    "Intyg",
    "Klart",
    "Placering",
    "Handledare",
    "Anm",
    "Dagar",
    "Summa",
    "",
]


def main() -> None:
    """Prints the ratios."""
    source = workbook()
    print(f"{SHEETS} blad, {len(source) // 1024} KB, tio celler, i processen, med kontroll av resultatet")
    for spread in (1, 3, 10):
        cells = {(f"Delmål {1 + number % spread}", f"B{10 + number}"): f"Aktivitet {number}" for number in range(10)}
        ours, theirs = _best(partial(write_cells, source, cells), partial(_with_openpyxl, source, cells))
        times = f"{1000 * ours:6.1f} ms, openpyxl {1000 * theirs:6.1f} ms"
        print(f"  på {spread:2} blad: {times}, {theirs / ours:5.1f} gånger så fort")


def workbook() -> bytes:
    """An invented workbook such as clinics have: lists with choices, formats, notes and formulas on every sheet."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    heading = book.add_format({"bold": True, "bg_color": "#DDEEFF", "text_wrap": True, "border": 1})
    body = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd", "border": 1})
    for number in range(1, SHEETS + 1):
        sheet = book.add_worksheet(f"Delmål {number}")
        sheet.write_row(0, 0, _HEADINGS, heading)
        for row in range(1, ROWS):
            sheet.write_row(row, 0, [f"c{row % 14 + 1}", f"Aktivitet {row * 7 % 90}", _CHOICES[row % 4]], body)
            sheet.write_number(row, 3, 46000 + row, day)
            sheet.write_row(row, 4, ["", "", f"Placering {row % 9}", f"Handledare {row % 23}", ""], body)
            sheet.write_number(row, 9, row % 30)
            sheet.write_formula(row, 10, f"=SUM(J$2:J{row + 1})", None, row)
        sheet.data_validation(1, 2, ROWS, 2, {"validate": "list", "source": _CHOICES})
        sheet.conditional_format(1, 5, ROWS, 5, {"type": "blanks", "format": heading})
        sheet.write_comment("B2", "Fyll i vad du gjorde.")
        sheet.freeze_panes(1, 1)
    book.close()
    return buffer.getvalue()


def _with_openpyxl(source: bytes, cells: dict[tuple[str, str], str]) -> None:
    book = openpyxl.load_workbook(BytesIO(source))
    for (sheet, cell), value in cells.items():
        book[sheet][cell] = value
    book.save(BytesIO())


def _best(*runs: Callable[[], object]) -> list[float]:
    """The best time of each in seconds."""
    best = [float("inf")] * len(runs)
    for _ in range(ROUNDS):
        for index, run in enumerate(runs):
            started = perf_counter()
            run()
            best[index] = min(best[index], perf_counter() - started)
    return best


if __name__ == "__main__":
    main()
