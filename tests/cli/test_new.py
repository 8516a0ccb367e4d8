"""``stexcel new`` as a user meets it: in a process of its own, with real files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from stexcel import api
from tests.cli.program import stexcel

ORDER = ("--specialty", "Reumatologi", "--regulation", "2021")


def test_new_makes_an_iup_for_one_resident(tmp_path: Path) -> None:
    result = stexcel("new", *ORDER, "--name", "Nora Wiklander", "--start", "2026-09-01", "-o", "fil.xlsx", cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == (
        "fil.xlsx är skapad för Reumatologi enligt HSLF-FS 2021:8. Öppna den i Excel och börja på fliken Start.\n"
    )
    iup = api.read_document(tmp_path / "fil.xlsx").iup
    assert iup is not None
    assert iup.person.name is not None
    assert (iup.person.name.value, str(iup.person.name.cell)) == ("Nora Wiklander", "Start!B4")
    assert len(iup.specialty_delmal) == 24
    assert [path.name for path in tmp_path.iterdir()] == ["fil.xlsx"]


def test_existing_file_is_never_replaced_unasked(tmp_path: Path) -> None:
    (tmp_path / "fil.xlsx").write_bytes(b"nagons arbete")
    refused = stexcel("new", *ORDER, "-o", "fil.xlsx", cwd=tmp_path)
    assert refused.returncode == 2
    assert refused.stderr.startswith("Fel: fil.xlsx finns redan och skrivs inte över.")
    assert (tmp_path / "fil.xlsx").read_bytes() == b"nagons arbete"
    forced = stexcel("new", *ORDER, "-o", "fil.xlsx", "--overwrite", cwd=tmp_path)
    assert forced.returncode == 0
    assert api.read_document(tmp_path / "fil.xlsx").iup is not None
    told = re.search(r"Den gamla filen heter nu (fil\.\S+\.bak)\. ", forced.stdout)
    assert told is not None
    assert (tmp_path / told[1]).read_bytes() == b"nagons arbete"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("--regulation", "2021", "-o", "a.xlsx"), "--specialty saknas"),
        (("--specialty", "Onkologi", "-o", "a.xlsx"), "--regulation saknas"),
        (ORDER, "--output saknas"),
        ((*ORDER, "-o", "a.docx"), "a.docx är inget namn på en Excelfil"),
        ((*ORDER, "-o", "finns-inte/a.xlsx"), "mappen finns inte"),
        ((*ORDER, "-o", "a.xlsx", "--start", "i våras"), "--start: ”i våras” är inget datum"),
        ((*ORDER, "-o", "a.xlsx", "--start", "1926-01-01"), "1926-01-01 ligger utanför åren"),
        ((*ORDER, "-o", "a.xlsx", "--start", "2095-01-01"), "ST kan inte börja 2095-01-01"),
        ((*ORDER, "-o", "a.xlsx", "--start", "2026-01-01", "--end", "2025-01-01"), "Slutet 2025-01-01 ligger före"),
        ((*ORDER, "-o", "a.xlsx", "--start", "2026-01-01", "--end", "2062-01-01"), "mer än 20 år"),
        (("--specialty", "Rumatolgen", "--regulation", "2021", "-o", "a.xlsx"), "Menade du ”Reumatologi”?"),
        (("--specialty", "Onkologi", "--regulation", "1996", "-o", "a.xlsx"), "Ange 2015 eller 2021"),
    ],
)
def test_what_cannot_be_made_is_told_in_swedish(args: tuple[str, ...], message: str, tmp_path: Path) -> None:
    result = stexcel("new", *args, cwd=tmp_path)
    assert result.returncode == 2
    assert result.stderr.startswith("Fel: ")
    assert message in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_help_is_swedish() -> None:
    text = stexcel("new", "--help").stdout
    assert "Skapar ett nytt IUP" in text
    assert "required" not in text
