"""What stands in a column, as shares of its filled cells: the witness beside the heading."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from stexcel.codes import sort_key
from stexcel.layout.activities import looks_like_activity
from stexcel.layout.answers import is_requirement
from stexcel.layout.delmal_text import exact_codes, group_heading, leading_code, named_codes, stated_codes
from stexcel.layout.marks import boxed, mark, options
from stexcel.layout.meeting_words import names_meeting
from stexcel.layout.methods import known_method, looks_like_method
from stexcel.layout.person_values import is_share
from stexcel.layout.roles import Role, roles_of
from stexcel.layout.times import days, is_undated_time, period
from stexcel.layout.view import View
from stexcel.workbook import Cell

_SAMPLE = 60
_BRIEF = 2
_LONG = 160


@dataclass(frozen=True, slots=True)
class Content:
    """What stands in a column: the number of filled cells, and features as shares (0 to 1) of them.

    ``single_code``: begins with one delmål; ``codes``: nothing but delmål; ``brief``: one or two letters;
    ``label``: tells what the rest of the row holds; ``named``: names delmål in its text; ``meeting``: names a meeting;
    ``share``: is a degree, as ``50 %``.
    ``ascending``: the delmål come in their own order; ``blanks``: the column is empty in some of the table's rows.
    """

    filled: int = 0
    distinct_codes: int = 0
    ascending: bool = False
    blanks: bool = False
    single_code: float = 0.0
    codes: float = 0.0
    marks: float = 0.0
    time: float = 0.0
    method: float = 0.0
    method_like: float = 0.0
    requirement: float = 0.0
    number: float = 0.0
    text: float = 0.0
    activity: float = 0.0
    brief: float = 0.0
    label: float = 0.0
    named: float = 0.0
    meeting: float = 0.0
    share: float = 0.0


def content_of(view: View, column: int, rows: Sequence[int]) -> Content:
    """Counts what the filled cells of a column are (at most the first 60)."""
    values = [value for row in rows if (value := view.rows[row][column]) is not None and not _is_band(value)][:_SAMPLE]
    if not values:
        return Content()
    counts: dict[str, int] = {}
    codes: dict[str, None] = {}
    for value in values:
        features = features_of(value)
        for feature in features:
            counts[feature] = counts.get(feature, 0) + 1
        if isinstance(value, str) and ("codes" in features or "single_code" in features):
            codes.update(dict.fromkeys(stated_codes(value)))
    shares = {feature: count / len(values) for feature, count in counts.items()}
    return Content(len(values), len(codes), _ascending(codes), len(values) < min(len(rows), _SAMPLE), **shares)


def _is_band(value: Cell) -> bool:
    """Whether a cell is a band between the rows, ``A-mål``, rather than content."""
    return isinstance(value, str) and group_heading(value) is not None and not exact_codes(value)


def _ascending(codes: Iterable[str]) -> bool:
    """Whether codes come in the order of the målbeskrivning, as in a table that is about them."""
    pairs = list(itertools.pairwise(sort_key(code) for code in codes))
    return bool(pairs) and sum(left < right for left, right in pairs) >= 0.85 * len(pairs)


def features_of(value: Cell) -> tuple[str, ...]:
    """The features of :class:`Content` that a filled cell has."""
    if isinstance(value, str):
        return _text_features(value)
    if mark(value) is not None:
        return ("marks",) if isinstance(value, bool) else ("marks", "number")
    return ("time",) if period(value) is not None and not isinstance(value, float) else ("number",)


@lru_cache(maxsize=8192)
def _text_features(text: str) -> tuple[str, ...]:
    offered = _offered_features(text)
    if offered:
        return offered
    if mark(text) is not None or boxed(text) is not None:
        return ("marks",)
    codes = exact_codes(text)
    if codes:
        return ("single_code", "codes") if len(codes) == 1 else ("codes",)
    if leading_code(text) is not None:
        return ("single_code", "text")
    if period(text) is not None or is_undated_time(text):
        return ("time",)
    if len(text) <= _BRIEF:
        return ("text", "brief")
    tests = (
        ("label", _names_row(text)),
        ("named", bool(named_codes(text))),
        ("meeting", names_meeting(text)),
        ("share", is_share(text)),
        ("method", known_method(text) is not None and len(text) < _LONG),
        ("method_like", looks_like_method(text)),
        ("requirement", is_requirement(text)),
        ("activity", looks_like_activity(text) and not is_requirement(text)),
        ("time", bool(days(text))),
    )
    return ("text", *(feature for feature, holds in tests if holds))


def _offered_features(text: str) -> tuple[str, ...]:
    """The features of boxes to choose activities or methods by in one cell; none for any other cell."""
    features = {feature for _, label in options(text) for feature in _text_features(label)}
    told = tuple(feature for feature in ("method", "method_like", "activity") if feature in features)
    return ("text", *told) if features & {"method", "activity"} else ()


def _names_row(text: str) -> bool:
    """Whether a cell tells what the rest of its row holds, as in a table with two rows per delmål."""
    roles = roles_of(text)
    return bool(roles) and roles[0][1] >= 0.9 and roles[0][0] in (Role.ACTIVITY, Role.ASSESSMENT)
