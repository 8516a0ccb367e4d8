"""What the unit's register states, and what it does not: each criterion with the cell that it rests on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from stexcel.model import Period
from stexcel.spur.assess import assess
from stexcel.spur.model import Basis, Status
from stexcel.unit import Attested, DocumentKind, Studierektor
from tests.build import person
from tests.spur.build import (
    STUDIEREKTOR,
    assessed,
    attested,
    cell,
    doctor,
    document,
    documents,
    registered,
    result,
    supervisor,
    text,
    unit,
)
from tests.status.build import survey

NORA, IDA = "Nora Wiklander", "Ida Berg"
OF_KIND = {
    "A1": DocumentKind.TRAINING,
    "A2": DocumentKind.ASSESSMENT,
    "B8": DocumentKind.SUPERVISION,
    "B10": DocumentKind.STUDIEREKTOR,
    "E5": DocumentKind.ASSESSMENT,
}


@pytest.mark.parametrize(("criterion", "kind"), OF_KIND.items())
def test_a_dated_document_is_stated_by_the_register_and_its_absence_fails(criterion: str, kind: DocumentKind) -> None:
    found = result(assessed(doctor(NORA), of=unit()), criterion)
    assert (found.status, found.basis) == (Status.FULFILLED, Basis.UNIT)
    assert "2025-03-01" in found.told
    assert "Innehållet är inte läst" in found.told
    assert found.evidence[0].cell is not None
    gone = result(assessed(doctor(NORA), of=unit(documents=documents(kind))), criterion)
    assert (gone.status, gone.basis) == (Status.FAILS, Basis.UNIT)
    assert "Enhetens register över styrdokument har ingen" in gone.told


@pytest.mark.parametrize(
    ("when", "said", "status", "told"),
    [
        (None, "Saknas", Status.FAILS, "där står ”Saknas”"),
        (None, "", Status.FAILS, "det styrker inte att dokumentet är fastställt"),
        (date(2027, 1, 1), "", Status.OPEN, "som inte har varit än"),
    ],
)
def test_a_listed_document_without_a_day_that_has_been_is_not_stated(
    when: date | None, said: str, status: Status, told: str
) -> None:
    listed = (*documents(DocumentKind.SUPERVISION), document(DocumentKind.SUPERVISION, 9, when, said))
    found = result(assessed(doctor(NORA), of=unit(documents=listed)), "B8")
    assert found.status is status
    assert told in found.told


def test_a_register_without_dates_or_without_rows_settles_nothing() -> None:
    undated = tuple(replace(one, decided=None) for one in documents())
    assert result(assessed(doctor(NORA), of=unit(documents=undated)), "A1").status is Status.OPEN
    empty = result(assessed(doctor(NORA), of=unit(documents=())), "A1")
    assert (empty.status, empty.told) == (
        Status.OPEN,
        "Enhetens arbetsbok har inget ifyllt register över styrdokument.",
    )
    said_yes = replace(documents()[0], decided=Attested(True, cell(2, 2, "Styrdokument"), None, "Ja"))
    assert result(assessed(doctor(NORA), of=unit(documents=(said_yes,))), "A1").status is Status.OPEN


def test_a_document_of_which_nobody_can_tell_may_be_the_one_that_is_missing() -> None:
    unclear = replace(documents()[0], title=text("ST-handboken", 9, 1, "Styrdokument"), kinds=())
    of = unit(documents=(*documents(DocumentKind.TRAINING), unclear))
    found = result(assessed(doctor(NORA), of=of), "A1")
    assert found.status is Status.OPEN
    assert "”ST-handboken”" in found.told


def test_an_interpretation_is_never_shown_to_be_known_and_used() -> None:
    found = result(assessed(doctor(NORA), of=unit()), "D1")
    assert found.status is Status.OPEN
    assert found.evidence
    gone = result(assessed(doctor(NORA), of=unit(documents=documents(DocumentKind.INTERPRETATION))), "D1")
    assert gone.status is Status.FAILS


def test_an_excepted_document_is_open_with_the_reason() -> None:
    missing = unit(documents=documents(DocumentKind.TRAINING))
    found = result(assessed(doctor(NORA), of=missing, exempted={"STX507": "Skrivs i vår"}), "A1")
    assert found.status is Status.OPEN
    assert "”Skrivs i vår”" in found.told


@pytest.mark.parametrize(
    ("changes", "b1", "b2"),
    [
        ({}, Status.FULFILLED, Status.FULFILLED),
        ({"training": attested(None, 2, 3, said="Saknas")}, Status.FULFILLED, Status.FAILS),
        ({"training": attested(None, 2, 3)}, Status.FULFILLED, Status.FAILS),
        ({"training": attested(date(2027, 3, 1), 2, 3)}, Status.FULFILLED, Status.FAILS),
        ({"training": None}, Status.FULFILLED, Status.OPEN),
        ({"specialty": text("Kardiologi", 2, 2)}, Status.FAILS, Status.FULFILLED),
        ({"specialty": text("", 2, 2)}, Status.OPEN, Status.FULFILLED),
        ({"specialty": text("Egen specialitet", 2, 2)}, Status.OPEN, Status.FULFILLED),
    ],
)
def test_the_main_supervisor_is_what_the_register_says(changes: dict[str, Any], b1: Status, b2: Status) -> None:
    inspection = assessed(doctor(NORA), of=unit(supervisors=(supervisor(**changes),)))
    assert (result(inspection, "B1").status, result(inspection, "B2").status) == (b1, b2)


def test_one_untrained_supervisor_fails_the_unit_and_is_counted() -> None:
    untrained = supervisor("Bo Ek", 3, training=attested(None, 3, 3, said="Nej"), doctors=(text(IDA, 3, 5),))
    other = doctor(IDA, person=person(supervisor="Bo Ek"))
    found = result(assessed(doctor(NORA), other, of=unit(supervisors=(supervisor(), untrained))), "B2")
    assert (found.status, found.counts.fulfilled, found.counts.fails) == (Status.FAILS, 1, 1)
    assert [one.name for one in found.failing] == [IDA]
    assert found.doctors[1].evidence[0].cell == cell(3, 3)
    assert "Brister hos 1 av 2 ST-läkare" in found.told


def test_a_supervisor_whom_the_register_does_not_have_leaves_it_open() -> None:
    found = result(assessed(doctor(NORA), of=unit(supervisors=(supervisor("Bo Ek", doctors=()),))), "B2")
    assert found.status is Status.OPEN


def test_an_untrained_supervisor_of_somebody_without_iup_fails_the_unit_too() -> None:
    untrained = supervisor("Bo Ek", 3, training=attested(None, 3, 3), doctors=(text(IDA, 3, 5),))
    found = result(assessed(doctor(NORA), of=unit(supervisors=(supervisor(), untrained))), "B2")
    assert found.status is Status.FAILS
    assert "Bo Ek" in found.told
    assert any(one.cell == cell(3, 3) for one in found.evidence)


@pytest.mark.parametrize("rule", ["STX501", "STX502"])
def test_a_rule_that_was_not_run_settles_nothing_about_supervisors(rule: str) -> None:
    criterion = {"STX501": "B2", "STX502": "B1"}[rule]
    untrained = supervisor(training=attested(None, 2, 3), specialty=text("Kardiologi", 2, 2))
    for one in (supervisor(), untrained):
        found = result(assessed(doctor(NORA), of=unit(supervisors=(one,)), off=[rule]), criterion)
        assert found.status is Status.OPEN


def test_an_excepted_untrained_supervisor_is_open_with_the_reason() -> None:
    one = supervisor(training=attested(None, 2, 3))
    of = unit(supervisors=(one,))
    found = result(assessed(doctor(NORA), of=of, exempted={"STX501": "Kurs i vår"}), "B2")
    assert found.status is Status.OPEN
    assert "”Kurs i vår”" in found.doctors[0].why


@pytest.mark.parametrize(
    ("changes", "b4", "b7"),
    [
        ({}, Status.FULFILLED, Status.FULFILLED),
        ({"specialty": None}, Status.OPEN, Status.OPEN),
        ({"specialty": text("", 3, 2)}, Status.FAILS, Status.FAILS),
        ({"specialty": text("Kardiologi", 3, 2)}, Status.FULFILLED, Status.OPEN),
        ({"supervisor_training": attested(None, 4, 2)}, Status.FAILS, Status.FULFILLED),
        ({"supervisor_training": None}, Status.OPEN, Status.FULFILLED),
    ],
)
def test_the_studierektor_is_what_the_workbook_says(changes: dict[str, Any], b4: Status, b7: Status) -> None:
    chosen = replace(STUDIEREKTOR, **changes)
    inspection = assessed(doctor(NORA), of=unit(studierektor=chosen))
    assert (result(inspection, "B4").status, result(inspection, "B7").status) == (b4, b7)


def test_without_a_studierektor_the_unit_fails() -> None:
    for none in (None, Studierektor()):
        assert result(assessed(doctor(NORA), of=unit(studierektor=none)), "B4").status is Status.FAILS


def test_training_this_year_fails_only_where_nobody_has_had_it() -> None:
    old = Period(date(2023, 1, 1), date(2023, 1, 1))
    stale = supervisor("Bo Ek", 3, updated=replace(attested(old.start, 3, 4), when=old), doctors=(text(IDA, 3, 5),))
    both = unit(supervisors=(supervisor(), stale))
    some = result(assessed(doctor(NORA), doctor(IDA, person=person(supervisor="Bo Ek")), of=both), "B9")
    assert (some.status, some.codes) == (Status.OPEN, ("STX506",))
    assert some.told.startswith("1 av 2 handledare med ST-läkare")
    alone = replace(stale, doctors=(text(NORA, 3, 5),))
    none = result(assessed(doctor(NORA, person=person(supervisor="Bo Ek")), of=unit(supervisors=(alone,))), "B9")
    assert none.status is Status.FAILS
    assert result(assessed(doctor(NORA), of=unit()), "B9").status is Status.FULFILLED


def test_every_supervisor_counts_for_the_advice_and_only_main_ones_for_the_regulation() -> None:
    spare = supervisor("Bo Ek", 3, training=attested(None, 3, 3), doctors=())
    inspection = assessed(doctor(NORA), of=unit(supervisors=(supervisor(), spare)))
    assert result(inspection, "B2").status is Status.FULFILLED
    found = result(inspection, "E11")
    assert (found.status, found.told) == (
        Status.OPEN,
        "1 av 2 handledare i enhetens register har handledarutbildning angiven.",
    )
    assert result(assessed(doctor(NORA), of=unit()), "E11").status is Status.FULFILLED


def test_numbers_of_supervisors_are_told_and_never_enough() -> None:
    found = result(assessed(doctor(NORA), of=unit(doctors=(registered(NORA), registered(IDA, 3)))), "B5")
    assert found.status is Status.OPEN
    assert found.told.startswith("Registret har 1 handledare för 2 ST-läkare.")


def test_what_no_register_shows_is_open_whatever_the_files_hold() -> None:
    inspection = assessed(doctor(NORA), of=unit())
    for criterion in ("A3", "B6", "C1", "C4", "D2", "D3", "D9", "D13", "E8", "E10", "G8", "G9", "H13"):
        found = result(inspection, criterion)
        assert found.status is Status.OPEN
        assert found.question


def test_several_unit_workbooks_are_told_and_none_is_used() -> None:
    found = assess(survey({"a.xlsx": doctor(NORA), "e1.xlsx": unit(), "e2.xlsx": unit()}))
    assert found.unit_path is None
    assert any("2 arbetsböcker för enheten" in one and "e1.xlsx" in one for one in found.remarks)
    assert result(found, "A1").status is Status.OPEN
