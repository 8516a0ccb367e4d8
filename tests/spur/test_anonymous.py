"""The assessment without names: nothing that a clinic has written is left in any of the files that are made of it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from stexcel.regelverk import load_guides
from stexcel.render.spur_docx import render_plan_docx
from stexcel.render.spur_html import render_spur_html
from stexcel.render.spur_json import render_spur_json
from stexcel.render.spur_text import render_interview, render_spur_text
from stexcel.render.spur_xlsx import render_spur_xlsx
from stexcel.render.spur_xlsx.book import render_plan_xlsx
from stexcel.spur.anonymous import TooFew, anonymous_inspection
from stexcel.spur.interview import interview
from stexcel.spur.model import Inspection
from stexcel.spur.package import archive, statement
from tests.spur.inspections import HOSTILE, UNREAD_REASON, inspection

FOLDER = Path("/klinik/underlag")


def hidden(found: Inspection) -> Inspection:
    numbers = {doctor.path: number for number, doctor in enumerate(found.doctors, start=1)}
    return anonymous_inspection(found, numbers, load_guides())


def files_of(found: Inspection) -> dict[str, bytes]:
    return {
        "spur.xlsx": render_spur_xlsx(found, FOLDER),
        "handlingsplan.xlsx": render_plan_xlsx(found, FOLDER),
        "handlingsplan.docx": render_plan_docx(found),
        "spur.html": render_spur_html(found, FOLDER).encode(),
        "spur.json": render_spur_json(found).encode(),
        "spur.txt": render_spur_text(found).encode(),
        "fragor.txt": render_interview(interview(found, load_guides())).encode(),
        "lasmig.txt": statement(found, [("spur.xlsx", "bedömningen")]).encode(),
    }


def texts(data: bytes) -> Iterator[str]:
    """Everything in a file, packages inside packages unpacked."""
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name in package.namelist():
                yield name
                yield from texts(package.read(name))
    else:
        yield data.decode("utf-8", "replace")


def written_by_the_clinic(found: Inspection) -> set[str]:
    names = {word for doctor in found.doctors for word in (doctor.name, *doctor.name.split(), doctor.path)}
    names |= {file.path for file in found.files} | {str(file.sha256) for file in found.files if file.sha256}
    names |= {str(one) for one in (found.unit_name, found.head, found.studierektor)}
    claims = [claim for part in found.regulations for one in part.results.values() for claim in one.claims]
    names |= {str(one) for claim in claims for one in (claim.answer, claim.document, claim.owner, claim.comment)}
    names |= {one.reason for one in found.exemptions} | {HOSTILE, UNREAD_REASON, "Delmål 'a' & b", "Auskultation"}
    return {name for name in names if len(name) > 3 and name.casefold() != "psykiatri"}


def test_nothing_that_the_clinic_wrote_is_in_any_file() -> None:
    found = inspection(9)
    forbidden = written_by_the_clinic(found)
    named = "\n".join(text for data in files_of(found).values() for text in texts(data))
    assert sum(name in named for name in forbidden) > 20, "the search finds the names where they are"
    for data in (*files_of(hidden(found)).values(), archive(files_of(hidden(found)))):
        whole = "\n".join(texts(data)).casefold()
        assert [name for name in forbidden if re.search(rf"\b{re.escape(name.casefold())}", whole)] == []


def test_grades_statuses_and_counts_are_those_of_the_named_assessment() -> None:
    found = inspection(9)
    for old, new in zip(found.regulations, hidden(found).regulations, strict=True):
        for one, other in zip(old.sections, new.sections, strict=True):
            assert (one.grade, one.verified) == (other.grade, other.verified)
            assert [(r.status, r.counts, r.codes) for r in one.criteria] == [
                (r.status, r.counts, r.codes) for r in other.criteria
            ]


def test_doctors_are_in_an_order_of_their_own() -> None:
    found = inspection(9)
    numbers = {doctor.path: number for number, doctor in enumerate(reversed(found.doctors), start=1)}
    shown = anonymous_inspection(found, numbers, load_guides())
    names = [doctor.name for doctor in shown.regulations[0].doctors]
    assert names == sorted(names) and names[0].startswith("ST-läkare ")
    order = [result.doctor.name for result in shown.regulations[0].results["D6"].doctors]
    assert order == sorted(order)


def test_regulation_of_too_few_is_left_out_and_told() -> None:
    shown = hidden(inspection(7))
    assert [part.regulation for part in shown.regulations] == ["SOSFS 2015:8"]
    assert any("HSLF-FS 2021:8 visas inte" in remark for remark in shown.remarks)
    assert all(row.regulations == ("SOSFS 2015:8",) for row in shown.plan)


def test_specialty_of_too_few_is_not_shown() -> None:
    found = inspection(9)
    part = found.regulations[0]
    other = replace(part.doctors[0], specialty="Geriatrik")
    changed = replace(part, doctors=(other, *part.doctors[1:]))
    shown = hidden(replace(found, regulations=(changed, *found.regulations[1:])))
    assert "Geriatrik" not in {doctor.specialty for doctor in shown.doctors}
    assert "Psykiatri" in {doctor.specialty for doctor in shown.doctors}


@pytest.mark.parametrize(("doctors", "told"), [(1, "en enda ST-läkare"), (2, "gäller 2 ST-läkare")])
def test_too_few_doctors_are_refused_with_the_reason(doctors: int, told: str) -> None:
    found = replace(inspection(doctors), unassigned=())
    with pytest.raises(TooFew, match="färre än 3 ST-läkare") as error:
        hidden(found)
    assert told in str(error.value)
