"""How sure the rows of the rule data are, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from stexcel.catalogue.status import EXPLAINED, Doctor, Rows, Standing
from stexcel.render.code_spans import code_spans
from stexcel.render.words import shown_path

FORMAT_VERSION = 1
_TOLD = (Standing.UNVERIFIED, Standing.TRANSCRIBED, Standing.ALTERED)
"""The standings of which a doctor's delmål are named, the least sure first."""


def render_status(rows: Sequence[Rows], found: Sequence[Doctor]) -> str:
    """A table of the målbeskrivningar, the words explained, and then the doctors, those on unverified rows first."""
    lines = [*_table(rows), ""] if rows else ["Ingen ST-läkare bedöms mot någon målbeskrivning.", ""]
    lines += [f"{one.value}: {EXPLAINED[one]}." for one in Standing if any(row.count(one) for row in rows)]
    lines += [f"Läst ur {source.file} ({source.read_on}): {row.specialty}." for row in rows for source in row.sources]
    if found:
        lines += ["", *_doctors(found)]
    return "\n".join(lines).rstrip() + "\n"


def _table(rows: Sequence[Rows]) -> Iterator[str]:
    shown = [one for one in Standing if any(row.count(one) for row in rows)]
    heads = ["Specialitet", "Föreskrift", *(one.value for one in shown)]
    cells = [[row.specialty, row.regulation, *(str(row.count(one)) for one in shown)] for row in rows]
    widths = [max(map(len, column)) for column in zip(heads, *cells, strict=True)]
    for line in (heads, *cells):
        text = [cell.ljust(width) for cell, width in zip(line[:2], widths[:2], strict=True)]
        numbers = [cell.rjust(width) for cell, width in zip(line[2:], widths[2:], strict=True)]
        yield "  ".join((*text, *numbers)).rstrip()


def _doctors(found: Sequence[Doctor]) -> Iterator[str]:
    weak = [one for one in found if one.rows is not None and one.rows.count(Standing.UNVERIFIED)]
    yield f"{len(weak)} av {len(found)} ST-läkare bedöms på okontrollerade rader."
    for one in sorted(found, key=lambda one: one not in weak):
        yield f"{one.name or 'Namn saknas'} ({shown_path(one.path)})"
        if one.rows is None:
            yield f"  Bedöms inte mot någon målbeskrivning. {one.why}"
            continue
        yield f"  {one.rows.specialty}, {one.rows.regulation}"
        told = [standing for standing in _TOLD if one.rows.count(standing)]
        for standing in told:
            yield f"  {standing.value}: {code_spans(one.rows.codes[standing])}"
        if not told:
            yield "  Alla rader är kontrollerade, officiella eller egna."


def render_status_json(rows: Sequence[Rows], found: Sequence[Doctor]) -> str:
    """The same as one JSON document with Swedish keys."""
    data = {
        "version": FORMAT_VERSION,
        "malbeskrivningar": [_rows(row) for row in rows],
        "st_lakare": [
            {
                "fil": one.path,
                "namn": one.name,
                "specialitet": one.rows.specialty if one.rows else None,
                "foreskrift": one.rows.regulation if one.rows else None,
                "okontrollerade": list(one.rows.codes.get(Standing.UNVERIFIED, ())) if one.rows else None,
                "skal": one.why or None,
            }
            for one in found
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _rows(row: Rows) -> dict[str, object]:
    sources = [{"fil": one.file, "sha256": one.sha256, "inlast": one.read_on.isoformat()} for one in row.sources]
    delmal = {standing.value: list(row.codes.get(standing, ())) for standing in Standing}
    return {"specialitet": row.specialty, "foreskrift": row.regulation, "delmal": delmal, "dokument": sources}
