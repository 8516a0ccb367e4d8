"""The text of the macros: read as UTF-8, checked, and given the encoding and line ends that Excel keeps them in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyopenvba.exceptions import VBACompileError
from pyopenvba.interpreter import parse_module

import stexcel
from stexcel.addin.ribbon import RIBBON_FILE, Ribbon, parse_ribbon, ribbon_faults

ENCODING = "cp1252"
"""What Excel keeps the text of macros in on a Swedish Windows."""
_PLATFORMS = {"Windows": "", "macOS": "#Const Mac = True\n"}
_NAMED = re.compile(r'Attribute VB_Name = "(?P<name>\w+)"\n')
_VERSION = re.compile(r'^Public Const ADDIN_VERSION As String = "(?P<version>[^"]*)"$', re.MULTILINE)
_LONGEST_LINE = 1023
"""More than this Excel does not take on a line."""


class MacroError(Exception):
    """The macros cannot be built; one Swedish sentence a line, with where, what and what to do."""


@dataclass(frozen=True, slots=True)
class Macros:
    """The modules by name, with line feeds only, and the ribbon, likewise."""

    modules: Mapping[str, str]
    ribbon: bytes

    def module_bytes(self, name: str) -> bytes:
        """The module as Excel keeps it."""
        return with_line_ends(self.modules[name]).encode(ENCODING)


def with_line_ends(text: str) -> str:
    """The text with the line ends of Windows."""
    return text.replace("\n", "\r\n")


def read_macros(folder: Path) -> Macros:
    """The macros of a folder; :class:`MacroError` where a file cannot be read as text."""
    try:
        modules = {path.stem: _text(path) for path in sorted(folder.glob("*.bas"))}
        ribbon = _text(folder / RIBBON_FILE).encode()
    except OSError as error:
        raise MacroError(f"{Path(error.filename or folder).name} går inte att läsa. Kontrollera mappen.") from error
    return Macros(modules, ribbon)


def check(macros: Macros) -> Ribbon:
    """The ribbon, when nothing is wrong; :class:`MacroError` with everything that is."""
    faults = [fault for name, text in macros.modules.items() for fault in _module_faults(name, text)]
    ribbon, ribbon_errors = parse_ribbon(macros.ribbon)
    faults += ribbon_errors
    if not faults:
        faults += [*_version_faults(macros), *ribbon_faults(ribbon, map(parse_module, macros.modules.values()))]
    if faults:
        raise MacroError("\n".join(faults))
    return ribbon


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise MacroError(f"{path.name}: filen är inte sparad som UTF-8. Spara om den så.") from error


def _module_faults(name: str, text: str) -> Iterator[str]:
    named = _NAMED.match(text)
    if named is None or named["name"] != name:
        yield f'{name}.bas rad 1: ska vara Attribute VB_Name = "{name}", filens eget namn.'
    for number, line in enumerate(text.split("\n"), 1):
        where = f"{name}.bas rad {number}"
        yield from (_letter_fault(where, letter) for letter in line if not _has_place(letter))
        if len(line) > _LONGEST_LINE:
            yield f"{where}: raden är längre än {_LONGEST_LINE} tecken, som är det mesta Excel tar emot. Dela den."
    for platform, constants in _PLATFORMS.items():
        try:
            parse_module(f"{constants}{text}", name=name)
        except VBACompileError as error:
            yield f"{name}.bas går inte att läsa som VBA för {platform}: {error}"


def _has_place(letter: str) -> bool:
    try:
        letter.encode(ENCODING)
    except UnicodeEncodeError:
        return False
    return True


def _letter_fault(where: str, letter: str) -> str:
    return (
        f"{where}: tecknet ”{letter}” (U+{ord(letter):04X}) finns inte i Windows teckentabell ({ENCODING}) och kan "
        f"inte stå i ett makro. Skriv ChrW({ord(letter)}) eller välj ett annat tecken."
    )


def _version_faults(macros: Macros) -> Iterator[str]:
    stated = [found["version"] for text in macros.modules.values() for found in _VERSION.finditer(text)]
    if stated != [stexcel.__version__]:
        yield (
            f"ADDIN_VERSION i StRunner.bas ska vara programmets version, {stexcel.__version__}; där står "
            f"{', '.join(stated) or 'ingen'}."
        )
