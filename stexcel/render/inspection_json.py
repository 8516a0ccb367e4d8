"""How a workbook was read, as one JSON document with Swedish keys; the same file always gives the same text."""

from __future__ import annotations

import json

import stexcel
from stexcel.layout.inspection import Inspection, ReadField, ReadSheet, ReadTable, is_unsure
from stexcel.layout.profile import facts_of
from stexcel.layout.reading import Column
from stexcel.model import Iup, MeetingKind, Part, SignatureRole, column_letters
from stexcel.render.inspection_unit import unit_document
from stexcel.render.json import Json

FORMAT_VERSION = 1


def render_inspection_json(inspection: Inspection) -> str:
    """The document as indented text."""
    return json.dumps(document(inspection), ensure_ascii=False, indent=1) + "\n"


def document(inspection: Inspection) -> dict[str, Json]:
    """The document as plain data: strings, numbers, lists and dicts."""
    return {
        "version": FORMAT_VERSION,
        "stexcel": stexcel.__version__,
        "fil": inspection.path,
        "fingeravtryck": inspection.fingerprint,
        "profil": inspection.profile.name if inspection.profile else None,
        "enhet": unit_document(inspection.unit) if inspection.unit else None,
        "blad": [_sheet(sheet) for sheet in inspection.sheets],
        "last": _totals(inspection.iup),
        "anmarkningar": [
            {"cell": str(note.cell), "slag": note.kind.value, "text": note.text} for note in inspection.iup.notes
        ],
    }


def _sheet(sheet: ReadSheet) -> Json:
    return {
        "namn": sheet.name,
        "synlighet": sheet.visibility,
        "tomt": sheet.is_empty,
        "lases_inte": sheet.skipped or None,
        "falt": [_field(field) for field in sheet.fields],
        "tabeller": [_table(table) for table in sheet.tables],
        "delmal_utanfor_tabeller": [
            {
                "delmal": block.code,
                "cell": block.cell.a1,
                "aktiviteter": block.activities,
                "bedomningar": block.assessments,
            }
            for block in sheet.blocks
        ],
        "delar": [{"del": one.part.value, "cell": one.cell.a1, "planerat": one.planned} for one in sheet.parts],
        "ej_last": [{"cell": one.cell.a1, "text": one.text, "skal": one.reason} for one in sheet.unread],
    }


def _field(field: ReadField) -> Json:
    return {
        "falt": field.field.value,
        "etikett": field.label,
        "etikettcell": field.label_cell.a1,
        "cell": field.cell.a1,
        "text": field.text or None,
        "last": field.read,
        "anvands_inte": field.unused or None,
        "sakerhet": field.score,
        "osakert": field.is_unsure,
    }


def _table(read: ReadTable) -> Json:
    """Rows and columns count from 1; in a turned table rows are the sheet's columns and the other way round."""
    table = read.table
    return {
        "typ": table.kind.value,
        "lases": read.is_used,
        "vand": table.transposed,
        "rubrik": table.title,
        "rubrikrader": [row + 1 for row in table.header],
        "rader": [row + 1 for row in table.body],
        "ifyllda_rader": read.filled,
        "delmal": list(table.scope),
        "poang": table.score,
        "skal": list(table.reasons),
        "kolumner": [_column(column, turned=table.transposed) for column in table.columns],
    }


def _column(column: Column, *, turned: bool) -> Json:
    return {
        "kolumn": str(column.index + 1) if turned else column_letters(column.index + 1),
        "rubrik": column.header,
        "roll": column.role.value,
        "delmal": list(column.codes),
        "bedomning": column.method,
        "sakerhet": column.score,
        "osakert": is_unsure(column),
        "skal": column.reason,
    }


def _totals(iup: Iup) -> Json:
    delmal = iup.specialty_delmal.values()
    return {
        "layout": list(iup.layouts),
        "person": {
            field.value: {"varde": str(fact.value), "cell": str(fact.cell)} if fact else None
            for field, fact in facts_of(iup.person).items()
        },
        "delmal": len(delmal),
        "delmal_med_aktivitet": sum(bool(one.activities) for one in delmal),
        "delmal_med_bedomning": sum(bool(one.assessments) for one in delmal),
        "bt_delmal": len(iup.delmal) - len(delmal),
        "placeringar": len(iup.placements),
        "kurser": len(iup.courses),
        **{kind.value: len(iup.meetings_of(kind)) for kind in MeetingKind},
        "bedomningar": len(iup.assessments),
        "revisioner": len(iup.revisions),
        "underskrifter": {
            role.value: any(one.signed for one in iup.signatures if one.role is role) for role in SignatureRole
        },
        "delar": {part.value: iup.has_part(part) for part in Part},
    }
