"""An empty workbook says what is missing, and nothing that the template itself says is taken for content."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from stexcel import api
from stexcel.codes import REGULATIONS, SOSFS_2015
from stexcel.fill.errors import FillError
from stexcel.fill.new import Order, new_iup
from stexcel.fill.template.content import Doctor
from stexcel.findings import FileReport
from stexcel.model import Iup
from stexcel.regelverk import Regelverk
from stexcel.resources import templates_dir
from tests.build import TODAY
from tools.make_iup_templates import FILES

_MISSING = {"STX102", "STX103", "STX202", "STX204", "STX211", "STX401", "STX402", "STX403", "STX404", "STX405"}
_BT = {f"BT{number}" for number in range(1, 19)}


def checked(path: Path) -> tuple[Iup, FileReport]:
    (file,) = api.validate([path], api.Setup(TODAY)).files
    assert file.document.iup is not None
    return file.document.iup, file


def said(iup: Iup) -> list[object]:
    """Whatever the reader takes for something that a person wrote, beside the facts about the person."""
    rows = [row for delmal in iup.delmal.values() for row in delmal.rows]
    return [
        *(one for row in rows for one in (*row.activities, *row.assessments, *row.planned, row.done) if one),
        *(one for delmal in iup.delmal.values() for one in (*delmal.activities, *delmal.assessments, *delmal.mentions)),
        *iup.placements, *iup.courses, *iup.meetings, *iup.assessments, *iup.revisions, *iup.notes,
        *(one for one in iup.signatures if one.signed),
        *(one for one in iup.parts if one.planned),
    ]  # fmt: skip


@pytest.mark.parametrize("regulation", REGULATIONS)
def test_empty_template_has_delmal_and_no_content(regulation: str) -> None:
    iup, file = checked(templates_dir() / FILES[regulation])
    assert said(iup) == []
    assert iup.person.regulation is not None
    assert [one for one in (iup.person.name, iup.person.specialty, iup.person.start, iup.person.unit) if one] == []
    assert iup.person.regulation.value == regulation
    assert {finding.code for finding in file.findings} == _MISSING
    assert not file.crashes
    assert any("Specialiteten är inte känd" in limit for limit in file.limits)


@pytest.mark.parametrize("step", [4, pytest.param(1, marks=pytest.mark.slow)])
@pytest.mark.parametrize("regulation", REGULATIONS)
def test_new_workbook_of_every_specialty_has_its_delmal(
    regulation: str, step: int, tmp_path: Path, regelverk: Regelverk
) -> None:
    """In the suite every fourth specialty stands for all of them."""
    assert len(regelverk.specialties) == 63
    doctor = Doctor(
        "Nora Wiklander", date(2026, 10, 20), date(2036, 2, 28), 80, "Ivar Torsell", "Eva Ek", "Bo Alm", "Norr"
    )
    for specialty in list(regelverk.specialties)[::step]:
        path = tmp_path / "iup.xlsx"
        path.write_bytes(new_iup(Order(specialty, regulation, doctor), regelverk))
        iup, file = checked(path)
        wanted = regelverk.malbeskrivning(regulation, specialty)
        assert wanted is not None
        assert set(iup.delmal) - _BT == set(wanted.requirements)
        assert (set(iup.delmal) & _BT == set()) == (regulation == SOSFS_2015)
        assert said(iup) == []
        assert {finding.code for finding in file.findings} == _MISSING - {"STX204"}
        person = iup.person
        assert [one.value if one else None for one in (
            person.name, person.specialty, person.regulation, person.start, person.planned_end, person.fte,
            person.supervisor, person.studierektor, person.head, person.unit,
        )] == ["Nora Wiklander", specialty, regulation, date(2026, 10, 20), date(2036, 2, 28), 80, "Ivar Torsell",
               "Eva Ek", "Bo Alm", "Norr"]  # fmt: skip
        titles = {code: delmal.rows[0].title for code, delmal in iup.delmal.items() if code not in _BT}
        assert titles == {code: one.title or None for code, one in wanted.requirements.items()}


def test_same_order_gives_the_same_bytes(regelverk: Regelverk) -> None:
    order = Order("Onkologi", "2015", Doctor("Nora Wiklander"))
    assert new_iup(order, regelverk) == new_iup(order, regelverk)
    assert new_iup(order, regelverk) != new_iup(Order("Onkologi", "2021", Doctor("Nora Wiklander")), regelverk)


@pytest.mark.parametrize("regulation", ["2021", "2021:8", "HSLF-FS 2021:8", "hslf-fs2021:8"])
@pytest.mark.parametrize("specialty", ["Reumatologi", "reumatologi", "ST i reumatologi"])
def test_specialty_and_regulation_as_people_write_them(specialty: str, regulation: str, regelverk: Regelverk) -> None:
    expected = new_iup(Order("Reumatologi", "2021"), regelverk)
    assert new_iup(Order(specialty, regulation), regelverk) == expected


@pytest.mark.parametrize(
    ("specialty", "regulation", "message"),
    [
        ("Reumatolog xyz", "2021", "”Reumatolog xyz” finns inte. Menade du ”Reumatologi”?"),
        ("Blomsterodling", "2021", "Specialiteten ”Blomsterodling” finns inte."),
        ("", "2021", "”” finns inte"),
        ("Onkologi", "2008", "”2008” finns inte. Ange 2015 eller 2021."),
        ("Onkologi", "2008:17", "”2008:17” finns inte"),
    ],
)
def test_unknown_orders_are_refused(specialty: str, regulation: str, message: str, regelverk: Regelverk) -> None:
    with pytest.raises(FillError) as caught:
        new_iup(Order(specialty, regulation), regelverk)
    assert message in str(caught.value)
    assert "None" not in str(caught.value)


def test_specialty_without_malbeskrivning_under_the_regulation_says_where_it_has_one(regelverk: Regelverk) -> None:
    lines = {key: rows for key, rows in regelverk.lines.items() if key != (SOSFS_2015, "Onkologi")}
    with pytest.raises(FillError) as caught:
        new_iup(Order("Onkologi", "2015"), Regelverk(regelverk.specialties, lines))
    assert str(caught.value) == (
        "Onkologi har ingen målbeskrivning enligt SOSFS 2015:8 i regelverket. Den finns enligt HSLF-FS 2021:8."
    )


def test_name_is_text_whatever_it_looks_like(tmp_path: Path, regelverk: Regelverk) -> None:
    path = tmp_path / "iup.xlsx"
    path.write_bytes(new_iup(Order("Onkologi", "2015", Doctor("=1+1", unit="https://exempel.se")), regelverk))
    iup, _ = checked(path)
    assert iup.person.unit is not None
    assert iup.person.unit.value == "https://exempel.se"
