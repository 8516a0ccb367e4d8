"""The basic facts of the resident, chosen among all labels and titles of a workbook; revisions and signatures."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from stexcel.layout.answers import is_answer
from stexcel.layout.labels import Field
from stexcel.layout.person import Found
from stexcel.layout.person_values import percent, person_name, regulation
from stexcel.layout.text import shown
from stexcel.layout.times import days, no_day_in, period, weeks_in, without_days
from stexcel.layout.topics import topic_of
from stexcel.model import CellRef, Note, NoteKind, Person, Signature, SignatureRole, Value
from stexcel.regelverk import match_specialty


@dataclass(frozen=True, slots=True)
class Titles:
    """Short texts at the top of sheets and the sheets' names, which may name person, unit and specialty."""

    texts: tuple[tuple[str, CellRef], ...] = ()


_SIGNING = frozenset({Field.NAME, Field.SUPERVISOR, Field.STUDIEREKTOR, Field.HEAD})
SIGNATURE_ROLES = {
    Field.SIGNED_ST: SignatureRole.ST,
    Field.SIGNED_SUPERVISOR: SignatureRole.SUPERVISOR,
    Field.APPROVED: SignatureRole.APPROVER,
    Field.NAME: SignatureRole.ST,
    Field.SUPERVISOR: SignatureRole.SUPERVISOR,
    Field.STUDIEREKTOR: SignatureRole.APPROVER,
    Field.HEAD: SignatureRole.APPROVER,
}
"""Whose signature a label asks for, where it asks for one."""


_BARE = re.compile(r"\W*(?:underskrift|signatur|namnteckning)\W*", re.IGNORECASE)
"""A label that does not say whose signature it asks for."""


_COLUMN = re.compile(r"\W*(?:namn|datum|sign|signatur|namnteckning|underskrift)\W*", re.IGNORECASE)
"""A heading of the list that the label begins, which is no answer."""


def signatures_in(found: Sequence[Found]) -> Iterator[Signature]:
    """Places for signatures. A name with a date is one too, as is a line beside it for one that is still empty."""
    for one in found:
        role = SIGNATURE_ROLES.get(one.field)
        if role is None or _BARE.fullmatch(one.label):
            continue
        if isinstance(one.value, str) and _COLUMN.fullmatch(one.value):
            continue
        dates = days(one.value)
        if one.field in _SIGNING and not dates and not _is_left_empty(one, found):
            continue
        signed = one.value is not None and (not isinstance(one.value, str) or is_answer(one.value))
        yield Signature(role, signed, one.value_ref, dates[0] if dates else None)


def _is_left_empty(one: Found, found: Sequence[Found]) -> bool:
    """Whether nothing stands at a label for a person with the dated name of another one beside it or near by."""
    if one.value is not None and (not isinstance(one.value, str) or is_answer(one.value)):
        return False
    return any(
        other.field in _SIGNING and other.field is not one.field and _is_dated(other) and _stand_together(one, other)
        for other in found
    )


def _is_dated(one: Found) -> bool:
    """Whether a date stands in the row of the label itself."""
    return bool(days(one.value)) and one.value_place[0] == one.place[0]


def _stand_together(one: Found, other: Found) -> bool:
    (row, column), (other_row, other_column) = one.place, other.place
    near = abs(row - other_row) <= len(SignatureRole)
    return one.ref.sheet == other.ref.sheet and (row == other_row or (near and column == other_column))


def revisions_in(found: Sequence[Found]) -> Iterator[Value[date]]:
    """Every date that stands at a label for revisions."""
    for one in found:
        if one.field is Field.REVISED:
            for value, ref in ((one.value, one.value_ref), *one.more):
                weeks = weeks_in(value) if isinstance(value, str) else ()
                yield from (Value(day, str(value), ref) for day in days(value) or weeks)


