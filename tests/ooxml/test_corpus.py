"""Every hazard of the corpus and every kind of edit: done without loss, or refused with the reason."""

import datetime as dt
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from stexcel.ooxml import CellEdit, CellValue, Edit, Hyperlink, InsertRows, Note, Notes, apply
from stexcel.workbook import WorkbookError
from tests.ooxml import corpus_archives, corpus_packages, corpus_programs, corpus_sheets
from tests.ooxml.hazard import Hazard
from tests.ooxml.laws import READERS, assert_only_recalculated, assert_same_sheet, changed_entries
from tests.ooxml.packages import unpacked
from tests.programs import soffice_path

_CORPUS = (corpus_archives, corpus_packages, corpus_sheets, corpus_programs)
HAZARDS = {hazard.name: hazard for part in _CORPUS for hazard in part.hazards()}
_DAY = dt.date(2026, 11, 1)
_VALUES: Mapping[str, CellValue] = {
    "text": " ny text ”å” <&> ",
    "number": 2.5,
    "day": _DAY,
    "truth": True,
    "formula": "inte längre en formel",
    "filled": "ny",
    "empty": None,
}
_KINDS = (*_VALUES, "link", "note", "rows")


def edit_of(hazard: Hazard, kind: str) -> Edit | None:
    """An edit of the kind; ``None`` where the workbook has no cell for it."""
    cell = {"formula": hazard.formula, "filled": hazard.filled, "empty": hazard.filled}.get(kind, hazard.blank)
    if not cell:
        return None
    if kind == "link":
        return Hyperlink(hazard.sheet, cell, "https://exempel.se/")
    if kind == "note":
        return Notes("stexcel", (Note(hazard.sheet, cell, "se över"),))
    if kind == "rows":
        return InsertRows(hazard.sheet, hazard.after, 2)
    return CellEdit(hazard.sheet, cell, _VALUES[kind])


def cases() -> Iterator[ParameterSet]:
    """Every hazard with every kind of edit. The suite makes new rows, all that is refused, and a third of the rest."""
    for number, hazard in enumerate(HAZARDS.values()):
        for place, kind in enumerate(_KINDS):
            in_suite = kind == "rows" or hazard.reason(kind) or (number + place) % 3 == 0
            yield pytest.param(hazard.name, kind, marks=() if in_suite else pytest.mark.slow)


@pytest.mark.parametrize(("name", "kind"), list(cases()))
def test_an_edit_loses_nothing_or_is_refused(name: str, kind: str) -> None:
    hazard = HAZARDS[name]
    edit = edit_of(hazard, kind)
    if edit is None:
        return
    source = hazard.make()
    reason = hazard.reason(kind)
    if reason:
        with pytest.raises(WorkbookError, match=reason):
            apply(source, [edit])
        return
    result = apply(source, [edit]).data
    check_parts(source, result, kind)
    if isinstance(edit, InsertRows):
        check_rows(source, result, edit)
    else:
        check_cells(source, result, edit, hazard)
    if isinstance(edit, CellEdit):
        assert apply(result, [edit]).data == result


def check_parts(source: bytes, result: bytes, kind: str) -> None:
    """Only parts that this kind of edit is about are other bytes, and the workbook part differs as little as can be."""
    changed = {name.replace("\\", "/").casefold() for name in changed_entries(source, result)}
    words = ["sheet", "blad", "målen", "a.xml", "workbook.xml", "bok.xml"]
    more = {
        "day": ["styles", "form.xml", "[content_types]", "workbook.xml.rels"],
        "formula": ["calcchain", "[content_types]", "workbook.xml.rels"],
        "filled": ["calcchain"],
        "empty": ["calcchain"],
        "note": ["comments", "vml", "[content_types]"],
        "rows": [
            "calcchain",
            "[content_types]",
            ".rels",
            "table",
            "pivot",
            "comments",
            "vml",
            "drawing",
            "chart",
            "control",
            "ctrlprop",
        ],
    }
    words += more.get(kind, [])
    assert [name for name in changed if not any(word in name for word in words)] == []
    if kind != "rows":
        old, new = unpacked(source), unpacked(result)
        for name in (
            name for name in new if name.casefold().replace("\\", "/").endswith(("xl/workbook.xml", "bok.xml"))
        ):
            assert_only_recalculated(old[name], new[name])


