"""The pages about rules: complete, drawn like sheets, and the same in the handbook."""

from __future__ import annotations

import json
import tomllib
from contextlib import nullcontext
from pathlib import Path

import pytest
from click import ClickException

from stexcel.cli.settings import load_setup
from stexcel.explain import DrawnSheet, RulePage, UnknownRule, all_pages, chosen_codes, drawn_file
from stexcel.findings import CRASH_CODE, Level
from stexcel.render.rules_json import render_rules_json
from stexcel.render.rules_md import render_rule_chapter, render_rule_page
from stexcel.render.rules_text import render_rule_list, render_rule_pages
from stexcel.render.rules_words import NOT_DRAWN, exception_toml, settings_toml, switch_off_toml
from stexcel.rules import all_rules
from stexcel.rules.examples import TODAY
from tests.grids import grid

HANDBOOK = Path(__file__).parents[2] / "docs" / "regler.md"
PAGES = all_pages()
CODES = [page.code for page in PAGES]
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code)


def page_of(code: str) -> RulePage:
    return next(page for page in PAGES if page.code == code)


def test_every_rule_has_a_page_in_the_order_of_the_codes() -> None:
    assert [info.code for info in all_rules()] == CODES


@each_page
def test_page_says_all_that_is_known_of_the_rule(page: RulePage) -> None:
    told = " ".join(render_rule_pages([page], width=10_000).split())
    for text in (page.code, page.title, page.why, page.level.value, page.level_means, page.action, page.source):
        assert " ".join(text.split()) in told
    for setting in page.settings:
        assert f"{setting.key} = {setting.default}" in told
        assert setting.text in told
    for criterion in page.spur:
        assert f"{criterion.id} {criterion.title}" in told
    assert ('skal = "Skriv varför"' in told) == page.can_be_excepted
    assert ("[regler]" in told) == page.can_be_switched_off


@each_page
def test_text_keeps_its_width_and_the_same_content_in_markdown(page: RulePage) -> None:
    assert max(map(len, render_rule_pages([page], width=100).splitlines())) <= 100
    marked = render_rule_page(page).replace("\\", "").replace("<br>", " ")
    assert page.why in marked
    for drawing in (page.failing, page.passing):
        assert drawing is None or drawing.caption in marked


@each_page
def test_regulations_are_named_without_a_paragraph_and_the_page_says_so(page: RulePage) -> None:
    assert "§" not in page.source
    if "2015:8" in page.source or "2021:8" in page.source:
        assert any("Paragrafen" in remark for remark in page.remarks)


@each_page
def test_lines_for_the_configuration_are_valid_toml(page: RulePage) -> None:
    assert tomllib.loads(exception_toml(page))["ignore"][0]["kod"] == page.code
    assert tomllib.loads(switch_off_toml(page)) == {"regler": {"utom": [page.code]}}
    assert tomllib.loads(settings_toml(page))["troskel"] == {one.key: one.default for one in page.settings}


@each_page
def test_lines_for_the_configuration_are_accepted(page: RulePage, tmp_path: Path) -> None:
    for told, accepted in (
        (exception_toml(page), page.can_be_excepted),
        (switch_off_toml(page), page.can_be_switched_off),
        (settings_toml(page), True),
    ):
        (tmp_path / "stexcel.toml").write_text(told, encoding="utf-8")
        with nullcontext() if accepted else pytest.raises(ClickException, match=page.code):
            load_setup([tmp_path], TODAY, (), None)


def test_what_tells_that_nothing_was_checked_cannot_be_switched_off() -> None:
    assert [page.code for page in PAGES if not page.can_be_switched_off] == [CRASH_CODE, "STX001", "STX002", "STX003"]
    assert not any(page.can_be_excepted for page in PAGES if not page.can_be_switched_off)


def test_failure_of_the_program_is_the_only_rule_without_an_example() -> None:
    assert NOT_DRAWN in " ".join(render_rule_pages([page_of(CRASH_CODE)]).split())
    assert NOT_DRAWN not in render_rule_chapter([page_of("STX101")])


def test_demand_of_the_regulation_is_told_from_one_of_the_program() -> None:
    assert "föreskriften" in page_of("STX101").level_means
    assert "föreskriften" not in page_of("STX001").level_means
    assert any("inte kontrollerat" in remark for remark in page_of("STX101").remarks)


def test_handbook_is_what_the_program_says() -> None:
    written = HANDBOOK.read_text(encoding="utf-8")
    assert written == render_rule_chapter(PAGES), "kör: stexcel rule --all --format md -o docs/regler.md"


def test_every_link_of_the_handbook_leads_to_a_heading() -> None:
    chapter = render_rule_chapter(PAGES)
    for code in CODES:
        assert f"(#{code.lower()})" in chapter
        assert f"\n### {code}\n" in chapter


def test_list_has_a_line_per_rule_under_the_name_of_its_group() -> None:
    listed = render_rule_list(PAGES)
    assert [line.split()[0] for line in listed.splitlines() if line.startswith("  STX")] == CODES
    assert listed.index("Delmålen") < listed.index("STX101") < listed.index("Programmet")


def test_json_holds_the_pages() -> None:
    rules = json.loads(render_rules_json(PAGES))["regler"]
    assert [rule["kod"] for rule in rules] == CODES
    assert {rule["niva"] for rule in rules} <= {level.value for level in Level}
    drawn = next(rule for rule in rules if rule["kod"] == "STX109")
    assert drawn["faller"]["filer"][0]["blad"][1]["rader"][1][-1] == "X"


def test_drawing_is_shown_with_letters_and_numbers_and_repeated_sheets_are_not() -> None:
    shown = render_rule_pages([page_of("STX109")])
    assert "iup.xlsx, bladet Delmål\n" in shown
    assert "│ 2 │ a1     │" in shown
    assert "iup.xlsx, bladet IUP: som ovan\n" in shown


TRICKY = """== Plan ==
Delmål | Planerat | <
^ | Aktivitet | "12"

a1 | "a\\nb" |
== Gömt == (dolt)
x"""


def test_drawn_text_becomes_the_sheets_that_the_workbook_gets() -> None:
    file = drawn_file("iup.xlsx", TRICKY)
    assert file.sheets == (
        DrawnSheet("Plan", (("Delmål", "Planerat", ""), ("", "Aktivitet", "12"), ("", "", ""), ("a1", "a\nb", ""))),
        DrawnSheet("Gömt", (("x",),), hidden=True),
    )
    saved = grid(TRICKY).sheets[0].rows
    assert [[cell or "" for cell in row] for row in saved] == [list(row) for row in file.sheets[0].rows]


def test_files_that_are_no_workbooks() -> None:
    assert drawn_file("a.xlsx", "(trasig)").state == "trasig"
    assert drawn_file("stexcel.toml", "[troskel]").text == "[troskel]"


@pytest.mark.parametrize("written", ["STX302", "stx302", "302", " Stx 302 ", "stx-302"])
def test_code_is_known_however_it_is_written(written: str) -> None:
    assert chosen_codes([written, "302"], ["STX301", "STX302"]) == ("STX302",)


def test_unknown_code_is_told_with_the_nearest() -> None:
    with pytest.raises(UnknownRule, match=r"finns inte\. Menade du STX30[12]"):
        chosen_codes(["STX309"], ["STX301", "STX302"])


@pytest.mark.parametrize("written", ["", "handledning", "%"])
def test_word_that_is_like_no_code_gets_no_guess(written: str) -> None:
    with pytest.raises(UnknownRule, match=r"finns inte\. Alla regler visas med: stexcel rule"):
        chosen_codes([written], ["STX301", "STX302"])
