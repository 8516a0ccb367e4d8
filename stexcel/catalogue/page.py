"""A page of a PDF as words with their places and the vertical lines that are drawn on it.

Lengths are in points from the upper left corner of the page.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """Some text without blanks, and the box that it fills."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Upright:
    """A drawn vertical line."""

    x: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page; ``number`` counts from 1 in the file, whatever is printed on the page."""

    number: int
    words: tuple[Word, ...]
    uprights: tuple[Upright, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """Words beside each other, read from left to right."""

    page: int
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words with blanks between them."""
        return " ".join(word.text for word in self.words)

    @property
    def top(self) -> float:
        """The upper edge of the highest word."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """The lower edge of the lowest word."""
        return max(word.bottom for word in self.words)

    @property
    def x0(self) -> float:
        """Where the line begins."""
        return self.words[0].x0


def lines_of(words: tuple[Word, ...], page: int) -> tuple[Line, ...]:
    """The words as lines from the top down; words are beside each other when their middles are at the same height."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=_middle):
        if lines and _middle(word) - _middle(lines[-1][0]) <= (word.bottom - word.top) / 3:
            lines[-1].append(word)
        else:
            lines.append([word])
    return tuple(Line(page, tuple(sorted(line, key=lambda word: word.x0))) for line in lines)


def _middle(word: Word) -> float:
    return (word.top + word.bottom) / 2
