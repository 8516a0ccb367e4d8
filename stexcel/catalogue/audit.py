"""The delmål that a clinic's templates list beside those of the målbeskrivning: told once for each template.

Workbooks with the same delmål under the same headings are of one template, however differently they are filled in.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from stexcel import codes
from stexcel.catalogue.status import goals_of
from stexcel.document import Document
from stexcel.model import Iup
from stexcel.regelverk import Malbeskrivning, Regelverk, Requirement, Verification

_ALIKE = 85
"""How alike two headings must be, of 100, to be the same one; a shortened heading is as good as the whole."""
_OTHERS = 95
"""How alike a text must be to that of another delmål to be taken for it."""
_LONG = 60
"""A heading that is longer is the demand itself."""
_WORD = re.compile(r"[a-z0-9]+")


class Deviation(StrEnum):
    """How a template differs, in Swedish."""

    MISSING = "saknas"
    EXTRA = "finns inte i målbeskrivningen"
    RENAMED = "har en annan lydelse"
    FOREIGN = "hör till den andra föreskriften"


@dataclass(frozen=True, slots=True)
class Difference:
    """A delmål of which template and målbeskrivning do not say the same.

    ``ours`` is what the template has, ``official`` what the målbeskrivning has, ``meant`` the code of the delmål whose
    text the template has; empty where there is none. ``page`` is where the official row stands in the document that it
    was read from, and ``is_uncertain`` tells that nobody has checked it against any.
    """

    code: str
    kind: Deviation
    ours: str = ""
    official: str = ""
    meant: str = ""
    page: str = ""
    is_uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """A template, as the files that follow it have it; ``why`` tells why it is not compared, if it is not."""

    files: tuple[str, ...]
    regulation: str | None
    specialty: str | None
    delmal: int
    differences: tuple[Difference, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Listed:
    """A delmål as a template has it."""

    code: str
    title: str
    requirement: str


def audit(documents: Sequence[Document], regelverk: Regelverk, specialty: str | None = None) -> tuple[Template, ...]:
    """The templates of the workbooks, that of most files first. A file that was not read belongs to none.

    ``specialty`` is what a workbook is meant for that does not say it, such as an empty template.
    """
    groups: dict[tuple[object, ...], list[tuple[Document, Iup]]] = {}
    for document in documents:
        if document.iup is not None:
            groups.setdefault(_fingerprint(document.iup), []).append((document, document.iup))
    templates = [_template(files, regelverk, specialty) for files in groups.values()]
    return tuple(sorted(templates, key=lambda one: (-len(one.files), one.files)))


def _fingerprint(iup: Iup) -> tuple[object, ...]:
    stated = iup.person.specialty.value if iup.person.specialty else None
    listed = sorted((one.code, _plain(one.title), _plain(one.requirement)) for one in _listed(iup))
    return (iup.regulation, stated, tuple(listed))


def _listed(iup: Iup) -> Iterator[_Listed]:
    for code, delmal in iup.specialty_delmal.items():
        title = next((row.title for row in delmal.rows if row.title), "")
        requirement = next((row.requirement for row in delmal.rows if row.requirement), "")
        if delmal.rows:
            yield _Listed(code, title, requirement)


def _template(files: Sequence[tuple[Document, Iup]], regelverk: Regelverk, otherwise: str | None) -> Template:
    iup = files[0][1]
    paths = tuple(document.path for document, _ in files)
    stated = iup.person.specialty.value if iup.person.specialty else otherwise
    listed = {one.code: one for one in _listed(iup)}
    goals = goals_of(iup, regelverk)
    if goals is None and iup.person.specialty is None and otherwise and iup.regulation:
        goals = regelverk.malbeskrivning(iup.regulation, otherwise)
    if goals is None:
        why = "Specialitet eller föreskrift är inte känd. Ange --specialty för en tom mall."
        return Template(paths, iup.regulation, stated, len(listed), why=why)
    if not listed:
        why = "Mallen räknar inte upp några delmål."
        return Template(paths, goals.regulation, goals.specialty, 0, why=why)
    found = tuple(sorted(_differences(listed, goals), key=lambda one: codes.sort_key(one.code)))
    return Template(paths, goals.regulation, goals.specialty, len(listed), found)


def _differences(listed: Mapping[str, _Listed], goals: Malbeskrivning) -> Iterator[Difference]:
    for code, row in goals.requirements.items():
        if code not in listed:
            yield _about(row, Deviation.MISSING, official=row.title)
    for code, one in listed.items():
        known = goals.requirements.get(code)
        if codes.regulation_of(code) != goals.regulation:
            yield Difference(code, Deviation.FOREIGN, ours=one.title)
        elif known is None:
            yield Difference(code, Deviation.EXTRA, ours=one.title, is_uncertain=_is_uncertain(code, goals))
        else:
            yield from _renamed(one, known, goals)


def _is_uncertain(code: str, goals: Malbeskrivning) -> bool:
    """Whether a delmål that the målbeskrivning does not have may be one that it should have."""
    group = codes.group_of(code)
    return goals.group_verification(group) is Verification.UNVERIFIED


def _about(row: Requirement, kind: Deviation, *, ours: str = "", official: str = "", meant: str = "") -> Difference:
    page = str(row.source) if row.source else ""
    return Difference(row.code, kind, ours, official, meant, page, row.is_unverified)


def _renamed(one: _Listed, row: Requirement, goals: Malbeskrivning) -> Iterator[Difference]:
    """A heading or a demand that is another than the official; nothing where there is none to compare with."""
    pairs = (
        (one.title if len(one.title) <= _LONG else "", "title"),
        (one.requirement or (one.title if len(one.title) > _LONG else ""), "competence"),
    )
    for ours, what in pairs:
        official: str = getattr(row, what)
        if ours and official and _likeness(ours, official) < _ALIKE:
            meant = _meant(ours, row, goals, what)
            yield _about(row, Deviation.RENAMED, ours=ours, official=official, meant=meant)
            return


def _meant(text: str, row: Requirement, goals: Malbeskrivning, what: str) -> str:
    """The one other delmål whose own text this is."""
    alike = [
        other.code
        for other in goals.requirements.values()
        if other.code != row.code and _likeness(text, getattr(other, what)) >= _OTHERS
    ]
    return alike[0] if len(alike) == 1 else ""


def _likeness(one: str, other: str) -> float:
    """How alike two texts are, of 100; capitals, signs and the order of the words make no difference."""
    return fuzz.token_set_ratio(_plain(one), _plain(other)) if one and other else 0.0


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(_WORD.findall("".join(char for char in folded if not unicodedata.combining(char))))
