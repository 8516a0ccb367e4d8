"""Every finished activity of some IUPs on a form of its own, and a list of what is still missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from stexcel.intyg.facts import content
from stexcel.intyg.fill import EmptyField, FilledField, fill
from stexcel.intyg.forms import Forms
from stexcel.intyg.mapping import bundled
from stexcel.intyg.model import Dossier, Goal, Kind, State, Work
from stexcel.intyg.pdf import FormError
from stexcel.intyg.words import plain_words
from stexcel.ooxml import RefusedTarget, write_atomically

_LONGEST_NAME = 40
_UNSAFE = re.compile(r"[^\w.-]+")


@dataclass(frozen=True)
class Made:
    """What became of one finished activity: a saved form, or the reason why there is none.

    ``kept`` tells that a file by that name was there already and was left as it is. ``unplaced`` are delmål for which
    the form has no place, and ``form`` is the name of the blank form.
    """

    work: Work
    path: str | None = None
    filled: tuple[FilledField, ...] = ()
    empty: tuple[EmptyField, ...] = ()
    why: str = ""
    kept: bool = False
    unplaced: tuple[str, ...] = ()
    form: str = ""


@dataclass(frozen=True)
class MadeFor:
    """What was made for one doctor. ``uncertified`` are fulfilled delmål of which the IUP tells no certificate."""

    dossier: Dossier
    made: tuple[Made, ...]

    @property
    def uncertified(self) -> tuple[Goal, ...]:
        """Fulfilled delmål without a certificate of their own, and whose activities do not all have theirs."""
        return tuple(goal for goal in self.dossier.goals if not is_certified(self.dossier, goal))

    @property
    def unsure(self) -> tuple[Work, ...]:
        """Activities of which the IUP does not tell whether they are finished."""
        return tuple(one for one in self.dossier.works if one.state is State.UNSURE)


def is_certified(dossier: Dossier, goal: Goal) -> bool:
    """Whether the IUP tells of certificates for a delmål: of its own, or of every finished activity linked to it."""
    linked = [one for one in dossier.finished if goal.code in one.delmal]
    return goal.certified or (bool(linked) and all(one.certificate for one in linked))


def make_forms(
    dossiers: Sequence[Dossier], forms: Forms, folder: Path, *, personal_id: str | None, overwrite: bool
) -> tuple[MadeFor, ...]:
    """Saves the forms below ``folder``, in one folder for each IUP; a file that is there is kept unless told.

    What cannot be made or saved is told and the rest is made all the same. ``personal_id`` is that of the one doctor.
    """
    names = _folder_names(dossiers)
    found = []
    for dossier, name in zip(dossiers, names, strict=True):
        taken: set[str] = set()
        made = [
            _made(dossier, work, forms, folder / name / _file_name(work, taken), personal_id, overwrite=overwrite)
            for work in dossier.finished
        ]
        found.append(MadeFor(dossier, tuple(made)))
    return tuple(found)


def _made(
    dossier: Dossier, work: Work, forms: Forms, target: Path, personal_id: str | None, *, overwrite: bool
) -> Made:
    regulation = dossier.doctor.regulation
    if regulation is None:
        return Made(work, why="föreskriften är inte känd, så blanketten går inte att välja")
    form = forms.of(work.kind, regulation)
    if form is None:
        return Made(work, why=f"blanketten ”{bundled().names[regulation, work.kind]}” ({regulation}) saknas")
    if target.exists() and not overwrite:
        return Made(work, target.as_posix(), kept=True)
    try:
        result = fill(form, content(dossier.doctor, work, personal_id))
        target.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(target, result.data)
    except FormError as error:
        return Made(work, why=f"{form.form.path}: {error}")
    except OSError as error:
        return Made(work, why=f"{target.parent.as_posix()} går inte att skapa ({error.strerror})")
    except RefusedTarget as error:
        return Made(work, why=str(error))
    name = f"{form.name}, {form.regulation}"
    return Made(work, target.as_posix(), result.filled, result.empty, unplaced=result.unplaced, form=name)


def _folder_names(dossiers: Sequence[Dossier]) -> Iterator[str]:
    """The files' own names, numbered where several files have the same."""
    taken: set[str] = set()
    for one in dossiers:
        name = _UNSAFE.sub("-", Path(one.path).stem).strip("-.") or "iup"
        yield _free(name, taken)


def _file_name(work: Work, taken: set[str]) -> str:
    """``kurs-2024-01-22-sk-kurs-stralbehandling.pdf``: the same in every run, and sorted by time."""
    words = "-".join(plain_words(work.name))[:_LONGEST_NAME].strip("-")
    first = work.start or work.end
    day = first.isoformat() if first else "utan-datum"
    kind = work.kind.value.replace("_", "-")
    parts = [kind] if work.kind is Kind.COMPETENCE else [kind, day, words]
    return f"{_free('-'.join(filter(None, parts)), taken)}.pdf"


def _free(name: str, taken: set[str]) -> str:
    number, free = 2, name
    while free.casefold() in taken:
        free, number = f"{name}-{number}", number + 1
    taken.add(free.casefold())
    return free
