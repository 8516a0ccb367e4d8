"""The text of notes: blocks that are known as ours, put in and taken out of comments that people may share.

A block is everything from a line ``– author –`` to a line ``– slut på author –``. What somebody wrote before or
after a block in the same note is theirs and stays; what they wrote inside it goes with the block.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stexcel.ooxml.address import Place, parse_place
from stexcel.ooxml.values import escaped, set_text, text_of, unescaped
from stexcel.ooxml.xmlpart import Element, add, child, children, make, named

_GAP = "\n\n"
_FONT = (("sz", {"val": "9"}), ("color", {"indexed": "81"}), ("rFont", {"val": "Tahoma"}))


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment in the XML: its cell, its author and its element."""

    place: Place
    author: str
    element: Element

    @property
    def text(self) -> str:
        """What the note says."""
        return unescaped(text_of(child(self.element, "text")))


def comments_of(root: Element) -> Iterator[Comment]:
    """The comments of a comments part; one without a readable address is left out."""
    authors = [unescaped(author.text or "") for author in children(child(root, "authors"), "author")]
    for element in children(child(root, "commentList"), "comment"):
        place, number = parse_place(element.get("ref", "")), element.get("authorId", "")
        known = number.isdecimal() and int(number) < len(authors)
        if place is not None:
            yield Comment(place, authors[int(number)] if known else "", element)


def block_of(author: str, text: str) -> str:
    """The text as a block of the author's."""
    return f"– {author} –\n{text}\n– slut på {author} –"


def without_blocks(text: str, author: str) -> str:
    """The text of a note without the author's blocks."""
    return _block_pattern(author).sub("", text)


def add_comment(root: Element, place: Place, author: str, text: str) -> None:
    """A new comment with a block; the part must have its ``authors`` and ``commentList``."""
    number = str(_author_number(root, author))
    listed = root.find(named(root, "commentList"))
    if listed is None:
        raise ValueError("a comments part without a list")
    comment = add(listed, "comment", {"ref": place.a1, "authorId": number})
    _append_run(add(comment, "text"), block_of(author, text))


def append_block(comment: Comment, author: str, text: str) -> None:
    """The author's block after what the comment says already."""
    content = child(comment.element, "text")
    if content is None:
        content = make(comment.element, "text")
        comment.element.insert(0, content)
    gap = _GAP if comment.text else ""
    for plain in children(content, "t"):
        _wrap_in_run(content, plain)
    _append_run(content, gap + block_of(author, text))


def remove_blocks(comment: Comment, author: str) -> bool:
    """Takes the author's blocks out of a comment, and tells whether there were any."""
    content = child(comment.element, "text")
    if content is None:
        return False
    pieces = [*children(content, "t"), *(t for run in children(content, "r") for t in children(run, "t"))]
    texts = [unescaped(piece.text or "") for piece in pieces]
    spans = [match.span() for match in _block_pattern(author).finditer("".join(texts))]
    start = 0
    for piece, text in zip(pieces, texts, strict=True):
        kept = "".join(
            letter for at, letter in enumerate(text, start) if not any(first <= at < last for first, last in spans)
        )
        start += len(text)
        if kept != text:
            _replace_text(content, piece, kept)
    return bool(spans)


def is_threaded(comment: Comment) -> bool:
    """Whether the comment only stands in for a thread, for programs that know no threads."""
    return comment.author.startswith("tc={")


def _block_pattern(author: str) -> re.Pattern[str]:
    name = re.escape(author)
    return re.compile(rf"(?:\n\n)?– {name} –\n.*?\n– slut på {name} –", re.DOTALL)


def _author_number(root: Element, author: str) -> int:
    authors = root.find(named(root, "authors"))
    if authors is None:
        raise ValueError("a comments part without authors")
    names = [unescaped(element.text or "") for element in children(authors, "author")]
    if author in names:
        return names.index(author)
    add(authors, "author", text=escaped(author))
    return len(names)


def _append_run(content: Element, text: str) -> None:
    run = make(content, "r")
    properties = add(run, "rPr")
    for name, attributes in _FONT:
        add(properties, name, attributes)
    set_text(add(run, "t"), text)
    runs = children(content, "r")
    # Reading aids come after the runs.
    content.insert(content.index(runs[-1]) + 1 if runs else 0, run)


def _wrap_in_run(content: Element, plain: Element) -> None:
    run = make(content, "r")
    content.insert(content.index(plain), run)
    run.append(plain)


def _replace_text(content: Element, piece: Element, text: str) -> None:
    """The piece with another text; an empty one goes, and with it the run it was in."""
    if text:
        set_text(piece, text)
        return
    run = piece.getparent()
    if run is not None and run is not content:
        content.remove(run)
    else:
        content.remove(piece)
