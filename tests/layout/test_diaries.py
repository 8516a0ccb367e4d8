"""Diaries: meetings, assessments and courses under each other, with banners, codes and footnotes that explain them."""

from __future__ import annotations

from stexcel import regelverk
from stexcel.layout import read_iup
from stexcel.layout.legends import spelled_out
from stexcel.model import Iup
from tests.grids import grid
from tests.layout.meeting_forms import PLAN

DIARY = """\
== Dagbok ==
Datum | Händelse | Delmål | Notering
Kurser | < | < | <
2024-03-01 | Etik och juridik | a1 | genomgången
hösten 2026 | SK Strålning | c1 | planerad
Handledning | < | < | <
2024-04-02 | Handledarsamtal | | Fall
2024-05-03 | Studierektorssamtal | |
2024-06-04 | Handledarsamtal | | IUP
2024-07-05 | Utvecklingssamtal med chef | |
Bedömningar | < | < | <
2024-04-12 | CBD | c1 | bra
2024-05-13 | Patientenkät | b1 |
2024-06-14 | Mini-CEX | c1 |
"""


def read(drawing: str) -> Iup:
    return read_iup(grid(PLAN + drawing), regelverk.load())


def _meetings(iup: Iup) -> list[str]:
    return [f"{one.date} {one.kind.value}" for one in iup.meetings]


def test_each_row_of_a_diary_is_what_its_name_says() -> None:
    iup = read(DIARY)
    assert _meetings(iup) == [
        "2024-04-02 handledarsamtal",
        "2024-05-03 avstamning_studierektor",
        "2024-06-04 handledarsamtal",
        "2024-07-05 utvecklingssamtal",
    ]
    assert [(one.method, one.delmal) for one in iup.assessments if one.method != "Annan"] == [
        ("CBD", ("c1",)),
        ("Mini-CEX", ("c1",)),
    ]
    assert [(one.name, one.delmal, one.completed) for one in iup.courses] == [
        ("Etik och juridik", ("a1",), True),
        ("SK Strålning", ("c1",), False),
    ]


def test_delmal_with_days_are_no_diary() -> None:
    drawing = """\
== Mål ==
Datum | Delmål | Vad
2024-03-01 | c1 | Mottagningen
2024-04-01 | c2 | Avdelningen
2024-05-01 | c3 | Handledarsamtal
"""
    assert read(drawing).delmal.keys() >= {"c1", "c2", "c3"}
    assert len(read(drawing).meetings) <= 1


CODED = """\
== Logg ==
H = handledarsamtal, SR = avstämning studierektor; MC = Mini-CEX
Kod | Datum | Innehåll
H | 2024-04-02 | Fall
SR | 2024-05-03 |
H | 2024-06-04 | IUP
"""


def test_codes_of_meetings_that_the_sheet_explains() -> None:
    assert _meetings(read(CODED)) == [
        "2024-04-02 handledarsamtal",
        "2024-05-03 avstamning_studierektor",
        "2024-06-04 handledarsamtal",
    ]


def test_only_what_is_explained_as_an_event_is_spelled_out() -> None:
    drawing = """\
== Logg ==
X = handledarsamtal hållet, HL = handledare, T = tjänstgöring, M = Mini-CEX
Moment | Datum | X | M
X | 2024-04-02 | HL | T
M | | X | T
H | 2024-04-02 | M | M
"""
    (sheet,) = spelled_out(grid(drawing).sheets)
    assert sheet == grid(drawing).sheets[0]


def test_footnotes_that_explain_side_rotations() -> None:
    drawing = """\
== Block ==
Placering | Fr.o.m. | T.o.m. | Handledare
Onkologen * | 2024-04-01 | 2024-06-30 | Moa Ek
Avdelningen | 2024-07-01 | 2024-12-31 | Ivar Torsell
* = sidotjänstgöring
"""
    found = {one.name: one.side for one in read(drawing).placements}
    assert found == {"Onkologen (sidotjänstgöring)": True, "Avdelningen": None}
    other = drawing.replace("sidotjänstgöring", "preliminärt")
    assert {one.side for one in read(other).placements} == {None}


FORM = """\
== {code} ==
{code}. Palliativ vård
Planerade utbildningsaktiviteter
"Onkologavdelningen\\nSK Smärta"

När? | {when} | Bedömningsmetod | CBD

Är delmålet uppfyllt? | {answer} | Datum + handledarens signatur | {signed}
"""


def test_form_asks_in_a_sentence_whether_the_delmal_is_fulfilled() -> None:
    drawing = FORM.format(code="c4", when="VT24", answer="Ja", signed="3 juni 2024 /IT")
    drawing += FORM.format(code="c5", when="", answer="Nej", signed="")
    iup = read(drawing)
    done, open_ = iup.delmal["c4"].rows[0], iup.delmal["c5"].rows[0]
    assert done.done is not None and done.done.fulfilled and str(done.done.date) == "2024-06-03" and done.done.signed
    assert open_.done is not None and not open_.done.fulfilled
    assert [one.method for one in open_.assessments] == ["CBD"]
    assert [sorted(kind.value for kind in one.types) for one in done.activities] == [["klinisk_tjanstgoring"], ["kurs"]]


def test_unused_columns_between_method_and_delmal() -> None:
    drawing = """\
== Logg ==
Placering | Från | Till | % | Mål
Avdelningen | 2024-01-01 | 2024-06-30 | 100 | c1

Metod | Datum | | | Delmål | Bedömare
CBD | 2024-04-12 | | | c1 | Moa Ek
Mini-CEX | 2024-05-13 | | | c2 | Moa Ek
DOPS | 2024-06-14 | | | c1 | Moa Ek
"""
    assert [(one.method, one.delmal) for one in read(drawing).assessments] == [
        ("CBD", ("c1",)),
        ("Mini-CEX", ("c2",)),
        ("DOPS", ("c1",)),
    ]
