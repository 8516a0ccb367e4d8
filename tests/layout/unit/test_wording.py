"""How units write when, whether and who in running words: what counts, and what must not."""

from __future__ import annotations

from datetime import date

import pytest

from stexcel.layout.unit.leaders import is_deputy, is_studierektor, leaders, with_tenure
from stexcel.layout.unit.people import one_name, people
from stexcel.layout.unit.reviews import is_external, review_of_plan, reviews_told
from stexcel.layout.unit.rows import is_past_title, says_left
from stexcel.layout.unit.values import are_governing, attested_in_title, document_kinds, says_carried_out, time_in
from stexcel.model import CellRef, Value
from stexcel.unit import DocumentKind, Studierektor

REF = CellRef("Blad1", 2, 3)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Genomfört sept 2025", date(2025, 9, 1), date(2025, 9, 30)),
        ("2025-10-07–08", date(2025, 10, 7), date(2025, 10, 7)),
        ("klart 14–15 mars 2023", date(2023, 3, 15), date(2023, 3, 15)),
        ("rapport i december 2024, svar 2023", date(2024, 12, 1), date(2024, 12, 31)),
        ("hösten 2020 ungefär", date(2020, 7, 1), date(2020, 12, 31)),
        ("2011-10", date(2011, 10, 1), date(2011, 10, 31)),
    ],
)
def test_time_inside_a_sentence(text: str, start: date, end: date) -> None:
    found = time_in(text)
    assert found is not None
    assert (found.start, found.end) == (start, end)


@pytest.mark.parametrize("text", ["enligt SOSFS 2015:8", "HSLF-FS 2021:8", "mar", "dnr 2024/118"])
def test_what_is_no_time(text: str) -> None:
    assert time_in(text) is None


@pytest.mark.parametrize(
    ("text", "carried_out"),
    [
        ("Genomförd 2026-02-10", True),
        ("Genomfört sept 2025", True),
        ("Klart", True),
        ("Klart (mejl)", True),
        ("Åtgärdat", True),
        ("Klart ht 26", False),
        ("Klart senast 2026-02-10", False),
        ("Genomförs 2026", False),
        ("Genomförd senast 2026", False),
        ("Ej genomförd", False),
        ("Delvis genomförd 2025", False),
        ("2026-02-10", False),
    ],
)
def test_column_for_when_says_that_it_is_done(text: str, carried_out: bool) -> None:
    assert says_carried_out(text) is carried_out


@pytest.mark.parametrize(
    ("title", "has", "when"),
    [
        ("Riktlinje för ST, v 3, fastställd 2024-11-05 (TH)", True, date(2024, 11, 5)),
        ("2023-01-01 Riktlinje för ST", True, date(2023, 1, 1)),
        ("Riktlinje för ST (reviderad 2022)", True, date(2022, 12, 31)),
        ("Riktlinje för ST, maj 2023", True, date(2023, 5, 31)),
        ("☒ Riktlinje för ST", True, None),
        ("☐ Riktlinje för ST", False, None),
        ("Handledarinstruktion – utkast, ej fastställd", False, None),
        ("Riktlinje för ST saknas", False, None),
    ],
)
def test_title_tells_of_the_document(title: str, has: bool, when: date | None) -> None:
    told = attested_in_title(title, REF)
    assert told is not None
    assert (told.has, told.when.end if told.when else None) == (has, when)


@pytest.mark.parametrize(
    "title", ["Tolkning av målbeskrivningen SOSFS 2015:8", "Riktlinje för ST 2021:8", "Riktlinje för ST"]
)
def test_title_with_the_year_of_a_regulation_tells_nothing(title: str) -> None:
    assert attested_in_title(title, REF) is None


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("SPUR-inspektion genomförd 14–15 mars 2023 (rapport i mappen). Nästa planeras till våren 2028.", ["2023-03"]),
        ("SPUR 2019-02-03, rapport 2019-06-01", ["2019-02"]),
        ("Kollegial granskning av Falu klinik 2022-11-22. Handlingsplan upprättad 2023-01-15.", ["2022-11"]),
        ("2022-09-27 SPUR (rapport, se G:)", ["2022-09"]),
        ("Nästa SPUR-granskning är planerad till 2027", []),
        ("Intern granskning av ST 2024-05-02", []),
        ("SPUR-kriterier, version 2020", []),
        ("Granskning av journaler 2024", []),
        ("Kurs i inspektion 2024-02-02", []),
        ("ST-enkät 2024", []),
    ],
)
def test_reviews_in_running_text(text: str, months: list[str]) -> None:
    assert [one.when.start.isoformat()[:7] for one in reviews_told(text, REF) if one.when] == months


def test_answer_beside_a_label_for_reviews_needs_no_such_word() -> None:
    found = [one.when for one in reviews_told("2017 och 2022-05-17", REF, known=True)]
    assert sorted(one.start.isoformat() for one in found if one) == ["2017-01-01", "2022-05-17"]
    assert list(reviews_told("Ej genomförd. Bokad feb 2027", REF, known=True)) == []


