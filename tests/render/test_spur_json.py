"""The assessment as JSON: the agreed form, and everything that the inspection holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from stexcel.render.spur_json import render_spur_json
from stexcel.spur.model import Inspection
from tests.spur.build import assessed, doctor, registered
from tests.spur.build import unit as registry
from tests.spur.inspections import empty_inspection, inspection

NORA = "Nora Wiklander"
SCHEMA = Path(__file__).parents[2] / "docs" / "spur.schema.json"


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def document(found: Inspection) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(render_spur_json(found))
    return made


@pytest.mark.parametrize("found", [inspection(), inspection(1), inspection(30), empty_inspection()])
def test_document_is_as_the_schema_says(found: Inspection, validator: Draft202012Validator) -> None:
    assert [error.message for error in validator.iter_errors(document(found))] == []


def test_doctor_without_an_iup_has_no_file(validator: Draft202012Validator) -> None:
    unit = registry(doctors=(registered(NORA), registered("Ida Berg", 3)))
    made = document(assessed(doctor(NORA), of=unit))
    (part,) = made["foreskrifter"].values()
    first, second = part["avsnitt"]["D"]["kriterier"]["D5"]["per_lakare"]
    assert first["fil"]
    assert (second["namn"], second["fil"]) == ("Ida Berg", None)
    assert validator.is_valid(made)


def test_schema_refuses_a_document_that_is_not_as_agreed(validator: Draft202012Validator) -> None:
    made = document(inspection())
    made["foreskrifter"]["2015"]["avsnitt"]["D"]["kriterier"]["D6"]["status"] = "ej bedömt"
    assert not validator.is_valid(made)


def test_agreed_keys_hold_what_the_inspection_says() -> None:
    found = inspection()
    made = document(found)
    assert made["enhet"] == found.unit_name
    assert list(made["foreskrifter"]) == [part.year for part in found.regulations]
    for part in found.regulations:
        for section in part.sections:
            written = made["foreskrifter"][part.year]["avsnitt"][section.section.id]
            assert written["grad"] == [grade.value for grade in section.grade.grades]
            for result in section.criteria:
                one = written["kriterier"][result.criterion.id]
                assert (one["status"], one["kalla"], one["fynd"]) == (result.status, result.basis, [*result.codes])
                assert one["lakare"] == {
                    "uppfyllt": result.counts.fulfilled,
                    "brister": result.counts.fails,
                    "ej_bedomt": result.counts.open,
                }
                places = {(proof["fil"], proof["blad"], proof["cell"]) for proof in one["bevis"]}
                assert all(
                    (proof.path, proof.cell.sheet, proof.cell.a1) in places for proof in result.evidence if proof.cell
                )


def test_text_is_the_same_every_time() -> None:
    assert render_spur_json(inspection()) == render_spur_json(inspection())
