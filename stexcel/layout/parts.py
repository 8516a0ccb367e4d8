"""The parts of the training beside the delmål: is anything planned for self-study, teaching, science, quality work?"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence, Set

from stexcel.layout.answers import is_answer
from stexcel.layout.cells import Row
from stexcel.layout.delmal_text import codes_in_sentence
from stexcel.layout.labels import field_of, is_introduction, named_part, part_of
from stexcel.layout.marks import choices, mark
from stexcel.layout.reading import Kind, Table
from stexcel.layout.roles import Role, best_role
from stexcel.layout.view import Place, View
from stexcel.model import Part, PartStatement
from stexcel.workbook import Cell

_OF_DOCUMENT = re.compile(
    r"\b(?:mall\w*|dokument\w*|arbetsbok\w*|fil(?:en)?|flik\w*|blad\w*|fyll\w* i)\b", re.IGNORECASE
)
_IN_BRACKETS = re.compile(r"\([^)]*\)")
"""Where a template says how much it wants: ``Självstudier (4 h/vecka)``."""
_REGULAR = re.compile(
    r"\b(?:mån|tis|ons|tors|fre)dag(?:ar|en|s\w*)?\b|\bvar(?:je|annan|t|tannat)? (?:\w+ )?(?:veck|dag|månad)\w*|"
    r"\b\d+(?:[.,]\d+)?\s?(?:h|t|tim\w*)\s?(?:/|per|i|varje)\s?v(?:ecka\w*)?\b|\bkl\.?\s?\d",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\bv(?:ecka|eckorna)?\.?\s?\d{1,2}\b|\b[vh]t\W?\d|\b(?:19|20)\d\d\b(?!\s?:\s?\d)|\b\d{1,2}/\d{1,2}\b|"
    r"\b(?:jan|feb|mars|apr|maj|jun|jul|aug|sep|okt|nov|dec|våren|hösten)[^\W\d]*\W{1,2}\d",
    re.IGNORECASE,
)
"""When something takes place; not the year of a regulation."""
_MIN_PARTS = 3
"""Different parts of the training in the first column that make a table a form about them."""
_INLINE = re.compile(r"^\s*([^:\n]{4,55})(?<!20\d\d):\s*(\S.*)$", re.DOTALL)
_LABELLED = re.compile(r"[^\W\d][^:\n]{2,40}:\s")


def part_statements(view: View, tables: Sequence[tuple[View, Table]], taken: Set[Place]) -> Iterator[PartStatement]:
    """Every place on a sheet for one of the parts, and whether anything is planned there."""
    titles = {table.title for _, table in tables if table.title}
    for turned, table in tables:
        if table.kind in (Kind.PART, Kind.ACTION_PLAN):
            yield _of_table(turned, table, table.part or Part.ACTION_PLAN)
        elif is_introduction(table.title or view.sheet.name):
            yield _of_table(turned, table, Part.INTRODUCTION)
    of_sheet = part_of(view.sheet.name)
    if of_sheet is not None and not any(
        table.part is of_sheet and table.kind in (Kind.PART, Kind.ACTION_PLAN) for _, table in tables
    ):
        yield _of_sheet(view, of_sheet, taken)
        return
    for row, column, text in view.texts:
        if (
            (row, column) not in taken
            and text not in titles
            and text != view.sheet.name
            and not _repeats(view, row, column)
        ):
            yield from _of_label(view, row, column, text, taken)


def are_parts(rows: Iterable[Row]) -> bool:
    """Whether rows go through the parts of the training, as a form does: introduction, self-study, science, …"""
    return len({part_of_row(row) for row in rows} - {None}) >= _MIN_PARTS


def part_of_row(row: Row) -> Part | None:
    """The part that the first cell of a row names."""
    first = row.view.rows[row.index][row.table.columns[0].index]
    return named_part(first) if isinstance(first, str) else None


def _of_table(view: View, table: Table, part: Part) -> PartStatement:
    """Planned if any row below the headings has an answer."""
    texts: list[str] = []
    for index in range(table.body[0], min(table.body[1], view.height - 1) + 1):
        row = Row(view, table, index)
        answers = [entry.text for column in table.columns for entry in row.answers(column.role)]
        first = view.rows[index][table.columns[0].index]
        if (
            answers
            and not row.is_example
            and not (isinstance(first, str) and part_of(first) and part_of(first) is not table.part)
        ):
            texts.extend(answers)
    return PartStatement(
        part, bool(texts), view.ref(table.header[0], table.columns[0].index), "; ".join(texts[:6]), _codes(texts)
    )


def _of_sheet(view: View, part: Part, taken: Set[Place]) -> PartStatement:
    """A sheet of its own for the part, as a form: planned if any label has an answer, or free text stands there."""
    texts: list[str] = []
    for row, cells in enumerate(view.rows):
        filled = [
            (column, value) for column, value in enumerate(cells) if value is not None and (row, column) not in taken
        ]
        answers = filled[1:] if len(filled) > 1 else _free_text(row, filled)
        texts.extend(
            str(value)
            for _, value in answers
            if (not isinstance(value, str) or is_answer(value)) and not _is_label(value)
        )
    first = next(
        (
            (row, column)
            for row, cells in enumerate(view.rows)
            for column, value in enumerate(cells)
            if value is not None
        ),
        (0, 0),
    )
    return PartStatement(part, bool(texts), view.ref(*first), "; ".join(texts[:6]), _codes(texts))


def _codes(texts: Sequence[str]) -> tuple[str, ...]:
    """The delmål that the texts about a part name, each once."""
    return tuple(dict.fromkeys(code for text in texts for code in codes_in_sentence(text)))


def _free_text(row: int, filled: Sequence[tuple[int, Cell]]) -> Sequence[tuple[int, Cell]]:
    """A cell that stands alone in its row is an answer if it is running text below the title and no label."""
    return [
        (column, value)
        for column, value in filled
        if row > 1 and isinstance(value, str) and len(value) > 25 and not value.endswith(":")
    ]


def _is_label(value: Cell) -> bool:
    return isinstance(value, str) and (
        best_role(value) is not None or part_of(value) is not None or field_of(value) is not None
    )


def _of_label(view: View, row: int, column: int, text: str, taken: Set[Place]) -> Iterator[PartStatement]:
    inline = _INLINE.match(text)
    label = inline[1] if inline else text
    part = _named_before_time(label)
    if part is None or len(label) > 60 or (part is Part.ACTION_PLAN and not inline):
        return
    if inline:
        values: list[Cell] = [inline[2]]
    elif _is_label_row(view, row):
        values = _column_below(view, row, column)
    else:
        values = _beside(view, row, column, taken) or _below(view, row, column, taken)
    if not values and _tells_when(text):
        values = [text]
    if part is Part.INTRODUCTION:
        values = [value for value in values if not _speaks_of_document(value)] or _list_below(view, row)
    texts = [str(value) for value in values]
    yield PartStatement(
        part,
        _is_planned(values),
        view.ref(row, column),
        "; ".join(texts),
        _codes([text, *texts]),
    )


def _tells_when(text: str) -> bool:
    """Whether a line that names a part says itself when it takes place: ``Självstudier torsdagar``; no bare label."""
    said = _IN_BRACKETS.sub("", text)
    told = _REGULAR.search(said) or (_WHEN.search(said) and not _OF_DOCUMENT.search(said))
    return not text.rstrip().endswith(":") and bool(told)


def _repeats(view: View, row: int, column: int) -> bool:
    """Whether a cell answers the label before it, whose words it takes up: ``Självstudier | Självstudier 3 h``."""
    before = next((value for value in reversed(view.rows[row][:column]) if value is not None), None)
    part = named_part(before) if isinstance(before, str) else None
    return part is not None and _part_said(str(view.rows[row][column])) is part


def _part_said(text: str) -> Part | None:
    """The part that a text or its label names."""
    inline = _INLINE.match(text)
    return _named_before_time(inline[1] if inline else text)


def _named_before_time(label: str) -> Part | None:
    """The part that a label names, also where it says when: ``Introduktion v. 3–4 2024``."""
    return named_part(label) or named_part(_WHEN.split(label, maxsplit=1)[0].strip(" ,–-0123456789"))


def _speaks_of_document(value: Cell) -> bool:
    """Whether a text introduces the workbook itself rather than the workplace."""
    return isinstance(value, str) and _OF_DOCUMENT.search(value) is not None


def _is_label_row(view: View, row: int) -> bool:
    """Whether a row names several parts side by side, so that the answers stand below."""
    return len({named_part(value) for value in view.rows[row] if isinstance(value, str)} - {None}) >= 3


def _column_below(view: View, row: int, column: int) -> list[Cell]:
    below = (view.rows[other][column] for other in range(row + 1, view.height))
    return list(itertools.takewhile(lambda value: value is not None, below))


def _beside(view: View, row: int, column: int, taken: Set[Place]) -> list[Cell]:
    found: list[Cell] = []
    for other in range(view.extent(row, column)[1] + 1, view.width):
        value = view.rows[row][other]
        if value is None:
            continue
        if (row, other) in taken or (isinstance(value, str) and (field_of(value) or (part_of(value) and found))):
            break
        found.append(value)
    return found


def _below(view: View, row: int, column: int, taken: Set[Place]) -> list[Cell]:
    """The answer under a label that has nothing beside it."""
    below = view.extent(row, column)[0] + 1
    if below >= view.height or (below, column) in taken:
        return []
    value = view.rows[below][column]
    if (
        not isinstance(value, str)
        or named_part(value) not in (None, named_part(str(view.rows[row][column])))
        or field_of(value) is not None
        or _next_label(value, str(view.rows[row][column]))
        or best_role(value) in (Role.DATE, Role.PLANNED)
    ):
        return []
    beside = [one for one in view.rows[below][column + 1 :] if one is not None]
    return [value] if not beside else []


def _next_label(text: str, above: str) -> bool:
    """Whether a text is the label after an empty one, ``Externa kurser:``, with its own answer or without any."""
    return text.rstrip().endswith(":") or (above.rstrip().endswith(":") and _LABELLED.match(text) is not None)


def _list_below(view: View, row: int) -> list[Cell]:
    """The cells of a list that begins below a title, right under it or after an empty row, without its headings."""
    filled = [[value for value in cells if value is not None] for cells in view.rows[row + 1 :]]
    listed = list(itertools.takewhile(_is_listed, filled[1:] if filled and not filled[0] else filled))
    return [value for cells in listed[1:] if len(cells) > 1 for value in cells]


def _is_listed(cells: Sequence[Cell]) -> bool:
    """Whether a row goes on a list; one that begins with the label of something else belongs to a form."""
    first = cells[0] if cells else None
    return bool(cells) and not (isinstance(first, str) and (named_part(first) or field_of(first)))


def _yes_no(value: Cell) -> tuple[tuple[bool, str], ...]:
    """The tick boxes of a cell that answer yes or no, one or both in it."""
    found = (
        tuple((ticked, text.casefold().strip(".")) for ticked, text in choices(value)) if isinstance(value, str) else ()
    )
    return found if found and all(text in ("ja", "nej", "yes", "no") for _, text in found) else ()


def _is_planned(values: Sequence[Cell]) -> bool:
    """Yes and no as ticked; otherwise any answer is a plan."""
    written = False
    for value in values:
        boxes = _yes_no(value)
        if boxes:
            if any(ticked for ticked, _ in boxes):
                return any(ticked and answer in ("ja", "yes") for ticked, answer in boxes)
            continue
        ticked = mark(value)
        if ticked is False:
            continue
        written = written or ticked is True or not isinstance(value, str) or is_answer(value)
    return written
