"""References in formulas, found by a tokenizer: which sheet and rows each is about, and the same with other rows."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token, TokenizerError

from stexcel.ooxml.address import MAX_COLUMN, MAX_ROW, Area, column_number

_SHEET = r"(?:'(?:[^']|'')*'|[^'!]*?)!"
_CORNER = r"\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6}|\$?[1-9]\d{0,6}|\$?[A-Za-z]{1,3}"
_REFERENCE = re.compile(
    rf"(?P<lead>[:@]?)(?P<sheet>{_SHEET})?(?P<first>{_CORNER})(?::(?P<other>{_SHEET})?(?P<last>{_CORNER}))?"
)
_PIECES = re.compile(r"(\$?[A-Za-z]{1,3})?(\$?)(\d+)?")
_FUNCTION_AFTER_COLON = re.compile(r":[A-Za-z_][\w.]*\(\Z")


class Unreadable(Exception):
    """A formula that cannot be taken apart."""


@dataclass(frozen=True, slots=True)
class Corner:
    """One end of a reference: column as written, and row (0 in whole columns), ``fixed`` if it has a ``$``."""

    letters: str
    row: int
    fixed: bool

    @property
    def column(self) -> int:
        """The column's number, 0 in whole rows."""
        return column_number(self.letters.removeprefix("$")) if self.letters else 0

    @property
    def text(self) -> str:
        """As it stands in a formula."""
        return f"{self.letters}{'$' if self.fixed else ''}{self.row or ''}"

    def at_row(self, row: int) -> "Corner":
        """The same in another row; whole columns have none."""
        return Corner(self.letters, row, self.fixed) if self.row else self


@dataclass(frozen=True, slots=True)
class Reference:
    """A cell or a range in a formula. ``sheet`` is empty if the formula does not say, ``last`` is ``None`` for a cell.

    A range over several sheets has the first and the last with a colon between as its ``sheet``.
    """

    sheet: str
    first: Corner
    last: Corner | None

    @property
    def area(self) -> Area | None:
        """The range, unless it is whole columns or rows, or a cell."""
        if self.last is None or not all((self.first.row, self.last.row, self.first.column, self.last.column)):
            return None
        rows, columns = (self.first.row, self.last.row), (self.first.column, self.last.column)
        return Area(min(rows), min(columns), max(rows), max(columns))


def rewritten(formula: str, change: Callable[[Reference], Reference]) -> str:
    """The formula (without ``=``) where each reference is what ``change`` makes of it; all else as it was written.

    Raises :class:`Unreadable`.
    """
    pieces: list[str] = []
    at = 0
    for text in _candidates(formula):
        start = formula.find(text, at)
        if start < 0:
            raise Unreadable(formula)
        pieces += (formula[at:start], _changed(text, change))
        at = start + len(text)
    return "".join(pieces) + formula[at:]


def references(formula: str) -> list[Reference]:
    """All references of a formula in order; :class:`Unreadable` if it cannot be taken apart."""
    found: list[Reference] = []

    def collect(reference: Reference) -> Reference:
        found.append(reference)
        return reference

    rewritten(formula, collect)
    return found


def _candidates(formula: str) -> Iterator[str]:
    """The tokens that may hold references, and the others in so far as they are needed to find the place."""
    try:
        tokens = Tokenizer("=" + formula).items
    except (TokenizerError, IndexError) as error:
        raise Unreadable(formula) from error
    for token in tokens:
        # Blanks come shortened.
        if token.type != Token.WSPACE:
            yield token.value


def _changed(text: str, change: Callable[[Reference], Reference]) -> str:
    """A token with another reference. In ``A1:INDEX(`` the beginning is one."""
    function = _FUNCTION_AFTER_COLON.search(text)
    body, rest = (text[: function.start()], text[function.start() :]) if function else (text, "")
    match = _REFERENCE.fullmatch(body)
    if match is None:
        return text
    first, last = _corner(match["first"]), _corner(match["last"]) if match["last"] else None
    if not _is_reference(first, last, alone=not (match["lead"] == ":" or rest)):
        return text
    old = Reference(_sheet_name(match["sheet"]), first, last)
    new = change(old)
    if new == old:
        return text
    tail = "" if new.last is None else f":{match['other'] or ''}{new.last.text}"
    return f"{match['lead']}{match['sheet'] or ''}{new.first.text}{tail}{rest}"


def _is_reference(first: Corner, last: Corner | None, *, alone: bool) -> bool:
    """Whether the corners are of the same kind and within a sheet; a column or a row alone is a name or a number."""
    corners = [first] if last is None else [first, last]
    if any(corner.row > MAX_ROW or corner.column > MAX_COLUMN for corner in corners):
        return False
    kinds = {(bool(corner.row), bool(corner.column)) for corner in corners}
    return kinds == {(True, True)} or (len(kinds) == 1 and last is not None and alone)


def _corner(text: str) -> Corner:
    match = _PIECES.fullmatch(text)
    if match is None:
        raise Unreadable(text)
    return Corner(match[1] or "", int(match[3] or 0), bool(match[2]))


def _sheet_name(text: str | None) -> str:
    name = (text or "").removesuffix("!")
    return name[1:-1].replace("''", "'") if name.startswith("'") else name
