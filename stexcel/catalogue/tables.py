"""The three columns of a page: where they stand is found on each page, never assumed.

Where the table is drawn with lines, the lines tell its columns and its end. Where it is not, the words of its head do,
and the table ends where something runs across the columns or a wide blank follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from stexcel.catalogue.page import Line, Page, Upright, Word, lines_of

_ACTIVITIES = re.compile(r"Utbildnings(?:[-\u2010\u00ad]|aktiviteter)?")
_FOLLOW_UP = re.compile(r"Uppföljning|Intyg")
_HEADING = re.compile(r"Delmål(?:en)?\s+(?:ST|BT)?\s?(?:[abc]\b|[abc]?\s?\d)")
_NEAR = 3.0
_BESIDE_HEAD = 3.0
"""How far left of the words of its head a column may begin, where no line is drawn."""
_WIDE_BLANK = 3.5
"""Heights of a line that no table without drawn lines leaves blank."""
_BLANK = 0.6
"""Heights of a line that stand between a table and what follows it."""
_LEAST_FIT = 0.75
"""The share of lines that must begin where its columns do for the rest of a table to be known as that."""


@dataclass(frozen=True, slots=True)
class Strip:
    """The part of a table that is on one page, below one head; ``has_head`` is false for what goes on from before.

    ``columns`` are what is learnt, the activities and the follow-up, from the head down. ``edges`` are where the second
    and the third begin.
    """

    page: int
    top: float
    bottom: float
    has_head: bool
    is_drawn: bool
    edges: tuple[float, float]
    columns: tuple[tuple[Line, ...], tuple[Line, ...], tuple[Line, ...]]


@dataclass(frozen=True, slots=True)
class Layout:
    """A page as strips of tables and the lines outside them, both from the top down."""

    strips: tuple[Strip, ...]
    prose: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Head:
    """The words of a table's head."""

    top: float
    activities: Word
    follow_up: Word


@dataclass(frozen=True, slots=True)
class _Region:
    """Where a table may be, with what is known of its columns."""

    top: float
    bottom: float
    edges: tuple[float, float]
    has_head: bool


def layout_of(page: Page, above: Strip | None) -> Layout:
    """What stands where on a page. ``above`` is the last strip of the page before, which may go on here."""
    drawn = tuple(_drawn(page))
    before = above if above is not None and not above.is_drawn else None
    regions = drawn or tuple(_undrawn(page, before))
    taken: set[Word] = set()
    strips: list[Strip] = []
    for region in regions:
        words = [word for word in page.words if region.top <= _middle(word) < region.bottom]
        strips.append(_strip(page.number, region, words, is_drawn=bool(drawn)))
        taken.update(words)
    prose = lines_of(tuple(word for word in page.words if word not in taken), page.number)
    return Layout(tuple(strips), prose)


def _strip(page: int, region: _Region, words: Sequence[Word], *, is_drawn: bool) -> Strip:
    second, third = region.edges
    columns = (
        tuple(word for word in words if word.x0 < second),
        tuple(word for word in words if second <= word.x0 < third),
        tuple(word for word in words if word.x0 >= third),
    )
    first, middle, last = (lines_of(column, page) for column in columns)
    return Strip(page, region.top, region.bottom, region.has_head, is_drawn, region.edges, (first, middle, last))


def _heads(words: Sequence[Word]) -> list[_Head]:
    found = []
    for word in words:
        if _ACTIVITIES.fullmatch(word.text):
            beside = [
                one
                for one in words
                if _FOLLOW_UP.fullmatch(one.text) and abs(one.top - word.top) < _NEAR and one.x0 > word.x1
            ]
            if beside:
                found.append(_Head(word.top, word, min(beside, key=lambda one: one.x0)))
    return sorted(found, key=lambda head: head.top)


def _middle(word: Word) -> float:
    return (word.top + word.bottom) / 2


# Tables with drawn lines


def _drawn(page: Page) -> Iterator[_Region]:
    """Every table whose columns are drawn, cut where one more head stands in it."""
    heads = _heads(page.words)
    for table in _clusters(page.uprights):
        top, bottom = min(one.top for one in table), max(one.bottom for one in table)
        inside = [head for head in heads if top <= head.top < bottom]
        xs = _places(table)
        first = _edges(xs, page, top, bottom) if not inside or inside[0].top - top > _first_row(page, top) else None
        if first is not None:
            yield _Region(top, inside[0].top - 1 if inside else bottom, first, has_head=False)
        for index, head in enumerate(inside):
            start = top if index == 0 and first is None else head.top - 1
            end = inside[index + 1].top - 1 if index + 1 < len(inside) else bottom
            edges = _edges_of_head(xs, head)
            if edges is not None:
                yield _Region(start, end, edges, has_head=True)


def _first_row(page: Page, top: float) -> float:
    """How far down from the top of a table its first line of print is."""
    below = [word.bottom for word in page.words if _middle(word) > top]
    return min(below, default=top) - top


def _clusters(uprights: Sequence[Upright]) -> Iterator[list[Upright]]:
    """The lines in groups that hang together from the top down."""
    cluster: list[Upright] = []
    end = float("-inf")
    for one in sorted(uprights, key=lambda one: one.top):
        if cluster and one.top > end + _NEAR:
            yield cluster
            cluster = []
            end = float("-inf")
        cluster.append(one)
        end = max(end, one.bottom)
    if cluster:
        yield cluster


