"""``[[ignore]]``: exceptions in the open, each with file, code and reason."""

from __future__ import annotations

from stexcel import codes
from stexcel.config.known import Known
from stexcel.config.rule_codes import NOT_READ, check_code
from stexcel.config.table import Table
from stexcel.findings import Exemption
from stexcel.layout.delmal_text import exact_codes

EXEMPTION_KEYS = ("fil", "kod", "delmal", "skal", "till")


def read_exemptions(root: Table, known: Known) -> tuple[Exemption, ...]:
    """The exceptions in the order of the file. Raises :class:`stexcel.config.source.ConfigError`."""
    found: dict[tuple[str, str, str | None], Exemption] = {}
    for table in root.tables("ignore"):
        one = _exemption(table, known)
        first = found.setdefault((one.file, one.code, one.delmal), one)
        if first is not one:
            text = f"undantaget finns redan på rad {first.line}: samma fil, kod och delmål. Behåll ett av dem."
            raise table.error(None, text)
    return tuple(found.values())


def _exemption(table: Table, known: Known) -> Exemption:
    table.only(EXEMPTION_KEYS)
    if isinstance(reason := table.data.get("skal"), str) and not reason.strip():
        raise table.error("skal", "undantaget har inget skäl. Skriv varför i ”skal”, så att den som läser förstår.")
    if "skal" not in table.data:
        text = 'undantaget har inget skäl. Lägg till skal = "…" som säger varför, så att den som läser förstår.'
        raise table.error(None, text)
    return Exemption(
        file=table.required("fil", '"anna*.xlsx"'),
        code=_code(table, known),
        reason=table.required("skal", '"Föräldraledig hela VT26"'),
        line=table.line,
        delmal=_delmal(table),
        until=table.day("till"),
    )


def _code(table: Table, known: Known) -> str:
    code = table.required("kod", '"STX302"').upper()
    check_code(table, ("kod",), code, known)
    if code in known.never_off | known.never_excepted:
        raise table.error("kod", f"{code} kan inte undantas. Ta bort undantaget.")
    if code in known.not_read:
        raise table.error("kod", f"{code} kan inte undantas: {NOT_READ}")
    return code


def _delmal(table: Table) -> str | None:
    """A code in normal form, or the letter of a group, which is what STX107 speaks about."""
    value = table.text("delmal")
    if value is None or value in codes.GROUPS:
        return value
    found = exact_codes(value)
    if len(found) != 1:
        text = (
            f"”{value}” är inget delmål. Skriv ett delmål, till exempel c3, STb2 eller BT7, "
            "eller bara gruppens bokstav: a, b eller c."
        )
        raise table.error("delmal", text)
    return found[0]
