"""The unit's own answers to an inspection's questions: a row for each criterion, with what they are built on."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from stexcel.layout.answers import is_answer
from stexcel.layout.marks import mark
from stexcel.layout.person_values import regulation
from stexcel.layout.text import fold, shown
from stexcel.layout.times import period
from stexcel.layout.unit.content import doubtful, unread
from stexcel.layout.unit.values import criteria_in, is_blank, time_in
from stexcel.layout.unit.words import Fact, facts_of
from stexcel.layout.view import Place, View
from stexcel.model import CellRef, Note, Period, Value
from stexcel.unit import Answer, Reply
from stexcel.workbook import Cell

_WORDS = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))["svar"]
_PATTERNS = {name: re.compile("|".join(words), re.IGNORECASE) for name, words in _WORDS.items()}
_ORDER = (
    "ja", "nej", "delvis", "svar", "datum", "ansvarig", "dokument", "kommentar", "föreskrift", "kriterium", "läge",
    "fråga",
)  # fmt: skip
"""What a heading is asked for, in this order; each is taken once."""
_TICKED = {"ja": Reply.YES, "nej": Reply.NO, "delvis": Reply.PARTLY}
_OF_A_PLAN = frozenset({Fact.ACTION, Fact.PROBLEM, Fact.DUE})
"""Headings that make a table with criteria an action plan."""
_CRITERION = re.compile(r"\W*(?:kriterium|krit\.?|spur)?\W*[A-H]\W{0,2}\d{1,2}(?!\d)", re.IGNORECASE)

_CRITERION_HEADING = re.compile(r"\W*(?:krit|spur)", re.IGNORECASE)
_NEVER_DELMAL = frozenset("DEFGH")
_ABOUT = re.compile(r"\bspur|kriteri|självvärder|självskatt|egenkontroll|egen (?:bedömning|värdering)", re.IGNORECASE)

_OPEN = re.compile(
    r"\W*(?:(?:vet|känner) (?:ej|inte|inte till)|oklar\w*|okänt|(?:ej|inte) (?:aktuell?t?|tillämplig\w*|besvara[dt]|"
    r"bedöm[dt]|relevant|känt|kontrollera[dt]|svarat)|obesvara[dt]|återkommer|utreds|n/?a|"
    r"ska (?:kontrolleras|undersökas|besvaras))\b",
    re.IGNORECASE,
)
_PARTLY = re.compile(
    r"\bdelvis\b|\btill (?:viss )?del(?:en)?\b|\bpågå|\bpåbörja|\bunder (?:arbete|framtag|uppbygg|revider)|\bnja\b|"
    r"\bibland\b|\b(?:i )?stort sett\b|\bnästan\b|\bde flesta\b|\bsom regel\b",
    re.IGNORECASE,
)
_YES = re.compile(r"\W*(?:ja|yes|jo|uppfyll(?:t|s|er|d)\b|finns\b(?! (?:ej|inte))|stämmer\b)\b", re.IGNORECASE)
_NO = re.compile(
    r"\W*(?:nej|no|saknas?|(?:ej|inte|inget|ingen|inga|aldrig)\b|finns (?:ej|inte)|"
    r"brist(?:er)?\b|uppfyll\w* (?:ej|inte))\b",
    re.IGNORECASE,
)
_RESERVED = re.compile(
    r"\b(?:men|dock|utom|förutom|inte|ej|utan|ännu|planer\w*|ska|skall|kommer|"
    r"(?:fr\.?o\.?m|från(?: och med)?)\b.*20\d\d)\b|\?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Replies:
    """The answers on a sheet, the places that they and their headings take up, and what could not be read."""

    answers: tuple[Answer, ...] = ()
    places: frozenset[Place] = frozenset()
    notes: tuple[Note, ...] = ()
    headings: tuple[tuple[CellRef, str, str], ...] = ()
    """Cell, text and meaning of every heading; the meaning is empty where it is not used."""
    rows: int = 0


@dataclass(frozen=True)
class _Table:
    """A table of answers: its row of headings, what each column is, and the rows below."""

    view: View
    header: int
    columns: Mapping[str, int]
    texts: Mapping[int, str]
    rows: tuple[int, ...]

    def cell(self, row: int, name: str) -> tuple[Cell, CellRef] | None:
        """The value in a column, with its place."""
        column = self.columns.get(name)
        return None if column is None else (self.view.rows[row][column], self.view.ref(row, column))

    def text(self, row: int, name: str) -> str | None:
        """What is written in a column."""
        found = self.cell(row, name)
        if found is None or is_blank(found[0]) or (isinstance(found[0], str) and not is_answer(found[0])):
            return None
        return _written(found[0])

    @property
    def places(self) -> frozenset[Place]:
        """Headings and rows, and the lines that stand alone above them."""
        first, last = min(self.texts), max(self.texts)
        above = []
        for row in range(self.header - 1, -1, -1):
            filled = [column for column, value in enumerate(self.view.rows[row]) if value is not None]
            if len(filled) > 1:
                break
            above += [(row, column) for column in filled]
        below = ((row, column) for row in (self.header, *self.rows) for column in range(first, last + 1))
        return frozenset((*above, *below))


def read_replies(view: View) -> Replies:
    """The answers on a sheet; empty for a sheet without such a table."""
    table = _find(view)
    if table is None:
        return Replies()
    notes: list[Note] = []
    answers = tuple(answer for row in table.rows for answer in _answers(table, row, notes))
    if not answers:
        return Replies()
    meanings = {column: name for name, column in table.columns.items()}
    headings = tuple(
        (view.ref(table.header, column), text, meanings.get(column, "")) for column, text in table.texts.items()
    )
    return Replies(answers, table.places, tuple(notes), headings, len(table.rows))


def contradictions(answers: Iterable[Answer]) -> Iterator[Note]:
    """A note on every criterion that is answered in more than one way under the same regulation."""
    found: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        if answer.reply is not None:
            found[answer.criterion].append(answer)
    for criterion, given in found.items():
        other = next((one for one in given[1:] if one.reply is not given[0].reply and _same(one, given[0])), None)
        if other is not None:
            yield doubtful(
                f"{criterion} besvaras både med ”{given[0].reply}” ({given[0].cell}) och med ”{other.reply}” "
                f"({other.cell}). Låt bara ett svar stå kvar",
                other.cell,
            )


def _same(one: Answer, other: Answer) -> bool:
    """Whether two answers may be about the same regulation."""
    return one.regulation is None or other.regulation is None or one.regulation == other.regulation


def _find(view: View) -> _Table | None:
    for header in range(view.height):
        texts = {column: value for column, value in enumerate(view.rows[header]) if isinstance(value, str)}
        columns = _columns(texts)
        strong = "svar" in columns or {"ja", "nej"} <= columns.keys()
        if not strong and "läge" not in columns:
            continue
        criterion = _criterion_column(view, header, columns, texts)
        if criterion is None or any(fact is Fact.ACTION for text in texts.values() for fact in facts_of(text)[:1]):
            continue
        rows = tuple(_rows(view, header, criterion, texts))
        if rows and _is_asked(view, header, texts, rows, criterion, strong=strong):
            return _Table(view, header, {**columns, "kriterium": criterion}, texts, rows)
    return None


def _is_asked(
    view: View, header: int, texts: Mapping[int, str], rows: Sequence[int], criterion: int, *, strong: bool
) -> bool:
    """Whether the rows are an inspection's questions, and not delmål, whose codes are often the same.

    A heading for answers is enough where one for criteria stands beside it, or codes that no delmål has. A state of
    some sort tells only on a sheet that says what it is about.
    """
    is_named = _CRITERION_HEADING.match(texts.get(criterion, "")) is not None
    if strong:
        return is_named or any(
            one[0] in _NEVER_DELMAL for row in rows for one in _criteria(view.spread(row, criterion))
        )
    facts = {fact for text in texts.values() for fact in facts_of(text)[:1]}
    alone = [values for row in view.rows[:header] if len(values := [one for one in row if one is not None]) == 1]
    titles = [view.sheet.name, *(str(one) for values in alone for one in values)]
    return is_named and not facts & _OF_A_PLAN and any(_ABOUT.search(title) for title in titles)


def _columns(texts: Mapping[int, str]) -> dict[str, int]:
    """What the headings ask for; a heading has one meaning, and the first column with it is the one."""
    found: dict[str, int] = {}
    for column, text in texts.items():
        folded = fold(re.sub(r"\([^)]*\)", " ", text)).replace("/", " ") or fold(text).replace("/", " ")
        whole = fold(text).replace("/", " ")
        name = next(
            (
                name
                for name in _ORDER
                if name not in found and (_PATTERNS[name].fullmatch(folded) or _PATTERNS[name].fullmatch(whole))
            ),
            None,
        )
        if name is not None:
            found[name] = column
    return found


def _criterion_column(view: View, header: int, columns: Mapping[str, int], texts: Mapping[int, str]) -> int | None:
    """The column with the criteria: the one with most of them, first of all that under such a heading."""
    counts = {
        column: sum(bool(_criteria(view.spread(row, column))) for row in range(header + 1, view.height))
        for column in texts
    }
    named = columns.get("kriterium")
    if named is not None and counts[named]:
        return named
    best = max(counts, key=lambda column: counts[column], default=None)
    return best if best is not None and counts[best] else None


def _criteria(value: Cell) -> tuple[str, ...]:
    """The criteria that a cell begins with: ``D6``, ``D6 Utbildningsprogrammet …``, ``C1, C3``."""
    if not isinstance(value, str) or _CRITERION.match(value) is None:
        return ()
    listed = re.match(r"(?:\W*(?:kriterium|krit\.?|spur|och|samt)?\W*[A-H]\W{0,2}\d{1,2}(?!\d))+", value, re.IGNORECASE)
    return criteria_in(listed.group()) if listed else ()


def _rows(view: View, header: int, criterion: int, texts: Mapping[int, str]) -> Iterator[int]:
    """The rows below the headings that name a criterion; titles between them are passed over."""
    for row in range(header + 1, view.height):
        if _criteria(view.spread(row, criterion)) and any(view.rows[row][column] is not None for column in texts):
            yield row


def _answers(table: _Table, row: int, notes: list[Note]) -> Iterator[Answer]:
    reply, text, cell = _reply(table, row, notes)
    of = table.cell(row, "föreskrift")
    when = _when(table, row, notes)
    for criterion in _criteria(table.view.spread(row, table.columns["kriterium"])):
        yield Answer(
            criterion=criterion,
            cell=cell,
            reply=reply,
            text=text,
            document=table.text(row, "dokument"),
            when=when,
            owner=table.text(row, "ansvarig"),
            comment=table.text(row, "kommentar"),
            regulation=regulation(str(of[0])) if of is not None and of[0] is not None else None,
        )


def _reply(table: _Table, row: int, notes: list[Note]) -> tuple[Reply | None, str, CellRef]:
    """The answer, the words for it and its place."""
    name = next((one for one in ("svar", "läge") if one in table.columns), None)
    found = table.cell(row, name) if name is not None else None
    if found is None or is_blank(found[0]):
        ticked = [(reply, cell) for one, reply in _TICKED.items() if (cell := table.cell(row, one)) and mark(cell[0])]
        if len(ticked) == 1:
            return ticked[0][0], ticked[0][0].value, ticked[0][1][1]
        place = found[1] if found is not None else table.view.ref(row, table.columns["ja"])
        if ticked:
            notes.append(unread("Raden har kryss för flera svar", place))
        return None, "", place
    value, place = found
    text = _written(value)
    reply = _read(value)
    if reply is None and not _OPEN.match(text) and any(map(str.isalnum, text)):
        notes.append(unread(f"Svaret ”{shown(text)}” kan inte läsas som ja, nej eller delvis", place))
    if reply is Reply.PARTLY and not _PARTLY.search(text):
        notes.append(doubtful(f"Svaret ”{shown(text)}” har ett förbehåll och lästes som delvis", place))
    return reply, text, place


def _read(value: Cell) -> Reply | None:
    """What an answer says; ``None`` where it says neither. A yes with a reservation is no more than partly."""
    if isinstance(value, bool):
        return Reply.YES if value else Reply.NO
    if not isinstance(value, str) or is_blank(value) or _OPEN.match(value) or "?" in value:
        return None
    text = value.strip()
    if text.casefold() in ("j", "n"):
        return Reply.YES if text.casefold() == "j" else Reply.NO
    if _PARTLY.search(text) and not _NO.match(text):
        return Reply.PARTLY
    if _NO.match(text):
        return Reply.NO
    if _YES.match(text) or (mark(text) is True and not text.isalnum()):
        return Reply.PARTLY if _RESERVED.search(text) else Reply.YES
    return None


def _when(table: _Table, row: int, notes: list[Note]) -> Value[Period] | None:
    found = table.cell(row, "datum")
    if found is None or is_blank(found[0]) or (isinstance(found[0], str) and not is_answer(found[0])):
        return None
    time = time_in(found[0])
    if time is None:
        notes.append(unread(f"Svarets datum ”{shown(found[0])}” kan inte läsas som en tid", found[1]))
        return None
    return Value(time, _written(found[0]), found[1])


def _written(value: Cell) -> str:
    time = None if isinstance(value, str) else period(value)
    if isinstance(value, bool):
        return "Ja" if value else "Nej"
    return time.start.isoformat() if time is not None and time.is_day else str(value).strip()