def person_in(found: Sequence[Found], titles: Titles, names: Collection[str]) -> tuple[Person, list[Note]]:
    """The person, and notes on answers that could not be read."""
    notes: list[Note] = []
    specialty = _choose(
        found,
        Field.SPECIALTY,
        lambda text: match_specialty(text, names) or (text if is_answer(text) else None),
    )
    start, unread_start = _date_of(found, Field.START)
    notes.extend(replace(one, about="start") for one in unread_start)
    end, unread_end = _date_of(found, Field.PLANNED_END)
    notes.extend(replace(one, about="planned_end") for one in unread_end)
    established, _ = _date_of(found, Field.ESTABLISHED)
    notes.extend(_false_days(found))
    person = Person(
        name=_fuller(
            _choose(found, Field.NAME, person_name) or _signer(found, Field.NAME, Field.SIGNED_ST),
            _name_in_titles(titles, names),
        ),
        specialty=specialty or _specialty_in_titles(titles, names),
        regulation=_choose(found, Field.REGULATION, regulation) or _regulation_in_titles(titles),
        start=start,
        planned_end=end,
        fte=_fte(found, notes),
        established=established,
        supervisor=_choose(found, Field.SUPERVISOR, person_name)
        or _signer(found, Field.SUPERVISOR, Field.SIGNED_SUPERVISOR),
        studierektor=_choose(found, Field.STUDIEREKTOR, person_name),
        head=_choose(found, Field.HEAD, person_name),
        unit=_choose(found, Field.UNIT, lambda text: text if is_answer(text) else None) or _unit_in_titles(titles),
    )
    return person, notes


def _ranked(found: Sequence[Found], field: Field) -> list[Found]:
    """The labels for a field, likeliest first: a strong one, amid other basic facts, early in the workbook."""
    wanted = [one for one in found if one.field is field and (one.weight >= 0.8 or one.support >= 2)]
    return sorted(wanted, key=lambda one: -(one.weight + 0.1 * min(one.support, 5)))


def _choose(found: Sequence[Found], field: Field, read: Callable[[str], str | None]) -> Value[str] | None:
    """The first answer to the field that can be read."""
    for one in _ranked(found, field):
        if isinstance(one.value, str) and is_answer(one.value):
            if field in _SIGNING and days(one.value):
                continue
            value = read(one.value)
            if value is not None:
                return Value(value, one.value, one.value_ref)
    return None


def _fuller(name: Value[str] | None, titled: Value[str] | None) -> Value[str] | None:
    """The name, or the one in a title where that is the whole of a shortened one: ``Eva E`` is ``Eva Ek``."""
    if name is None or titled is None:
        return name or titled
    written = name.value.rstrip(".")
    is_initial = len(written.rpartition(" ")[2]) == 1
    return titled if is_initial and titled.value.startswith(written) else name


def _signer(found: Sequence[Found], *fields: Field) -> Value[str] | None:
    """The whole name of the one who signed, where nothing else names the person whose signature it is.

    A label that asks for the person and has no answer is a fact that is missing, whoever has signed.
    """
    if any(one.field is fields[0] and one.value is None and not _is_left_empty(one, found) for one in found):
        return None
    for one in (one for field in fields for one in _ranked(found, field)):
        name = person_name(without_days(one.value)) if isinstance(one.value, str) and is_answer(one.value) else None
        if name is not None and all(word[0].isupper() and len(word) > 1 for word in name.split()):
            return Value(name, str(one.value), one.value_ref)
    return None


def _date_of(found: Sequence[Found], field: Field) -> tuple[Value[date] | None, list[Note]]:
    notes: list[Note] = []
    for one in _ranked(found, field):
        if one.value is None or (isinstance(one.value, str) and not is_answer(one.value)):
            continue
        day = days(one.value)
        whole = period(one.value, serial=True)
        if day or whole:
            read = day[0] if day else (whole.start if whole and field is Field.START else whole.end if whole else None)
            if read is not None:
                return Value(read, str(one.value), one.value_ref), []
        notes.append(
            Note(
                NoteKind.UNPARSED,
                f"”{one.label.rstrip(':')}”: ”{shown(one.value)}” kan inte läsas som ett datum.",
                one.value_ref,
            )
        )
    return None, notes


_DATED = (Field.ESTABLISHED, Field.REVISED, *SIGNATURE_ROLES)
"""Labels whose answers are dated, whatever else they hold."""


def _false_days(found: Sequence[Found]) -> Iterator[Note]:
    """Notes on what is written as a day but is none, at labels that often have other answers too."""
    for one in found:
        for value, ref in ((one.value, one.value_ref), *one.more) if one.field in _DATED else ():
            if isinstance(value, str) and no_day_in(value):
                text = f"”{one.label.rstrip(':')}”: ”{shown(value)}” kan inte läsas som ett datum."
                yield Note(NoteKind.UNPARSED, text, ref)


