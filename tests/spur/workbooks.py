"""Two small units as real workbooks, in layouts of their own and with planned faults.

The first has matrices under the younger regulation, the second a form for each delmål under the older one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from stexcel import regelverk
from stexcel.codes import HSLF_2021, SOSFS_2015
from stexcel.model import ActivityType

WORDS = {
    ActivityType.KLINISK: "Klinisk tjänstgöring på mottagningen",
    ActivityType.KURS: "Kurs enligt kurskatalogen",
    ActivityType.UTVECKLINGSARBETE: "Utvecklingsarbete om väntetider",
    ActivityType.KVALITETSARBETE: "Kvalitetsarbete om väntetider",
    ActivityType.SKRIFTLIGT: "Skriftligt individuellt arbete",
    ActivityType.SEMINARIUM: "Seminarium",
    ActivityType.AUSKULTATION: "Auskultation",
}
METHODS = ("Mini-CEX", "CBD", "360-graders bedömning", "DOPS")
Rows = Sequence[Sequence[object]]


def goals(regulation: str, specialty: str) -> Mapping[str, tuple[str, ...]]:
    """The activities that each delmål needs, in words."""
    found = regelverk.load().malbeskrivning(regulation, specialty)
    assert found is not None
    return {
        code: tuple(
            WORDS[next(kind for kind in WORDS if kind in kinds)] for kind_set in [need.required] for kinds in kind_set
        )
        or (WORDS[ActivityType.KLINISK],)
        for code, need in found.requirements.items()
    }


def _fill(sheet: Worksheet, rows: Rows) -> None:
    for row in rows:
        sheet.append(list(row))


def _sheet(book: Workbook, title: str, rows: Rows) -> None:
    _fill(book.create_sheet(title), rows)


def _save(book: Workbook, path: Path) -> None:
    book.remove(book.worksheets[0])
    book.save(path)


def matrix_iup(
    path: Path,
    name: str,
    supervisor: str | None,
    *,
    without_method: Collection[str] = (),
    self_study: bool = True,
    revised: date = date(2026, 6, 1),
) -> None:
    """A programme in two matrices, under the younger regulation."""
    wanted = goals(HSLF_2021, "Psykiatri")
    book = Workbook()
    facts: list[tuple[object, ...]] = [
        ("ST-plan",),
        (),
        ("ST-läkare", name),
        ("ST-specialitet", "Psykiatri"),
        ("Målbeskrivning enligt", "HSLF-FS 2021:8"),
        ("ST påbörjad", date(2025, 3, 1)),
        ("ST beräknas klar", date(2030, 11, 30)),
        ("Huvudansvarig handledare", supervisor),
        (),
        ("Senast reviderad", revised),
        (),
        ("Internutbildning", f"Varannan torsdag, gäller {', '.join(list(wanted)[:3])}"),
    ]
    if self_study:
        facts.append(("Självstudier", "2 timmar per vecka"))
    _sheet(book, "Översikt", facts)
    activities = sorted({one for found in wanted.values() for one in found})
    _sheet(
        book,
        "Aktiviteter",
        [
            ("Aktivitet", "Från", "Till", *wanted),
            *(
                (
                    one,
                    date(2025, 3, 1),
                    date(2030, 11, 30),
                    *("X" if one in found else None for found in wanted.values()),
                )
                for one in activities
            ),
        ],
    )
    _sheet(
        book,
        "Bedömning",
        [
            ("Metod", *wanted),
            *(
                (
                    method,
                    *(
                        "X" if place % len(METHODS) == number and code not in without_method else None
                        for place, code in enumerate(wanted)
                    ),
                )
                for number, method in enumerate(METHODS)
            ),
        ],
    )
    _save(book, path)


def matrix_unit(folder: Path) -> Path:
    """Three doctors; one delmål without method, one doctor without supervisor and time for self-study."""
    folder.mkdir()
    matrix_iup(folder / "a.xlsx", "Maja Strand", "Bo Ek", revised=date(2026, 5, 4))
    matrix_iup(folder / "b.xlsx", "Olle Sjö", "Bo Ek", without_method=["STc3"])
    matrix_iup(folder / "c.xlsx", "Tea Lund", None, self_study=False)
    book = Workbook()
    _sheet(
        book,
        "Våra handledare",
        [
            ("Handledare", "Specialitet", "Handledarkurs", "Senaste handledarträff", "Huvudhandledare för"),
            ("Bo Ek", "Psykiatri", date(2016, 2, 3), date(2026, 4, 1), "Maja Strand, Olle Sjö"),
            ("Ann Dahl", "Geriatrik", "nej", None, "Tea Lund"),
        ],
    )
    _sheet(
        book,
        "Ledning",
        [
            ("Verksamhetschef", "Per Holm"),
            ("Studierektor", "Lo Berg"),
            ("Studierektorns specialitet", "Psykiatri"),
            ("Studierektorns handledarutbildning", "Saknas"),
        ],
    )
    _sheet(
        book,
        "Dokument",
        [
            ("Dokument", "Fastställt"),
            ("Riktlinje för ST i verksamheten", date(2025, 1, 7)),
            ("Tolkning av målbeskrivningen", "Saknas"),
            ("Instruktion för handledning av ST-läkare", date(2025, 1, 7)),
        ],
    )
    _sheet(
        book,
        "Plan",
        [
            ("Kriterium", "Åtgärd", "Klart senast", "Ansvarig", "Status"),
            ("B4", "Studierektorn går kursen", date(2027, 3, 1), "Per Holm", "Pågår"),
            ("E1", "Schemalägg handledning", date(2026, 3, 1), "Lo Berg", "Klar"),
            ("H5", "Bedöm samtal", date(2027, 1, 1), "Lo Berg", "Pågår"),
        ],
    )
    _save(book, folder / "enhet.xlsx")
    return folder


def form_iup(
    path: Path,
    name: str,
    supervisor: str,
    *,
    teaching: bool = True,
    linked: bool = True,
    bare: Collection[str] = (),
    quality: bool = True,
) -> None:
    """A programme with a form for each delmål, under the older regulation."""
    wanted = goals(SOSFS_2015, "Geriatrik")
    book = Workbook()
    rows: list[tuple[object, ...]] = [
        ("Individuellt utbildningsprogram",),
        ("Namn ST-läkare:", name),
        ("Blivande specialitet:", "Geriatrik"),
        ("Författning:", "SOSFS 2015:8"),
        ("Start av ST (datum):", date(2023, 9, 1)),
        ("Planerat slut:", date(2028, 8, 31)),
        ("Handledare (huvudansvarig):", supervisor),
        ("IUP reviderat:", date(2026, 4, 20)),
        (),
    ]
    for place, (code, found) in enumerate(wanted.items()):
        kept = [one for one in found if quality or "arbete om" not in one]
        rows += [
            ("Delmål:", code),
            ("Utbildningsaktivitet:", None if code in bare else "; ".join(kept) or WORDS[ActivityType.KLINISK]),
            ("Bedömningsmetod:", METHODS[place % len(METHODS)]),
            ("Planerad tid:", "vt 2027"),
            (),
        ]
    rows.append(("Självstudier:", "3 timmar per vecka"))
    if teaching:
        rows.append(("Internutbildning:", "Varje onsdag enligt schema"))
    _sheet(book, "Program", rows)
    days = [date(year, month, 10) for year in (2025, 2026) for month in (2, 3, 4, 5, 9, 10)]
    log = [(day, METHODS[place % 2], "c1" if linked else None, supervisor) for place, day in enumerate(days)]
    _sheet(book, "Bedömningar", [("Datum", "Metod", "Delmål", "Bedömare"), *log])
    _save(book, path)


def form_unit(folder: Path) -> Path:
    """Two doctors; one without activity for a delmål, a log without delmål, and internal teaching."""
    folder.mkdir()
    form_iup(folder / "st_1.xlsx", "Kim Wall", "Ida Frid")
    form_iup(folder / "st_2.xlsx", "Siv Ros", "Jan Krok", teaching=False, linked=False, bare=["c2"], quality=False)
    book = Workbook()
    _sheet(
        book,
        "Enheten",
        [
            ("Klinik", "Geriatriken"),
            ("Verksamhetschef", "Eva Stål"),
            ("Studierektor", "Ida Frid"),
            (),
            ("Handledare",),
            ("Namn", "Specialistkompetens", "Handledarutbildning", "Fortbildning"),
            ("Ida Frid", "Geriatrik", date(2014, 5, 6), date(2026, 9, 1)),
            ("Jan Krok", "Geriatrik", date(2018, 5, 6), date(2024, 9, 1)),
        ],
    )
    _save(book, folder / "klinikens_enhet.xlsx")
    return folder
