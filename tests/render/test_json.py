from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from stexcel.findings import Level
from stexcel.render.json import document, render_json
from tests.render.sample import sample_report

GOLDEN = Path(__file__).with_name("sample.json")


def first_file() -> dict[str, Any]:
    file: dict[str, Any] = json.loads(render_json(sample_report()))["filer"][0]
    return file


def test_sample_report_is_as_agreed() -> None:
    assert json.loads(render_json(sample_report())) == json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_text_is_the_same_every_time_and_round_trips() -> None:
    text = render_json(sample_report())
    assert text == render_json(sample_report())
    assert json.loads(text) == document(sample_report())


def test_every_file_has_a_line_of_its_own() -> None:
    lines = render_json(sample_report()).splitlines()
    files = [json.loads(line.removesuffix(",")) for line in lines if line.startswith('{"fil"')]
    assert [file["fil"] for file in files] == ["st/nora.xlsx", "st/nora gammal.xls", "st/trasig.xlsx"]


def test_every_finding_is_there_whole() -> None:
    report = sample_report()
    written = [
        (
            file["fil"],
            item["kod"],
            item["niva"],
            item["delmal"],
            item["blad"],
            item["cell"],
            item["text"],
            item["atgard"],
        )
        for file in json.loads(render_json(report))["filer"]
        for item in file["fynd"]
    ]
    assert written == [
        (file.document.path, f.code, f.level, f.delmal, f.sheet, f.cell and f.cell.a1, f.text, f.action)
        for file in report.files
        for f in file.findings
    ]


def test_sums_are_those_of_the_findings() -> None:
    written = json.loads(render_json(sample_report()))
    levels = [item["niva"] for file in written["filer"] for item in file["fynd"]]
    assert written["summa"] == {"filer": 3, "fynd": {level.value: levels.count(level) for level in Level}}
    assert set(written["summa"]["fynd"]) == {"krav", "råd", "lokal", "info"}


def test_fulfilment_is_a_date_or_a_claim_or_nothing() -> None:
    delmal = first_file()["delmal"]
    assert [delmal[code]["klart"] for code in ("a1", "a6", "b2", "b1")] == ["2025-05-02", True, False, None]


def test_bt_delmal_stand_among_the_others() -> None:
    assert "BT1" in first_file()["delmal"]


def test_signature_without_a_place_is_unknown_and_not_missing() -> None:
    assert first_file()["underskrifter"] == {"st": True, "handledare": False, "chef_eller_sr": None}


def test_content_of_meetings_is_left_out() -> None:
    assert "hemligt" not in render_json(sample_report())
