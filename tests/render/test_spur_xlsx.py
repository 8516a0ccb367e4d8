"""The evidence workbook as openpyxl and LibreOffice read it."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from stexcel.codes import HSLF_2021, SOSFS_2015
from stexcel.own_results import is_own_result
from stexcel.regelverk import load_spur
from stexcel.render.spur_proofs import CLAIMED, proofs
from stexcel.render.spur_words import Standing, names, source, standing
from stexcel.render.spur_xlsx import render_spur_xlsx
from stexcel.render.spur_xlsx.book import render_plan_xlsx
from stexcel.render.spur_xlsx.styles import BEARINGS, PALETTES, STANDINGS, STATUSES
from stexcel.spur.model import Inspection, Status
from tests.render.office import converted
from tests.render.test_status_xlsx import contrast
from tests.spur.inspections import HOSTILE, UNREAD_REASON, empty_inspection, inspection

HERE = Path()
SHEETS = ["Sammanfattning", *"ABCDEFGH", "Per ST-läkare", "Bevis", "Frågor", "Handlingsplan"]
PLAN = [
    "Kriterium",
    "Föreskrift",
    "Brist",
    "Planerad åtgärd",
    "Klart senast",
    "Ansvarig",
    "Uppföljning",
    "Ansvarig för uppföljning",
    "Berörda",
    "Avslutas när",
    "Status",
]
Row = dict[str, object]
WHOLE = inspection()


def opened(one: Inspection, folder: Path = HERE) -> Workbook:
    return load_workbook(BytesIO(render_spur_xlsx(one, folder)))


def sheet(book: Workbook, name: str) -> Worksheet:
    found = book[name]
    assert isinstance(found, Worksheet)
    return found


def rows(book: Workbook, name: str, table: str) -> list[Row]:
    page = sheet(book, name)
    found = page.tables[table]
    headings = [str(column.name) for column in found.tableColumns]
    cells = [[cell.value for cell in row] for row in page[found.ref]][1:]
    return [dict(zip(headings, values, strict=True)) for values in (cells[:-1] if found.totalsRowCount else cells)]


def local(target: str) -> str:
    """A link of Excel as a path here."""
    return unquote(target).replace("\\", "/")


def words(page: Worksheet) -> str:
    return "\n".join(str(value) for row in page.iter_rows(values_only=True) for value in row if value is not None)


def test_sheets_stand_in_the_order_of_the_report() -> None:
    assert opened(WHOLE).sheetnames == SHEETS
    empty = opened(empty_inspection()).sheetnames
    assert empty == [name for name in SHEETS if name not in set("ABCDEFGH")]


def test_every_regulation_has_its_own_grades() -> None:
    book = opened(WHOLE)
    for part in WHOLE.regulations:
        told = rows(book, "Sammanfattning", f"Grader{part.year}")
        assert [str(row["Avsnitt"])[0] for row in told] == list("ABCDEFGH")
        for row, section in zip(told, part.sections, strict=True):
            assert row["Grad"] == section.grade.text
            assert row["Läge"] == standing(section).words
            assert row["Utan enhetens uppgifter"] == section.verified.text
            assert [row[word] for word in ("Uppfyllt", "Brister", "Ej bedömt")] == [
                sum(one.status is status for one in section.criteria) for status in Status
            ]


def test_summary_says_what_it_rests_on() -> None:
    told = words(sheet(opened(WHOLE), "Sammanfattning"))
    for text in (
        UNREAD_REASON,
        "Okänd Övre",
        "okontrollerad",
        "STX402",
        "bedomningar_per_termin = 6",
        "Samtalen förs i ett annat system (till och med 2026-12-31)",
        "Bladet ”Löner” är inte läst.",
        "Nadja Cedergren",
        "modellen säger ”enstaka”",
        "Programmet har inte kontrollerat uppgiften.",
    ):
        assert text in told, text


def test_points_stand_section_by_section_and_are_told_once_for_both_regulations() -> None:
    found = rows(opened(WHOLE), "Sammanfattning", "Styrkor")
    order = list(load_spur().criteria)
    at = [order.index(str(row["Kriterium"])) for row in found]
    assert at == sorted(at)
    (a1,) = [row for row in found if row["Kriterium"] == "A1"]
    assert a1["Föreskrift"] == "2015 och 2021"
    assert a1["Rubrik"] == load_spur().criteria["A1"].title
    assert str(a1["Rubrik"]) not in str(a1["Styrkor"])
    (d5,) = [row for row in found if row["Kriterium"] == "D5"]
    assert d5["Föreskrift"] == "2015 och 2021"
    first, second = (part.results["D5"].told for part in WHOLE.regulations)
    assert d5["Styrkor"] == f"SOSFS 2015:8: {first} HSLF-FS 2021:8: {second}"


def of_section(book: Workbook, section: str) -> list[Row]:
    return rows(book, section, f"Avsnitt{section}")


def row_of(told: list[Row], identity: str, regulation: str) -> Row:
    """The row that tells of a criterion under a regulation: its own, or the one for both."""
    (found,) = [
        row
        for row in told
        if row["Kriterium"] == identity and row["Föreskrift"] in (regulation, names((SOSFS_2015, HSLF_2021)))
    ]
    return found


def test_section_has_every_criterion_with_the_claim_apart() -> None:
    book = opened(WHOLE)
    for part in WHOLE.regulations:
        for section in part.sections:
            told = of_section(book, section.section.id)
            for one in section.criteria:
                row = row_of(told, one.criterion.id, part.regulation)
                assert (row["Slag"], row["Status"]) == (one.kind.value, one.status.word)
                assert one.told in str(row["Vad underlaget visar"])
                assert row["Utan enhetens uppgifter"] == one.verified.word
                failing = str(row["Brister hos"] or "").split(", ")
                assert {doctor.name for doctor in one.failing} <= set(failing)
                assert not one.claims or row["Enhetens egen uppgift"] is not None
                assert row["Fråga till enheten"] == one.question


def test_what_comes_to_the_same_under_both_regulations_has_one_row_for_all_doctors() -> None:
    book = opened(WHOLE)
    first, second = WHOLE.regulations
    merged = apart = 0
    for identity, one in first.results.items():
        other = second.results[identity]
        told = [row for row in of_section(book, identity[0]) if row["Kriterium"] == identity]
        if (one.kind, one.status, one.verified, source(one)) != (
            other.kind,
            other.status,
            other.verified,
            source(other),
        ):
            apart += 1
            assert [row["Föreskrift"] for row in told] == [first.regulation, second.regulation]
            continue
        merged += 1
        ((row),) = told
        assert row["Föreskrift"] == "2015 och 2021"
        counted = [(of.counts.fulfilled, of.counts.fails, of.counts.open) for of in (one, other)]
        expected = tuple(map(sum, zip(*counted, strict=True))) if one.doctors or other.doctors else (None, None, None)
        assert (row["Uppfyllt hos"], row["Antal som brister"], row["Ej bedömt hos"]) == expected
    assert merged and apart


def test_open_criterion_is_never_said_to_be_checked() -> None:
    book = opened(WHOLE)
    for name in "ABCDEFGH":
        for table in sheet(book, name).tables:
            if table.startswith("Avsnitt"):
                sources = [str(row["Källa"]) for row in rows(book, name, table) if row["Status"] == "ej bedömt"]
                assert not [
                    text for text in sources if "kontrollerat i" in text or text.startswith("enhetens register")
                ]


def test_every_statement_leads_to_its_cell_and_has_the_hash_of_its_file(tmp_path: Path) -> None:
    page = sheet(opened(WHOLE, tmp_path), "Bevis")
    found = rows(opened(WHOLE, tmp_path), "Bevis", "Bevis")
    told = proofs(WHOLE)
    assert len(found) == len(told) > 20
    at = next(cell.column for cell in page[4] if cell.value == "Cell")
    for number, (row, proof) in enumerate(zip(found, told, strict=True)):
        assert (row["Kriterium"], row["Påstående"], row["Vad det gör"]) == (
            ", ".join(proof.criteria),
            proof.claim,
            proof.bearing,
        )
        assert row["Filens SHA-256"] == WHOLE.hashes[proof.path] == proof.sha256
        assert (row["Värde i cellen"] or "") == proof.value
        cell = page.cell(5 + number, at)
        assert proof.cell is not None
        assert (row["Blad"], cell.value) == (proof.cell.sheet, proof.cell.a1)
        assert cell.hyperlink is not None
        quoted = proof.cell.sheet.replace("'", "''")
        assert cell.hyperlink.location == f"'{quoted}'!{proof.cell.a1}"
        assert (tmp_path / local(str(cell.hyperlink.target))).resolve() == Path(proof.path).resolve()


def test_all_evidence_is_there_once_and_claims_are_told_apart() -> None:
    told = proofs(WHOLE)
    assert len(set(told)) == len(told)
    said = {(known, proof.claim, proof.path, proof.cell) for proof in told for known in proof.criteria}
    for part in WHOLE.regulations:
        for one in part.results.values():
            for item in one.evidence:
                assert (one.criterion.id, item.claim, item.path, item.cell) in said
    claimed = {known for proof in told if proof.bearing == CLAIMED for known in proof.criteria}
    assert claimed == {one.criterion.id for part in WHOLE.regulations for one in part.results.values() if one.claims}
    both = next(proof for proof in told if "A1" in proof.criteria)
    assert both.regulations == ("SOSFS 2015:8", "HSLF-FS 2021:8")


def test_links_inside_the_workbook_lead_to_what_they_say() -> None:
    book = opened(WHOLE)
    followed = 0
    for name in ("Sammanfattning", *"ABCDEFGH", "Frågor"):
        for row in sheet(book, name).iter_rows():
            for cell in row:
                if cell.hyperlink is None or cell.hyperlink.target is not None:
                    continue
                goal, _, place = str(cell.hyperlink.location).replace("'", "").partition("!")
                followed += 1
                if goal == "Bevis":
                    assert str(cell.value) in str(sheet(book, goal)[place].value).split(", ")
                else:
                    assert str(sheet(book, goal)["A1"].value).startswith(goal)
    assert followed > 30


def test_every_doctor_is_told_of_with_the_reason() -> None:
    found = rows(opened(WHOLE), "Per ST-läkare", "PerLakare")
    told = [result for part in WHOLE.regulations for one in part.results.values() for result in one.doctors]
    assert len(found) == len(told)
    assert sorted((row["ST-läkare"], row["Status"], row["Varför"]) for row in found) == sorted(
        (result.doctor.name, result.status.word, result.why) for result in told
    )
    assert "Okänd Övre" in words(sheet(opened(WHOLE), "Per ST-läkare"))


def test_questions_have_room_for_answers_that_can_only_be_given_in_few_words() -> None:
    page = sheet(opened(WHOLE), "Frågor")
    found = rows(opened(WHOLE), "Frågor", "Fragor")
    assert [row["Kriterium"] for row in found] == [one.criterion for one in WHOLE.questions]
    assert all(row["Svar"] is None and row["Ansvarig"] is None for row in found)
    (rule,) = page.data_validations.dataValidation
    assert rule.formula1 == '"Ja,Nej,Delvis"'
    assert str(rule.sqref) == f"E5:E{4 + len(found)}"


@pytest.mark.parametrize("render", [render_spur_xlsx, render_plan_xlsx])
def test_plan_can_be_read_again(render: object) -> None:
    assert callable(render)
    book = load_workbook(BytesIO(render(WHOLE, HERE)))
    found = rows(book, "Handlingsplan", "Handlingsplan")
    assert list(found[0]) == PLAN
    for row, planned in zip(found, WHOLE.plan, strict=True):
        assert row["Kriterium"] == planned.criterion
        assert (row["Brist"], row["Planerad åtgärd"]) == (planned.problem, planned.action)
        assert row["Avslutas när"] == planned.condition_text
        assert row["Berörda"] == (", ".join(planned.doctors) or None)
        due = row["Klart senast"]
        assert (due.date() if due is not None else None) == planned.due  # type: ignore[attr-defined]
    page = sheet(book, "Handlingsplan")
    assert not any(one.hidden for one in (*page.column_dimensions.values(), *page.row_dimensions.values()))


def test_no_text_becomes_a_formula_or_a_link_to_anything_but_the_files_of_the_run(tmp_path: Path) -> None:
    book = opened(WHOLE, tmp_path)
    formulas, hostile = [], 0
    for page in book.worksheets:
        for row in page.iter_rows():
            for cell in row:
                formulas += [str(cell.value)] if cell.data_type == "f" else []
                hostile += cell.value == HOSTILE
    assert formulas
    assert all(one.startswith("=SUBTOTAL(109,") for one in formulas)
    assert hostile > 5
    files = {Path(path).resolve() for path in WHOLE.hashes}
    with ZipFile(BytesIO(render_spur_xlsx(WHOLE, tmp_path))) as package:
        assert not [name for name in package.namelist() if "externalLink" in name]
        relations = [package.read(name).decode() for name in package.namelist() if "worksheets/_rels" in name]
    targets = re.findall(r'Target="([^"]+)" TargetMode="External"', "".join(relations))
    assert {(tmp_path / local(one.partition("#")[0])).resolve() for one in targets} <= files
    assert len(targets) > 20


def test_files_that_were_not_read_are_not_linked_to() -> None:
    nobody = replace(WHOLE, files=tuple(replace(file, sha256=None) for file in WHOLE.files))
    for page in opened(nobody).worksheets:
        assert not [one for row in page.iter_rows() for one in row if one.hyperlink and one.hyperlink.target]


@pytest.mark.parametrize("count", [1, 7, 30])
def test_sheets_are_set_up_for_the_screen_and_for_paper(count: int) -> None:
    for page in opened(inspection(count)).worksheets:
        assert page.freeze_panes is not None, page.title
        assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
        fitted = page.sheet_properties.pageSetUpPr
        assert fitted is not None
        assert (fitted.fitToPage, page.page_setup.fitToHeight) == (True, 0)
        assert all(table.autoFilter is not None for table in page.tables.values())
        assert page.tables, page.title
        if page.title in ("Per ST-läkare", "Bevis", "Frågor", "Handlingsplan"):
            (table,) = page.tables.values()
            heading = re.findall(r"\d+", table.ref)[0]
            assert page.print_title_rows == f"${heading}:${heading}"


def test_words_with_a_colour_are_the_words_of_the_cells() -> None:
    assert set(STATUSES) == {status.word for status in Status}
    assert set(STANDINGS) == {one.words for one in Standing}
    assert {proof.bearing for proof in proofs(WHOLE)} <= set(BEARINGS)
    pairs = [colours for palette in PALETTES for colours in palette.values()]
    assert all(contrast(*pair) >= 4.5 for pair in pairs)


def test_same_inspection_gives_the_same_bytes_and_is_known_as_ours(tmp_path: Path) -> None:
    once = render_spur_xlsx(inspection(), tmp_path)
    assert render_spur_xlsx(inspection(), tmp_path) == once
    with ZipFile(BytesIO(once)) as package:
        assert {info.date_time[0] for info in package.infolist()} == {1980}
        assert "2026-11-01T00:00:00Z" in package.read("docProps/core.xml").decode()
    (tmp_path / "spur.xlsx").write_bytes(once)
    assert is_own_result(tmp_path / "spur.xlsx")


@pytest.mark.parametrize("one", [inspection(1), inspection(30), empty_inspection()])
def test_libreoffice_prints_it_on_a4_on_its_side(tmp_path: Path, one: Inspection) -> None:
    (tmp_path / "spur.xlsx").write_bytes(render_spur_xlsx(one, HERE))
    pdf = converted(tmp_path, "spur.xlsx", "pdf").read_bytes()
    boxes = [
        tuple(map(float, box.split())) for box in re.findall(rb"/Type/Page/.*?/MediaBox\[([^\]]*)\]", pdf, re.DOTALL)
    ]
    assert len(boxes) >= len(opened(one).sheetnames)
    assert {(round(box[2]), round(box[3])) for box in boxes} == {(842, 595)}
