"""Why a template cannot take an IUP: it is none, it is filled in, it is locked, or it is for another programme."""

from __future__ import annotations

from collections.abc import Iterable

from stexcel.codes import group_of, is_bt, regulation_of
from stexcel.fill.errors import FillError
from stexcel.fill.places.book import Places
from stexcel.layout.answers import is_answer
from stexcel.layout.labels import Field
from stexcel.layout.reading import Kind
from stexcel.layout.text import fold, similarity
from stexcel.model import CellRef, Iup
from stexcel.regelverk import Malbeskrivning, Regelverk

_SOME_DELMAL = 3
_ALIKE = 0.75


def check_template(places: Places) -> None:
    """Raises :class:`FillError` for a template in which nobody's IUP can be written."""
    if not _is_template(places):
        raise FillError(
            "mallen går inte att känna igen: där hittades varken delmål eller någon lista. Kontrollera att det är rätt "
            "fil. Se hur den läses med stexcel inspect."
        )
    found = _filled_in(places.iup)
    if found is not None:
        raise FillError(
            f"mallen är ifylld ({found}), och det som står där skrivs aldrig över. Använd en tom mall, till exempel "
            "en ny från stexcel new."
        )
    cells = [cell for one in places.delmal.values() for at in one for role in at.cells.values() for cell in role]
    cells += places.person.values()
    if cells and all(map(places.canvas.is_locked, cells)):
        raise FillError(
            "mallen är skyddad och alla celler att fylla i är låsta. Häv skyddet i Excel (Granska > Ta bort bladets "
            "skydd), spara mallen och försök igen."
        )


def _is_template(places: Places) -> bool:
    """Whether the workbook has delmål or a table for them, or a form about a resident beside some list of an IUP."""
    kinds = {one.kind for one in places.lists}
    asks = Field.NAME in places.person and bool(kinds - {Kind.OTHER, Kind.PART})
    return len(places.delmal) >= _SOME_DELMAL or Kind.DELMAL in kinds or asks


def _filled_in(iup: Iup) -> str | None:
    """What shows that somebody has filled in the template."""
    name = iup.person.name
    if name is not None and is_answer(name.value):
        return f"namn i {name.cell}"
    records: tuple[tuple[str, Iterable[CellRef]], ...] = (
        ("placering i", (one.cell for one in iup.placements if one.start)),
        ("samtal i", (one.cell for one in iup.meetings)),
        ("bedömning i", (one.cell for one in iup.assessments)),
        ("underskrift i", (one.cell for one in iup.signatures if one.date)),
        ("uppnått delmål i", (one.done.cell for one in iup.delmal.values() if one.done and one.done.fulfilled)),
    )
    return next((f"{what} {cell}" for what, cells in records for cell in cells), None)


def other_programme(places: Places, old: Iup, own: Malbeskrivning | None, regelverk: Regelverk) -> str | None:
    """How the template's programme differs from the resident's, as a clause; ``None`` where it does not."""
    theirs, mine = places.iup.regulation, old.regulation
    if theirs is not None and mine is not None and theirs != mine:
        return f"IUP:t följer {mine} men mallen {theirs}"
    stated, wanted = places.iup.person.specialty, old.person.specialty
    official = stated is not None and stated.value in regelverk.specialties
    if stated is not None and official and wanted is not None and stated.value != wanted.value:
        return f"IUP:t gäller {wanted.value} men mallen {stated.value}"
    if own is not None and _has_other_goals(places, own):
        return f"mallens delmål i grupp c är inte de som {own.specialty} har"
    return None


def _has_other_goals(places: Places, own: Malbeskrivning) -> bool:
    """Whether most of the clinical goals that have a title in both are about something else."""
    pairs = [
        (fold(row.title), fold(own.requirements[code].title))
        for code, delmal in places.iup.delmal.items()
        if not is_bt(code) and group_of(code) == "c" and code in own.requirements
        for row in delmal.rows[:1]
        if row.title and own.requirements[code].title
    ]
    alike = sum(1 for left, right in pairs if left in right or right in left or similarity(left, right) >= _ALIKE)
    return len(pairs) >= _SOME_DELMAL and alike * 2 < len(pairs)


def has_delmal(places: Places, old: Iup, code: str, *, differs: bool) -> bool:
    """Whether the template can hold a delmål of the IUP: one of its regulation, and of its specialty in group c."""
    regulation = places.iup.regulation or old.regulation
    if not is_bt(code) and regulation is not None and regulation_of(code) != regulation:
        return False
    same_regulation = places.iup.regulation in (None, old.regulation)
    return is_bt(code) or not (differs and same_regulation and group_of(code) == "c")
