from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields
from types import ModuleType

import pytest

from stexcel import regelverk
from stexcel.model import Document
from stexcel.regelverk import load_spur
from stexcel.rules import Thresholds, all_rules, check_document, check_run, delmal, file, programme, theory
from stexcel.rules.context import Context
from stexcel.rules.registry import RULES, RUN_RULES
from stexcel.rules.rule import BoundRule, Hit, RuleInfo, rule, run_rule
from tests.build import TODAY, iup

GROUPS = {"0": file, "1": delmal, "2": programme, "4": theory}
BROKEN = RuleInfo("STX999", all_rules()[0].level, "trasig", "prov", "inget")


def bound(module: ModuleType) -> list[object]:
    return [item for item in vars(module).values() if isinstance(item, BoundRule)]


def test_every_rule_of_every_module_is_registered_once() -> None:
    written = [item for module in GROUPS.values() for item in bound(module)]
    registered = [*RULES, *RUN_RULES]
    assert len(registered) == len(set(map(id, registered)))
    assert set(map(id, written)) == set(map(id, registered))


def test_codes_are_unique_and_live_in_the_module_of_their_group() -> None:
    codes = [info.code for info in all_rules()]
    assert codes == sorted(set(codes))
    for digit, module in GROUPS.items():
        for item in bound(module):
            assert isinstance(item, BoundRule)
            assert re.fullmatch(rf"STX{digit}\d\d", item.info.code)


@pytest.mark.parametrize("info", all_rules(), ids=lambda info: info.code)
def test_metadata_is_complete(info: RuleInfo) -> None:
    assert info.title
    assert info.source
    assert info.action.endswith(".")
    assert set(info.thresholds) <= {field.name for field in fields(Thresholds)}


@pytest.mark.parametrize("info", all_rules(), ids=lambda info: info.code)
def test_spur_criteria_are_those_of_the_rule_data(info: RuleInfo) -> None:
    assert info.spur == load_spur().criteria_of_rule(info.code)


@rule(BROKEN)
def broken(context: Context) -> Iterator[Hit]:
    raise KeyError(f"hemlig uppgift i {context.document.path}")


@run_rule(BROKEN)
def broken_run(documents: Sequence[Document]) -> Iterator[tuple[int, Hit]]:
    raise ValueError(documents)


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
    told = check_run(reports, [broken_run])
    assert [report.crashed for report in told] == [True, True]
    assert sum(len(report.crashes) for report in told) == 1


def test_findings_are_sorted_file_first_and_then_as_people_read_delmal() -> None:
    grid = "c10 | |\nc2 | |\nb1 | |\na1 | |"
    report = check_document(Document("x", None, iup(grid)), regelverk.load(), today=TODAY)
    order = [finding.delmal for finding in report.findings if finding.code in {"STX102", "STX204", "STX404"}]
    assert order == [None, "a1", "b1", "c2", "c10"]
