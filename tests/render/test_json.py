from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from stexcel.findings import Level
from stexcel.model import Part
from stexcel.render.json import document, render_json
from tests.render.sample import clean_report, sample_report

GOLDEN = Path(__file__).with_name("sample.json")


def first_file() -> dict[str, Any]:
    file: dict[str, Any] = json.loads(render_json(sample_report()))["filer"][1]
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
    assert [file["fil"] for file in files] == [file.document.path for file in sample_report().files]


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
    parts = [*written["filer"], written["konfiguration"]]
    levels = [item["niva"] for part in parts for item in part["fynd"]]
    assert written["summa"]["filer"] == 4
    assert written["summa"]["inte_kontrollerade"] == 1
    assert written["summa"]["fynd"] == {level.value: levels.count(level) for level in Level}
    assert set(written["summa"]["fynd"]) == {"krav", "råd", "lokal", "info"}


def test_what_is_not_known_of_an_unread_file_is_null_and_not_false() -> None:
    read, unread = (json.loads(render_json(sample_report()))["filer"][index] for index in (1, 3))
    assert (read["kontrollerad"], unread["kontrollerad"]) == (True, False)
    parts = [key for key, value in read.items() if isinstance(value, bool) and key != "kontrollerad"]
    assert len(parts) == len(Part)
    assert {unread[key] for key in parts} == {None}


def test_fulfilment_is_a_date_or_a_claim_or_nothing() -> None:
    delmal = first_file()["delmal"]
    assert [delmal[code]["klart"] for code in ("a1", "a6", "b2", "b1")] == ["2025-05-02", True, False, None]


def test_bt_delmal_stand_among_the_others() -> None:
    assert "BT1" in first_file()["delmal"]


def test_signature_without_a_place_is_unknown_and_not_missing() -> None:
    assert first_file()["underskrifter"] == {"st": True, "handledare": False, "chef_eller_sr": None}


def test_content_of_meetings_is_left_out() -> None:
    assert "hemligt" not in render_json(sample_report())


def test_exceptions_are_there_with_their_reason_and_end() -> None:
    silenced = first_file()["undantag"]
    assert [(one["fynd"]["kod"], one["skal"], one["till_och_med"]) for one in silenced] == [
        ("STX103", "Bedöms i nästa version.", "2026-11-01"),
        ("STX401", "=SUMMA(1) är inget skäl <b>", None),
    ]
    assert silenced[0]["fynd"] not in first_file()["fynd"]


def test_settings_are_told_of_or_null() -> None:
    written = document(sample_report())
    assert written["avstangda_regler"] == ["STX205"]
    settings = json.loads(render_json(sample_report()))["konfiguration"]
    assert (settings["fil"], [item["kod"] for item in settings["fynd"]]) == ("stexcel.toml", ["STX009"])
    assert document(clean_report())["konfiguration"] is None
