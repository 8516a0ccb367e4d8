from __future__ import annotations

import pytest

from stexcel import regelverk
from stexcel.document import Document, Problem, ProblemKind
from stexcel.findings import FileReport, Level
from stexcel.model import Note, NoteKind
from stexcel.names import person_key
from stexcel.rules import check_document, check_run
from tests.build import TODAY, at, check, found, iup, person


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (ProblemKind.CRASH, "STX000"),
        (ProblemKind.UNREADABLE, "STX001"),
        (ProblemKind.ENCRYPTED, "STX002"),
        (ProblemKind.NO_IUP, "STX003"),
    ],
)
def test_problem_is_the_only_finding_and_nothing_else_looks_checked(kind: ProblemKind, code: str) -> None:
    document = Document("x.xlsx", None, problem=Problem(kind, "Så här är det."))
    report = check_document(document, regelverk.load(), today=TODAY)
    assert [(finding.code, finding.level, finding.text) for finding in report.findings] == [
        (code, Level.KRAV, "Så här är det.")
    ]
    assert report.limits
    assert report.crashed == (code == "STX000")


@pytest.mark.parametrize(
    ("kind", "code", "level"),
    [
        (NoteKind.UNCERTAIN, "STX004", Level.INFO),
        (NoteKind.PERSONAL_ID, "STX005", Level.KRAV),
        (NoteKind.UNPARSED, "STX006", Level.INFO),
    ],
)
def test_notes_of_the_reader(kind: NoteKind, code: str, level: Level) -> None:
    report = check(iup(notes=(Note(kind, "Sagt av läsaren.", at(4, 3)),)))
    assert [(f.level, f.text, f.place) for f in report.findings if f.code == code] == [
        (level, "Sagt av läsaren.", "Delmål!C4")
    ]
    assert found(check(iup()), code) == []


def test_personal_number_is_told_also_when_there_is_no_iup() -> None:
    content = iup(notes=(Note(NoteKind.PERSONAL_ID, "Sagt av läsaren.", at(4, 3)),), layouts=())
    document = Document("x.xlsx", None, content, Problem(ProblemKind.NO_IUP, "Tomt."))
    report = check_document(document, regelverk.load(), today=TODAY)
    assert [finding.code for finding in report.findings] == ["STX003", "STX005"]


def run(*people: dict[str, str | None]) -> tuple[FileReport, ...]:
    reports = [
        check(iup(person=person(**facts)), path=f"st/{number}.xlsx") for number, facts in enumerate(people, start=1)
    ]
    return check_run(reports, regelverk.load(), today=TODAY)


def test_same_doctor_in_two_files_names_the_other_file() -> None:
    one, two, three = run({}, {"name": "Dr. WIKLANDER, Nora"}, {"name": "Isak Stenmark"})
    assert found(one, "STX007") == found(two, "STX007") == [(None, "Person!B1")]
    assert [f.text.count("st/2.xlsx") for f in one.findings if f.code == "STX007"] == [1]
    assert found(three, "STX007") == []


def test_same_name_in_another_specialty_is_another_doctor() -> None:
    one, two, unknown = run({}, {"specialty": "Kirurgi"}, {"specialty": None})
    assert [f.text for f in one.findings if f.code == "STX007"] == [
        "Nora Wiklander har IUP även i st/3.xlsx. Det framgår inte vilket som gäller."
    ]
    assert len(found(two, "STX007")) == 1
    assert "st/1.xlsx och st/2.xlsx" in next(f.text for f in unknown.findings if f.code == "STX007")


def test_many_files_of_one_doctor_are_counted_instead_of_listed() -> None:
    first = run(*[{}] * 6)[0]
    (text,) = (finding.text for finding in first.findings if finding.code == "STX007")
    assert "st/2.xlsx, st/3.xlsx, st/4.xlsx och 2 till" in text


def test_files_without_a_name_are_not_the_same_doctor() -> None:
    assert not [f for report in run({"name": None}, {"name": None}) for f in report.findings if f.code == "STX007"]


def test_name_is_known_whatever_its_order_and_titles() -> None:
    assert person_key("ST-läkare Åsa Björk-Ek") == person_key("björk-ek, åsa") != person_key("Åsa Björk")
