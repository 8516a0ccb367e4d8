"""Swedish sentences about workbooks that were there but are no part of a run, so that none goes by in silence."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from stexcel.workbook import Found

_MOST_NAMED = 3


def copies_left_out(found: Found) -> tuple[str, ...]:
    """About copies with notes that lie in the folders: what they say, the originals say."""
    names = [path.as_posix() for path in found.copies]
    if not names:
        return ()
    one = len(names) == 1
    subject = (
        "En kopia med anmärkningar från stexcel är" if one else f"{len(names)} kopior med anmärkningar från stexcel är"
    )
    what = "filen" if one else "en fil"
    return (f"{subject} inte med: {_few(names)}. Ange {what} på kommandoraden om den ska läsas.",)


def others_left_out(found: Found) -> tuple[str, ...]:
    """About documents in the folders that are no workbooks, and may be somebody's IUP all the same."""
    names = [path.as_posix() for path in found.others]
    if not names:
        return ()
    what = "Ett annat dokument är inte läst" if len(names) == 1 else f"{len(names)} andra dokument är inte lästa"
    which = "det" if len(names) == 1 else "något av dem"
    return (f"{what}: {_few(names)}. Är {which} ett IUP är det inte kontrollerat.",)


def not_read(found: Found) -> tuple[str, ...]:
    """Everything that lies in the folders of a run without being read."""
    return (*copies_left_out(found), *others_left_out(found))


def other_units(paths: Sequence[str], unit: Path | None) -> tuple[str, ...]:
    """About workbooks of units that are not the one that is named as the run's."""
    if unit is None or not paths:
        return ()
    what = "är också en enhets arbetsbok" if len(paths) == 1 else "är också enheters arbetsböcker"
    return (f"{_few(paths)} {what} men inte med, eftersom {unit.as_posix()} är angiven som enhetens.",)


def _few(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMED
    return ", ".join(names) if more <= 0 else f"{', '.join(names[:_MOST_NAMED])} och {more} till"
