"""Which programs for workbooks are there: none is needed for reading and writing, but for opening what is written."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from stexcel.checkup.model import Check, Mark

if sys.platform == "win32":
    import winreg

_OFFICE = ("soffice", "libreoffice")
_OFFICE_PLACES = (
    Path("C:/Program Files/LibreOffice/program/soffice.exe"),
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
)
_EXCEL_ON_MAC = Path("/Applications/Microsoft Excel.app")


def office_check() -> Check:
    """Excel and LibreOffice, found or not."""
    found = {"Excel": _has_excel(), "LibreOffice": _has_libreoffice()}
    told = " ".join(f"{name} {'finns' if is_there else 'hittades inte'}." for name, is_there in found.items())
    if any(found.values()):
        return Check("kalkylprogram", "Kalkylprogram", Mark.OK, told)
    remedy = "stexcel klarar sig utan, men det behövs för att öppna arbetsböckerna på den här datorn."
    return Check("kalkylprogram", "Kalkylprogram", Mark.NOTE, told, remedy)


def _has_libreoffice() -> bool:
    return any(map(shutil.which, _OFFICE)) or any(place.exists() for place in _OFFICE_PLACES)


def _has_excel() -> bool:
    if sys.platform == "win32":
        try:
            winreg.CloseKey(winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, "Excel.Application"))
        except OSError:
            return False
        return True
    return _EXCEL_ON_MAC.exists()
