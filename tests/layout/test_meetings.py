"""Meetings of every kind, in the forms in which clinics note them, and what is no meeting though it sounds like one."""

from __future__ import annotations

import pytest

from stexcel import regelverk
from stexcel.layout import read_iup
from stexcel.layout.meeting_words import dated_meeting, meeting_named, meeting_told, meeting_with
from stexcel.model import Iup, MeetingKind
from tests.grids import grid
from tests.layout.meeting_forms import FORMS, LOGS, PLAN

SUPERVISION, RECONCILIATION, DEVELOPMENT, KOLLEGIUM = (
    MeetingKind.SUPERVISION,
    MeetingKind.RECONCILIATION,
    MeetingKind.DEVELOPMENT,
    MeetingKind.KOLLEGIUM,
)


def read(drawing: str) -> Iup:
    return read_iup(grid(PLAN + drawing), regelverk.load())


def meetings(drawing: str) -> list[str]:
    """Every meeting as ``day kind cell``, in order of time."""
    found = sorted(read(drawing).meetings, key=lambda one: (one.date, one.cell))
    return [f"{one.date} {one.kind.value} {one.cell.a1}" for one in found]


def log(drawing: str) -> list[str]:
    """Every assessment that has been made as ``day method delmål cell``."""
    return [f"{one.date} {one.method} {' '.join(one.delmal)} {one.cell.a1}" for one in read(drawing).assessments]


NAMED = {
    "Handledarsamtal": SUPERVISION,
    "Handledningssamtal": SUPERVISION,
    "Handledarträffar": SUPERVISION,
    "Handledning": SUPERVISION,
    "Avstämning med studierektor": RECONCILIATION,
    "Senaste avstämning med studierektorn": RECONCILIATION,
    "Avstämningar": RECONCILIATION,
    "Årsavstämning": RECONCILIATION,
    "Avstämningsmöte": RECONCILIATION,
    "Avstämning ST-läkare, handledare och studierektor": RECONCILIATION,
    "Trepartssamtal": RECONCILIATION,
    "Studierektorssamtal": RECONCILIATION,
    "Samtal SR": RECONCILIATION,
    "Möte med SR": RECONCILIATION,
    "Halvtidsavstämning": RECONCILIATION,
    "Utvecklingssamtal": DEVELOPMENT,
    "Medarbetarsamtal med chef": DEVELOPMENT,
    "Samtal med verksamhetschef": DEVELOPMENT,
    "Appraisal": DEVELOPMENT,
    "Specialistkollegium": KOLLEGIUM,
    "Spec.kollegium": KOLLEGIUM,
    "Specialistkollegiet": KOLLEGIUM,
}
NOT_NAMED = (
    "Avstämning mot IUP",
    "Avstämt mot IUP",
    "Avstämning av delmål",
    "Avstämning/bedömning",
    "Svåra samtal",
    "Samtal med patient",
    "Kurs i utvecklingssamtal",
    "Handledarkurs",
    "Handledare",
    "Studierektor",
    "Bedömning av handledning",
    "Halvtidstjänst",
    "Kollegial granskning",
    "Patientsamtal med handledare",
    "Konsultationskurs och svåra samtal",
)


@pytest.mark.parametrize(("text", "kind"), NAMED.items())
def test_title_or_label_names_a_meeting(text: str, kind: MeetingKind) -> None:
    assert meeting_named(text) is kind


@pytest.mark.parametrize("text", NOT_NAMED)
def test_what_sounds_like_a_meeting_is_none(text: str) -> None:
    assert meeting_named(text) is None


def test_title_that_names_several_meetings_names_none_of_them() -> None:
    assert meeting_named("Handledarsamtal och utvecklingssamtal") is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Avstämning mot IUP, delmålen", None),
        ("Avstämning inför placering", None),
        ("Avstämning mot IUP tillsammans med studierektor", RECONCILIATION),
        ("Trepartssamtal: progress", RECONCILIATION),
        ("Årligt utvecklingssamtal", DEVELOPMENT),
        ("Inför utvecklingssamtal", None),
        ("Förberedde specialistkollegium", None),
        ("Specialistkollegium, återkoppling", KOLLEGIUM),
        ("Svåra patientsamtal, återkoppling", None),
        ("Genomgång av placering och kurser", None),
    ],
)
def test_note_tells_what_the_meeting_was_only_when_it_says_so(text: str, kind: MeetingKind | None) -> None:
    assert meeting_told(text) is kind


@pytest.mark.parametrize(
    "text", ["Nästa utvecklingssamtal", "Planerad avstämning med studierektor", "Bokat trepartssamtal"]
)
def test_meeting_that_lies_ahead_is_not_held(text: str) -> None:
    assert dated_meeting(text) is None


@pytest.mark.parametrize(
    ("people", "kind"),
    [
        ("ST, handledare, studierektor", RECONCILIATION),
        ("ST, HL, SR", RECONCILIATION),
        ("Verksamhetschef Eva Ek", DEVELOPMENT),
        ("ST, handledare, VC", None),
        ("Ivar Torsell", None),
    ],
)
def test_people_tell_what_the_meeting_was(people: str, kind: MeetingKind | None) -> None:
    assert meeting_with(people) is kind


