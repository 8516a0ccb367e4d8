"""Results for use outside the unit: searched in the raw files for everything that could tell who it is about."""

from __future__ import annotations

import html
import re
import shutil
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from stexcel.api import Setup
from stexcel.findings import Exemption
from stexcel.names import person_key
from stexcel.policy import Policy
from stexcel.render.status_html import render_status_html
from stexcel.render.status_xlsx import render_status_xlsx
from stexcel.status.compose import Wishes, compose
from stexcel.status.history import Store
from stexcel.status.history_file import FILE_NAME
from stexcel.status.keys import keys_of
from stexcel.status.model import Survey
from stexcel.status.status import Place, Sheet, Status
from stexcel.status.suppression import FEWEST, without_places
from stexcel.survey import survey
from stexcel.workbook import read_grid

EXAMPLES = Path(__file__).parents[1] / "exempel"
UNIT = Path(__file__).parents[1] / "enheter" / "u03_enhet.xlsx"
TODAY = date(2026, 11, 1)
ANONYMOUS = Wishes(is_anonymous=True)
_ORDINARY = 4
"""Shorter words are in every file."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clinic with nine doctors in three layouts, a unit's workbook, settings and a file that cannot be read."""
    place = tmp_path_factory.mktemp("Kliniken-Sjöstad")
    for layout in ("L01", "L02", "L05"):
        for file in (EXAMPLES / layout).glob("*.xlsx"):
            shutil.copy(file, place / f"IUP {file.stem} Svedberg.xlsx")
    shutil.copy(UNIT, place / "enhet Svedberg.xlsx")
    (place / "Trasig Svedberg.xlsx").write_bytes(b"inte en arbetsbok")
    return place


@pytest.fixture(scope="module")
def whole(folder: Path) -> Survey:
    """The clinic as it is, with an exception that names somebody."""
    exemption = Exemption("IUP L01*.xlsx", "STX203", "Svedberg lovade göra det i vår", 3)
    return survey([folder], Setup(TODAY, policy=Policy(folder / "stexcel.toml", exemptions=(exemption,))))


@pytest.fixture(scope="module")
def status(whole: Survey) -> Status:
    """The same without names."""
    return compose(whole, ANONYMOUS)


@pytest.fixture(scope="module")
def raw(status: Status, folder: Path) -> dict[str, str]:
    """Every part of both results as text."""
    book = zipfile.ZipFile(BytesIO(render_status_xlsx(status, folder)))
    parts = {name: html.unescape(book.read(name).decode("utf-8", "replace")) for name in book.namelist()}
    return {**parts, "status.html": html.unescape(render_status_html(status, folder))}


def _people(survey: Survey) -> set[str]:
    """Every name that any file has."""
    names = {one.name for one in survey.residents.values()}
    for one in survey.residents.values():
        names |= {one.supervisor, one.studierektor, *(met.supervisor for met in one.meetings)}
        names |= {made.assessor for made in one.assessments} | {placed.supervisor for placed in one.placements}
    for unit in survey.units.values():
        names |= {supervisor.name.value for supervisor in unit.supervisors}
        names |= {doctor.name.value for doctor in unit.doctors}
    return {name for name in names if name}


def _hits(words: set[str], raw: dict[str, str]) -> list[tuple[str, str]]:
    found = []
    for part, text in raw.items():
        has = {word.casefold() for word in re.findall(r"[^\W\d_]+", text)}
        found += [(part, word) for word in words if word in has]
    return found


def test_no_part_of_the_package_has_anybodys_name(whole: Survey, raw: dict[str, str]) -> None:
    people = _people(whole)
    words = {word for name in people for word in person_key(name) if len(word) >= _ORDINARY}
    assert len(people) > 20 and len(words) > 25
    assert _hits(words, raw) == []
    together = "\n".join(raw.values()).casefold()
    assert [name for name in people if name.casefold() in together] == []


def test_no_part_has_a_file_a_folder_or_a_user(whole: Survey, raw: dict[str, str], folder: Path) -> None:
    together = "\n".join(raw.values())
    names = {Path(file.document.path).stem for file in whole.report.files} | {"Svedberg"}
    names |= {folder.name, folder.as_posix(), str(Path.home()), Path(__file__).name}
    names |= {file.document.sha256 for file in whole.report.files if file.document.sha256}
    assert [name for name in names if name in together] == []
    assert "file:" not in together


def test_no_key_of_a_name_is_left(whole: Survey, raw: dict[str, str]) -> None:
    together = "\n".join(raw.values())
    assert [key for key in keys_of(whole.residents.values()).values() if key in together] == []


def test_no_text_that_only_stands_in_the_files_is_left(whole: Survey, raw: dict[str, str], folder: Path) -> None:
    """Long texts of cells (courses, placements, comments), unless they are the program's own words."""
    ordinary = "\n".join(raw.values()).casefold()
    sources = [sheet for file in sorted(folder.glob("IUP*.xlsx")) for sheet in read_grid(file).sheets]
    texts = {cell.strip() for sheet in sources for row in sheet.rows for cell in row if isinstance(cell, str)}
    own = {one.name.casefold() for resident in whole.residents.values() for one in resident.courses}
    own |= {one.name.casefold() for resident in whole.residents.values() for one in resident.placements}
    assert len(own) > 30
    assert [text for text in own if len(text) > 12 and text in ordinary] == []
    long = {text.casefold() for text in texts if len(text) > 40}
    assert [text for text in long if text in ordinary] == []


