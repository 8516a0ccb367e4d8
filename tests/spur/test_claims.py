"""The unit's own word: it settles what the files leave open, never what they show, and contradictions are told."""

from __future__ import annotations

import pytest

from stexcel.codes import HSLF_2021, SOSFS_2015
from stexcel.spur.model import Basis, Status
from stexcel.unit import DocumentKind, Reply
from tests.spur.build import action, answer, assessed, doctor, documents, result, unit

NORA = "Nora Wiklander"
YES, NO, PARTLY = Reply.YES, Reply.NO, Reply.PARTLY


@pytest.mark.parametrize(
    ("reply", "status", "basis"),
    [
        (YES, Status.FULFILLED, Basis.CLAIMED),
        (NO, Status.FAILS, Basis.CLAIMED),
        (PARTLY, Status.OPEN, Basis.MANUAL),
    ],
)
def test_an_answer_settles_what_is_open_as_the_units_own_word(reply: Reply, status: Status, basis: Basis) -> None:
    found = result(assessed(doctor(NORA), of=unit(answers=(answer("C1", reply, document="Inventering"),))), "C1")
    assert (found.status, found.basis, found.verified) == (status, basis, Status.OPEN)
    assert found.claim is not None
    assert found.claim.document == "Inventering"
    assert (found.question is None) is (status is not Status.OPEN)


def test_what_the_files_show_to_fail_stays_failing_whatever_the_unit_says() -> None:
    found = result(assessed(doctor(NORA, parts=()), of=unit(answers=(answer("F3", YES),))), "F3")
    assert (found.status, found.verified, found.basis) == (Status.FAILS, Status.FAILS, Basis.IUP)
    assert found.contradiction == "Enheten svarar ja, men underlaget visar en brist."


@pytest.mark.parametrize(("reply", "status"), [(NO, Status.FAILS), (PARTLY, Status.OPEN), (YES, Status.FULFILLED)])
def test_what_the_unit_admits_is_not_overruled_by_the_files(reply: Reply, status: Status) -> None:
    found = result(assessed(doctor(NORA), of=unit(answers=(answer("F3", reply),))), "F3")
    assert (found.status, found.verified) == (status, Status.FULFILLED)
    assert (found.contradiction is None) is (reply is YES)


def test_answers_that_contradict_each_other_settle_nothing_and_are_told_with_their_cells() -> None:
    answers = (answer("C1", YES, 4), answer("C1", NO, 5))
    found = result(assessed(doctor(NORA), of=unit(answers=answers)), "C1")
    assert found.status is Status.OPEN
    assert found.contradiction is not None
    assert "SPUR!C4" in found.contradiction
    assert "SPUR!C5" in found.contradiction


def test_an_answer_for_one_regulation_holds_only_there() -> None:
    one = assessed(doctor(NORA), of=unit(answers=(answer("C1", YES, regulation=HSLF_2021),)))
    assert result(one, "C1", SOSFS_2015).status is Status.OPEN


def test_an_answer_against_the_evidence_is_a_claim_and_says_so() -> None:
    found = result(assessed(doctor(NORA, parts=()), of=unit(answers=(answer("D8", YES),))), "D8")
    assert (found.status, found.basis) == (Status.FULFILLED, Basis.CLAIMED)
    assert found.contradiction == "Enheten svarar ja, men underlaget talar emot."
    assert "Programmet har inte kontrollerat svaret" in found.told


def test_an_open_row_of_the_plan_fails_and_a_done_one_proves_nothing() -> None:
    open_ = result(assessed(doctor(NORA), of=unit(actions=(action("C1"),))), "C1")
    assert (open_.status, open_.basis, open_.verified) == (Status.FAILS, Basis.CLAIMED, Status.OPEN)
    done = result(assessed(doctor(NORA), of=unit(actions=(action("C1", done=True),))), "C1")
    assert (done.status, done.verified) == (Status.OPEN, Status.OPEN)
    assert "Det styrker inte att bristen är borta" in done.told
    both = unit(actions=(action("C1", done=True), action("C1", 3)))
    assert result(assessed(doctor(NORA), of=both), "C1").status is Status.FAILS


def test_an_open_row_goes_before_the_register_but_not_before_the_iups() -> None:
    of_plan = unit(actions=(action("A1"), action("F3", 3)))
    inspection = assessed(doctor(NORA), of=of_plan)
    assert (result(inspection, "A1").status, result(inspection, "F3").status) == (Status.FAILS, Status.FULFILLED)
    assert result(inspection, "A1").contradiction == result(inspection, "F3").contradiction is not None


def test_an_answer_does_not_close_an_open_row_of_the_plan() -> None:
    found = result(assessed(doctor(NORA), of=unit(actions=(action("C1"),), answers=(answer("C1", YES),))), "C1")
    assert found.status is Status.FAILS
    assert found.contradiction == "Enheten svarar ja, men dess handlingsplan har en öppen åtgärd."


def test_verified_never_counts_a_claim() -> None:
    answers = tuple(answer(f"C{number}", YES, number) for number in range(1, 5))
    (part,) = assessed(doctor(NORA), of=unit(answers=answers)).regulations
    (section,) = (one for one in part.sections if one.section.id == "C")
    assert (section.grade.text, section.verified.text) == ("A", "A–D")


def test_a_missing_document_may_be_claimed_without_becoming_verified() -> None:
    of = unit(documents=documents(DocumentKind.TRAINING), answers=(answer("A1", YES),))
    found = result(assessed(doctor(NORA), of=of), "A1")
    assert (found.status, found.verified) == (Status.FAILS, Status.FAILS)
    assert found.contradiction is not None
