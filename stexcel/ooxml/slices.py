"""A sheet's bytes cut at its rows, so that only the few that matter need be taken apart.

Cutting is only tried where it is safe: every row says its number, the numbers grow, and there is nothing in which
the beginning of a row could be anything else (comments, CDATA, instructions, encodings of two bytes).
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from operator import lt

from stexcel.ooxml.xmlpart import Document, parse, serialize

_ATTRIBUTE = rb"[^\s=<>\"'/]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*')\s*"
_NUMBER = re.compile(rb"\s+(?:(?!r\s*=)" + _ATTRIBUTE + rb")*r\s*=\s*[\"'](\d{1,7})[\"']")
_DECLARATION = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml\s[^>]*\?>")
_SPREAD = (b"array", b"dataTable")
_SHARED = b"shared"
_MARKS = re.compile(rb"<\?stexcel (\d+)\?>")


@dataclass(frozen=True, slots=True)
class Slices:
    """What stands before the rows, the rows by number as their bytes, and what follows."""

    start: bytes
    rows: Mapping[int, bytes]
    end: bytes

    def without_rows(self, numbers: Collection[int]) -> bytes:
        """The sheet without these rows."""
        return b"".join((self.start, *(row for number, row in self.rows.items() if number not in numbers), self.end))


@dataclass(frozen=True, slots=True)
class SheetTree:
    """A sheet as a tree in which an instruction stands for each run of rows that was left out."""

    document: Document
    left_out: tuple[bytes, ...]

    def to_bytes(self) -> bytes:
        """The whole sheet, the rows that were left out as the very bytes they were."""
        if not self.left_out:
            return serialize(self.document)
        return _MARKS.sub(lambda match: self.left_out[int(match[1])], serialize(self.document))


def cut(data: bytes) -> Slices | None:
    """The sheet in pieces; ``None`` where it cannot be cut safely."""
    declaration = _DECLARATION.match(data)
    after = declaration.end() if declaration is not None else 0
    if b"\0" in data or b"<!" in data or data.find(b"<?", after) >= 0:
        return None
    name = data.rfind(b"sheetData>")
    end = data.rfind(b"</", 0, max(0, name))
    tag = b"<" + data[end + 2 : name] + b"row"
    start, *rows = data[: max(0, end)].split(tag)
    found = [_NUMBER.match(row) for row in rows]
    numbers = [int(match[1]) for match in found if match is not None]
    growing = all(map(lt, (0, *numbers), numbers))
    if not rows or len(numbers) != len(rows) or not growing:
        return None
    return Slices(start, {number: tag + row for number, row in zip(numbers, rows, strict=True)}, data[end:])


def open_rows(data: bytes, name: str, wanted: Collection[int]) -> SheetTree:
    """The sheet as a tree with at least these rows, those that new ones among them come before, and formulas that
    fill cells of several rows. Raises what :func:`stexcel.ooxml.xmlpart.parse` does.
    """
    slices = cut(data)
    if slices is None:
        return SheetTree(parse(data, name), ())
    kept = _kept(slices, wanted)
    pieces, runs = [slices.start], list[bytes]()
    run: list[bytes] = []
    for number, row in slices.rows.items():
        if number not in kept:
            run.append(row)
            continue
        _close(run, runs, pieces)
        pieces.append(row)
    _close(run, runs, pieces)
    return SheetTree(parse(b"".join((*pieces, slices.end)), name), tuple(runs))


def differing_parts(old: bytes, new: bytes, also: Collection[int]) -> tuple[bytes, bytes]:
    """Both versions of a sheet without the rows that have the same number and the same bytes in both.

    The rows ``also`` are kept all the same.
    """
    before, after = cut(old), cut(new)
    if before is None or after is None:
        return old, new
    alike = {number for number, row in before.rows.items() if after.rows.get(number) == row}.difference(also)
    return before.without_rows(alike), after.without_rows(alike)


def _kept(slices: Slices, wanted: Collection[int]) -> set[int]:
    numbers = list(slices.rows)
    kept = {number for number in wanted if number in slices.rows}
    for number in wanted:
        at = bisect_right(numbers, number)
        kept.update(numbers[at : at + 1])
    # A shared formula that is overwritten is handed on to the rows that share it.
    words = (*_SPREAD, _SHARED) if any(_SHARED in slices.rows[number] for number in kept) else _SPREAD
    for word in words:
        kept.update(number for number, row in slices.rows.items() if word in row)
    return kept


def _close(run: list[bytes], runs: list[bytes], pieces: list[bytes]) -> None:
    if run:
        pieces.append(b"<?stexcel %d?>" % len(runs))
        runs.append(b"".join(run))
        run.clear()
