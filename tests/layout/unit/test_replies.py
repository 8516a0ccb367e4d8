"""The unit's own answers to an inspection's questions: read by their headings, and kept apart from everything else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stexcel.layout.unit import read_unit
from stexcel.model import NoteKind
from stexcel.regelverk import Regelverk, load
from stexcel.unit import Answer, Reply, Unit
from tests.grids import grid

HEADINGS = ("Kriterium", "Fråga", "Svar", "Dokument", "Datum", "Ansvarig", "Kommentar")
ROWS = (
    ("A1", "Finns riktlinjer?", "Ja", "PM 12", "2024-03-01", "Eva Ek", "på intranätet"),
    ("C1", "Utrustning?", "nej", "", "", "", ""),
    ("D2", "Jour?", "Delvis", "", "", "Bo Alm", ""),
    ("E8", "Instruktioner?", "", "", "", "", ""),
)


def unit_of(text: str) -> Unit:
    unit = read_unit(grid(text), load(), expected=True)
    assert unit is not None
    return unit


def replies(text: str) -> dict[str, Reply | None]:
    return {answer.criterion: answer.reply for answer in unit_of(text).answers}


def drawn(headings: tuple[str, ...], rows: Sequence[tuple[str, ...]], sheet: str = "SPUR") -> str:
    return "\n".join([f"== {sheet} ==", " | ".join(headings), *(" | ".join(row) for row in rows)])


def test_answer_is_read_with_what_it_is_built_on() -> None:
    answer = unit_of(drawn(HEADINGS, list(ROWS))).answers[0]
    assert (answer.criterion, answer.reply, answer.text) == ("A1", Reply.YES, "Ja")
    assert (answer.document, answer.owner, answer.comment) == ("PM 12", "Eva Ek", "på intranätet")
    assert answer.when is not None and answer.when.value.start == date(2024, 3, 1)
    assert str(answer.cell) == "SPUR!C2"


@given(st.permutations(range(len(HEADINGS))), st.sampled_from(["SPUR", "Egna svar", "Blad3", "Självvärdering"]))
def test_order_of_columns_and_name_of_sheet_do_not_matter(order: list[int], sheet: str) -> None:
    rows = [tuple(row[index] for index in order) for row in ROWS]
    found = unit_of(drawn(tuple(HEADINGS[index] for index in order), rows, sheet)).answers
    plain = unit_of(drawn(HEADINGS, list(ROWS))).answers
    assert [_told(one) for one in found] == [_told(one) for one in plain]


def _told(one: Answer) -> tuple[object, ...]:
    when = one.when.value if one.when else None
    return one.criterion, one.reply, one.text, one.document, when, one.owner, one.comment


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("Ja", Reply.YES), ("JA.", Reply.YES), ("ja, sedan 2019", Reply.YES), ("J", Reply.YES), ("Uppfyllt", Reply.YES),
        ("Ja, men inte på kvällar", Reply.PARTLY), ("Ja från 2027", Reply.PARTLY), ("Delvis", Reply.PARTLY),
        ("Pågår", Reply.PARTLY), ("Ja, till viss del", Reply.PARTLY), ("Nej", Reply.NO), ("Nej, pågår", Reply.NO),
        ("Saknas", Reply.NO), ("Finns inte", Reply.NO), ("Uppfylls ej", Reply.NO), ("Vet ej", None),
        ("Ej aktuellt", None), ("–", None), ("?", None), ("Ja?", None), ("Se bilaga 3", None), ("", None),
    ],
)  # fmt: skip
def test_reply_is_never_more_than_what_is_written(text: str, reply: Reply | None) -> None:
    assert replies(drawn(("Kriterium", "Svar", "Kommentar"), [("C1", text, "x"), ("C2", "Ja", "")]))["C1"] is reply


def test_what_cannot_be_read_is_told() -> None:
    unit = unit_of(drawn(("Kriterium", "Svar", "Datum"), [("C1", "Se bilaga", ""), ("C2", "Ja", "i fjol")]))
    assert [(note.kind, note.cell.a1) for note in unit.notes] == [
        (NoteKind.UNPARSED, "B2"),
        (NoteKind.UNPARSED, "C3"),
    ]


def test_several_rows_for_a_criterion_are_all_kept_and_contradictions_told() -> None:
    rows = [("D3", "Ja", "PM 1"), ("D3", "Ja", "PM 2"), ("D9", "Ja", ""), ("D9", "Nej", ""), ("D9", "", "")]
    unit = unit_of(drawn(("Kriterium", "Svar", "Dokument"), rows))
    assert [one.criterion for one in unit.answers] == ["D3", "D3", "D9", "D9", "D9"]
    assert [note.text for note in unit.notes] == [
        "D9 besvaras både med ”ja” (SPUR!B4) och med ”nej” (SPUR!B5). Låt bara ett svar stå kvar."
    ]


def test_answers_under_different_regulations_do_not_contradict_each_other() -> None:
    rows = [("G4", "Ja", "2015"), ("G4", "Nej", "2021"), ("G5", "Ja", "2015"), ("G5", "Nej", "")]
    unit = unit_of(drawn(("Kriterium", "Svar", "Föreskrift"), rows))
    assert [one.regulation for one in unit.answers][:2] == ["SOSFS 2015:8", "HSLF-FS 2021:8"]
    assert [note.text[:2] for note in unit.notes] == ["G5"]


def test_one_row_may_answer_several_criteria_and_merged_cells_several_rows() -> None:
    assert replies(drawn(("Kriterium", "Svar"), [("C1, C3 och C4", "Ja"), ("H13", "Nej")])) == {
        "C1": Reply.YES, "C3": Reply.YES, "C4": Reply.YES, "H13": Reply.NO,
    }  # fmt: skip
    unit = unit_of("== SPUR ==\nKriterium | Svar | Dokument\nD3 | Ja | a\n^ | Ja | b\nD9 | Nej |")
    assert [one.criterion for one in unit.answers] == ["D3", "D3", "D9"]


def test_ticks_under_yes_no_and_partly() -> None:
    rows = [("D2", "x", "", ""), ("D3", "", "X", ""), ("D9", "", "", "x"), ("E8", "x", "x", ""), ("E9", "", "", "")]
    found = unit_of(drawn(("Kriterium", "Ja", "Nej", "Delvis"), rows))
    assert [one.reply for one in found.answers] == [Reply.YES, Reply.NO, Reply.PARTLY, None, None]
    assert [note.kind for note in found.notes] == [NoteKind.UNPARSED]


def test_nothing_else_is_read_out_of_the_sheet_of_answers() -> None:
    """Its title names an inspection and a day, and its columns documents and dates: they are no review of the unit."""
    text = "== SPUR ==\nEgna svar inför SPUR-inspektion 2026-12-01\n" + drawn(HEADINGS, list(ROWS)).split("\n", 1)[1]
    unit = unit_of(text)
    assert (unit.reviews, unit.documents, unit.actions, dict(unit.sections)) == ((), (), (), {})


def test_registers_beside_it_are_read_as_before(regelverk: Regelverk) -> None:
    register = "== Handledare ==\nNamn | Specialitet | Handledarutbildning\nEva Ek | Kirurgi | 2014-05-05\n\n"
    alone = read_unit(grid(register), regelverk)
    both = read_unit(grid(register + drawn(HEADINGS, list(ROWS))), regelverk)
    assert alone is not None and both is not None
    assert (both.supervisors, both.sections, both.notes) == (alone.supervisors, alone.sections, alone.notes)
    assert len(both.answers) == len(ROWS)


def test_action_plan_and_lists_of_delmal_are_no_answers() -> None:
    plan = "== Handlingsplan ==\nKriterium | Brist | Åtgärd | Klart senast | Status\nD6 | x | y | 2026-05-01 | Pågår"
    assert unit_of(plan).answers == ()
    for text in (
        "== Mål ==\nDelmål | Svar | Bedömning\nA1 | Ja | CBD\nB2 | Ja | DOPS\nC3 | Nej | Sit-in",
        "== Kurser ==\nKurs | Delmål | Status\nEKG | A1 | Genomförd\nHLR | B2 | Planerad\nX | C3 | Klar",
    ):
        unit = read_unit(grid(text), load(), expected=True)
        assert unit is None or unit.answers == ()
