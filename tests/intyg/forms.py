"""Invented forms of the twelve kinds, drawn as real PDFs with fields; no form of any authority is copied.

The forms of the two regulations name their fields in different ways, and so do the kinds, as real forms do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from stexcel.codes import HSLF_2021, SOSFS_2015
from stexcel.intyg.model import Kind

_LEFT, _TOP, _STEP = 60, 720, 44


@dataclass(frozen=True)
class Drawn:
    """A field: its name, the text printed above it, its tooltip, and the most letters; ``box`` is one to tick."""

    name: str
    label: str
    tip: str = ""
    most: int | None = None
    box: bool = False
    multiline: bool = False
    value: str = ""


TITLES = {
    Kind.PLACEMENT: "klinisk tjänstgöring under handledning",
    Kind.AUSCULTATION: "auskultation",
    Kind.COURSE: "kurs",
    Kind.QUALITY: "kvalitets- och utvecklingsarbete",
    Kind.WRITTEN: "självständigt skriftligt arbete enligt vetenskapliga principer",
    Kind.COMPETENCE: "uppnådd specialistkompetens",
}

_SIGNED_2015 = (
    Drawn("Underskrift", "Underskrift"),
    Drawn("Datum", "Datum"),
    Drawn("Namnfortydligande", "Namnförtydligande"),
)
_PERSON_2015 = (
    Drawn("Sokandens namn", "Namn"),
    Drawn("Personnummer", "Personnummer", most=13),
    Drawn("Specialitet", "Specialitet som ansökan avser"),
)
_GOALS_2015 = (Drawn("Delmal", "Delmål som intyget avser", multiline=True),)
_SUPERVISOR_2015 = (
    Drawn("Handledarens namn", "Handledarens namn"),
    Drawn("Handledarens specialitet", "Specialitet"),
    Drawn("Handledarens tjanstestalle", "Tjänsteställe"),
)
_OWN_2015 = {
    Kind.PLACEMENT: (
        Drawn("Tjanstestalle", "Tjänsteställe"),
        Drawn("From", "Fr.o.m."),
        Drawn("Tom", "T.o.m."),
        Drawn("Omfattning", "Omfattning i procent", most=3),
    ),
    Kind.AUSCULTATION: (Drawn("Plats for auskultation", "Plats för auskultationen"), Drawn("Period", "Tid")),
    Kind.COURSE: (
        Drawn("Kursens namn", "Kursens namn", multiline=True),
        Drawn("Kursdatum", "Kursens datum"),
        Drawn("Kursarrangor", "Kursarrangör"),
        Drawn("Kursledare", "Kursledare"),
    ),
    Kind.QUALITY: (Drawn("Arbetets titel", "Arbetets titel", multiline=True), Drawn("Beskrivning", "Beskrivning")),
    Kind.WRITTEN: (Drawn("Arbetets titel", "Arbetets titel", multiline=True), Drawn("Period", "Tid")),
}


def fields_2015(kind: Kind) -> tuple[Drawn, ...]:
    """Fields with telling names, as in a form made by hand."""
    if kind is Kind.COMPETENCE:
        named = (Drawn("Studierektorns namn", "Studierektor"), Drawn("Verksamhetschefens namn", "Verksamhetschef"))
        return (*_PERSON_2015, _SUPERVISOR_2015[0], *named, *_SIGNED_2015)
    told = Drawn("Kompetenskraven uppfyllda", "Kompetenskraven är uppfyllda", box=True)
    return (*_PERSON_2015, *_OWN_2015[kind], *_GOALS_2015, *_SUPERVISOR_2015, told, *_SIGNED_2015)


_OWN_2021 = {
    Kind.PLACEMENT: ("Tjänstgöringsställe", "Period fr.o.m.", "Period t.o.m.", "Tjänstgöringsgrad"),
    Kind.AUSCULTATION: ("Tjänstgöringsställe", "Startdatum", "Slutdatum"),
    Kind.COURSE: ("Kursens titel", "Kursens startdatum", "Kursens slutdatum", "Kursgivare"),
    Kind.QUALITY: ("Titel på arbetet", "Beskriv arbetet"),
    Kind.WRITTEN: ("Titel på arbetet", "Beskriv arbetet"),
}


def fields_2021(kind: Kind) -> tuple[Drawn, ...]:
    """Fields with names that say nothing and tooltips that do, inside a form; the delmål have boxes."""
    tips = ["Den sökandes förnamn", "Den sökandes efternamn", "Den sökandes personnummer", "Avsedd specialitet"]
    if kind is Kind.COMPETENCE:
        tips += ["Huvudansvarig handledares namn", "Studierektorns namn", "Verksamhetschefens namn"]
        codes: Sequence[str] = ()
    else:
        tips += [*_OWN_2021[kind], "Handledarens namn", "Handledarens tjänsteställe", "Intygas: kraven uppfyllda"]
        codes = [f"STa{number}" for number in range(1, 8)] + ["STb1", "STb2", "STc1", "STc2", "STc3"]
    tips += ["Underskrift", "Datum för underskrift"]
    plain = [Drawn(f"form1.sida1.falt{number}", tip, tip) for number, tip in enumerate(tips)]
    return (*plain, *(Drawn(f"form1.kryss{number}", code, box=True) for number, code in enumerate(codes)))


def fields_of(kind: Kind, regulation: str) -> tuple[Drawn, ...]:
    """The fields of one of the twelve forms."""
    return fields_2015(kind) if regulation == SOSFS_2015 else fields_2021(kind)


def drawn(title: str, regulation: str, fields: Sequence[Drawn], *, encrypt: str | None = None) -> bytes:
    """A PDF with the title and the fields, one below the other."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=True, encrypt=encrypt)
    canvas.setFont("Helvetica-Bold", 13)
    canvas.drawString(_LEFT, 790, title)
    canvas.setFont("Helvetica", 9)
    canvas.drawString(_LEFT, 772, regulation)
    boxes = 0
    y = _TOP
    for one in fields:
        if one.box:
            column, row = boxes % 6, boxes // 6
            _box(canvas, one, _LEFT + 80 * column, 60 - 20 * row)
            boxes += 1
        else:
            _text(canvas, one, y)
            y -= _STEP
    canvas.save()
    return file.getvalue()


