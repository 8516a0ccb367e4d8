"""The tables of a run as files: CSV that Swedish Excel opens, Parquet, a data dictionary and a list of it all.

The same tables give the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

import stexcel
from stexcel.frames.build import ALL_TABLES, Frames, all_columns
from stexcel.frames.spec import Table
from stexcel.personal_ids import hide
from stexcel.system_errors import reason

MANIFEST = "stexcel-export.json"
"""Names and check sums of an export's files, by which a later one knows them as its own."""
DICTIONARY = "datalexikon.csv"
_SEPARATOR = ";"
"""What Excel expects in Sweden, where the comma is the decimal sign."""
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_YES, _NO = "ja", "nej"


class ExportError(Exception):
    """The export cannot be written; the text is a Swedish sentence that says why and what to do."""


def write_tables(frames: Frames, folder: Path, *, today: date) -> tuple[Path, ...]:
    """Writes all tables into the folder, which is made if need be, and gives the files that were written.

    Files that are there already are replaced only if an earlier export wrote them and nobody has changed them
    since. Raises :class:`ExportError` otherwise, and where the folder cannot be written; nothing is then replaced
    unless the disk failed halfway.
    """
    made = files_of(frames, today=today)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _refuse_foreign(folder, made)
        _replace_all({folder / name: content for name, content in made.items()})
    except OSError as error:
        raise ExportError(
            f"{folder.as_posix()} går inte att skriva i ({reason(error)}). Kontrollera mappen, och att ingen av "
            "filerna är öppen i Excel."
        ) from error
    return tuple(folder / name for name in made)


def files_of(frames: Frames, *, today: date) -> Mapping[str, bytes]:
    """Every file of an export by its name, without personal numbers; the list of them comes last."""
    made: dict[str, bytes] = {}
    for table in ALL_TABLES:
        frame = frames[table.name].with_columns(pl.col(pl.String).map_elements(hide, return_dtype=pl.String))
        made[f"{table.name}.csv"] = _csv(frame)
        made[f"{table.name}.parquet"] = _parquet(frame)
    made[DICTIONARY] = _csv(dictionary())
    return {**made, MANIFEST: _manifest(made, today)}


def dictionary() -> pl.DataFrame:
    """The data dictionary: one row per column of every table."""
    return pl.DataFrame([row for table in ALL_TABLES for row in _described(table)], infer_schema_length=None)


def _described(table: Table[Any]) -> Iterator[dict[str, str | None]]:
    for column in all_columns(table):
        yield {
            "tabell": table.name,
            "tabellens_innehall": table.meaning,
            "kolumn": column.name,
            "typ": column.kind.value,
            "enhet": column.unit or None,
            "betydelse": column.meaning,
            "tillatna_varden": ", ".join(column.allowed) or None,
            "nyckel": _YES if column.name in table.key else None,
            "kalla": table.source,
        }


def _csv(frame: pl.DataFrame) -> bytes:
    """Semicolons and a byte order mark, by which Excel in Sweden parts the columns and reads the letters right."""
    safe = frame.with_columns(
        pl.col(pl.String).map_elements(_never_formula, return_dtype=pl.String),
        pl.col(pl.Boolean).replace_strict({True: _YES, False: _NO}, return_dtype=pl.String),
    )
    file = io.BytesIO()
    safe.write_csv(file, include_bom=True, separator=_SEPARATOR, line_terminator="\r\n")
    return file.getvalue()


def _never_formula(text: str) -> str:
    """The text; with an apostrophe before it if a spreadsheet would take it for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def _parquet(frame: pl.DataFrame) -> bytes:
    file = io.BytesIO()
    frame.write_parquet(file)
    return file.getvalue()


def _manifest(made: Mapping[str, bytes], today: date) -> bytes:
    content = {
        "program": "stexcel",
        "version": stexcel.__version__,
        "idag": today.isoformat(),
        "filer": {name: _sum(data) for name, data in made.items()},
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _refuse_foreign(folder: Path, made: Mapping[str, bytes]) -> None:
    """Raises :class:`ExportError` if any of the files is there and is not an unchanged one of an earlier export."""
    known = _earlier(folder)
    there = [name for name in made if (folder / name).exists()]
    foreign = [name for name in there if not _is_ours(folder / name, {known.get(name), _sum(made[name])})]
    if foreign:
        raise ExportError(
            f"{_few(foreign)} finns redan i {folder.as_posix()} och är inte en oförändrad tidigare export. "
            "Inget är skrivet. Ange en annan mapp efter -o, eller flytta filerna."
        )


def _is_ours(path: Path, sums: set[str | None]) -> bool:
    return path.is_file() and (path.name == MANIFEST or _sum(path.read_bytes()) in sums)


def _earlier(folder: Path) -> Mapping[str, str]:
    """The check sums of an earlier export in the folder; none if there is no list of it that can be read."""
    try:
        content = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return {str(name): str(told) for name, told in content["filer"].items()}
    except FileNotFoundError:
        return {}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ExportError(
            f"{(folder / MANIFEST).as_posix()} går inte att läsa som listan över en tidigare export. Inget är skrivet. "
            "Ange en annan mapp efter -o, eller flytta filen."
        ) from error


def _few(names: Iterable[str]) -> str:
    first, *others = names
    return f"{first} (och {len(others)} till)" if others else first


def _replace_all(made: Mapping[Path, bytes]) -> None:
    """Writes all files beside the old ones and then puts them in their places: where a disk is full all stay old."""
    drafts = {path: path.with_name(f".{path.name}.tmp") for path in made}
    try:
        for path, content in made.items():
            drafts[path].write_bytes(content)
        for path, draft in drafts.items():
            draft.replace(path)
    finally:
        for draft in drafts.values():
            with suppress(OSError):
                draft.unlink(missing_ok=True)