def _places(table: Sequence[Upright]) -> list[float]:
    """Where the lines of a table stand, those nearly at the same place counted once."""
    xs = sorted(one.x for one in table)
    return [x for before, x in pairwise([float("-inf"), *xs]) if x - before > _NEAR]


def _edges_of_head(xs: Sequence[float], head: _Head) -> tuple[float, float] | None:
    """The lines nearest to the left of the words of the head."""
    second = max((x for x in xs if x <= head.activities.x0 + _NEAR), default=None)
    third = max((x for x in xs if x <= head.follow_up.x0 + _NEAR), default=None)
    if second is None or third is None or third <= second:
        return None
    return second, third


def _edges(xs: Sequence[float], page: Page, top: float, bottom: float) -> tuple[float, float] | None:
    """The lines between the columns of a table of three that has no head."""
    if len(xs) == 4:
        return xs[1], xs[2]
    if len(xs) == 2:
        return xs[0], xs[1]
    if len(xs) == 3:
        inside = [word.x0 for word in page.words if top <= _middle(word) < bottom]
        return (xs[0], xs[1]) if any(x0 < xs[0] for x0 in inside) else (xs[1], xs[2])
    return None


# Tables without drawn lines


def _undrawn(page: Page, above: Strip | None) -> Iterator[_Region]:
    heads = _heads(page.words)
    first = heads[0].top - _NEAR if heads else float("inf")
    if above is not None:
        goes_on = _going_on(page, above, first)
        if goes_on is not None:
            yield goes_on
    for index, head in enumerate(heads):
        below = heads[index + 1].top - _NEAR if index + 1 < len(heads) else float("inf")
        edges = (head.activities.x0 - _BESIDE_HEAD, head.follow_up.x0 - _BESIDE_HEAD)
        yield _Region(
            head.top - _NEAR, _end(page, head.top - _NEAR, below, edges, has_head=True).bottom, edges, has_head=True
        )


def _going_on(page: Page, above: Strip, until: float) -> _Region | None:
    """The rest of a table at the top of a page, when the words there stand in its columns.

    The columns may stand further to the left or right than on the page before. Where anything runs across them, it is
    no table.
    """
    words = [word for word in page.words if _middle(word) < until]
    if not words:
        return None
    top = min(word.top for word in words)
    starts = [sorted({round(line.x0) for line in column}) for column in above.columns]
    best: tuple[float, _Region] | None = None
    for shift in _shifts(words, starts, most=above.edges[1] - above.edges[0]):
        edges = (above.edges[0] + shift, above.edges[1] + shift)
        end = _end(page, top, until, edges, has_head=False)
        region = _Region(top, end.bottom, edges, has_head=False)
        inside = [word for word in words if _middle(word) < end.bottom]
        score = _fit(_strip(page.number, region, inside, is_drawn=False), starts, shift)
        if not end.is_crossed and score >= _LEAST_FIT and (best is None or score > best[0]):
            best = (score, region)
    return best[1] if best else None


def _shifts(words: Sequence[Word], starts: Sequence[Sequence[int]], most: float) -> Iterator[float]:
    """How far the columns may have moved: not at all, or so that a word stands at the beginning of one."""
    places = {round(word.x0) for word in words}
    shifts = {float(place - start) for place in places for column in starts for start in column[:1]}
    yield from sorted({0.0, *(shift for shift in shifts if abs(shift) < most)}, key=lambda shift: (abs(shift), shift))


def _fit(strip: Strip, starts: Sequence[Sequence[int]], shift: float) -> float:
    """The share of the lines that begin where lines of their column did before."""
    fits = [
        any(abs(line.x0 - start - shift) < _NEAR for start in begun)
        for column, begun in zip(strip.columns, starts, strict=True)
        for line in column
    ]
    return sum(fits) / len(fits) if fits else 0.0


@dataclass(frozen=True, slots=True)
class _End:
    """How far down a table goes, and whether it is something across its columns that ends it."""

    bottom: float
    is_crossed: bool = False


def _end(page: Page, top: float, until: float, edges: tuple[float, float], *, has_head: bool) -> _End:
    """Where the table ends that begins at ``top``: at a wide blank, a heading, or what runs across its columns."""
    words = tuple(word for word in page.words if top <= _middle(word) < until)
    last = top
    for index, line in enumerate(lines_of(words, page.number)):
        height, blank = line.bottom - line.top, line.top - last
        if index == 0 and has_head:
            last = line.bottom
            continue
        if _HEADING.match(line.text) or (index > 0 and blank > _WIDE_BLANK * height):
            return _End(line.top)
        # A word too long for its column runs across its edge, too, but no blank comes before it.
        if (index == 0 or blank > _BLANK * height) and _crosses(line, edges):
            return _End(line.top, is_crossed=True)
        last = max(last, line.bottom)
    return _End(last + 1)


def _crosses(line: Line, edges: tuple[float, float]) -> bool:
    return any(word.x0 < edge - 1 and word.x1 > edge + _NEAR for word in line.words for edge in edges)
