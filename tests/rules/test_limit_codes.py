"""Sentences about what was not checked, and the codes beside them: the two must say the same."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from stexcel import regelverk
from stexcel.document import Document, Problem, ProblemKind
from stexcel.findings import Level
from stexcel.model import Iup, Note, NoteKind
from stexcel.read import read
from stexcel.rules import Thresholds, all_rules
from stexcel.rules.context import Context
from stexcel.rules.engine import check_context, check_document
from stexcel.rules.limit import Limit, limit, unchecked_codes
from stexcel.rules.limits import limits
from stexcel.rules.rule import BoundRule, Hit, RuleInfo
from stexcel.subjects import Subject
from stexcel.unit import Unit
from tests.build import TODAY, at, iup, person

ROOT = Path(__file__).parents[1]
FILES = sorted(
    path
    for folder in ("exempel", "enheter", "layouter")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".xlsx", ".xls", ".ods", ".xlsm"}
)
MET = {"STX006", "STX008"}
"""Rules that sentences name because they did find something."""
LEFT_OUT = "har slutat eller passerat sitt slutdatum"
"""Those whom rules leave out on purpose; of everyone else they were checked."""
_SPAN = re.compile(r"STX(\d{3})(?:–STX(\d{3}))?")


def named(text: str) -> set[str]:
    """The codes in a sentence, spans written out."""
    return {
        f"STX{number:03}" for first, last in _SPAN.findall(text) for number in range(int(first), int(last or first) + 1)
    }


def agrees(one: Limit) -> bool:
    return LEFT_OUT in one.text or named(one.text) - MET == one.codes


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_codes_are_those_that_the_sentence_names(path: Path) -> None:
    document = read(path, regelverk.load(), ())
    demanding = Thresholds(self_study_hours=2, science_weeks=10, quality_weeks=2)
    for thresholds in (Thresholds(), demanding):
        found = limits(Context(document, regelverk.load(), date(2026, 11, 1), thresholds))
        assert [one for one in found if not agrees(one)] == []


UNREAD = Note(NoteKind.UNREAD, "Självstudier nämns i Plan!A1 men kunde inte läsas.", at(1), Subject.SELF_STUDY)
CONTENTS: dict[str, Iup | Unit] = {
    "inget": iup(person=person(specialty=None, regulation=None, start=None, planned_end=None)),
    "utan start": iup("c1 | kurs | CBD", person=person(start=None)),
    "gren": iup("c1 | kurs | CBD", person=person(specialty="Neonatologi")),
    "oläst": iup("c1 | kurs | CBD", notes=(UNREAD,)),
    "tom enhet": Unit(),
}


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS)
def test_codes_and_sentences_agree_where_nothing_is_known(content: Iup | Unit) -> None:
    document = document_of(content)
    found = limits(Context(document, regelverk.load(), TODAY, Thresholds()))
    assert found
    assert [one for one in found if not agrees(one)] == []
    assert unchecked_codes(found) <= check_document(document, regelverk.load(), today=TODAY).unchecked


def document_of(content: Iup | Unit | Problem) -> Document:
    return Document(
        "st/x.xlsx",
        None,
        iup=content if isinstance(content, Iup) else None,
        unit=content if isinstance(content, Unit) else None,
        problem=content if isinstance(content, Problem) else None,
    )


def test_a_disagreement_would_be_seen() -> None:
    assert not agrees(limit("Handledning (STX301–STX302) är inte kontrollerad.", "STX301"))
    assert agrees(limit("Handledning (STX301–STX302) är inte kontrollerad.", "STX301", "STX302"))


def test_a_rule_that_was_not_run_is_unchecked() -> None:
    document = document_of(iup("c1 | kurs | CBD"))
    plain = check_document(document, regelverk.load(), today=TODAY)
    without = check_document(document, regelverk.load(), today=TODAY, off=["STX203", "STX501"])
    assert without.unchecked - plain.unchecked == {"STX203", "STX501"}


def test_a_rule_whose_thing_could_not_be_read_is_unchecked() -> None:
    assert "STX403" in check_document(document_of(CONTENTS["oläst"]), regelverk.load(), today=TODAY).unchecked
    assert "STX403" not in check_document(document_of(iup("c1 | kurs")), regelverk.load(), today=TODAY).unchecked


def test_a_rule_that_failed_is_unchecked() -> None:
    def fails(context: Context) -> list[Hit]:
        raise ValueError

    info = RuleInfo("STX203", Level.KRAV, "titel", "källa", "gör något")
    context = Context(document_of(iup("c1 | kurs")), regelverk.load(), TODAY, Thresholds())
    assert "STX203" in check_context(context, rules=[BoundRule(info, fails)]).unchecked


def test_nothing_was_checked_in_a_file_that_could_not_be_read() -> None:
    document = document_of(Problem(ProblemKind.UNREADABLE, "Filen är trasig."))
    report = check_document(document, regelverk.load(), today=TODAY)
    assert report.unchecked == {one.code for one in all_rules()}
