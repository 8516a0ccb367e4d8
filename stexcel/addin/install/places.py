"""Where the files of the buttons lie in the user's own folders."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from stexcel.addin import program_file
from stexcel.addin.install.computer import MACOS, WINDOWS, Computer
from stexcel.addin.install.errors import InstallError

ADDIN_NAME = "stexcel.xlam"
SCRIPT_NAME = "stexcel.applescript"
_XLSTART = Path("Microsoft", "Excel", "XLSTART")
_MAC_START = Path("Library/Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel")
_MAC_SCRIPTS = Path("Library/Application Scripts/com.microsoft.Excel")


@dataclass(frozen=True, slots=True)
class Places:
    """``script`` is the one that starts the program on macOS; ``own_folder`` is a folder that is ours alone."""

    addin: Path
    program_file: Path
    script: Path | None = None
    own_folder: Path | None = None


def places(computer: Computer) -> Places:
    """The places on a computer; raises :class:`InstallError` where there is no Excel for its system."""
    if computer.platform == WINDOWS:
        return _windows(computer)
    if computer.platform == MACOS:
        start, scripts = computer.home / _MAC_START, computer.home / _MAC_SCRIPTS
        return Places(start / ADDIN_NAME, scripts / program_file.NAME, scripts / SCRIPT_NAME)
    raise InstallError(
        "Excel finns inte för det här operativsystemet, så knapparna kan inte installeras här. Allt annat i stexcel "
        "fungerar, också stexcel window."
    )


def _windows(computer: Computer) -> Places:
    """XLSTART; Excel opens every file in it, also a text, so that the path of the program lies in a folder below."""
    roaming = computer.environment.get("APPDATA", "")
    if not roaming:
        raise InstallError("Windows säger inte var dina programinställningar ligger (APPDATA). Logga in på nytt.")
    start = Path(roaming) / _XLSTART
    own = start / program_file.FOLDER
    return Places(start / ADDIN_NAME, own / program_file.NAME, own_folder=own)
