"""What is printed at the head and foot of every page, and is no part of what the pages say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from stexcel.catalogue.activities import names_activity
from stexcel.catalogue.page import Line, Page, lines_of

_NEIGHBOURS = 4
"""Pages before and after in which the same line is looked for; left and right pages may have different ones."""
_MOST = 3
"""Lines at the head, and at the foot, that may be running lines."""
_APART = 1.5
"""Heights of a line that separate running lines from what the page says."""
_SAME = 3.0
_OF_TABLE = re.compile(r"Delmål|Utbildnings|Allmänna råd|Intyg|[Kk]ompetenskrav")
"""What is never said in a running line; tables with the same number of lines end at the same height."""

Key = tuple[str, int]


def without_running_lines(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages without the lines at head and foot that stand at the same height on pages nearby.

    Pages with drawn lines are left as they are: the lines tell where the table ends.
    """
    outer = [{_key(line): line for line in _outer(page)} for page in pages]
    return tuple(
        page if page.uprights else _without(page, [line for key, line in lines.items() if _runs(key, index, outer)])
        for index, (page, lines) in enumerate(zip(pages, outer, strict=True))
    )


def _runs(key: Key, index: int, outer: Sequence[dict[Key, Line]]) -> bool:
    near = range(max(0, index - _NEIGHBOURS), min(len(outer), index + _NEIGHBOURS + 1))
    others = sum(key in outer[other] for other in near if other != index)
    return others >= max(1, min(2, len(outer) - 2))


def _without(page: Page, lines: Sequence[Line]) -> Page:
    gone = {word for line in lines for word in line.words}
    return replace(page, words=tuple(word for word in page.words if word not in gone))


def _outer(page: Page) -> Iterator[Line]:
    """The first and the last lines of a page, as far as a blank separates them from the rest."""
    lines = lines_of(page.words, page.number)
    yield from _block(lines)
    yield from _block(lines[::-1])


def _block(lines: Sequence[Line]) -> Sequence[Line]:
    for index, (line, following) in enumerate(pairwise(lines[: _MOST + 1])):
        blank = max(following.top - line.bottom, line.top - following.bottom)
        if _OF_TABLE.search(line.text) or names_activity(line.text):
            return ()
        if blank > _APART * (line.bottom - line.top):
            return lines[: index + 1]
    return ()


def _key(line: Line) -> Key:
    return re.sub(r"\d+", "#", line.text), round(line.top / _SAME)
