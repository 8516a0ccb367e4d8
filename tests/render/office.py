"""What LibreOffice makes of the files that are drawn."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.programs import soffice_path


def converted(folder: Path, name: str, kind: str) -> Path:
    """The workbook as LibreOffice saves it in another format."""
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    command = [soffice_path(), profile, "--headless", "--convert-to", kind, "--outdir", str(folder / "ut"), name]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=180)
    return folder / "ut" / f"{Path(name).stem}.{kind}"
