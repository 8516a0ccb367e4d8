"""Delmål codes as people write them: ``A 1``, ``Delmål a1``, ``a1–a3``, ``c 4 och c5``, ``STc1-3``, ``BT 7``.

Three readings of a text, from strict to generous: the whole text is codes (:func:`exact_codes`), it begins with a
code and goes on with a title (:func:`leading_code`), or codes are named inside it (:func:`named_codes`).
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from stexcel.codes import sort_key

_HIGHEST = {"a": 9, "b": 9}
_HIGHEST_OTHER = 24
"""No målbeskrivning has more delmål in a group (a: 7, b: 5, c: 16, BT: 18); B12 is something else."""
_CACHE = 8192

_WORD = r"(?:del\s?-?mål(?:et|en)?|dm|mål|kompetensmål|nr|nummer)"
_FIRST = re.compile(
    r"(?:(?P<st>st)[\s.\-]?)?(?P<group>[abc])[\s.:\-]{0,2}(?P<number>\d{1,2})(?![\w%])|(?P<bt>bt)[\s.\-]?(?P<btn>\d{1,2})(?![\w%])",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"(?:(?P<st>st)[\s.\-]?)?(?P<group>[abc])?[\s.]?(?P<number>\d{1,2})(?![\w%])|(?P<bt>bt)[\s.\-]?(?P<btn>\d{1,2})(?![\w%])",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s*(?:-|–|—|−|till(?:\s+och\s+med)?|t\.?\s?o\.?\s?m\.?|to)\s*", re.IGNORECASE)
_LIST = re.compile(
    rf"\s*(?:,|;|/|\+|&|\n|•|·|\boch\b|\bsamt\b|\band\b|\s)(?:\s*(?:och|samt|and)\b)?\s*(?:{_WORD}\s*:?\s*)?",
    re.IGNORECASE,
)
_LEAD = re.compile(
    rf"\s*(?:[•·*(\[]\s*)*(?:(?:st|hslf|sosfs)?\s*-?\s*{_WORD}(?=[\s:.\-]|st|[abc]\s?\d)\s*(?:nr)?[\s:.\-]*)?",
    re.IGNORECASE,
)
_TRAIL = re.compile(r"[\s.:;,)\]*]*")
_TITLE = re.compile(r"(?:\s*[:.,;)\]–—|(]|\s+-?)\s*(?P<title>[^\W\d_].*|\d[^\s]*\s?[^\W\d_].*)", re.DOTALL)
_NAMED = re.compile(rf"[(\[]|\b{_WORD}\b|[,;:–—]\s|\s-\s", re.IGNORECASE)
_GROUP = re.compile(
    r"(?:st|bt)?\s?-?\s?(?:(?P<before>[abc])\s?[-–]?\s?(?:del)?mål(?:en)?|(?:del)?mål(?:en)?[\s:\-–]+(?:st)?(?P<after>[abc])(?![\w]))",
    re.IGNORECASE,
)


def _items(text: str, position: int) -> tuple[list[str], int]:
    """Codes listed from ``position`` on, and where the list ends (``position`` itself where there is none)."""
    match = _FIRST.match(text, position)
    codes: list[str] = []
    prefix, group = "", ""
    while match is not None:
        read = _code(match, prefix, group)
        if read is None:
            return codes, position
        prefix, group, number = read
        codes.append(f"{prefix}{group}{number}")
        position = match.end()
        end = _range_end(text, position, prefix, group, number)
        if end is not None:
            last, position = end
            codes.extend(f"{prefix}{group}{n}" for n in range(number + 1, last + 1))
        separator = _LIST.match(text, position)
        if separator is None:
            return codes, position
        match = _NEXT.match(text, separator.end())
        if match is not None and not (match["group"] or match["bt"]) and separator.group().isspace():
            return codes, position
    return codes, position


def _code(match: re.Match[str], prefix: str, group: str) -> tuple[str, str, int] | None:
    """Prefix, group and number of one item; what it leaves out it takes from the item before."""
    if match["bt"]:
        prefix, group, number = "BT", "", int(match["btn"])
    else:
        number = int(match["number"])
        if match["group"]:
            prefix, group = ("ST" if match["st"] or prefix == "ST" else ""), match["group"].lower()
    return (prefix, group, number) if 0 < number <= _HIGHEST.get(group, _HIGHEST_OTHER) else None


def _range_end(text: str, position: int, prefix: str, group: str, first: int) -> tuple[int, int] | None:
    """Last number of a range such as ``–c3`` and where it ends, if one stands at ``position``."""
    dash = _RANGE.match(text, position)
    match = _NEXT.match(text, dash.end()) if dash else None
    if match is None:
        return None
    read = _code(match, prefix, group)
    if read is None or read[:2] not in ((prefix, group), ("", group)) or read[2] <= first:
        return None
    return read[2], match.end()


@lru_cache(maxsize=_CACHE)
def exact_codes(text: str) -> tuple[str, ...]:
    """The codes of a text that holds nothing but codes; empty where it holds anything else."""
    if len(text) > 200 or not any(character.isdigit() for character in text):
        return ()
    lead = _LEAD.match(text)
    codes, end = _items(text, lead.end() if lead else 0)
    trail = _TRAIL.fullmatch(text, end)
    return tuple(dict.fromkeys(codes)) if codes and trail else ()


@lru_cache(maxsize=_CACHE)
def leading_code(text: str) -> tuple[str, str] | None:
    """The single code that a text begins with and the title after it: ``c3 Kommunikation …``, ``Delmål STa1: …``."""
    lead = _LEAD.match(text)
    match = _FIRST.match(text, lead.end() if lead else 0)
    read = _code(match, "", "") if match else None
    if match is None or read is None:
        return None
    title = _TITLE.fullmatch(text, match.end())
    if title is None or _LIST_CONTINUES.match(text, match.end()):
        return None
    return f"{read[0]}{read[1]}{read[2]}", " ".join(title["title"].split())


def stated_codes(text: str) -> tuple[str, ...]:
    """The codes of a text that is codes, or the one that it begins with."""
    exact = exact_codes(text)
    leading = leading_code(text) if not exact else None
    return (leading[0],) if leading else exact


_LIST_CONTINUES = re.compile(rf"\s*(?:,|;|/|\+|&|-|–|och|samt)\s*(?:{_WORD}\s*)?(?:st\s?)?[abc]?\s?\d", re.IGNORECASE)


@lru_cache(maxsize=_CACHE)
def named_codes(text: str) -> tuple[str, ...]:
    """Codes that a longer text names: in brackets, after a dash or comma, or after the word delmål."""
    if not any(character.isdigit() for character in text):
        return ()
    codes: dict[str, None] = dict.fromkeys(exact_codes(text))
    seen = accepted = range(0)
    for start, after_word in _after_markers(text):
        # What begins inside a list goes on as that did, so that nothing new can come of it.
        if start in accepted or (start in seen and not after_word):
            continue
        items, end = _items(text, start)
        seen = range(start, end)
        if items and (after_word or _ends_mention(text, end)):
            codes.update(dict.fromkeys(items))
            accepted = seen
    return tuple(codes)


_LINK = re.compile(
    r"\benligt\b|\bkoppla(?:d|t|de|s)?\b|\bkoppling\b|\bmot\b|\bavse(?:r|ende)\b|\bgäller\b|\brör(?:ande)?\b|\btäcker\b|"
    r"\buppfyller\b|\binom\b|\bfrån\b",
    re.IGNORECASE,
)
_LINKED = re.compile(rf"(?:{_LINK.pattern})(?:\s+till)?\s+$", re.IGNORECASE)
_START = re.compile(r"(?<![\w-])(?=st[\s.-]?[abc][\s.:-]{0,2}\d|[abc][\s.:-]{0,2}\d|bt[\s.-]?\d)", re.IGNORECASE)


@lru_cache(maxsize=_CACHE)
def codes_in_sentence(text: str) -> tuple[str, ...]:
    """Codes anywhere in an answer about delmål: ``Måndagar, kopplade till c1–c13, med genomgång efteråt``.

    More generous than :func:`named_codes`, for places where hardly anybody writes ``A4`` of paper or ``B12`` of a
    vitamin: a code counts that has its prefix, stands in a list or range in small letters, or follows a word such as
    ``enligt``.
    """
    codes = dict.fromkeys(named_codes(text))
    end = 0
    for start in _START.finditer(text):
        if start.end() < end:
            continue
        items, end = _items(text, start.end())
        before, small = text[: start.end()], text[start.end()].islower()
        told = _LINKED.search(before) if len(items) == 1 else small or _LINK.search(before)
        if items and (items[0].startswith(("ST", "BT")) or (told and (small or len(items) > 1))):
            codes.update(dict.fromkeys(items))
    return tuple(sorted(codes, key=sort_key))


def _after_markers(text: str) -> Iterator[tuple[int, bool]]:
    """Where a mention may begin, and whether the word delmål stands before it."""
    for marker in _NAMED.finditer(text):
        lead = _LEAD.match(text, marker.end())
        yield (lead.end() if lead else marker.end()), marker.group()[-1].isalpha()


def _ends_mention(text: str, end: int) -> bool:
    """Whether the list of codes is complete here, so that ``- a4-papper`` names no delmål."""
    return re.match(r"\s*(?:$|[)\].,;:\n]|[–—-]\s|\boch\b)", text[end:]) is not None


@lru_cache(maxsize=_CACHE)
def group_heading(text: str) -> str | None:
    """The goal group that a heading opens: ``A-mål``, ``Delmål C – Psykiatri``, ``STb-delmål``; else ``None``."""
    match = _GROUP.match(text.strip())
    if match is None:
        return None
    return (match["before"] or match["after"]).lower()


_ASIDE = re.compile(r"\s*[(\[](?P<inside>[^()\[\]]*)[)\]]|\s*(?::|–|—|\s-)\s*(?P<after>[^:–—]*)$")


@lru_cache(maxsize=_CACHE)
def without_codes(text: str) -> str:
    """A name without the delmål that are appended to it: ``SK-kurs nutrition (c5)``, ``Mini-CEX: a1, b2``."""
    return (
        _ASIDE.sub(
            lambda match: "" if exact_codes(match["inside"] or match["after"] or "") else match.group(), text
        ).strip()
        or text
    )
