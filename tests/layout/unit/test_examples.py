"""The workbooks that two units made themselves, against what they hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from stexcel.layout.unit import read_unit
from stexcel.regelverk import Regelverk
from stexcel.unit import Attested, Unit
from stexcel.workbook import read_grid

UNITS = ["borasonkologi", "varnamo"]


def _day(attested: Attested | None) -> str | None:
    return attested.when.start.isoformat() if attested and attested.has and attested.when else None


def _register(unit: Unit) -> dict[str, Any]:
    """The content in the form of the ground truth."""
    assert unit.studierektor
    assert unit.studierektor.name
    assert unit.head
    return {
        "handledare": [
            {
                "namn": one.name.value,
                "specialitet": one.specialty.value if one.specialty else None,
                "handledarutbildning": _day(one.training),
                "senaste_uppdatering": _day(one.updated),
                "st": [doctor.value for doctor in one.doctors],
            }
            for one in unit.supervisors
        ],
        "studierektor": unit.studierektor.name.value,
        "verksamhetschef": unit.head.value,
        "styrdokument": [{"dokument": one.title.value, "datum": _day(one.decided)} for one in unit.documents],
        "extern_granskning": [
            {"namn": one.title, "datum": one.when.start.isoformat() if one.when else None} for one in unit.reviews
        ],
        "handlingsplan": [
            {
                "kriterium": one.criterion,
                "klart_senast": one.due.value.start.isoformat() if one.due else None,
                "status": one.status,
            }
            for one in unit.actions
        ],
    }


@pytest.mark.parametrize("name", UNITS)
def test_register_is_the_truth(name: str, examples: Path, regelverk: Regelverk) -> None:
    truth = json.loads((examples / name / "SPUR.truth.json").read_text(encoding="utf-8"))
    unit = read_unit(read_grid(examples / name / "enhet.xlsx"), regelverk)
    assert unit is not None
    assert unit.name
    assert unit.name.value == truth["enhet"]
    assert _register(unit) == truth["register"]
    assert unit.notes == ()


@pytest.mark.parametrize("name", UNITS)
def test_list_of_residents_has_every_iup(name: str, examples: Path, regelverk: Regelverk) -> None:
    unit = read_unit(read_grid(examples / name / "enhet.xlsx"), regelverk)
    assert unit is not None
    assert len(unit.doctors) == len(list((examples / name).glob("*-st*.xlsx")))
    assert all(one.start and one.regulation and one.supervisor for one in unit.doctors)


def test_no_iup_is_a_unit(examples: Path, regelverk: Regelverk) -> None:
    files = [path for path in sorted(examples.glob("*/*.xls*")) if path.stem != "enhet"]
    assert files
    assert [path.name for path in files if read_unit(read_grid(path), regelverk) is not None] == []