@pytest.mark.parametrize("form", FORMS)
def test_form(form: str) -> None:
    drawing, wanted = FORMS[form]
    assert meetings(drawing) == wanted


def test_meeting_keeps_what_else_its_row_says() -> None:
    (first, *_) = read(FORMS["a title above a table"][0]).meetings
    assert (first.supervisor, first.content, first.checked_against_iup) == ("Ivar Torsell", "Avstämning mot IUP", True)


def test_short_heading_for_the_check_against_the_programme() -> None:
    found = read(LOGS["delmål first, in the order of time"][0]).meetings
    assert [one.checked_against_iup for one in found] == [True, False]


def test_name_of_the_meeting_is_not_what_was_said() -> None:
    found = read(FORMS["when, what, with whom"][0]).meetings
    assert [one.content for one in found] == ["IUP", "Utvecklingssamtal", "Trepartssamtal"]


def test_content_after_the_name_of_the_meeting() -> None:
    found = read("""\
== Logg ==
Datum | Med | Vad
2026-01-12 | Ivar Torsell | Handledarsamtal: Avstämning mot IUP
2026-02-12 | Ivar Torsell | Handledarsamtal: inför utvecklingssamtal
2026-03-12 | Ivar Torsell | Handledarsamtal
2026-04-12 | Åsa Thulin | Avstämning med studierektor – går enligt plan
""").meetings
    assert [(one.kind, one.content) for one in found] == [
        (SUPERVISION, "Avstämning mot IUP"),
        (SUPERVISION, "inför utvecklingssamtal"),
        (SUPERVISION, None),
        (RECONCILIATION, "går enligt plan"),
    ]


def test_meeting_in_a_diary_has_its_content() -> None:
    found = read("""\
== Logg ==
Datum | Kategori | Vad | Delmål | Vem
2026-01-12 | Bedömning | Mini-CEX | c1 | Ivar Torsell
2026-01-19 | Handledarsamtal | Genomgång av IUP | | Ivar Torsell
2026-02-12 | Kurs | SK Smärta | c2 | SK
2026-03-12 | Möte | Utvecklingssamtal | | Viktor Gyllander
""").meetings
    assert [(one.kind, one.content) for one in found] == [
        (SUPERVISION, "Genomgång av IUP"),
        (DEVELOPMENT, "Utvecklingssamtal"),
    ]


def test_meeting_among_the_assessments_is_no_assessment_unless_it_is_a_kollegium() -> None:
    drawing = """\
== Bedömningar ==
Datum | Bedömning | Delmål | Bedömare
2026-01-12 | Mini-CEX | b1 | Ivar
2026-03-01 | Halvtidsavstämning | | Åsa Thulin
2026-05-01 | Specialistkollegium | | Åsa Thulin
"""
    assert meetings(drawing) == ["2026-03-01 avstamning_studierektor A3"]
    assert log(drawing) == ["2026-01-12 Mini-CEX b1 B2", "2026-05-01 Specialistkollegium  B4"]


def test_other_tables_hold_no_meetings() -> None:
    drawing = """\
== Noter ==
Avstämt mot IUP | 2026-01-12
Avstämning mot IUP 2026-01-12
Diskuterades vid utvecklingssamtal
Kontakt studierektor | Åsa Thulin | 2026-02-02

== Kurser ==
Kurs | Datum | Delmål
Svåra samtal | 2026-02-03 | b1
Handledarutbildning | 2026-03-03 | a1

== Kontakt ==
Studierektor | Åsa Thulin
Handledarsamtal | torsdagar kl. 15
"""
    assert meetings(drawing) == []


@pytest.mark.parametrize("form", LOGS)
def test_log(form: str) -> None:
    drawing, wanted = LOGS[form]
    assert log(drawing) == wanted


def test_supervision_by_its_short_name_in_a_list_of_meetings() -> None:
    drawing = """
== Samtal ==
Datum | Vad | Om
2025-01-09 | Handledning | Luftväg, c1
2025-02-06 | Handledning | Stämde av c2 mot IUP
2025-03-06 | Handledning | Genomgång av fall
2025-03-20 | Medarbetarsamtal |
2025-05-09 | Specialistkollegium |
"""
    iup = read(drawing)
    assert [one.kind for one in iup.meetings] == [SUPERVISION] * 3 + [DEVELOPMENT, KOLLEGIUM]
    assert iup.meetings[1].content == "Stämde av c2 mot IUP"
    assert iup.assessments == ()


def test_template_for_supervising_in_a_list_of_methods_is_no_meeting() -> None:
    assert log("""
== Bedömt ==
Datum | Metod | Delmål
2025-01-09 | Handledning | c1
2025-02-06 | Undervisning | c1
2025-03-06 | CBD | c2
""") == [
        "2025-01-09 Bedömningsmall handledning c1 B2",
        "2025-02-06 Bedömningsmall undervisning c1 B3",
        "2025-03-06 CBD c2 B4",
    ]


@pytest.mark.parametrize("name", ["Hl-samtal", "HL samtal", "Handl.samtal", "Handl-möte"])
def test_short_names_of_supervision(name: str) -> None:
    assert meeting_named(name) is SUPERVISION
