"""The forms in a folder: which one is to be used for what, and which ones are not used and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from stexcel.intyg.mapping import Mapped, load_mapping
from stexcel.intyg.model import Kind
from stexcel.intyg.pdf import Field, FormError, read_form
from stexcel.intyg.understand import Understood, understand

_PDF, _TOML = ".pdf", ".toml"
PUBLISHED = (
    "Blanketterna följer inte med stexcel. De finns hos Socialstyrelsen, bland blanketterna för ansökan om bevis om "
    "specialistkompetens för läkare, en uppsättning för varje föreskrift. Spara dem som PDF i en mapp."
)


@dataclass(frozen=True, slots=True)
class Refused:
    """A PDF that is not used; ``fields`` are those it has, where it is a form."""

    path: str
    why: str
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True)
class Forms:
    """The forms of a folder: those that can be used, by kind and regulation, and the others."""

    usable: tuple[Understood, ...]
    refused: tuple[Refused, ...]

    def of(self, kind: Kind, regulation: str) -> Understood | None:
        """The form for a kind of certificate."""
        return next((one for one in self.usable if (one.kind, one.regulation) == (kind, regulation)), None)


def pdfs_in(folder: Path) -> tuple[Path, ...]:
    """The PDF files in a folder and below it, or the single file, in the order of their paths."""
    if folder.is_file():
        return (folder,)
    found = (path for path in folder.rglob("*") if path.suffix.lower() == _PDF and path.is_file())
    return tuple(sorted(path for path in found if not path.name.startswith(".")))


def mappings_in(folder: Path | None) -> tuple[Mapped, ...]:
    """The users' mappings among the forms; raises :class:`stexcel.intyg.mapping.MappingError` for a faulty one."""
    if folder is None or not folder.is_dir():
        return ()
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() == _TOML and path.is_file())
    return tuple(one for path in files for one in load_mapping(path))


def understood_in(paths: Iterable[Path], mappings: Sequence[Mapped]) -> tuple[list[Understood], list[Refused]]:
    """How every form is understood, whether or not it can be used, and the files that are no forms at all."""
    found: list[Understood] = []
    failed: list[Refused] = []
    for path in paths:
        try:
            found.append(understand(read_form(path), mappings))
        except FormError as error:
            failed.append(Refused(path.as_posix(), str(error)))
    return found, failed


def read_forms(folder: Path, mappings: Sequence[Mapped]) -> Forms:
    """The forms in a folder; of several of the same kind none is used, since nobody can tell which one is valid."""
    found, failed = understood_in(pdfs_in(folder), mappings)
    usable = [one for one in found if one.is_usable]
    doubled = {one.form.path for one in usable if sum(_is_same(one, other) for other in usable) > 1}
    refused = [
        *failed,
        *(refusal(one) for one in found if not one.is_usable),
        *(_one_of_several(one, usable) for one in usable if one.form.path in doubled),
    ]
    kept = (one for one in usable if one.form.path not in doubled)
    return Forms(tuple(kept), tuple(sorted(refused, key=lambda one: one.path)))


def refusal(one: Understood) -> Refused:
    """Why a form is not used, and its fields."""
    return Refused(one.form.path, f"{', och '.join(one.faults)}.", one.form.fields)


def _is_same(one: Understood, other: Understood) -> bool:
    return (one.kind, one.regulation) == (other.kind, other.regulation)


def _one_of_several(one: Understood, usable: Sequence[Understood]) -> Refused:
    others = [two.form.path for two in usable if two is not one and _is_same(one, two)]
    return Refused(
        one.form.path,
        f"flera blanketter är {one.name} enligt {one.regulation} ({', '.join(others)}). Ta bort dem som inte gäller.",
    )
