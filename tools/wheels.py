"""Puts everything that an installation without a network needs into a folder, and proves it in an empty environment.

    python tools/wheels.py dist/stexcel-hjul

The wheels are for this kind of computer and this version of Python. The folder is given to whoever installs, with
``installera.cmd`` for Windows.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
_WHEELS = "hjul"
_EXAMPLE = _ROOT / "tests" / "exempel" / "L01" / "L01-psyk-luckor.xlsx"


def main(folder: Path) -> None:
    """Exits with an error where a wheel is missing or the installed program does not work."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    constraints = str(_ROOT / "constraints.txt")
    subprocess.run(
        [*pip, "wheel", "--quiet", "-c", constraints, "-w", str(folder / _WHEELS), str(_ROOT)], cwd=_ROOT, check=True
    )
    script = (_ROOT / "packaging" / "installera.cmd").read_text(encoding="utf-8")
    # cmd reads a script right only with the line ends of Windows.
    (folder / "installera.cmd").write_bytes(script.replace("\n", "\r\n").encode())
    shutil.copyfile(_ROOT / "docs" / "installation.md", folder / "installation.md")
    _prove(folder / _WHEELS)
    count = len(list((folder / _WHEELS).glob("*.whl")))
    sys.stdout.write(f"{count} wheels in {folder} install without a network, and the program works.\n")


def _prove(wheels: Path) -> None:
    """Installs the wheels alone, where pip may ask nobody, and runs the program far from the checkout."""
    with tempfile.TemporaryDirectory() as temporary:
        environment = Path(temporary, "ny miljö")
        venv.create(environment, with_pip=True)
        scripts = environment / ("Scripts" if os.name == "nt" else "bin")
        install = [str(scripts / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        _run([*install, "--no-index", "--find-links", str(wheels), "stexcel"], temporary)
        program = str(scripts / "stexcel")
        _run([program, "validate", str(_EXAMPLE), "--fail-on", "never", "-o", "fynd.xlsx"], temporary)
        _run([program, "addin", "build", "-o", "stexcel.xlam"], temporary)


def _run(command: list[str], folder: str) -> None:
    # Settings of pip's could let it find more than the folder.
    alone = {**os.environ, "PIP_CONFIG_FILE": os.devnull}
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, env=alone)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
