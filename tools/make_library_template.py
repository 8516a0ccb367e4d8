"""Makes ``templates/bibliotek.xlsx``, in which a clinic keeps what leads to its delmål. Same input, same bytes.

Run it from the root of the checkout after any change: ``python tools/make_library_template.py``.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from stexcel.codes import HSLF_2021, REGULATIONS
from stexcel.fill.template.choices import METHOD_NAMES, METHODS, SHEET, SPECIALTIES
from stexcel.fill.template.content import for_anyone
from stexcel.fill.template.draft import Draft
from stexcel.fill.template.listing import write_page
from stexcel.fill.template.page import Column, Page
from stexcel.fill.template.style import styles_for
from stexcel.regelverk import load

TARGET = Path(__file__).resolve().parents[1] / "templates" / "bibliotek.xlsx"
REGULATION = "Lista_foreskrifter"
_CREATED = datetime(2026, 1, 1)
_REST = (
    Column("Delmål", 30, "Till exempel a1, b2–b4 eller STc3. Alla delmål: skriv Alla. Alla i en grupp: Alla c."),
    Column("Specialitet", 30, "Bara om raden gäller en viss specialitet. Tomt gäller alla.", choices=SPECIALTIES),
    Column("Föreskrift", 18, "Skriv den om delmålen står utan ST men hör till 2021:8.", choices=REGULATION),
    Column("Kommentar", 44),
)  # fmt: skip
PAGES = (
    Page(
        "Placeringar",
        "En rad för varje placering eller annan tjänstgöring som ni brukar ha, och delmålen som den leder till.",
        (Column("Placering", 44, "Som ni skriver den i IUP."), *_REST),
        40,
    ),
    Page(
        "Kurser",
        "En rad för varje kurs som ni brukar välja, och delmålen som den leder till. Annan utbildning, till exempel "
        "internutbildning, kan också stå här.",
        (Column("Kurs", 44, "Kursens namn, som ni skriver det i IUP."), *_REST),
        60,
    ),
    Page(
        "Bedömningsmetoder",
        "De vanliga metoderna står redan här. Skriv vilka delmål ni bedömer med dem. Utan delmål föreslås de inte.",
        (Column("Bedömningsmetod", 44, "Välj ur listan, eller skriv en egen.", choices=METHODS), *_REST),
        30,
    ),
)  # fmt: skip
GUIDE = (
    ("Så här använder du biblioteket", True),
    ("Spara en kopia som bibliotek.xlsx i samma mapp som ST-läkarnas IUP, eller i en mapp ovanför.", False),
    ("Skriv era placeringar, kurser och bedömningsmetoder på de tre flikarna, och delmålen bredvid.", False),
    ("Delmål skrivs som i målbeskrivningen: a1, b2–b4 (SOSFS 2015:8) eller STa1, STc3 (HSLF-FS 2021:8).", False),
    ("Det som står överst på en flik föreslås först. Högst tre av era egna förslag skrivs i en cell.", False),
    ("Du får lägga till rader, kolumner och flikar. Varje flik behöver rubriker för namn och delmål.", False),
    ("Skriv aldrig personnummer eller uppgifter om patienter.", False),
    ("", False),
    ("Vad det används till", True),
    ("Kommandot stexcel fill IUP.xlsx --suggest -o KOPIA.xlsx skriver förslag i tomma celler i en kopia.", False),
    ("Förslagen börjar med ”Förslag:” och har en anteckning som säger varifrån de kommer.", False),
    ("Ett förslag räknas inte som plan förrän någon har tagit bort ordet ”Förslag:”.", False),
)  # fmt: skip
_WIDTH, _FIRST = 110, 2


def make(target: Path) -> None:
    """Writes the template."""
    rule_data = load()
    with Workbook(target.as_posix()) as book:
        book.set_properties({"title": "Bibliotek för förslag i IUP", "created": _CREATED})
        draft = Draft(book, styles_for(book), for_anyone(HSLF_2021, rule_data))
        _write_guide(draft)
        for page in PAGES:
            sheet = write_page(draft, page)
            if page.sheet == "Bedömningsmetoder":
                sheet.write_column(page.first, 0, METHOD_NAMES, draft.styles.text)
        _write_lists(book, {SPECIALTIES: sorted(rule_data.specialties, key=str.casefold), REGULATION: REGULATIONS,
                            METHODS: METHOD_NAMES})  # fmt: skip


def _write_guide(draft: Draft) -> None:
    sheet, styles = draft.sheet("Läs mig", "Bibliotek för förslag i IUP"), draft.styles
    sheet.set_column(0, 0, _WIDTH, styles.guide)
    for row, (text, is_heading) in enumerate(GUIDE, start=_FIRST):
        shown = f"•  {text}" if text and not is_heading else text
        sheet.write(row, 0, shown, styles.section if is_heading else styles.guide)
    sheet.print_area(0, 0, _FIRST + len(GUIDE) - 1, 0)


def _write_lists(book: Workbook, lists: dict[str, Sequence[str]]) -> None:
    """The hidden sheet with the values to choose from, and a name for each list."""
    sheet = book.add_worksheet(SHEET)
    for index, (name, values) in enumerate(lists.items()):
        sheet.write_column(0, index, [name.removeprefix("Lista_").capitalize(), *values])
        letters = xl_col_to_name(index, col_abs=True)
        book.define_name(name, f"={SHEET}!{letters}$2:{letters}${len(values) + 1}")
    sheet.hide()


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