def check_cells(source: bytes, result: bytes, edit: Edit, hazard: Hazard) -> None:
    """All readers that manage the source read every other cell as before, and the edited one as asked."""
    # A link at an empty cell is read as the cell's text by some.
    place = (edit.sheet, edit.cell) if isinstance(edit, (CellEdit, Hyperlink)) else None
    for read in READERS:
        before, after = read(source), read(result)
        # Some readers find nothing in workbooks that they open: what they do not find says nothing.
        if before is None or (hazard.filled and not any(at[0] == hazard.sheet for at in before)):
            continue
        assert after is not None
        assert {at: v for at, v in before.items() if at != place} == {at: v for at, v in after.items() if at != place}
        if isinstance(edit, CellEdit):
            assert as_asked(after.get((edit.sheet, edit.cell)), edit.value)
    check_sheets(source, result, edit)


def check_sheets(source: bytes, result: bytes, edit: Edit) -> None:
    """The XML of sheets says the same but for the edited cell."""
    old, new = unpacked(source), unpacked(result)
    edited = [edit.cell] if isinstance(edit, CellEdit) else []
    without = ["hyperlinks"] if isinstance(edit, Hyperlink) else ["legacyDrawing"] if isinstance(edit, Notes) else []
    for name, data in new.items():
        if b"sheetData" in data and data != old[name] and b't="shared"' not in old[name]:
            assert_same_sheet(old[name], data, edited, without=without)


def as_asked(found: object, value: CellValue) -> bool:
    if value is None:
        return found is None
    assert isinstance(found, tuple)
    read = found[1]
    if isinstance(value, dt.date):
        read = read.date() if isinstance(read, dt.datetime) else read
    return bool(read == value) and isinstance(read, bool) == isinstance(value, bool)


def check_rows(source: bytes, result: bytes, edit: InsertRows) -> None:
    """What stood below the new rows stands below them with the same content."""
    before, after = READERS[1](source), READERS[1](result)
    if before is None:
        return
    assert after is not None
    assert sorted(map(str, before.values())) == sorted(map(str, after.values()))
    above = {at: value for at, value in before.items() if at[0] != edit.sheet}
    assert all(after[at] == value for at, value in above.items())


def test_libreoffice_opens_every_result_whose_source_it_opens(tmp_path: Path) -> None:
    folders = tmp_path / "results", tmp_path / "sources"
    for folder in folders:
        folder.mkdir()
    hazards = [hazard for hazard in HAZARDS.values() if not hazard.far]
    for number, hazard in enumerate(hazards):
        edits = [edit_of(hazard, kind) for kind in _KINDS if not hazard.reason(kind)]
        asked = [edit for edit in edits if edit is not None]
        if asked:
            (folders[0] / f"{number}.xlsx").write_bytes(apply(hazard.make(), asked).data)
    asked_of = {path.stem for path in folders[0].iterdir()}
    missing = asked_of - {path.stem for path in converted(folders[0], tmp_path)}
    assert len(missing) < 8
    for name in missing:
        (folders[1] / f"{name}.xlsx").write_bytes(hazards[int(name)].make())
    assert [hazards[int(path.stem)].name for path in converted(folders[1], tmp_path)] == []


def converted(folder: Path, where: Path) -> list[Path]:
    """What LibreOffice makes of the workbooks of a folder that it opens."""
    target = where / f"{folder.name}-out"
    profile = (where / "profile").as_uri()
    command = [
        soffice_path(),
        "--headless",
        f"-env:UserInstallation={profile}",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(target),
    ]
    subprocess.run([*command, *map(str, sorted(folder.iterdir()))], check=True, capture_output=True, timeout=900)
    return sorted(target.glob("*.xlsx"))
