from __future__ import annotations

from dataclasses import replace

import pytest

from stexcel.findings import TrainingTime
from stexcel.render.words import facts, number, planned_time, shown_regulation, switched_off, verdict, who
from tests.build import iup, person
from tests.render.sample import crashed_report, damaged, nora, sample_report, unit


def test_who_and_facts() -> None:
    assert [who(part) for part in sample_report().parts] == [
        "Onkologkliniken",
        "Nora Wiklander",
        "Nora Wiklander",
        "trasig.xlsx",
        "stexcel.toml",
    ]
    assert facts(unit()) == ["enhetens arbetsbok"]
    assert facts(damaged()) == []


@pytest.mark.parametrize(("value", "text"), [(58.54, "58,5"), (60.0, "60"), (0, "0"), (59.96, "60")])
def test_numbers_have_a_decimal_only_when_it_tells_something(value: float, text: str) -> None:
    assert number(value) == text


def test_planned_time() -> None:
    assert planned_time(TrainingTime(58.5, None, 60)) == "58,5 månader planerade (minst 60)"
    assert planned_time(TrainingTime(12, None, None)) == "12 månader planerade"


def test_rules_that_are_switched_off() -> None:
    report = sample_report()
    assert switched_off(report) == "Regeln är avstängd i stexcel.toml och inte kontrollerad: STX205."
    assert switched_off(replace(report, switched_off=("STX205", "STX301"))) == (
        "Reglerna är avstängda i stexcel.toml och inte kontrollerade: STX205, STX301."
    )
    assert switched_off(replace(report, switched_off=())) == ""


def test_verdicts() -> None:
    assert verdict(nora()) == "7 brister mot krav, 1 råd, 1 lokalt mål"
    assert verdict(damaged()) == "Kunde inte kontrolleras"
    assert verdict(replace(nora(), findings=())) == "Inga brister i det som kontrollerades"
    assert verdict(crashed_report().files[0]) == "Inte färdigkontrollerad: fel i programmet"


def test_derived_regulation_is_shown_as_derived() -> None:
    drawn = iup("a1 | kurs | CBD\nc2 | kurs | CBD", person=person(regulation=None))
    assert shown_regulation(drawn) == "SOSFS 2015:8 (av delmålens numrering)"
    assert shown_regulation(iup("a1 | kurs | CBD")) == "SOSFS 2015:8"
