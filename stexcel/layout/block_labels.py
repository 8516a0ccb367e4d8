"""The labels of a block and their answers: beside the label, or below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from stexcel.layout.activities import looks_like_activity
from stexcel.layout.anchors import Anchor, code_named_by, ends_block
from stexcel.layout.content import features_of
from stexcel.layout.marks import boxed, choices, is_box, mark
from stexcel.layout.methods import looks_like_method
from stexcel.layout.reading import BlockLabel
from stexcel.layout.roles import Role, is_known, roles_of
from stexcel.layout.view import Place, View
from stexcel.workbook import Cell

_LABEL_WEIGHT = 0.7
_ASKED_WEIGHT = 0.6
_NAME_WEIGHT = 0.85
"""Names of courses and workplaces contain the very words that ask for them."""
_ROLES = frozenset(Role) - {
    Role.DELMAL,
    Role.NAME,
    Role.MARKS,
    Role.CODE_MARKS,
    Role.TERM,
    Role.IGNORED,
    Role.NOT_DONE,
}
_MAX_LABEL = 60
_REPEATED = 3
"""A text in the same column of this many blocks, and of half of them, is a label."""
_BY_CONTENT = (("method", Role.ASSESSMENT, 0.5), ("activity", Role.ACTIVITY, 0.5), ("time", Role.PLANNED, 0.6))


@dataclass(frozen=True, slots=True)
class Answer:
    """A label's role, its text, and the place of one cell of its answer."""

    role: Role
    label: str
    place: Place


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a sheet: its area, the cells that tables already explain, and labels that all blocks share."""

    view: View
    anchor: Anchor
    taken: Set[Place]
    shared: Mapping[str, Role]

    def answers(self) -> Iterator[Answer]:
        """The labelled answers, row by row."""
        for role, (row, column), places in self._labels():
            text = str(self.view.rows[row][column])
            yield from (Answer(role, text, place) for place in places)

    def labels(self) -> Iterator[BlockLabel]:
        """The labels, row by row, also those without an answer."""
        for role, place, places in self._labels():
            room = None if places else self._room(*place)
            text = str(self.view.rows[place[0]][place[1]])
            cells = tuple(self.view.ref(*one) for one in places)
            yield BlockLabel(role, text, self.view.ref(*place), cells, room and self.view.ref(*room))

    def _room(self, row: int, column: int) -> Place | None:
        """The empty cell beside a label, else the one below it: where an answer would be looked for."""
        last_row, last_column = self.view.extent(row, column)
        beside, below = (row, last_column + 1), (last_row + 1, column)
        if beside[1] <= self.anchor.right and self._is_empty(beside):
            return beside
        return below if below[0] <= self.anchor.bottom and self._is_empty(below) else None

    def _is_empty(self, place: Place) -> bool:
        return self.view.spread(*place) is None and place not in self.taken

    def _labels(self) -> Iterator[tuple[Role, Place, list[Place]]]:
        for row, column in self.places():
            if (row, column) in self.taken or (row, column) == self.anchor.place:
                continue
            value = self.view.rows[row][column]
            role = None if _is_choice(self.view, row, column) else self.role(value)
            if role is Role.DATE and any(self.role(one) is Role.DONE for one in self.view.rows[row][:column]):
                role = Role.DONE
            if role is not None and isinstance(value, str):
                yield role, (row, column), self._beside(row, column) or self._below(row, column)

    def places(self) -> Iterator[Place]:
        """Every cell of the block's area."""
        for row in range(self.anchor.top, self._bottom + 1):
            for column in range(self.anchor.left, self._right + 1):
                yield row, column

    def role(self, value: Cell) -> Role | None:
        """The role of a cell that is a label; ``None`` for an answer."""
        found = label_role(value)
        return self.shared.get(value) if found is None and isinstance(value, str) else found

    @property
    def _bottom(self) -> int:
        return min(self.anchor.bottom, self.view.height - 1)

    @property
    def _right(self) -> int:
        return min(self.anchor.right, self.view.width - 1)

    def _beside(self, row: int, column: int) -> list[Place]:
        """Filled cells to the right, up to the next label; merged ranges count once."""
        found: list[Place] = []
        cells = self.view.rows[row]
        for other in range(self.view.extent(row, column)[1] + 1, self._right + 1):
            value = cells[other]
            if value is None:
                continue
            is_label = self._is_label_after((row, column), value, first=not found)
            if (row, other) in self.taken or _is_code(value) or (is_label and not _is_choice(self.view, row, other)):
                break
            found.append((row, other))
        return found + self._going_on(found[0]) if found else found

    def _going_on(self, first: Place) -> list[Place]:
        """More lines of an answer: rows below its first cell with nothing to their left in the block."""
        found: list[Place] = []
        row, column = first
        for other in range(self.view.extent(row, column)[0] + 1, self._bottom + 1):
            cells = self.view.rows[other]
            if cells[column] is None or any(one is not None for one in cells[self.anchor.left : column]):
                break
            places = [(other, one) for one in range(column, self._right + 1) if cells[one] is not None]
            if any(self._ends_answer(place) for place in places):
                break
            found.extend(places)
        return found

    def _ends_answer(self, place: Place) -> bool:
        value = self.view.rows[place[0]][place[1]]
        is_label = self.role(value) is not None and not _is_choice(self.view, *place)
        return is_label or place in self.taken or _is_code(value)

    def _below(self, row: int, column: int) -> list[Place]:
        """Filled cells under the label, up to the next label, code or empty row."""
        found: list[Place] = []
        for other in range(self.view.extent(row, column)[0] + 1, self._bottom + 1):
            value = self.view.rows[other][column]
            if value is None or (other, column) in self.taken or _is_code(value):
                break
            if self._is_label_after((row, column), value, first=not found):
                break
            found.append((other, column))
        return found

    def _is_label_after(self, label: Place, value: Cell, *, first: bool) -> bool:
        """Whether a cell after a label is a label too: the first one may be an answer of the label's own sort, as
        ``Kurs`` is after ``Aktivitet``, unless it asks for an answer itself."""
        own = self.role(self.view.rows[label[0]][label[1]]) if first else None
        return self.role(value) not in (None, own) or (isinstance(value, str) and _asks(value))