def test_title_of_a_plan_dates_the_review_and_not_the_plan() -> None:
    (found,) = review_of_plan("Handlingsplan SPUR-granskning 2025-02-04", REF)
    assert found.when
    assert found.when.start == date(2025, 2, 4)
    assert list(review_of_plan("Handlingsplan 2025-02-04 inför SPUR", REF)) == []
    assert list(review_of_plan("Handlingsplan upprättad 2025-02-04 efter SPUR", REF)) == []


def test_own_surveys_are_no_external_reviews() -> None:
    assert is_external("LIPUS")
    assert is_external("Intern förberedelse och extern granskning")
    assert not is_external("Intern ST-enkät")
    assert not is_external("Självvärdering")


@pytest.mark.parametrize(
    "text", ["Avslutade:", "Slutat", "Tidigare handledare", "F.d. ST-läkare", "Färdiga specialister"]
)
def test_titles_of_those_who_have_left(text: str) -> None:
    assert is_past_title(text)


@pytest.mark.parametrize(
    "text", ["Handledare", "ST-läkare", "Tidigare kontroll av lungfunktion hos alla patienter här", "Slutar"]
)
def test_other_titles(text: str) -> None:
    assert not is_past_title(text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("slutat 2024", True),
        ("pensionerad 2022", True),
        ("färdig specialist", True),
        ("Går i pension dec -26", False),
        ("– (pension juni 2026)", False),
        ("slutar i juni", False),
        ("har inte slutat", False),
        ("föräldraledig", False),
    ],
)
def test_remarks_on_leaving(text: str, left: bool) -> None:
    assert says_left(text) is left


@pytest.mark.parametrize(
    "text", ["Vakant", "Vakant fr.o.m. 2026-09-01", "Tillsätts", "?", "utses senare", "Under rekrytering", "Söks"]
)
def test_nobody_is_no_name(text: str) -> None:
    assert people(text)[0] == ()
    assert one_name(text) is None


def test_names_that_begin_like_such_words_are_names() -> None:
    assert one_name("Ny Andersson") == "Ny Andersson"
    assert one_name("Alla Petrova") == "Alla Petrova"
    assert people("Bitr öl Kim Sjö")[0] == ("Kim Sjö",)


@pytest.mark.parametrize(
    ("function", "studierektor", "deputy"),
    [
        ("Studierektor ST", True, False),
        ("Bitr. studierektor ST", True, True),
        ("Vice studierektor", True, True),
        ("SR", True, False),
        ("Studierektor AT", False, False),
        ("F.d. studierektor", False, False),
        ("Handledare", False, False),
    ],
)
def test_functions_of_those_who_lead(function: str, studierektor: bool, deputy: bool) -> None:
    assert is_studierektor(function) is studierektor
    assert is_deputy(function) is deputy


def named(name: str, tenure: str = "", *, deputy: bool = False) -> Studierektor:
    return with_tenure(Studierektor(Value(name, name, REF), deputy=deputy), tenure)


def test_the_one_in_charge_is_the_one_whom_nobody_has_followed() -> None:
    former, present = named("Jarl Nyman", "2015–2023"), named("Svea Munther", "2024–")
    deputy = named("Goran Ilic", "2025–", deputy=True)
    chosen, more = leaders([former, deputy, present])
    assert chosen == present
    assert more == (deputy,)


def test_somebody_whose_time_is_over_is_still_named_when_nobody_follows() -> None:
    former = named("Jarl Nyman", "2015–2023")
    assert former.until == date(2023, 12, 31)
    assert leaders([former]) == (former, ())


def test_two_beside_each_other_are_both_kept() -> None:
    chosen, more = leaders([named("Ulla Fors"), named("Per Gran"), named("Fors, Ulla")])
    assert chosen
    assert chosen.name
    assert chosen.name.value == "Ulla Fors"
    assert [one.name.value for one in more if one.name] == ["Per Gran"]


@pytest.mark.parametrize(
    ("title", "kinds"),
    [
        ("Uppdragsbeskr. SR", {DocumentKind.STUDIEREKTOR}),
        ("Uppdrag studierektor", {DocumentKind.STUDIEREKTOR}),
        ("Introduktionsprogram nya ST-läkare", set()),
        ("Rutin för rekrytering av ST-läkare", set()),
        ("Undervisning", set()),
    ],
)
def test_titles_of_documents(title: str, kinds: set[DocumentKind]) -> None:
    assert set(document_kinds(title)) == kinds


def test_words_of_any_programme_are_no_governing_documents() -> None:
    assert not are_governing([DocumentKind.ASSESSMENT, DocumentKind.SUPERVISION])
    assert not are_governing([DocumentKind.TRAINING])
    assert are_governing([DocumentKind.TRAINING, DocumentKind.ASSESSMENT])
