"""What LibreOffice makes of the status workbook: the same numbers when it reckons them, and pages that can be read."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from stexcel.render.status_xlsx import render_status_xlsx
from stexcel.status.status import Status
from tests.render.office import converted
from tests.render.status_sample import empty_status, sample_status, status_of

HERE = Path()
Numbers = dict[tuple[str, str], object]


def without_values(data: bytes) -> bytes:
    """The workbook with every formula, and no value that a formula has given."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(out, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            if name.startswith("xl/worksheets/sheet"):
                text = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", text)
            target.writestr(name, text)
    return out.getvalue()


def formula_cells(data: bytes) -> list[tuple[str, str]]:
    book = load_workbook(BytesIO(data))
    return [
        (page.title, cell.coordinate)
        for page in book.worksheets
        for row in page.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]


def values(data: bytes, places: list[tuple[str, str]]) -> Numbers:
    book = load_workbook(BytesIO(data), data_only=True)
    return {(sheet, place): book[sheet][place].value for sheet, place in places}


@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")  # of what LibreOffice writes
@pytest.mark.parametrize(
    ("status", "least"),
    [(sample_status(), 100), (status_of([f"Läkare {n}" for n in range(40)]), 300), (empty_status(), 5)],
)
def test_libreoffice_reckons_the_values_that_the_formulas_have(tmp_path: Path, status: Status, least: int) -> None:
    data = render_status_xlsx(status, HERE)
    places = formula_cells(data)
    assert len(places) >= least
    (tmp_path / "status.xlsx").write_bytes(without_values(data))
    assert set(values((tmp_path / "status.xlsx").read_bytes(), places).values()) == {None}
    reckoned = values(converted(tmp_path, "status.xlsx", "xlsx").read_bytes(), places)
    told = values(data, places)
    assert {place: reckoned[place] for place in places if reckoned[place] != pytest.approx(told[place])} == {}


@pytest.mark.parametrize("status", [sample_status(), empty_status(), status_of(["Maximiliana-Katarina " * 4])])
def test_pages_are_a4_on_their_side_and_none_is_blank(tmp_path: Path, status: Status) -> None:
    (tmp_path / "status.xlsx").write_bytes(render_status_xlsx(status, HERE))
    pdf = converted(tmp_path, "status.xlsx", "pdf").read_bytes()
    boxes = [
        tuple(map(float, box.split())) for box in re.findall(rb"/Type/Page/.*?/MediaBox\[([^\]]*)\]", pdf, re.DOTALL)
    ]
    sheets = len(load_workbook(tmp_path / "status.xlsx").sheetnames)
    assert sheets <= len(boxes) <= sheets + 8
    assert {(round(box[2]), round(box[3])) for box in boxes} == {(842, 595)}