def _fte(found: Sequence[Found], notes: list[Note]) -> Value[int] | None:
    for one in _ranked(found, Field.FTE):
        share = percent(one.value)
        if share is not None:
            return Value(share, str(one.value), one.value_ref)
        if one.value is not None and is_answer(str(one.value)):
            notes.append(
                Note(
                    NoteKind.UNPARSED,
                    f"”{one.label.rstrip(':')}”: ”{shown(one.value)}” kan inte läsas som en tjänstgöringsgrad "
                    "(0–100 %).",
                    one.value_ref,
                    "fte",
                )
            )
    return None


_PREFIX = re.compile(
    r"^\W*(?:(?:iup|individuell\w*|utbildnings\w*|st-?plan\w*|st-?läkare|plan(?:en)?|program(?:met)?|för|av|–|-|:)\W+)+",
    re.IGNORECASE,
)
_UNIT = re.compile(r"klinik(?:en)?\b|vårdcentral|sjukhus|mottagning|hälsocentral|sektionen", re.IGNORECASE)
_BARE_UNIT = re.compile(
    r"\W*(?:(?:min|mitt|din|ditt|vår|vårt|hem|den egna|eget|egen)\W*)?"
    r"(?:klinik|vårdcentral|sjukhus|mottagning|hälsocentral|sektion)(?:en|et)?\W*",
    re.IGNORECASE,
)
"""``Min klinik`` asks for a workplace and names none."""
_IN_SPECIALTY = re.compile(r"\b(?:st|specialist\w*|iup)\W+(?:(?:i|inom|för|till specialist i)\W+)?(.+)$", re.IGNORECASE)


_PIECES = re.compile(r"\s+[–—-]\s+|\s{2,}|\s*[|·]\s*")
_OF_PLAN = re.compile(r"\b(?:st|st-\w+|iup|utbildnings\w+|individuell\w*)\b", re.IGNORECASE)
_NO_PERSON = re.compile(
    r"\b(?:region\w*|norra|södra|östra|västra|nya|capio|landsting\w*|län|stad|mall|plan|program|version|"
    r"\w*(?:medicin|kirurgi|logi|iatri|sjukvård|center|centrum|lasarett))\b",
    re.IGNORECASE,
)
"""Words of places, wards and documents, which no one is called."""


def _names_beside(text: str) -> Iterator[str]:
    """What may be the name in a title: what follows its words, or stands apart from them, as in ``ST i … – Eva Ek``."""
    rest = _PREFIX.sub("", text)
    if rest != text and not _NO_PERSON.search(rest):
        yield rest
    pieces = _PIECES.split(text.strip())
    apart = [piece for piece in pieces if not _OF_PLAN.search(piece)]
    if len(pieces) == 2 and len(apart) == 1 and not _NO_PERSON.search(apart[0]):
        yield apart[0]


def _name_in_titles(titles: Titles, specialties: Collection[str]) -> Value[str] | None:
    said = ((person_name(piece), title, ref) for title, ref in titles.texts for piece in _names_beside(title))
    for name, text, ref in said:
        words = (name or "").split()
        if (
            name
            and len(words) in (2, 3)
            and all(word[0].isupper() for word in words)
            and not _UNIT.search(name)
            and match_specialty(name, specialties) is None
        ):
            return Value(name, text, ref)
    return None


def _unit_in_titles(titles: Titles) -> Value[str] | None:
    for text, ref in titles.texts:
        rest = re.sub(
            r"^\W*(?:iup|individuell\w* utbildnings\w*|utbildningsplan|st-plan)\W+(?:för\s+|vid\s+|på\s+)?",
            "",
            text,
            flags=re.IGNORECASE,
        ).strip()
        if _UNIT.search(rest) and len(rest) <= 70 and len(rest.split()) <= 8 and not _is_heading(rest):
            return Value(rest, text, ref)
    return None


def _is_heading(text: str) -> bool:
    """Whether a text with a word for workplaces names none: a label, or what a table or an instruction is about."""
    return _BARE_UNIT.fullmatch(text) is not None or topic_of(text) is not None or not is_answer(text)


def _specialty_in_titles(titles: Titles, specialties: Collection[str]) -> Value[str] | None:
    for text, ref in titles.texts:
        match = _IN_SPECIALTY.search(text)
        found = match_specialty(match[1], specialties) if match else None
        if found is not None:
            return Value(found, text, ref)
    return None


def _regulation_in_titles(titles: Titles) -> Value[str] | None:
    for text, ref in titles.texts:
        if re.search(r"20(?:15|21)\s?:\s?8", text):
            found = regulation(text)
            if found is not None:
                return Value(found, text, ref)
    return None
