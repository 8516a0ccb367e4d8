"""Fills in an IUP template as a resident would, with openpyxl, by sheets and headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from stexcel.codes import group_of, is_bt

Fill = date | str | float | None
Rows = Sequence[Mapping[str, Fill]]

HEADER_ROW = 4
GOAL_SHEETS = ("Delmål", "Bastjänstgöring")
PERSON: Mapping[str, Fill] = {
    "ST-läkare": "Nora Wiklander",
    "Specialitet": "Reumatologi",
    "Enhet": "Norrby reumatologklinik",
    "ST-start": date(2024, 2, 12),
    "Planerat slut": date(2031, 1, 31),
    "Tjänstgöringsgrad": 0.8,
    "Huvudhandledare": "Ivar Torsell",
    "Studierektor": "Eva Ek",
    "Verksamhetschef": "Bo Alm",
    "IUP upprättat": date(2024, 4, 2),
}
LISTS: Mapping[str, Rows] = {
    "Tjänstgöringsplan": (
        {"Placering": "Reumatologmottagningen", "Plats": "Norrby", "Från": date(2024, 2, 12), "Till": date(2025, 8, 31),
         "Grad": 1, "Delmål": "{c1}, {c2}", "Handledare": "Ivar Torsell"},
        {"Placering": "Föräldraledig", "Från": date(2025, 9, 1), "Till": date(2026, 2, 28), "Grad": 0},
        {"Placering": "Reumatologavdelningen", "Plats": "Norrby", "Från": date(2026, 9, 1), "Till": date(2031, 1, 31),
         "Grad": 0.8, "Delmål": "{c3}", "Handledare": "Ivar Torsell"},
    ),
    "Sidotjänstgöring": (
        {"Sidotjänstgöring": "Hudkliniken", "Plats": "Storstad", "Från": date(2026, 3, 1), "Till": date(2026, 5, 31),
         "Grad": 1, "Delmål": "{c4}", "Handledare": "Isak Nyman", "Uppföljd": date(2026, 6, 9),
         "Intyg": date(2026, 6, 2)},
        {"Sidotjänstgöring": "Njurmedicin", "Plats": "Storstad", "Från": date(2026, 6, 1), "Till": date(2026, 8, 31),
         "Grad": 1, "Delmål": "{c5}", "Handledare": "Tove Palmblad", "Uppföljd": date(2026, 9, 8),
         "Intyg": date(2026, 9, 8)},
    ),
    "Introduktion": (
        {"Innehåll": "Journalsystem och lokala rutiner", "Ansvarig": "Ivar Torsell", "Planerat": "VT24",
         "Klart": date(2024, 2, 20)},
    ),
    "Kurser": (
        {"Kurs": "Ledarskap för läkare", "Anordnare": "Regionen", "Datum": date(2025, 3, 4), "Delmål": "{a1}",
         "Status": "Genomförd", "Intyg": date(2025, 3, 7)},
        {"Kurs": "Ultraljud av leder", "Anordnare": "Lipus", "Datum": date(2027, 2, 1), "Delmål": "{c1}, {c6}",
         "Status": "Planerad"},
    ),
    "Handledarsamtal": tuple(
        {"Datum": day, "Handledare": "Ivar Torsell", "Innehåll": "Genomgång av placeringen", "Avstämt mot IUP": "Ja",
         "Anteckningar": "Boka medsittning"}
        for day in (date(2024, 3, 5), date(2026, 3, 10), date(2026, 4, 14), date(2026, 5, 19), date(2026, 6, 23),
                    date(2026, 8, 4), date(2026, 9, 8), date(2026, 10, 13))
    ),
    "Avstämningar": (
        {"Datum": date(2026, 4, 20), "Typ av möte": "Avstämning med studierektor", "Deltagare": "Eva Ek, Ivar Torsell",
         "Innehåll": "Målen följs"},
        {"Datum": date(2026, 5, 4), "Typ av möte": "Utvecklingssamtal", "Deltagare": "Bo Alm"},
        {"Datum": date(2026, 9, 21), "Typ av möte": "Specialistkollegium", "Innehåll": "God utveckling"},
    ),
    "Bedömningar": tuple(
        {"Datum": day, "Metod": method, "Delmål": codes, "Bedömare": "Ivar Torsell", "Kommentar": text}
        for day, method, codes, text in (
            (date(2024, 3, 20), "Mini-CEX", "{c1}", "Ledstatus"),
            (date(2024, 4, 17), "Medsittning", "{b1}", "Samtal om diagnos"),
            (date(2024, 5, 15), "DOPS", "{c2}", "Ledpunktion"),
            (date(2024, 6, 5), "CBD", "{c3}", "Svårt fall"),
            (date(2025, 8, 20), "Mini-CEX", "{c2}", "Ryggstatus"),
            (date(2026, 3, 24), "Journal club", "{a3}", "Artikel granskad"),
            (date(2026, 4, 28), "Bedömningsmall undervisning", "{a6}", "Föreläsning för kandidater"),
            (date(2026, 5, 26), "Bedömningsmall handledning", "{a6}", "Handledning av kandidat"),
            (date(2026, 6, 9), "360-grader", "{a5}", "Ledarskap"),
            (date(2026, 9, 15), "Medsittning", "{b1}", "Kommunikation"),
            (date(2026, 10, 6), "CBD", "{c4}", "Utslag"),
        )
    ),
    "Internutbildning": (
        {"Ämne": "Artriter", "Planerat": "HT26", "Relevant för": "{c1}", "Ansvarig": "Ivar Torsell"},
    ),
    "Självstudier": (
        {"Område och litteratur": "Immunologi", "Omfattning": "3 timmar per vecka", "Planerat": "HT26",
         "Relevant för": "{c2}"},
    ),
    "Åtgärdsplan": (
        {"Problem": "Få egna ledpunktioner", "Åtgärd": "En dag i veckan på mottagningen", "Ansvarig": "Ivar Torsell",
         "Klart senast": date(2026, 12, 18), "Uppföljning": "Vid kollegiet", "Status": "Pågår"},
    ),
}  # fmt: skip
FORMS: Mapping[str, Mapping[str, Fill]] = {
    "Vetenskapligt arbete": {
        "Titel": "Gikt hos äldre", "Frågeställning": "Hur behandlas gikt på särskilt boende?",
        "Metod": "Journalgranskning", "Handledare för arbetet": "Lo Dahl", "Avsatt tid": "10 veckor",
        "Planerat": "HT26–VT27", "Relevant för": "{a3}",
    },
    "Kvalitetsarbete": {
        "Titel": "Tid till första besök", "Avsatt tid": "2 veckor", "Planerat": "HT26", "Relevant för": "{a2}",
        "Resultat och uppföljning": "Ny mätning efter sex månader",
    },
}  # fmt: skip
REVISED = (date(2025, 4, 8), date(2026, 4, 14))
SIGNED = (date(2024, 4, 2), date(2024, 4, 2), date(2024, 4, 9), date(2024, 4, 10))
METHODS = "Medsittning, CBD"
DONE_EVERY = 3
"""Every third delmål is done."""


def codes_in(book: Workbook) -> list[str]:
    """The codes on the sheets with delmål, in order."""
    sheets = [book[name] for name in GOAL_SHEETS if name in book.sheetnames]
    return [str(value) for sheet in sheets for row in body_of(sheet) if (value := sheet.cell(row, 1).value)]


def names_of(codes: Sequence[str]) -> dict[str, str]:
    """The codes by names that are the same under both regulations: ``a1``, ``c4``."""
    return {code.removeprefix("ST"): code for code in codes}


def fill(source: Path, target: Path, c_count: int = 13) -> list[str]:
    """Saves the workbook with everything filled in, and gives the codes of its delmål."""
    book = load_workbook(source)
    _complete(book["Delmål"], c_count)
    codes = codes_in(book)
    names = names_of(codes)
    _start(book["Start"])
    for name in set(GOAL_SHEETS) & set(book.sheetnames):
        _goals(book[name])
    for name, rows in LISTS.items():
        write_rows(book[name], rows, names)
    for name, form in FORMS.items():
        for label, value in form.items():
            book[name].cell(row_of(book[name], label), 2).value = written(value, names)
    book.save(target)
    return codes


def _complete(sheet: Worksheet, c_count: int) -> None:
    """Writes the c-delmål of the specialty that the template for everyone leaves to the clinic."""
    last = max(row for row in body_of(sheet) if sheet.cell(row, 1).value)
    prefix, _, number = str(sheet.cell(last, 1).value).rpartition("c")
    for more in range(1, c_count - int(number) + 1):
        sheet.cell(last + more, 1).value = f"{prefix}c{int(number) + more}"


def _start(sheet: Worksheet) -> None:
    for label, value in PERSON.items():
        sheet.cell(row_of(sheet, label), 2).value = value
    for row, day in enumerate(SIGNED, start=4):
        sheet.cell(row, 5).value = "Namn Namnsson"
        sheet.cell(row, 6).value = day
        sheet.cell(row, 7).value = "NN"
    first = row_of(sheet, "Datum", 4) + 1
    for row, day in enumerate(REVISED, start=first):
        sheet.cell(row, 4).value = day
        sheet.cell(row, 5).value = "Tjänstgöringsplan"
        sheet.cell(row, 7).value = "IT"


def _goals(sheet: Worksheet) -> None:
    columns = headings(sheet)
    coded = [row for row in body_of(sheet) if sheet.cell(row, 1).value]
    for number, row in enumerate(coded):
        code = str(sheet.cell(row, 1).value)
        sheet.cell(row, columns["Utbildningsaktiviteter"]).value = activities(code)
        sheet.cell(row, columns["Bedömningsmetoder"]).value = METHODS
        sheet.cell(row, columns["Planerat"]).value = "VT25"
        sheet.cell(row, columns["Kommentar om underlag"]).value = "Bedömningar i pärmen"
        sheet.cell(row, columns["Status"]).value = "Pågår"
        if number % DONE_EVERY == 0:
            sheet.cell(row, columns["Status"]).value = "Klart"
            sheet.cell(row, columns["Klart datum"]).value = date(2026, 1, 15)
            sheet.cell(row, columns["Signatur"]).value = "IT"


def activities(code: str) -> str:
    """What a resident writes as activities for a delmål: enough for whatever its målbeskrivning requires."""
    if not is_bt(code) and group_of(code) == "a":
        return "Reumatologmottagningen; Kurs i ämnet; Utvecklingsarbete; Kvalitetsarbete; Vetenskapligt arbete"
    return "Reumatologmottagningen; Kurs i ämnet; Skriftligt arbete"


def write_rows(sheet: Worksheet, rows: Rows, names: Mapping[str, str]) -> None:
    """Rows below the headings, from the first one on."""
    columns = headings(sheet)
    for number, values in enumerate(rows, start=HEADER_ROW + 1):
        for heading, value in values.items():
            sheet.cell(number, columns[heading]).value = written(value, names)


def written(value: Fill, names: Mapping[str, str]) -> Fill:
    """A value with the codes that its template uses."""
    return value.format_map(names) if isinstance(value, str) else value


def headings(sheet: Worksheet) -> dict[str, int]:
    """The columns of a list by heading."""
    return {cell.value: cell.column for cell in sheet[HEADER_ROW] if isinstance(cell.value, str)}


def body_of(sheet: Worksheet) -> range:
    """The rows below the headings."""
    return range(HEADER_ROW + 1, sheet.max_row + 1)


def row_of(sheet: Worksheet, label: str, column: int = 1) -> int:
    """The row of a label."""
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, column).value == label)
