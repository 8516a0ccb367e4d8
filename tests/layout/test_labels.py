"""Labels of the basic facts, and of the parts of the training beside the delmål."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stexcel.layout.labels import Field, field_of, part_of
from stexcel.model import Part

LABELS = {
    Field.NAME: [
        "Namn",
        "Namn:",
        "ST-läkare",
        "ST-läkarens namn",
        "Namn ST-läkare",
        "För- och efternamn",
        "Läkarens namn",
        "NAMN",
    ],
    Field.SPECIALTY: [
        "Specialitet",
        "Specialitet:",
        "Blivande specialitet",
        "ST i",
        "Spec.",
        "Avsedd specialitet",
        "Specilaitet",
    ],
    Field.REGULATION: ["Föreskrift", "Målbeskrivning", "Enligt föreskrift", "Författning", "Målbeskrivning enligt"],
    Field.START: [
        "Startdatum",
        "ST-start",
        "Start av ST",
        "Startdatum ST",
        "ST påbörjad",
        "Påbörjad ST",
        "Datum för ST-start",
        "ST fr.o.m.",
        "Start (datum)",
    ],
    Field.PLANNED_END: ["Beräknat slutdatum", "Planerat slut", "ST t.o.m.", "Slutdatum", "Beräknas klar"],
    Field.FTE: [
        "Tjänstgöringsgrad",
        "Tjänstgöringsgrad (%)",
        "Sysselsättningsgrad",
        "Tj-grad",
        "Omfattning",
        "Tjänstgöringsgrad i %",
    ],
    Field.SUPERVISOR: [
        "Huvudhandledare",
        "Huvudansvarig handledare",
        "Handledare",
        "Handledare (huvudansvarig)",
        "Min handledare",
        "Huvudhandledarens namn",
    ],
    Field.STUDIEREKTOR: ["Studierektor", "ST-studierektor", "Studierektor:", "SR"],
    Field.HEAD: ["Verksamhetschef", "Verksamhetschef:", "Klinikchef", "Enhetschef", "VC"],
    Field.UNIT: ["Enhet", "Klinik", "Arbetsplats", "Klinik/enhet", "Tjänsteställe", "Vårdcentral"],
    Field.REVISED: [
        "IUP reviderad",
        "Senast reviderad",
        "Reviderad (datum)",
        "IUP reviderat",
        "Revideringar",
        "Senast uppdaterad",
    ],
    Field.SIGNED_ST: ["ST-läkarens underskrift", "Underskrift ST-läkare", "Signatur ST-läkare"],
    Field.SIGNED_SUPERVISOR: ["Handledarens underskrift", "Underskrift handledare", "Signatur huvudhandledare"],
    Field.APPROVED: ["Godkänd av studierektor", "Underskrift verksamhetschef", "Studierektorns underskrift"],
    Field.PERSONAL_ID: ["Personnummer", "Personnr", "Pnr"],
    Field.CONTACT: ["Telefon", "E-post", "Mobil"],
}


@pytest.mark.parametrize(("field", "text"), [(field, text) for field, texts in LABELS.items() for text in texts])
def test_label(field: Field, text: str) -> None:
    found = field_of(text)
    assert found is not None
    assert found[0] is field
    assert found[1] >= 0.7


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Anna Ek",
        "Medicinkliniken Varberg",
        "a1",
        "Delmål",
        "Bedömningsmetod",
        "VT25",
        "2025-03-12",
        "Mini-CEX",
        "Namnteckningen ska vara läslig",
        "Klinisk tjänstgöring",
        "Läkemedel",
        "Startklar",
    ],
)
def test_text_that_is_no_label(text: str) -> None:
    assert field_of(text) is None


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Självstudier", Part.SELF_STUDY),
        ("Planerade självstudier", Part.SELF_STUDY),
        ("Självstudietid", Part.SELF_STUDY),
        ("Internutbildning", Part.INTERNAL_TEACHING),
        ("Intern utbildning på kliniken", Part.INTERNAL_TEACHING),
        ("Vetenskapligt arbete", Part.SCIENTIFIC_WORK),
        ("Vetenskapligt arbete enligt a5", Part.SCIENTIFIC_WORK),
        ("Kvalitetsarbete", Part.QUALITY_WORK),
        ("Kvalitets- och utvecklingsarbete", Part.QUALITY_WORK),
        ("Förbättringsarbete", Part.QUALITY_WORK),
        ("Åtgärdsplan", Part.ACTION_PLAN),
        ("Handlingsplan vid avvikelse", Part.ACTION_PLAN),
    ],
)
def test_part(text: str, part: Part) -> None:
    assert part_of(text) is part


@pytest.mark.parametrize(
    "text", ["", "Kurser", "Placeringar", "Delmål a5", "Studierektor", "Kvalitet", "Intern medicin"]
)
def test_text_that_is_no_part(text: str) -> None:
    assert part_of(text) is None


@given(st.text(max_size=65))
def test_no_text_makes_it_fail(text: str) -> None:
    found = field_of(text)
    assert found is None or 0 < found[1] <= 1
    assert part_of(text) in (None, *Part)
