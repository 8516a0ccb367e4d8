"""The program itself: its version, its libraries, its rule data and its templates."""

from __future__ import annotations

import platform
import re
import sys
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import PackageNotFoundError, packages_distributions, requires, version

import stexcel
from stexcel.checkup.model import Check, Mark
from stexcel.codes import REGULATIONS
from stexcel.regelverk import Verification, load, load_spur
from stexcel.resources import templates_dir

_OLDEST = (3, 11)
_TEMPLATES = ("bibliotek.xlsx", "enhet.xlsx", "iup-2015.xlsx", "iup-2021.xlsx")
_NAME = re.compile(r"[\w.-]+")
_AGAIN = "Installera om stexcel."


def program_checks() -> Iterator[Check]:
    """What is part of the installation."""
    yield _version()
    yield _python()
    yield _libraries()
    yield _rule_data()
    yield _templates()


def _version() -> Check:
    own = stexcel.__version__
    try:
        installed = version("stexcel")
    except PackageNotFoundError:
        remedy = "Installera stexcel i stället för att köra ur en kopierad mapp."
        return Check("version", "stexcel", Mark.FAULT, f"Version {own}, men programmet är inte installerat.", remedy)
    if installed != own:
        told = f"Programmet är version {own}, men installationen säger {installed}."
        return Check("version", "stexcel", Mark.FAULT, told, _AGAIN)
    return Check("version", "stexcel", Mark.OK, f"Version {own}.")


def _python() -> Check:
    release = f" {platform.release()}" if sys.platform == "win32" else ""
    told = f"Python {platform.python_version()} på {platform.system()}{release}, {platform.machine()}."
    if sys.version_info[:2] < _OLDEST:
        return Check(
            "python", "Python", Mark.FAULT, told, f"Installera Python {'.'.join(map(str, _OLDEST))} eller nyare."
        )
    return Check("python", "Python", Mark.OK, told)


def _libraries() -> Check:
    """Every library that the program needs, loaded: one whose binary does not suit the computer fails first then."""
    modules = {name.casefold(): module for module, names in packages_distributions().items() for name in names}
    found, missing = [], []
    for name in _required():
        try:
            import_module(modules[name.casefold()])
            found.append(f"{name} {version(name)}")
        except (KeyError, ImportError, OSError, PackageNotFoundError):
            missing.append(name)
    if missing:
        told = f"Går inte att ladda: {', '.join(missing)}."
        return Check("bibliotek", "Bibliotek", Mark.FAULT, told, _AGAIN)
    return Check("bibliotek", "Bibliotek", Mark.OK, f"{len(found)} laddade: {', '.join(found)}.")


def _required() -> list[str]:
    """The names of the libraries that no extra asks for."""
    try:
        lines = requires("stexcel") or []
    except PackageNotFoundError:
        return []
    return [match[0] for line in lines if "extra ==" not in line and (match := _NAME.match(line))]


def _rule_data() -> Check:
    try:
        data, spur = load(), load_spur()
        rows = Counter(line[-1] for lines in data.lines.values() for line in lines)
    except (OSError, ValueError) as error:
        told = f"Regelverkets filer går inte att läsa ({type(error).__name__})."
        return Check("regelverk", "Regelverk", Mark.FAULT, told, _AGAIN)
    unchecked = rows[Verification.UNVERIFIED]
    told = (
        f"{len(data.specialties)} specialiteter och {rows.total()} delmål enligt {' och '.join(REGULATIONS)}, "
        f"{len(spur.criteria)} SPUR-kriterier. {unchecked} av delmålen är inte kontrollerade mot föreskriften."
    )
    if not unchecked:
        return Check("regelverk", "Regelverk", Mark.OK, told)
    return Check("regelverk", "Regelverk", Mark.NOTE, told, "Anmärkningar om dem säger att målbeskrivningen ska läsas.")


def _templates() -> Check:
    try:
        folder = templates_dir()
    except FileNotFoundError:
        return Check("mallar", "Mallar", Mark.FAULT, "Mappen med mallar saknas.", _AGAIN)
    missing = [name for name in _TEMPLATES if not (folder / name).is_file()]
    if missing:
        return Check("mallar", "Mallar", Mark.FAULT, f"Mallar saknas: {', '.join(missing)}.", _AGAIN)
    return Check("mallar", "Mallar", Mark.OK, f"{len(_TEMPLATES)} mallar: {', '.join(_TEMPLATES)}.")
