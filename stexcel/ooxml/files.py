"""Saving a finished workbook so that no reader ever sees half of it, and the source is never lost."""

import contextlib
import errno
import os
import shutil
import uuid
from datetime import datetime
from pathlib import Path

from stexcel.ooxml.errors import RefusedTarget
from stexcel.system_errors import reason

_MOST_BACKUPS = 100
_LOCKS = (("~${}", "Excel"), (".~lock.{}#", "LibreOffice"))
"""What the programs lay beside a file while they have it open."""


def write_atomically(target: Path, data: bytes, *, source: Path | None = None, replace_source: bool = False) -> None:
    """Saves ``data`` as ``target``: first beside it under another name, then in its place in one step.

    An existing file is replaced and its permissions kept. Where ``target`` is ``source`` under whatever name,
    :class:`RefusedTarget` is raised unless ``replace_source``. It is also raised, with the reason, where the
    system refuses or an office program has the file open; whatever was there before is then untouched, and nothing is
    left behind.
    """
    if source is not None and not replace_source and _same(target, source):
        raise RefusedTarget(
            f"{target.as_posix()}: resultatet skulle skriva över källan. Ange ett annat namn för kopian."
        )
    # A link is kept, and what it leads to is replaced.
    final = Path(os.path.realpath(target))
    _refuse_open(target, final)
    temporary = final.with_name(f".{uuid.uuid4().hex}.tmp")
    try:
        _write_through(temporary, data)
        if final.exists():
            shutil.copymode(final, temporary)
        temporary.replace(final)
        _sync_folder(final.parent)
    except OSError as error:
        raise RefusedTarget(_reason(target, error)) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def replace_with_backup(path: Path, old: bytes, new: bytes, now: datetime) -> Path:
    """Saves ``new`` in place of ``old`` and gives the name of the copy of ``old``, which lies in the same folder.

    The copy is named after the file and ``now`` and is no workbook to other commands. Raises :class:`RefusedTarget`
    where either cannot be saved, and where the file no longer holds ``old``.
    """
    _refuse_open(path, Path(os.path.realpath(path)))
    if _content(path) != old:
        raise RefusedTarget(f"{path.as_posix()}: filen ändrades av någon annan under tiden. Försök igen.")
    backup = _free_backup(path, now)
    write_atomically(backup, old)
    write_atomically(path, new)
    return backup


def _refuse_open(target: Path, final: Path) -> None:
    """Raises :class:`RefusedTarget` for a file that an office program has open: its next saving would undo ours."""
    for pattern, program in _LOCKS:
        lock = final.with_name(pattern.format(final.name))
        try:
            is_open = lock.exists()
        except OSError:
            is_open = False  # why the folder cannot be reached is told when something is to be written there
        if is_open:
            raise RefusedTarget(
                f"{target.as_posix()} är öppen i {program} och är inte ändrad. Stäng den och kör igen. Är den inte "
                f"öppen någonstans: ta bort {lock.name}."
            )


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise RefusedTarget(_reason(path, error)) from error


def _free_backup(path: Path, now: datetime) -> Path:
    name = f"{path.stem}.{now:%Y-%m-%d-%H%M%S}{{}}{path.suffix}.bak"
    endings = ("", *(f"-{number}" for number in range(2, _MOST_BACKUPS)))
    free = (path.with_name(name.format(ending)) for ending in endings)
    found = next((backup for backup in free if not backup.exists()), None)
    if found is None:
        raise RefusedTarget(f"{path.as_posix()}: det finns redan för många säkerhetskopior. Ta bort några.")
    return found


def _write_through(path: Path, data: bytes) -> None:
    """Writes a new file, waits until it is on the disk, and reads it back."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if path.read_bytes() != data:
        raise OSError(errno.EIO, "det som lästes tillbaka var något annat")


def _sync_folder(folder: Path) -> None:
    """Waits until the new name is on the disk, where the system can be asked to."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _same(target: Path, source: Path) -> bool:
    try:
        return target.samefile(source)
    except OSError:
        return os.path.normcase(os.path.realpath(target)) == os.path.normcase(os.path.realpath(source))


def _reason(target: Path, error: OSError) -> str:
    where = target.as_posix()
    if isinstance(error, PermissionError):
        return (
            f"{where}: filen får inte skrivas. Är den öppen i Excel: stäng den och försök igen. Kontrollera annars "
            "att du får skriva i mappen."
        )
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return f"{where}: mappen finns inte. Skapa den, eller ange en annan."
    if isinstance(error, IsADirectoryError):
        return f"{where}: det finns redan en mapp med det namnet. Ange ett filnamn."
    return f"{where}: filen gick inte att spara ({reason(error)}). Kontrollera att enheten är ansluten och inte full."