def _text(canvas: Canvas, one: Drawn, y: float) -> None:
    canvas.drawString(_LEFT, y + 24, one.label)
    canvas.acroForm.textfield(
        name=one.name,
        tooltip=one.tip or None,
        value=one.value,
        x=_LEFT,
        y=y,
        width=440,
        height=20,
        fontSize=9,
        maxlen=one.most or 200,
        fieldFlags="multiline" if one.multiline else "",
    )


def _box(canvas: Canvas, one: Drawn, x: float, y: float) -> None:
    canvas.acroForm.checkbox(name=one.name, tooltip=one.tip or None, x=x, y=y, size=12)
    canvas.drawString(x + 18, y + 3, one.label)


def form(kind: Kind, regulation: str) -> bytes:
    """One of the twelve forms."""
    title = "INTYG om genomförd utbildningsaktivitet – " if kind is not Kind.COMPETENCE else "INTYG om "
    return drawn(title + TITLES[kind], f"Enligt {regulation}", fields_of(kind, regulation))


def all_forms() -> dict[tuple[Kind, str], bytes]:
    """The twelve forms."""
    return {(kind, regulation): form(kind, regulation) for regulation in (SOSFS_2015, HSLF_2021) for kind in Kind}


def save_forms(folder: Path) -> Path:
    """Saves the twelve forms in the folder, which is made."""
    folder.mkdir(parents=True)
    for (kind, regulation), data in all_forms().items():
        (folder / f"{kind.value}-{regulation[-6:-2]}.pdf").write_bytes(data)
    return folder
