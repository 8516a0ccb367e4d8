"""One workbook file, or its bytes, to a :class:`Grid`: python-calamine reads, this makes it safe and even."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import ParseError

from python_calamine import CalamineSheet, CalamineWorkbook, SheetMetadata, SheetTypeEnum, SheetVisibleEnum

from stexcel.system_errors import reason
from stexcel.workbook import compound
from stexcel.workbook.errors import UnreadableFile, WorkbookError
from stexcel.workbook.grid import Cell, Grid, Merged, Row, Sheet, Visibility
from stexcel.workbook.limits import DEFAULTS, Limits, told
from stexcel.workbook.odsmerged import ods_merged
from stexcel.workbook.quiet import quiet
from stexcel.workbook.sniff import ZIP_MARK, explain
from stexcel.workbook.spread import check_spread, too_far
from stexcel.workbook.xlsguard import check_xls
from stexcel.workbook.zipguard import Part, check_archive, inflate

_Raw = str | int | float | bool | date | datetime | time | timedelta
_MIDNIGHT = time()
_EXACT = 1e15
_PANIC = "PanicException"
_TOO_LARGE = "filen är större än {} MB och lästes därför inte. Ta bort bilder ur den och spara den igen. {}"
_TOO_MANY_SHEETS = (
    "arbetsboken har {} blad, långt fler än ett IUP behöver, och lästes därför inte. Ta bort de blad som inte hör till "
    "IUP:t och spara den igen. {}"
)
_NO_FILE = "det är ingen vanlig fil utan en enhet eller en kanal. Kontrollera namnet."


def read_bytes(path: Path, limits: Limits = DEFAULTS) -> bytes:
    """The file's bytes, or :class:`UnreadableFile` with the reason in Swedish.

    No more than the limit is ever read, however the file may grow meanwhile.
    """
    try:
        if path.is_dir():
            raise UnreadableFile("det är en mapp och ingen fil. Kontrollera namnet.")
        if path.exists() and not path.is_file():
            raise UnreadableFile(_NO_FILE)
        with path.open("rb") as file:
            data = file.read(limits.file_bytes + 1)
        if len(data) > limits.file_bytes:
            raise UnreadableFile(_TOO_LARGE.format(limits.file_mb, told("file_mb", limits.file_mb)))
        return data
    except PermissionError as error:
        raise UnreadableFile(
            "filen får inte läsas. Är den öppen i ett annat program eller hos någon annan: stäng den och kör "
            "igen. Kontrollera annars att du har behörighet till filen."
        ) from error
    except FileNotFoundError as error:
        raise UnreadableFile("filen finns inte. Kontrollera namnet, och att den inte har flyttats.") from error
    except OSError as error:
        raise UnreadableFile(
            f"filen gick inte att läsa ({reason(error)}). Kontrollera att enheten är ansluten och kör igen."
        ) from error


def read_grid(path: Path, limits: Limits = DEFAULTS) -> Grid:
    """The file as a grid; raises :class:`UnreadableFile` or :class:`EncryptedFile`."""
    return read_grid_bytes(read_bytes(path, limits), path.suffix, limits)


def read_grid_bytes(data: bytes, suffix: str, limits: Limits = DEFAULTS) -> Grid:
    """The workbook in ``data`` as a grid, so that the caller can hash the very bytes that were read.

    The content decides the format, since a wrong suffix is common and harmless; ``suffix`` (``.ods``, in any
    case) only tells where merged ranges stand. Raises :class:`UnreadableFile` or :class:`EncryptedFile`. One
    sheet that cannot be read makes the file unreadable: a part that is missing must not look empty.
    """
    parts = check_archive(data, limits) if data.startswith(ZIP_MARK) else ()
    try:
        check_spread(data, parts, limits)
        if data.startswith(compound.MARK):
            check_xls(data)
        with quiet():
            sheets = tuple(_sheets(CalamineWorkbook.from_filelike(BytesIO(data)), limits))
    except (WorkbookError, MemoryError):
        raise
    except Exception as error:
        raise explain(data, parts) from error
    except BaseException as error:
        # A panic in the parser (Rust) does not derive from Exception, and its class cannot be imported.
        if type(error).__name__ != _PANIC:
            raise
        raise explain(data, parts) from error
    return Grid(_with_ods_merged(sheets, data, parts) if suffix.lower() == ".ods" else sheets)


def _with_ods_merged(sheets: tuple[Sheet, ...], data: bytes, parts: tuple[Part, ...]) -> tuple[Sheet, ...]:
    content = next((part for part in parts if part.name == "content.xml"), None)
    if content is None:
        return sheets
    xml = inflate(data, content)
    try:
        merged = ods_merged(xml)
    except (ParseError, ValueError) as error:
        raise explain(data, parts) from error
    return tuple(replace(sheet, merged=ranges) for sheet, ranges in zip(sheets, merged, strict=False))


def _sheets(workbook: CalamineWorkbook, limits: Limits) -> Iterator[Sheet]:
    """The sheets; raises :class:`UnreadableFile` before they are more, or have more cells, than one file may have."""
    if len(workbook.sheets_metadata) > limits.sheets:
        told_limit = told("sheets", limits.sheets)
        raise UnreadableFile(_TOO_MANY_SHEETS.format(len(workbook.sheets_metadata), told_limit))
    left = limits.cells
    for index, meta in enumerate(workbook.sheets_metadata):
        visibility = _visibility(meta)
        if meta.typ != SheetTypeEnum.WorkSheet:
            yield Sheet(meta.name, visibility)
            continue
        sheet = workbook.get_sheet_by_index(index)
        left -= sheet.total_height * sheet.total_width
        if left < 0:
            raise too_far(sheet.total_height, sheet.total_width, limits)
        yield Sheet(meta.name, visibility, _rows(sheet), _merged(sheet))


def _visibility(meta: SheetMetadata) -> Visibility:
    if meta.visible == SheetVisibleEnum.Visible:
        return Visibility.VISIBLE
    return Visibility.HIDDEN if meta.visible == SheetVisibleEnum.Hidden else Visibility.VERY_HIDDEN


def _rows(sheet: CalamineSheet) -> tuple[Row, ...]:
    rows = sheet.to_python(skip_empty_area=False)
    width = len(rows[0]) if rows else 0
    blank: Row = (None,) * width
    # Blank rows share one tuple: a stray value far down must not cost memory for every row above it.
    return tuple([blank if row.count("") == width else _row(row) for row in rows])


def _row(row: list[_Raw]) -> Row:
    return tuple([_cell(value) if value or value != "" else None for value in row])


def _cell(value: _Raw) -> Cell:
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, float):
        return int(value) if -_EXACT < value < _EXACT and value.is_integer() else value
    if isinstance(value, datetime) and value.time() == _MIDNIGHT:
        return value.date()
    return value


def _merged(sheet: CalamineSheet) -> tuple[Merged, ...]:
    ranges = sheet.merged_cell_ranges
    if not ranges:
        return ()
    return tuple(sorted([(*first, *last) for first, last in ranges if first != last]))
