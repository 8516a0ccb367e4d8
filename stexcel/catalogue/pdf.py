"""A PDF to its pages. pdfplumber reads the file; everything else sees words and lines only."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect

from stexcel.catalogue.errors import CatalogueError
from stexcel.catalogue.page import Page, Upright, Word
from stexcel.system_errors import reason

logging.getLogger("pdfminer").addHandler(logging.NullHandler())  # what it says of fonts is nothing for the user

_LARGEST = 200 * 2**20
_MOST_PAGES = 5_000
_LEAST_UPRIGHT = 4.0
_BLANK = 1.5
"""Points between two characters that are taken for a blank; the space of small print is about two."""
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})


def read_bytes(path: Path) -> bytes:
    """The file as it is; raises :class:`CatalogueError` where that cannot be had."""
    name = path.as_posix()
    try:
        if path.stat().st_size > _LARGEST:
            raise CatalogueError(f"{name} är större än {_LARGEST // 2**20} MB. Ange ett utdrag ur målbeskrivningen.")
        return path.read_bytes()
    except OSError as error:
        raise CatalogueError(f"{name} går inte att läsa ({reason(error)}). Kontrollera sökvägen.") from error


def read_pages(data: bytes, name: str) -> tuple[Page, ...]:
    """The pages of a PDF. Raises :class:`CatalogueError` for a file that is none, is encrypted, damaged or scanned."""
    if not data.lstrip().startswith(b"%PDF"):
        raise CatalogueError(f"{name} är ingen PDF. Ange målbeskrivningen som PDF, så som myndigheten publicerar den.")
    try:
        with pdfplumber.open(BytesIO(data)) as pdf:
            _check_size(len(pdf.pages), name)
            pages, scanned = _split(pdf.pages)
    except CatalogueError:
        raise
    except Exception as error:  # a damaged file makes the library fail in many ways
        raise _unreadable(error, name) from error
    if scanned:
        raise _scanned(scanned, len(pages), name)
    return pages


def _check_size(pages: int, name: str) -> None:
    if pages > _MOST_PAGES:
        raise CatalogueError(f"{name} har {pages} sidor. Ange ett utdrag med högst {_MOST_PAGES}.")
    if not pages:
        raise CatalogueError(f"{name} har inga sidor. Hämta filen på nytt.")


def _split(pages: list[Any]) -> tuple[tuple[Page, ...], list[int]]:
    """The pages, and the numbers of those that are a picture without text."""
    read: list[Page] = []
    scanned: list[int] = []
    for page in pages:
        found = Page(page.page_number, tuple(_words(page)), tuple(_uprights(page)))
        if not found.words and page.images:
            scanned.append(found.number)
        read.append(found)
        page.close()
    return tuple(read), scanned


def _words(page: Any) -> Iterator[Word]:
    for word in page.extract_words(x_tolerance=_BLANK, expand_ligatures=True):
        text = str(word["text"]).translate(_LIGATURES)
        yield Word(text, word["x0"], word["x1"], word["top"], word["bottom"])


def _uprights(page: Any) -> Iterator[Upright]:
    for edge in page.edges:
        if edge["orientation"] == "v" and edge["bottom"] - edge["top"] >= _LEAST_UPRIGHT:
            yield Upright(edge["x0"], edge["top"], edge["bottom"])


def _unreadable(error: Exception, name: str) -> CatalogueError:
    if isinstance(error, PDFPasswordIncorrect) or any(isinstance(one, PDFPasswordIncorrect) for one in error.args):
        return CatalogueError(
            f"{name} är skyddad med lösenord och går inte att läsa. Ange filen så som myndigheten publicerar den, "
            "utan lösenord. Inget är sparat."
        )
    return CatalogueError(f"{name} är skadad och går inte att läsa som PDF. Hämta filen på nytt. Inget är sparat.")


def _scanned(scanned: list[int], pages: int, name: str) -> CatalogueError:
    if len(scanned) == pages:
        what = "är inskannad: sidorna är bilder utan text, och text i bilder läses inte"
    else:
        numbers = ", ".join(map(str, scanned[:10])) + (" …" if len(scanned) > 10 else "")
        what = f"har sidor som är bilder utan text (s. {numbers}), och text i bilder läses inte"
    return CatalogueError(f"{name} {what}. Använd den PDF som myndigheten publicerar. Inget är sparat.")
