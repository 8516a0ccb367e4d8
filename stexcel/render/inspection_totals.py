"""What a workbook gave in all, as rows of a small table in Swedish."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from stexcel.layout.labels import Field
from stexcel.layout.profile import facts_of
from stexcel.model import Delmal, Iup, MeetingKind, Part, SignatureRole
from stexcel.subjects import PART_NAMES

_MISSING = "saknas"
_MOST_CODES = 12
_FACTS = {
    Field.NAME: "ST-läkare",
    Field.SPECIALTY: "Specialitet",
    Field.REGULATION: "Föreskrift",
    Field.START: "Start",
    Field.PLANNED_END: "Planerat slut",
    Field.FTE: "Tjänstgöringsgrad (%)",
    Field.SUPERVISOR: "Huvudhandledare",
    Field.STUDIEREKTOR: "Studierektor",
    Field.HEAD: "Verksamhetschef",
    Field.UNIT: "Enhet",
    Field.ESTABLISHED: "Upprättad",
}
_ROLES = {
    SignatureRole.ST: "ST-läkare",
    SignatureRole.SUPERVISOR: "handledare",
    SignatureRole.APPROVER: "chef/studierektor",
}
_MEETINGS = {
    MeetingKind.SUPERVISION: "Handledarsamtal",
    MeetingKind.RECONCILIATION: "Avstämningar med studierektor",
    MeetingKind.DEVELOPMENT: "Utvecklingssamtal",
    MeetingKind.KOLLEGIUM: "Specialistkollegier",
}
Row = tuple[str, str, str]


def totals_lines(iup: Iup) -> Iterator[Row]:
    """What it is, what was read, and where it stands or what it holds."""
    for field, fact in facts_of(iup.person).items():
        yield _FACTS[field], str(fact.value) if fact else _MISSING, str(fact.cell) if fact else ""
    yield from _delmal(iup)
    yield "Placeringar", str(len(iup.placements)), ""
    yield "Kurser", str(len(iup.courses)), ""
    yield from ((name, str(len(iup.meetings_of(kind))), "") for kind, name in _MEETINGS.items())
    yield "Bedömningar med datum", str(len(iup.assessments)), ""
    yield "Revisioner", str(len(iup.revisions)), _latest(iup)
    yield from _signatures(iup)
    yield from (_part(iup, part) for part in Part)


def _delmal(iup: Iup) -> Iterator[Row]:
    delmal = iup.specialty_delmal
    yield "Delmål", str(len(delmal)), ""
    yield _having(delmal, "– med aktivitet", [code for code, one in delmal.items() if not one.activities])
    yield _having(delmal, "– med bedömning", [code for code, one in delmal.items() if not one.assessments])
    if len(iup.delmal) > len(delmal):
        yield "Delmål i BT", str(len(iup.delmal) - len(delmal)), ""


def _having(delmal: Mapping[str, Delmal], what: str, without: Sequence[str]) -> Row:
    more = f" och {len(without) - _MOST_CODES} till" if len(without) > _MOST_CODES else ""
    named = f"inte {', '.join(without[:_MOST_CODES])}{more}" if without else ""
    return what, str(len(delmal) - len(without)), named


def _latest(iup: Iup) -> str:
    return f"senast {iup.revisions[-1].value}" if iup.revisions else ""


def _signatures(iup: Iup) -> Iterator[Row]:
    """Who has signed; a role without any place for a signature is told apart from an empty one."""
    for role, who in _ROLES.items():
        places = [one for one in iup.signatures if one.role is role]
        signed = next((one for one in places if one.signed), None)
        state = "ja" if signed else "nej" if places else "ingen plats i mallen"
        yield f"Underskrift {who}", state, str(signed.cell) if signed else ""


def _part(iup: Iup, part: Part) -> Row:
    places = [one for one in iup.parts if one.part is part]
    planned = next((one for one in places if one.planned), None)
    state = "planerat" if planned else "inte planerat" if places else "ingen plats i mallen"
    return PART_NAMES[part], state, str((planned or places[0]).cell) if places else ""