def _asks(text: str) -> bool:
    """Whether a text asks for an answer and is none: it ends as a label does, or is a label for activities or
    assessments and names none of them."""
    role = label_role(text) if is_known(text) else None
    named = looks_like_activity(text) if role is Role.ACTIVITY else looks_like_method(text)
    return text.rstrip().endswith(":") or (role in (Role.ACTIVITY, Role.ASSESSMENT) and not named)


def label_role(value: Cell) -> Role | None:
    """The role of a cell that is a label by its own words; ``None`` for an answer."""
    if not isinstance(value, str) or len(value) > _MAX_LABEL or "\n" in value.strip() or ends_block(value):
        return None
    roles = [(role, weight) for role, weight in roles_of(value) if role in _ROLES]
    if not roles:
        return None
    role, weight = roles[0]
    asked = value.rstrip().endswith((":", "?"))
    needed = _ASKED_WEIGHT if asked else _NAME_WEIGHT if role in (Role.COURSE, Role.PLACEMENT) else _LABEL_WEIGHT
    return role if weight >= needed else None


def shared_labels(view: View, anchors: Sequence[Anchor]) -> dict[str, Role]:
    """Texts that stand in the same column of most blocks, though their words alone do not make them labels.

    Their role is what their words most likely mean, or else what the cells to their right hold.
    """
    if len(anchors) < _REPEATED:
        return {}
    places: dict[tuple[int, str], list[Place]] = {}
    for row, column, text in view.texts:
        if len(text) <= _MAX_LABEL:
            places.setdefault((column, text), []).append((row, column))
    needed = max(_REPEATED, len(anchors) / 2)
    often = {text: found for (_, text), found in places.items() if len(found) >= needed}
    inside = {
        text: [place for place in found if any(anchor.holds(*place) for anchor in anchors)]
        for text, found in often.items()
        if not (_is_ticked(text) or _is_code(text) or label_role(text) or _is_choice(view, *found[0]))
    }
    repeated = {text: found for text, found in inside.items() if len(found) >= needed}
    roles = {text: _likely_role(view, text, found) for text, found in repeated.items()}
    unknown = [text for text, role in roles.items() if role is None and _is_unknown(view, anchors, text, inside[text])]
    return {text: role for text, role in roles.items() if role is not None} | dict.fromkeys(unknown, Role.IGNORED)


def _is_unknown(view: View, anchors: Sequence[Anchor], text: str, places: Sequence[Place]) -> bool:
    """Whether a text at the left of every block, with nothing after it, is a label that nobody has answered."""
    at_left = all(
        any(anchor.left == column and anchor.holds(row, column) for anchor in anchors) for row, column in places
    )
    after = any(value is not None for row, column in places for value in view.rows[row][column + 1 : column + 2])
    answers = looks_like_activity(text) or looks_like_method(text) or not text.replace(" ", "").isalpha()
    return len(places) >= len(anchors) and at_left and not after and not answers


def _likely_role(view: View, text: str, places: Sequence[Place]) -> Role | None:
    named = next((role for role, _ in roles_of(text) if role in _ROLES), None)
    if named is not None:
        return named
    beside = [view.rows[row][column + 1] for row, column in places if column + 1 < view.width]
    answers = [value for value in beside if value is not None]
    counts = Counter(feature for value in answers for feature in features_of(value))
    likely = (role for feature, role, share in _BY_CONTENT if answers and counts[feature] >= share * len(answers))
    return next(likely, None)


def _is_choice(view: View, row: int, column: int) -> bool:
    """Whether a text belongs to the tick box in the cell before it."""
    before = view.rows[row][column - 1] if column else None
    return isinstance(before, str) and is_box(before)


def _is_ticked(text: str) -> bool:
    """Whether a text is a tick, or tick boxes with their texts, which are answers however often they stand there."""
    return is_box(text) or mark(text) is not None or boxed(text) is not None or bool(choices(text))


def _is_code(value: Cell) -> bool:
    return isinstance(value, str) and code_named_by(value) is not None
