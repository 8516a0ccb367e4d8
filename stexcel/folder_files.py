"""Several files of one folder, written so that all of them are there or none is."""

from __future__ import annotations

import contextlib
import shutil
import uuid
from collections.abc import Mapping
from pathlib import Path


def write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes the files by their names in the folder, or none: whatever was there before is then as it was.

    The folder need not be there, but the one that it is to lie in must. Raises :class:`OSError`.
    """
    stage = folder.resolve().parent / f".{uuid.uuid4().hex}.tmp"
    try:
        for name, data in files.items():
            place = stage / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        if folder.exists():
            _replace_all(folder, stage, files)
        else:
            stage.rename(folder)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _replace_all(folder: Path, stage: Path, files: Mapping[str, bytes]) -> None:
    """Moves the files into place one by one; if one cannot be, those before it are put back."""
    before: dict[Path, bytes | None] = {}
    made: list[Path] = []
    try:
        for name in files:
            target = folder / name
            if not target.parent.exists():
                target.parent.mkdir(parents=True)
                made.append(target.parent)
            before[target] = target.read_bytes() if target.exists() else None
            (stage / name).replace(target)
    except OSError:
        for target, data in before.items():
            with contextlib.suppress(OSError):
                _put_back(target, data)
        for parent in reversed(made):
            with contextlib.suppress(OSError):
                parent.rmdir()
        raise


def _put_back(target: Path, data: bytes | None) -> None:
    if data is None:
        target.unlink(missing_ok=True)
    elif not target.exists() or target.read_bytes() != data:
        target.write_bytes(data)