def test_there_are_no_links_and_no_notes(status: Status, folder: Path) -> None:
    book = zipfile.ZipFile(BytesIO(render_status_xlsx(status, folder)))
    assert [name for name in book.namelist() if "comment" in name.lower()] == []
    for name in book.namelist():
        if name.endswith(".rels"):
            assert b"External" not in book.read(name), name
    assert not re.search(r'href="(?!#)', render_status_html(status, folder))


def _parts(value: Any) -> Iterator[Any]:
    yield value
    if is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from _parts(getattr(value, one.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from _parts(part)


def test_every_place_is_empty_whatever_the_status_has(whole: Survey, status: Status) -> None:
    places = [part for part in _parts(status) if isinstance(part, Place)]
    assert len(places) > 100
    assert set(places) == {Place("")}
    named = compose(whole, Wishes())
    assert any(part.path for part in _parts(named) if isinstance(part, Place))
    assert not any(part.path for part in _parts(without_places(named)) if isinstance(part, Place))


def test_the_numbers_are_those_of_the_unit_itself(whole: Survey, status: Status) -> None:
    named = compose(whole, Wishes())

    def numbers(of: Status) -> Counter[tuple[object, ...]]:
        return Counter(
            (row.judgement.light, row.linked, row.assessed, row.done, row.served, tuple(row.findings.items()))
            for row in of.overview
        )

    assert numbers(status) == numbers(named)
    assert Counter(row.code for row in status.findings) == Counter(row.code for row in named.findings)
    assert status.assessments is not None and named.assessments is not None
    assert [sum(one) for one in status.assessments.totals] == [sum(one) for one in named.assessments.totals]


def test_facts_that_few_share_are_not_shown(status: Status) -> None:
    for name in ("specialty", "regulation", "start", "planned_end", "end_at_fte", "percent"):
        counts = Counter(getattr(row, name) for row in status.overview)
        assert all(count >= FEWEST for fact, count in counts.items() if fact is not None), name
    assert any(row.regulation for row in status.overview)
    assert not any(row.unit or row.supervisor for row in status.overview)


def test_numbers_about_few_are_not_shown(status: Status) -> None:
    numbers = [n for one in status.coverage for row in one.rows for n in (*row.planned, *row.made)]
    numbers += [row.doctors for one in status.coverage for row in one.rows]
    assert len(numbers) > 10
    assert min(number for number in numbers if number is not None) >= FEWEST
    assert all(len(group.rows) >= FEWEST for group in status.matrix.groups)
    assert all(one.doctors >= FEWEST for one in status.about.rule_data)


def test_what_is_not_shown_is_said(status: Status) -> None:
    assert "Anonymt underlag" in status.remarks[0]
    assert (status.timeline, status.supervisors) == (None, ())
    assert {Sheet.TIMELINE, Sheet.SUPERVISORS, Sheet.COURSES, Sheet.COVERAGE} <= status.withheld.keys()


def test_fewer_than_three_doctors_are_not_shown_at_all(whole: Survey) -> None:
    paths = sorted(whole.residents)[:2]
    files = tuple(file for file in whole.report.files if file.document.path in paths)
    report = replace(whole.report, files=files, config=None)
    two = replace(whole, report=report, residents={path: whole.residents[path] for path in paths}, units={})
    hidden = compose(two, ANONYMOUS)
    assert (hidden.overview, hidden.findings, hidden.matrix.groups) == ((), (), ())
    assert "färre än 3 ST-läkare" in hidden.remarks[0]
    assert set(hidden.withheld) == set(Sheet)


def test_pseudonyms_stay_from_run_to_run(whole: Survey, tmp_path: Path) -> None:
    store = Store(tmp_path / FILE_NAME, "allt")
    before = compose(whole, Wishes(store, is_anonymous=True))
    later = replace(whole, report=replace(whole.report, today=date(2026, 12, 1)))
    after = compose(later, Wishes(store, is_anonymous=True))
    light = {row.doctor.name: (row.linked, row.served) for row in before.overview}
    assert light == {row.doctor.name: (row.linked, row.served) for row in after.overview}
    assert after.trends.since == TODAY
    assert {point.key for point in after.trends.points} == {row.doctor.key for row in after.overview if row.delmal}


def test_pseudonyms_do_not_follow_the_order_of_names_or_files(whole: Survey, status: Status) -> None:
    named = {(row.linked, row.served, row.done): row for row in compose(whole, Wishes()).overview if row.delmal}
    order = [
        named[row.linked, row.served, row.done].doctor
        for row in sorted(status.overview, key=lambda row: row.doctor.name)
        if row.delmal
    ]
    assert len(order) == 9
    assert [one.name for one in order] != sorted(one.name for one in order)
    assert [one.place.path for one in order] != sorted(one.place.path for one in order)
    assert [file.who for file in status.about.files][:9] == sorted(row.doctor.name for row in status.overview)[1:]


def test_the_same_input_gives_the_same_bytes(whole: Survey, folder: Path) -> None:
    once, again = (render_status_xlsx(compose(whole, ANONYMOUS), folder) for _ in range(2))
    assert once == again


def test_an_earlier_day_is_anonymous_too(whole: Survey, tmp_path: Path) -> None:
    store = Store(tmp_path / FILE_NAME, "allt")
    compose(whole, Wishes(store))
    then = compose(whole, Wishes(store, as_of=TODAY, is_anonymous=True))
    book = zipfile.ZipFile(BytesIO(render_status_xlsx(then, tmp_path)))
    raw = {name: html.unescape(book.read(name).decode("utf-8", "replace")) for name in book.namelist()}
    words = {word for name in _people(whole) for word in person_key(name) if len(word) >= _ORDINARY}
    assert _hits(words, raw) == []
    assert [row.doctor.name[:9] for row in then.overview] == ["ST-läkare"] * 9
    assert all(row.start is None for row in then.overview)
