"""The twelve kinds of form: known by their fields, filled in with what is known, every other field named."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject

from stexcel.codes import HSLF_2021, REGULATIONS, SOSFS_2015
from stexcel.intyg.facts import BY_HAND, Fact, content
from stexcel.intyg.fill import Filled, fill
from stexcel.intyg.forms import read_forms
from stexcel.intyg.model import Doctor, Kind, State, Work
from stexcel.intyg.pdf import FieldType, FormError, read_form
from stexcel.intyg.understand import Understood, understand
from stexcel.model import CellRef
from tests.intyg.forms import Drawn, drawn, fields_of, form, save_forms

ALL = [(kind, regulation) for regulation in REGULATIONS for kind in Kind]
DOCTOR = Doctor("Åsa Öberg", "Onkologi", SOSFS_2015, "Östen Ärlig", "Märta Dahl", "Bo Åström", "Onkologkliniken")
PERSONAL_ID = "19900101-2385"


def work(kind: Kind, regulation: str = SOSFS_2015, name: str = "Hematologkliniken") -> Work:
    codes = ("a1", "c2") if regulation == SOSFS_2015 else ("STa1", "STc2")
    days = (date(2024, 1, 1), date(2024, 3, 31))
    return Work(kind, name, CellRef("Plan", 2, 1), State.FINISHED, *days, 80, codes, "Norrby", "Claes Wärn")


def opened(data: bytes, folder: Path) -> Understood:
    path = folder / "blankett.pdf"
    path.write_bytes(data)
    return understand(read_form(path))


def filled_values(result: Filled, folder: Path) -> dict[str, str]:
    """What stands in the fields of the saved form, read anew."""
    path = folder / "ifylld.pdf"
    path.write_bytes(result.data)
    return {one.name: one.value for one in read_form(path).fields}


@pytest.mark.parametrize(("kind", "regulation"), ALL)
def test_every_field_of_every_form_is_filled_or_named_as_empty(kind: Kind, regulation: str, tmp_path: Path) -> None:
    known = opened(form(kind, regulation), tmp_path)
    assert (known.kind, known.regulation, known.faults) == (kind, regulation, ())
    result = fill(known, content(DOCTOR, work(kind, regulation)))
    names = [one.name for one in result.filled] + [one.name for one in result.empty]
    assert sorted(names) == sorted(one.name for one in fields_of(kind, regulation))
    assert all(one.why for one in result.empty)
    values = filled_values(result, tmp_path)
    assert {name: value for name, value in values.items() if value} == {one.name: one.value for one in result.filled}
    facts = {one.fact: one.value for one in result.filled}
    assert facts.get(Fact.NAME) or (facts[Fact.GIVEN_NAME], facts[Fact.FAMILY_NAME]) == ("Åsa", "Öberg")
    assert facts[Fact.SPECIALTY] == "Onkologi"
    assert not facts.keys() & {*BY_HAND, Fact.PERSONAL_ID}


def test_what_stands_where(tmp_path: Path) -> None:
    known = opened(form(Kind.PLACEMENT, SOSFS_2015), tmp_path)
    values = filled_values(fill(known, content(DOCTOR, work(Kind.PLACEMENT))), tmp_path)
    assert {name: value for name, value in values.items() if value} == {
        "Sokandens namn": "Åsa Öberg",
        "Specialitet": "Onkologi",
        "Tjanstestalle": "Hematologkliniken, Norrby",
        "From": "2024-01-01",
        "Tom": "2024-03-31",
        "Omfattning": "80",
        "Delmal": "a1, c2",
        "Handledarens namn": "Claes Wärn",
    }


def test_boxes_for_delmal_are_ticked_as_the_iup_links_them_and_no_others(tmp_path: Path) -> None:
    known = opened(form(Kind.COURSE, HSLF_2021), tmp_path)
    result = fill(known, content(DOCTOR, work(Kind.COURSE, HSLF_2021)))
    (tmp_path / "x.pdf").write_bytes(result.data)
    boxes = [one for one in read_form(tmp_path / "x.pdf").fields if one.type is FieldType.BOX]
    assert [one.label for one in boxes if one.value] == ["STa1", "STc2"]
    assert len(boxes) == 12


def test_a_delmal_without_a_place_on_the_form_is_told(tmp_path: Path) -> None:
    known = opened(form(Kind.COURSE, HSLF_2021), tmp_path)
    one = Work(Kind.COURSE, "Kurs", CellRef("A", 1, 1), State.FINISHED, delmal=("STa1", "STc14"))
    assert fill(known, content(DOCTOR, one)).unplaced == ("STc14",)
    written = opened(form(Kind.COURSE, SOSFS_2015), tmp_path)
    assert fill(written, content(DOCTOR, work(Kind.COURSE))).unplaced == ()


@pytest.mark.parametrize(("most", "shown"), [(13, "19900101-2385"), (12, "199001012385"), (11, "900101-2385")])
def test_personal_number_only_when_given_and_as_the_field_has_room(most: int, shown: str, tmp_path: Path) -> None:
    fields = [Drawn("Namn", "Namn"), Drawn("Personnummer", "Personnummer", most=most), Drawn("Delmal", "Delmål")]
    known = opened(drawn("Intyg om kurs", SOSFS_2015, fields), tmp_path)
    without = filled_values(fill(known, content(DOCTOR, work(Kind.COURSE))), tmp_path)
    given = filled_values(fill(known, content(DOCTOR, work(Kind.COURSE), PERSONAL_ID)), tmp_path)
    assert (without["Personnummer"], given["Personnummer"]) == ("", shown)


def test_filled_fields_are_seen_in_a_viewer_and_the_others_are_as_before(tmp_path: Path) -> None:
    blank = form(Kind.PLACEMENT, SOSFS_2015)
    known = opened(blank, tmp_path)
    result = fill(known, content(DOCTOR, work(Kind.PLACEMENT)))
    before, after = _dark_in_fields(blank), _dark_in_fields(result.data)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {one.name for one in result.filled}


def _dark_in_fields(data: bytes) -> dict[str, int]:
    """How many dark points a viewer draws in each field."""
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    page = document[0]
    picture = page.render(scale=1).to_pil().convert("L")
    found = {}
    for note in (one.get_object() for one in PdfReader(BytesIO(data)).pages[0].annotations or ()):
        left, low, right, high = (float(side) for side in note["/Rect"])
        box = (int(left) + 3, int(picture.height - high) + 3, int(right) - 3, int(picture.height - low) - 3)
        found[str(note["/T"])] = sum(picture.crop(box).histogram()[:110])
    document.close()
    return found


def test_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    known = opened(form(Kind.QUALITY, HSLF_2021), tmp_path)
    one, other = (fill(known, content(DOCTOR, work(Kind.QUALITY, HSLF_2021))).data for _ in range(2))
    assert one == other


def test_text_that_does_not_fit_is_left_out_or_told(tmp_path: Path) -> None:
    fields = [
        Drawn("Namn", "Namn"),
        Drawn("Delmal", "Delmål", most=3),
        Drawn("Kursens namn", "Kursens namn"),
        Drawn("Specialitet", "Specialitet", value="Redan ifyllt"),
    ]
    known = opened(drawn("Intyg om kurs", SOSFS_2015, fields), tmp_path)
    result = fill(known, content(DOCTOR, work(Kind.COURSE, name="En kurs med ett mycket långt namn " * 4)))
    assert [(one.name, one.tight) for one in result.filled] == [("Namn", False), ("Kursens namn", True)]
    why = {one.name: one.why for one in result.empty}
    assert why == {
        "Delmal": "texten är längre än fältets 3 tecken",
        "Specialitet": "fältet har redan ett innehåll",
    }
    assert result.unplaced == ("a1", "c2")


def test_delmal_are_spread_over_several_fields(tmp_path: Path) -> None:
    fields = [Drawn("Namn", "Namn"), Drawn("Delmal 1", "Delmål"), Drawn("Delmal 2", "Delmål")]
    known = opened(drawn("Intyg om kurs", SOSFS_2015, fields), tmp_path)
    one = Work(Kind.COURSE, "Kurs", CellRef("A", 1, 1), State.FINISHED, delmal=("a1", "b2", "c3"))
    values = filled_values(fill(known, content(DOCTOR, one)), tmp_path)
    assert (values["Delmal 1"], values["Delmal 2"]) == ("a1", "b2, c3")


def test_field_inside_another_is_not_mixed_up_with_one_of_the_same_name(tmp_path: Path) -> None:
    fields = [Drawn("namn", "Namn"), Drawn("intygande.namn", "Intygandes namn"), Drawn("Delmal", "Delmål")]
    known = opened(drawn("Intyg om kurs", SOSFS_2015, fields), tmp_path)
    values = filled_values(fill(known, content(DOCTOR, work(Kind.COURSE))), tmp_path)
    assert (values["namn"], values["intygande.namn"]) == ("Åsa Öberg", "")


def test_second_form_for_other_programs_is_taken_away_when_the_fields_are_filled(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(form(Kind.COURSE, SOSFS_2015))))
    acro = writer.root_object["/AcroForm"].get_object()
    assert isinstance(acro, DictionaryObject)
    acro[NameObject("/XFA")] = ArrayObject([NumberObject(1)])
    hybrid = BytesIO()
    writer.write(hybrid)
    result = fill(opened(hybrid.getvalue(), tmp_path), content(DOCTOR, work(Kind.COURSE)))
    assert "/XFA" in PdfReader(hybrid).root_object["/AcroForm"]  # type: ignore[operator]
    assert "/XFA" not in PdfReader(BytesIO(result.data)).root_object["/AcroForm"]  # type: ignore[operator]


def test_fields_whose_names_say_nothing_are_known_by_what_is_printed_beside_them(tmp_path: Path) -> None:
    labels = [
        "Sökandens namn",
        "Delmål som intyget avser",
        "Kursens namn",
        "Handledarens namn",
        "Handledarens specialitet",
    ]
    fields = [Drawn(f"Text{number}", label) for number, label in enumerate(labels)]
    known = opened(drawn("Intyg om kurs", SOSFS_2015, fields), tmp_path)
    assert list(known.facts.values()) == [
        Fact.NAME,
        Fact.DELMAL,
        Fact.ACTIVITY,
        Fact.SUPERVISOR,
        Fact.SUPERVISOR_SPECIALTY,
    ]
    assert known.is_usable


def test_form_in_which_two_fields_may_be_the_name_is_refused_and_its_fields_are_listed(tmp_path: Path) -> None:
    fields = [Drawn("Namn1", "Namn"), Drawn("Namn2", "Namn"), Drawn("Delmal", "Delmål")]
    (tmp_path / "x.pdf").write_bytes(drawn("Intyg om kurs", SOSFS_2015, fields))
    (refused,) = read_forms(tmp_path, ()).refused
    assert "flera fält kan vara ”namn”" in refused.why
    assert [one.name for one in refused.fields] == ["Namn1", "Namn2", "Delmal"]


@pytest.mark.parametrize(
    ("title", "regulation", "why"),
    [
        ("Intyg om kurs", "SOSFS 2008:17", "det framgår inte om den hör till"),
        ("Något helt annat", SOSFS_2015, "det framgår inte vilket intyg den är"),
        ("Ansökan om bevis om specialistkompetens, kurs", SOSFS_2015, "ansökningsblanketten"),
    ],
)
def test_form_of_an_unknown_version_is_refused(title: str, regulation: str, why: str, tmp_path: Path) -> None:
    known = opened(drawn(title, regulation, [Drawn("Namn", "Namn"), Drawn("Delmal", "Delmål")]), tmp_path)
    assert not known.is_usable
    assert any(why in fault for fault in known.faults)


def test_of_two_forms_of_the_same_kind_none_is_used(tmp_path: Path) -> None:
    folder = save_forms(tmp_path / "blanketter")
    (folder / "gammal.pdf").write_bytes(form(Kind.COURSE, SOSFS_2015))
    found = read_forms(folder, ())
    assert found.of(Kind.COURSE, SOSFS_2015) is None
    assert len(found.usable) == 11
    assert all("Ta bort dem som inte gäller" in one.why for one in found.refused)


def _scanned() -> bytes:
    return drawn("", "", [])


def _encrypted() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(form(Kind.COURSE, SOSFS_2015))))
    writer.encrypt("hemligt", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"ingen pdf", "är ingen PDF"),
        (b"", "är ingen PDF"),
        (form(Kind.COURSE, SOSFS_2015)[:900], "skadad"),
        (b"%PDF-1.7\n" + b"\x00\xff" * 200, "skadad"),
        (drawn("Intyg om kurs", SOSFS_2015, []), "inga fält"),
        (_scanned(), "varken fält eller text"),
    ],
)
def test_file_that_is_no_form(data: bytes, why: str, tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(data)
    with pytest.raises(FormError, match=why):
        read_form(path)


def test_encrypted_form(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(_encrypted())
    with pytest.raises(FormError, match="krypterad"):
        read_form(path)
