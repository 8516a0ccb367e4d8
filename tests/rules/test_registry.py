from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from dataclasses import fields
from importlib import import_module
from types import ModuleType

import pytest

from stexcel import regelverk
from stexcel import rules as package
from stexcel.document import Document
from stexcel.regelverk import load_spur
from stexcel.rules import Thresholds, all_rules, check_document, check_run, file
from stexcel.rules.context import Context
from stexcel.rules.registry import RULES, RUN_RULES
from stexcel.rules.rule import BoundRule, Hit, Rule, RuleInfo, RunRule, rule, run_rule
from stexcel.rules.run_context import RunContext
from tests.build import TODAY, iup

MODULES = [import_module(f"{package.__name__}.{found.name}") for found in pkgutil.iter_modules(package.__path__)]
BROKEN = RuleInfo("STX999", all_rules()[0].level, "trasig", "prov", "inget")


def bound(module: ModuleType) -> list[Rule | RunRule]:
    """The rules that are written in a module, without those that it imports."""
    found = [item for item in vars(module).values() if isinstance(item, BoundRule)]
    return [item for item in found if item.check.__module__ == module.__name__]


def test_every_rule_of_every_module_is_registered_once() -> None:
    written = [item for module in MODULES for item in bound(module)]
    registered = [*RULES, *RUN_RULES]
    assert len(registered) == len(set(map(id, registered)))
    assert set(map(id, written)) == set(map(id, registered))


def test_codes_are_unique_and_those_of_a_module_belong_to_one_group() -> None:
    codes = [info.code for info in all_rules()]
    assert codes == sorted(set(codes))
    assert all(re.fullmatch(r"STX\d{3}", code) for code in codes)
    for module in MODULES:
        assert len({item.info.code[3] for item in bound(module)}) <= 1, module.__name__


@pytest.mark.parametrize("info", all_rules(), ids=lambda info: info.code)
def test_metadata_is_complete(info: RuleInfo) -> None:
    assert info.title
    assert info.source
    assert info.action.endswith(".")
    assert info.why.endswith(".")
    assert 40 < len(info.why) < 250
    assert set(info.thresholds) <= {field.name for field in fields(Thresholds)}


@pytest.mark.parametrize("info", all_rules(), ids=lambda info: info.code)
def test_spur_criteria_are_those_of_the_rule_data(info: RuleInfo) -> None:
    assert info.spur == load_spur().criteria_of_rule(info.code)


@rule(BROKEN)
def broken(context: Context) -> Iterator[Hit]:
    raise KeyError(f"hemlig uppgift i {context.document.path}")


@run_rule(BROKEN)
def broken_run(context: RunContext) -> Iterator[tuple[int, Hit]]:
    raise ValueError(context.documents)


def test_rule_that_crashes_is_a_finding_without_personal_data() -> None:
    document = Document("st/x.xlsx", None, iup())
    report = check_document(document, regelverk.load(), today=TODAY, rules=[broken, file.uncertain])
    (finding,) = report.findings
    assert finding.code == "STX000"
    assert "STX999" in finding.text
    assert "hemlig" not in finding.text
    assert report.crashed
    assert "KeyError" in report.crashes[0]


def test_run_rule_that_crashes_is_a_finding_in_every_file() -> None:
    reports = [check_document(Document(name, None, iup()), regelverk.load(), today=TODAY) for name in "ab"]
    told = check_run(reports, regelverk.load(), today=TODAY, rules=[broken_run])
    assert [report.crashed for report in told] == [True, True]
    assert sum(len(report.crashes) for report in told) == 1


def test_findings_are_sorted_file_first_and_then_as_people_read_delmal() -> None:
    grid = "c10 | |\nc2 | |\nb1 | |\na1 | |"
    report = check_document(Document("x", None, iup(grid)), regelverk.load(), today=TODAY)
    order = [finding.delmal for finding in report.findings if finding.code in {"STX102", "STX204", "STX404"}]
    assert order == [None, "a1", "b1", "c2", "c10"]
