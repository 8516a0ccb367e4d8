"""No sentence may claim more than was verified: every template of the assessment and every text of the guide."""

from __future__ import annotations

import importlib
import pkgutil
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import stexcel.spur
from stexcel.regelverk import load_guides, load_spur
from stexcel.rules import all_rules
from stexcel.rules.areas import Area
from stexcel.spur import shown, supervisors, unit_evidence
from stexcel.spur.decisive import CONDITIONS
from stexcel.spur.measures import MEASURES
from stexcel.spur.model import Basis, Bearing, Inspection, Status
from tests.spur.test_against_truth import UNITS, inspection

FORBIDDEN = re.compile(
    r"garanter|säkerställ|alla krav|godkän[dt]\b|korrekt|fullständig|lagligt|uppfyller (?:lagen|kraven|föreskriften|"
    r"målbeskrivningen)|helt utan (?:brist|anmärkning)|inga brister\b|utan anmärkning|bevisa[dr]|är säkert|"
    r"kvalitetssäkrad|certifier|verifierat",
    re.IGNORECASE,
)
"""What only an inspector, or nobody, can say."""
OTHER_CONDITIONS = {
    "krav",
    "saknas",
    "uttryckligen_inte_gangen",
    "paborjad_placering",
    "huvudhandledarens_specialitet",
    "studierektorns_specialitet",
    "ingen_fortbildad",
}
"""Conditions that choose among the findings, and those of the unit's registers."""
FIELDS = {"what", "codes", "reason", "number", "all", "shows"}


def modules() -> list[str]:
    return [f"stexcel.spur.{one.name}" for one in pkgutil.iter_modules(stexcel.spur.__path__)]


def templates() -> Iterator[tuple[str, str]]:
    """Every constant text of the package, by its name."""
    for name in modules():
        for key, found in vars(importlib.import_module(name)).items():
            if key.isupper():
                yield from ((f"{name}.{key}", text) for text in _texts(found))


def _texts(found: object) -> Iterator[str]:
    if isinstance(found, str):
        yield found
    elif isinstance(found, (tuple, list)):
        for one in found:
            yield from _texts(one)
    elif isinstance(found, dict):
        for one in found.values():
            yield from _texts(one)


def literals() -> Iterator[tuple[str, str]]:
    """Every text between quotes in the package, f-strings among them, that reads as a Swedish sentence."""
    for name in modules():
        source = Path(importlib.import_module(name).__file__ or "").read_text(encoding="utf-8")
        code = re.sub(r'"""[\s\S]*?"""', "", source)
        yield from ((name, text) for text in re.findall(r'f?"((?:[^"\\\n]|\\.)*)"', code) if " " in text)


def guide_texts() -> Iterator[tuple[str, str]]:
    for criterion, guide in load_guides().items():
        for text in (guide.question, guide.action, guide.closed, guide.shows or ""):
            yield criterion, text
        yield from ((criterion, text) for asked in guide.interview.values() for text in asked)


def test_there_are_templates_to_read() -> None:
    assert len(list(templates())) > 40
    assert len(list(literals())) > 80
    assert len(list(guide_texts())) > 300


@pytest.mark.parametrize("texts", [templates, literals, guide_texts])
def test_no_sentence_claims_what_nobody_verified(texts: object) -> None:
    assert callable(texts)
    assert [one for one in texts() if FORBIDDEN.search(one[1])] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Utbildningen är godkänd.",
        "IUP uppfyller målbeskrivningen.",
        "Alla krav är mötta.",
        "Kvaliteten säkerställs.",
        "Enheten har inga brister.",
        "Fullständig utbildning.",
    ],
)
def test_the_forbidden_words_are_found(sentence: str) -> None:
    assert FORBIDDEN.search(sentence)


def test_what_a_register_states_is_said_to_be_stated_and_not_read() -> None:
    for template in (unit_evidence.LISTED, unit_evidence.LISTED_UNDATED):
        assert "i enhetens register" in template
        assert "nnehållet är inte läst" in template
    for template in (supervisors.TRAINED, supervisors.SPECIALIST):
        assert "enligt enhetens register" in template
        assert "inte läst" in template
    assert "inte lästa" in unit_evidence.NAMED
    assert "Återkopplingen är inte läst" in shown.ASSESSED


def test_what_is_seen_of_a_doctor_speaks_of_the_iup_the_register_or_the_list() -> None:
    for guide in load_guides().values():
        if guide.shows:
            assert re.search(r"\bIUP\b|registret|kurs", guide.shows), guide.criterion
            assert guide.shows[0].islower()
            assert not guide.shows.endswith(".")
    assert "som programmet känner till" in (load_guides()["D6"].shows or "")


def test_the_guide_speaks_of_every_criterion_and_of_nothing_that_does_not_exist() -> None:
    guides, rules = load_guides(), {one.code for one in all_rules()}
    assert list(guides) == list(load_spur().criteria)
    known = {*unit_evidence.EVALUATIONS, *supervisors.EVALUATIONS, *shown.SHOWN}
    for guide in guides.values():
        assert {*guide.codes, *guide.needed} <= rules, guide.criterion
        assert guide.evidence is None or guide.evidence in known, guide.criterion
        assert {one.when for one in guide.decisive} - {None} <= {*CONDITIONS, *OTHER_CONDITIONS}, guide.criterion
        assert guide.area is None or guide.area in {area.value for area in Area}
        assert guide.measure is None or guide.measure in MEASURES
        assert guide.question.endswith("?")
        assert guide.action.endswith(".")
        assert guide.closed.endswith(".")
        assert guide.interview, guide.criterion
        assert all(text.endswith("?") for asked in guide.interview.values() for text in asked)


def test_a_criterion_that_nothing_can_show_is_closed_by_people() -> None:
    for guide in load_guides().values():
        if guide.evidence is None and not guide.decisive and not guide.against:
            assert guide.manual, guide.criterion


def test_the_rules_of_the_model_all_speak_of_their_criterion() -> None:
    """STX308 is about four abilities, none of which is reflection in a group."""
    guides = load_guides()
    for criterion in load_spur().criteria.values():
        missing = {*criterion.rules} - {*guides[criterion.id].codes}
        assert missing == ({"STX308"} if criterion.id == "H12" else set()), criterion.id


def sentences(found: Inspection) -> Iterator[str]:
    for part in found.regulations:
        for section in part.sections:
            yield from section.moves
            for one in section.criteria:
                yield one.told
                yield from (each.why for each in one.doctors)
                yield from (each.claim for doctor in one.doctors for each in doctor.evidence)
                yield from (each.claim for each in one.evidence)
    yield from (point.sentence for point in (*found.strengths, *found.weaknesses, *found.potential))
    yield from (*found.remarks, *found.assumptions)


@pytest.mark.parametrize("unit", UNITS)
def test_finished_sentences_have_no_forbidden_words_and_nothing_left_to_fill_in(unit: str) -> None:
    for text in sentences(inspection(unit)):
        assert not FORBIDDEN.search(text), text
        assert not [name for _, name, _, _ in string.Formatter().parse(text) if name in FIELDS], text
        assert text[0] == "”" or not text[0].islower() or text[0].isdigit(), text
        assert text.rstrip("”").endswith((".", "?")), text
        assert ".." not in text, text
        assert "  " not in text, text


def test_words_for_users_are_plain_swedish() -> None:
    assert [one.word for one in Status] == ["uppfyllt", "brister", "ej bedömt"]
    assert all(one.words for one in Basis)
    assert {one.value for one in Bearing} == {"stöder", "talar emot", "upplysning"}
