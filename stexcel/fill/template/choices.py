"""The lists from which cells are chosen, on a hidden sheet with a name for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlsxwriter.utility import xl_col_to_name

from stexcel.fill.template.content import Content
from stexcel.fill.template.draft import Draft

SHEET = "Listor"
SPECIALTIES, COUNTS, MONTHS = "Lista_specialiteter", "Lista_antal_c", "Lista_minsta_tid"
METHODS, GOAL_STATES, COURSE_STATES = "Lista_metoder", "Lista_status", "Lista_kursstatus"
ACTION_STATES, YES_NO, MEETINGS, CODES = "Lista_atgardsstatus", "Lista_ja_nej", "Lista_moten", "Lista_c_delmal"
SPECIALTY = "ST_specialitet"
"""The cell in which the specialty is chosen."""
DONE = "Klart"
TAKEN, CANCELLED = "Genomförd", "Inställd"
RECONCILIATION, DEVELOPMENT, KOLLEGIUM = "Avstämning med studierektor", "Utvecklingssamtal", "Specialistkollegium"
UNKNOWN = "okänd"
"""The shortest time of a specialty for which none is laid down here; no number, so that nothing is counted from it."""
METHOD_NAMES = (
    "Medsittning",
    "Mini-CEX",
    "CBD",
    "DOPS",
    "360-grader",
    "EPA",
    "Specialistkollegium",
    "Journal club",
    "ST-tentamen",
    "Bedömningsmall undervisning",
    "Bedömningsmall handledning",
)
_HEADINGS = {
    SPECIALTIES: "Specialiteter",
    COUNTS: "Antal i grupp c",
    MONTHS: "Minsta tid, månader",
    METHODS: "Metoder",
    GOAL_STATES: "Läge",
    COURSE_STATES: "Läge, kurser",
    ACTION_STATES: "Läge, åtgärder",
    YES_NO: "Svar",
    MEETINGS: "Möten",
    CODES: "Koder i grupp c",
}


def lists_of(content: Content) -> Mapping[str, Sequence[str | int]]:
    """The allowed values by the name of their range."""
    prefix = "STc" if content.has_bt else "c"
    most = max(extent.c_goals for extent in content.extents.values())
    return {
        SPECIALTIES: tuple(content.extents),
        COUNTS: tuple(extent.c_goals for extent in content.extents.values()),
        MONTHS: tuple(extent.months or UNKNOWN for extent in content.extents.values()),
        METHODS: METHOD_NAMES,
        GOAL_STATES: ("Ej påbörjat", "Pågår", DONE),
        COURSE_STATES: ("Planerad", "Sökt", "Antagen", TAKEN, CANCELLED),
        ACTION_STATES: ("Ej påbörjad", "Pågår", TAKEN),
        YES_NO: ("Ja", "Nej"),
        MEETINGS: (RECONCILIATION, DEVELOPMENT, KOLLEGIUM),
        CODES: tuple(f"{prefix}{number}" for number in range(1, most + 1)),
    }


def of_specialty(name: str, otherwise: str) -> str:
    """A formula for what a list says of the specialty that is chosen."""
    return f"IFERROR(INDEX({name},MATCH({SPECIALTY},{SPECIALTIES},0)),{otherwise})"


def write_lists(draft: Draft) -> None:
    """The hidden sheet."""
    sheet = draft.book.add_worksheet(SHEET)
    for column, (name, values) in enumerate(lists_of(draft.content).items()):
        sheet.write_column(0, column, [_HEADINGS[name], *values])
        letters = xl_col_to_name(column, col_abs=True)
        draft.book.define_name(name, f"={SHEET}!{letters}$2:{letters}${len(values) + 1}")
    sheet.hide()


SUGGESTED = "Förslag:"
"""What a suggestion begins with until somebody has decided on it."""
