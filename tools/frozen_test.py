"""Runs the frozen program where there is no Python, and compares it with the ordinary one byte for byte.

    python tools/frozen_test.py dist/stexcel

The ordinary program is that of the environment which runs this script. Each gets its own copy of the example
workbooks, a home of its own, and the same commands.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
_EXAMPLES = _ROOT / "tests" / "exempel"
_DAY = ("--today", "2026-11-01")
_IUP = "IUP Åsa Öberg.xlsx"
_COMMANDS: tuple[tuple[str, ...], ...] = (
    ("--version",),
    ("--help",),
    ("validate", "IUP", *_DAY, "--jobs", "2"),
    ("validate", "IUP", *_DAY, "-o", "granskning.json"),
    ("validate", "IUP", *_DAY, "-o", "granskning.html"),
    ("validate", "IUP", *_DAY, "-o", "granskning.sarif"),
    ("validate", "IUP", *_DAY, "-o", "fynd.xlsx", "--fail-on", "never"),
    ("annotate", _IUP, *_DAY, "-o", "kontrollerad.xlsx"),
    ("new", "--specialty", "Reumatologi", "--regulation", "2021", "--name", "Eva Ek", "-o", "eva.xlsx"),
    ("fill", "eva.xlsx", "-o", "ifylld.xlsx", "--set", "Start!A1=ny rubrik"),
    ("fill", _IUP, "-o", "forslag.xlsx", "--suggest"),
    ("inspect", _IUP),
    ("rule", "--all"),
    ("status", "IUP", *_DAY, "-o", "status.xlsx", "--html", "status.html"),
    ("export", "IUP", "-o", "tabeller"),
    ("addin", "build", "-o", "stexcel.xlam"),
    ("addin", "run", "--help"),
    ("validate", "finns-inte.xlsx"),
)
_ORDINARY = "import sys; sys.argv[0] = 'stexcel'; from stexcel.cli import main; main()"
_HISTORY = ".sqlite"
"""The status keeps its history with a secret of its own, which is another every time."""
_KEPT_ON_WINDOWS = ("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "NUMBER_OF_PROCESSORS")


@dataclass(frozen=True)
class Ended:
    """What came of a command; the folder's own path does not count."""

    code: int
    out: bytes
    err: bytes


def main(frozen: Path) -> None:
    """Exits with an error where the two programs differ, or the frozen one cannot do a command."""
    suffix = ".exe" if os.name == "nt" else ""
    with tempfile.TemporaryDirectory() as temporary:
        # Two folders with names of the same length, since text is folded by it.
        ours, theirs = Path(temporary, "vanlig"), Path(temporary, "fryst_")
        for folder in (ours, theirs):
            _prepare(folder)
        moved = Path(temporary, "Mina program", "stexcel")
        shutil.copytree(frozen, moved, symlinks=True)
        faults = []
        for command in _COMMANDS:
            expected = _run([sys.executable, "-c", _ORDINARY], command, ours, _ordinary(ours))
            found = _run([str(moved / f"stexcel{suffix}")], command, theirs, _clean(theirs))
            sys.stdout.write(f"{found.code} stexcel {' '.join(command)}\n")
            if found != expected:
                faults.append(f"stexcel {' '.join(command)}:\n  ordinary {expected}\n  frozen   {found}")
        faults += _differences(ours / "arbete", theirs / "arbete")
    if faults:
        sys.exit("\n".join(faults))
    sys.stdout.write("The frozen program works without Python and does exactly what the ordinary one does.\n")


def _prepare(folder: Path) -> None:
    work = folder / "arbete"
    (work / "IUP").mkdir(parents=True)
    for source in sorted(_EXAMPLES.glob("L0[12]/*.xlsx")):
        shutil.copyfile(source, work / "IUP" / source.name)
    shutil.copyfile(_EXAMPLES / "L01" / "L01-psyk-luckor.xlsx", work / _IUP)


def _clean(folder: Path) -> dict[str, str]:
    """An environment with a home of its own and no way to Python."""
    kept = {name: os.environ[name] for name in _KEPT_ON_WINDOWS if name in os.environ}
    home = str(folder / "hem")
    own = dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"), home)
    temporary = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder))
    return {**kept, **own, **temporary, "PATH": str(folder / "tom")}


def _ordinary(folder: Path) -> dict[str, str]:
    return {**_clean(folder), "PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1"}


def _run(program: Sequence[str], command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Ended:
    ended = subprocess.run(
        [*program, *command], cwd=folder / "arbete", env=environment, capture_output=True, timeout=300, check=False
    )
    here, there = str(folder).encode(), b"MAPP"
    return Ended(ended.returncode, ended.stdout.replace(here, there), ended.stderr.replace(here, there))


def _differences(ours: Path, theirs: Path) -> list[str]:
    """The files that differ between two folders."""
    expected, found = _files(ours), _files(theirs)
    names = sorted(expected.keys() | found.keys())
    return [f"{name} differs" for name in names if expected.get(name) != found.get(name)]


def _files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file() and path.suffix != _HISTORY)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
