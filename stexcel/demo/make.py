"""Writes the workbooks of the clinic from our own templates. Same program, same bytes."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from io import StringIO

from stexcel.demo.clinic import Clinic, Resident
from stexcel.demo.forms import Form, Line
from stexcel.demo.programme import (
    Training,
    assessment_lines,
    course_lines,
    goal_lines,
    meeting_lines,
    placement_lines,
    revision_lines,
    talk_lines,
)
from stexcel.fill.new import Order, meant, new_iup
from stexcel.fill.template.content import Doctor
from stexcel.regelverk import Regelverk
from stexcel.resources import templates_dir
from stexcel.rules.months import add_months

UNIT = "enhet.xlsx"
SETTINGS = "stexcel.toml"
_RESIDENTS = "ST-läkare"
_SIGNERS = (
    "Underskrift ST-läkare",
    "Underskrift huvudhandledare",
    "Godkänt av studierektor",
    "Godkänt av verksamhetschef",
)
_SIGNATURES = "Underskrifter"
_TEACHING = {"Ämne": "Psykiatriskt forum, varje torsdag", "Planerat": "HT26", "Ansvarig": "Torbjörn Almlöf"}
_SELF_STUDY = {"Område och litteratur": "Lärobok i psykiatri", "Omfattning": "4 timmar per vecka", "Planerat": "HT26"}
_WORKS = {
    "Vetenskapligt arbete": "Läkemedelsbyten vid bipolär sjukdom, en journalstudie",
    "Kvalitetsarbete": "Kortare väntan till första besök på mottagningen",
}


def clinic_files(clinic: Clinic, regelverk: Regelverk) -> Iterator[tuple[str, bytes]]:
    """Every file of the clinic by its name: the IUPs, the unit's own workbook and the settings."""
    yield SETTINGS, f"# Den påhittade kliniken har alltid samma dag.\nidag = {clinic.today.isoformat()}\n".encode()
    yield UNIT, _unit_book(clinic, regelverk)
    for resident in clinic.residents:
        yield f"IUP {resident.name}.xlsx", _iup(clinic, resident, regelverk)


def newcomers_csv(clinic: Clinic) -> bytes:
    """Those who begin soon, as Excel saves a list: with semicolons and a mark of its encoding."""
    out = StringIO()
    table = csv.DictWriter(out, list(clinic.newcomers[0]), delimiter=";")
    table.writeheader()
    table.writerows(clinic.newcomers)
    return out.getvalue().encode("utf-8-sig")


def _order(clinic: Clinic, resident: Resident) -> Order:
    doctor = Doctor(
        resident.name,
        resident.start,
        resident.end,
        resident.percent,
        resident.supervisor,
        str(clinic.unit["Studierektor"]),
        str(clinic.unit["Verksamhetschef"]),
        str(clinic.unit["Enhet"]),
    )
    return Order(clinic.specialty, resident.regulation, doctor)


def _iup(clinic: Clinic, resident: Resident, regelverk: Regelverk) -> bytes:
    order = _order(clinic, resident)
    form = Form(new_iup(order, regelverk))
    training = Training(clinic, resident, meant(order, regelverk))
    home, away = placement_lines(training)
    for code, line in goal_lines(training):
        form.on_row("Delmål", code, line)
    lists: dict[str, list[Line]] = {
        "Tjänstgöringsplan": home,
        "Sidotjänstgöring": away,
        "Introduktion": [_introduction(clinic, resident)],
        "Kurser": list(course_lines(training)),
        "Handledarsamtal": list(talk_lines(training)),
        "Avstämningar": list(meeting_lines(training)),
        "Bedömningar": list(assessment_lines(training)),
        "Internutbildning": [{**_TEACHING, "Relevant för": next(iter(training.goals.requirements))}],
        "Självstudier": [_SELF_STUDY],
        "Start": list(revision_lines(training)),
    }
    for sheet, lines in lists.items():
        if sheet not in resident.empty:
            form.below(sheet, lines)
    for sheet, line in resident.more:
        form.below(sheet, [line])
    _facts(form, clinic, resident)
    return form.filled()


def _facts(form: Form, clinic: Clinic, resident: Resident) -> None:
    """The facts with a label: when the programme was made and signed, and the two pieces of work."""
    made = add_months(resident.start, 2)
    if _SIGNATURES not in resident.empty:
        form.beside("Start", "IUP upprättat", made)
        people = (resident.name, resident.supervisor, clinic.unit["Studierektor"], clinic.unit["Verksamhetschef"])
        for label, name in zip(_SIGNERS, people, strict=True):
            form.beside("Start", label, str(name), made, "".join(part[0] for part in str(name).split()))
    for sheet, title in _WORKS.items():
        if sheet in resident.empty:
            continue
        form.beside(sheet, "Titel", title)
        form.beside(sheet, "Handledare för arbetet", resident.supervisor)
        form.beside(sheet, "Avsatt tid", "10 veckor")
        form.beside(sheet, "Planerat", f"HT{(resident.start.year + 3) % 100:02}")


def _introduction(clinic: Clinic, resident: Resident) -> Line:
    done: dict[str, date] = {"Klart": add_months(resident.start, 1)}
    return {
        "Innehåll": "Journalsystem, rutiner och målbeskrivning",
        "Ansvarig": str(clinic.unit["Studierektor"]),
        **done,
    }


def _unit_book(clinic: Clinic, regelverk: Regelverk) -> bytes:
    form = Form((templates_dir() / UNIT).read_bytes())
    for label, value in clinic.unit.items():
        form.beside("Studierektor", label, value)
    for sheet, lines in clinic.registers.items():
        form.below(sheet, lines)
    for title, line in clinic.documents.items():
        form.on_row("Styrdokument", title, line)
    form.below(_RESIDENTS, [_registered(_order(clinic, one), regelverk) for one in clinic.residents])
    return form.filled()


def _registered(order: Order, regelverk: Regelverk) -> Line:
    goals, doctor = meant(order, regelverk), order.doctor
    assert doctor.start is not None  # every resident of the clinic has one
    return {
        "Namn": doctor.name or "",
        "Specialitet": goals.specialty,
        "Föreskrift": goals.regulation,
        "ST-start": doctor.start,
        "Huvudhandledare": doctor.supervisor or "",
    }
