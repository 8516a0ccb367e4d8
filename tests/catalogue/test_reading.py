"""What is printed reads back equal, whatever the form; what is not understood is told and never guessed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from stexcel import regelverk as rule_data
from stexcel.catalogue.activities import NotUnderstood, activities, certified_by
from stexcel.catalogue.errors import CatalogueError
from stexcel.catalogue.model import Official, OfficialDelmal
from stexcel.catalogue.pdf import read_pages
from stexcel.catalogue.read import officials, read_official
from stexcel.catalogue.text import joined
from stexcel.codes import HSLF_2021, SOSFS_2015
from stexcel.model import ActivityType
from stexcel.regelverk import Regelverk
from tests.catalogue.invented import looks, official
from tests.catalogue.invented import officials as some_officials
from tests.catalogue.print import PLAIN, Look, Prose, printed

RULES = rule_data.load()
PICTURE = ImageReader(Image.new("L", (40, 40), 200))


def read(data: bytes) -> tuple[Official, ...]:
    return officials(read_pages(data, "tryck.pdf"), RULES)


def without_pages(delmal: OfficialDelmal) -> OfficialDelmal:
    return replace(delmal, pages=())


def check(wanted: Sequence[Official], look: Look) -> None:
    found = read(printed(wanted, look))
    assert [(one.specialty, one.regulation, one.listed, one.faults) for one in found] == [
        (one.specialty, one.regulation, one.listed, ()) for one in wanted
    ]
    for one, other in zip(found, wanted, strict=True):
        assert {code: without_pages(delmal) for code, delmal in one.delmal.items()} == dict(other.delmal)


@settings(max_examples=12, deadline=None, derandomize=True, phases=[Phase.generate])
@given(some_officials(tuple(RULES.specialties)), looks)
def test_what_is_printed_reads_back_equal(wanted: tuple[Official, ...], look: Look) -> None:
    check(wanted, look)


@pytest.mark.slow
@settings(max_examples=400, deadline=None, phases=[Phase.generate])
@given(some_officials(tuple(RULES.specialties)), looks)
def test_many_printed_catalogues_read_back_equal(wanted: tuple[Official, ...], look: Look) -> None:
    check(wanted, look)


def shipped(regulation: str, specialty: str, rules: Regelverk) -> Official:
    goals = rules.malbeskrivning(regulation, specialty)
    assert goals is not None
    invented = official(specialty, regulation, tuple(goals.requirements))
    delmal = {
        code: replace(
            invented.delmal[code],
            title=row.title,
            required=row.required,
            recommended=row.recommended,
            certified_by=row.certified_by or "handledare",
        )
        for code, row in goals.requirements.items()
    }
    return replace(invented, delmal=delmal)


@pytest.mark.parametrize("regulation", [SOSFS_2015, HSLF_2021])
def test_the_rows_of_the_rule_data_read_back_equal(regulation: str, regelverk: Regelverk) -> None:
    form = 2015 if regulation == SOSFS_2015 else 2021
    check([shipped(regulation, "Barn- och ungdomspsykiatri", regelverk)], replace(PLAIN, form=form))


@pytest.mark.slow
@pytest.mark.parametrize("is_drawn", [True, False])
@pytest.mark.parametrize("regulation", [SOSFS_2015, HSLF_2021])
def test_one_pdf_for_all_specialties(regulation: str, is_drawn: bool, regelverk: Regelverk) -> None:
    form = 2015 if regulation == SOSFS_2015 else 2021
    wanted = [shipped(regulation, specialty, regelverk) for specialty in regelverk.specialties]
    check(wanted, Look(form, is_drawn))


def test_what_all_have_in_common_is_printed_once_before_them() -> None:
    both = [
        official(name, HSLF_2021, ("STa1", "STa2", "STb1", "STc1"), is_listed=True)
        for name in ("Onkologi", "Psykiatri")
    ]
    common = [one for code, one in both[0].delmal.items() if code != "STc1"]
    own = [replace(one, delmal={"STc1": one.delmal["STc1"]}) for one in both]
    found = read(printed(own, Look(2021), common=common, before=[Prose("Gemensamma delmål")]))
    assert [one.faults for one in found] == [(), ()]
    for one, wanted in zip(found, both, strict=True):
        assert {code: without_pages(delmal) for code, delmal in one.delmal.items()} == dict(wanted.delmal)


def test_an_extract_without_a_list_of_what_applies() -> None:
    wanted = official("Onkologi", HSLF_2021, ("STc1", "STc2"), is_listed=False)
    (found,) = read(printed([wanted], Look(2021)))
    assert (found.specialty, found.listed, found.faults) == ("Onkologi", (), ())
    assert list(found.delmal) == ["STc1", "STc2"]


def test_pages_are_those_of_the_file() -> None:
    data = printed([official(codes=("a1", "c1", "c2", "c3", "c4", "c5"))], replace(PLAIN, height=420.0))
    text = {page.number: " ".join(word.text for word in page.words) for page in read_pages(data, "tryck.pdf")}
    (found,) = read(data)
    for code, one in found.delmal.items():
        begun = [number for number, words in text.items() if f"Delmål {code} " in words]
        assert one.pages[:1] == tuple(begun)
        assert one.pages == tuple(range(begun[0], begun[0] + len(one.pages)))
    assert any(len(one.pages) > 1 for one in found.delmal.values())


def faults(wanted: Official) -> str:
    (found,) = read(printed([wanted]))
    return " ".join(found.faults)


def test_a_delmal_that_applies_but_has_no_table() -> None:
    wanted = official()
    told = faults(replace(wanted, listed=(*wanted.listed, "c3")))
    assert told == "Delmål som ska finnas men vars tabell inte går att läsa: c3."


def test_a_table_of_a_delmal_that_does_not_apply() -> None:
    assert "inte hör till dem som gäller: c2" in faults(replace(official(), listed=("a1", "a2", "b1", "c1")))


def test_a_number_that_is_left_out_where_nothing_is_listed() -> None:
    assert "inte går att läsa: c2" in faults(official(codes=("a1", "c1", "c3"), is_listed=False))


def test_a_certificate_by_somebody_unknown_is_told() -> None:
    wanted = official(codes=("a1",))
    delmal = {"a1": replace(wanted.delmal["a1"], certified_by="vaktmästare")}
    assert "utfärdat …” går inte att tolka" in faults(replace(wanted, delmal=delmal))


def test_a_specialty_that_does_not_exist() -> None:
    assert "Specialiteten ”önskemedicin” finns inte i regelverket." in faults(
        replace(official(), specialty="Önskemedicin")
    )


@pytest.mark.parametrize(
    ("lines", "kinds"),
    [
        (
            ["Klinisk tjänstgöring", "under handledning vid", "en eller flera enheter", "som bedriver sådan"],
            [{"KLINISK"}],
        ),
        (["Klinisk tjänstgöring", "under handledning", "alternativt auskultation"], [{"KLINISK", "AUSKULTATION"}]),
        (["Klinisk tjänstgöring eller", "deltagande i en eller", "flera kurser"], [{"KLINISK", "KURS"}]),
        (["Kvalitets- och utveck-", "lingsarbete", "Medsittning"], [{"KVALITETSARBETE"}, {"MEDSITTNING"}]),
        (["Deltagande i", "inom- eller mellan-", "professionell reflektion"], [{"REFLEKTION"}]),
        ([], []),
    ],
)
def test_phrases(lines: list[str], kinds: list[set[str]]) -> None:
    assert activities(lines) == tuple(frozenset(ActivityType[name] for name in group) for group in kinds)


@pytest.mark.parametrize("line", ["Bergsbestigning", "Deltagande i kurs och auskultation", "Sång eller dans"])
def test_a_phrase_that_is_not_understood_is_never_guessed(line: str) -> None:
    with pytest.raises(NotUnderstood):
        activities([line])


def test_who_certifies() -> None:
    text = "Intyg om uppfyllda kompetenskrav utfärdat av"
    assert (
        certified_by([text, "kursledare eller", "handledare", f"{text} handledare"])
        == "kursledare|handledare;handledare"
    )


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["läkemedels-", "behandling"], "läkemedelsbehandling"),
        (["kvalitets-", "och säkerhetsarbete"], "kvalitets- och säkerhetsarbete"),
        (["för ST-", "läkare"], "för ST-läkare"),
        (["icke-", "Hodgkin"], "icke-Hodgkin"),
        (["a1–", "a6"], "a1–a6"),
        (["mjukt binde\u00ad", "streck"], "mjukt bindestreck"),
        (["ut-", "bildnings-", "aktiviteter"], "utbildningsaktiviteter"),
    ],
)
def test_divided_words(lines: list[str], text: str) -> None:
    assert joined(lines) == text


def scanned(pages: int, text: Sequence[int] = ()) -> bytes:
    out = BytesIO()
    canvas = Canvas(out)
    for number in range(1, pages + 1):
        if number in text:
            canvas.drawString(100, 700, "Delmål c1")
        else:
            canvas.drawImage(PICTURE, 0, 0, 500, 800)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def written(text: str) -> bytes:
    out = BytesIO()
    canvas = Canvas(out)
    canvas.drawString(100, 700, text)
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (scanned(3), "är inskannad"),
        (scanned(3, text=[1]), r"sidor som är bilder utan text \(s\. 2, 3\)"),
        (printed([official()], password="hemlig"), "skyddad med lösenord"),
        (printed([official()])[:900], "är skadad"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 40, "är skadad"),
        (b"PK\x03\x04 en arbetsbok", "är ingen PDF"),
        (b"", "är ingen PDF"),
        (written("Protokoll från kaffemötet"), "är ingen målbeskrivning"),
    ],
)
def test_what_cannot_be_used_is_told(data: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / "fil.pdf"
    path.write_bytes(data)
    with pytest.raises(CatalogueError, match=says):
        read_official(path, RULES)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="går inte att läsa"):
        read_official(tmp_path / "saknas.pdf", RULES)
