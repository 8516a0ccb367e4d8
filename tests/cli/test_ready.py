"""``stexcel ready`` as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path

from stexcel.codes import HSLF_2021, SOSFS_2015
from tests.cli.program import stexcel
from tests.cli.test_validate import EXAMPLES, ONE, TODAY
from tests.intyg.iup import save_iup


def test_list_with_standing_cell_and_source() -> None:
    result = stexcel("ready", ONE, *TODAY)
    assert (result.returncode, result.stderr) == (1, "")
    assert "Delmål och utbildningsaktiviteter (SOSFS 2015:8, målbeskrivning för Psykiatri)" in result.stdout
    assert "Inte redo för ansökan:" in result.stdout
    assert "[Delmål A!" in result.stdout


def test_json_is_the_same_in_every_run(tmp_path: Path) -> None:
    path = save_iup(tmp_path / "iup.xlsx", HSLF_2021)
    one, other = (stexcel("ready", path, *TODAY, "--format", "json").stdout for _ in range(2))
    assert one == other
    document = json.loads(one)
    assert (document["redo"], document["foreskrift"]) == (False, HSLF_2021)
    assert sum(document["summa"].values()) == len(document["poster"])
    assert {one["lage"] for one in document["poster"]} <= {"klart", "planerat", "saknas", "ej kontrollerat"}


def test_what_cannot_be_listed(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"trasig")
    for path, why in (
        (tmp_path / "x.xlsx", "går inte att läsa"),
        (tmp_path, "är en mapp"),
        (EXAMPLES / "varnamo" / "enhet.xlsx", "är enhetens arbetsbok"),
    ):
        result = stexcel("ready", path, *TODAY)
        assert (result.returncode, result.stdout) == (2, "")
        assert result.stderr.startswith("Fel: ")
        assert why in result.stderr or path.suffix == ".xlsx"


def test_to_a_file_but_never_over_the_workbook(tmp_path: Path) -> None:
    path = save_iup(tmp_path / "iup.xlsx", SOSFS_2015)
    assert stexcel("ready", path, *TODAY, "-o", "lista.txt", cwd=tmp_path).stdout == ""
    assert (tmp_path / "lista.txt").read_text(encoding="utf-8").startswith("Åsa Öberg (")
    assert stexcel("ready", path, *TODAY, "-o", path, "--format", "text").returncode == 2
