"""Verified rows in the clinic's own file of rule data, beside its ``stexcel.toml``: to be seen, shared and kept.

The file is the one that ``regelverk`` in ``stexcel.toml`` names. Without any, ``malbeskrivningar.csv`` is made in the
folder of the settings and named there.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path

from stexcel import codes
from stexcel.catalogue.activities import written
from stexcel.catalogue.compare import gone
from stexcel.catalogue.errors import CatalogueError
from stexcel.catalogue.model import Official, OfficialDelmal, OfficialText
from stexcel.ooxml import OoxmlError, write_atomically
from stexcel.regelverk import (
    OWN_FIELDS,
    REMOVED,
    SEAL,
    Line,
    Regelverk,
    Verification,
    load,
    pages_told,
    read_overrides,
    seal_of,
)
from stexcel.system_errors import reason

FILE_NAME = "malbeskrivningar.csv"
"""The file that is made where a clinic has none of its own."""
CONFIG_NAME = "stexcel.toml"

_BOM = "\ufeff"
_KEY = len(("foreskrift", "specialitet", "delmal"))


@dataclass(frozen=True, slots=True)
class Place:
    """Where rows are kept. ``config`` is the settings file that must be given a line to name them, if any."""

    rows: Path
    config: Path | None


def place_for(folder: Path, config: Path | None, rows: Path | None) -> Place:
    """Where the rows of a folder are kept, from its settings file and the rule data that the settings name."""
    if rows is not None:
        return Place(rows, None)
    settings = config or folder / CONFIG_NAME
    return Place(settings.parent / FILE_NAME, settings)


def rows_of(official: Official, text: OfficialText, known: Regelverk, today: date) -> tuple[Line, ...]:
    """The rows of a målbeskrivning, sealed; a row that does not apply according to the document takes ours away."""
    ours = known.malbeskrivning(official.regulation, official.specialty)
    rows = [_row(official, one, text, today) for one in official.delmal.values()]
    rows += [_removal(official, code, text, today) for code in gone(official, ours)]
    return tuple(rows)


def save(place: Place, officials: Sequence[Official], text: OfficialText, today: date) -> None:
    """Puts the målbeskrivningar in place of what the file had of them, and names the file in the settings.

    Raises :class:`CatalogueError` where a file cannot be written, and :class:`stexcel.regelverk.RegelverkError` for a
    file that is faulty. The rows are written before they are named: nothing is ever named that is not there.
    """
    bundled = load()
    kept = read_overrides(place.rows, bundled.specialties) if place.rows.exists() else ()
    new = [row for official in officials for row in rows_of(official, text, bundled, today)]
    keys = {row[:_KEY] for row in new}
    listed = {(official.regulation, official.specialty): official.listed for official in officials}
    own = [row for row in kept if row[:_KEY] not in keys and _applies(row, listed.get((row[0], row[1]), ()))]
    _write(place.rows, _csv(sorted([*own, *new], key=_order)))
    if place.config is not None:
        _name(place.config, place.rows.name)


def _applies(row: Line, listed: Sequence[str]) -> bool:
    """Whether a row that was there before still may apply; a document that lists none says nothing of the others."""
    return not listed or row[2] in listed


def _order(row: Line) -> tuple[object, ...]:
    return (row[1], codes.REGULATIONS.index(row[0]), codes.sort_key(row[2]))


def _row(official: Official, one: OfficialDelmal, text: OfficialText, today: date) -> Line:
    return _sealed(
        {
            "foreskrift": official.regulation,
            "specialitet": official.specialty,
            "delmal": one.code,
            "grupp": codes.group_of(one.code),
            "titel": one.title,
            "krav_aktiviteter": written(one.required),
            "rad_aktiviteter": written(one.recommended),
            "intyg_av": one.certified_by,
            "kontroll": Verification.OFFICIAL.value,
            "kompetenskrav": one.competence,
            "sidor": pages_told(one.pages),
            **_read_from(text, today),
        }
    )


def _removal(official: Official, code: str, text: OfficialText, today: date) -> Line:
    own = {"foreskrift": official.regulation, "specialitet": official.specialty, "delmal": code}
    pages = pages_told(page for one in official.delmal.values() for page in one.pages)
    group = {"grupp": codes.group_of(code), "kontroll": REMOVED, "sidor": pages}
    return _sealed({**own, **group, **_read_from(text, today)})


def _read_from(text: OfficialText, today: date) -> dict[str, str]:
    return {"fil": text.name, "sha256": text.sha256, "inlast": today.isoformat()}


def _sealed(fields: dict[str, str]) -> Line:
    whole = {name: fields.get(name, "") for name in OWN_FIELDS}
    whole[SEAL] = seal_of(whole)
    return tuple(whole[name] for name in OWN_FIELDS)


def _csv(rows: Iterable[Line]) -> bytes:
    """The file as Swedish Excel opens it with a double click: semicolons, and a mark that says UTF-8."""
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(OWN_FIELDS)
    writer.writerows(rows)
    return (_BOM + out.getvalue()).encode()


def _name(config: Path, file: str) -> None:
    """Adds the line to the settings at the top, where a key of the file itself always may stand."""
    try:
        text = config.read_bytes().decode("utf-8-sig") if config.exists() else ""
    except OSError as error:
        raise CatalogueError(f"{config.as_posix()} går inte att läsa ({reason(error)}).") from error
    newline = "\r\n" if "\r\n" in text else "\n"
    _write(config, f'regelverk = "{file}"{newline}{text}'.encode())


def _write(path: Path, data: bytes) -> None:
    try:
        write_atomically(path, data)
    except OoxmlError as error:
        raise CatalogueError(str(error)) from error
