"""``requirements.lock`` has what an installation needs, in the versions that are tested, with check sums for each."""

from __future__ import annotations

import re
import tomllib

from tests.docs.blocks import ROOT

_PIN = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^\s;]+)", re.MULTILINE)
_NAME = re.compile(r"[\w.-]+")
REMEDY = "run `make lock`, which makes requirements.lock anew"


def pins(file: str) -> dict[str, str]:
    """The versions of a file by the names of the libraries, in small letters with hyphens."""
    text = (ROOT / file).read_text(encoding="utf-8")
    return {plain(found["name"]): found["version"] for found in _PIN.finditer(text)}


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {plain(match[0]) for line in project["dependencies"] if (match := _NAME.match(line))}
    assert needed - set(pins("requirements.lock")) == set(), REMEDY


def test_versions_are_those_that_are_tested() -> None:
    tested, locked = pins("constraints.txt"), pins("requirements.lock")
    assert {name: tested.get(name) for name in locked} == locked, REMEDY


def test_every_library_has_check_sums() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    parts = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert len(parts) == len(pins("requirements.lock")) > 20
    assert [part.split()[0] for part in parts if not re.search(r"--hash=sha256:[0-9a-f]{64}\b", part)] == []


def test_lock_names_no_place_to_fetch_from() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert not re.search(r"://|--index|--find-links|--trusted-host", text)
