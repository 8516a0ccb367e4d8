from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from stexcel.document import Document
from stexcel.findings import FileReport, Finding, LimitsInForce, SetLimit
from stexcel.render.text import render_text
from tests.build import at
from tests.render.sample import clean_report, crashed_report, damaged, finding, sample_report

GOLDEN = Path(__file__).with_name("sample.txt")


def missing_method(delmal: str) -> Finding:
    return finding("STX103", f"{delmal} har ingen bedömningsmetod.", delmal, at(1))


def test_sample_report_reads_as_agreed() -> None:
    assert render_text(sample_report()) == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [60, 100, 200])
def test_no_line_is_wider_than_asked_for(width: int) -> None:
    assert max(map(len, render_text(sample_report(), width=width, on_screen=True).splitlines())) <= width


def test_colours_only_when_asked_for_and_never_alone() -> None:
    assert "\x1b" not in render_text(sample_report())
    coloured = render_text(sample_report(), color=True)
    assert "\x1b[" in coloured
    assert "STX102 krav" in coloured


def test_what_is_excepted_or_switched_off_is_told_and_not_counted() -> None:
    text = render_text(sample_report(), width=200)
    told = "STX103 krav bedömningsmetod saknas: a6 (Delmål!A2)\n      Undantag till och med 2026-11-01: Bedöms i"
    assert told in text
    assert "Undantag utan slutdatum: =SUMMA(1) är inget skäl <b>" in text
    assert "per 2026-11-01: 1 fil kunde inte kontrolleras; 10 brister mot krav, 1 råd, 1 lokalt mål, 2 upp" in text
    assert "2 upplysningar; 2 undantag räknas inte.\n" in text
    assert "Regeln är avstängd i stexcel.toml och inte kontrollerad: STX205." in text
    assert "räknas inte" not in render_text(clean_report())


def test_exceptions_are_grouped_like_findings_with_their_reason_once() -> None:
    files = tuple(
        replace(part, silenced=(*part.silenced, replace(part.silenced[0], finding=missing_method("a5"))))
        if part.silenced
        else part
        for part in sample_report().files
    )
    text = render_text(replace(sample_report(), files=files), width=200)
    assert "STX103 krav bedömningsmetod saknas: a6 (Delmål!A2), a5 (Delmål!A1)\n" in text
    assert text.count("Bedöms i nästa version.") == 1


def test_sentences_that_are_alike_but_for_a_name_are_told_once() -> None:
    texts = [f"”{name}” är inte kopplad till något delmål." for name in ("Urologi", "Kardiologi, HIA")]
    findings = tuple(finding("STX401", text) for text in texts)
    text = render_text(replace(clean_report(), files=(FileReport(Document("a.xlsx", None), findings),)), width=200)
    assert "STX401 råd internutbildning saknas: ”Urologi”, ”Kardiologi, HIA”\n" in text
    numbers = tuple(replace(one, text=one.text.replace("något", "2")) for one in findings)
    text = render_text(replace(clean_report(), files=(FileReport(Document("a.xlsx", None), numbers),)), width=200)
    assert "”Urologi” är inte kopplad till 2 delmål.; ”Kardiologi, HIA” är" in text


def test_file_that_was_not_read_never_looks_faultless() -> None:
    nobody = replace(damaged(), findings=())
    text = render_text(replace(clean_report(), files=(nobody,)), width=200)
    assert "1 fil per 2026-11-01: 1 fil kunde inte kontrolleras.\n" in text
    assert "inga brister" not in text.lower()
    (row,) = [line for line in text.splitlines() if line.startswith("trasig.xlsx  ")]
    assert row.split() == ["trasig.xlsx", "st/trasig.xlsx", "ej", "kontrollerad", "–", "–", "–", "–"]
    assert "Summa        1 fil, inte kontrollerad" in text
    text = render_text(replace(clean_report(), files=(*clean_report().files, nobody)), width=200)
    assert "2 filer per 2026-11-01: 1 fil kunde inte kontrolleras; inga brister i de övriga.\n" in text
    assert "2 filer, varav 1 inte kontrollerad " in text


def test_settings_that_only_leave_files_out_are_among_the_remarks_at_the_end() -> None:
    config = FileReport(Document("stexcel.toml", None), limits=("En arbetsbok är inte kontrollerad.",))
    text = render_text(replace(clean_report(), config=config), width=200)
    assert "stexcel.toml" not in text
    assert text.endswith("Obs: En arbetsbok är inte kontrollerad.\n")


def test_names_with_brackets_stand_as_they_are() -> None:
    table = render_text(sample_report()).split("Sammanställning")[1]
    assert "Nora #1 100% [gammal].xls" in table


def test_verdicts() -> None:
    assert "Inga brister i det som kontrollerades" in render_text(clean_report())
    assert "inga brister." in render_text(clean_report())
    crashed = render_text(crashed_report())
    assert "Inte färdigkontrollerad: fel i programmet" in crashed
    assert "STX000 krav" in crashed


def test_paths_are_never_broken_in_a_file() -> None:
    path = f"mapp med långt namn/{'en mapp till/' * 12}iup.xlsx"
    report = replace(clean_report(), files=(FileReport(Document(path, None)),))
    text = render_text(report, width=60)
    assert text.count(path) == 2
    assert path not in render_text(report, width=60, on_screen=True)


def test_line_break_in_a_name_is_shown_as_a_sign() -> None:
    report = replace(clean_report(), files=(FileReport(Document("mapp/ny\nrad.xlsx", None)),))
    assert "ny␤rad.xlsx\nmapp/ny␤rad.xlsx\n" in render_text(report)


def test_limits_that_are_not_the_defaults_are_told_with_both_values() -> None:
    in_force = LimitsInForce("spur-2", (SetLimit("samtal_dagar", "dagar mellan samtal", 900, 45),))
    assert "Gränser: " not in render_text(sample_report())
    text = render_text(replace(sample_report(), in_force=in_force), width=200)
    assert "Gränser: Profilen ”spur-2” gäller. Ändrade från förvalet: samtal_dagar = 900 (förval 45).\n" in text
    named = render_text(replace(sample_report(), in_force=LimitsInForce("standard")), width=200)
    assert "Gränser: Profilen ”standard” gäller. Alla gränser är de förvalda.\n" in named
