"""What a file that no reader understood really is, so that the user can be told what to do about it."""

import re
from collections.abc import Sequence

from stexcel.workbook import compound
from stexcel.workbook.errors import EncryptedFile, UnreadableFile, WorkbookError
from stexcel.workbook.zipguard import Part, inflate

ZIP_MARK = b"PK"

_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_BIFF8_START = b"\x09\x08\x10\x00\x00\x06\x05\x00"
_BIFF_OLD_STARTS = (b"\x09\x00", b"\x09\x02", b"\x09\x04", b"\x09\x08")
_FILEPASS = 0x2F
_RECORDS_BEFORE_FILEPASS = 4
_ODF_MANIFEST = "META-INF/manifest.xml"
_HTML = re.compile(rb"(?is)\s*(?:<!--.*?-->\s*)?<(?:!doctype html|html|head|meta|table|body)")
_TEXT_SAMPLE = 4096
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")

_LOCKED = (
    "filen är skyddad med lösenord eller kryptering och kan inte läsas. Öppna den i Excel, välj Arkiv > "
    "Info > Skydda arbetsbok > Kryptera med lösenord, töm rutan och spara; eller be den som äger filen om "
    "en öppen kopia."
)
_EMPTY = (
    "filen är tom (0 byte). Ligger den i OneDrive eller SharePoint: öppna den en gång så att den laddas ned. "
    "Be annars om en ny kopia."
)
_AS_EXCEL = "Öppna filen i Excel och spara den som Excel-arbetsbok (.xlsx)."
_HTML_FILE = f"filen är en webbsida som sparats med en arbetsboks namn. {_AS_EXCEL}"
_TEXT_FILE = f"filen är en textfil (till exempel CSV) och ingen arbetsbok. {_AS_EXCEL}"
_PDF_FILE = "filen är en PDF och ingen arbetsbok. Be om själva Excelfilen."
_WORD_FILE = (
    "filen är ett Word-dokument och ingen arbetsbok. Är det ett IUP: kontrollera det för hand, eller för över "
    "innehållet till en arbetsbok i Excel, till exempel en som skapas med stexcel new."
)
_SLIDES = "filen är en PowerPoint-presentation och ingen arbetsbok. Be om IUP som Excelfil."
_NUMBERS_FILE = (
    "filen är sparad i Numbers och går inte att läsa. Öppna den i Numbers, välj Arkiv > Exportera till > Excel och "
    "kontrollera den filen."
)
_SHORTCUT = (
    "filen är en genväg till ett kalkylark hos Google och har inget innehåll. Öppna den, välj Arkiv > Ladda ned > "
    "Microsoft Excel (.xlsx) och kontrollera den filen."
)
_WORD_STREAM, _SLIDES_STREAM = ("WordDocument".encode("utf-16-le"), "PowerPoint Document".encode("utf-16-le"))
_KINDS_OF_ARCHIVE = {
    "word/document.xml": _WORD_FILE,
    "ppt/presentation.xml": _SLIDES,
    "Index/Document.iwa": _NUMBERS_FILE,
    "Index.zip": _NUMBERS_FILE,
}
"""Parts that only one kind of document has."""
_GOOGLE = re.compile(rb"\s*\{[^{}]*\"(?:doc_id|url)\"\s*:[^{}]*\}\s*")
_OLD_FILE = f"filen är sparad i ett mycket gammalt Excelformat. {_AS_EXCEL}"
_OTHER_ARCHIVE = (
    "filen är ett arkiv (zip) men ingen arbetsbok som går att läsa. Öppna den i Excel och spara den igen, "
    "eller be om en ny kopia."
)
_DAMAGED = (
    "filen är skadad eller ingen arbetsbok. Öppna den i Excel, låt Excel reparera den och spara den igen, "
    "eller be om en ny kopia."
)


def explain(data: bytes, parts: Sequence[Part]) -> WorkbookError:
    """The error to raise for bytes that could not be read; ``parts`` is the archive's directory, if any."""
    if _is_locked(data, parts):
        return EncryptedFile(_LOCKED)
    return UnreadableFile(_nature(data, parts))


def _is_locked(data: bytes, parts: Sequence[Part]) -> bool:
    if data.startswith(compound.MARK):
        return _ENCRYPTED_STREAM in data or _has_filepass(data)
    return any(_is_locked_odf(data, part) for part in parts if part.name == _ODF_MANIFEST)


def _has_filepass(data: bytes) -> bool:
    """Whether the record that announces encryption is among the first of an .xls workbook."""
    at = data.find(_BIFF8_START)
    if at < 0:
        return False
    for _ in range(_RECORDS_BEFORE_FILEPASS):
        at += 4 + int.from_bytes(data[at + 2 : at + 4], "little")
        if int.from_bytes(data[at : at + 2], "little") == _FILEPASS:
            return True
    return False


def _is_locked_odf(data: bytes, manifest: Part) -> bool:
    try:
        return b"encryption-data" in inflate(data, manifest)
    except UnreadableFile:
        return False


def _nature(data: bytes, parts: Sequence[Part]) -> str:
    if not data:
        return _EMPTY
    if data.startswith(ZIP_MARK):
        names = {part.name for part in parts}
        return next((told for name, told in _KINDS_OF_ARCHIVE.items() if name in names), _OTHER_ARCHIVE)
    if data.startswith(compound.MARK):
        return _WORD_FILE if _WORD_STREAM in data else _SLIDES if _SLIDES_STREAM in data else _DAMAGED
    if data.startswith(b"%PDF"):
        return _PDF_FILE
    if _HTML.match(data.removeprefix(_BOMS[0])):
        return _HTML_FILE
    if data.startswith(_BIFF_OLD_STARTS):
        return _OLD_FILE
    if _GOOGLE.fullmatch(data[:_TEXT_SAMPLE]):
        return _SHORTCUT
    return _TEXT_FILE if _looks_like_text(data) else _DAMAGED


def _looks_like_text(data: bytes) -> bool:
    sample = data[:_TEXT_SAMPLE]
    if sample.startswith(_BOMS):
        return True
    return not any(byte < 0x20 and byte not in b"\t\r\n\f" for byte in sample)
