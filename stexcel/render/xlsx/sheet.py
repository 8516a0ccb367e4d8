"""A worksheet that keeps its finished rows as packed text, so that a region's long lists fit in memory.

XlsxWriter holds every cell as an object until the workbook is written, and its way around that knows no tables. Here
rows that nobody will touch again become the very text that XlsxWriter would write of them at the end.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from typing import Any, TextIO

from xlsxwriter.worksheet import Worksheet

PORTION = 500
"""Rows that are packed together; fewer wait for more, and a short list is written as XlsxWriter does it."""
_HYPERLINKS = ("<hyperlinks>", "</hyperlinks>")
_HYPERLINK, _OUTSIDE = "/hyperlink", "External"
_BETWEEN = "\0"
"""Stands between targets: the one character that no name of a file has."""


@dataclass(frozen=True, slots=True)
class _Portion:
    """Rows that are finished, the last one included: their cells, and the links that were new in them."""

    first: int
    last: int
    rows: bytes
    links: bytes


class _NothingTaken(dict[Any, Any]):
    """Where XlsxWriter would note every cell of every table, to refuse overlapping ones: pages draw downwards only."""

    def __setitem__(self, key: Any, value: Any) -> None:
        pass


class _Targets(list[list[str]]):
    """Where the links lead, in XlsxWriter's form: one by one as they are written, all together when it adds them up."""

    def __init__(self) -> None:
        super().__init__()
        self._packed: list[bytes] = []

    def pack(self) -> None:
        """Packs those that are there."""
        self._packed.append(_packed(_BETWEEN.join(target for _, target, _ in self)))
        self.clear()

    def __add__(self, others: Any) -> Any:
        targets = [target for part in self._packed for target in _unpacked(part).split(_BETWEEN) if target]
        return [*([_HYPERLINK, target, _OUTSIDE] for target in targets), *self, *others]


class LongSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """A worksheet of which rows can be finished while it is drawn."""

    fh: TextIO
    dim_rowmin: int
    dim_rowmax: int

    def __init__(self) -> None:
        super().__init__()
        self.table_cells = _NothingTaken()
        self.external_hyper_links = _Targets()
        self._portions: list[_Portion] = []

    def finish(self, first: int, last: int) -> None:
        """Tells that the rows, zero-based and both included, are not changed again; no chart stands beside them.

        The next ones to be finished lie below them.
        """
        first = max(first, self._portions[-1].last + 1) if self._portions else first
        if last - first + 1 < PORTION:
            return
        rows, links = self._text(lambda: self._write_between(first, last)), self._text(super()._write_hyperlinks)
        self._portions.append(_Portion(first, last, _packed(rows), _packed(links)))
        self.external_hyper_links.pack()
        self.hyperlinks.clear()
        self.merged_cells.clear()
        for row in range(first, last + 1):
            for kept in (self.table, self.row_info, self.row_sizes):
                kept.pop(row, None)

    def _text(self, write: Callable[[], None]) -> str:
        """What is written."""
        before, text = self.fh, StringIO()
        self.fh = text
        try:
            write()
        finally:
            self.fh = before
        return text.getvalue()

    def _write_between(self, first: int, last: int) -> None:
        before = self.dim_rowmin, self.dim_rowmax
        self.dim_rowmin, self.dim_rowmax = first, last
        super()._write_rows()
        self.dim_rowmin, self.dim_rowmax = before

    def _write_rows(self) -> None:
        """All rows in order, when the file is written."""
        first, last = self.dim_rowmin, self.dim_rowmax
        for portion in self._portions:
            self._write_between(first, portion.first - 1)
            self.fh.write(_unpacked(portion.rows))
            first = portion.last + 1
        self._write_between(first, last)

    def _write_hyperlinks(self) -> None:
        """The links in the order in which they were made."""
        texts = [*(_unpacked(portion.links) for portion in self._portions), self._text(super()._write_hyperlinks)]
        start, end = _HYPERLINKS
        links = [text.removeprefix(start).removesuffix(end) for text in texts]
        if any(links):
            self.fh.write(start)
            self.fh.writelines(links)
            self.fh.write(end)


def _packed(text: str) -> bytes:
    return zlib.compress(text.encode(), 1)


def _unpacked(packed: bytes) -> str:
    return zlib.decompress(packed).decode()
