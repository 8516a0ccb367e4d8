"""Filled forms read back and compared with the IUP in both directions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stexcel.codes import HSLF_2021, REGULATIONS, SOSFS_2015
from stexcel.intyg.certificate import Certificate, read_certificate, read_certificates
from stexcel.intyg.facts import content
from stexcel.intyg.fill import fill
from stexcel.intyg.forms import read_forms
from stexcel.intyg.make import make_forms
from stexcel.intyg.model import Doctor, Dossier, Goal, Kind, State, Work
from stexcel.intyg.pdf import read_form
from stexcel.intyg.reconcile import reconcile
from stexcel.intyg.remarks import Remark
from stexcel.intyg.understand import Understood, understand
from stexcel.model import CellRef
from tests.intyg.forms import drawn, fields_of, form, save_forms
from tests.intyg.iup import save_iup
from tests.intyg.judged import TODAY, dossier_of

CELL = CellRef("Plan", 5, 1)
DOCTOR = Doctor("Åsa Öberg", "Onkologi", SOSFS_2015, "Östen Ärlig")
ROW = Work(
    Kind.PLACEMENT,
    "Hematologkliniken",
    CELL,
    State.FINISHED,
    date(2024, 1, 1),
    date(2024, 3, 31),
    100,
    ("c1", "c2"),
    supervisor="Claes Wärn",
)
PAPER = Certificate(
    "intyg/1.pdf",
    Kind.PLACEMENT,
    SOSFS_2015,
    "Åsa Öberg",
    "Onkologi",
    ("c1", "c2"),
    "Hematologkliniken",
    date(2024, 1, 1),
    date(2024, 3, 31),
    "Claes Wärn",
    date(2024, 4, 2),
)


def dossier(*works: Work, goals: tuple[Goal, ...] = (), doctor: Doctor = DOCTOR) -> Dossier:
    return Dossier("iup.xlsx", doctor, works, goals)


def remarks(found: Dossier, *papers: Certificate) -> list[Remark]:
    comparison = reconcile([found], papers, today=TODAY)
    return [one.remark for one in (*comparison.doctors[0].differences, *comparison.others)]


def test_a_certificate_that_says_what_the_row_says_has_no_remarks() -> None:
    comparison = reconcile([dossier(ROW)], [PAPER], today=TODAY)
    assert comparison.doctors[0].pairs == ((ROW, PAPER),)
    assert comparison.agrees


@pytest.mark.parametrize(
    ("row", "paper", "expected"),
    [
        ({}, {"start": date(2024, 2, 1)}, [Remark.DATES]),
        ({}, {"end": date(2024, 3, 1)}, [Remark.DATES]),
        ({}, {"delmal": ("c1",)}, [Remark.GOALS]),
        ({}, {"delmal": ("c1", "c2", "c9")}, [Remark.GOALS]),
        ({}, {"supervisor": "Ida Öst"}, [Remark.SUPERVISOR]),
        ({}, {"supervisor": "C. Wärn"}, []),
        ({}, {"regulation": HSLF_2021}, [Remark.REGULATION]),
        ({}, {"specialty": "Urologi"}, [Remark.SPECIALTY]),
        ({}, {"signed_on": date(2024, 3, 30)}, [Remark.EARLY]),
        ({}, {"signed_on": date(2024, 3, 31)}, []),
        ({}, {"signed_on": date(2026, 11, 2)}, [Remark.LATE]),
        ({}, {"signed_on": None}, [Remark.UNSIGNED]),
        ({}, {"unread": ("i våras",)}, [Remark.UNREAD]),
        ({"end": date(2024, 6, 30)}, {"end": None}, [Remark.EARLY]),
        ({"state": State.COMING}, {}, [Remark.NOT_FINISHED]),
        ({"state": State.UNSURE}, {}, [Remark.NOT_FINISHED]),
    ],
)
def test_where_a_pair_does_not_agree(
    row: Mapping[str, object], paper: Mapping[str, object], expected: list[Remark]
) -> None:
    assert remarks(dossier(replace(ROW, **row)), replace(PAPER, **paper)) == expected  # type: ignore[arg-type]


def test_both_ways() -> None:
    other = replace(PAPER, title="Ögonkliniken", start=date(2022, 1, 1), end=date(2022, 2, 1), delmal=("c9",))
    comparison = reconcile([dossier(ROW)], [other], today=TODAY)
    (without, extra) = comparison.doctors[0].differences
    assert (without.remark, without.cell, without.certificate) == (Remark.NO_CERTIFICATE, CELL, None)
    assert (extra.remark, extra.cell, extra.certificate) == (Remark.NO_ROW, None, "intyg/1.pdf")


def test_row_that_is_not_finished_needs_no_certificate() -> None:
    assert remarks(dossier(replace(ROW, state=State.COMING), replace(ROW, state=State.UNSURE))) == []


def test_fulfilled_delmal_that_no_certificate_names() -> None:
    goals = (Goal("c1", date(2025, 1, 1), False, CELL), Goal("c7", date(2025, 1, 1), False, CELL))
    comparison = reconcile([dossier(ROW, goals=goals)], [PAPER], today=TODAY)
    (one,) = comparison.doctors[0].differences
    assert (one.remark, one.text.split()[0]) == (Remark.GOAL_WITHOUT, "c7")


def test_second_certificate_of_the_same_thing() -> None:
    assert remarks(dossier(ROW), PAPER, replace(PAPER, path="intyg/2.pdf")) == [Remark.DUPLICATE]


def test_nearest_certificate_goes_to_each_of_two_rows_with_the_same_name() -> None:
    later = replace(ROW, start=date(2025, 1, 1), end=date(2025, 3, 31))
    paper = replace(PAPER, start=later.start, end=later.end, path="intyg/2.pdf", signed_on=date(2025, 4, 1))
    comparison = reconcile([dossier(ROW, later)], [paper, PAPER], today=TODAY)
    assert comparison.doctors[0].pairs == ((ROW, PAPER), (later, paper))
    assert comparison.agrees


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Öberg, Åsa", []),
        ("Åsa Öbergh", [Remark.DOUBTFUL_NAME]),
        ("Nils Berg", [Remark.NO_CERTIFICATE, Remark.NOBODY]),
        (None, [Remark.NO_CERTIFICATE, Remark.NOBODY]),
    ],
)
def test_whose_a_certificate_is(name: str | None, expected: list[Remark]) -> None:
    assert remarks(dossier(ROW), replace(PAPER, name=name)) == expected


def test_of_two_iups_in_the_same_name_the_certificate_goes_to_the_one_that_it_fits() -> None:
    other = replace(dossier(doctor=replace(DOCTOR, specialty="Urologi")), path="annan.xlsx")
    comparison = reconcile([other, dossier(ROW)], [PAPER], today=TODAY)
    assert [len(one.pairs) for one in comparison.doctors] == [0, 1]
    assert comparison.agrees


def test_certificate_that_several_doctors_may_have() -> None:
    both = [dossier(doctor=replace(DOCTOR, name=name)) for name in ("Åsa Ek Öberg", "Åsa El Öberg")]
    comparison = reconcile(both, [PAPER], today=TODAY)
    assert [one.remark for one in comparison.others] == [Remark.NOBODY]


def test_unread_part_of_the_iup_is_told_where_a_row_is_not_found() -> None:
    found = replace(dossier(), limits=("Ett värde kunde inte läsas.",))
    (one,) = reconcile([found], [PAPER], today=TODAY).doctors[0].differences
    assert one.remark is Remark.NO_ROW
    assert "kan finnas där" in one.text


@pytest.mark.parametrize("regulation", REGULATIONS)
def test_forms_made_from_an_iup_agree_with_it_but_for_the_signatures(regulation: str, tmp_path: Path) -> None:
    found = dossier_of(save_iup(tmp_path / "iup.xlsx", regulation, ready=True))
    forms = read_forms(save_forms(tmp_path / "blanketter"), ())
    (made,) = make_forms([found], forms, tmp_path / "ut", personal_id="19900101-2385", overwrite=False)
    assert [one.work.kind for one in made.made if one.path] == list(Kind)
    papers, refused = read_certificates(tmp_path / "ut", ())
    assert refused == ()
    assert "2385" not in repr(papers)
    comparison = reconcile([found], papers, today=TODAY)
    assert [work.kind for work, _ in comparison.doctors[0].pairs] == list(Kind)
    left = {one.remark for one in comparison.doctors[0].differences}
    assert left <= {Remark.UNSIGNED, Remark.GOAL_WITHOUT}


def test_dates_and_delmal_as_people_write_them(tmp_path: Path) -> None:
    fields = [replace(one, value=VALUES.get(one.name, "")) for one in fields_of(Kind.AUSCULTATION, SOSFS_2015)]
    (tmp_path / "1.pdf").write_bytes(drawn("INTYG auskultation", SOSFS_2015, fields))
    ((paper,), refused) = read_certificates(tmp_path, ())
    assert refused == ()
    assert (paper.start, paper.end, paper.signed_on) == (date(2024, 3, 1), date(2024, 3, 31), date(2024, 5, 2))
    assert (paper.delmal, paper.unread) == (("c1", "c3"), ())
    assert "2385" not in repr(paper)


VALUES = {
    "Sokandens namn": "Åsa Öberg 19900101-2385",
    "Plats for auskultation": "Strålfysik",
    "Period": "mars 2024",
    "Delmal": "C1 samt c3",
    "Datum": "2/5 2024",
}


def test_delmal_without_prefix_on_a_form_of_the_younger_regulation(tmp_path: Path) -> None:
    fields = [replace(one, value={"Delmal": "a1, b2"}.get(one.name, "")) for one in fields_of(Kind.COURSE, SOSFS_2015)]
    (tmp_path / "1.pdf").write_bytes(drawn("INTYG kurs", HSLF_2021, fields))
    ((paper,), _) = read_certificates(tmp_path, ())
    assert (paper.regulation, paper.delmal) == (HSLF_2021, ("STa1", "STb2"))


def test_blank_form_certifies_nothing(tmp_path: Path) -> None:
    (tmp_path / "1.pdf").write_bytes(form(Kind.COURSE, SOSFS_2015))
    papers, refused = read_certificates(tmp_path, ())
    assert papers == ()
    assert [one.why for one in refused] == ["blanketten är inte ifylld."]


LETTERS = st.text(st.sampled_from("abcdeåäöÅÄÖé-'"), min_size=1, max_size=12).filter(lambda text: text.strip("-'"))
DAYS = st.dates(date(2015, 5, 1), date(2035, 12, 31))


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Understood]:
    folder = save_forms(tmp_path_factory.mktemp("b") / "blanketter")
    found = (understand(read_form(path)) for path in folder.glob("klinisk*.pdf"))
    return {one.regulation or "": one for one in found}


@given(st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_filled_in_reads_back_the_same(
    blank: Mapping[str, Understood], tmp_path: Path, data: st.DataObject
) -> None:
    regulation = data.draw(st.sampled_from(REGULATIONS))
    codes = ["a1", "b2", "c10"] if regulation == SOSFS_2015 else ["STa1", "STb2", "STc3"]
    start = data.draw(DAYS)
    work = Work(
        Kind.PLACEMENT,
        data.draw(LETTERS),
        CELL,
        State.FINISHED,
        start,
        start + timedelta(days=data.draw(st.integers(0, 700))),
        data.draw(st.integers(1, 100)),
        tuple(data.draw(st.lists(st.sampled_from(codes), unique=True).map(sorted))),
        supervisor=data.draw(LETTERS),
    )
    doctor = replace(DOCTOR, name=f"{data.draw(LETTERS)} {data.draw(LETTERS)}", regulation=regulation)
    path = tmp_path / "x.pdf"
    path.write_bytes(fill(blank[regulation], content(doctor, work)).data)
    paper = read_certificate(understand(read_form(path)))
    assert paper is not None
    assert (paper.name, paper.title, paper.start, paper.end) == (doctor.name, work.name, work.start, work.end)
    assert (set(paper.delmal), paper.supervisor, paper.signed_on) == (set(work.delmal), work.supervisor, None)
