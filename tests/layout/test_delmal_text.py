"""Delmål codes as people write them, and what only looks like them."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from stexcel.layout.delmal_text import (
    codes_in_sentence,
    exact_codes,
    group_heading,
    leading_code,
    named_codes,
    without_codes,
)

EXACT = {
    "a1": "a1",
    "A1": "a1",
    "A 1": "a1",
    "a.1": "a1",
    "a-1": "a1",
    "c12": "c12",
    " c 4. ": "c4",
    "Delmål a1": "a1",
    "delmål: c3": "c3",
    "DELMÅL C10": "c10",
    "Del-mål b2": "b2",
    "Mål c2": "c2",
    "Delmål nr c7": "c7",
    "STa1": "STa1",
    "ST a1": "STa1",
    "ST-a1": "STa1",
    "sta1": "STa1",
    "Delmål STc11": "STc11",
    "BT3": "BT3",
    "BT 3": "BT3",
    "bt-14": "BT14",
    "(c5)": "c5",
    "[c5]": "c5",
    "a1, a4": "a1 a4",
    "a1,a4": "a1 a4",
    "a1;a4": "a1 a4",
    "a1/a4": "a1 a4",
    "a1 + a4": "a1 a4",
    "a1 & a4": "a1 a4",
    "a1\na4": "a1 a4",
    "a1 a4": "a1 a4",
    "a1 och a4": "a1 a4",
    "a1, a2 och a4": "a1 a2 a4",
    "a1, 2, 4": "a1 a2 a4",
    "a1, 2 och 4": "a1 a2 a4",
    "c 4 och c5": "c4 c5",
    "c4 samt c5": "c4 c5",
    "Delmål c4 och delmål c5": "c4 c5",
    "a1–a3": "a1 a2 a3",
    "a1-a3": "a1 a2 a3",
    "a1 - a3": "a1 a2 a3",
    "a1—3": "a1 a2 a3",
    "a1-3": "a1 a2 a3",
    "a1 till a3": "a1 a2 a3",
    "a1 t.o.m. a3": "a1 a2 a3",
    "STa1–STa3": "STa1 STa2 STa3",
    "STa1-a3": "STa1 STa2 STa3",
    "STc1-3, STb2": "STc1 STc2 STc3 STb2",
    "BT1-BT3": "BT1 BT2 BT3",
    "BT1, BT4": "BT1 BT4",
    "a1-a2, b3, c9-c11": "a1 a2 b3 c9 c10 c11",
    "a1, a1": "a1",
    "Delmålen b1, b2 och c1": "b1 b2 c1",
    "• a1\n• b2": "a1 b2",
}

NO_CODES = [
    "",
    "a",
    "1",
    "12",
    "a0",
    "a99",
    "c150",
    "HbA1c",
    "A1c",
    "A4-papper",
    "A4-format",
    "A1C 52 mmol/mol",
    "vitamin B12",
    "B12-brist",
    "Vitamin B12 och folat",
    "C5-C6 diskbråck",
    "diskbråck C5-C6",
    "C5/C6-diskbråck",
    "Avdelning A1",
    "Avd B2",
    "avd. C3",
    "sal b1",
    "plan 2",
    "Rum A3",
    "1/3-31/8 2025",
    "2025-03-12",
    "12/3 -25",
    "VT25",
    "10 veckor",
    "100 %",
    "a1 %",
    "b2%",
    "070-123 45 67",
    "08-585 800 00",
    "hepatit B1x",
    "T1",
    "D2",
    "ST1",
    "ST 2",
    "BT",
    "BT25",
    "Q1 2026",
    "v. 12",
    "B 12",
    "B12",
    "c1 komplikationer",
]


@pytest.mark.parametrize(("text", "codes"), EXACT.items())
def test_text_of_nothing_but_codes(text: str, codes: str) -> None:
    assert exact_codes(text) == tuple(codes.split())


@pytest.mark.parametrize("text", NO_CODES)
def test_text_that_is_no_code(text: str) -> None:
    assert exact_codes(text) == ()


@pytest.mark.parametrize(
    ("text", "code", "title"),
    [
        ("c3 Kommunikation med patienter", "c3", "Kommunikation med patienter"),
        ("Delmål c3 Kommunikation", "c3", "Kommunikation"),
        ("c3. Kommunikation", "c3", "Kommunikation"),
        ("C 3: Kommunikation", "c3", "Kommunikation"),
        ("c3 – Kommunikation", "c3", "Kommunikation"),
        ("c3 - Kommunikation", "c3", "Kommunikation"),
        ("c3, Kommunikation", "c3", "Kommunikation"),
        ("c3 (Kommunikation)", "c3", "Kommunikation)"),
        ("c3\nKommunikation\n och samråd", "c3", "Kommunikation och samråd"),
        ("Delmål STa1: Medarbetarskap", "STa1", "Medarbetarskap"),
        ("BT7 Prioritering", "BT7", "Prioritering"),
        ("a2 Etik, mångfald och jämlikhet", "a2", "Etik, mångfald och jämlikhet"),
        ("c12 24-timmars EKG", "c12", "24-timmars EKG"),
    ],
)
def test_code_with_its_title(text: str, code: str, title: str) -> None:
    found = leading_code(text)
    assert found is not None
    assert found[0] == code
    assert found[1].rstrip(")") == title.rstrip(")")


@pytest.mark.parametrize(
    "text",
    [
        "A4-papper",
        "HbA1c kontroll",
        "B12-brist utredning",
        "C5-C6 diskbråck",
        "Kommunikation c3",
        "a1, a2 och b3",
        "a1-a3 Etik",
        "c3",
        "Vitamin B12 i primärvården",
        "ST1 Medicinkliniken",
        "2025-03-12 Samtal",
    ],
)
def test_text_that_does_not_begin_with_one_code(text: str) -> None:
    assert leading_code(text) is None


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("SK-kurs nutrition (c5)", "c5"),
        ("SK-kurs nutrition (delmål c5, c6)", "c5 c6"),
        ("SK-kurs nutrition, c5", "c5"),
        ("SK-kurs nutrition – c5", "c5"),
        ("SK-kurs nutrition - c5 och c6", "c5 c6"),
        ("Mini-CEX: a1, b2", "a1 b2"),
        ("CBD: STc1–STc3", "STc1 STc2 STc3"),
        ("Kurs enligt delmål a6", "a6"),
        ("Uppfyller delmål a1 och b2 i sin helhet", "a1 b2"),
        ("Ledarskap [b3]", "b3"),
    ],
)
def test_codes_named_in_text(text: str, codes: str) -> None:
    assert named_codes(text) == tuple(codes.split())


@pytest.mark.parametrize(
    "text",
    [
        "Skriv ut på A4-papper",
        "Beställ – A4-papper finns i förrådet",
        "Följ HbA1c, kreatinin",
        "Följ vitamin B12 och folat",
        "Blodprover: Hb, B12, folat",
        "Prover: B12",
        "Remiss (B12, TSH)",
        "Diskbråck, C5-C6 vänster sida",
        "Diskbråck C5-C6",
        "Kotfraktur: C2 dens",
        "Avdelning A1",
        "Avdelning A1, plan 2",
        "Ring 070-123 45 67",
        "1/3-31/8 2025",
        "Medicinkliniken, 50 %",
        "Kurs, 10 veckor",
        "Läkemedel (ATC-kod)",
    ],
)
def test_text_that_names_no_delmal(text: str) -> None:
    assert named_codes(text) == ()


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("A-mål", "a"),
        ("Delmål C", "c"),
        ("Delmål C – Psykiatri", "c"),
        ("STb-delmål", "b"),
        ("C-delmål (specialitetsspecifika)", "c"),
        ("b-målen", "b"),
        ("Delmål STa", "a"),
    ],
)
def test_heading_of_a_goal_group(text: str, letter: str) -> None:
    assert group_heading(text) == letter


@pytest.mark.parametrize("text", ["Delmål", "Målbeskrivning", "Delmål c1", "Avdelning C", "Mål och mening", "A4"])
def test_heading_of_no_goal_group(text: str) -> None:
    assert group_heading(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("SK-kurs nutrition (c5)", "SK-kurs nutrition"),
        ("Mini-CEX: a1, b2", "Mini-CEX"),
        ("Medicinkliniken – c1, c2", "Medicinkliniken"),
        ("Medicinkliniken (avd 3)", "Medicinkliniken (avd 3)"),
        ("c5", "c5"),
    ],
)
def test_name_without_its_delmal(text: str, name: str) -> None:
    assert without_codes(text) == name


_GROUPS = st.sampled_from(["a", "b", "c", "STa", "STb", "STc", "BT"])
_HIGHEST = {"a": 9, "b": 9}
_CODE = _GROUPS.flatmap(
    lambda group: st.integers(1, _HIGHEST.get(group[-1], 18)).map(lambda number: f"{group}{number}")
)
_SEPARATOR = st.sampled_from([", ", ",", "; ", ";", "/", " / ", " + ", " & ", "\n", " och ", " samt ", ", och ", " "])


def _written(code: str, style: int) -> str:
    """A code in one of the ways to write it."""
    head, number = code.rstrip("0123456789"), code[len(code.rstrip("0123456789")) :]
    prefix, letter = (head[:2], head[2:]) if head.startswith(("ST", "BT")) else ("", head)
    parts = [part for part in (prefix, letter) if part]
    return [
        "".join(parts) + number,
        " ".join([*parts[:-1], parts[-1] + number]),
        "".join(parts) + " " + number,
        ("".join(parts) + number).upper(),
        ("".join(parts) + number).lower(),
        "delmål " + "".join(parts) + number,
    ][style]


@given(st.lists(st.tuples(_CODE, st.integers(0, 5)), min_size=1, max_size=6), st.data())
def test_list_of_codes_reads_back(items: list[tuple[str, int]], data: st.DataObject) -> None:
    items = sorted(items, key=lambda item: item[0].startswith("ST"))  # after STa4, a plain a7 is STa7
    text = _written(*items[0])
    for code, style in items[1:]:
        text += data.draw(_SEPARATOR) + _written(code, style)
    assert exact_codes(text) == tuple(dict.fromkeys(code for code, _ in items))


@given(
    _GROUPS, st.integers(1, 17), st.integers(1, 6), st.sampled_from(["-", "–", " - ", " – ", " till "]), st.booleans()
)
def test_range_of_codes_reads_back(group: str, first: int, more: int, dash: str, repeat: bool) -> None:
    last = min(first + more, _HIGHEST.get(group[-1], 24))
    assume(first < last)
    text = f"{group}{first}{dash}{group if repeat else ''}{last}"
    assert exact_codes(text) == tuple(f"{group}{number}" for number in range(first, last + 1))


@given(st.text(max_size=80) | st.text("abcSTBT0123456789 ,-–/:()delmåoch\n", max_size=60))
def test_no_text_makes_it_fail(text: str) -> None:
    codes = exact_codes(text)
    assert set(codes) <= set(named_codes(text))
    assert leading_code(text) is None or not codes
    assert isinstance(without_codes(text), str)
    assert group_heading(text) in (None, "a", "b", "c")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("temat följer delmål c1–c3", "c1 c2 c3"),
        ("delmål enligt terminsprogram c1, c2", "c1 c2"),
        ("en gång i månaden, STc1–STc3 enligt schema", "STc1 STc2 STc3"),
        ("ämnen enligt C1–C3 varje fredag", "c1 c2 c3"),
        ("kopplade till c3", "c3"),
        ("STb4 och BT7", "BT7 STb4"),
        ("måndagar i sal B12", ""),
        ("A4-papper delas ut", ""),
        ("B12, brist", ""),
        ("c4-salen på torsdagar", ""),
        ("halsrygg C1–C7", ""),
        ("kl 8-9", ""),
    ],
)
def test_codes_in_the_answer_to_a_question_about_teaching(text: str, codes: str) -> None:
    assert " ".join(codes_in_sentence(text)) == codes
