"""The add-in file: the macros and the ribbon as they are written, nobody's name, and the same bytes every time."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree
from pyopenvba import check_file

import stexcel
from stexcel.addin.build import build
from stexcel.addin.macros import read_macros, with_line_ends
from stexcel.cli import main
from stexcel.resources import macros_dir

_MACROS = read_macros(macros_dir())
_RIBBON = "customUI/customUI14.xml"
_RIBBON_TYPE = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
_DOCUMENTS = {"ThisWorkbook", "Sheet1"}
_BUILD = "import sys; from stexcel.cli import main; main(['addin', 'build', '-o', sys.argv[1]])"


@pytest.fixture(scope="module")
def addin() -> bytes:
    return build(_MACROS)


@pytest.fixture(scope="module")
def parts(addin: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(addin)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_another_program_reads_the_same_text_back(addin: bytes) -> None:
    from oletools.olevba import VBA_Parser  # noqa: PLC0415 - the import itself warns

    reader = VBA_Parser("stexcel.xlam", data=addin)
    found = {stream.rpartition("/")[2]: code for _, stream, _, code in reader.extract_macros()}
    assert set(found) == {*_MACROS.modules, *_DOCUMENTS}
    for name, text in _MACROS.modules.items():
        assert found[name] == with_line_ends(text)


def test_the_text_is_in_the_encoding_of_excel() -> None:
    data = _MACROS.module_bytes("StRunner")
    assert "Öppna ett IUP".encode("cp1252") in data
    assert data.count(b"\n") == data.count(b"\r\n")


def test_the_ribbon_is_where_excel_looks_for_it(parts: dict[str, bytes]) -> None:
    assert parts[_RIBBON] == (macros_dir() / "customUI14.xml").read_bytes()
    relations = [dict(one.attrib) for one in etree.fromstring(parts["_rels/.rels"])]
    assert [one["Target"] for one in relations if one["Type"] == _RIBBON_TYPE] == [_RIBBON]
    assert len({one["Id"] for one in relations}) == len(relations)
    types = etree.fromstring(parts["[Content_Types].xml"])
    assert ("xml", "application/xml") in {(one.get("Extension"), one.get("ContentType")) for one in types}


def test_nobody_is_named(addin: bytes, parts: dict[str, bytes]) -> None:
    properties = etree.fromstring(parts["docProps/core.xml"])
    told = {etree.QName(one).localname: one.text for one in properties}
    assert set(told) == {"title", "creator", "description"}
    assert told["creator"] == "stexcel"
    assert stexcel.__version__ in str(told["description"])
    folders = (Path.home().as_posix().encode(), b"William", b"\\Users\\")
    assert not any(folder in data for folder in folders if len(folder) > 1 for data in parts.values())


def test_nothing_in_the_archive_depends_on_the_computer(addin: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(addin)) as archive:
        told = {
            (entry.compress_type, entry.create_system, entry.external_attr, entry.extra, entry.date_time)
            for entry in archive.infolist()
        }
    assert told == {(zipfile.ZIP_STORED, 0, 0, b"", (1980, 1, 1, 0, 0, 0))}


def test_it_is_the_same_elsewhere(addin: bytes, tmp_path: Path) -> None:
    for number, (zone, language, seed) in enumerate([("Asia/Tokyo", "tr_TR.UTF-8", "1"), ("UTC", "C", "2")]):
        path = tmp_path / f"{number}.xlam"
        environment = {**os.environ, "TZ": zone, "LC_ALL": language, "PYTHONHASHSEED": seed, "PYTHONUTF8": "0"}
        command = [sys.executable, "-c", _BUILD, str(path)]
        subprocess.run(command, env=environment, cwd=tmp_path, check=True, capture_output=True)
        assert path.read_bytes() == addin


def test_line_ends_of_the_checkout_make_no_difference(addin: bytes, tmp_path: Path) -> None:
    for path in macros_dir().glob("*.bas"):
        (tmp_path / path.name).write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    ribbon = (macros_dir() / "customUI14.xml").read_bytes()
    (tmp_path / "customUI14.xml").write_bytes(ribbon.replace(b"\n", b"\r\n"))
    assert build(read_macros(tmp_path)) == addin


def test_the_file_is_sound(addin: bytes, tmp_path: Path) -> None:
    path = tmp_path / "stexcel.xlam"
    path.write_bytes(addin)
    assert check_file(path).issues == ()


def test_the_command_builds_it(addin: bytes, tmp_path: Path) -> None:
    path = tmp_path / "åäö" / "stexcel.xlam"
    path.parent.mkdir()
    assert CliRunner().invoke(main, ["addin", "build", "-o", str(path)]).exit_code == 0
    assert path.read_bytes() == addin
    again = CliRunner().invoke(main, ["addin", "build", "-o", str(path)])
    assert again.exit_code == 2
    assert "finns redan" in again.stderr
    assert CliRunner().invoke(main, ["addin", "build", "-o", str(path), "--overwrite"]).exit_code == 0


def test_the_command_tells_what_is_wrong(tmp_path: Path) -> None:
    for path in macros_dir().iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    with (tmp_path / "StRunner.bas").open("a", encoding="utf-8") as file:
        file.write("' Łódź\n")
    result = CliRunner().invoke(main, ["addin", "build", "-o", str(tmp_path / "a.xlam"), "--macros", str(tmp_path)])
    assert result.exit_code == 2
    assert "tecknet ”Ł” (U+0141)" in result.stderr
    assert not (tmp_path / "a.xlam").exists()
    assert CliRunner().invoke(main, ["addin", "build", "-o", str(tmp_path / "a.xlsm")]).exit_code == 2
