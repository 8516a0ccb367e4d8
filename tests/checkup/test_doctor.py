"""``stexcel doctor`` as a user meets it: what works, what does not, and nothing that tells who the user is."""

from __future__ import annotations

import getpass
import json
import sqlite3
from pathlib import Path

import pytest

from stexcel.checkup.hidden import hidden
from stexcel.regelverk import load
from tests.cli.program import environment, fresh, stexcel

MARKS = {"ok", "obs", "fel"}


def own_places(folder: Path) -> dict[str, str]:
    """A home that is nobody's, with the folders that the program keeps for a user in it."""
    return {
        "HOME": str(folder),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "XDG_CONFIG_HOME": str(folder / "config"),
    }


def marks(text: str) -> dict[str, str]:
    return {check["id"]: check["utfall"] for check in json.loads(text)["kontroller"]}


def test_working_installation_is_told_line_by_line(tmp_path: Path) -> None:
    result = stexcel("doctor", cwd=tmp_path, more=own_places(tmp_path))
    assert (result.returncode, result.stderr) == (0, "")
    lines = [line for line in result.stdout.split("\n\n")[0].splitlines() if not line.startswith(" ")]
    assert len(lines) == 11
    assert {line.split()[0] for line in lines} <= MARKS - {"fel"}
    assert "stexcel fungerar på den här datorn." in result.stdout


def test_what_may_be_sent_has_no_name_of_user_or_folder(tmp_path: Path) -> None:
    home = tmp_path / "hem-vilgot"
    home.mkdir()
    clinic = home / "Eva Eks IUP"
    clinic.mkdir()
    for style in ("text", "json"):
        told = stexcel("doctor", clinic, "--format", style, cwd=home, more=own_places(home)).stdout
        assert "~" in told
        assert str(home) not in told
        assert "vilgot" not in told
        assert "Eva" not in told


def test_user_name_in_other_paths_is_another_word() -> None:
    name = getpass.getuser()
    assert hidden(f"/data/{name}/logg") == "/data/användare/logg"
    assert hidden(f"D:\\{name.upper()}\\logg") == "D:\\användare\\logg"
    assert hidden(f"{Path.home()}/logg").startswith("~" if str(Path.home()) != "/" else "/")


def test_nothing_is_left_where_it_was_tried(tmp_path: Path) -> None:
    clinic = tmp_path / "klinik"
    clinic.mkdir()
    stexcel("doctor", clinic, more=own_places(tmp_path))
    assert list(clinic.iterdir()) == []
    assert not (tmp_path / "config").exists()


def test_rule_data_are_counted(tmp_path: Path) -> None:
    told = stexcel("doctor", cwd=tmp_path, more=own_places(tmp_path)).stdout.replace("\n     ", " ")
    rows = [line for lines in load().lines.values() for line in lines]
    unchecked = sum(line[-1] == "okontrollerad" for line in rows)
    assert f"63 specialiteter och {len(rows)} delmål" in told
    assert f"{unchecked} av delmålen är inte kontrollerade" in told


def test_damaged_history_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "stexcel-historik.sqlite").write_bytes(b"ingen databas" * 100)
    result = stexcel("doctor", cwd=tmp_path, more=own_places(tmp_path))
    assert result.returncode == 1
    assert "fel  Historik: Historiken stexcel-historik.sqlite är skadad." in result.stdout
    assert "Något hindrar stexcel: åtgärda det som är märkt fel." in result.stdout


def test_foreign_database_in_the_place_of_the_history_is_a_fault(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "stexcel-historik.sqlite") as database:
        database.execute("CREATE TABLE other (one TEXT)")
    database.close()
    assert stexcel("doctor", cwd=tmp_path, more=own_places(tmp_path)).returncode == 1


def test_cache_that_cannot_be_used_is_only_worth_knowing(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("en fil, ingen mapp", encoding="utf-8")
    result = stexcel("doctor", "--format", "json", cwd=tmp_path, more=own_places(tmp_path))
    assert (result.returncode, marks(result.stdout)["mellanlager"]) == (0, "obs")


def test_log_that_cannot_be_written_is_only_worth_knowing(tmp_path: Path) -> None:
    places = own_places(tmp_path) | {"XDG_CONFIG_HOME": "/proc/finns-inte"}
    if not Path("/proc").is_dir():
        pytest.skip("no folder here in which not even root can write")
    result = stexcel("doctor", "--format", "json", cwd=tmp_path, more=places)
    assert (result.returncode, marks(result.stdout)["logg"]) == (0, "obs")


def test_folder_that_cannot_be_written_is_a_fault() -> None:
    if not Path("/proc").is_dir():
        pytest.skip("no folder here in which not even root can write")
    result = stexcel("doctor", "/proc", "--format", "json")
    assert (result.returncode, marks(result.stdout)["mapp"]) == (1, "fel")


def test_library_that_does_not_load_is_a_fault(tmp_path: Path) -> None:
    """A library whose binary does not suit the computer raises when it is loaded."""
    broken = tmp_path / "broken" / "docx"
    broken.mkdir(parents=True)
    (broken / "__init__.py").write_text("raise ImportError('wrong architecture')\n", encoding="utf-8")
    env = environment(own_places(tmp_path))
    env["PYTHONPATH"] = f"{broken.parent}:{env['PYTHONPATH']}"
    result = fresh(["doctor"], tmp_path, env)
    assert result.returncode == 1
    assert "fel  Bibliotek: Går inte att ladda: python-docx." in result.stdout


def test_what_is_no_folder_is_refused(tmp_path: Path) -> None:
    result = stexcel("doctor", tmp_path / "finns-inte")
    assert (result.returncode, result.stdout) == (2, "")
    assert "ingen mapp" in result.stderr


def test_text_can_be_saved(tmp_path: Path) -> None:
    result = stexcel("doctor", "-o", "svar.json", cwd=tmp_path, more=own_places(tmp_path))
    assert (result.returncode, result.stdout) == (0, "")
    assert json.loads((tmp_path / "svar.json").read_text(encoding="utf-8"))["fungerar"] is True
